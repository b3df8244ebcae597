"""A passkey made of software: it answers what a browser would answer for a device with a finger on it."""

import base64
import hashlib
import json
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import CoseKey
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

_PRESENT_VERIFIED = 0x05
_PRESENT_VERIFIED_ATTESTED = 0x45


def encoded(data: bytes) -> str:
    """Bytes as WebAuthn writes them in JSON."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Passkey:
    """One passkey. It signs in by itself only where it was made to be kept on the device with the account's name."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = hashlib.sha256(b"this passkey").digest()
        self._handle: str | None = None

    def registration(self, options: Any, origin: str) -> str:
        """The credential that a new passkey gives back for a page's options, as the form sends it."""
        key = options["publicKey"]
        resident = key["authenticatorSelection"].get("residentKey") == "required"
        self._handle = key["user"]["id"] if resident else None
        numbers = self._key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        # COSE: an elliptic key (1: 2) for ES256 (3: -7) on P-256 (-1: 1).
        public = CoseKey.parse({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        attested = AttestedCredentialData.create(b"\0" * 16, self._name, public)
        data = AuthenticatorData(_head(key["rp"]["id"], _PRESENT_VERIFIED_ATTESTED) + attested)
        attestation = AttestationObject.create("none", data, {})
        response = {
            "clientDataJSON": encoded(_client("create", key["challenge"], origin)),
            "attestationObject": encoded(bytes(attestation)),
        }
        return self._sent(response, {"credProps": {"rk": resident}})

    def assertion(self, options: Any, origin: str) -> str:
        """What the passkey gives back where a page asks to see it."""
        key = options["publicKey"]
        client, data = _client("get", key["challenge"], origin), _head(key["rpId"], _PRESENT_VERIFIED)
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": encoded(client),
            "authenticatorData": encoded(data),
            "signature": encoded(signature),
            "userHandle": self._handle,
        }
        return self._sent(response, {})

    def _sent(self, response: Any, extensions: Any) -> str:
        name = encoded(self._name)
        kind = {"type": "public-key", "clientExtensionResults": extensions}
        return json.dumps({"id": name, "rawId": name, "response": response} | kind)


def _client(what: str, challenge: str, origin: str) -> bytes:
    return json.dumps({"type": f"webauthn.{what}", "challenge": challenge, "origin": origin}).encode()


def _head(host: str, flags: int) -> bytes:
    return hashlib.sha256(host.encode()).digest() + struct.pack(">BI", flags, 1)

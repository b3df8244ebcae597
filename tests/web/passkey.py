"""A passkey made of software: it answers what a browser would answer for a device with a finger on it."""

import base64
import hashlib
import json
import struct
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import CoseKey
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

_PRESENT_VERIFIED_ATTESTED = 0x45


def encoded(data: bytes) -> str:
    """Bytes as WebAuthn writes them in JSON."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def registration(options: Any, origin: str) -> str:
    """The credential that a new passkey gives back for a page's options, as the form sends it."""
    key = options["publicKey"]
    data = {"type": "webauthn.create", "challenge": key["challenge"], "origin": origin}
    client = json.dumps(data).encode()
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    # COSE: an elliptic key (1: 2) for ES256 (3: -7) on P-256 (-1: 1).
    public = CoseKey.parse({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
    name = hashlib.sha256(b"this passkey").digest()
    attested = AttestedCredentialData.create(b"\0" * 16, name, public)
    head = hashlib.sha256(key["rp"]["id"].encode()).digest() + struct.pack(">BI", _PRESENT_VERIFIED_ATTESTED, 1)
    made = AttestationObject.create("none", AuthenticatorData(head + attested), {})
    response = {"clientDataJSON": encoded(client), "attestationObject": encoded(bytes(made))}
    return json.dumps(
        {
            "id": encoded(name),
            "rawId": encoded(name),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
    )

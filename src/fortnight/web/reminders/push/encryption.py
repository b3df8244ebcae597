"""A push message, encrypted so that only the browser it is for can read it: "aes128gcm" (RFC 8291, RFC 8188).

The sender makes a key pair for this one message, agrees on a secret with the browser's public key, and seals one
record. Messages are padded, so that their length tells nothing.
"""

import secrets
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

AUTH_BYTES = 16
POINT_BYTES = 65
_SALT_BYTES = 16
_RECORD_BYTES = 4096
_PADDED_TO = 1024
_LAST = b"\x02"


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encrypted(
    message: bytes,
    *,
    receiver: bytes,
    auth: bytes,
    sender: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
    padded_to: int = _PADDED_TO,
) -> bytes:
    """The body of a push message for the browser with this public key (65 bytes) and secret (16 bytes).

    `sender` and `salt` are made anew where they are not given. Raises: ValueError for a key that is no point of P-256.
    Source: RFC 8291, section 3.4; RFC 8188, section 2.
    """
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), receiver)
    ours = sender or ec.generate_private_key(ec.SECP256R1())
    point, salt = point_of(ours.public_key()), salt or secrets.token_bytes(_SALT_BYTES)
    agreed = _drawn(ours.exchange(ec.ECDH(), theirs), auth, b"WebPush: info\0" + receiver + point, 32)
    key = _drawn(agreed, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _drawn(agreed, salt, b"Content-Encoding: nonce\0", 12)
    padding = bytes(max(padded_to - len(message) - len(_LAST), 0))
    sealed = AESGCM(key).encrypt(nonce, message + _LAST + padding, None)
    return salt + struct.pack(">IB", _RECORD_BYTES, len(point)) + point + sealed


def _drawn(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)

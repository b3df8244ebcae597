"""Files at rest: sealed under a key of their own, so that whoever has the disk alone has no picture.

Each file's key is drawn from the installation's signing secret and the file's name (HKDF), and seals it with AES-GCM,
which also notices a changed byte. A secret that was replaced still opens what it sealed while it is among Django's
`SECRET_KEY_FALLBACKS`.
"""

import os
import secrets
import tempfile
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

_NONCE_BYTES = 12
_KEY_BYTES = 32


class BrokenSealError(Exception):
    """A file was not sealed by this installation under this name, or was changed since."""


def seal(name: str, data: bytes) -> bytes:
    """The sealed form of what a file holds."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + _lock(settings.SECRET_KEY, name).encrypt(nonce, data, name.encode())


def unseal(name: str, sealed: bytes) -> bytes:
    """What a sealed file holds. Raises: BrokenSealError."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        data = _opened(name, sealed, secret)
        if data is not None:
            return data
    raise BrokenSealError(name)


def resealed(name: str, sealed: bytes) -> bytes | None:
    """The same under the current secret, or None where it already is. Raises: BrokenSealError."""
    if _opened(name, sealed, settings.SECRET_KEY) is not None:
        return None
    return seal(name, unseal(name, sealed))


def replace(path: Path, data: bytes) -> None:
    """Let a file hold other bytes: all of them or, whatever happens, those of before."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(data)
        part.flush()
        os.fsync(part.fileno())
    Path(part.name).replace(path)


def _opened(name: str, sealed: bytes, secret: str | bytes) -> bytes | None:
    nonce, closed = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return _lock(secret, name).decrypt(nonce, closed, name.encode())
    except (InvalidTag, ValueError):
        return None


def _lock(secret: str | bytes, name: str) -> AESGCM:
    drawn = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=b"fortnight file " + name.encode())
    return AESGCM(drawn.derive(force_bytes(secret)))

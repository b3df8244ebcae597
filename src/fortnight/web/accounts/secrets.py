"""Secrets that open somebody's pages: made at random, shown once, kept as a hash only."""

import hashlib
import secrets

_BYTES = 32


def new_secret() -> str:
    """A new secret of 43 characters that need no quoting in an address or a cookie."""
    return secrets.token_urlsafe(_BYTES)


def hashed(secret: str) -> str:
    """The hash of a secret, 64 hexadecimal signs. A random secret of 256 bits needs no salt and no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()

"""How e-mail leaves the house: through the operator's SMTP server, or into the log where there is none."""

from typing import Any
from urllib.parse import unquote, urlsplit

from fortnight.errors import UsageError

_SUBMISSION = 587
_SMTPS = 465


def mail(address: str) -> dict[str, Any]:
    """Django's settings for e-mail. Raises: UsageError for an address that is none of SMTP."""
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise UsageError("FORTNIGHT_SMTP is no address of a mail server", "Write smtp://user:password@host:587.")
    secure = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (_SMTPS if secure else _SUBMISSION),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": secure,
        "EMAIL_USE_TLS": not secure and bool(parts.username),
        "EMAIL_TIMEOUT": 15,
    }

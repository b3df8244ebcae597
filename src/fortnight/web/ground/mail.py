"""How e-mail leaves the house and comes in: through the operator's SMTP server, and from a mailbox by IMAP."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote, urlsplit

from fortnight.errors import UsageError

_SUBMISSION = 587
_SMTPS = 465
_IMAP = 143
_IMAPS = 993


@dataclass(frozen=True, slots=True)
class Account:
    """A mailbox on a server, and how to get in."""

    host: str
    port: int
    secure: bool
    user: str
    password: str = field(repr=False)
    folder: str

    @property
    def name(self) -> str:
        """What it is known by, without the password."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def mail(address: str) -> dict[str, Any]:
    """Django's settings for e-mail. Raises: UsageError for an address that is not an SMTP one."""
    if not address:
        return {"EMAIL_BACKEND": "fortnight.web.ground.terminal_mail.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise UsageError("FORTNIGHT_SMTP is not the address of a mail server", "Write smtp://user:password@host:587.")
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


def mailbox(address: str) -> Account | None:
    """The mailbox that mail is fetched from, or None. Raises: UsageError for an address that is not an IMAP one.

    Without TLS only a server on this machine is asked: the password would be read on the way.
    """
    if not address:
        return None
    parts = urlsplit(address)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username or not folder.isascii():
        raise UsageError("FORTNIGHT_IMAP is not the address of a mailbox", "Write imaps://user:password@host/INBOX.")
    secure = parts.scheme == "imaps"
    if not secure and not _is_here(parts.hostname):
        raise UsageError("FORTNIGHT_IMAP would send the password in the clear", "Write imaps:// instead of imap://.")
    user, password = unquote(parts.username), unquote(parts.password or "")
    return Account(parts.hostname, parts.port or (_IMAPS if secure else _IMAP), secure, user, password, folder)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

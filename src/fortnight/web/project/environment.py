"""What the operator sets from outside: every variable of the environment, its meaning and what holds without it.

This is the only place that reads the environment, and `docs/reference/settings.md` is written from it. Without any of
them the site runs on this machine, on SQLite, and keeps everything in the folder `fortnight-data`.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from fortnight.errors import UsageError


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the environment: its name, what holds when it is not set, and what it is for."""

    name: str
    without: str
    about: str


VARIABLES = (
    Variable("FORTNIGHT_DATA", "fortnight-data", "The folder of everything that is kept. An empty one is a new start."),
    Variable("FORTNIGHT_ADDRESS", "http://localhost:8000", "The address people type. With https, TLS is expected."),
    Variable("FORTNIGHT_DATABASE", "", "postgresql://user:password@host/name; without it SQLite in the data folder."),
    Variable(
        "FORTNIGHT_SECRET", "", "The signing secret, at least 50 characters. If unset, one is generated and saved."
    ),
    Variable("FORTNIGHT_SMTP", "", "smtp://user:password@host:587 for e-mail; without it mail goes to the log."),
    Variable("FORTNIGHT_MAIL_FROM", "Fortnight <fortnight@localhost>", "The sender of e-mail."),
    Variable(
        "FORTNIGHT_MAIL_REPLY", "", "Where replies go, as reply@clinic.example; each gets reply+<signed>@ of its own."
    ),
    Variable(
        "FORTNIGHT_IMAP", "", "imaps://user:password@host/INBOX to fetch mail from; imap:// on this machine only."
    ),
    Variable(
        "FORTNIGHT_MAIL_TRUSTS", "", "The name by which the mail server signs Authentication-Results, to be believed."
    ),
    Variable(
        "FORTNIGHT_PRODUCT_SERVICE", "", "The address of a service with the Open Beauty Facts API; none is asked."
    ),
    Variable("FORTNIGHT_HINTS", "1", "0: nobody is told that somebody is writing, or looks at a conversation."),
    Variable("FORTNIGHT_PROXIES", "0", "How many proxies stand in front, each adding to X-Forwarded-For."),
    Variable("FORTNIGHT_DEBUG", "0", "1 shows errors on the page. For developers only."),
)
HERE = Path(__file__).resolve().parent
# The apps that have pages of their own, in the order in which their templates are looked for.
OUR_APPS = (
    "shell",
    "pages",
    "accounts",
    "journal",
    "shelf",
    "activities",
    "catalogue",
    "routine",
    "screening",
    "photos",
    "healing",
    "chat",
    "mail",
    "desk",
    "clinic",
    "clients",
    "guides",
    "offline",
)
_WITHOUT = {variable.name: variable.without for variable in VARIABLES}
_SHORTEST_SECRET = 50


def value(name: str) -> str:
    """What a variable says, or what holds without it. Raises: KeyError for a name that is not in the list."""
    return os.environ.get(name, "").strip() or _WITHOUT[name]


def data_folder() -> Path:
    """The folder of everything that is kept, made when it is missing, closed to others."""
    folder = Path(value("FORTNIGHT_DATA")).expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret(folder: Path) -> str:
    """The signing secret: the operator's, or one that is made once and kept in the data folder.

    Raises: UsageError for one that is too short.
    """
    given = value("FORTNIGHT_SECRET")
    if given:
        if len(given) < _SHORTEST_SECRET:
            raise UsageError("FORTNIGHT_SECRET is too short", f"Give it {_SHORTEST_SECRET} characters or more.")
        return given
    kept = folder / "secret"
    try:
        with kept.open("x", encoding="ascii") as file:
            kept.chmod(0o600)
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return kept.read_text("ascii")


def proxies() -> int:
    """How many proxies stand in front. Raises: UsageError for anything but a number."""
    given = value("FORTNIGHT_PROXIES")
    if not given.isdecimal():
        raise UsageError(f'FORTNIGHT_PROXIES is "{given}"', "Write a number, such as 1.")
    return int(given)


def mail_reply() -> str:
    """The address that replies go to, or "". Raises: UsageError for what is no plain address."""
    said = value("FORTNIGHT_MAIL_REPLY")
    local, _, domain = said.rpartition("@")
    if said and (not local or not domain or set(said) & set(' +<>",')):
        raise UsageError("FORTNIGHT_MAIL_REPLY is no plain address", "Write it as reply@clinic.example.")
    return said


def host() -> str:
    """The host of the address. Raises: UsageError for an address without scheme or host."""
    parts = urlsplit(value("FORTNIGHT_ADDRESS"))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("FORTNIGHT_ADDRESS is no address", "Write it as https://fortnight.example.org.")
    return parts.hostname

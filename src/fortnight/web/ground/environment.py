"""What the operator sets from outside: every variable of the environment, its meaning and what holds without it.

This is the only place that reads the environment, and `docs/reference/settings.md` is written from it. Without any of
them the site runs on this machine, on SQLite, and keeps everything in the folder `fortnight-data`.
"""

import contextlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from fortnight.errors import UsageError
from fortnight.web.ground.address import parted


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of the environment: its name, what holds when it is not set, and what it is for."""

    name: str
    without: str
    about: str


VARIABLES = (
    Variable("FORTNIGHT_DATA", "fortnight-data", "The data folder. An empty folder is a new installation."),
    Variable(
        "FORTNIGHT_ADDRESS", "http://localhost:8000", "The public address. Use https if TLS is terminated in front."
    ),
    Variable("FORTNIGHT_HSTS_SUBDOMAINS", "0", "1: browsers use TLS for every subdomain; all of them must support it."),
    Variable("FORTNIGHT_DATABASE", "", "postgresql://user:password@host/name; if unset, SQLite in the data folder."),
    Variable(
        "FORTNIGHT_SECRET", "", "The signing secret, at least 50 characters. If unset, one is generated and saved."
    ),
    Variable("FORTNIGHT_SECRET_BEFORE", "", "The previous secret, until fortnight keys rotate is done."),
    Variable(
        "FORTNIGHT_BACKUP_PASSPHRASE", "", "The passphrase that encrypts and decrypts backups, at least 12 characters."
    ),
    Variable("FORTNIGHT_HEALTH_TOKEN", "", "The bearer token for reading /healthz/deep from elsewhere."),
    Variable("FORTNIGHT_SMTP", "", "smtp://user:password@host:587 for email; if unset, email goes to the log."),
    Variable("FORTNIGHT_MAIL_FROM", "Fortnight <fortnight@localhost>", "The sender of emails."),
    Variable(
        "FORTNIGHT_MAIL_REPLY", "", "Reply address, such as reply@clinic.example; each email uses reply+<signed>@."
    ),
    Variable(
        "FORTNIGHT_IMAP", "", "imaps://user:password@host/INBOX to fetch mail from; imap:// on this machine only."
    ),
    Variable(
        "FORTNIGHT_MAIL_TRUSTS", "", "The authserv-id of your mail server, whose Authentication-Results are trusted."
    ),
    Variable(
        "FORTNIGHT_PRODUCT_SERVICE",
        "",
        "The address of a service with the Open Beauty Facts API. If unset, none is used.",
    ),
    Variable("FORTNIGHT_HINTS", "1", "0 turns off typing and viewing indicators."),
    Variable("FORTNIGHT_PROXIES", "0", "Number of proxies in front that add to X-Forwarded-For."),
    Variable("FORTNIGHT_DEBUG", "0", "1 shows errors on the page. For developers only."),
)
WEB = Path(__file__).resolve().parents[1]
# The apps that have pages of their own, in the order in which their templates are looked for.
OUR_APPS = (
    "shell",
    "pages",
    "me",
    "sign_in",
    "journal",
    "shelf",
    "activities",
    "catalogue",
    "routine",
    "screening",
    "photos",
    "healing",
    "chat",
    "checkins",
    "course_photos",
    "mail",
    "exports",
    "reminders",
    "course",
    "desk",
    "clinic",
    "clients",
    "guides",
    "offline",
)
_WITHOUT = {variable.name: variable.without for variable in VARIABLES}
# What the tests are told by; not for a site.
_OF_TESTS = ("FORTNIGHT_TEST_DATABASE", "FORTNIGHT_CHROMIUM")
_SHORTEST_SECRET = 50
# What lies in the data folder.
DATABASE = "fortnight.sqlite3"
UPLOADS = "uploads"
KEY = "secret"
KEY_BEFORE = "secret-before"
STATIC = "static"
CLOCK = "clock"


def value(name: str) -> str:
    """What a variable says, or what holds without it. Raises: KeyError for a name that is not in the list."""
    return os.environ.get(name, "").strip() or _WITHOUT[name]


def data_folder() -> Path:
    """The folder of everything that is kept, made when it is missing, closed to others; so is all that is written.

    Raises: UsageError for a folder that stands open to others and is not ours to close.
    """
    os.umask(0o077)
    folder = Path(value("FORTNIGHT_DATA")).expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        try:
            folder.chmod(0o700)
        except PermissionError:
            fix = f"Let its owner close it: chmod 700 {folder}"
            raise UsageError(f"others on this machine can read {folder}", fix) from None
    return folder


def secret(folder: Path) -> str:
    """The signing secret: the operator's, or one that is created once and kept in the data folder.

    Raises: UsageError for a secret that is too short, or damaged.
    """
    raw = value("FORTNIGHT_SECRET")
    if raw:
        if len(raw) < _SHORTEST_SECRET:
            raise UsageError("FORTNIGHT_SECRET is too short", f"Use {_SHORTEST_SECRET} characters or more.")
        return raw
    key_file = folder / KEY
    if not key_file.exists():
        if has_uploads(folder) or has_rows(folder):
            fix = (
                "Put its secret back, from a backup or as FORTNIGHT_SECRET. "
                "Without it, encrypted files cannot be opened."
            )
            raise UsageError(f"{folder} is an installation without its secret", fix)
        _write_once(key_file, secrets.token_urlsafe(64))
    text = key_file.read_text("ascii")
    if len(text) < _SHORTEST_SECRET:
        fix = "Restore it from a backup. Without it, nobody stays signed in and encrypted photos cannot be opened."
        raise UsageError(f"{key_file} is damaged", fix)
    return text


def secrets_before(folder: Path) -> tuple[str, ...]:
    """The secret that was replaced and still opens what it sealed; none where no turn is under way."""
    raw = value("FORTNIGHT_SECRET_BEFORE")
    aside = folder / KEY_BEFORE
    return tuple(filter(None, (raw, aside.read_text("ascii").strip() if aside.is_file() else "")))


def has_rows(folder: Path) -> bool:
    """Whether a folder holds a SQLite database; an empty file is not one."""
    file = folder / DATABASE
    return file.is_file() and file.stat().st_size > 0


def has_uploads(folder: Path) -> bool:
    """Whether anybody's file lies in a folder."""
    return any(path.is_file() for path in (folder / UPLOADS).rglob("*"))


def _write_once(path: Path, text: str) -> None:
    """Write a file whole or not at all; where another process was first, theirs stands."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f"{path.name}-", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)


def proxies() -> int:
    """How many proxies stand in front. Raises: UsageError for anything but a number."""
    raw = value("FORTNIGHT_PROXIES")
    if not raw.isdecimal():
        raise UsageError(f'FORTNIGHT_PROXIES is "{raw}"', "Write a number, such as 1.")
    return int(raw)


def mail_reply() -> str:
    """The address that replies go to, or "". Raises: UsageError for what is no plain address."""
    raw = value("FORTNIGHT_MAIL_REPLY")
    local, _, domain = raw.rpartition("@")
    if raw and (not local or not domain or set(raw) & set(' +<>",')):
        raise UsageError("FORTNIGHT_MAIL_REPLY is not a plain address", "Write it as reply@clinic.example.")
    return raw


def cookie(kind: str = "", *, at: str = "") -> str:
    """The name of a cookie of the installation at an address, this one's without; of no kind, a visitor's plan.

    Browsers send a cookie to every port of a host, so that its name holds the port where it is not that of the scheme.
    Behind TLS it begins with `__Host-`, by which no neighbour under the same domain can set it.
    """
    parts = parted(at or value("FORTNIGHT_ADDRESS"))
    secure = parts.scheme == "https"
    port = "" if parts.port in (None, 443 if secure else 80) else str(parts.port)
    return ("__Host-" if secure else "") + "-".join(filter(None, ("fortnight", kind, port)))


def address() -> str:
    """The address that people type, as browsers send it. Raises: UsageError for one that would not work."""
    return parted(value("FORTNIGHT_ADDRESS")).geturl()


def host() -> str:
    """The host of the address, that of IPv6 in brackets. Raises: UsageError for an address that would not work."""
    parts = parted(value("FORTNIGHT_ADDRESS"))
    return parts.netloc.removesuffix(f":{parts.port}")


def listen_on(port: int) -> None:
    """Let the address that holds without a setting name the port that is listened on."""
    os.environ.setdefault("FORTNIGHT_ADDRESS", f"http://localhost:{port}")


def unknown() -> dict[str, str]:
    """The variables that look like ours but are not, each with the one that is probably meant, or ""."""
    names = [name for name in os.environ if name.startswith("FORTNIGHT_") and name not in (*_WITHOUT, *_OF_TESTS)]
    return {name: next(iter(get_close_matches(name, _WITHOUT, n=1, cutoff=0.85)), "") for name in sorted(names)}

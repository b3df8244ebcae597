"""The secret and its rotation: the mark that the rows have of it, how another replaces it, what is then resealed.

A turn begins by putting the old secret aside and a new one in its place; from that moment on both open what is sealed.
Then everything is sealed anew, one file or row at a time, and at the end the old secret is deleted. Whatever ends it in
between, it is taken up where it was: what is sealed under the new secret already is left as it is.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.crypto import constant_time_compare, salted_hmac

from fortnight.errors import UsageError
from fortnight.web.accounts.models import Installation
from fortnight.web.accounts.vault import BrokenSealError, replace, resealed, seal
from fortnight.web.ground import environment
from fortnight.web.mail.incoming.inbox import reseal_mail
from fortnight.web.photos.strays import ASIDE
from fortnight.web.reminders.push.vapid import reseal_key

_TABLE = "accounts_installation"
_SALT = "fortnight.installation"
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Turned:
    """The result of a rotation: how many files and mails were resealed, and how many no secret opens."""

    sealed: int
    broken: int


def mark(secret: str | bytes) -> str:
    """What the rows know of a secret: 64 hexadecimal characters, from which it cannot be had."""
    return salted_hmac(_SALT, "secret", secret=secret, algorithm="sha256").hexdigest()


def check_mark() -> None:
    """See that the rows were written under this secret or one before it. Raises: UsageError for any other."""
    if _TABLE not in connection.introspection.table_names():
        return
    row = Installation.objects.first()
    accepted = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    if row and not any(constant_time_compare(row.secret_mark, mark(secret)) for secret in accepted):
        fix = (
            "Put its secret back, from a backup or as FORTNIGHT_SECRET, or name the right database. Where the secret "
            "is lost for good: fortnight keys adopt. Nothing was changed."
        )
        raise UsageError("the database and the secret are not of one installation", fix)


def write_mark() -> None:
    """Give the rows of an installation that has none yet the mark of its secret."""
    Installation.objects.get_or_create(pk=1, defaults={"secret_mark": mark(settings.SECRET_KEY)})


def adopt() -> None:
    """Mark the rows with the current secret, whatever their mark: for operators who have lost the former one."""
    Installation.objects.update_or_create(pk=1, defaults={"secret_mark": mark(settings.SECRET_KEY)})


def begin_turn(folder: Path) -> None:
    """Put the secret aside and a new one in its place; nothing where a turn is under way.

    Raises: UsageError where the secret is the operator's and they have named none before it.
    """
    before = environment.secrets_before(folder)
    if environment.value("FORTNIGHT_SECRET"):
        if not before:
            fix = "Set FORTNIGHT_SECRET_BEFORE to it, FORTNIGHT_SECRET to a new one, and start again."
            raise UsageError("the secret is set by FORTNIGHT_SECRET", fix)
        return
    old = environment.secret(folder)
    if not before:
        replace(folder / environment.KEY_BEFORE, old.encode("ascii"))
        before = (old,)
    if old in before:
        replace(folder / environment.KEY, secrets.token_urlsafe(64).encode("ascii"))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        environment.secret(folder),
        [*environment.secrets_before(folder)],
    )


def finish_turn(folder: Path) -> Turned:
    """Reseal everything and delete the former secret; the result."""
    files, broken_files = _reseal_files(folder / environment.UPLOADS)
    mails, broken_mails = reseal_mail()
    broken_keys = reseal_key()
    adopt()
    (folder / environment.KEY_BEFORE).unlink(missing_ok=True)
    return Turned(files + mails, broken_files + broken_mails + broken_keys)


def _reseal_files(uploads: Path) -> tuple[int, int]:
    done = broken = 0
    for path, name in _sealed_files(uploads):
        data = path.read_bytes()
        try:
            # An earlier version left the photos of labels as they were.
            anew = seal(name, data) if data.startswith(_JPEG) else resealed(name, data)
        except BrokenSealError:
            broken += 1
            continue
        if anew is not None:
            replace(path, anew)
            done += 1
    return done, broken


def _sealed_files(uploads: Path) -> Iterator[tuple[Path, str]]:
    """Every file of uploads, with the name under which it is sealed."""
    for path in sorted(uploads.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path, path.relative_to(uploads).as_posix().removeprefix(f"{ASIDE}/")

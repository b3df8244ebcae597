"""Whether folder and database are one installation, whole, and of a version that this code knows.

What is refused is refused before anything is written: an empty database beside files, rows without the secret that
sealed their files, rows of another installation or of a newer Fortnight, a damaged file, a database that does not
answer. The rows know their secret by a mark of it, so that a database and a folder which do not belong together are
told apart. An installation that is older than the mark is given one.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from fortnight.errors import UsageError
from fortnight.web.ground import environment
from fortnight.web.ground.environment import DATABASE, UPLOADS

ROWS_ELSEWHERE = "postgresql"
"""The file that marks the folder of an installation whose rows are in PostgreSQL."""
_NOT_CHANGED = "Nothing was changed."


def close_files(folder: Path) -> None:
    """Take what is in a data folder away from others on this machine, also what an earlier version left open."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink() or path.relative_to(folder).parts[:1] == ("static",):
            continue
        mode = path.stat().st_mode
        if mode & 0o077:
            path.chmod(mode & 0o700)


def check_folder(folder: Path, *, may_begin: bool, thorough: bool = False) -> None:
    """See that the folder fits the database that is named, before either is opened for writing.

    `may_begin`: an empty folder becomes a new installation. `thorough`: every page of a SQLite file is read.
    Raises: UsageError.
    """
    if environment.value("FORTNIGHT_DATABASE"):
        return
    if (folder / ROWS_ELSEWHERE).exists():
        raise UsageError(f"the rows of {folder} are in PostgreSQL", "Name the database by FORTNIGHT_DATABASE.")
    file = folder / DATABASE
    if file.is_file() and file.stat().st_size:
        _check_file(file, thorough=thorough)
    else:
        _check_beginning(folder, may_begin=may_begin)


def _check_beginning(folder: Path, *, may_begin: bool) -> None:
    """An empty database is a new start only where nothing of an earlier one lies."""
    if environment.has_uploads(folder):
        fix = (
            f"Name the right one by FORTNIGHT_DATABASE, put {DATABASE} back, or restore a backup. For a new start, "
            f"move {UPLOADS} elsewhere. {_NOT_CHANGED}"
        )
        raise UsageError(f"the database is empty, and files of an installation are in {folder / UPLOADS}", fix)
    if not may_begin:
        fix = "Set its folder with FORTNIGHT_DATA, or start one with fortnight serve."
        raise UsageError(f"there is no installation in {folder}", fix)


def _check_file(file: Path, *, thorough: bool) -> None:
    ask = "PRAGMA quick_check(1)" if thorough else "SELECT 'ok' FROM sqlite_master LIMIT 1"
    try:
        with closing(sqlite3.connect(file, timeout=20)) as rows:
            answer = rows.execute(ask).fetchone()
    except sqlite3.DatabaseError as error:
        raise UsageError(*why_not(error)) from None
    if answer not in (("ok",), None):
        raise UsageError(f"the database is damaged: {answer[0]}", f"Restore a backup. {_NOT_CHANGED}")


def check_rows(folder: Path, *, may_begin: bool, any_secret: bool = False) -> None:
    """See that the rows are of a version that this code knows and, but for `any_secret`, know this secret.

    Raises: UsageError.
    """
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    applied, here = set(loader.applied_migrations), set(loader.disk_migrations)
    if not applied:
        _check_beginning(folder, may_begin=may_begin)
    if later := sorted(applied - here):
        app, name = later[-1]
        fix = f"Update this Fortnight, or restore a backup that it made itself. {_NOT_CHANGED}"
        raise UsageError(f"the data was written by a later Fortnight ({app}.{name})", fix)
    if not any_secret:
        from fortnight.web.project.keys import check_mark

        check_mark()


def note_begun(folder: Path) -> None:
    """Keep in mind whose rows these are, now that the tables are up to date, and by which key they push."""
    from fortnight.web.project.keys import write_mark
    from fortnight.web.reminders.push.vapid import make_key

    write_mark()
    make_key()
    if environment.value("FORTNIGHT_DATABASE"):
        (folder / ROWS_ELSEWHERE).touch(mode=0o600)


@contextmanager
def in_words() -> Iterator[None]:
    """Tell what goes wrong with database and disk in one sentence. Raises: UsageError in place of their errors."""
    from django.db import DatabaseError

    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise UsageError(*why_not(error)) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EROFS, errno.EDQUOT):
            raise
        raise UsageError(*why_not(error)) from error


_WHY = {
    "disk is full": ("the disk is full", "Free some space and start again."),
    "no space left": ("the disk is full", "Free some space and start again."),
    "quota exceeded": ("the disk is full", "Free some space and start again."),
    "readonly": ("the database cannot be written to", "See who owns its folder, and that the disk is not read-only."),
    "read-only": ("the disk is read-only", "Mount it for writing and start again."),
    "unable to open": ("the database cannot be opened", "See who owns its folder."),
    "malformed": ("the database is damaged", f"Restore a backup. {_NOT_CHANGED}"),
    "not a database": ("the database is damaged", f"Restore a backup. {_NOT_CHANGED}"),
    "locked": ("the database is in use", "Wait until the other program has ended, and start again."),
    "authentication failed": ("the database refuses the user or the password", "Correct FORTNIGHT_DATABASE."),
    "does not exist": ("there is no such database", "Make it, or correct FORTNIGHT_DATABASE."),
    "connection": ("the database cannot be reached", "See that it runs, and that FORTNIGHT_DATABASE is right."),
}


def why_not(error: Exception) -> tuple[str, str]:
    """What an error of the database or the disk means, and what to do; without addresses and passwords."""
    text = str(error).lower()
    return next(
        (words for part, words in _WHY.items() if part in text),
        (f"the database does not work ({type(error).__name__})", "See its own log."),
    )

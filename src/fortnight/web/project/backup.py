"""Backup and restore: everything that an installation keeps, as one file, taken while the site is running.

An archive is a gzipped tar of the SQLite file, as SQLite itself copies it at one moment, the uploads, the signing
secret unless it is kept apart and, last, a list of all of it with sizes and hashes; encrypted where a passphrase is
given (`cipher`). It appears under its name only when it is whole and has
been read back. A restore believes an archive only when list and contents agree and the database is sound; what was in
the folder before is moved aside and never deleted. PostgreSQL keeps its rows itself: there the archive is the rest.
"""

import datetime as dt
import fcntl
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from fortnight import __version__
from fortnight.errors import UsageError
from fortnight.web.ground.environment import CLOCK, DATABASE, KEY, KEY_BEFORE, UPLOADS
from fortnight.web.project.cipher import MAGIC, DecryptingReader, Sealing, check_passphrase, is_sealed
from fortnight.web.project.workroom import workroom

KEYS = (KEY, KEY_BEFORE)
IN_USE = "in-use"
_ASIDE = "before-"
_UNPACKED = ".restore-"
_LIST = "list.json"
_FORM = 1
_PIECE = 1 << 20
_LONGEST_LIST = 1 << 28
# What a folder that counts as empty may hold: marks, and files that are created again.
_OF_NO_WEIGHT = {IN_USE, "served", "preparing", "static", CLOCK}
_BROKEN = (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError, TypeError)
_TAKE_ANOTHER = "Nothing was changed. Take another backup."


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """What an archive holds: how many uploads, whether the rows are in it, how many bytes the archive has."""

    uploads: int
    rows: bool
    bytes: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, from when, where to what was there before was moved (None where nothing was), and the secret."""

    uploads: int
    rows: bool
    made: str
    aside: Path | None
    secret: bool


def backup(
    folder: Path,
    file: Path,
    *,
    rows: bool,
    force: bool,
    now: dt.datetime,
    passphrase: str = "",
    with_secret: bool = True,
) -> ArchiveContents:
    """Write everything in `folder` into `file`, while it may be in use; `rows` tells whether the rows are in SQLite.

    With a passphrase the file is encrypted; `with_secret` false leaves out what opens sealed files. Raises: UsageError
    where there is nothing to keep, `file` is there and not `force`, the passphrase is short, or the copy is not sound.
    """
    if passphrase:
        check_passphrase(passphrase)
    if rows and not (folder / DATABASE).is_file():
        raise UsageError(f"there is no installation in {folder}", "Set its folder with FORTNIGHT_DATA.")
    if file.exists() and not force:
        raise UsageError(f"{file} is there already", "Name another file, or replace it with --force.")
    with workroom(file) as room:
        part = room / file.name
        with part.open("xb") as out:
            part.chmod(0o600)
            with (
                _sealed(out, passphrase) as into,
                tarfile.open(fileobj=into, mode="w:gz", format=tarfile.PAX_FORMAT) as tar,
            ):
                uploads = _write(tar, folder, room, rows=rows, with_secret=with_secret, now=now)
            out.flush()
            os.fsync(out.fileno())
        back = room / "back"
        back.mkdir()
        _read(part, back, passphrase)
        part.replace(file)
    return ArchiveContents(uploads, rows, file.stat().st_size)


@contextmanager
def _sealed(out: IO[bytes], passphrase: str) -> Iterator[IO[bytes]]:
    """A file that encrypts what is written into another, or that other itself without a passphrase."""
    if not passphrase:
        yield out
        return
    with closing(Sealing(out, passphrase)) as into:
        yield cast(IO[bytes], into)


def _write(tar: tarfile.TarFile, folder: Path, room: Path, *, rows: bool, with_secret: bool, now: dt.datetime) -> int:
    """Put everything into the archive and the list behind it; how many uploads there were."""
    listed: dict[str, dict[str, Any]] = {}
    if rows:
        copy = room / DATABASE
        _copy_rows(folder / DATABASE, copy)
        _add(tar, copy, DATABASE, listed)
        copy.unlink()
    for name in KEYS if with_secret else ():
        if (folder / name).is_file():
            _add(tar, folder / name, name, listed)
    before = len(listed)
    for path in sorted((folder / UPLOADS).rglob("*")):
        if path.is_file() and not path.is_symlink():
            _add(tar, path, path.relative_to(folder).as_posix(), listed)
    values = {"form": _FORM, "version": __version__, "made": now.isoformat(), "rows": rows, "files": listed}
    text = json.dumps(values, indent=1).encode()
    info = tarfile.TarInfo(_LIST)
    info.size, info.mode = len(text), 0o600
    tar.addfile(info, io.BytesIO(text))
    return len(listed) - before


class _Hashed:
    """A file that is read once: what went into the archive is what the hash is of, even while the file still grows."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece


def _add(tar: tarfile.TarFile, path: Path, name: str, listed: dict[str, dict[str, Any]]) -> None:
    """Put one file into the archive, as it is at this moment; one that is gone by now is left out."""
    try:
        with path.open("rb") as file:
            info = tarfile.TarInfo(name)
            info.size, info.mode = os.fstat(file.fileno()).st_size, 0o600
            hashed = _Hashed(file)
            tar.addfile(info, cast(IO[bytes], hashed))
            listed[name] = {"bytes": info.size, "sha256": hashed.digest.hexdigest()}
    except FileNotFoundError:
        return


def _copy_rows(source: Path, target: Path) -> None:
    """Copy a SQLite file as of one moment, whoever is writing to it, into a file that stands alone."""
    address = f"{source.as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=20)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    _check_rows(target)


def _check_rows(file: Path) -> None:
    with closing(sqlite3.connect(file)) as rows:
        try:
            findings = [row[0] for row in rows.execute("PRAGMA integrity_check")]
            findings += [f"row of {row[0]}" for row in rows.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            findings = [str(error)]
    if findings != ["ok"]:
        raise UsageError(f"the database is not sound: {findings[0]}", "Use an earlier backup.")


@contextmanager
def unserved(folder: Path) -> Iterator[None]:
    """Keep everybody off a folder for a while. Raises: UsageError if a running site uses it."""
    with (folder / IN_USE).open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(f"{folder} is in use by a running site", "Stop fortnight serve and try again.") from None
        yield


def is_encrypted(file: Path) -> bool:
    """Whether an archive wants a passphrase."""
    if not file.is_file():
        return False
    with file.open("rb") as archive:
        return is_sealed(archive.read(len(MAGIC)))


def restore(folder: Path, file: Path, *, force: bool, now: dt.datetime, passphrase: str = "") -> Restored:
    """Restore into `folder` what an archive holds; `passphrase` opens an encrypted one.

    Raises: UsageError for a file that is no archive, or is damaged; for a folder that is not empty without `force`; and
    for one that a running site uses. Then nothing is changed.
    """
    if not file.is_file():
        raise UsageError(f"there is no file {file}", "Give the name of a backup.")
    before = [
        path
        for path in folder.iterdir()
        if path.name not in _OF_NO_WEIGHT and not path.name.startswith((_ASIDE, _UNPACKED))
    ]
    if before and not force:
        raise UsageError(f"{folder} is not empty", "Name an empty one by FORTNIGHT_DATA, or move it aside by --force.")
    with unserved(folder), tempfile.TemporaryDirectory(prefix=_UNPACKED, dir=folder) as room:
        _forget_unpacked(folder, Path(room))
        listing = _read(file, Path(room), passphrase)
        if listing["rows"]:
            _check_rows(Path(room) / DATABASE)
        aside = folder / f"{_ASIDE}{now:%Y-%m-%d-%H%M%S}" if before else None
        if aside:
            aside.mkdir(mode=0o700)
            for path in before:
                path.rename(aside / path.name)
        for path in Path(room).iterdir():
            path.rename(folder / path.name)
    shutil.rmtree(folder / "static", ignore_errors=True)
    uploads = sum(name.startswith(f"{UPLOADS}/") for name in listing["files"])
    return Restored(uploads, listing["rows"], listing["made"], aside, KEY in listing["files"])


def _forget_unpacked(folder: Path, but: Path) -> None:
    """Throw away what a restore that was killed had unpacked: it is in its archive."""
    for path in folder.glob(f"{_UNPACKED}*"):
        if path != but:
            shutil.rmtree(path, ignore_errors=True)


def _read(file: Path, room: Path, passphrase: str) -> dict[str, Any]:
    """Unpack an archive into an empty folder and return its list. Raises: UsageError unless it is whole and ours."""
    members: dict[str, dict[str, Any]] = {}
    listing: dict[str, Any] = {}
    try:
        with _opened(file, passphrase) as source, tarfile.open(fileobj=source, mode="r|gz") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() else None
                if content is None or listing or member.name in members:
                    raise ValueError(f'"{member.name[:80]}" does not belong there')
                if member.name == _LIST:
                    listing = json.loads(content.read(_LONGEST_LIST))
                else:
                    members[member.name] = _unpack(content, room / _name(member.name))
    except _BROKEN as error:
        raise UsageError(f"{file.name} cannot be restored: {error}", _TAKE_ANOTHER) from None
    return _checked(file, listing, members)


@contextmanager
def _opened(file: Path, passphrase: str) -> Iterator[IO[bytes]]:
    """What an archive holds, decrypted where it is encrypted, read to its end. Raises: UsageError, ValueError."""
    with file.open("rb") as archive:
        if not is_encrypted(file):
            yield archive
            return
        if not passphrase:
            raise UsageError(f"{file.name} is encrypted", "Set its passphrase with FORTNIGHT_BACKUP_PASSPHRASE.")
        source = DecryptingReader(archive, passphrase)
        yield cast(IO[bytes], source)
        while source.read(_PIECE):
            pass


def _checked(file: Path, listing: dict[str, Any], members: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The list of an archive, if it fits what the archive holds. Raises: UsageError."""
    if not listing or not isinstance(listing.get("files"), dict):
        raise UsageError(f"{file.name} is incomplete or is not a Fortnight backup", _TAKE_ANOTHER)
    if listing.get("form") != _FORM:
        raise UsageError(
            f"{file.name} was made by a later Fortnight ({listing.get('version')})", "Update this one first."
        )
    if listing["files"] != members or listing.get("rows") != (DATABASE in members):
        raise UsageError(f"{file.name} is damaged: its list and its contents differ", _TAKE_ANOTHER)
    return listing


def _name(text: str) -> PurePosixPath:
    """The name of a member, if it is one that a backup has. Raises: ValueError for any other."""
    name = PurePosixPath(text)
    plain = text == name.as_posix() and not name.is_absolute() and ".." not in name.parts and "\\" not in text
    if not plain or (text not in (DATABASE, *KEYS) and (name.parts[0] != UPLOADS or name.parts == (UPLOADS,))):
        raise ValueError(f'"{text[:80]}" does not belong there')
    return name


def _unpack(content: IO[bytes], target: Path) -> dict[str, Any]:
    """Write one member; what it turned out to be."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        target.chmod(0o600)
        while piece := content.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    return {"bytes": size, "sha256": digest.hexdigest()}

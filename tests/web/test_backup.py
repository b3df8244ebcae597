"""Backup and restore: whole, checked, while the site is served; a wrong archive is refused."""

import datetime as dt
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from fortnight.errors import UsageError
from fortnight.web.project.backup import backup, restore
from fortnight.web.project.serve import in_use

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
Member = tuple[tarfile.TarInfo, bytes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small installation: rows, written ahead as the site does it; an upload in a folder; the secret."""
    folder = tmp_path / "data"
    (folder / "uploads" / "photos").mkdir(parents=True)
    (folder / "uploads" / "photos" / "one.jpg").write_bytes(b"a photo")
    (folder / "static").mkdir()
    (folder / "secret").write_text("s" * 50)
    with closing(sqlite3.connect(folder / "fortnight.sqlite3")) as rows:
        rows.execute("PRAGMA journal_mode=WAL")
        rows.execute("CREATE TABLE plan (day INTEGER)")
        rows.executemany("INSERT INTO plan VALUES (?)", [(day,) for day in range(500)])
        rows.commit()
    return folder


@pytest.fixture
def archive(folder: Path, tmp_path: Path) -> Path:
    """A backup of it."""
    file = tmp_path / "kept.tar.gz"
    backup(folder, file, rows=True, force=False, now=NOW)
    return file


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A folder to restore into."""
    (tmp_path / "new").mkdir()
    return tmp_path / "new"


def _rows(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "fortnight.sqlite3")) as rows:
        return int(rows.execute("SELECT count(*) FROM plan").fetchone()[0])


def _changed(archive: Path, change: Callable[[list[Member]], list[Member]]) -> Path:
    """The archive once more, with other members."""
    with tarfile.open(archive) as tar:
        members: list[Member] = []
        for member in tar:
            content = tar.extractfile(member)
            members.append((member, content.read() if content else b""))
    other = archive.with_name("changed.tar.gz")
    with tarfile.open(other, "w:gz") as tar:
        for member, data in change(members):
            member.size = len(data) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(data))
    return other


def test_what_was_kept_comes_back(archive: Path, empty: Path) -> None:
    back = restore(empty, archive, force=False, now=NOW)
    assert (back.uploads, back.rows, back.aside) == (1, True, None)
    assert _rows(empty) == 500
    assert (empty / "uploads" / "photos" / "one.jpg").read_bytes() == b"a photo"
    assert (empty / "secret").read_text() == "s" * 50
    assert (empty / "secret").stat().st_mode & 0o777 == 0o600


def test_a_backup_is_of_one_moment_while_somebody_writes(folder: Path, tmp_path: Path, empty: Path) -> None:
    with closing(sqlite3.connect(folder / "fortnight.sqlite3")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO plan VALUES (1000)")
        with in_use(folder):
            backup(folder, tmp_path / "kept.tar.gz", rows=True, force=False, now=NOW)
        writer.commit()
    restore(empty, tmp_path / "kept.tar.gz", force=False, now=NOW)
    assert (_rows(folder), _rows(empty)) == (501, 500)


def test_the_archive_is_for_its_owner_alone_and_leaves_nothing_beside_it(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in archive.parent.iterdir() if path.is_file()] == ["kept.tar.gz"]


def test_a_file_that_is_there_is_replaced_only_when_asked(folder: Path, archive: Path) -> None:
    before = archive.read_bytes()
    with pytest.raises(UsageError, match="there already"):
        backup(folder, archive, rows=True, force=False, now=NOW)
    assert archive.read_bytes() == before
    backup(folder, archive, rows=True, force=True, now=NOW)


def test_a_backup_that_fails_leaves_no_file(folder: Path, tmp_path: Path) -> None:
    content = bytearray((folder / "fortnight.sqlite3").read_bytes())
    content[4096:8192] = b"x" * 4096
    (folder / "fortnight.sqlite3").write_bytes(content)
    with pytest.raises(UsageError, match="not sound"):
        backup(folder, tmp_path / "kept.tar.gz", rows=True, force=False, now=NOW)
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


def test_a_folder_without_an_installation_has_nothing_to_keep(empty: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no installation"):
        backup(empty, tmp_path / "kept.tar.gz", rows=True, force=False, now=NOW)


def test_on_postgresql_the_rest_is_kept(folder: Path, tmp_path: Path, empty: Path) -> None:
    kept = backup(folder, tmp_path / "kept.tar.gz", rows=False, force=False, now=NOW)
    assert (kept.rows, kept.uploads) == (False, 1)
    assert not restore(empty, tmp_path / "kept.tar.gz", force=False, now=NOW).rows
    assert {path.name for path in empty.iterdir()} == {"uploads", "secret", "in-use"}


def test_what_was_in_the_folder_is_moved_aside_and_only_when_asked(folder: Path, archive: Path) -> None:
    (folder / "uploads" / "later.jpg").write_bytes(b"later")
    with pytest.raises(UsageError, match="is not empty"):
        restore(folder, archive, force=False, now=NOW)
    back = restore(folder, archive, force=True, now=NOW)
    assert back.aside is not None
    assert (back.aside / "uploads" / "later.jpg").read_bytes() == b"later"
    assert not (folder / "uploads" / "later.jpg").exists()
    assert (_rows(folder), _rows(back.aside)) == (500, 500)


def test_a_folder_that_is_being_served_is_left_alone(folder: Path, archive: Path) -> None:
    with in_use(folder), pytest.raises(UsageError, match="is being served"):
        restore(folder, archive, force=True, now=NOW)
    assert _rows(folder) == 500


@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9, 0.97])
def test_an_archive_cut_short_is_refused_and_nothing_changed(archive: Path, empty: Path, share: float) -> None:
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(UsageError, match="Take another backup"):
        restore(empty, archive, force=False, now=NOW)
    assert [path.name for path in empty.iterdir()] == ["in-use"]


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/outside",
        "uploads/../../outside",
        "uploads/./x",
        "uploads\\..\\x",
        "other",
        "uploads",
        "static/x",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(archive: Path, empty: Path, name: str) -> None:
    hostile = _changed(archive, lambda members: [(tarfile.TarInfo(name), b"x"), *members])
    with pytest.raises(UsageError, match="does not belong there"):
        restore(empty, hostile, force=False, now=NOW)
    assert [path.name for path in empty.iterdir()] == ["in-use"]
    assert not (empty.parent / "outside").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_other_things_than_files_are_refused(archive: Path, empty: Path, kind: bytes) -> None:
    member = tarfile.TarInfo("uploads/x")
    member.type, member.linkname = kind, "../../secret"
    hostile = _changed(archive, lambda members: [(member, b""), *members])
    with pytest.raises(UsageError, match="does not belong there"):
        restore(empty, hostile, force=False, now=NOW)
    assert not (empty / "uploads").exists()


def test_a_file_that_differs_from_the_list_is_refused(archive: Path, empty: Path) -> None:
    def other(members: list[Member]) -> list[Member]:
        return [(member, b"other" if member.name.endswith("one.jpg") else data) for member, data in members]

    with pytest.raises(UsageError, match="is damaged"):
        restore(empty, _changed(archive, other), force=False, now=NOW)


@pytest.mark.parametrize("dropped", ["secret", "list.json", "fortnight.sqlite3"])
def test_an_archive_from_which_something_is_missing_is_refused(archive: Path, empty: Path, dropped: str) -> None:
    less = _changed(archive, lambda members: [one for one in members if one[0].name != dropped])
    with pytest.raises(UsageError, match="Take another backup"):
        restore(empty, less, force=False, now=NOW)


def test_an_archive_of_a_later_form_is_refused_with_what_to_do(archive: Path, empty: Path) -> None:
    def later(members: list[Member]) -> list[Member]:
        told = json.loads(members[-1][1]) | {"form": 2, "version": "9.0"}
        return [*members[:-1], (members[-1][0], json.dumps(told).encode())]

    with pytest.raises(UsageError, match=r"later Fortnight \(9.0\)"):
        restore(empty, _changed(archive, later), force=False, now=NOW)


def test_the_commands_say_what_they_did(folder: Path, tmp_path: Path) -> None:
    def run(data: Path, *words: str) -> tuple[int, str]:
        given = {key: value for key, value in os.environ.items() if not key.startswith(("FORTNIGHT_", "DJANGO_"))}
        result = subprocess.run(
            [sys.executable, "-m", "fortnight.cli", *words, str(tmp_path / "kept.tar.gz")],
            env={**given, "FORTNIGHT_DATA": str(data)},
            capture_output=True,
            text=True,
            check=False,
        )
        return result.returncode, result.stdout + result.stderr

    code, said = run(folder, "backup")
    assert (code, "the database, 1 upload and the secret" in said) == (0, True)
    code, said = run(tmp_path / "again", "restore")
    assert (code, "the database, 1 upload." in said) == (0, True)
    code, said = run(tmp_path / "again", "restore")
    assert (code, "is not empty" in said) == (3, True)

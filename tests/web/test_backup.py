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
from fortnight.web.project.workroom import workroom

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


FIVE_WORDS = "lamp river orange seven"


@pytest.fixture
def sealed(folder: Path, tmp_path: Path) -> Path:
    """An encrypted backup of it, of several pieces."""
    (folder / "uploads" / "photos" / "large.jpg").write_bytes(os.urandom(200_000))
    file = tmp_path / "sealed"
    backup(folder, file, rows=True, force=False, now=NOW, passphrase=FIVE_WORDS)
    return file


def test_an_encrypted_backup_comes_back_by_its_passphrase(folder: Path, sealed: Path, empty: Path) -> None:
    restore(empty, sealed, force=False, now=NOW, passphrase=FIVE_WORDS)
    assert _rows(empty) == 500
    for name in ("secret", "uploads/photos/large.jpg"):
        assert (empty / name).read_bytes() == (folder / name).read_bytes()
    assert not tarfile.is_tarfile(sealed)


def test_two_encrypted_backups_of_the_same_have_nothing_in_common(folder: Path, sealed: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "again", rows=True, force=False, now=NOW, passphrase=FIVE_WORDS)
    first, second = sealed.read_bytes(), (tmp_path / "again").read_bytes()
    assert first[:22] == second[:22]
    assert first[22:60] != second[22:60]
    assert first[200:300] != second[200:300]


@pytest.mark.parametrize("passphrase", ["", "lamp river orange eight"])
def test_an_encrypted_backup_is_closed_to_another_passphrase(sealed: Path, empty: Path, passphrase: str) -> None:
    with pytest.raises(UsageError, match=r"is encrypted|not the right one"):
        restore(empty, sealed, force=False, now=NOW, passphrase=passphrase)
    assert [path.name for path in empty.iterdir()] == ["in-use"]


def test_a_short_passphrase_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="too short"):
        backup(folder, tmp_path / "sealed", rows=True, force=False, now=NOW, passphrase=FIVE_WORDS[:11])
    assert not (tmp_path / "sealed").exists()


def _swapped(data: bytes) -> bytes:
    """Two pieces in each other's place."""
    piece, head = 64 * 1024 + 16, 45
    first, second = data[head : head + piece], data[head + piece : head + 2 * piece]
    return data[:head] + second + first + data[head + 2 * piece :]


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda data: data[: 45 + 64 * 1024 + 16], id="cut between two pieces"),
        pytest.param(lambda data: data[:-1], id="cut"),
        pytest.param(lambda data: data[:30], id="cut in its head"),
        pytest.param(lambda data: data[:-100] + bytes([data[-100] ^ 1]) + data[-99:], id="a bit flipped"),
        pytest.param(lambda data: data[:30] + bytes([data[30] ^ 1]) + data[31:], id="a bit of its head flipped"),
        pytest.param(lambda data: data[:19] + b"\xff" + data[20:], id="a cost without an end"),
        pytest.param(lambda data: data + data[-40:], id="longer"),
        pytest.param(_swapped, id="pieces swapped"),
    ],
)
def test_an_encrypted_backup_that_was_changed_is_refused(
    sealed: Path, empty: Path, harm: Callable[[bytes], bytes]
) -> None:
    sealed.write_bytes(harm(sealed.read_bytes()))
    with pytest.raises(UsageError):
        restore(empty, sealed, force=False, now=NOW, passphrase=FIVE_WORDS)
    assert [path.name for path in empty.iterdir()] == ["in-use"]


def test_the_secret_is_kept_apart_where_that_is_wished(folder: Path, tmp_path: Path, empty: Path) -> None:
    backup(folder, tmp_path / "kept", rows=True, force=False, now=NOW, with_secret=False)
    back = restore(empty, tmp_path / "kept", force=False, now=NOW)
    assert (back.secret, (empty / "secret").exists(), _rows(empty)) == (False, False, 500)
    assert b"s" * 50 not in b"".join(path.read_bytes() for path in empty.rglob("*") if path.is_file())


def test_a_backup_amid_a_turn_of_the_keys_holds_both_secrets(folder: Path, tmp_path: Path, empty: Path) -> None:
    (folder / "secret-before").write_text("b" * 50)
    backup(folder, tmp_path / "kept", rows=True, force=False, now=NOW)
    restore(empty, tmp_path / "kept", force=False, now=NOW)
    assert (empty / "secret-before").read_text() == "b" * 50


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
    summary = backup(folder, tmp_path / "kept.tar.gz", rows=False, force=False, now=NOW)
    assert (summary.rows, summary.uploads) == (False, 1)
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
    with in_use(folder), pytest.raises(UsageError, match="is in use by a running site"):
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
    less = _changed(archive, lambda members: [member for member in members if member[0].name != dropped])
    with pytest.raises(UsageError, match="Take another backup"):
        restore(empty, less, force=False, now=NOW)


def test_an_archive_of_a_later_form_is_refused_with_what_to_do(archive: Path, empty: Path) -> None:
    def later(members: list[Member]) -> list[Member]:
        listing = json.loads(members[-1][1]) | {"form": 2, "version": "9.0"}
        return [*members[:-1], (members[-1][0], json.dumps(listing).encode())]

    with pytest.raises(UsageError, match=r"later Fortnight \(9.0\)"):
        restore(empty, _changed(archive, later), force=False, now=NOW)


def test_the_commands_say_what_they_did(folder: Path, tmp_path: Path) -> None:
    def run(data: Path, *words: str) -> tuple[int, str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("FORTNIGHT_", "DJANGO_"))}
        result = subprocess.run(
            [sys.executable, "-m", "fortnight.cli", *words, str(tmp_path / "kept.tar.gz")],
            env={**inherited, "FORTNIGHT_DATA": str(data)},
            capture_output=True,
            text=True,
            check=False,
        )
        return result.returncode, result.stdout + result.stderr

    code, output = run(folder, "backup")
    assert (code, "the database, 1 upload and the secret" in output) == (0, True)
    code, output = run(tmp_path / "again", "restore")
    assert (code, "the database, 1 upload." in output) == (0, True)
    code, output = run(tmp_path / "again", "restore")
    assert (code, "is not empty" in output) == (3, True)


def _at_work(file: Path) -> Path:
    """What a backup that was killed has left beside its file."""
    left = file.with_name(f".{file.name}.part-abcdefgh")
    (left / "back").mkdir(parents=True)
    (left / "back" / "secret").write_text("s" * 50)
    return left


def test_what_a_killed_backup_has_left_goes_with_the_next_one(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.tar.gz"
    left, others = _at_work(file), _at_work(tmp_path / "other.tar.gz")
    backup(folder, file, rows=True, force=False, now=NOW)
    assert not left.exists()
    assert others.exists()


def test_a_backup_leaves_another_one_of_the_same_name_in_peace(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.tar.gz"
    with workroom(file) as room:
        backup(folder, file, rows=True, force=False, now=NOW)
        assert room.is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "kept.tar.gz"]


def test_what_a_killed_restore_has_unpacked_is_in_nobodys_way(archive: Path, empty: Path) -> None:
    (empty / ".restore-abcdefgh" / "uploads").mkdir(parents=True)
    back = restore(empty, archive, force=False, now=NOW)
    assert back.aside is None
    assert not [*empty.glob(".restore-*")]

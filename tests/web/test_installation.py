"""A start on data that is not whole, not this installation's, or not this code's is refused, with words."""

import os
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from fortnight.errors import UsageError
from fortnight.web.accounts.models import Installation
from fortnight.web.ground.environment import secret
from fortnight.web.project import installation, keys
from fortnight.web.project.static_folders import gather
from tests.installed import BEGIN
from tests.web.commands import begun, command, environment, free_port, rows, running

ADVISOR = ("advisor", "noor@example.org", "--name", "Noor")


def _run(folder: Path, *words: str, **more: str) -> tuple[int, str]:
    done = subprocess.run(command(*words), env=environment(folder, **more), capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def _serve(folder: Path) -> tuple[int, str]:
    return _run(folder, "serve", "--port", str(free_port()))


@contextmanager
def _served(folder: Path) -> Iterator[None]:
    """A server on a folder, which answers."""
    with running(folder, port := free_port(), "serve", "--port", str(port)):
        urlopen(f"http://127.0.0.1:{port}/healthz", timeout=600).read()
        yield


def _everything(folder: Path) -> dict[str, bytes]:
    """Every file of an installation that counts, with what it holds."""
    marks = ("in-use", "served", "preparing", "queue.sqlite3", "clock")
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in marks]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if "static" not in path.parts}


@pytest.fixture(scope="module")
def installation_with_a_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation, with somebody's file in it."""
    folder = begun(tmp_path_factory.mktemp("begun") / "data", tmp_path_factory)
    (folder / "uploads" / "conversations").mkdir(parents=True)
    (folder / "uploads" / "conversations" / "file").write_bytes(b"sealed")
    return folder


@pytest.fixture
def folder(installation_with_a_file: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(installation_with_a_file, tmp_path / "data")
    return tmp_path / "data"


def _look_at(folder: Path) -> None:
    installation.check_folder(folder, may_begin=True, thorough=True)
    secret(folder)


def _empty(folder: Path) -> None:
    for path in folder.glob("fortnight.sqlite3*"):
        path.unlink()


def _zero(folder: Path) -> None:
    _empty(folder)
    (folder / "fortnight.sqlite3").touch()


def _noise(folder: Path) -> None:
    file = folder / "fortnight.sqlite3"
    file.write_bytes(file.read_bytes()[:100] + os.urandom(9_000))


def _torn(folder: Path) -> None:
    """A page in the middle is overwritten: nothing is noticed before it is read."""
    file = folder / "fortnight.sqlite3"
    data = bytearray(file.read_bytes())
    data[40 * 4096 : 44 * 4096] = b"x" * 4 * 4096
    file.write_bytes(data)


def _without_secret(folder: Path) -> None:
    (folder / "secret").unlink()


def _other_secret(folder: Path) -> None:
    (folder / "secret").write_text("z" * 64)


def _later(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "fortnight.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('chat', '9999_later', '2030-01-01')"
        )


def _elsewhere(folder: Path) -> None:
    _empty(folder)
    shutil.rmtree(folder / "uploads")
    (folder / installation.ROWS_ELSEWHERE).touch()


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the site leaves it: rows, a file, the secret."""
    monkeypatch.delenv("FORTNIGHT_DATABASE", raising=False)
    monkeypatch.delenv("FORTNIGHT_SECRET", raising=False)
    folder = tmp_path / "data"
    (folder / "uploads" / "photos").mkdir(parents=True)
    (folder / "uploads" / "photos" / "one").write_bytes(b"sealed")
    (folder / "secret").write_text("s" * 64)
    with closing(sqlite3.connect(folder / "fortnight.sqlite3")) as database, database:
        database.execute("CREATE TABLE plan (words TEXT)")
        database.executemany("INSERT INTO plan VALUES (?)", [("day" * 100,) for _ in range(2_000)])
    return folder


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (_empty, "the database is empty, and files of an installation are in"),
        (_zero, "the database is empty, and files of an installation are in"),
        (_noise, "the database is damaged"),
        (_torn, "the database is damaged"),
        (_without_secret, "is an installation without its secret"),
        (_elsewhere, "are in PostgreSQL. Name the database by FORTNIGHT_DATABASE"),
    ],
)
def test_a_folder_that_is_not_whole_is_refused_and_left_as_it_is(
    small: Path, harm: Callable[[Path], None], message: str
) -> None:
    installation.check_folder(small, may_begin=True, thorough=True)
    harm(small)
    before = _everything(small)
    with pytest.raises(UsageError, match=re.escape(message)):
        _look_at(small)
    assert _everything(small) == before


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (_empty, "the database is empty, and files of an installation are in"),
        (_other_secret, "the database and the secret are not of one installation"),
        (_later, "the data was written by a later Fortnight (chat.9999_later)"),
    ],
)
def test_a_start_on_other_data_is_refused_in_one_line(folder: Path, harm: Callable[[Path], None], message: str) -> None:
    harm(folder)
    before = _everything(folder)
    code, err = _serve(folder)
    assert (code, message in err, err.count("\n")) == (3, True, 1), err
    assert _everything(folder) == before


def test_under_a_running_server_nobody_serves_and_no_table_is_changed(folder: Path) -> None:
    for path in (folder, folder / "uploads", folder / "uploads" / "conversations"):
        path.chmod(0o755)
    for path in (folder / "fortnight.sqlite3", folder / "secret", folder / "uploads" / "conversations" / "file"):
        path.chmod(0o644)
    with _served(folder):
        open_paths = [path for path in folder.rglob("*") if "static" not in path.parts and path.stat().st_mode & 0o077]
        assert (open_paths, folder.stat().st_mode & 0o077) == ([], 0)
        code, err = _serve(folder)
        assert (code, "another process serves" in err) == (3, True)
        with closing(sqlite3.connect(folder / "fortnight.sqlite3", timeout=600)) as database, database:
            database.execute("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)")
        code, err = _run(folder, *ADVISOR)
        assert (code, "another process serves" in err) == (3, True), err


def test_only_a_start_of_the_site_begins_an_installation(tmp_path: Path) -> None:
    code, err = _run(tmp_path / "data", *ADVISOR)
    assert (code, "there is no installation in" in err, str(tmp_path / "data") in err) == (3, True, True)
    assert not (tmp_path / "data" / "fortnight.sqlite3").exists()


def test_of_two_that_begin_at_once_both_work(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    starts = [
        subprocess.Popen(BEGIN, env=environment(folder), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    ends = [(start.communicate(timeout=600)[1], start.returncode) for start in starts]
    assert [code for _, code in ends] == [0, 0], ends
    assert rows(folder, "SELECT count(*) FROM accounts_installation") == [(1,)]


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    nobody = f"postgresql://nurse:hidden@127.0.0.1:{free_port()}/fortnight"
    code, err = _run(tmp_path / "data", "serve", "--port", str(free_port()), FORTNIGHT_DATABASE=nobody)
    assert (code, err.count("\n"), "hidden" in err) == (3, 1, False)
    assert "the database cannot be reached" in err


def test_a_folder_with_rows_never_gets_a_new_secret(tmp_path: Path) -> None:
    (tmp_path / "fortnight.sqlite3").write_bytes(b"rows")
    with pytest.raises(UsageError, match="without its secret"):
        secret(tmp_path)
    assert not (tmp_path / "secret").exists()


def test_rows_know_their_secret_and_those_before_it(db: None, settings: Settings) -> None:
    keys.write_mark()
    keys.check_mark()
    first, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 64
    with pytest.raises(UsageError, match="not of one installation"):
        keys.check_mark()
    settings.SECRET_KEY_FALLBACKS = [first]
    keys.check_mark()
    assert Installation.objects.count() == 1


def test_rows_of_a_later_version_are_refused(db: None, tmp_path: Path) -> None:
    MigrationRecorder(connection).record_applied("journal", "0999_later")
    with pytest.raises(UsageError, match=r"journal\.0999_later"):
        installation.check_rows(tmp_path, may_begin=True)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (sqlite3.OperationalError("database or disk is full"), "the disk is full"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "cannot be written to"),
        (sqlite3.DatabaseError("database disk image is malformed"), "damaged"),
        (OperationalError('FATAL: password authentication failed for user "nurse"'), "refuses the user"),
        (OSError(28, "No space left on device"), "the disk is full"),
    ],
)
def test_what_goes_wrong_at_the_start_is_one_sentence(error: Exception, message: str) -> None:
    with pytest.raises(UsageError, match=message), installation.in_words():
        raise error


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Callable[[str], Path]:
    """Gather the static files as a version of its own does, in a folder; where they lie."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }

    def gathered(version: str) -> Path:
        monkeypatch.setattr("fortnight.web.project.static_folders._version", lambda: version)
        own = tmp_path / "static" / f"v-{version}"

        def collect(*_: object, **__: object) -> None:
            (own / f"{version}.css").write_text(version)

        monkeypatch.setattr("fortnight.web.project.static_folders.call_command", collect)
        gather(tmp_path)
        time.sleep(0.01)
        return own

    return gathered


def test_no_version_that_runs_loses_its_static_files(versions: Callable[[str], Path]) -> None:
    running_ones = [versions(name) for name in "abcde"]
    assert all((own / f"{name}.css").is_file() for name, own in zip("abcde", running_ones, strict=True))


def test_static_files_of_ended_versions_go_but_the_last_two(
    versions: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fortnight.web.project.static_folders.hold", lambda _: None)
    lying = [versions(name) for name in "abcde"]
    assert [own.exists() for own in lying] == [False, False, True, True, True]


def test_a_page_of_another_version_finds_its_style_here(
    versions: Callable[[str], Path], settings: Settings, db: None
) -> None:
    versions("earlier")
    versions("later")
    browser = Client()
    assert b"".join(browser.get("/static/earlier.css")) == b"earlier"
    assert b"".join(browser.get("/static/later.css")) == b"later"
    assert browser.get("/static/../secret").status_code == 404
    assert browser.get("/static/none.css").status_code == 404


def test_half_gathered_files_are_gathered_anew(versions: Callable[[str], Path], tmp_path: Path) -> None:
    own = versions("a")
    (own / "a.css").unlink()
    (tmp_path / "static" / "complete-v-a").unlink()
    assert (versions("a") / "a.css").is_file()
    assert str(own) == str(settings.STATIC_ROOT)

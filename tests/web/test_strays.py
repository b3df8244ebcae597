"""Files without a row: set aside, put back, deleted after a month, and left alone where rather the rows are missing."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from fortnight.web.photos import strays


def write(storage: FileSystemStorage, *names: str, days: int = 2) -> None:
    at = (timezone.now() - dt.timedelta(days=days)).timestamp()
    for name in names:
        os.utime(storage.path(storage.save(name, ContentFile(b"x"))), (at, at))


def aside(in_rows: set[str]) -> int:
    return strays.set_aside("held", in_rows, before=timezone.now() - dt.timedelta(days=1))


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileSystemStorage:
    """A folder of their own for the files."""
    storage = FileSystemStorage(tmp_path)
    monkeypatch.setattr(strays, "default_storage", storage)
    return storage


def test_a_start_on_an_empty_database_loses_no_file(uploads: FileSystemStorage) -> None:
    names = [f"held/{number}" for number in range(30)]
    write(uploads, *names)
    assert aside(set()) == 0
    assert aside({"held/another"}) == 0
    assert all(uploads.exists(name) for name in names)


def test_a_stray_is_set_aside_and_put_back_when_its_row_is_there_again(uploads: FileSystemStorage) -> None:
    write(uploads, "held/mine", "held/stray")
    assert aside({"held/mine"}) == 1
    assert [uploads.exists(name) for name in ("held/mine", "held/stray")] == [True, False]
    assert aside({"held/mine", "held/stray"}) == 0
    assert uploads.exists("held/stray")


def test_a_stray_is_deleted_after_thirty_days_aside_and_not_before(uploads: FileSystemStorage) -> None:
    write(uploads, "held/mine", "held/stray", days=90)
    aside({"held/mine"})
    assert strays.forget() == 0
    at = (timezone.now() - dt.timedelta(days=31)).timestamp()
    os.utime(uploads.path("aside/held/stray"), (at, at))
    assert strays.forget() == 1
    assert not uploads.exists("aside/held/stray")

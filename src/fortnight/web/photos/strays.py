"""Files that no row knows: set aside for thirty days, then deleted. None is touched where rather the rows are missing.

A file is left without a row when a process ends between writing it and its row. Very many of them, or a table without
any file, mean another thing: the site was started on a wrong database, or on an empty one.
"""

import datetime as dt
import logging
import os
from collections.abc import Set
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

log = logging.getLogger("fortnight.photos")
ASIDE = "aside"
_KEPT = dt.timedelta(days=30)
_FEW = 10
_MOST_SHARE = 0.05


def set_aside(folder: str, in_rows: Set[str], *, before: dt.datetime) -> int:
    """Move the files of a folder that are in no row and older than `before` to `aside`; how many were moved.

    `in_rows` are the names of all files that a row of the table has, with their folder. Where it is empty, or where
    more than a few files would go, nothing is moved and the log says so. A file set aside that has a row again is put
    back.
    """
    _put_back(folder, in_rows)
    names = _files_in(folder)
    strays = names - in_rows
    if len(strays) > max(_FEW, len(names) * _MOST_SHARE):
        log.error(
            "files without rows were left alone: is this the right database?", extra={"facts": {"files": len(strays)}}
        )
        return 0
    old = [name for name in strays if in_rows and default_storage.get_modified_time(name) < before]
    for name in old:
        _move(name, f"{ASIDE}/{name}")
        # From now on its age counts from when it was set aside.
        os.utime(default_storage.path(f"{ASIDE}/{name}"))
    return len(old)


def _put_back(folder: str, in_rows: Set[str]) -> None:
    for aside in _files_in(f"{ASIDE}/{folder}"):
        name = aside.removeprefix(f"{ASIDE}/")
        if name in in_rows and not default_storage.exists(name):
            _move(aside, name)


def _files_in(folder: str) -> set[str]:
    return (
        {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]} if default_storage.exists(folder) else set()
    )


def _move(name: str, to: str) -> None:
    target = Path(default_storage.path(to))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    Path(default_storage.path(name)).replace(target)


def forget() -> int:
    """Delete what has lain aside for thirty days; how many files that were. Run by the clock."""
    before = timezone.now() - _KEPT
    root = Path(default_storage.path(ASIDE))
    names = [path.relative_to(root.parent).as_posix() for path in root.rglob("*") if path.is_file()]
    old = [name for name in names if default_storage.get_modified_time(name) < before]
    for name in old:
        default_storage.delete(name)
    return len(old)

"""A folder beside a file in which that file is made, so that the file itself is only ever there whole.

What is made there may hold everything that an installation keeps. A process that is killed cannot take its folder away:
the next one that makes the same file does. Whether anybody is still at work in a folder is told by a lock, which goes
with its process.
"""

import fcntl
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def workroom(file: Path) -> Iterator[Path]:
    """A folder of this process alone on the disk of a file, gone at the end of the block; left ones go before."""
    beside, prefix = file.resolve().parent, f".{file.name}.part-"
    for left in beside.glob(f"{glob.escape(prefix)}*"):
        _clear(left)
    room = Path(tempfile.mkdtemp(prefix=prefix, dir=beside))
    lock = os.open(room, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield room
    finally:
        os.close(lock)
        shutil.rmtree(room, ignore_errors=True)


def _clear(left: Path) -> None:
    """Take a folder away in which nobody is at work any more."""
    try:
        lock = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left, ignore_errors=True)
    except BlockingIOError:
        return
    finally:
        os.close(lock)

"""Whether there is room for files: the last of a disk is for words, which are small and may tell of a sign."""

import errno
import os

from fortnight.web.ground import environment
from fortnight.web.ground.limits import LEFT_FREE_BYTES

SMALL_BYTES = 64 * 1024
"""What counts as words: less than a photo, more than any message."""


class NoRoomError(OSError):
    """A file is not taken, since the disk is nearly full. Whoever has it keeps it."""

    def __init__(self) -> None:
        super().__init__(errno.ENOSPC, "the disk is nearly full")


def has_room(size: int) -> bool:
    """Whether something of so many bytes may be stored: anything small, and a file while the disk has room left."""
    if size <= SMALL_BYTES:
        return True
    disk = os.statvfs(environment.data_folder())
    return disk.f_bavail * disk.f_frsize - size >= LEFT_FREE_BYTES

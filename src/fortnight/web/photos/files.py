"""The picture files of photos: sealed on the disk, open only in memory, or for as long as one is read.

An earlier version left them as they were. Such a picture is still read, and sealed at the next turn of the keys.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from fortnight.web.accounts.vault import BrokenSealError, replace, seal, unseal

_JPEG = b"\xff\xd8\xff"
# Not on the disk, where the machine has such a place; otherwise in the folder for temporary files.
_MEMORY = Path("/", "dev", "shm")


def save(name: str, picture: bytes) -> str:
    """Keep a picture; the name under which it lies."""
    return str(default_storage.save(name, ContentFile(seal(name, picture))))


def load(name: str) -> bytes:
    """A picture as it was sent. Raises: FileNotFoundError, BrokenSealError."""
    with default_storage.open(name) as file:
        data = bytes(file.read())
    return data if data.startswith(_JPEG) else unseal(name, data)


@contextmanager
def opened(name: str) -> Iterator[Path]:
    """A picture as a file that whoever reads it may turn upright; what it is then is what is kept.

    Raises: FileNotFoundError, BrokenSealError.
    """
    data = load(name)
    room = _MEMORY if _MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="fortnight-", dir=room) as folder:
        path = Path(folder) / "picture.jpg"
        path.write_bytes(data)
        yield path
        turned = path.read_bytes()
        if turned != data and default_storage.exists(name):
            replace(Path(default_storage.path(name)), seal(name, turned))


__all__ = ["BrokenSealError", "load", "opened", "save"]

"""Where the files of imports lie in the data folder: what was sent, while it is needed, and what was odd in it."""

from collections.abc import Iterable
from pathlib import Path

from fortnight.web.catalogue.models import Import
from fortnight.web.ground import environment


def sent(importing: Import) -> Path:
    """The file that was sent for an import."""
    return _folder() / str(importing.key)


def odd(importing: Import) -> Path:
    """What was odd in it, a line each."""
    return _folder() / f"{importing.key}.odd"


def keep(importing: Import, pieces: Iterable[bytes]) -> None:
    """Keep what was sent, piece by piece."""
    with sent(importing).open("wb") as file:
        for piece in pieces:
            file.write(piece)


def forget(importing: Import) -> None:
    """What was sent is no longer needed; what was odd in it stays."""
    sent(importing).unlink(missing_ok=True)


def _folder() -> Path:
    folder = environment.data_folder() / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder

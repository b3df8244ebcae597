"""What keeps the site from writing: a disk that is full or fails, a database that is read-only, damaged, or away.

What a page met is remembered for a minute, and damage until the process ends, so that whoever watches the site hears of
it too.
"""

import errno
import time
from enum import StrEnum

from django.db import Error

_PARTS = {
    "disk is full": "full",
    "no space left": "full",
    "disk full": "full",
    "could not extend": "full",
    "quota exceeded": "full",
    "readonly": "read-only",
    "read-only": "read-only",
    "malformed": "damaged",
    "not a database": "damaged",
    "invalid page": "damaged",
    "disk i/o error": "failing",
    "connection": "away",
}
_NUMBERS = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "read-only", errno.EIO: "failing"}
_REMEMBERED_SECONDS = 60
_met: dict["StorageTrouble", float] = {}


class StorageTrouble(StrEnum):
    """Why nothing can be written."""

    FULL = "full"
    READ_ONLY = "read-only"
    DAMAGED = "damaged"
    FAILING = "failing"
    AWAY = "away"


def trouble_of(error: BaseException | None) -> StorageTrouble | None:
    """Which of these an error is, or the error it was raised from; None for any other."""
    while error is not None:
        trouble_kind = ""
        if isinstance(error, Error):
            text = str(error).lower()
            trouble_kind = next((kind for part, kind in _PARTS.items() if part in text), "")
        elif isinstance(error, OSError):
            trouble_kind = _NUMBERS.get(error.errno or 0, "")
        if trouble_kind:
            return StorageTrouble(trouble_kind)
        error = error.__cause__ or error.__context__
    return None


def remember(trouble: StorageTrouble) -> None:
    """Keep in mind what a page met just now. Whether a database is away is seen at each look, and needs no memory."""
    if trouble is not StorageTrouble.AWAY:
        _met[trouble] = time.monotonic()


def met() -> StorageTrouble | None:
    """The trouble met lately, the gravest first."""
    now = time.monotonic()
    if StorageTrouble.DAMAGED in _met:
        return StorageTrouble.DAMAGED
    return next((trouble for trouble, at in _met.items() if now - at < _REMEMBERED_SECONDS), None)


def forget() -> None:
    """Forget what was met."""
    _met.clear()

"""What a request may bring: a form anywhere, files only where a view is marked with `@takes_files`.

The door of the site (`project/door.py`) asks before it reads a body. Of what it does not read it tells the pages, which
say why in words (`shell/middleware.py`).
"""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponseBase

# The longest label in a script of three bytes a letter, each written as %XX in a form, and room beside it.
FORM_BYTES = 256 * 1024
PHOTO_BYTES = 30 * 1024 * 1024
REFUSED = "fortnight.refused"
"""The key of an ASGI scope whose body was not read; its value is the status of the answer, one of these."""
NOT_ALLOWED = 403
TOO_SLOW = 408
TOO_LARGE = 413
TOO_MANY = 503
V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def takes_files(*, most: int) -> Callable[[V], V]:
    """Mark a view as one that takes files; a request to it may have `most` bytes in all."""

    def mark(view: V) -> V:
        view.__dict__["most_bytes"] = most
        return view

    return mark

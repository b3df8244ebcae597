"""What a request may bring: a form anywhere, files only where a view is marked with `@takes_files`.

The door of the site (`project/door.py`) asks before it reads a body. Of what it does not read it tells the pages, which
say why in words (`shell/middleware.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    # `fortnight limits` lists these where no site is installed.
    from django.http import HttpResponseBase

_MB = 1024 * 1024
FORM_BYTES = 256 * 1024
"""The longest label in a script of three bytes a letter, each written as %XX in a form, and room beside it."""


@dataclass(frozen=True, slots=True)
class BodySize:
    """What one kind of request may bring: so many bytes in all, and of what."""

    name: str
    most: int
    about: str


FORM = BodySize("form", FORM_BYTES, "Any form without a file; a long label in a script of three bytes a letter fits.")
PHOTO = BodySize("photo-form", 30 * _MB, "A form with photos: of labels, of the course, in a conversation.")
LOGO = BodySize("logo-form", 12 * _MB, "The clinic's look with its logo.")
GUIDE = BodySize("guide-form", 2 * _MB, "A version of the clinic's own guide, from a file.")
CLIENTS = BodySize("clients-form", 8 * _MB, "A table of clients.")
PRODUCTS = BodySize("products-form", 256 * _MB, "A file of products or a feed.")
BODIES = (FORM, PHOTO, LOGO, GUIDE, CLIENTS, PRODUCTS)
"""What requests may bring; more is refused before it is read, and so is a file of whoever may not send any."""
REFUSED = "fortnight.refused"
"""The key of an ASGI scope whose body was not read; its value is the status of the answer, one of these."""
NOT_ALLOWED = 403
TOO_SLOW = 408
TOO_LARGE = 413
TOO_MANY = 503
V = TypeVar("V", bound="Callable[..., HttpResponseBase]")


def takes_files(size: BodySize) -> Callable[[V], V]:
    """Mark a view as one that takes files, and how much a request to it may bring."""

    def mark(view: V) -> V:
        view.__dict__["most_bytes"] = size.most
        return view

    return mark

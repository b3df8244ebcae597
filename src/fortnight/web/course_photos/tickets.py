"""Addresses of pictures that soon end. A ticket opens one picture, for ten minutes, to the one it was made for alone.

An address that is copied opens nothing in another browser: whoever comes with it has to be who it was made for.
"""

from dataclasses import dataclass

from django.core import signing

from fortnight.web.accounts.models import Person, User
from fortnight.web.course_photos.models import CoursePhoto

_OPEN_SECONDS = 600
_SALT = "fortnight.course-photo"


@dataclass(frozen=True, slots=True)
class PhotoTicket:
    """Which photo a ticket opens, and whether only its small picture."""

    photo: int
    small: bool


def ticket(photo: CoursePhoto, viewer: Person | User, *, small: bool = False) -> str:
    """What opens a picture for the next ten minutes to somebody, to stand in an address."""
    return signing.dumps([photo.pk, int(small)], salt=_salt(viewer))


def read_ticket(text: str, viewer: Person | User) -> PhotoTicket | None:
    """What a ticket opens to somebody, or None for one that is false, has ended, or is another's."""
    try:
        photo, small = signing.loads(text, salt=_salt(viewer), max_age=_OPEN_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return PhotoTicket(int(photo), bool(small))


def _salt(viewer: Person | User) -> str:
    """The user of a request is wrapped by Django: only of a person can be told what it is."""
    kind = "person" if isinstance(viewer, Person) else "staff"
    return f"{_SALT} {kind} {viewer.pk}"

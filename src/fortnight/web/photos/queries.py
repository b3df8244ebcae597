"""A person's photos. Other people's are not found."""

import base64
import datetime as dt
import uuid

from django.db.models import QuerySet

from fortnight.web.accounts.models import Person
from fortnight.web.ground.limits import PHOTOS
from fortnight.web.photos import files as files_of
from fortnight.web.photos.models import Photo

UNDER_WAY = (Photo.WAITING, Photo.READING)
_MOST_UNDER_WAY = 5
_STALLED = dt.timedelta(minutes=5)


def photo(person: Person, key: uuid.UUID) -> Photo | None:
    """One of a person's photos, or None."""
    return Photo.objects.filter(person=person, key=key).first()


def kept(person: Person) -> QuerySet[Photo]:
    """The photos that a person keeps, the newest first."""
    return Photo.objects.filter(person=person, kept=True).exclude(file="").order_by("-created")


def are_enough(person: Person, now: dt.datetime) -> bool:
    """Whether a person has sent as many photos as one can read: within an hour, or that still wait."""
    recent = Photo.objects.filter(person=person, created__gt=now - dt.timedelta(hours=1))
    if recent.count() >= PHOTOS.most:
        return True
    return recent.filter(state__in=UNDER_WAY).count() >= _MOST_UNDER_WAY


def state_of(photo: Photo, now: dt.datetime) -> str:
    """How far a photo is. One that has been under way for too long has failed, whatever became of its job."""
    if photo.state in UNDER_WAY and now - photo.changed > _STALLED:
        return Photo.FAILED
    return photo.state


def forgotten(now: dt.datetime) -> QuerySet[Photo]:
    """Photos that nobody came back to within an hour and nobody keeps, and whose picture is still there."""
    return Photo.objects.filter(kept=False, changed__lt=now - dt.timedelta(hours=1)).exclude(file="")


def files() -> frozenset[str]:
    """The names of all files that belong to a photo."""
    return frozenset(Photo.objects.exclude(file="").values_list("file", flat=True))


def picture(photo: Photo) -> bytes | None:
    """The picture of a photo, or None once it is deleted."""
    if not photo.file:
        return None
    try:
        return files_of.load(photo.file)
    except (FileNotFoundError, files_of.BrokenSealError):
        return None


_DOWNLOADED = ("purpose", "state", "text", "number", "kept", "created")


def all_photos(person: Person) -> list[dict[str, object]]:
    """Every photo of a person with what was read on it, for their download; the picture itself where it is kept."""
    rows = Photo.objects.filter(person=person).order_by("created")
    return [{name: getattr(row, name) for name in _DOWNLOADED} | {"picture": _picture(row)} for row in rows]


def _picture(photo: Photo) -> str | None:
    """The picture in base64, or None where it is deleted."""
    data = picture(photo)
    return None if data is None else base64.b64encode(data).decode("ascii")

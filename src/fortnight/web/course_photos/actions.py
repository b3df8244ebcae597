"""Taking a photo of the course in, sharing it and taking it back, deleting it; all of them when their time is over."""

import datetime as dt
import secrets
from collections.abc import Iterable
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from fortnight.web.accounts.actions import note
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.course_photos import queries
from fortnight.web.course_photos.hooks import photo_shared
from fortnight.web.course_photos.likeness import Picture, opened, remarks_of
from fortnight.web.course_photos.models import CoursePhoto, PhotoTerm
from fortnight.web.ground.counting import hold
from fortnight.web.ground.limits import COURSE_PHOTOS
from fortnight.web.ground.room import has_room
from fortnight.web.photos import files, strays
from fortnight.web.photos.reading.model import PhotoRefusal
from fortnight.web.photos.reading.process import prepare

_FOLDER = "course"
_UNCLAIMED = dt.timedelta(minutes=10)


def take(treatment: Treatment, *, day: int, side: str, data: bytes, covered: bool) -> CoursePhoto | PhotoRefusal:
    """Keep a clean copy of a photo, in the place of the one before of this day and side, or say why it is not taken.

    Raises: LimitReachedError where its person has too many.
    """
    if not has_room(len(data)):
        return PhotoRefusal.NO_ROOM
    others = CoursePhoto.objects.filter(person=treatment.person_id).exclude(treatment=treatment, day=day, side=side)
    hold(COURSE_PHOTOS, others.count())
    clean = prepare(data)
    if isinstance(clean, PhotoRefusal):
        return clean
    picture, now = opened(clean), timezone.now()
    last = queries.last_before(treatment, day, side, now)
    remarks = [str(remark) for remark in remarks_of(picture, _opened_before(last))]
    term = queries.term_of(treatment.person)
    name = f"{_FOLDER}/{secrets.token_urlsafe(24)}"
    row = CoursePhoto(person=treatment.person, treatment=treatment, day=day, side=side, remarks=remarks, taken=now)
    row.covered, row.expires = covered, _end(now, term)
    row.width, row.height = picture.size
    row.file, row.small = files.save(f"{name}.jpg", picture.large()), files.save(f"{name}-small.jpg", picture.small())
    return _put(row)


@transaction.atomic
def _put(row: CoursePhoto) -> CoursePhoto:
    """Write a photo in the place of the one before; whoever comes at the same moment waits for the treatment."""
    Treatment.objects.select_for_update().get(pk=row.treatment_id)
    _delete(CoursePhoto.objects.filter(treatment=row.treatment_id, day=row.day, side=row.side))
    row.save()
    return row


def _opened_before(last: CoursePhoto | None) -> Picture | None:
    data = queries.picture(last.file) if last else None
    return opened(data) if data else None


@transaction.atomic
def share(photo: CoursePhoto) -> bool:
    """Let the clinic see a photo; False where nobody there could."""
    row = CoursePhoto.objects.select_for_update().get(pk=photo.pk)
    if row.shared is not None:
        return True
    row.shared = timezone.now()
    if not any(photo_shared(row)):
        return False
    row.save(update_fields=["shared"])
    note(row.person, action="share_photo", about=f"{row.day} {row.side}")
    return True


@transaction.atomic
def take_back(photo: CoursePhoto) -> None:
    """Let the clinic see a photo no more, from this moment on."""
    if CoursePhoto.objects.filter(pk=photo.pk).exclude(shared=None).update(shared=None):
        note(photo.person, action="take_back_photo", about=f"{photo.day} {photo.side}")


@transaction.atomic
def choose_term(person: Person, days: int | None) -> None:
    """Have a person's photos stay so many days after they were taken, those that there are as well."""
    PhotoTerm.objects.update_or_create(person=person, defaults={"days": days})
    rows = [*CoursePhoto.objects.select_for_update().filter(person=person)]
    for row in rows:
        row.expires = _end(row.taken, days)
    CoursePhoto.objects.bulk_update(rows, ["expires"])
    note(person, action="photo_term")


@transaction.atomic
def remove(photo: CoursePhoto) -> None:
    """Delete a photo, at once and for good."""
    _delete([photo])


def remove_all(person: Person) -> None:
    """Delete all photos of a person, their files with them; for the one who deletes everything."""
    _delete(CoursePhoto.objects.filter(person=person))


def forget() -> int:
    """Delete the photos whose time is over, set strays aside; how many there were. Run by the clock."""
    now = timezone.now()
    with transaction.atomic():
        gone = _delete(queries.past(now).select_for_update())
    return gone + strays.set_aside(_FOLDER, queries.files(), before=now - _UNCLAIMED)


def _delete(rows: Iterable[CoursePhoto]) -> int:
    """Delete rows, and their pictures once it is written that nobody has them any more."""
    gone = 0
    for row in [*rows]:
        for name in (row.file, row.small):
            transaction.on_commit(partial(default_storage.delete, name))
        row.delete()
        gone += 1
    return gone


def _end(taken: dt.datetime, days: int | None) -> dt.datetime | None:
    return None if days is None else taken + dt.timedelta(days=days)

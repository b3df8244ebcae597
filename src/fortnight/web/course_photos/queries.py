"""A person's photos of their course: theirs alone, the shared ones for the clinic as well. What is past is gone."""

import base64
import datetime as dt
import uuid

from django.db.models import Q, QuerySet
from django.utils import timezone

from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.course_photos.models import KEPT_DAYS, CoursePhoto, PhotoTerm
from fortnight.web.ground.prepared import prepared
from fortnight.web.photos import files as files_of

_DOWNLOADED = ("day", "side", "taken", "expires", "shared", "covered", "remarks")


def photos_of(person: Person, now: dt.datetime) -> QuerySet[CoursePhoto]:
    """The photos of a person that are not past their time, by treatment, day and side."""
    rows = CoursePhoto.objects.filter(_stays(now), person=person)
    return rows.select_related("treatment").order_by("treatment__date", "treatment_id", "day", "side")


def photo_with(person: Person, key: uuid.UUID, now: dt.datetime) -> CoursePhoto | None:
    """One of a person's photos, or None."""
    return photos_of(person, now).filter(key=key).first()


def shared_of(person: Person, now: dt.datetime) -> QuerySet[CoursePhoto]:
    """Those photos of a person that the clinic may see now."""
    return photos_of(person, now).exclude(shared=None)


@prepared
def shared_photos(person: int, now: dt.datetime) -> QuerySet[CoursePhoto, int]:
    """The keys of those photos, for who only counts them."""
    rows = CoursePhoto.objects.filter(_stays(now), person=person).exclude(shared=None)
    return rows.order_by().values_list("pk", flat=True)


def last_before(treatment: Treatment, day: int, side: str, now: dt.datetime) -> CoursePhoto | None:
    """The last photo of a side before a day: of this treatment, else of the ones before it."""
    rows = CoursePhoto.objects.filter(_stays(now), person=treatment.person_id, side=side)
    earlier = Q(treatment=treatment, day__lt=day) | Q(treatment__date__lt=treatment.date)
    return rows.filter(earlier).order_by("-treatment__date", "-treatment_id", "-day").first()


def past(now: dt.datetime) -> QuerySet[CoursePhoto]:
    """The photos whose time is over, of everybody."""
    return CoursePhoto.objects.filter(expires__lte=now)


def term_of(person: Person) -> int | None:
    """How many days a person's photos stay; None: until they delete them."""
    row = PhotoTerm.objects.filter(person=person).first()
    return row.days if row else KEPT_DAYS


def files() -> frozenset[str]:
    """The names of all files that belong to a photo."""
    rows = CoursePhoto.objects.values_list("file", "small")
    return frozenset(name for names in rows for name in names)


def picture(name: str) -> bytes | None:
    """What lies under the name of a file, or None once it is deleted."""
    try:
        return files_of.load(name)
    except (FileNotFoundError, files_of.BrokenSealError):
        return None


def all_photos(person: Person) -> list[dict[str, object]]:
    """Every photo of a person with its picture, for their own download."""
    return [_downloaded(row) for row in photos_of(person, timezone.now())]


def all_shared_photos(person: Person) -> list[dict[str, object]]:
    """The photos that a person shares, for the file that the clinic takes out: the others are not for it to see."""
    return [_downloaded(row) for row in shared_of(person, timezone.now())]


def _downloaded(row: CoursePhoto) -> dict[str, object]:
    data = picture(row.file)
    values = {name: getattr(row, name) for name in _DOWNLOADED}
    treated = {"treatment": row.treatment.date.isoformat()}
    return treated | values | {"picture": None if data is None else base64.b64encode(data).decode("ascii")}


def _stays(now: dt.datetime) -> Q:
    return Q(expires=None) | Q(expires__gt=now)

"""Photos as pages show them: each with addresses that soon end, the strip of a course, two of them to compare."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.models import Person, Treatment, User
from fortnight.web.course_photos.models import CoursePhoto, FaceSide
from fortnight.web.course_photos.tickets import ticket
from fortnight.web.course_photos.words import REMARKS, SIDES, day_words, place_words
from fortnight.web.words.dates import said_date

SIDE_VALUES = tuple(str(side) for side in FaceSide)
_DIFFERENT = {"light", "further", "nearer", "tilted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPhoto:
    """A photo on a page. `src` and `small` open for some minutes; `remarks` say what is hard to compare, with a tip."""

    row: CoursePhoto
    src: str
    small: str
    day: str
    place: str
    remarks: list[tuple[Promise, Promise]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoStrip:
    """The photos of a course: its days, and for each side the photo of each day or None."""

    days: list[int]
    rows: list[tuple[Promise, list[tuple[int, ShownPhoto | None]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoPair:
    """Two photos of a side to compare, what else can be chosen, and the same day of the treatment before, if any.

    `hard` is what makes the two hard to compare; `adjacent`: there is none between them, so that their distance and
    light were compared with each other.
    """

    side: str
    first: ShownPhoto
    second: ShownPhoto
    choices: list[tuple[str, list[tuple[str, str]]]]
    sides: list[tuple[str, Promise]]
    last_time: ShownPhoto | None
    hard: list[Promise]
    adjacent: bool


def shown_photo(row: CoursePhoto, viewer: Person | User) -> ShownPhoto:
    """A photo as its person sees it, or one of the staff."""
    large, small = ticket(row, viewer), ticket(row, viewer, small=True)
    if isinstance(viewer, Person):
        src, little = reverse("course-photo-file", args=[large]), reverse("course-photo-file", args=[small])
    else:
        key = row.person.key
        src = reverse("desk-course-photo-file", args=[key, large])
        little = reverse("desk-course-photo-file", args=[key, small])
    return ShownPhoto(
        row=row,
        src=src,
        small=little,
        day=day_words(row.day),
        place=place_words(row.day, row.side),
        remarks=[REMARKS[remark] for remark in row.remarks if remark in REMARKS],
    )


def strip_of(photos: Sequence[ShownPhoto]) -> PhotoStrip:
    """The photos of one course by day and side: the fourteen days, and those around them that have a photo."""
    days = sorted({*range(1, LAST_DAY + 1), *(photo.row.day for photo in photos)})
    places = {(photo.row.day, photo.row.side): photo for photo in photos}
    rows = [(SIDES[side], [(day, places.get((day, side))) for day in days]) for side in SIDE_VALUES]
    return PhotoStrip(days=days, rows=rows)


def pair_of(
    photos: Sequence[ShownPhoto], current: Treatment, *, side: str, first: str, second: str
) -> PhotoPair | None:
    """Two photos of a side: those that are named by their keys, else the oldest and the newest of this course.

    None where no side has two. `photos` are those of every course, the oldest first.
    """
    by_side = {value: [photo for photo in photos if photo.row.side == value] for value in SIDE_VALUES}
    sides = [value for value in SIDE_VALUES if len(by_side[value]) > 1]
    if not sides:
        return None
    side = side if side in sides else max(sides, key=lambda value: by_side[value][-1].row.taken)
    those = by_side[side]
    here = [photo for photo in those if photo.row.treatment_id == current.pk]
    begin = _named(those, first) or (here[0] if len(here) > 1 else those[0])
    end = _named(those, second) or those[-1]
    adjacent = abs(those.index(end) - those.index(begin)) == 1
    return PhotoPair(
        side=side,
        first=begin,
        second=end,
        choices=_choices(those, current),
        sides=[(value, SIDES[value]) for value in sides],
        last_time=_last_time(those, end),
        hard=_hard(begin, end, adjacent=adjacent),
        adjacent=adjacent,
    )


def _named(photos: Sequence[ShownPhoto], key: str) -> ShownPhoto | None:
    return next((photo for photo in photos if str(photo.row.key) == key), None)


def _choices(photos: Sequence[ShownPhoto], current: Treatment) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen, by treatment: the current one without a heading, earlier ones under their dates."""
    groups: dict[dt.date | None, list[tuple[str, str]]] = {}
    for photo in photos:
        heading = None if photo.row.treatment_id == current.pk else photo.row.treatment.date
        groups.setdefault(heading, []).append((str(photo.row.key), photo.day))
    return [(said_date(date, year=True) if date else "", choices) for date, choices in groups.items()]


def _last_time(photos: Sequence[ShownPhoto], photo: ShownPhoto) -> ShownPhoto | None:
    """The photo of the same day of the treatment before."""
    row = photo.row
    same = [other for other in photos if other.row.day == row.day and other.row.treatment.date < row.treatment.date]
    return same[-1] if same else None


def _hard(first: ShownPhoto, second: ShownPhoto, *, adjacent: bool) -> list[Promise]:
    """What was remarked on either of two photos. How one differs from last time counts where this is the other."""
    earlier, later = sorted((first, second), key=lambda photo: photo.row.taken)
    of_each = [name for name in earlier.row.remarks + later.row.remarks if name not in _DIFFERENT]
    differs = [name for name in later.row.remarks if name in _DIFFERENT] if adjacent else []
    return [REMARKS[name][0] for name in dict.fromkeys([*of_each, *differs]) if name in REMARKS]


def taken_on(photos: Sequence[ShownPhoto], treatment: Treatment, day: int) -> dict[str, ShownPhoto]:
    """The photos of a day of a course, by their side."""
    return {photo.row.side: photo for photo in photos if (photo.row.treatment_id, photo.row.day) == (treatment.pk, day)}


def next_side(taken: Sequence[str] | dict[str, ShownPhoto]) -> str | None:
    """The first side that has no photo yet."""
    return next((side for side in SIDE_VALUES if side not in taken), None)

"""A person's skin as the desk sees it: the last check-ins with their reasons, and the course beside what is usual."""

from dataclasses import dataclass

from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.depth import depth_of
from fortnight.healing.expected_model import Measure
from fortnight.web.accounts.models import Person
from fortnight.web.checkins.chart import CourseChart, chart
from fortnight.web.checkins.convert import profile_in, shift_of
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.checkins.queries import checkins_in
from fortnight.web.checkins.words import LEVELS, MEASURES, chart_words, level_words, lines_of, reasons_in_words
from fortnight.web.words.dates import said_moment

DRAWN = (Measure.PAIN, Measure.REDNESS, Measure.SWELLING)
_LATELY = 5
_LEVELS = tuple(CheckInLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedChart:
    """A chart with what it is of, and the same in words."""

    chart: CourseChart
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInBeside:
    """A check-in as the desk reads it. `level` is its value, `name` what it is called, `says` its sentence.

    `silent`: since when nobody was heard of, in words, or empty; `corrected`: it said something else before,
    and `before` is the worst that it was then, empty where it was no worse.
    """

    row: SkinCheckIn
    level: str
    name: str
    says: str
    at: str
    reasons: tuple[str, ...]
    lines: tuple[str, ...]
    silent: str
    corrected: bool
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinBeside:
    """The charts of a course, and its last check-ins, the newest first."""

    charts: tuple[NamedChart, ...]
    lately: tuple[CheckInBeside, ...]


def skin_beside(person: Person) -> SkinBeside | None:
    """The skin of a person's current course; None where nothing was told."""
    if person.current is None or not person.current.checked_in:
        return None
    rows = checkins_in(person.current)
    if not rows:
        return None
    depth, shift = depth_of(profile_in(person.current, person).needle_mm), shift_of(person.current, person)
    drawn = [chart(measure, rows, depth, shift) for measure in DRAWN]
    return SkinBeside(
        charts=tuple(
            NamedChart(chart=picture, name=str(MEASURES[picture.measure]), words=chart_words(picture))
            for picture in drawn
        ),
        lately=tuple(as_beside(row, person.clinic.zone) for row in reversed(rows[-_LATELY:])),
    )


def as_beside(row: SkinCheckIn, zone: str) -> CheckInBeside:
    """A check-in as the desk reads it, with its moments on the clock of a zone."""
    return CheckInBeside(
        row=row,
        level=str(row.level),
        name=str(LEVELS[row.level]),
        says=level_words(row),
        at=said_moment(row.at, zone),
        reasons=tuple(reasons_in_words(row.reasons)),
        lines=tuple(lines_of(row)),
        silent=said_moment(row.silent, zone) if row.silent else "",
        corrected=bool(row.before),
        before=str(LEVELS[_LEVELS[row.worst]]) if row.worst > row.rank else "",
    )

"""The course as a small chart: one's own line of a measure beside the band that is usual, in the units of its picture.

A picture is 14 days wide; nothing here is drawn, the template draws it (`checkins/parts.html`), with the same numbers
in words for who does not see it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fortnight.guide.model import LAST_DAY
from fortnight.healing.checkin_model import MOST_PAIN
from fortnight.healing.depth import DepthBand
from fortnight.healing.expected import band
from fortnight.healing.expected_model import Amount, Measure
from fortnight.web.checkins.convert import told_in
from fortnight.web.checkins.models import SkinCheckIn

WIDTH, HEIGHT = 280, 96
_EDGE = 10
_STEP = (WIDTH - 2 * _EDGE) / (LAST_DAY - 1)
_MOST_AMOUNT = len(Amount) - 1
_LEAST_TOP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChart:
    """A chart: the outline of the band, the line, its points (x, y), the number of the last day that has one.

    `rows` are the same in numbers: day, own value, the least and the most that is usual.
    """

    measure: Measure
    outline: str
    line: str
    points: tuple[tuple[float, float], ...]
    rows: tuple[tuple[int, int, int, int], ...]
    width: int = WIDTH
    height: int = HEIGHT


def chart(measure: Measure, rows: Iterable[SkinCheckIn], depth: DepthBand, shift: int = 0) -> CourseChart:
    """The chart of a measure for the check-ins of a course; of two on a day the worse counts.

    Pain is drawn as high as there is any, and at least to 5. `shift` is how many days later the tables count.
    """
    values = _by_day(measure, rows)
    usual = {day: band(measure, max(day + shift, 1), depth) for day in range(1, LAST_DAY + 1)}
    highest = max((*values.values(), *(most for _, most in usual.values())))
    top = min(max(highest + 1, _LEAST_TOP), MOST_PAIN) if measure is Measure.PAIN else _MOST_AMOUNT
    points = tuple((_x(day), _y(value, top)) for day, value in values.items())
    most = [(_x(day), _y(usual[day][1] + 0.25, top)) for day in usual]
    least = [(_x(day), _y(usual[day][0] - 0.25, top)) for day in reversed(usual)]
    return CourseChart(
        measure=measure,
        outline=_path([*most, *least]),
        line=_path(points),
        points=points,
        rows=tuple((day, value, *usual[day]) for day, value in values.items()),
    )


def _by_day(measure: Measure, rows: Iterable[SkinCheckIn]) -> Mapping[int, int]:
    worst: dict[int, int] = {}
    for row in rows:
        value = told_in(row).value(measure)
        if value is not None and 1 <= row.day <= LAST_DAY:
            worst[row.day] = max(value, worst.get(row.day, 0))
    return dict(sorted(worst.items()))


def _x(day: int) -> float:
    return round(_EDGE + (day - 1) * _STEP, 1)


def _y(value: float, top: int) -> float:
    return round(HEIGHT - _EDGE - max(value, 0) / top * (HEIGHT - 2 * _EDGE), 1)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)

"""How large the text of a leaflet's two pages can be: the largest size at which, by an estimate, everything fits.

The estimate counts lines by the mean width of a letter and leaves a little room. It is done here, since letting the
typesetter try size after size takes five times as long as setting the pages. It may be slightly wrong, so whoever
prints checks the number of pages and takes the next smaller size where there is one too many.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]

SIZES = tuple(size / 10 for size in range(112, 56, -4))
"""The sizes in points, the largest first."""
_WIDTH, _HEIGHT, _HEAD, _LETTER, _LINE = 510.0, 762.0, 138.0, 0.418, 1.17
_COLUMN = 230.0
_FIRST, _SECOND = 0.79, 0.86
"""How high the two pages became, measured at several sizes in both languages, against what is reckoned here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSizes:
    """The sizes (points) of the text of the two pages, and on which of them (base 0) stands what comes back when."""

    sizes: tuple[float, float]
    again_on: int

    @property
    def smaller(self) -> "TypeSizes | None":
        """The same with the next smaller sizes, or None where both are the smallest."""
        first, second = (next((smaller for smaller in SIZES if smaller < size), size) for size in self.sizes)
        after = (first, second)
        return None if after == self.sizes else TypeSizes(sizes=after, again_on=self.again_on)


def sizes_for(values: Values) -> TypeSizes:
    """The sizes for a leaflet with these values, such that the smaller of its two sizes is as large as can be."""
    choices = (TypeSizes(sizes=_sizes(values, page), again_on=page) for page in (0, 1))
    return max(choices, key=lambda sizes: min(sizes.sizes))


def _sizes(values: Values, again_on: int) -> tuple[float, float]:
    def first(size: float) -> float:
        return (_first_page(values, size) + (_again(values, size) if again_on == 0 else 0)) * _FIRST + _HEAD

    def second(size: float) -> float:
        return (_second_page(values, size) + (_again(values, size) if again_on == 1 else 0)) * _SECOND

    return _largest(first), _largest(second)


def _largest(height: Callable[[float], float]) -> float:
    # A larger size is never less high, so the sizes that fit are the last ones.
    return SIZES[min(bisect_left(SIZES, 1, key=lambda size: int(height(size) <= _HEIGHT)), len(SIZES) - 1)]


def _first_page(values: Values, size: float) -> float:
    stages = [_stage(stage, size) for stage in values["stages"]]
    rows = sum(max(stages[at : at + 2]) + 1.5 * size for at in range(0, len(stages), 2))
    flags = values["flags"]["items"]
    boxed = _items(flags, size, _WIDTH - 2 * size) + 5 * size if flags else 0
    return boxed + rows


def _again(values: Values, size: float) -> float:
    rows = ((_lines(row["use"], size, 165), _lines(row["do"], size, 145), 1) for row in values["again"]["rows"])
    return 4.4 * size + sum((max(row) * _LINE + 0.84) * size for row in rows)


def _stage(stage: Values, size: float) -> float:
    groups = sum(1.95 * size + _items(group["items"], size, _COLUMN) for group in stage["groups"])
    return (2.75 + _lines(stage["says"], size, _COLUMN) * _LINE + 0.9) * size + groups


def _second_page(values: Values, size: float) -> float:
    rows = values["own"]["rows"]
    lines = (max(_lines(row["name"], size, 140), _lines(row["says"], size, 175)) for row in rows)
    own = sum((number * _LINE + 0.95) * size for number in lines) + 6.5 * size if rows else 0
    columns = ([_group(group, size) for group in column] for column in values["signs"]["columns"])
    return own + max(sum(column) for column in columns) + 9 * size + 8.5 * size


def _group(group: Values, size: float) -> float:
    return 1.95 * size + _items(group["items"], size, _COLUMN - size)


def _items(items: Iterable[str], size: float, width: float) -> float:
    return sum(_lines(item, size, width - size) * _LINE * size for item in items)


def _lines(text: str, size: float, width: float) -> int:
    return math.ceil(len(text) * _LETTER * size / width + 0.12) if text else 0

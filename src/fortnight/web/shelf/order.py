"""The shelf in its order: what may be used today, what rests, what comes next, what to leave, what cannot be told.

Everything is read from the fourteen marks of a row. A product that is refused today and cannot be told afterwards
belongs to what cannot be told: no day can be promised for it.
"""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from fortnight.web.shelf.queries import ShelfRow


class ShelfGroup(StrEnum):
    """The groups of the shelf, in their order."""

    TODAY = "today"
    RESTING = "resting"
    COMING = "coming"
    LEAVE = "leave"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A row in its group.

    `mark` is the day's own; `from_day` the first day from it on that is open (base 1), or None; `cared` says that this
    day is one with care.
    """

    row: ShelfRow
    group: ShelfGroup
    mark: str
    from_day: int | None
    cared: bool


def placed(row: ShelfRow, day: int, resting: Collection[uuid.UUID] = ()) -> Placed:
    """Where a row belongs on a day of the fortnight (base 1); `resting` are those that the plan has rest for now."""
    ahead = row.marks[day - 1 :]
    mark = ahead[0]
    first = next((day + offset for offset, letter in enumerate(ahead) if letter in "oc"), None)
    cared = first is not None and row.marks[first - 1] == "c"
    group = _group(mark, ahead, first, rests=row.key in resting)
    return Placed(row=row, group=group, mark=mark, from_day=first, cared=cared)


def _group(mark: str, ahead: str, first: int | None, *, rests: bool) -> ShelfGroup:
    if mark in "oc":
        return ShelfGroup.RESTING if rests else ShelfGroup.TODAY
    if mark == "u" or (first is None and "u" in ahead):
        return ShelfGroup.UNTOLD
    return ShelfGroup.COMING if first else ShelfGroup.LEAVE


def in_order(rows: Iterable[ShelfRow], day: int, resting: Collection[uuid.UUID] = ()) -> dict[ShelfGroup, list[Placed]]:
    """The shelf on a day (base 1): every group with its rows, plain yes before care, soonest first, then by name."""
    groups: dict[ShelfGroup, list[Placed]] = {group: [] for group in ShelfGroup}
    for row in rows:
        place = placed(row, day, resting)
        groups[place.group].append(place)
    for group in groups.values():
        group.sort(key=lambda place: (place.from_day or 99, place.cared, place.row.name.casefold(), place.row.begins))
    return groups

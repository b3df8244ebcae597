"""From rows to what is chosen from and back: a shelf as products, a routine as lines; labels are read once."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypedDict

from fortnight.guide.model import Time
from fortnight.labels.model import Kind
from fortnight.labels.read import read_label
from fortnight.labels.shown import Shown, searchable, shown_of
from fortnight.routine.model.load import steps
from fortnight.routine.model.values import WHOLE, Routine, RoutineProduct, Score, Use
from fortnight.web.answers.edition import edition
from fortnight.web.shelf.convert import kind_from
from fortnight.web.shelf.models import Product as Row

Read = tuple[Shown, str]


class StoredLine(TypedDict):
    """Which product stands in a step in the morning or in the evening, and on which days (base 1).

    On the days of `replaced` another step takes its place.
    """

    step: str
    time: str
    key: str
    days: list[int]
    replaced: list[int]


class StoredName(TypedDict):
    """What a product of a routine is called, whether it is owned, and where it is to be had where it is not."""

    name: str
    own: bool


def owned(row: Row) -> RoutineProduct:
    """A row of the shelf as something to choose."""
    reading, names = _read(row.label, row.name, kind_from(row.kind), edition())
    return RoutineProduct(key=str(row.key), name=row.name or row.begins, shown=reading, names=names, own=True)


@lru_cache(maxsize=4096)
def _read(label: str, name: str, kind: Kind | None, _edition: str) -> Read:
    read = read_label(label, name=name, kind=kind)
    return shown_of(read), searchable(read)


def lines_of(routine: Routine) -> list[StoredLine]:
    """A routine as it is kept."""
    lines: dict[tuple[str, str, str], StoredLine] = {}
    for use in routine.uses:
        key = (use.step, use.time.value, use.key)
        line = lines.setdefault(key, StoredLine(step=use.step, time=use.time.value, key=use.key, days=[], replaced=[]))
        line["days"].append(use.day)
        if use.replaced:
            line["replaced"].append(use.day)
    return list(lines.values())


def evenings_in(lines: Sequence[StoredLine]) -> dict[str, frozenset[int]]:
    """The evenings (base 1) that a kept routine has for each step, without those on which another takes its place."""
    days_by_step: dict[str, set[int]] = {}
    for line in lines:
        if line["time"] == Time.EVENING:
            days_by_step.setdefault(line["step"], set()).update(set(line["days"]) - set(line["replaced"]))
    return {step: frozenset(days) for step, days in days_by_step.items()}


def names_of(routine: Routine, products: Mapping[str, RoutineProduct]) -> dict[str, StoredName]:
    """What the products of a routine are called, as it is kept."""
    return {
        key: StoredName(name=products[key].called, own=products[key].own)
        for key in dict.fromkeys(use.key for use in routine.uses)
    }


def with_past(lines: Sequence[StoredLine], before: Sequence[StoredLine], first: int) -> list[StoredLine]:
    """The lines from a day on (base 1), with what stood on the days before it."""
    past = [(line, [day for day in line["days"] if day < first]) for line in before]
    by_place = {(line["step"], line["time"], line["key"]): line for line in lines}
    for line, days in past:
        if days:
            key = (line["step"], line["time"], line["key"])
            now = by_place.get(key, {**line, "days": [], "replaced": []})
            replaced = [day for day in line["replaced"] if day < first]
            by_place[key] = {**now, "days": days + now["days"], "replaced": replaced + now["replaced"]}
    return list(by_place.values())


def routine_of(lines: Sequence[StoredLine], renamed: Mapping[str, str] | None = None, first: int = 1) -> Routine:
    """A kept routine from a day on (base 1), to stay near to, with other keys for what was bought.

    It has uses and nothing else.
    """
    keys = renamed or {}
    uses = (
        Use(
            day=day,
            time=Time(line["time"]),
            step=line["step"],
            key=keys.get(line["key"], line["key"]),
            replaced=day in line["replaced"],
        )
        for line in lines
        for day in line["days"]
        if day >= first and line["step"] in steps()
    )
    return Routine(days=WHOLE, uses=tuple(sorted(uses)), new=(), price=None, currency="", gaps=(), score=_NO_SCORE)


def as_download(wishes: str, lines: Sequence[StoredLine], names: Mapping[str, Any]) -> dict[str, object]:
    """A kept routine for the file of somebody's data."""
    steps = [{**line, "name": names.get(line["key"], {}).get("name", "")} for line in lines]
    return {"wishes": wishes, "steps": steps}


_NO_SCORE = Score(
    unpicked=0, uncovered=0, unfilled=0, changed=0, bought=0, new=0, unfit=0, price=0, waiting=0
)  # fmt: skip

"""From which day each rung is open, and on which day it begins where nothing has happened yet.

One active at a time, with days between. What the plan has every day begins on its own day; of the rest what a person
owns comes first, then by priority. Each takes the first day that is open to it and far enough from all that has its
day already, so that what comes first never waits for what comes after it. Rungs of the same step share their day, for
the guide has one or the other. What is gentle begins when it opens. Days are base 1 and may lie after day 14.
"""

from collections.abc import Collection, Mapping, Sequence

from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Guide, Where, Window
from fortnight.healing.ladder_load import Rung, ladder_rules
from fortnight.person.model import Profile
from fortnight.person.modifiers import tighten


def new_apart() -> int:
    """How many days after a new active another may begin, at the soonest.

    >>> new_apart()
    3
    """
    return ladder_rules()["ladder-one-at-a-time"].number + 1


def is_daily(rung: Rung) -> bool:
    """Whether a rung belongs to a step that the published guide has every day."""
    return any(care.id == rung.care and care.daily for care in published_guide().care)


def in_order(chosen: Sequence[Rung], owned: Collection[str]) -> list[Rung]:
    """The actives in the order in which they get their days: the plan's of every day, what is owned, the others."""
    actives = (rung for rung in chosen if not rung.gentle)
    return sorted(actives, key=lambda rung: (not is_daily(rung), rung.id not in owned, rung.priority))


def first_days(
    chosen: Sequence[Rung],
    opening: Mapping[str, int | None],
    owned: Collection[str] = (),
    fixed: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """The day on which each rung begins, by its id; what is closed has none. `fixed` are days that stand.

    >>> from fortnight.healing.ladder_load import rungs
    >>> some = [rung for rung in rungs() if rung.id in ("rung-scrub", "rung-retinoid")]
    >>> first_days(some, {"rung-retinoid": 7, "rung-scrub": 7})
    {'rung-retinoid': 7, 'rung-scrub': 10}
    """
    days = dict(fixed or {})
    for rung in in_order(chosen, owned):
        first = opening[rung.id]
        if rung.id in days or first is None:
            continue
        same = [days[other.id] for other in chosen if other.id in days and rung.care and other.care == rung.care]
        days[rung.id] = max(first, min(same)) if same else _free(first, days.values())
    return days | {rung.id: day for rung in chosen if rung.gentle and (day := opening[rung.id]) is not None}


def _free(day: int, taken: Collection[int]) -> int:
    """The first day from one on that is far enough from all that are taken."""
    while any(abs(other - day) < new_apart() for other in taken):
        day += 1
    return day


def opening_days(chosen: Sequence[Rung], guide: Guide, person: Profile, *, cautious: bool) -> dict[str, int | None]:
    """The first day (base 1) on which no window of the guide or the person closes each rung, by its id.

    None where one always does.

    A window that a clinic took out of its guide counts as published.
    """
    layer = guide.cautious if cautious else ()
    more = (*tighten((*guide.windows, *layer), person), *layer)
    by_id = {window.id: window for window in (*published_guide().windows, *guide.windows)}
    return {rung.id: _opens([by_id[name] for name in rung.windows], more) for rung in chosen}


def _opens(own: Sequence[Window], more: Sequence[Window]) -> int | None:
    every = [*own, *(window for window in more if any(_same_thing(window, closing) for closing in own))]
    if any(window.always for window in every):
        return None
    return max(_from_day(window) for window in every)


def _same_thing(window: Window, own: Window) -> bool:
    if window.shows is not None:
        return window.shows == own.shows and (
            window.where in (own.where, Where.ANYWHERE) or own.where is Where.ANYWHERE
        )
    return not set(window.kinds).isdisjoint(own.kinds)


def _from_day(window: Window) -> int:
    """The day after what is refused; where nothing is, the day after what wants care before its turn."""
    if window.refuse is not None:
        return window.refuse.last + 1
    before_its_turn = window.careful is not None and window.careful.first == 1 and window.careful.last < LAST_DAY
    return window.careful.last + 1 if before_its_turn and window.careful else 1

"""How actives come back: `ladder(guide, person, history, day)` gives each rung its day, and what is asked today.

Order: the day on which the guide and the person open a rung (the latest of its windows); then one rung at a time, with
days between; then what happened. A first use keeps its day, and what is still to come is counted from the last one.
An uneasy check-in pauses the ladder: nothing new starts for some days, nor before the person says that the skin is
calm. What reacted comes last. Guarantee, held under Hypothesis: as days pass and things happen, the date of what is
still to come only moves later. Days are base 1 and may lie after day 14. Nothing here says that a product may be used:
that is the answer of `verdicts`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Guide, Where, Window
from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.ladder_load import Rung, ladder_rules, rungs
from fortnight.person.model import Profile
from fortnight.person.modifiers import tighten


class RungState(StrEnum):
    """Where a rung stands: its day lies ahead; it may start today; it was tried; nothing starts; it reacted; closed."""

    WAITING = "waiting"
    OPEN = "open"
    USED = "used"
    PAUSED = "paused"
    REACTED = "reacted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinUse:
    """Something that was used or done on a day: a rung's id, an activity's id, or a product's name.

    `first` says that it was for the first time since the treatment.
    """

    day: int
    thing: str
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """Something after which the skin was uneasy, and on which day; `treatments_ago` is 0 for the present one."""

    day: int
    thing: str
    treatments_ago: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unease:
    """A check-in that was not calm: its day and its level."""

    day: int
    level: CheckInLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened since the treatment. `agreed` are the days on which the person said that the skin is calm again."""

    uses: tuple[SkinUse, ...] = ()
    unease: tuple[Unease, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    agreed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RungDay:
    """A rung with its day (the first use, planned or made), its state, and why: rule ids.

    `soonest` is the day on which it could start where the person prefers it to those before it, which then wait. Both
    days are None where it is closed.
    """

    rung: Rung
    day: int | None
    soonest: int | None
    state: RungState
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Every rung that is owned, in the order in which they come back.

    `paused_until` is the first day on which something new may start again, None where nothing is paused.
    `asks_to_go_on`: the person has to say first that the skin is calm. `asks_about` were first tried the day before.
    """

    day: int
    rungs: tuple[RungDay, ...]
    paused_until: int | None
    asks_to_go_on: bool
    asks_about: tuple[Rung, ...]


def ladder(
    guide: Guide,
    person: Profile,
    history: History,
    day: int,
    owned: Sequence[str] | None = None,
    *,
    cautious: bool = False,
) -> Ladder:
    """The ladder on a day (base 1). `owned` are the ids of the rungs that a person owns something for; None is all.

    Source: healing/data/ladder.toml and the windows of the guide.

    >>> plan = ladder(published_guide(), Profile(), History(), 3, ("rung-vitamin-c", "rung-retinoid", "rung-acid"))
    >>> [(one.rung.name, one.day, one.state.value) for one in plan.rungs][:2]
    [('Vitamin C', 3, 'open'), ('Retinol and its relatives', 7, 'waiting')]
    """
    chosen = [rung for rung in rungs() if owned is None or rung.id in owned]
    opening = _opening(chosen, guide, person, cautious=cautious)
    floor = _floor(history, day)
    ordered = sorted((rung for rung in chosen if opening[rung.id] is not None), key=lambda rung: opening[rung.id] or 0)
    days = tuple(_spaced(ordered, {rung: at or 0 for rung, at in opening.items()}, history, floor, day))
    closed = tuple(_closed(rung) for rung in chosen if opening[rung.id] is None)
    paused = floor if floor > day or _must_ask(history) else None
    return Ladder(
        day=day,
        rungs=(*days, *closed),
        paused_until=paused,
        asks_to_go_on=_must_ask(history) and day >= _rested(history),
        asks_about=tuple(rung for rung in chosen if _first_use(rung.id, history) == day - _number("ladder-question")),
    )


def _opening(chosen: Sequence[Rung], guide: Guide, person: Profile, *, cautious: bool) -> dict[str, int | None]:
    """The first day on which no window of the guide or the person closes each rung; None where one always does.

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


def _spaced(
    ordered: Sequence[Rung], opening: Mapping[str, int], history: History, floor: int, day: int
) -> Iterator[RungDay]:
    """The rungs one at a time, each after the one before it; those that reacted come back after all others."""
    step = _number("ladder-one-at-a-time") + 1
    reacted = {reaction.thing: reaction.day for reaction in history.reactions if reaction.treatments_ago == 0}
    paused = floor > day or _must_ask(history)
    ready = max(floor, _last_begun(history) + step)
    turn = max(ready, day)
    for rung in (rung for rung in ordered if rung.id not in reacted):
        used = _first_use(rung.id, history)
        if used is not None:
            yield RungDay(rung=rung, day=used, soonest=used, state=RungState.USED, reasons=(rung.id, *rung.windows))
            continue
        soonest = max(opening[rung.id], ready)
        at = max(opening[rung.id], turn)
        turn = at + step
        state = RungState.PAUSED if paused else RungState.OPEN if at <= day else RungState.WAITING
        yield RungDay(rung=rung, day=at, soonest=soonest, state=state, reasons=_reasons(rung, at, opening, floor))
    for rung in (rung for rung in ordered if rung.id in reacted):
        at = max(opening[rung.id], turn, reacted[rung.id] + _number("ladder-reacted"))
        turn = at + step
        yield RungDay(rung=rung, day=at, soonest=at, state=RungState.REACTED, reasons=(rung.id, "ladder-reacted"))


def _reasons(rung: Rung, at: int, opening: Mapping[str, int], floor: int) -> tuple[str, ...]:
    """Why a rung has its day: the guide's windows, the days between, a pause."""
    why = [rung.id, *rung.windows]
    if at > opening[rung.id]:
        why.append("ladder-pause" if at == floor else "ladder-one-at-a-time")
    return tuple(why)


def _closed(rung: Rung) -> RungDay:
    return RungDay(rung=rung, day=None, soonest=None, state=RungState.CLOSED, reasons=(rung.id, "ladder-closed"))


def _pausing(history: History) -> list[int]:
    """The days of check-ins that pause the ladder."""
    return [unease.day for unease in history.unease if unease.level.rank >= CheckInLevel.PAUSE.rank]


def _rested(history: History) -> int:
    """The first day after the days of rest of every pause; 1 where there is none."""
    return max((day + _number("ladder-pause") for day in _pausing(history)), default=1)


def _must_ask(history: History) -> bool:
    """Whether the person has not yet said, after the last pause, that the skin is calm."""
    last = max(_pausing(history), default=0)
    return last > 0 and not any(day > last for day in history.agreed)


def _floor(history: History, day: int) -> int:
    """The first day on which something new may start: after the days of rest, and not before the person agrees."""
    rested = _rested(history)
    return max(rested, day) if _must_ask(history) else rested


def _first_use(rung_id: str, history: History) -> int | None:
    return min((use.day for use in history.uses if use.thing == rung_id), default=None)


def _last_begun(history: History) -> int:
    """The last day on which a rung was first used, or reacted; so far back that it counts for nothing without one."""
    ids = {rung.id for rung in rungs()}
    begun = [day for name in ids if (day := _first_use(name, history)) is not None]
    reacted = [reaction.day for reaction in history.reactions if reaction.thing in ids and reaction.treatments_ago == 0]
    return max((*begun, *reacted), default=-LAST_DAY)


def _number(rule_id: str) -> int:
    return ladder_rules()[rule_id].number

"""How actives come back: `ladder(guide, person, history, day)` gives each rung its day, and what is asked today.

Order: the day on which the guide and the person open a rung; then its day in the plan, one active at a time with days
between (`rung_days`, or what `routine` has made of it); then what happened. The plan counts as followed until something
else is told: a first use keeps its day, and what would begin too near to one is counted anew from the last of them.
An uneasy check-in pauses the ladder: nothing new starts for some days, nor before the person says that the skin is
calm. What reacted comes last. Guarantee, held under Hypothesis: as things happen, the date of what is still to come
only moves later. Days are base 1 and may lie after day 14. Nothing here says that a product may be used: that is the
answer of `verdicts`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fortnight.guide.model import Guide
from fortnight.healing.ladder_load import Rung, ladder_rules, rungs
from fortnight.healing.ladder_model import History, Ladder, Reaction, RungDay, RungState
from fortnight.healing.pauses import first_pause, floor_of, is_paused, must_ask, rested
from fortnight.healing.rung_days import first_days, is_daily, new_apart, opening_days
from fortnight.person.model import Profile


def ladder(
    guide: Guide,
    person: Profile,
    history: History,
    day: int,
    owned: Collection[str] | None = None,
    *,
    cautious: bool = False,
) -> Ladder:
    """The ladder on a day (base 1). `owned` are the ids of the rungs that a person owns something for; None is all.

    Source: healing/data/ladder.toml and the windows of the guide.

    >>> from fortnight.guide.load import published_guide
    >>> plan = ladder(published_guide(), Profile(), History(), 3, ("rung-vitamin-c", "rung-retinoid", "rung-acid"))
    >>> [(one.rung.name, one.day, one.state.value) for one in plan.rungs][:2]
    [('Vitamin C', 3, 'open'), ('Retinol and its relatives', 7, 'waiting')]
    """
    chosen = [rung for rung in rungs() if owned is None or rung.id in owned]
    opening = opening_days(chosen, guide, person, cautious=cautious)
    return ladder_with(chosen, opening, first_days(chosen, opening), history, day)


def ladder_with(
    chosen: Sequence[Rung],
    opening: Mapping[str, int | None],
    planned: Mapping[str, int],
    history: History,
    day: int,
) -> Ladder:
    """The ladder of some rungs on a day (base 1), by the day that opens each and the day that the plan has for it."""
    ordered = sorted((rung for rung in chosen if rung.id in planned), key=lambda rung: planned[rung.id])
    floor = floor_of(history, day)
    course = _Course(opening=opening, planned=planned, history=history, day=day, floor=floor, begun=_begun(history))
    return Ladder(
        day=day,
        rungs=(*_rows(ordered, course), *(_closed(rung) for rung in chosen if rung.id not in planned)),
        paused_until=floor if floor > day or must_ask(history) else None,
        asks_to_go_on=must_ask(history) and day >= rested(history),
        asks_about=tuple(rung for rung in chosen if _first_use(rung.id, history) == day - _number("ladder-question")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """What a rung's day is reckoned from; `begun` are the days on which an active was first used or something reacted.

    `floor` is the first day on which something new may start.
    """

    opening: Mapping[str, int | None]
    planned: Mapping[str, int]
    history: History
    day: int
    floor: int
    begun: tuple[int, ...]

    @property
    def ready(self) -> int:
        """The first day on which another active may begin, by what happened."""
        return max((self.floor, *(day + new_apart() for day in self.begun)))

    def moves(self, rung: Rung, at: int) -> bool:
        """Whether a rung that nobody told of cannot begin on its day in the plan, or cannot have begun then.

        What the plan has every day counts as begun where nothing spoke against it by then.
        """
        daily, start = is_daily(rung), first_pause(self.history)
        if any(0 <= at - day < new_apart() or (not daily and abs(at - day) < new_apart()) for day in self.begun):
            return not rung.gentle
        waits = start is not None and at < self.floor and (at >= start or not daily)
        return waits or is_paused(self.history, at, self.day)


def _rows(ordered: Sequence[Rung], course: _Course) -> Iterator[RungDay]:
    """The rungs one at a time, each after the one before it; those that reacted come back after all others."""
    reacted = {reaction.thing: reaction.day for reaction in _reactions(course.history)}
    days = _days([rung for rung in ordered if rung.id not in reacted], course)
    for rung in (rung for rung in ordered if rung.id in days):
        yield _row(rung, days, course)
    turn = max((day + new_apart() for day in days.values()), default=1)
    for rung in (rung for rung in ordered if rung.id in reacted):
        at = max(course.opening[rung.id] or 1, turn, course.ready, reacted[rung.id] + _number("ladder-reacted"))
        turn = at + new_apart()
        yield RungDay(rung=rung, day=at, soonest=at, state=RungState.REACTED, reasons=(rung.id, "ladder-reacted"))


def _days(ordered: Sequence[Rung], course: _Course) -> dict[str, int]:
    """The day of each rung: of its first use, that of the plan where nothing speaks against it, or a later one.

    Rungs of one step that is not done every day share its day, as long as none of them was used.
    """
    days: dict[str, int] = {}
    shared: dict[str, int] = {}
    turn = 1
    for rung in ordered:
        used, at = _first_use(rung.id, course.history), course.planned[rung.id]
        if used is not None:
            days[rung.id] = used
        elif rung.gentle:
            days[rung.id] = max(at, course.floor) if course.moves(rung, at) else at
        elif rung.care in shared:
            days[rung.id] = max(at, shared[rung.care])
        else:
            days[rung.id] = max(at, turn, course.ready) if at < turn or course.moves(rung, at) else at
            turn = days[rung.id] + new_apart()
            shared |= {rung.care: days[rung.id]} if rung.care and not is_daily(rung) else {}
    return days


def _row(rung: Rung, days: Mapping[str, int], course: _Course) -> RungDay:
    at, used = days[rung.id], _first_use(rung.id, course.history)
    if used is not None:
        reasons = (rung.id, *rung.windows)
        return RungDay(rung=rung, day=used, soonest=used, state=RungState.USED, reasons=reasons)
    soonest = _soonest(rung, days, course)
    paused = course.floor > course.day or must_ask(course.history)
    state = RungState.PAUSED if paused else RungState.OPEN if at <= course.day else RungState.WAITING
    return RungDay(rung=rung, day=at, soonest=soonest, state=state, reasons=_reasons(rung, at, course))


def _soonest(rung: Rung, days: Mapping[str, int], course: _Course) -> int:
    """The first day from today on which a rung could begin in place of those before it, which then wait."""
    soonest = max(course.opening[rung.id] or 1, course.floor)
    if rung.gentle:
        return soonest
    if is_daily(rung):
        return max(soonest, course.ready)
    others = {other: day for other, day in days.items() if other in _actives() and other != rung.id}
    begun = (day + new_apart() for day in others.values() if day < course.day)
    daily = [days[other.id] for other in rungs() if is_daily(other) and other.id in others]
    soonest = max((soonest, course.ready, course.day, *begun))
    while any(abs(soonest - day) < new_apart() for day in daily):
        soonest += 1
    return soonest


def _reasons(rung: Rung, at: int, course: _Course) -> tuple[str, ...]:
    """Why a rung has its day: the guide's windows, the days between, a pause."""
    why = [rung.id, *rung.windows]
    if at > (course.opening[rung.id] or 1):
        paused = course.floor > 1 and at > course.planned[rung.id]
        why.append("ladder-pause" if paused else "ladder-one-at-a-time")
    return tuple(why)


def _closed(rung: Rung) -> RungDay:
    return RungDay(rung=rung, day=None, soonest=None, state=RungState.CLOSED, reasons=(rung.id, "ladder-closed"))


def _actives() -> frozenset[str]:
    return frozenset(rung.id for rung in rungs() if not rung.gentle)


def _first_use(rung_id: str, history: History) -> int | None:
    return min((use.day for use in history.uses if use.thing == rung_id), default=None)


def _begun(history: History) -> tuple[int, ...]:
    """The days on which an active was first used, or a rung reacted."""
    used = [day for name in _actives() if (day := _first_use(name, history)) is not None]
    return (*used, *(reaction.day for reaction in _reactions(history)))


def _reactions(history: History) -> list[Reaction]:
    """The reactions of this treatment to something on the ladder."""
    names = {rung.id for rung in rungs()}
    return [reaction for reaction in history.reactions if reaction.treatments_ago == 0 and reaction.thing in names]


def _number(rule_id: str) -> int:
    return ladder_rules()[rule_id].number

"""Which evening is for what: the one place that says when each step that is not done every day has its turn.

Today, the plan, the answers, the ladder, the calendar and the leaflet all show what stands here.

1. Each active gets its first day (`healing.rung_days`): what the plan has every day, then what the person owns, then by
   priority, so that retinol comes on the first day on which it is open unless something of the person's own is first.
2. The evenings are shared out (`sharing`): one active an evening, an evening without any after it.
3. What happened moves them (`healing.ladder`): a first use on another day, an uneasy check-in, a reaction. Nothing that
   is left to the person has its turn in a pause, and what was to begin before another evening still comes before it.
   Guarantee, held under Hypothesis: a pause or a reaction brings no evening forward.

What a kept routine has fixed stands, and the rest is put around it. A step that belongs to the plan but not to every
day (the mask) has evenings of its own, those without any of the others first. Days are base 1.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from fortnight.guide.model import LAST_DAY, Care, Duty, Time
from fortnight.healing.ladder import ladder_with
from fortnight.healing.ladder_load import Rung, rungs
from fortnight.healing.ladder_model import History, Ladder, RungDay, RungState
from fortnight.healing.pauses import is_paused
from fortnight.healing.rung_days import first_days, in_order, opening_days
from fortnight.routine.model.load import steps
from fortnight.routine.model.sharing import REST, Evenings, planned, repeated, spread
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.timing import starts

Turns = Mapping[str, frozenset[int]]
"""By the id of a care: the days (base 1) on which it has its turn."""

_NOTHING = History()
_NEVER = LAST_DAY + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EveningPlan:
    """The evenings of one person as things stand on a day (base 1), with the ladder that goes with them.

    `begins` is the first day of each care, None where that is not in these 14 days.
    """

    day: int
    turns: Turns
    begins: Mapping[str, int | None]
    ladder: Ladder

    @property
    def waits_for_word(self) -> bool:
        """Whether nothing goes on today before the person says that the skin is calm."""
        return self.ladder.paused_until is not None and self.ladder.paused_until <= self.day

    def pauses(self, day: int) -> bool:
        """Whether a day (base 1) from today on lies in a pause, so that nothing left to the person has its turn."""
        until = self.ladder.paused_until
        return until is not None and self.day <= day and (day < until or day == self.day)

    def has_turn(self, care: Care, day: int) -> bool:
        """Whether a step that is open is due on a day (base 1): each evening of its own, or all from its first."""
        if care.id in self.turns:
            return day in self.turns[care.id]
        first = self.begins[care.id]
        return first is None or day >= first

    def following(self, care: str, day: int) -> int | None:
        """The next evening of a care from a day on (base 1), or None where none is left."""
        return min((turn for turn in self.turns.get(care, ()) if turn >= day), default=None)


def evening_plan(
    book: Rulebook,
    *,
    history: History = _NOTHING,
    day: int = 1,
    owned: Collection[str] = (),
    fixed: Turns | None = None,
) -> EveningPlan:
    """The evenings for somebody with this rulebook. `owned` are the ids of the rungs that they own something for.

    `fixed` are the days that a kept routine has for some cares.

    >>> from fortnight.guide.load import published_guide
    >>> from fortnight.person.model import Profile
    >>> from fortnight.verdicts.rulebook import rulebook
    >>> plan = evening_plan(rulebook(published_guide(), Profile()))
    >>> [sorted(plan.turns[care]) for care in ("retinol", "exfoliating-cleanser", "scrub-or-enzyme-mask")]
    [[7, 9], [11], [14]]
    """
    outset = _outset(book, owned, fixed or {})
    steady = replace(history, unease=(), reactions=(), agreed=())
    usual_ladder = ladder_with(outset.chosen, outset.opening, outset.planned, steady, day)
    usual = outset.firsts(usual_ladder)
    repeats = outset.repeats(usual, steady)
    ladder = usual_ladder if steady == history else outset.ladder(history, day)
    firsts = outset.firsts(ladder)
    turns = {
        care: frozenset(
            turn for turn in outset.turns(care, usual, firsts, repeats) if not is_paused(history, turn, day)
        )
        for care in outset.cares
    }
    taken = {turn for care in outset.cares for turn in outset.turns(care, usual, usual, repeats)}
    for care in book.guide.care:
        if is_sparse(care) and care.duty is Duty.MUST:
            turns[care.id] = outset.held.get(care.id) or frozenset(spread(care, taken, book))
    begins = {care.id: outset.begin(care, turns, ladder) for care in book.guide.care}
    rows = tuple(_with_evening(row, turns, day) for row in ladder.rungs)
    return EveningPlan(day=day, turns=turns, begins=begins, ladder=replace(ladder, rungs=rows))


def is_sparse(care: Care) -> bool:
    """Whether a care has its turn on some evenings only.

    >>> from fortnight.guide.load import rule
    >>> is_sparse(rule("retinol")), is_sparse(rule("gentle-cleanse"))
    (True, False)
    """
    often = steps()[care.id].per_week if care.id in steps() else 0
    return care.duty is not Duty.AVOID and Time.EVENING in care.times and often > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outset:
    """What the evenings are reckoned from: the rungs of the plan, their days, the steps that are left to the person.

    `held` are the evenings that a kept routine has fixed.
    """

    book: Rulebook
    cares: Mapping[str, Care]
    chosen: tuple[Rung, ...]
    opening: Mapping[str, int | None]
    planned: Mapping[str, int]
    held: Turns

    def ladder(self, history: History, day: int) -> Ladder:
        """The ladder after what happened."""
        return ladder_with(self.chosen, self.opening, self.planned, history, day)

    def firsts(self, ladder: Ladder) -> dict[str, int]:
        """The first evening of each step that is left to the person, and of each active that is none.

        The day of the ladder, or the next that no evening of the routine or another beginning is too near to.
        """
        rows = [
            row for row in ladder.rungs if not row.rung.gentle and (row.rung.care in self.cares or not row.rung.care)
        ]
        evenings = Evenings(book=self.book, cares=self.cares)
        for row in sorted(rows, key=lambda row: (row.state is not RungState.USED, row.day or _NEVER)):
            thing, day = row.rung.care or row.rung.id, row.day or _NEVER
            if row.day and thing not in evenings.firsts:
                settled = day if row.state is RungState.USED else self._settled(thing, day, evenings)
                evenings.firsts[thing] = settled
        return evenings.firsts

    def _settled(self, thing: str, first: int, evenings: Evenings) -> int:
        if thing in self.held:
            return min((day for day in self.held[thing] if day >= first), default=_NEVER)
        held = {day for days in self.held.values() for day in days}
        days = (day for day in range(first, _NEVER) if all(abs(day - other) >= REST for other in held))
        return next((day for day in days if evenings.can_begin(thing, day)), max(first, _NEVER))

    def repeats(self, firsts: Mapping[str, int], history: History) -> Mapping[str, set[int]]:
        """The turns of each step by its first evening, where nothing is paused and nothing reacted."""
        names = {rung.id: rung.care for rung in self.chosen if rung.care in self.cares}
        used = {use.day for use in history.uses if use.thing in names}
        held = {day for days in self.held.values() for day in days}
        evenings = Evenings(book=self.book, cares=self.cares, taken=used | held, firsts=dict(firsts))
        evenings.days = {care: {firsts[care]} for care in self.cares if care in firsts}
        return repeated(evenings)

    def turns(
        self, care: str, usual: Mapping[str, int], firsts: Mapping[str, int], repeats: Mapping[str, set[int]]
    ) -> Iterator[int]:
        """The turns of a step; of those that it would usually have, what still comes after all that is before it."""
        first = firsts.get(care, _NEVER)
        if first <= LAST_DAY:
            yield first
        if care in self.held:
            yield from (day for day in self.held[care] if day > first)
            return
        for day in repeats.get(care, ()):
            others = (other for other in usual if other != care and usual[other] < day)
            if day >= first + steps()[care].apart and all(firsts[other] <= day - REST for other in others):
                yield day

    def begin(self, care: Care, turns: Turns, ladder: Ladder) -> int | None:
        """The first day of a care: its first evening, or the day that opens it, later where a pause holds it back."""
        if care.id in turns:
            return min(turns[care.id], default=None)
        first = starts(care, self.book)
        rows = [row for row in ladder.rungs if row.rung.care == care.id and row.day]
        moved = [row.day or 0 for row in rows if (row.day or 0) > self.planned[row.rung.id]]
        if first is None or care.instead_of or len(moved) < len(rows) or not rows:
            return first
        later = max(first, min(moved))
        return later if later in care.days else None


def _outset(book: Rulebook, owned: Collection[str], fixed: Turns) -> _Outset:
    cares = {care.id: care for care in book.guide.care if is_sparse(care) and care.duty is Duty.MAY}
    ids = {care.id for care in book.guide.care}
    chosen = tuple(rung for rung in rungs() if rung.care in ids or (not rung.care and rung.id in owned))
    held = {care: days for care, days in fixed.items() if days}
    opening = _openings(chosen, book)
    outset = _Outset(book=book, cares=cares, chosen=chosen, opening=opening, planned={}, held=held)
    return replace(outset, planned=_planned(outset, owned))


def _openings(chosen: Collection[Rung], book: Rulebook) -> dict[str, int | None]:
    """The day that opens each rung: of its windows, and of its step."""
    opening = opening_days(tuple(chosen), book.guide, book.person, cautious=book.cautious)
    for rung in chosen:
        for care in (care for care in book.guide.care if care.id == rung.care):
            first, window = starts(care, book), opening[rung.id]
            opening[rung.id] = None if first is None or window is None else max(first, window)
    return opening


def _planned(outset: _Outset, owned: Collection[str]) -> dict[str, int]:
    """The day that the plan has for each rung before anything has happened."""
    fixed = {rung.id: min(outset.held[rung.care]) for rung in outset.chosen if rung.care in outset.held}
    days = first_days(outset.chosen, outset.opening, owned, fixed)
    soonest: dict[str, int] = {}
    settled: dict[str, int] = {}
    for rung in (rung for rung in in_order(outset.chosen, owned) if rung.id in days):
        evening = (rung.care in outset.cares or not rung.care) and rung.care not in outset.held
        (soonest if evening else settled).setdefault(rung.care or rung.id, days[rung.id])
    held = {day for turns in outset.held.values() for day in turns}
    evenings = Evenings(book=outset.book, cares=outset.cares, taken=held, firsts=settled)
    first = planned(evenings, sorted(soonest, key=lambda thing: soonest[thing]), soonest)
    return {
        rung.id: max(days[rung.id], first.get(rung.care or rung.id, 0)) for rung in outset.chosen if rung.id in days
    }


def _with_evening(row: RungDay, turns: Turns, day: int) -> RungDay:
    """A rung with the next evening of its step; where that is later than its day, its day is that."""
    if row.rung.care not in turns or row.day is None:
        return row
    following = min((turn for turn in turns[row.rung.care] if turn >= max(day, row.day)), default=None)
    first = min((turn for turn in turns[row.rung.care] if turn >= row.day), default=max(row.day, _NEVER))
    return replace(row, evening=following, day=row.day if row.state is RungState.USED else first)

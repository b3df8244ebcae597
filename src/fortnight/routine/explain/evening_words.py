"""What a plan says of something that was asked about, in sentences: when its evening is, why then, and whether sooner.

An answer says from when something may be used; the plan says when its turn is. Both stand beside each other here, so
that no page has to choose between them. Days are base 1.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from fortnight.course.model import Session
from fortnight.guide.model import Rule
from fortnight.healing.ladder_load import Rung, ladder_rules, rungs
from fortnight.healing.ladder_model import RungDay, RungState
from fortnight.labels.shown import Shown
from fortnight.routine.model.evenings import EveningPlan
from fortnight.verdicts.judge import answer_on
from fortnight.verdicts.model import Ruling, Verdict
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.sentence import said_day
from fortnight.wording.load import LANGUAGE, say
from fortnight.wording.rule_words import told

_OPEN = (Ruling.YES, Ruling.CAREFUL)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTurn:
    """What a plan has for something: its step, from when it is open, its first evening and the next from a day on.

    `sooner` is an earlier day on which it could begin, and `after` what begins shortly before it. None is none.
    `tonight`: the next is on this very evening.
    """

    care: str
    row: RungDay
    opens: int
    first: int | None
    following: int | None
    sooner: int | None
    after: RungDay | None
    tonight: bool


def planned_turn(verdict: Verdict, plan: EveningPlan, day: int, *, today: bool = True) -> PlannedTurn | None:
    """What a plan has on a day (base 1) and after it for what a verdict is of; `today`: the plan's day is today.

    None where that fills no step of the plan that a first use counts for, or is open on none of the fourteen days.
    """
    open_days = [at for at, ruling in enumerate(verdict.rulings, 1) if ruling in _OPEN]
    row = _rung_of({rule.id for rule, *_ in verdict.spoken}, plan)
    if not open_days or row is None:
        return None
    care = row.rung.care
    turns = sorted(plan.turns.get(care, ()))
    first = turns[0] if turns else plan.begins[care] if care not in plan.turns else None
    following = min((turn for turn in turns if turn >= day and turn in open_days), default=None)
    waits = row.state in (RungState.OPEN, RungState.WAITING) and first is not None and first > day
    soonest = max(row.soonest or 0, open_days[0], day)
    sooner = soonest if waits and first and soonest < first and soonest in open_days else None
    after = _before(row, first, plan) if first is None or first > open_days[0] else None
    tonight = today and following == day == plan.day and not plan.waits_for_word
    return PlannedTurn(
        care=care, row=row, opens=open_days[0], first=first, following=following, sooner=sooner, after=after,
        tonight=tonight,
    )  # fmt: skip


def _rung_of(rules: Collection[str], plan: EveningPlan) -> RungDay | None:
    """The rung of a plan that something is on about which these rules speak; None for what nobody has to begin with."""
    rows = [row for row in plan.ladder.rungs if row.rung.care and not row.rung.gentle and row.day is not None]
    rows = [row for row in rows if _is_spoken_of(row.rung, rules)]
    return max(rows, key=lambda row: (row.rung.care in plan.turns, row.day or 0), default=None)


def _is_spoken_of(rung: Rung, rules: Collection[str]) -> bool:
    """Whether rules (ids) are about a rung: one of its windows, or its step."""
    return rung.care in rules or not set(rung.windows).isdisjoint(rules)


def stop_words(rules: Collection[str], plan: EveningPlan, day: int, language: str = LANGUAGE) -> str:
    """What a plan says on a day (base 1) in place of a yes to something about which these rules speak; else empty.

    What the skin reacted to is not for now, nor is anything new in a pause, nor what is left to the person on an
    evening that a pause has taken: an answer of the label alone would say yes. `rules` are ids, also of a step.
    """
    rows = [row for row in plan.ladder.rungs if row.day is not None and _is_spoken_of(row.rung, rules)]
    if any(row.state is RungState.REACTED for row in rows):
        return say("evening-stop-reacted", language)
    row = _rung_of(rules, plan)
    if row is not None and row.state is RungState.PAUSED:
        return say("evening-stop-paused", language)
    if not plan.pauses(day):
        return ""
    if row is not None:
        return say("evening-stop-rests", language) if row.rung.care in plan.turns else ""
    return _without_step(rules, plan, language)


def _without_step(rules: Collection[str], plan: EveningPlan, language: str) -> str:
    """What a pause says of an active that fills no step of the plan, also of one that nobody owns; else empty."""
    actives = [rung for rung in rungs() if not (rung.care or rung.gentle or rung.everyday)]
    meant = {rung.id for rung in actives if _is_spoken_of(rung, rules)}
    tried = {row.rung.id for row in plan.ladder.rungs if row.state is RungState.USED}
    if not meant:
        return ""
    return say("evening-stop-rests" if meant <= tried else "evening-stop-paused", language)


def rules_about(step: str, reading: Shown | None, book: Rulebook) -> frozenset[str]:
    """The ids that `stop_words` asks for, of what stands in a step: of the step, and of the rules about its label."""
    if reading is None:
        return frozenset({step})
    speaking = book.sheet(reading.kind).speaking(reading.spf, tuple(mark for mark, _ in reading.marks))
    return frozenset({step, *(entry.window.id for entry in speaking)})


def stop_sentence(verdict: Verdict, plan: EveningPlan, day: int, language: str = LANGUAGE) -> str:
    """What stands in place of an answer that is open on a day (base 1) while the plan is stopped; else empty."""
    if answer_on(verdict, day).ruling not in _OPEN:
        return ""
    return stop_words({rule.id for rule, *_ in verdict.spoken}, plan, day, language)


def turn_sentences(
    turn: PlannedTurn, plan: EveningPlan, day: int, treatment: Session | None, language: str = LANGUAGE
) -> tuple[str, ...]:
    """What a plan has for something, in sentences of a language; dated where a treatment is known.

    `day` (base 1) is the day that was asked for.
    """
    return tuple(_sentences(turn, plan, day, treatment, language))


def _sentences(
    turn: PlannedTurn, plan: EveningPlan, day: int, treatment: Session | None, language: str
) -> Iterator[str]:
    def on(at: int | None) -> str:
        return said_day(at or 1, treatment, language)

    if turn.row.state is RungState.REACTED:
        yield _words(ladder_rules()["ladder-reacted"], "says", language)
    elif turn.row.state is RungState.PAUSED:
        rule = "ladder-ask" if plan.ladder.asks_to_go_on else "ladder-pause"
        yield _words(ladder_rules()[rule], "says", language)
    else:
        yield say("evening-open-since" if turn.opens <= day else "evening-open-from", language, day=on(turn.opens))
    yield say(_when(turn, plan, day), language, day=on(turn.following or turn.first), first=on(turn.first))
    calm = turn.row.state in (RungState.OPEN, RungState.WAITING)
    if calm and turn.after and (turn.first is None or turn.first > day):
        name = _words(turn.after.rung, "name", language)
        yield say("evening-after", language, name=name, day=on(turn.after.day))
    if turn.sooner:
        yield say("evening-sooner", language, day=on(turn.sooner))


def _when(turn: PlannedTurn, plan: EveningPlan, day: int) -> str:
    """The id of the sentence that says when the turn is."""
    if turn.care not in plan.turns:
        return "evening-daily"
    if turn.following is None:
        return "evening-none" if turn.first is None or turn.first > day else "evening-no-other"
    if turn.tonight:
        return "evening-this" if turn.first == day else "evening-this-again"
    return "evening-on" if turn.first == turn.following else "evening-next"


def _before(row: RungDay, first: int | None, plan: EveningPlan) -> RungDay | None:
    """The active that begins last before something does."""
    rows = (other for other in plan.ladder.rungs if not other.rung.gentle and other.rung.care != row.rung.care)
    others = (other for other in rows if other.day and other.day < (first or row.day or 0))
    return max(others, key=lambda other: other.day or 0, default=None)


def _words(rule: Rule, part: str, language: str) -> str:
    return told(rule.id, part, language) or str(getattr(rule, part))

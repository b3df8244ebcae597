"""How a check-in is judged: `assess(checkin, earlier, treatment, person)`.

Order: the rules of checkin.toml whose conditions hold; the signs of what is ticked as new; the signs that the person's
own words tell of, by the recogniser of `hearing`. Everything that speaks has a level, and the strictest wins, by `max`
only. Guarantees, held by tests under Hypothesis: a worse answer, one more thing that is new, one more flag or a later
day never makes a level milder; a photo changes nothing; what was not answered is never "as expected". `silence` says
what follows when no check-in comes after an uneasy one.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from fortnight.course.model import Session
from fortnight.errors import UsageError, did_you_mean
from fortnight.guide.model import LAST_DAY, Rule
from fortnight.healing.checkin_load import checkin_rules, level_of
from fortnight.healing.checkin_model import Assessment, CheckIn, CheckInLevel, CheckInRule, NewThing, Silence
from fortnight.healing.depth import DARKER, DepthBand, depth_of, healing_day
from fortnight.healing.expected import band, watch_limit
from fortnight.healing.expected_model import Measure
from fortnight.healing.hearing import Heard, hear
from fortnight.healing.ladder_load import rungs
from fortnight.healing.load import all_rules
from fortnight.healing.model import Sign
from fortnight.person.model import Profile
from fortnight.wording.load import LANGUAGE, say
from fortnight.wording.rule_words import told

_GROWS_FROM = 2
"""The first day whose check-in others are measured by: on day 1 numbing cream may still hide what is felt."""
_SURE = 0.7
"""How sure what is heard by likeness alone has to be; below it is asked, as in asking/danger.py."""
_COUNTED = "sign-redness-after-day-eight"
"""The sign that a check-in counts itself, by its day and its redness: "still pink" before day 9 tells nothing new."""
_QUESTION_AFTER, _DESK_AFTER = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """A check-in with all that its rules ask for; `day` is the tables' own, `earlier` those before it."""

    checkin: CheckIn
    day: int
    depth: DepthBand
    person: Profile
    lowest: dict[Measure, int]
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    """One thing that speaks: its level, its rule, the sign to show with it."""

    level: CheckInLevel
    rule: Rule
    sign: str = ""


def assess(
    checkin: CheckIn,
    earlier: Sequence[CheckIn] = (),
    treatment: Session | None = None,
    person: Profile | None = None,
    language: str = LANGUAGE,
) -> Assessment:
    """What a check-in comes to; `earlier` are those of the same treatment, in whatever order, later ones left aside.

    `treatment` tells how the clinic counts its days, `person` depth, tone and flags; what is not known makes nothing
    milder. Raises: UsageError for a day before the treatment and for something new that is not on the list.
    Source: healing/data/checkin.toml.

    >>> from fortnight.healing.expected_model import Amount
    >>> calm = dict(redness=Amount.A_LITTLE, swelling=Amount.NONE, heat=Amount.NONE)
    >>> person = Profile(needle_mm=1.5)
    >>> assess(CheckIn(day=3, pain=2, **calm), person=person).level
    <CheckInLevel.AS_EXPECTED: 'as_expected'>
    >>> assess(CheckIn(day=3, pain=2, **calm, words="my lips are swelling"), person=person).urgency
    <Urgency.EMERGENCY: 'emergency'>
    """
    facts = _facts(checkin, earlier, treatment, person or Profile())
    signs, ask = _heard(checkin.words, facts.day)
    reasons = [
        *(_Reason(level=rule.level, rule=rule, sign=rule.sign) for rule in _speaking(facts)),
        *_of_new(checkin, facts.day),
        *(_of_sign(sign, sign, facts.day) for sign in signs),
        *_of_doubt(ask),
    ]
    reasons.sort(key=lambda reason: -reason.level.rank)
    return _assessment(reasons, ask, checkin.day, language)


def silence(last: CheckInLevel | None, days_without: int) -> Silence | None:
    """What is due when nobody checked in for so many whole days after a check-in of that level; None for nothing.

    >>> silence(CheckInLevel.PAUSE, 1), silence(CheckInLevel.PAUSE, 2), silence(CheckInLevel.AS_EXPECTED, 5)
    (<Silence.KIND_QUESTION: 'kind_question'>, <Silence.DESK: 'desk'>, None)
    """
    if last is None or not last.is_uneasy or days_without < _QUESTION_AFTER:
        return None
    return Silence.DESK if days_without >= _DESK_AFTER else Silence.KIND_QUESTION


def _facts(checkin: CheckIn, earlier: Sequence[CheckIn], treatment: Session | None, person: Profile) -> _Facts:
    day = healing_day(treatment, checkin.day)
    if day < 1:
        raise UsageError(f"day {checkin.day} is before the treatment", "Check in from the treatment day on.")
    listed = checkin_rules().new
    for name in checkin.new:
        if name not in listed:
            raise UsageError(f'"{name}" is nothing new that can be ticked', did_you_mean(name, listed))
    counted = [before for before in earlier if _GROWS_FROM <= healing_day(treatment, before.day) <= day]
    actives = {rung.id for rung in rungs()}
    return _Facts(
        checkin=checkin,
        day=min(day, LAST_DAY),
        depth=depth_of(person.needle_mm),
        person=person,
        lowest=_lowest(counted),
        active=not actives.isdisjoint(checkin.used),
    )


def _lowest(earlier: Iterable[CheckIn]) -> dict[Measure, int]:
    every = ((measure, before.value(measure)) for before in earlier for measure in Measure)
    values = [(measure, value) for measure, value in every if value is not None]
    return {measure: min(value for about, value in values if about is measure) for measure, _ in values}


def _speaking(facts: _Facts) -> Iterator[CheckInRule]:
    return (rule for rule in checkin_rules().rules.values() if not rule.from_words and _holds(rule, facts))


def _holds(rule: CheckInRule, facts: _Facts) -> bool:
    return _is_told(rule, facts.checkin, active=facts.active) and _is_about(rule, facts) and _is_felt(rule, facts)


def _is_about(rule: CheckInRule, facts: _Facts) -> bool:
    """Whether the day, the depth and the person are those of the rule."""
    tone = facts.person.skin_tone
    return (
        (rule.days is None or facts.day in rule.days)
        and (not rule.depths or facts.depth in rule.depths)
        and (not rule.tones or tone in rule.tones)
        and (not rule.flags or any(getattr(facts.person, flag) is True for flag in rule.flags))
        and (not rule.hidden or tone in DARKER or facts.checkin.redness is None)
    )


def _is_felt(rule: CheckInRule, facts: _Facts) -> bool:
    """Whether there is as much of everything as the rule says; what was not answered is not enough of anything."""

    def value(measure: Measure) -> int:
        return facts.checkin.value(measure) or 0

    return (
        all(value(measure) >= least for measure, least in rule.at_least.items())
        and all(value(measure) > band(measure, facts.day, facts.depth)[1] for measure in rule.above_usual)
        and all(value(measure) > watch_limit(measure, facts.day, facts.depth) for measure in rule.above_watch)
        and all(
            measure in facts.lowest and value(measure) >= facts.lowest[measure] + steps
            for measure, steps in rule.grown.items()
        )
    )


def _is_told(rule: CheckInRule, checkin: CheckIn, *, active: bool) -> bool:
    """Whether the rest of what was answered is as the rule says."""
    return (
        (not rule.compared or checkin.compared in rule.compared)
        and (not rule.sleep or checkin.sleep in rule.sleep)
        and (not rule.new or not set(rule.new).isdisjoint(checkin.new))
        and (not rule.active or active)
        and all(checkin.value(measure) is None for measure in rule.unanswered)
    )


def _heard(words: str, day: int) -> tuple[tuple[Sign, ...], tuple[Sign, ...]]:
    """The signs that words tell of, and those to ask about: what is heard by likeness alone, and not likely, is asked.

    A check-in is all about what is felt, so words that are only like those of a sign are frequent. What may only be
    told of before the first day of its sign is left to what was counted.
    """
    heard = hear(words) if words.strip() else Heard()
    told_of = heard.signs if heard.because or heard.sure >= _SURE else ()
    questions = heard.ask or tuple(sign for sign in heard.signs if sign not in told_of)
    return (
        tuple(sign for sign in told_of if sign.id != _COUNTED or not _is_early(sign, day)),
        tuple(sign for sign in questions if not _is_early(sign, day)),
    )


def _is_early(sign: Sign, day: int) -> bool:
    return sign.days is not None and day < sign.days.first and not sign.urgency.calls_now


def _of_new(checkin: CheckIn, day: int) -> Iterator[_Reason]:
    listed = checkin_rules().new
    for thing in (listed[name] for name in checkin.new):
        if thing.sign is not None:
            yield _of_sign(thing.sign, thing, day)


def _of_sign(sign: Sign, rule: Rule, day: int) -> _Reason:
    """A sign with its level; less before its first day, where it can be part of healing, least where only told."""
    level = level_of(sign.urgency)
    if not _is_early(sign, day):
        return _Reason(level=level, rule=rule, sign=sign.id)
    ticked = isinstance(rule, NewThing) and level is CheckInLevel.DOCTOR_TODAY
    early = "checkin-sign-early-doctor" if ticked else "checkin-sign-early"
    early_rule = checkin_rules().rules[early]
    return _Reason(level=early_rule.level, rule=early_rule)


def _of_doubt(ask: Iterable[Sign]) -> Iterator[_Reason]:
    """What words may tell of: a question comes first, and until it is answered nothing is as expected."""
    for sign in ask:
        urgent = sign.urgency.calls_now
        rule = checkin_rules().rules["checkin-words-unclear-urgent" if urgent else "checkin-words-unclear"]
        yield _Reason(level=rule.level, rule=rule)


def _assessment(reasons: Sequence[_Reason], ask: tuple[Sign, ...], day: int, language: str) -> Assessment:
    level = max((reason.level for reason in reasons), key=lambda level: level.rank, default=CheckInLevel.AS_EXPECTED)
    signs = _signs({reason.sign for reason in reasons} | {reason.rule.id for reason in reasons if not reason.sign})
    name = level.replace("_", "-")
    deciding = [reason for reason in reasons if reason.level is level]
    return Assessment(
        level=level,
        reasons=tuple(dict.fromkeys(reason.rule.id for reason in reasons)),
        says=say(f"checkin-{name}", language, day=day),
        because=_unique(_words(reason.rule, "says", language) for reason in deciding),
        does=_unique((*_does(reasons, level, language), say(f"checkin-does-{name}", language))),
        signs=signs,
        ask=ask,
        urgency=signs[0].urgency if signs and level is CheckInLevel.NOW else None,
    )


def _does(reasons: Sequence[_Reason], level: CheckInLevel, language: str) -> Iterator[str]:
    """What the deciding reasons and their signs say to do, and what a pause says where a person is told to wait."""
    cards = {sign.id: sign for sign in all_rules()}
    for reason in reasons:
        if reason.level is level or reason.level is CheckInLevel.PAUSE:
            yield _words(reason.rule, "does", language)
            if reason.sign and reason.level is level:
                yield _words(cards[reason.sign], "does", language)


def _words(rule: Rule, part: str, language: str) -> str:
    return told(rule.id, part, language) or str(getattr(rule, part, ""))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _signs(names: AbstractSet[str]) -> tuple[Sign, ...]:
    return tuple(sign for sign in all_rules() if sign.id in names)

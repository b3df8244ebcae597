"""Reading data/checkin.toml, once and strictly: the short list of new things first, since rules name them.

A rule without a condition, a field of the profile that does not exist, a level milder than the sign that goes with it:
a `DataError` with file, line and fix.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import cast

from fortnight.errors import did_you_mean
from fortnight.guide.load import rule_facts, span
from fortnight.guide.model import Rule
from fortnight.healing.checkin_model import MOST_PAIN, CheckInLevel, CheckInRule, Compared, NewThing, Sleep
from fortnight.healing.depth import DepthBand
from fortnight.healing.expected_model import Amount, Measure
from fortnight.healing.load import all_rules
from fortnight.healing.model import Sign, Urgency
from fortnight.person.model import Profile, SkinTone
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables

_FILE = "healing/data/checkin.toml"
_FLAGS = frozenset(field.name for field in fields(Profile))
_CONDITIONS = (
    *("days", "depths", "tones", "flags", "hidden", "at_least", "above_usual", "above_watch", "grown", "compared"),
    *("sleep", "new", "unanswered", "active", "words"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRules:
    """Everything that the file says, rules by id."""

    rules: Mapping[str, CheckInRule]
    new: Mapping[str, NewThing]


def level_of(urgency: Urgency) -> CheckInLevel:
    """The level of a sign, by how long it may wait.

    >>> level_of(Urgency.POISON), level_of(Urgency.CLINIC)
    (<CheckInLevel.NOW: 'now'>, <CheckInLevel.TELL_ADVISOR: 'tell_advisor'>)
    """
    if urgency.calls_now:
        return CheckInLevel.NOW
    return CheckInLevel.DOCTOR_TODAY if urgency is Urgency.TODAY else CheckInLevel.TELL_ADVISOR


@cache
def checkin_rules() -> CheckInRules:
    """The shipped rules. Raises: DataError when the data is broken."""
    return read_checkin(shipped(_FILE), _FILE)


def checkin_entries() -> tuple[Rule, ...]:
    """Every rule of the file, in its order."""
    return (*checkin_rules().rules.values(), *checkin_rules().new.values())


def read_checkin(text: str, file: str) -> CheckInRules:
    """The rules that a text holds. Raises: DataError with the line and the fix."""
    builds: dict[str, Callable[[Row], Rule]] = {"rule": _rule, "new": _new}
    tables = read_tables(text, file, builds)
    new = {thing.id: thing for thing in cast(tuple[NewThing, ...], tables["new"])}
    rules = {rule.id: rule for rule in cast(tuple[CheckInRule, ...], tables["rule"])}
    for rule in rules.values():
        for name in rule.new:
            if name not in new:
                Row({"id": rule.id}, rule.at).fail(f'"{name}" is not a [[new]]', did_you_mean(name, new))
    return CheckInRules(rules=MappingProxyType(rules), new=MappingProxyType(new))


def _new(row: Row) -> NewThing:
    sign = _sign(row) if row.has("sign") else None
    return NewThing(**rule_facts(row), sign=sign, common=row.flag("common"))


def _sign(row: Row) -> Sign:
    cards = {sign.id: sign for sign in all_rules()}
    name = row.text("sign")
    if name not in cards:
        row.fail(f'"{name}" is not a sign', did_you_mean(name, cards))
    return cards[name]


def _rule(row: Row) -> CheckInRule:
    rule = CheckInRule(
        **rule_facts(row),
        level=row.choice("level", CheckInLevel),
        days=span(row, "days"),
        depths=row.choices("depths", DepthBand),
        tones=row.choices("tones", SkinTone),
        flags=_flags(row),
        hidden=row.flag("hidden"),
        at_least=_amounts(row, "at_least"),
        above_usual=row.choices("above_usual", Measure),
        above_watch=row.choices("above_watch", Measure),
        grown=_grown(row),
        compared=row.choices("compared", Compared),
        sleep=row.choices("sleep", Sleep),
        new=row.texts("new"),
        unanswered=row.choices("unanswered", Measure),
        active=row.flag("active"),
        from_words=row.flag("words"),
        sign=_sign(row).id if row.has("sign") else "",
        does=row.text("does", ""),
    )
    _sound(row, rule)
    return rule


def _sound(row: Row, rule: CheckInRule) -> None:
    """Refuse a rule that always speaks, and one that is milder than its sign."""
    if not any(row.has(key) for key in _CONDITIONS):
        row.fail("it has no condition", f"Give it one of: {', '.join(_CONDITIONS)}.")
    if rule.sign and rule.level.rank < level_of(_sign(row).urgency).rank:
        row.fail(f"{rule.level} is milder than {rule.sign}", "Take the level of the sign, or another sign.")
    if rule.days is not None and rule.days.last != 14 and not rule.from_words:
        row.fail("days end before day 14", "A later day never tolerates more: let it hold to day 14.")


def _flags(row: Row) -> tuple[str, ...]:
    flags = row.texts("flags")
    for flag in flags:
        if flag not in _FLAGS:
            row.fail(f'"{flag}" is no field of a profile', did_you_mean(flag, _FLAGS))
    return flags


def _amounts(row: Row, key: str) -> Mapping[Measure, int]:
    return MappingProxyType(
        {_measure(row, key, name): _amount(row, key, name, value) for name, value in _pairs(row, key)}
    )


def _amount(row: Row, key: str, name: str, value: object) -> int:
    if name == Measure.PAIN:
        if type(value) is int and 1 <= value <= MOST_PAIN:
            return value
        row.fail(f"{key}: pain = {value!r} is not a number", f"Write pain = 4, from 1 to {MOST_PAIN}.")
    if value not in list(Amount)[1:]:
        row.fail(f"{key}: {name} = {value!r} is no amount", did_you_mean(str(value), list(Amount)[1:]))
    return Amount(str(value)).rank


def _grown(row: Row) -> Mapping[Measure, int]:
    steps: dict[Measure, int] = {}
    for name, value in _pairs(row, "grown"):
        if type(value) is not int or value < 1:
            row.fail(f"grown: {name} = {value!r} is no number of steps", f"Write {name} = 1.")
        steps[_measure(row, "grown", name)] = value
    return MappingProxyType(steps)


def _pairs(row: Row, key: str) -> list[tuple[str, object]]:
    return list(row.table(key).items())


def _measure(row: Row, key: str, name: str) -> Measure:
    if name not in list(Measure):
        row.fail(f'{key}: "{name}" is no measure', did_you_mean(name, list(Measure)))
    return Measure(name)

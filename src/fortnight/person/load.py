"""Reading the modifiers: `data/modifiers.toml`, strictly, once.

An entry has to change something or need a clinician or explain; what it names (fields, activities) has
to exist. Anything else is a `DataError` with file, line and fix.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import cast

from fortnight.errors import UsageError, did_you_mean
from fortnight.guide.load import all_rules as guide_rules
from fortnight.guide.load import published_guide, rule_facts, span
from fortnight.guide.model import Where
from fortnight.labels.allergies import allergies
from fortnight.labels.model import Detail, Kind, Mark, Trait
from fortnight.person.model import CHOICES, FIELDS, LISTS, NUMBERS, Condition, Level, Modifier, More
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables, refuse_repeated

_FILE = "person/data/modifiers.toml"
_ACTIVES = "actives"


@cache
def all_rules() -> tuple[Modifier, ...]:
    """Every modifier, which are the rules of this package, in the order of the file.

    Raises: DataError when the shipped data is broken.
    """
    modifiers = read_modifiers(shipped(_FILE), _FILE)
    refuse_repeated((entry.id, entry.at) for entry in (*guide_rules(), *modifiers))
    return modifiers


def read_modifiers(text: str, file: str) -> tuple[Modifier, ...]:
    """The `[[modifier]]` entries of a text. Raises: DataError."""
    return read_tables(text, file, {"modifier": _modifier})["modifier"]


def rule(rule_id: str) -> Modifier:
    """The modifier with that id. Raises: UsageError when there is none, with the nearest id."""
    modifier = _by_id().get(rule_id)
    if modifier is None:
        raise UsageError(f'there is no modifier "{rule_id}"', did_you_mean(rule_id, _by_id()))
    return modifier


@cache
def _by_id() -> Mapping[str, Modifier]:
    return MappingProxyType({all_rule.id: all_rule for all_rule in all_rules()})


def _modifier(row: Row) -> Modifier:
    delays = row.texts("delays")
    actives = delays == (_ACTIVES,)
    modifier = Modifier(
        **rule_facts(row),
        when=tuple(_condition(row, field, value) for field, value in row.table("when").items()),
        delay_days=row.number("delay_days") or 0,
        delays_actives=actives,
        delays=() if actives else _things(row, "delays"),
        refuse=_things(row, "refuse"),
        refuse_days=span(row, "refuse_days"),
        always=row.flag("always"),
        where=row.choice("where", Where, Where.ANYWHERE),
        activities=row.texts("activities"),
        containing=row.texts("containing"),
        activity_delay_days=row.number("activity_delay_days") or 0,
        activity_refuse=span(row, "activity_refuse"),
        activity_from_day=row.number("activity_from_day"),
        activity_more=cast(More | None, row.any_choice("activity_more", More)),
        clinician=cast(Level | None, row.any_choice("clinician", Level)),
        asks=row.text("asks", ""),
    )
    _sound(row, modifier)
    return modifier


def _sound(row: Row, modifier: Modifier) -> None:
    """Refuse a modifier that cannot speak, or that names an activity which does not exist."""
    if not modifier.when:
        row.fail("it never speaks", "Add when = { pregnant = true }, or another field of the profile.")
    _paired(row, modifier)
    for name in modifier.activities:
        names = [activity.id for activity in published_guide().activities]
        if name not in names:
            row.fail(f'no activity "{name}"', did_you_mean(name, names))


def _paired(row: Row, modifier: Modifier) -> None:
    """Refuse a modifier of which one key lacks the other that it goes with."""
    if modifier.delay_days < 0 or modifier.activity_delay_days < 0:
        row.fail("a delay below 0 would bring a day forward", "Write 1 or more; a person only gets stricter.")
    if bool(modifier.delay_days) != bool(modifier.delays or modifier.delays_actives):
        row.fail("delay_days and delays go together", 'Give both: delay_days = 2, delays = ["actives"].')
    if bool(modifier.refuse) != bool(modifier.refuse_days):
        row.fail("refuse and refuse_days go together", "Give both, or neither.")
    named = modifier.activities or modifier.containing
    if bool(named) != bool(modifier.activity_delay_days or modifier.activity_refuse):
        row.fail("activities have no days", "Give activities with activity_delay_days or activity_refuse.")
    if bool(modifier.clinician) != bool(modifier.asks):
        row.fail("clinician and asks go together", "Say what to ask the clinician.")


def _things(row: Row, key: str) -> tuple[Mark | Kind, ...]:
    return cast(tuple[Mark | Kind, ...], row.any_choices(key, Trait, Detail, Kind))


def _condition(row: Row, field: str, value: object) -> Condition:
    """One condition of `when`; what fits the field's type is decided by the profile."""
    if field not in FIELDS:
        row.fail(f'the profile has no field "{field}"', did_you_mean(field, FIELDS))
    if field in NUMBERS:
        return _bound(row, field, value)
    if value is True and field not in CHOICES:
        return Condition(field=field)
    if not isinstance(value, list) or not value or not (field in CHOICES or field in LISTS):
        row.fail(f"when.{field} cannot be read", f'Write {field} = true, or for a choice {field} = ["..."].')
    for item in value:
        if field == "allergies" and item not in allergies():
            row.fail(f'when.allergies names "{item}", which is not an allergy', did_you_mean(str(item), allergies()))
        if field in CHOICES and item not in [member.value for member in CHOICES[field]]:
            row.fail(f'when.{field} names "{item}"', did_you_mean(str(item), [m.value for m in CHOICES[field]]))
    return Condition(field=field, any_of=tuple(str(item) for item in value))


def _bound(row: Row, field: str, value: object) -> Condition:
    """A condition on a number: from a least value on, or below a value."""
    bounds = value if isinstance(value, dict) else {}
    numbers = {key: float(bound) for key, bound in bounds.items() if type(bound) in (int, float)}
    if not numbers or len(numbers) != len(bounds) or not numbers.keys() <= {"min", "below"}:
        row.fail(f"when.{field} is not a bound", f"Write {field} = {{ min = 2.0 }} or {{ below = 22 }}.")
    return Condition(field=field, min=numbers.get("min"), below=numbers.get("below"))

"""Who it is for: what a person says about themselves, and what that changes.

Every field of a `Profile` may be unknown (`None`), and unknown is a value: it never makes a rule speak
and never makes one milder. A profile file is TOML, written by people, so whatever is wrong with it is a
`UsageError` with the line and the fix.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from fortnight.errors import UsageError, did_you_mean
from fortnight.guide.model import Rule, Span, Where
from fortnight.labels.model import Kind, Mark

E = TypeVar("E", bound=StrEnum)


class SkinTone(StrEnum):
    """The Fitzpatrick scale: how skin answers to sun, from I (always burns) to VI (never burns)."""

    TYPE_I = "I"
    TYPE_II = "II"
    TYPE_III = "III"
    TYPE_IV = "IV"
    TYPE_V = "V"
    TYPE_VI = "VI"


class Setting(StrEnum):
    """Where the needling was done."""

    CLINIC = "clinic"
    HOME = "home"


class Level(StrEnum):
    """How strongly a clinician is needed: confirm with one, or do not follow the plan without one."""

    ASK = "ask"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of a person. `None` is not known. `needle_mm` in millimetres, `age` in years."""

    skin_tone: SkinTone | None = None
    needle_mm: float | None = None
    setting: Setting | None = None
    age: int | None = None
    pregnant: bool | None = None
    trying: bool | None = None
    breastfeeding: bool | None = None
    isotretinoin_now: bool | None = None
    isotretinoin_last_6_months: bool | None = None
    sensitive: bool | None = None
    eczema: bool | None = None
    rosacea: bool | None = None
    psoriasis: bool | None = None
    active_acne: bool | None = None
    cold_sores: bool | None = None
    active_infection: bool | None = None
    keloid: bool | None = None
    bleeding_disorder: bool | None = None
    anticoagulant: bool | None = None
    immunosuppressed: bool | None = None
    diabetes: bool | None = None
    melasma: bool | None = None
    metal_allergy: bool | None = None
    anaesthetic_allergy: bool | None = None
    skin_lesion: bool | None = None
    scleroderma_or_heart: bool | None = None
    sunburn: bool | None = None
    photosensitising_medicine: bool | None = None
    added_products: bool | None = None
    rf_needling: bool | None = None
    allergies: tuple[str, ...] = ()
    vegan: bool | None = None
    fragrance_free: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that has to hold for a modifier: a field that is true, one of some values, or a number.

    Without `any_of`, `min` and `below` the field has to be true, or for a list: not empty.
    """

    field: str
    any_of: tuple[str, ...] = ()
    min: float | None = None
    below: float | None = None


class More(StrEnum):
    """Which days of its own an activity adds: those for deep needles, or those for a skin tone."""

    DEEP = "deep"
    TONE = "tone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier(Rule):
    """What is stricter for one sort of person. All of `when` has to hold.

    `delay_days` later: every active (`delays_actives`) or what `delays` names. `refuse` names marks and
    kinds that are refused on `refuse_days`, with `always` on every day. `activities` wait
    `activity_delay_days` longer, or are refused on `activity_refuse` with `activity_from_day` the first
    day again; `activity_more` adds the days that each activity keeps for such a person. `clinician` says
    whether one is needed, `asks` what to ask. `where` are the products in which the marks are refused; `containing`
    names activities by the substances in them, beside those that `activities` names by id.
    """

    when: tuple[Condition, ...]
    delay_days: int = 0
    delays_actives: bool = False
    delays: tuple[Mark | Kind, ...] = ()
    refuse: tuple[Mark | Kind, ...] = ()
    refuse_days: Span | None = None
    always: bool = False
    where: Where = Where.ANYWHERE
    activities: tuple[str, ...] = ()
    containing: tuple[str, ...] = ()
    activity_delay_days: int = 0
    activity_refuse: Span | None = None
    activity_from_day: int | None = None
    activity_more: More | None = None
    clinician: Level | None = None
    asks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A modifier, by its id, that needs a clinician: how strongly, why, what to ask, and on which sources."""

    id: str
    level: Level
    says: str
    asks: str
    sources: tuple[str, ...]


NUMBERS: Mapping[str, tuple[float, float]] = {"needle_mm": (0, 5), "age": (0, 120)}
CHOICES: Mapping[str, type[StrEnum]] = {"skin_tone": SkinTone, "setting": Setting}
LISTS = ("allergies",)
FIELDS = tuple(field.name for field in fields(Profile))


def read_profile(text: str, file: str) -> Profile:
    r"""The profile in a TOML text; `file` is named in errors. What is left out is not known.

    Raises: UsageError for an unknown key, a wrong type and a number out of range, with the line.

    >>> read_profile('skin_tone = "IV"\nneedle_mm = 1.5', "me.toml").needle_mm
    1.5
    """
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"at line (\d+)", str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        fix = 'Write each line as key = value, texts in quotes: skin_tone = "IV".'
        raise UsageError(f"not TOML: {error}", fix, f"{file}:{line}") from None
    return _checked(values, _ProfileReader(text, file))


def profile_of_values(values: Mapping[str, object]) -> Profile:
    """The profile that plain values make, checked as strictly as a file's. What is left out or None is not known.

    Raises: UsageError for an unknown key, a wrong type and a number out of range; its `where` is the key.

    >>> profile_of_values({"skin_tone": "IV", "pregnant": None}).skin_tone
    <SkinTone.TYPE_IV: 'IV'>
    """
    return _checked(
        {key: value for key, value in values.items() if value is not None or key not in FIELDS}, _ProfileReader()
    )


def _checked(values: Mapping[str, object], reader: "_ProfileReader") -> Profile:
    checked: Any = {key: reader.value(key, value) for key, value in values.items()}
    return Profile(**checked)


class _ProfileReader:
    """Checks the values of one profile one by one; without a file an error's place is the key."""

    def __init__(self, text: str = "", file: str = "") -> None:
        self._text = text
        self._file = file

    def value(self, key: str, value: object) -> object:
        """The value as its field wants it."""
        if key not in FIELDS:
            self._fail(key, f'unknown key "{key}"', did_you_mean(key, FIELDS))
        if key in NUMBERS:
            return self._number(key, value)
        if key in CHOICES:
            return self._choice(key, value, CHOICES[key])
        if key in LISTS:
            return self._list(key, value)
        if not isinstance(value, bool):
            fix = f"Write {key} = true or false; leave out what you do not know."
            self._fail(key, f"{key} is neither yes nor no", fix)
        return value

    def _number(self, key: str, value: object) -> float:
        above, most = NUMBERS[key]
        whole = key == "age"
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            what = f"{key} is not a {'whole ' if whole else ''}number"
            self._fail(key, what, f"Write {key} = {25 if whole else 1.5}.")
        number = value if whole else float(value)
        if not (above <= number if whole else above < number) or number > most:
            unit, more = ("years", "from 0") if whole else ("millimetres", "more than 0")
            fix = f"Write it in {unit}: {more}, at most {most:g}."
            self._fail(key, f"{key} = {value} is out of range", fix)
        return number

    def _choice(self, key: str, value: object, kind: type[E]) -> E:
        members = {member.value: member for member in kind}
        if not isinstance(value, str) or value not in members:
            near = _meant(value, list(members))
            fix = f'Did you mean "{near}"?' if near else f"One of: {', '.join(members)}."
            self._fail(key, f"{key} = {value!r} is unknown", fix)
        return members[value]

    def _list(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self._fail(key, f"{key} is not a list of names", f'Write {key} = ["lanolin", "nickel"].')
        return tuple(item.strip() for item in value)

    def _fail(self, key: str, what: str, fix: str) -> NoReturn:
        if not self._file:
            raise UsageError(what, fix, key)
        match = re.search(rf"^\s*[\[\"']*{re.escape(key)}\b", self._text, re.MULTILINE)
        line = self._text.count("\n", 0, match.end()) + 1 if match else 1
        raise UsageError(what, fix, f"{self._file}:{line}")


def _meant(value: object, choices: list[str]) -> str:
    """The choice that somebody meant who wrote it in other letters, or its number in the list; or nothing."""
    if isinstance(value, int) and not isinstance(value, bool) and len(choices) == len(SkinTone):
        return choices[value - 1] if 1 <= value <= len(choices) else ""
    return {choice.casefold(): choice for choice in choices}.get(str(value).strip().casefold(), "")

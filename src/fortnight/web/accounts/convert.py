"""From rows to the core's types: a treatment, a profile, the guide and the rulebook that hold for a person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

from fortnight.course.model import DayOne
from fortnight.course.model import Session as CoreTreatment
from fortnight.guide.changes import read_changes
from fortnight.guide.load import published_guide
from fortnight.guide.model import Guide, Protocol
from fortnight.guide.own import CarriedVersion
from fortnight.person.model import CHOICES, FIELDS, Flag, Level, Profile
from fortnight.person.modifiers import clinician_flags
from fortnight.verdicts.own import own_guide_kept
from fortnight.verdicts.rulebook import Rulebook, rulebook
from fortnight.web.accounts.models import GuideVersion, Person, Treatment

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def current_treatment(person: Person) -> CoreTreatment:
    """The treatment that a person's pages are about. Raises: ValueError where there is none."""
    if person.current is None:
        raise ValueError("this person has no treatment yet")
    return treatment_of(person.current, person)


def current_id(person: Person) -> int:
    """The id of the treatment that a person's pages are about. Raises: ValueError where there is none."""
    if person.current_id is None:
        raise ValueError("this person has no treatment yet")
    return person.current_id


def treatment_of(treatment: Treatment, person: Person) -> CoreTreatment:
    """A treatment as the core counts days from it, in the person's zone."""
    return CoreTreatment(date=treatment.date, zone=person.zone, day_one=DayOne(treatment.day_one))


def profile_from(facts: Mapping[str, Any]) -> Profile:
    """The profile that stored facts make. Facts of fields that no longer exist are left aside."""
    values: dict[str, Any] = {key: value for key, value in facts.items() if key in FIELDS and value is not None}
    for field, kind in CHOICES.items():
        if field in values:
            values[field] = kind(values[field])
    if "allergies" in values:
        values["allergies"] = tuple(values["allergies"])
    return Profile(**values)


def profile_of(person: Person) -> Profile:
    """What is known of a person: what they told about themself, and what is known of their current treatment."""
    facts = dict(person.facts)
    treatment = person.current
    if treatment and treatment.setting:
        facts["setting"] = treatment.setting
    if treatment and treatment.needle_mm is not None:
        facts["needle_mm"] = float(treatment.needle_mm)
    return profile_from(facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that an answer depends on but the label: whatever is remembered for a person is remembered by this.

    `guide` is the key of the clinic's version, empty for the published guide, and `house` the clinic's name.
    """

    profile: Profile
    cautious: bool
    guide: str
    house: str


_forgetting: list[Callable[[], None]] = []


def by_rules(most: int) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """What is worked out by rules is remembered, for so many of them; `forget_rules` forgets all of it together."""

    def remember(work: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        remembered = lru_cache(maxsize=most)(work)
        _forgetting.append(remembered.cache_clear)
        return cast(Callable[Arguments, Result], remembered)

    return remember


def forget_rules() -> None:
    """Forget everything that was worked out by rules, as a new process does."""
    for forget in _forgetting:
        forget()


def rules_of(person: Person) -> Rules:
    """By what a person's answers are worked out now: what is known of them, their layer, their version of the guide."""
    guide = guide_key(person)
    return Rules(
        profile=profile_of(person),
        cautious=cautious_for(person),
        guide=guide,
        house=person.clinic.name if guide else "",
    )


def guide_key(person: Person) -> str:
    """The key of the version that a person's current treatment goes by; empty for the published guide."""
    return (person.current.guide_id or "") if person.current else ""


def guide_of(person: Person) -> Guide:
    """The guide that holds for a person: the version of their clinic that they began with, or the published one."""
    key = guide_key(person)
    return guide_with(key, person.clinic.name if key else "")


def guide_with(key: str, house: str) -> Guide:
    """The guide with the key of a version, in a house of that name; the published one for an empty key."""
    return _own(key, house) if key else published_guide()


def book_of(person: Person) -> Rulebook:
    """The rulebook that holds for a person, in their clinic."""
    return book_with(rules_of(person))


def cautious_for(person: Person) -> bool:
    """Whether the cautious layer holds for a person: by their own wish, or by the clinic's when their plan began."""
    return person.cautious or (person.current is not None and person.current.cautious)


@by_rules(512)
def book_with(rules: Rules) -> Rulebook:
    """The rulebook of some rules."""
    return rulebook(guide_with(rules.guide, rules.house), rules.profile, cautious=rules.cautious)


def compiled(version: GuideVersion, house: str) -> CarriedVersion:
    """A published version on the current guide, with what of it could not be kept."""
    protocol = Protocol(house=house, number=version.number, date=version.published.date())
    changes = read_changes(version.changes, f"version {version.number}")
    return own_guide_kept(published_guide(), changes, protocol)


@lru_cache(maxsize=64)
def _own(key: str, house: str) -> Guide:
    """A version is never changed, so it is read once a process."""
    return compiled(GuideVersion.objects.get(key=key), house).guide


def flags_of(person: Person) -> tuple[Flag, ...]:
    """What needs a clinician before anything else: every `stop` first, then every `ask`."""
    return _flags(profile_of(person))


def open_flags(person: Person) -> tuple[Flag, ...]:
    """Those of them that the person has not read yet."""
    return tuple(flag for flag in flags_of(person) if flag.id not in person.seen_flags)


def stop_flags(person: Person) -> tuple[Flag, ...]:
    """Those of them that stop the plan until a clinician was asked, whether they were read or not."""
    return tuple(flag for flag in flags_of(person) if flag.level is Level.STOP)


@lru_cache(maxsize=512)
def _flags(profile: Profile) -> tuple[Flag, ...]:
    return clinician_flags(profile)

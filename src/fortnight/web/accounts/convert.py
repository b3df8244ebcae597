"""From rows to the core's types: a treatment, a profile, the rulebook that holds for a person."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from fortnight.course.model import DayOne
from fortnight.course.model import Treatment as CoreTreatment
from fortnight.guide.load import published_guide
from fortnight.person.model import CHOICES, FIELDS, Flag, Profile
from fortnight.person.modifiers import clinician_flags
from fortnight.verdicts.rulebook import Rulebook, rulebook
from fortnight.web.accounts.models import Person, Treatment


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


def book_of(person: Person) -> Rulebook:
    """The rulebook that holds for a person, in their clinic."""
    return _book(profile_of(person), cautious=cautious_for(person))


def cautious_for(person: Person) -> bool:
    """Whether the cautious layer holds for a person: by their own wish, or by the clinic's when their plan began."""
    return person.cautious or (person.current is not None and person.current.cautious)


@lru_cache(maxsize=512)
def _book(profile: Profile, *, cautious: bool) -> Rulebook:
    return rulebook(published_guide(), profile, cautious=cautious)


def flags_of(person: Person) -> tuple[Flag, ...]:
    """What needs a clinician before anything else: every `stop` first, then every `ask`."""
    return _flags(profile_of(person))


def open_flags(person: Person) -> tuple[Flag, ...]:
    """Those of them that the person has not read yet."""
    return tuple(flag for flag in flags_of(person) if flag.id not in person.seen_flags)


@lru_cache(maxsize=512)
def _flags(profile: Profile) -> tuple[Flag, ...]:
    return clinician_flags(profile)

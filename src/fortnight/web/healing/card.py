"""The red-flag card for whoever asks: the levels with their signs, whom to call, which words come first."""

from dataclasses import dataclass
from itertools import groupby

from fortnight.healing.load import all_rules, emergency_number, emergency_numbers
from fortnight.healing.model import Emergency, Sign, Urgency
from fortnight.person.model import SkinTone
from fortnight.web.accounts.convert import profile_of
from fortnight.web.accounts.models import Clinic, Person
from fortnight.web.shell.places import countries

_DARKER = frozenset({SkinTone.TYPE_IV, SkinTone.TYPE_V, SkinTone.TYPE_VI})


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the page shows.

    `place` is the name of the country that the number is for, or empty where nobody told one. `darker_first` says that
    the words for brown and black skin come before the others; they are shown to everybody.
    """

    emergency: Emergency
    place: str
    darker_first: bool
    levels: tuple[tuple[Urgency, tuple[Sign, ...]], ...]
    countries: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[str, tuple[str, ...]], ...]


def card_for(person: Person | None, house: Clinic, chosen: str) -> Card:
    """The card: the number of the country that was chosen, else of the person's, else of the clinic's."""
    names = countries()
    country = chosen.strip().upper() or (person.country if person else "") or house.country
    found = emergency_numbers()
    return Card(
        emergency=emergency_number(country),
        place=names.get(country, ""),
        darker_first=person is not None and profile_of(person).skin_tone in _DARKER,
        levels=tuple((level, tuple(signs)) for level, signs in groupby(all_rules(), key=lambda sign: sign.urgency)),
        countries=tuple(names.items()),
        numbers=tuple((name, found[code]) for code, name in names.items() if code in found),
    )

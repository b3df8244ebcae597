"""The red-flag card for whoever asks: the levels with their signs, whom to call, which words come first.

The country is what was chosen, else the person's own, else the clinic's; never that of a language or of an address on
the network. Where none is known the page asks for it. Lines that were not checked for a year are not shown.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from fortnight.healing.lines import every_line, help_for, line_sources
from fortnight.healing.load import all_rules, emergency_number, emergency_numbers
from fortnight.healing.model import Channel, Emergency, HelpLine, Purpose, Sign, Urgency
from fortnight.healing.spoken import line_details, line_name, line_reached, silent_call
from fortnight.person.model import SkinTone
from fortnight.web.accounts.convert import profile_of
from fortnight.web.accounts.models import Clinic, Person
from fortnight.web.words.countries import countries
from fortnight.web.words.rules import language, said

_DARKER = frozenset({SkinTone.TYPE_IV, SkinTone.TYPE_V, SkinTone.TYPE_VI})

MOST_NUMBERS = 2
LEAVE = "https://www.wikipedia.org/"
"""Where a page that nobody else may see is left for: a page that anybody might be reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """A line as the page shows it; `address` is what a tap opens, `sources` are those that print the number."""

    name: str
    reached: str
    details: str
    address: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of a country for one purpose: two, and the others. Without any, `none` says so; `finder` lists them.

    `silent` is how to call where a voice would be heard, empty where it is not known.
    """

    lines: tuple[LineShown, ...]
    more: tuple[LineShown, ...]
    none: str
    finder: str
    silent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the page shows.

    `place` is the name of the country that the number is for, or empty where nobody told one. `darker_first` says that
    the words for brown and black skin come before the others; they are shown to everybody. `checked` is the day on
    which the lines were last checked.
    """

    emergency: Emergency
    place: str
    darker_first: bool
    levels: tuple[tuple[Urgency, tuple[Sign, ...]], ...]
    lines: Mapping[Purpose, Lines]
    checked: dt.date
    countries: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[str, tuple[str, ...]], ...]
    leave: str = LEAVE


def card_for(person: Person | None, house: Clinic, chosen: str, today: dt.date) -> Card:
    """The card: the numbers of the country that was chosen, else of the person's, else of the clinic's."""
    names = countries()
    country = chosen.strip().upper() or (person.country if person else "") or house.country
    found = emergency_numbers()
    return Card(
        emergency=emergency_number(country),
        place=names.get(country, ""),
        darker_first=person is not None and profile_of(person).skin_tone in _DARKER,
        levels=tuple((level, tuple(signs)) for level, signs in groupby(all_rules(), key=lambda sign: sign.urgency)),
        lines={purpose: lines_shown(country, purpose, today) for purpose in Purpose},
        checked=max(line.checked for line in every_line()),
        countries=tuple(names.items()),
        numbers=tuple((name, found[code]) for code, name in names.items() if code in found),
    )


def lines_shown(country: str, purpose: Purpose, today: dt.date) -> Lines:
    """The lines of a country for a purpose in the reader's language, or where they are listed."""
    given = help_for(country, purpose, today)
    return Lines(
        lines=tuple(map(_shown, given.lines)),
        more=tuple(map(_shown, given.more)),
        none="" if given.lines else said(f"line-{'none' if country else 'unknown'}-{purpose}"),
        finder=given.finder,
        silent=silent_call(purpose, given.emergency.country, language()),
    )


def _shown(line: HelpLine) -> LineShown:
    way = "sms" if line.channel is Channel.TEXT else "tel"
    return LineShown(
        name=line_name(line, language()),
        reached=line_reached(line, language()),
        details=" · ".join(line_details(line, language())),
        address=f"{way}:{line.number}",
        sources=tuple(line_sources()[name] for name in line.sources),
    )

"""What a person leaves alone on a day, in groups by the day it comes back; and the two layers side by side."""

from dataclasses import dataclass

from fortnight.guide.load import published_guide
from fortnight.guide.model import Rule
from fortnight.verdicts.rulebook import rulebook
from fortnight.web.accounts.changes import comes_back, day_order
from fortnight.web.accounts.convert import book_of, profile_of
from fortnight.web.accounts.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Something to leave alone, in a word or two, and the rule that closes it."""

    words: str
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedGroup:
    """What comes back on the same day (base 1); None is not in this fortnight."""

    from_day: int | None
    things: tuple[Closed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where the cautious layer is later than the guide: from which day each lets it (base 1), and the cautious rule."""

    words: str
    guide_day: int | None
    cautious_day: int | None
    rule: Rule


def leave_alone(person: Person, day: int) -> list[ClosedGroup]:
    """What is closed for a person on a day (base 1), what comes back soonest first."""
    groups: dict[int | None, list[Closed]] = {}
    for words, (from_day, rule) in comes_back(book_of(person)).items():
        if from_day is None or from_day > day:
            groups.setdefault(from_day, []).append(Closed(words=words, rule=rule))
    return [
        ClosedGroup(from_day=from_day, things=tuple(groups[from_day])) for from_day in sorted(groups, key=day_order)
    ]


def differences(person: Person) -> list[Difference]:
    """The guide as published and the cautious layer, where they differ for a person, the earliest first."""
    profile = profile_of(person)
    plain = comes_back(rulebook(published_guide(), profile))
    careful = comes_back(rulebook(published_guide(), profile, cautious=True))
    found = [
        Difference(words=words, guide_day=plain.get(words, (1, rule))[0], cautious_day=day, rule=rule)
        for words, (day, rule) in careful.items()
        if day != plain.get(words, (1, rule))[0]
    ]
    return sorted(found, key=lambda one: (day_order(one.guide_day), one.words))

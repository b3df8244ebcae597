"""What the shelf tells those who work with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from fortnight.verdicts.model import Verdict
from fortnight.web.accounts.models import Person
from fortnight.web.answers.card import RequestedDay
from fortnight.web.ground.hooks import Hook

shelf_changed: Hook[[Person], object] = Hook()
"""Something was put on a person's shelf, changed there or taken off it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWords:
    """What a plan says of something, in sentences; `stop` stands where an answer would be a yes, or is empty.

    `caution` is said of what the skin reacted to in an earlier course, or is empty.
    """

    sentences: tuple[str, ...] = ()
    stop: str = ""
    caution: str = ""


planned: Hook[[Person, Verdict, RequestedDay], PlannedWords] = Hook()
"""What a person's plan says of something that was asked about on a day."""

stopped: Hook[[Person, Mapping[str, frozenset[str]], int], Mapping[str, str]] = Hook()
"""By key: what a person's plan says on a day (base 1) in place of a yes to some things; nothing of what it lets be.

Each thing comes with the ids of the rules that speak about it, and of the step that it is for.
"""


def planned_of(person: Person, verdict: Verdict, requested_day: RequestedDay) -> PlannedWords:
    """What a person's plan says of something, by all who know of it."""
    words = planned(person, verdict, requested_day)
    sentences = tuple(sentence for part in words for sentence in part.sentences)
    return PlannedWords(
        sentences=sentences,
        stop=next((part.stop for part in words if part.stop), ""),
        caution=next((part.caution for part in words if part.caution), ""),
    )


def stopped_of(person: Person, things: Mapping[str, frozenset[str]], day: int) -> dict[str, str]:
    """What a person's plan says in place of a yes to some things on a day (base 1), by all who know of it."""
    return {key: words for part in stopped(person, things, day) for key, words in part.items()}

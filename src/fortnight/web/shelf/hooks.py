"""What the shelf tells those who work with it."""

from collections.abc import Mapping
from dataclasses import dataclass

from fortnight.verdicts.model import Verdict
from fortnight.web.accounts.models import Person
from fortnight.web.answers.card import RequestedDay
from fortnight.web.ground.hooks import Hook
from fortnight.web.shelf.models import Product

shelf_changed: Hook[[Person], object] = Hook()
"""Something was put on a person's shelf, changed there or taken off it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWords:
    """What a plan says of something, in sentences; `stop` stands where an answer would be a yes, or is empty."""

    sentences: tuple[str, ...] = ()
    stop: str = ""


planned: Hook[[Person, Verdict, RequestedDay], PlannedWords] = Hook()
"""What a person's plan says of something that was asked about on a day."""

stopped: Hook[[Person, Mapping[str, frozenset[str]], int], Mapping[str, str]] = Hook()
"""By key: what a person's plan says on a day (base 1) in place of a yes to some things; nothing of what it lets be.

Each thing comes with the ids of the rules that speak about it, and of the step that it is for.
"""

cautioned: Hook[[Person, Mapping[str, frozenset[str]]], Mapping[str, str]] = Hook()
"""By key: what has to be said of things that a person's skin reacted to before; nothing of any other.

Each thing comes with the ids of the rules that speak about it, and of the step that it is for, and what it is called.
"""


def planned_of(person: Person, verdict: Verdict, requested_day: RequestedDay) -> PlannedWords:
    """What a person's plan says of something, by all who know of it."""
    words = planned(person, verdict, requested_day)
    sentences = tuple(sentence for part in words for sentence in part.sentences)
    return PlannedWords(
        sentences=sentences,
        stop=next((part.stop for part in words if part.stop), ""),
    )


def caution_of(person: Person, product: Product, verdict: Verdict) -> str:
    """What has to be said of a product that a person's skin reacted to before; empty for any other."""
    about = {rule.id for rule, *_ in verdict.spoken} | {str(product.key), product.name or product.begins}
    return cautions_of(person, {"": frozenset(about)}).get("", "")


def cautions_of(person: Person, things: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """What has to be said of those of some things that a person's skin reacted to before, by all who know of it."""
    return {key: words for part in cautioned(person, things) for key, words in part.items()}


def stopped_of(person: Person, things: Mapping[str, frozenset[str]], day: int) -> dict[str, str]:
    """What a person's plan says in place of a yes to some things on a day (base 1), by all who know of it."""
    return {key: words for part in stopped(person, things, day) for key, words in part.items()}

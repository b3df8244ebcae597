"""What the shelf tells those who work with it."""

import uuid
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
    """What a plan says of something, in sentences; `stop` stands where an answer would be a yes, or is empty."""

    sentences: tuple[str, ...] = ()
    stop: str = ""


planned: Hook[[Person, Verdict, RequestedDay], PlannedWords] = Hook()
"""What a person's plan says of something that was asked about on a day."""

resting: Hook[[Person, Mapping[uuid.UUID, frozenset[str]]], frozenset[uuid.UUID]] = Hook()
"""Which of some products, each with the ids of the rules that speak about it, a person's plan has rest for now."""

"""What the shelf tells those who work with it."""

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

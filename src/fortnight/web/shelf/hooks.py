"""What the shelf tells those who work with it."""

from collections.abc import Collection

from fortnight.verdicts.model import Verdict
from fortnight.web.accounts.models import Person
from fortnight.web.answers.card import RequestedDay
from fortnight.web.ground.hooks import Hook

shelf_changed: Hook[[Person], object] = Hook()
"""Something was put on a person's shelf, changed there or taken off it."""

planned: Hook[[Person, Verdict, RequestedDay], Collection[str]] = Hook()
"""What a person's plan says of something that was asked about on a day, in sentences."""

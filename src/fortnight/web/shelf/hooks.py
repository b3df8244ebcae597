"""What the shelf tells those who work with it."""

from fortnight.web.accounts.models import Person
from fortnight.web.ground.hooks import Hook

shelf_changed: Hook[[Person], object] = Hook()
"""Something was put on a person's shelf, changed there or taken off it."""

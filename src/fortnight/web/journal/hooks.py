"""What Today asks the apps above it."""

from fortnight.web.accounts.models import Person
from fortnight.web.ground.hooks import Hook

reminder_line: Hook[[Person], str] = Hook()
"""When a person is reminded, in a line; empty where they are not. It takes no query."""

"""The fields of a snippet: {name}, {day}, {stage}, {advisor}, {clinic}, {until}; checked first, filled later.

What is not known of a person is filled with three dots, so that the advisor sees the gap before the person does.
"""

from collections.abc import Mapping
from string import Formatter

from django.utils import timezone

from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.models import User
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.promise import promised
from fortnight.web.desk.course import Course
from fortnight.web.words.dates import said_moment
from fortnight.web.words.rules import told

KNOWN = ("name", "day", "stage", "advisor", "clinic", "until")
NOT_KNOWN = "…"


def unknown_fields(body: str) -> list[str]:
    """What is in braces but is no field of ours, as written. Raises: ValueError for an unmatched brace.

    >>> unknown_fields("Hello {name}, it is day {dya}. {0}")
    ['{dya}', '{0}']
    """
    pieces = [piece for piece in Formatter().parse(body) if piece[1] is not None]
    return [
        _written(*piece[1:])
        for piece in pieces
        if (piece[1], piece[2], piece[3]) not in {(name, "", None) for name in KNOWN}
    ]


def _written(name: str | None, form: str | None, turned: str | None) -> str:
    return "{" + (name or "") + (f"!{turned}" if turned else "") + (f":{form}" if form else "") + "}"


def filled(body: str, values: Mapping[str, str]) -> str:
    """A body with its fields filled.

    >>> filled("Hello {name}. {{ok}}", {"name": "Iris"})
    'Hello Iris. {ok}'
    """
    return "".join(text + (values[name] if name else "") for text, name, _, _ in Formatter().parse(body))


def values_for(conversation: Conversation, user: User, course: Course) -> dict[str, str]:
    """What the fields say for one person, written by one advisor. `until`: when an answer is promised."""
    person = conversation.person
    until = conversation.due or promised(person.clinic, timezone.now())
    within = course.day is not None and 1 <= course.day <= LAST_DAY
    return {
        "name": person.name or NOT_KNOWN,
        "day": str(course.day) if within else NOT_KNOWN,
        "stage": str(told(course.stages[-1], "name")) if course.stages else NOT_KNOWN,
        "advisor": user.name or user.email,
        "clinic": person.clinic.name,
        "until": said_moment(until, person.zone) if until else NOT_KNOWN,
    }

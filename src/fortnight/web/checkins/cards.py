"""A check-in as a card in the conversation: its level in a sentence, and what was answered, in a line each."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from fortnight.healing.model import Urgency
from fortnight.web.accounts.models import Person
from fortnight.web.answers.along import MessageCard
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.checkins.queries import checkin_with
from fortnight.web.checkins.words import level_words, lines_of
from fortnight.web.healing.queries import known_signs


def kept_from(person: Person, named: str) -> dict[str, Any]:
    """What is kept of a check-in that a form names by its key; empty for another's."""
    row = _row(person, named)
    return {"kind": "checkin", "key": str(row.pk)} if row else {}


def message_card(person: Person, stored: Mapping[str, Any]) -> MessageCard | None:
    """A check-in as a message shows it; None where it is there no more."""
    row = _row(person, str(stored.get("key")))
    if row is None:
        return None
    return MessageCard(
        title=gettext("Check-in, day %(day)d") % {"day": row.day},
        says=level_words(row),
        lines=tuple(lines_of(row)),
        path=reverse("checkin-answer", args=[row.pk]),
    )


def signs_of(person: Person, stored: Mapping[str, Any]) -> Sequence[str]:
    """The signs that a check-in tells of and that must not wait."""
    row = _row(person, str(stored.get("key")))
    signs = known_signs(row.signs) if row else ()
    return [sign.id for sign in signs if sign.urgency is not Urgency.CLINIC]


def _row(person: Person, named: str) -> SkinCheckIn | None:
    try:
        return checkin_with(person, uuid.UUID(named))
    except ValueError:
        return None

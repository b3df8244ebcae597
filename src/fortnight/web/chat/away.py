"""What a client who writes outside of the clinic's hours is told at once: when they are answered, and whom to call.

It is told once for each time that the clinic is closed, in each conversation, however much is written and however often
a message is sent again: the id of the message is made from the conversation and the next opening. It is an automatic
message of the house. It is no answer: what waits goes on waiting, and the promise stands.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from fortnight.healing.load import emergency_number
from fortnight.healing.model import Urgency
from fortnight.web.accounts.models import Clinic, Person
from fortnight.web.chat.hours import next_opening
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.promise import opening_of
from fortnight.web.healing.calls import calls, lead_words
from fortnight.web.words.dates import said_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """The automatic message: its id, which is the same for the same closed time, and its words."""

    uid: uuid.UUID
    body: str


def away_message(row: Conversation, now: dt.datetime, urgent: Urgency | None = None, spoken: str = "") -> Away | None:
    """The automatic message for somebody who has just written, or None while the clinic is open or wants none.

    `urgent`: how long the most urgent sign may wait that was written just now; that is told apart, once a level, and in
    the language of the page that it was written on (`spoken`) where the person has chosen none.
    """
    person = row.person
    house = person.clinic
    if not house.away_on:
        return None
    opens = next_opening(now, opening_of(house))
    if opens is not None and opens <= now:
        return None
    until = f"{f'urgent {urgent}' if urgent else 'away'} until {opens.isoformat() if opens else 'we say so'}"
    with translation.override(person.language or spoken or house.language or settings.LANGUAGE_CODE):
        words = (
            urgent_words(house, person, urgent) if urgent else away_words(house, person, None if row.red else row.due)
        )
    return Away(uid=uuid.uuid5(row.key, until), body=words)


def urgent_words(house: Clinic, person: Person, urgent: Urgency) -> str:
    """The words after an urgent message, in the current language: that it cannot wait for us, and whom to call."""
    sentences = [gettext("This cannot wait for us."), lead_words(urgent)]
    if numbers := " ".join(call.words for call in calls(urgent, person.country or house.country)):
        sentences.append(f"{numbers}.")
    arrived = gettext("We have received your message and marked it as urgent. We are closed at the moment.")
    return " ".join(sentences) + "\n\n" + arrived


def away_words(house: Clinic, person: Person | None, due: dt.datetime | None) -> str:
    """The words, in the current language: the clinic's own or ours, when there will be an answer, whom to call."""
    zone = person.zone if person else house.zone
    emergency = emergency_number((person.country if person else "") or house.country)
    paragraphs = [house.away.strip() or gettext("We are closed at the moment. We have received your message.")]
    if due:
        paragraphs.append(gettext("You’ll get an answer by %(moment)s.") % {"moment": said_moment(due, zone)})
    paragraphs.append(
        gettext(
            "If it gets worse quickly, do not wait for us. “When not to wait”, at the top of each page, "
            "says what to do. In an emergency, call %(number)s."
        )
        % {"number": emergency.numbers[0] if emergency.known else " / ".join(emergency.numbers)}
    )
    return "\n\n".join(paragraphs)

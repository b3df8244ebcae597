"""Whom to call, and what the first step is called: by how urgent a sign is, and for the country somebody is in.

The one place in which the pages of a told sign look up numbers, so that lines for a crisis or for poison in a country
come into all of them at once.
"""

from dataclasses import dataclass

from django.utils.translation import gettext

from fortnight.healing.load import emergency_number
from fortnight.healing.model import Urgency
from fortnight.web.healing.card import MOST_NUMBERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A number that can be tapped, and the words on it."""

    number: str
    words: str


def calls(urgency: Urgency, country: str) -> tuple[Call, ...]:
    """The numbers for a level, the first one first; none where a doctor is to be seen today."""
    if not urgency.calls_now:
        return ()
    numbers = emergency_number(country).numbers[:MOST_NUMBERS]
    first = Call(number=numbers[0], words=gettext("Call %(number)s") % {"number": numbers[0]})
    return (first, *(Call(number=one, words=gettext("or %(number)s") % {"number": one}) for one in numbers[1:]))


def step_words(urgency: Urgency) -> str:
    """What to do now, in a few words."""
    match urgency:
        case Urgency.EMERGENCY:
            return gettext("Call now")
        case Urgency.CRISIS:
            return gettext("Call now: you are not alone with this")
        case Urgency.POISON:
            return gettext("Call now: swallowed, or too much of a medicine")
        case Urgency.TODAY:
            return gettext("See a doctor today")
        case Urgency.CLINIC:
            return gettext("Ask your clinic")


def lead_words(urgency: Urgency) -> str:
    """Why nobody should wait for an answer here, in a sentence."""
    match urgency:
        case Urgency.EMERGENCY:
            return gettext("Call the emergency number now. Do not wait for our answer.")
        case Urgency.CRISIS:
            return gettext("Talk to someone now, by phone or in person. Do not wait for our answer.")
        case Urgency.POISON:
            return gettext("Call now, with the pack in your hand. Do not wait for our answer.")
        case Urgency.TODAY | Urgency.CLINIC:
            return gettext("See a doctor today: your own doctor, an out-of-hours service or urgent care.")

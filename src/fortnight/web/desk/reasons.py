"""Why a conversation is closed, in the words of the desk."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Because(StrEnum):
    """The reasons; with `other` it has to be said in words."""

    ANSWERED = "answered"
    BOOKED = "booked"
    DOCTOR = "doctor"
    NO_REPLY = "no_reply"
    OTHER = "other"


REASONS: dict[str, Promise] = {
    Because.ANSWERED: _("answered"),
    Because.BOOKED: _("booked a visit"),
    Because.DOCTOR: _("sent to a doctor"),
    Because.NO_REPLY: _("no reply"),
    Because.OTHER: _("other"),
}


def reason_words(because: str, words: str) -> str:
    """A reason as it is shown; empty where none was given."""
    said = str(REASONS.get(because, ""))
    return words if because == Because.OTHER and words else ": ".join(part for part in (said, words) if part)

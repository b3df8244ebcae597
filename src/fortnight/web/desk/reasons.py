"""Why a conversation is closed, in the words of the desk."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class LookReason(StrEnum):
    """The reasons; with `other` it has to be said in words."""

    ANSWERED = "answered"
    BOOKED = "booked"
    DOCTOR = "doctor"
    NO_REPLY = "no_reply"
    OTHER = "other"


REASONS: dict[str, Promise] = {
    LookReason.ANSWERED: _("answered"),
    LookReason.BOOKED: _("booked a visit"),
    LookReason.DOCTOR: _("sent to a doctor"),
    LookReason.NO_REPLY: _("no reply"),
    LookReason.OTHER: _("other"),
}


def reason_words(because: str, words: str) -> str:
    """A reason as it is shown; empty where there is none."""
    label = str(REASONS.get(because, ""))
    return words if because == LookReason.OTHER and words else ": ".join(part for part in (label, words) if part)

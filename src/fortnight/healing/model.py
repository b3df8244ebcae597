"""Signs that must not wait: what they are, how soon somebody has to look, and where that is written."""

from dataclasses import dataclass
from enum import StrEnum

from fortnight.guide.model import Rule


class Urgency(StrEnum):
    """How soon, the most urgent first."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    CLINIC = "clinic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Rule):
    """One sign in plain words. `on_darker_skin` says how it looks where redness hardly shows, or is empty."""

    urgency: Urgency
    on_darker_skin: str

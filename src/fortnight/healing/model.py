"""The red-flag card as values: a sign, how urgent it is, and the number to call.

A sign is a rule like every other, with its sources and its place. Nothing here looks at a person's skin: a sign says
what somebody may see or feel, also where redness does not show, and what to do then. Days are base 1.
"""

from dataclasses import dataclass
from enum import StrEnum

from fortnight.guide.model import Rule, Span


class Urgency(StrEnum):
    """How long a sign may wait, the most urgent first."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    POISON = "poison"
    TODAY = "today"
    CLINIC = "clinic"

    @property
    def calls_now(self) -> bool:
        """Whether somebody has to be called at once: an ambulance, a crisis line or a poison line."""
        return self in (Urgency.EMERGENCY, Urgency.CRISIS, Urgency.POISON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Rule):
    """What somebody may see or feel, and what to do then.

    `on_darker_skin` says how it shows on brown and black skin, where that differs; it is empty where nothing of it is
    seen on the skin. `days` (base 1) are those on which it counts; without them it counts on every day, later ones too.
    """

    urgency: Urgency
    on_darker_skin: str
    does: str
    days: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """The numbers to call in a country (two letters of ISO 3166), the first one first; each is digits only.

    Where a country is not known, `known` is false and the numbers are those that reach help in most places.
    """

    country: str
    numbers: tuple[str, ...]
    known: bool

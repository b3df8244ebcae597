"""What must not wait, heard before anything else is read: the one place where this package asks for signs.

A dose or an accident in a question about a medicine or a product is heard here too, since it is the question that makes
it one: so many tablets that were taken, a product that somebody swallowed.
"""

from dataclasses import dataclass

from fortnight.healing.model import Sign, Urgency
from fortnight.healing.telling import signs_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """The signs of a text, the most urgent first, and how urgent the first is; none where nothing was heard."""

    signs: tuple[Sign, ...]
    urgency: Urgency | None


def danger_in(text: str) -> Danger:
    """What a text tells that must not wait. Never raises for what people write."""
    signs = signs_told(text)
    return Danger(signs=signs, urgency=signs[0].urgency if signs else None)

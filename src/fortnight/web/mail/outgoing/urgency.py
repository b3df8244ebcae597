"""What the automatic note about a sign says: the words of the sign's urgency, and whom to call.

The urgency is that of the table of signs (healing/data/signs.toml), the strictest of what the person's messages of the
last day tell of; where it is not known, the strictest of all. A sign that nobody else at home may read is not named:
its note says only whom to call.
"""

import datetime as dt
from dataclasses import dataclass

from fortnight.healing.load import all_rules, emergency_number
from fortnight.healing.model import Purpose, Sign, Urgency
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.queries import signs_told_since
from fortnight.web.healing.card import Lines, lines_shown
from fortnight.web.mail.models import Letter

_A_DAY = dt.timedelta(days=1)
_PURPOSES = {Urgency.CRISIS: Purpose.CRISIS, Urgency.POISON: Purpose.POISON}


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """The level that the note speaks of, the numbers of the country, and its lines for a crisis or a poisoning."""

    level: Urgency
    numbers: tuple[str, ...]
    lines: Lines | None

    @property
    def calls_now(self) -> bool:
        """Whether the note begins with the number."""
        return self.level.calls_now


def urgent_for(letter: Letter, country: str, now: dt.datetime) -> Urgent:
    """What a note has to say, by what was told in the day before it."""
    level = level_of(letter.conversation, now)
    purpose = _PURPOSES.get(level)
    return Urgent(
        level=level,
        numbers=emergency_number(country).numbers,
        lines=lines_shown(country, purpose, now.date()) if purpose else None,
    )


def level_of(conversation: Conversation | None, now: dt.datetime) -> Urgency:
    """The strictest urgency of what was told in a conversation in the last day; for a stranger the strictest of all."""
    ids = signs_told_since(conversation, now - _A_DAY) if conversation else ()
    return _level([sign for sign in all_rules() if sign.id in ids])


def _level(signs: list[Sign]) -> Urgency:
    """The strictest; what is private counts as an emergency, so that nothing of it is named."""
    order = list(Urgency)
    levels = [Urgency.EMERGENCY if sign.is_private else sign.urgency for sign in signs]
    return min(levels, key=order.index, default=Urgency.EMERGENCY)

"""What the ladder is made of: what happened since the treatment, and each rung with its day and its state.

Days are base 1 and may lie after day 14.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.ladder_load import Rung


class RungState(StrEnum):
    """Where a rung stands: its day lies ahead; it may start today; it was tried; nothing starts; it reacted; closed."""

    WAITING = "waiting"
    OPEN = "open"
    USED = "used"
    PAUSED = "paused"
    REACTED = "reacted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinUse:
    """Something that was used or done on a day: a rung's id, an activity's id, or a product's name.

    `first` says that it was for the first time since the treatment.
    """

    day: int
    thing: str
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """Something after which the skin was uneasy, and on which day of its course; `thing` as in `SkinUse`.

    `treatments_ago` is 0 for the present treatment, `treated` the date of its own where that is known.
    """

    day: int
    thing: str
    treatments_ago: int = 0
    treated: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unease:
    """A check-in that was not calm: its day and its level."""

    day: int
    level: CheckInLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened since the treatment. `agreed` are the days on which the person said that the skin is calm again."""

    uses: tuple[SkinUse, ...] = ()
    unease: tuple[Unease, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    agreed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RungDay:
    """A rung with its day (the first use, planned or made), its state, and why: rule ids.

    `soonest` is the day on which it could start where the person prefers it to those before it, which then wait. Both
    days are None where it is closed. `evening` is the next evening of its step in the plan from today on, None where
    its step has no evenings of its own or none is left.
    """

    rung: Rung
    day: int | None
    soonest: int | None
    state: RungState
    reasons: tuple[str, ...]
    evening: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Every rung of the plan and every one that is owned, in the order in which they come back.

    `paused_until` is the first day on which something new may start again, None where nothing is paused.
    `asks_to_go_on`: the person has to say first that the skin is calm. `asks_about` were first tried the day before.
    """

    day: int
    rungs: tuple[RungDay, ...]
    paused_until: int | None
    asks_to_go_on: bool
    asks_about: tuple[Rung, ...]

"""When nothing new starts: for days after each uneasy check-in, and until the person says that the skin is calm."""

from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.ladder_load import ladder_rules
from fortnight.healing.ladder_model import History


def first_pause(history: History) -> int | None:
    """The first day (base 1) whose check-in pauses what is new; None where none does."""
    return min(_pausing(history), default=None)


def rested(history: History) -> int:
    """The first day after the days of rest of every pause; 1 where there is none."""
    return max((day + _rest() for day in _pausing(history)), default=1)


def must_ask(history: History) -> bool:
    """Whether the person has not yet said, after the last pause, that the skin is calm."""
    last = max(_pausing(history), default=0)
    return last > 0 and not any(day > last for day in history.agreed)


def floor_of(history: History, day: int) -> int:
    """The first day on which something new may start: after the days of rest, and not before the person agrees."""
    last = max(_pausing(history), default=0)
    agreed = min((agreed for agreed in history.agreed if agreed > last), default=day)
    return max(rested(history), agreed) if last else 1


def is_paused(history: History, on: int, day: int) -> bool:
    """Whether one of the days of the course lies in a pause, as things stand on `day` (both base 1)."""
    waits = max(_pausing(history), default=on + 1) <= on < floor_of(history, day)
    return waits or any(start <= on < start + _rest() for start in _pausing(history))


def _pausing(history: History) -> list[int]:
    """The days of check-ins that pause what is new."""
    return [unease.day for unease in history.unease if unease.level.rank >= CheckInLevel.PAUSE.rank]


def _rest() -> int:
    return ladder_rules()["ladder-pause"].number

"""When each step of the guide's care is open to one person, and what comes back when.

The guide says from which day a step starts; a person's facts and the cautious layer may close it for longer. A plan
that offered what `check` refuses would be worse than none, so both ask the same rulebook. A step that several kinds
of product can fill is open while one of them is. With nothing known of a person, every step starts as published.
"""

from dataclasses import dataclass

from fortnight.guide.model import LAST_DAY, Care, Duty, Where, Window
from fortnight.labels.model import Kind, Trait
from fortnight.verdicts.model import ALL_DAYS
from fortnight.verdicts.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A kind of product that a care would take and that is closed: until when, and by which rules.

    `from_day` is the first day (base 1) it is open again, or None where that is not in this fortnight.
    """

    care: Care
    kind: Kind
    from_day: int | None
    rules: tuple[str, ...]


def _closing(book: Rulebook, kind: Kind, shows: tuple[Trait, ...]) -> list[tuple[Window, int]]:
    """The windows that refuse a kind of product which shows these traits, each with its days."""
    sheet = book.sheet(kind)
    entries = [entry for entry in sheet.by_kind if entry.spf_below is None]
    entries += [entry for trait in shows for entry in sheet.by_mark.get(trait, ())]
    return [(entry.window, entry.refused & ALL_DAYS) for entry in entries if entry.refused & ALL_DAYS]


def open_kinds(care: Care, day: int, book: Rulebook) -> tuple[Kind, ...]:
    """The kinds of product that may fill a care on a day (base 1)."""
    return tuple(
        kind for kind in care.kinds if not any(days >> day & 1 for _, days in _closing(book, kind, care.shows))
    )


def is_open(care: Care, day: int, book: Rulebook) -> bool:
    """Whether a care that the guide has on a day holds for this person; what is to be left alone always does."""
    return care.duty is Duty.AVOID or not care.kinds or bool(open_kinds(care, day, book))


def waits(care: Care, day: int, book: Rulebook) -> tuple[Wait, ...]:
    """The kinds of a care that are closed on a day (base 1), each with the first day that it is open."""
    if care.duty is Duty.AVOID:
        return ()
    shut = [kind for kind in care.kinds if kind not in open_kinds(care, day, book)]
    return tuple(_wait(care, kind, book) for kind in shut)


def _wait(care: Care, kind: Kind, book: Rulebook) -> Wait:
    closing = _closing(book, kind, care.shows)
    last = max(days.bit_length() - 1 for _, days in closing)
    rules = dict.fromkeys(window.id for window, days in closing if days.bit_length() - 1 == last)
    return Wait(care=care, kind=kind, from_day=last + 1 if last < LAST_DAY else None, rules=tuple(rules))


def starts(care: Care, book: Rulebook) -> int | None:
    """The first day (base 1) on which a care holds for this person, or None where that is not in this fortnight."""
    days = range(care.days.first, care.days.last + 1)
    return next((day for day in days if is_open(care, day, book)), None)


def returns(book: Rulebook) -> dict[int | None, list[Window | Kind]]:
    """What the guide closes, by the day (base 1) it comes back for this person; None is not in this fortnight.

    A rule by what a label shows stands as its window, a rule by the kind of product as each of its kinds.
    """
    found: dict[int | None, list[Window | Kind]] = {}
    for window in book.guide.windows:
        if window.refuse is None:
            continue
        if window.shows is None:
            for kind in window.kinds:
                closed = [days for _, days in _closing(book, kind, ())]
                found.setdefault(_after(closed), []).append(kind)
        else:
            found.setdefault(_after(_closed_by_mark(book, window)), []).append(window)
    return found


def closing_longest(thing: Window | Kind, book: Rulebook) -> Window:
    """The rule that closes a thing of `returns` for the longest time. Raises: ValueError for what nothing closes."""
    if isinstance(thing, Kind):
        closing = _closing(book, thing, ())
    else:
        kind = Kind.CLEANSER if thing.where is Where.CLEANSER else None
        entries = book.sheet(kind).by_mark.get(thing.shows, ()) if thing.shows else ()
        closing = [(entry.window, entry.refused & ALL_DAYS) for entry in entries]
    return max(closing, key=lambda pair: pair[1].bit_length())[0]


def _closed_by_mark(book: Rulebook, window: Window) -> list[int]:
    kind = Kind.CLEANSER if window.where is Where.CLEANSER else None
    entries = book.sheet(kind).by_mark.get(window.shows, ()) if window.shows else ()
    return [entry.refused & ALL_DAYS for entry in entries]


def _after(closed: list[int]) -> int | None:
    """The first day after the last closed one, or None where that is not in this fortnight."""
    last = max(days.bit_length() - 1 for days in closed)
    return last + 1 if last < LAST_DAY else None

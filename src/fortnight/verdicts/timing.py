"""When each step of the guide's care is open to one person, and what comes back when.

The guide says from which day a step starts; a person's facts, their allergies and the cautious layer may close it for
longer. A plan that offered what `check` refuses would be worse than none, so both ask the same rulebook: a kind of
product is open on a day when a product of that kind, which shows exactly what the care asks for and has the lowest SPF
that counts, is not refused. A step that several kinds can fill is open while one of them is. Nothing is ever opened
earlier than the guide has it, and with nothing known of a person every step starts as published.

Days are base 1 and a day below 1 keeps the rules of day 1, as a clinic's day 0 does. After day 14 only what is closed
always (allergies, pregnancy) stays closed.
"""

from dataclasses import dataclass
from functools import reduce
from typing import assert_never

from fortnight.guide.model import LAST_DAY, Care, Duty, Layer, Rule, Where, Window
from fortnight.labels.model import NOT_FOR_THIS, Kind, Trait
from fortnight.verdicts.model import ALL_DAYS, first_open
from fortnight.verdicts.reading import reading_rules
from fortnight.verdicts.rulebook import ALWAYS, Rulebook, WindowEntry

Closing = tuple[Rule, int]
"""A rule that refuses, and the set of days (bit n is day n) on which it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A kind of product that a care would take and that is closed on the day asked for.

    `from_day` is the next day (base 1) that it is open and the care still holds, or None where that is not in this
    fortnight. `rules` are those that close it up to then, those by the kind of product before those by what it shows.
    """

    care: Care
    kind: Kind
    from_day: int | None
    rules: tuple[Rule, ...]


def open_kinds(care: Care, day: int, book: Rulebook) -> tuple[Kind, ...]:
    """The kinds of product that may fill a care on a day (base 1), in the guide's order; none for a care without kinds.

    >>> from fortnight.guide.load import published_guide, rule
    >>> from fortnight.person.model import Profile, SkinTone
    >>> from fortnight.verdicts.rulebook import rulebook
    >>> book = rulebook(published_guide(), Profile(skin_tone=SkinTone.TYPE_V))
    >>> [str(kind) for kind in open_kinds(rule("scrub-or-enzyme-mask"), 7, book)]
    ['enzyme_mask']
    """
    bit = 1 << max(day, 1)
    return tuple(kind for kind in care.kinds if not _days(_closing(care, kind, book)) & bit)


def is_open(care: Care, day: int, book: Rulebook) -> bool:
    """Whether a care that the guide has on a day (base 1) holds for this person.

    What is to be left alone always holds, as does a care that needs no product.
    """
    return care.duty is Duty.AVOID or not care.kinds or bool(open_kinds(care, day, book))


def waits(care: Care, day: int, book: Rulebook) -> tuple[Wait, ...]:
    """The kinds of a care that are closed on a day (base 1), each with the first day after it that it is open.

    Empty for what is to be left alone, and for every care on its own days where nothing is known of the person.

    >>> from fortnight.guide.load import published_guide, rule
    >>> from fortnight.person.model import Profile
    >>> from fortnight.verdicts.rulebook import rulebook
    >>> book = rulebook(published_guide(), Profile(needle_mm=2.0))
    >>> [(str(wait.kind), wait.from_day, wait.rules[0].id) for wait in waits(rule("retinol"), 7, book)]
    [('retinol_product', 10, 'deep-needles')]
    """
    if care.duty is Duty.AVOID:
        return ()
    by_kind = (_wait(care, kind, max(day, 1), book) for kind in care.kinds)
    return tuple(wait for wait in by_kind if wait)


def starts(care: Care, book: Rulebook) -> int | None:
    """The first day (base 1) on which a care holds for this person, or None where that is not in this fortnight.

    Never before the guide's own day, and that day where nothing is known.
    """
    shut = (_days(_closing(care, kind, book)) for kind in care.kinds)
    closed = reduce(int.__and__, shut, ALWAYS) if care.kinds and care.duty is not Duty.AVOID else 0
    return next((day for day in range(care.days.first, care.days.last + 1) if not closed >> day & 1), None)


def returns(book: Rulebook) -> dict[int | None, list[Window | Kind]]:
    """What is closed at first, by the day (base 1) from which it stays open for this person; None: not in 14 days.

    A rule by what a label shows stands as its window, a rule by the kind of product as each of its kinds. What only
    the cautious layer closes is there while that layer is on.

    >>> from fortnight.guide.load import published_guide
    >>> from fortnight.person.model import Profile
    >>> from fortnight.verdicts.rulebook import rulebook
    >>> [str(kind) for kind in returns(rulebook(published_guide(), Profile()))[5]]
    ['peptide_serum', 'eye_cream']
    """
    by_day: dict[int | None, list[Window | Kind]] = {}
    for thing in _closed_at_first(book):
        last = (_days(_closing_thing(thing, book)) & ALL_DAYS).bit_length() - 1
        by_day.setdefault(last + 1 if last < LAST_DAY else None, []).append(thing)
    return by_day


def closing_longest(thing: Window | Kind, book: Rulebook) -> Rule:
    """The rule that closes a thing of `returns` for the longest time. Raises: ValueError for what nothing closes."""
    return max(_closing_thing(thing, book), key=lambda closing: (closing[1] & ALL_DAYS).bit_length())[0]


def _closed_at_first(book: Rulebook) -> dict[Window | Kind, None]:
    """What the guide closes, then what only the cautious layer does, each once and in the order of the tables."""
    layers = book.guide.windows + (book.guide.cautious if book.cautious else ())
    closing = [
        window for window in layers if window.refuse and window.spf_below is None and window.shows not in NOT_FOR_THIS
    ]
    marks = {window.shows for window in closing if window.layer is Layer.GUIDE}
    things: dict[Window | Kind, None] = {}
    for window in closing:
        if window.shows is None:
            things |= dict.fromkeys(window.kinds)
        elif window.layer is Layer.GUIDE or window.shows not in marks:
            things[window] = None
    return things


def _closing(care: Care, kind: Kind, book: Rulebook) -> list[Closing]:
    """The rules that refuse the product a care asks for: of that kind, with exactly what it has to show."""
    speaking = book.sheet(kind).speaking(care.spf_min, care.shows)
    return [*_refusing(speaking), *_allergies(care.shows, book)]


def _refusing(entries: list[WindowEntry]) -> list[Closing]:
    return [(entry.window, entry.refused) for entry in entries if entry.refused]


def _allergies(shows: tuple[Trait, ...], book: Rulebook) -> list[Closing]:
    """An allergy to the very thing that a care asks for closes it on every day."""
    if any(trait in allergy.traits for allergy in book.allergies for trait in shows):
        return [(reading_rules()["your-allergy"], ALWAYS)]
    return []


def _closing_thing(thing: Window | Kind, book: Rulebook) -> list[Closing]:
    if isinstance(thing, Kind):
        return _refusing(book.sheet(thing).of_kind(None, ()))
    mark = thing.shows
    return _refusing(book.sheet(_kind_there(thing.where)).of_mark(mark, None, (mark,))) if mark else []


def _kind_there(where: Where) -> Kind | None:
    """A kind of product in which a window of that place holds."""
    match where:
        case Where.CLEANSER:
            return Kind.CLEANSER
        case Where.SUNSCREEN_WITHOUT_MINERAL:
            return Kind.SUNSCREEN
        case Where.ANYWHERE | Where.LEAVE_ON | Where.NOT_CLEANSER:
            return None
        case _:
            assert_never(where)


def _days(closing: list[Closing]) -> int:
    return reduce(int.__or__, (days for _, days in closing), 0)


def _wait(care: Care, kind: Kind, day: int, book: Rulebook) -> Wait | None:
    """How long a kind waits that is closed on a day (base 1); None where it is open."""
    closing = _closing(care, kind, book)
    closed = _days(closing)
    if not closed >> day & 1:
        return None
    first = first_open(closed, 0, day)
    last = (first or LAST_DAY + 1) - 1
    rules = {rule.id: rule for rule, days in closing if days >> last & 1}
    from_day = first if first is not None and first <= care.days.last else None
    return Wait(care=care, kind=kind, from_day=from_day, rules=tuple(rules.values()))

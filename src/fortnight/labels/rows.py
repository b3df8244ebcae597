"""A row of stretches between commas that are one remembered name each: all of its names at once, each at its place.

Half of all labels are such a row and nothing else: known names, parted by commas, with nothing around them. Nothing has
to be laid out and nothing can be left out of such a text. It gives what the long way gives, so that what is remembered
changes the time a label takes and never its answer.
"""

from collections.abc import Iterable
from typing import NamedTuple, cast

from fortnight.labels.headings import BARE
from fortnight.labels.identify import UNREAD, single
from fortnight.labels.model import Name
from fortnight.labels.numbering import may_be_numbered

Remembered = tuple[int, Name, int, int]
"""What `identify.single` holds of a stretch."""

_LONGEST_LINE = 160
"""What is longer is no plain declaration (`declared`)."""
_OF_NO_LIST = (":", "：", "?", "\t", "|", "   ")
_ASKED, _ENOUGH = 12, 5
"""So many known names among the first ones make a list, whatever else stands there."""
_NEEDS_LAYOUT = ("\n", "\r", "\t", ":", "：", "&", "<")
_FIRST = (" 1.", " 1)")


class NameRow(NamedTuple):
    """Names with their offsets; of those with a cue, the place among all names, the offset and the name.

    `cues` are those of all names together, `end` is where the next stretch begins.
    """

    names: list[tuple[int, Name]]
    cued: list[tuple[int, int, Name]]
    cues: int
    end: int


def row_of(stretches: Iterable[Remembered], at: int = 0, place: int = 0) -> NameRow:
    """The names of a row that begins at an offset, the first of which is at a place among all names.

    >>> from fortnight.labels.identify import identify
    >>> names = [identify(stretch) for stretch in ("Aqua", " Retinol")]
    >>> row = row_of([single["Aqua"], single[" Retinol"]])
    >>> [(start, name.inci) for start, name in row.names], [place for place, *_ in row.cued], row.end
    ([(0, 'Aqua'), (6, 'Retinol')], [1], 14)
    """
    names: list[tuple[int, Name]] = []
    cued: list[tuple[int, int, Name]] = []
    together = 0
    for offset, name, cues, width in stretches:
        start = at + offset
        if cues:
            cued.append((place + len(names), start, name))
            together |= cues
        names.append((start, name))
        at += width
    return NameRow(names, cued, together, at)


class Cut(NamedTuple):
    """A text cut at its commas, and what is remembered of each part; None for what is not known as one name."""

    parts: list[str]
    remembered: list[Remembered | None]


def cut_at_commas(text: str) -> Cut:
    """The parts of a text between commas."""
    parts = text.split(",")
    return Cut(parts, list(map(single.get, parts)))


def may_be_plain(text: str) -> bool:
    """A quick no before the question whether a text is nothing but a row of known names."""
    if any(map(text.__contains__, _NEEDS_LAYOUT)):
        return False
    numbered = text.startswith(("1.", "1)")) or any(map(text.__contains__, _FIRST))
    return not (numbered and may_be_numbered(text))


def plain_row(cut: Cut) -> NameRow | None:
    """The names of a text that is nothing but a row of known names; None for every other text."""
    stretches = _with_their_digits(cut) if None in cut.remembered else cast("list[Remembered]", cut.remembered)
    row = row_of(stretches)
    return row if stretches and row.cues < UNREAD else None


def is_plainly_a_list(block: str) -> bool:
    """Whether a long block can be nothing but a list: it begins as one, known by heart, and bears no heading.

    Every other question of `parse` comes to the same for such a block, at a price.
    """
    if len(block) <= _LONGEST_LINE or any(map(block.__contains__, _OF_NO_LIST)):
        return False
    parts = block.split(",", _ASKED)[:_ASKED]
    names = list(map(single.get, parts))
    if names[0] is None or names[0][2] >= UNREAD or BARE.match(parts[0]):
        return False
    return sum(name is not None and name[2] < UNREAD for name in names) >= _ENOUGH


def _is_digit(part: str) -> bool:
    """Whether a part is the first half of a name with a comma of its own."""
    return part.strip().isdigit()


def _with_their_digits(cut: Cut) -> list[Remembered]:
    """What is remembered of each part, a number joined with what follows: "1,2-Hexanediol" holds a comma of its own.

    Nothing where any other part is not remembered as one name.
    """
    parts, remembered = cut
    joined: list[Remembered | None] = []
    at = 0
    while None in remembered[at:]:
        place = remembered.index(None, at)
        name = single.get(",".join(parts[place : place + 2])) if _is_digit(parts[place]) else None
        if name is None:
            return []
        joined += [*remembered[at:place], name]
        at = place + 2
    return cast("list[Remembered]", joined + remembered[at:])

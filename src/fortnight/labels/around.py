"""What stands around a list and is none of it, though no table knows its words: a title above it, a maker below it.

A list is where names that we know stand beside each other. What nobody knows before the line on which it begins, or
behind the stop that ends it, is no name where other small print stands there too, and where nothing in it shows
anything, ends as substances do, or is close to what restricts.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from fortnight.labels.claims import without_claims
from fortnight.labels.folding import fold
from fortnight.labels.inside import cues_inside
from fortnight.labels.model import Name
from fortnight.labels.patterns import pattern
from fortnight.labels.promises import promises_anything
from fortnight.labels.tail import ends_strangely, may_hide_a_name

_STOP = pattern(r"\n|[^\W\d_]{3}\)?[.!]\s|\s[-–—]\s|\.\s+(?=\d)|\d\s?%\.\s")
_LINE = pattern(r"\n")
_ACID = pattern(r"\b(?:acid|acide|[aá]cido|säure|kwas|zuur|syra|syre)\b", re.IGNORECASE)
_WORD = pattern(r"[^\W\d_]{2,}")
_ENDS = (".", "\n")
_FEWEST_NAMES = 5
_FEWEST_WORDS = 2
_MOST_IN_A_ROW = 4
_LONGEST = 400
_FEWEST_DOTS = 3
Names = Sequence[tuple[int, Name]]


def around_the_list(names: Names, work: str, printed: str) -> set[int]:
    """The offsets of unknown names that stand around the list and not in it.

    `work` is the text as it was read, in which the small print that we know is blank, `printed` the same with it.
    """
    core = _list_in(names, work)
    if core is None:
        return set()
    first, last = names[core[0]][0], _end(names[core[1]])
    above = work.rfind("\n", 0, first) + 1
    stop = _end_of_list(names, core, work, last)
    front = [(start, name) for start, name in names[: core[0]] if start < above]
    behind = [(start, name) for start, name in names[core[1] + 1 :] if 0 <= stop <= start]
    list_cues = 0
    for _, name in names[core[0] : core[1] + 1]:
        list_cues |= name.cues
    aside: set[int] = set()
    if front and not work[:above].rstrip().endswith((",", "-", "/")):
        aside |= _title(front, work, above, list_cues) or _told_in(front, printed[:above], 0, list_cues)
    if behind:
        aside |= _told_in(behind, printed[stop:], stop, list_cues)
    return aside


def _title(front: Names, work: str, above: int, list_cues: int) -> set[int]:
    """The offset of the one line above a list that is parted by commas, where it is several words and no name."""
    start, name = front[-1]
    line = work[above:].partition("\n")[0]
    alone = len(front) == 1 and "," not in name.printed and name.printed.strip() == work[:above].strip(" \n.:*")
    titled = alone and name.inci is None and len(name.printed.split()) >= _FEWEST_WORDS
    words = fold(without_claims(name.printed))
    cues = cues_inside(words)
    promises = not cues and promises_anything(words, "", name.printed)
    return {start} if titled and line.count(",") >= _FEWEST_DOTS and not (cues & ~list_cues or promises) else set()


def _list_in(names: Names, work: str) -> tuple[int, int] | None:
    """The places of the first and the last name that we know beside another one; `None` where they are few.

    A sign that ends sentences or lines parts a list from what stands behind it, unless the list itself is parted by it.
    """
    pairs = [place for place in range(len(names) - 1) if names[place][1].inci and names[place + 1][1].inci]
    gaps = {place: work[_end(names[place]) : names[place + 1][0]] for place in pairs}
    parting = [sign for sign in _ENDS if sum(sign in gap for gap in gaps.values()) < _FEWEST_DOTS]
    pairs = [place for place in pairs if not any(sign in gaps[place] for sign in parting)]
    if len(pairs) < _FEWEST_NAMES - 1:
        return None
    return pairs[0], pairs[-1] + 1


def _end(item: tuple[int, Name]) -> int:
    return item[0] + len(item[1].printed)


def _end_of_list(names: Names, core: tuple[int, int], work: str, last: int) -> int:
    """Where the text goes on behind the stop that ends the list, or -1; a full stop that parts names ends none."""
    gaps = (work[_end(names[place]) : names[place + 1][0]] for place in range(*core))
    dotted = sum("." in gap for gap in gaps) >= _FEWEST_DOTS
    stop = (_LINE if dotted else _STOP).search(work, max(0, last - 4))
    return stop.end() if stop else -1


def _told_in(items: Names, printed: str, offset: int, list_cues: int) -> set[int]:
    """Of the unknown names of a part of the text those that are small print, where more of it than they is printed."""
    unknown = [(start, name) for start, name in items if name.inci is None]
    rest = list(printed)
    for start, name in unknown:
        rest[start - offset : start - offset + len(name.printed)] = " " * len(name.printed)
    if len(_WORD.findall("".join(rest))) < _FEWEST_WORDS:
        return set()
    return {
        start
        for start, name in unknown
        if _may_be_told(name, list_cues) and not _is_listed(start, unknown, printed, offset)
    }


def _is_listed(start: int, unknown: Names, printed: str, offset: int) -> bool:
    """Whether an unknown name stands behind a colon of its sentence, or in a row of such names: a list of its own."""
    before = printed[: start - offset]
    stops = [stop.end() for stop in _STOP.finditer(before, max(0, len(before) - _LONGEST))]
    if ":" in before[stops[-1] if stops else max(0, len(before) - _LONGEST) :]:
        return True
    row = longest = 1
    for (begin, name), (following, _) in pairwise(unknown):
        between = printed[begin + len(name.printed) - offset : following - offset]
        row = row + 1 if not between.strip(" ,;\x00") else 1
        longest = max(longest, row)
    return longest >= _MOST_IN_A_ROW


def _may_be_told(name: Name, list_cues: int) -> bool:
    """Whether an unknown name may be small print: it tells of no cues but those that are in `list_cues`."""
    cues = name.cues | cues_inside(fold(name.printed))
    if cues & ~list_cues or _ACID.search(name.printed) or any(map(ends_strangely, _WORD.findall(name.printed))):
        return False
    return bool(cues) or not may_hide_a_name(name.printed)

"""The names of a label while they are collected, and what of them is taken back.

Each stretch of the layout is cut at the commas that part names. Stretches that are remembered as one name each are
taken a row at a time (`rows`), any other is identified. Then what stands around the list and restricts nothing is left
out again: small print, the product's own name.
"""

from bisect import bisect_left
from dataclasses import replace
from typing import cast

from fortnight.labels.around import around_the_list
from fortnight.labels.cas_numbers import beside_names
from fortnight.labels.declared import ends_as_substances_do
from fortnight.labels.folding import fold
from fortnight.labels.guesses import names_in_front
from fortnight.labels.identify import AROUND, UNREAD, Found, ends_in_number, identify, is_one_number, may_go_on, memory
from fortnight.labels.layout import Layout
from fortnight.labels.model import Name, Problem, ProblemKind
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose, praises
from fortnight.labels.rows import Cut, NameRow, Remembered, cut_at_commas, row_of
from fortnight.labels.scripts import has_other_letters
from fortnight.labels.standing import with_standing
from fortnight.labels.substances import percentage
from fortnight.labels.tail import talk_behind
from fortnight.labels.thresholds import is_early

_SENTENCES = pattern(r"[.\n;]+")
_SEPARATORS = pattern(r"[;•·●▪|¦&+、，・ㆍ‧；､؛،\n\t]|\.\s|\s[-–—/]\s|\((?i:and)\)")
_WORDS = pattern(r"[\s.:*/\\~_^]+")
_MOST_UNKNOWN = 200
_LONGEST_BRACKET = 1500
_FEWEST_ABROAD = 5
_WATER = "Aqua"
_SHORT_WORD = 5
_SHORTEST_MARK = 6
_MAKER = pattern(
    r"\d|\b(?:AB|A/S|AS|ASA|Oy|Oyj|Kft|Zrt|Ltd|Limited|GmbH|Inc|LLC|Co|Corp|PT|Tbk|SA|S\.A|C\.V|SRL|S\.r\.l|s\.r\.o|a\.s|"
    r"d\.o\.o|o\.o|A\.Ş|Şti|Bhd|k\.s|Lda|Ltda|spol|r\.o|B\.V|BV|NV|Pvt|Plc|KG|holder|Sp|CDMX|D\.F)\b"
)
_UP_TO_A_COMMA = pattern(r"[^,;\n]{0,400}")
_WHOLE = 99.0
_BLANKS_OF_PRAISE = 4


def _may_be_told(name: Name) -> bool:
    """Whether an unknown name may as well be small print: no long word alone, none that ends as names do, no cue."""
    short = " " in name.printed or len(name.printed) <= _SHORT_WORD or has_other_letters(name.printed)
    return name.inci is None and not name.cues and short and not ends_as_substances_do(name.printed)


class LabelDraft:
    """A label while its names are collected; lives for one call.

    `cut` is the text cut at its commas, for who has cut it already where it is one list. `parted` is whether more than
    commas may stand between the names: a heading, a sentence, what nobody reads.
    """

    __slots__ = (
        "active_until",
        "beside",
        "cued",
        "found",
        "gave_up",
        "headings",
        "listed",
        "lists",
        "parted",
        "printed",
        "problems",
        "reached",
        "unknown",
        "unread_early",
        "work",
    )

    def __init__(self, layout: Layout, cut: Cut | None = None) -> None:
        self.work = layout.work
        self.printed = layout.printed
        self.headings = layout.headings
        self.found: list[tuple[int, Name]] = []
        self.cued: list[tuple[int, int, Name]] = []
        self.problems = list(layout.problems)
        self.lists = [0]
        self.unknown = self.active_until = self.reached = self.beside = 0
        self.unread_early = self.gave_up = self.listed = False
        self.parted = not layout.is_one_list
        for stretch in layout.stretches:
            if stretch.begins_list and self.found:
                self._new_list()
            if self.active_until and not stretch.active and len(self.found) > self.lists[-1] and self.lists[-1] == 0:
                self.lists.append(len(self.found))
            before = len(self.found)
            self._names(stretch.start, cut or cut_at_commas(layout.work[stretch.start : stretch.end]))
            if not stretch.active:
                self.listed = self.listed or len(self.found) > before
            elif not self.listed:
                self.active_until = stretch.end
            if self.gave_up:
                break

    def is_all_active(self) -> bool:
        """Whether the one active that is declared is the whole product: "White petrolatum USP (100%)"."""
        if len(self.found) != 1:
            return False
        start, name = self.found[0]
        percent = percentage(self.work, start, start + len(name.printed))
        return percent is not None and percent >= _WHOLE

    def is_a_scrap_abroad(self) -> bool:
        """Whether water and a few names in another alphabet stand there, with no heading that says they are the list.

        What holds water needs more than three other things to last; so few words are no whole list.
        """
        if self.headings or not 1 < len(self.found) < _FEWEST_ABROAD or self.work.isascii():
            return False
        water = any(name.inci == _WATER for _, name in self.found)
        return water and all(has_other_letters(name.printed) for _, name in self.found)

    def only_praises(self) -> bool:
        """Whether a text without a heading begins as a sentence and is only such, with a name or two in them."""
        if not self.unknown or self.headings or len(self.found) >= _FEWEST_ABROAD:
            return False
        first = self.found[0][1]
        return first.inci is None and first.printed.count(" ") >= _BLANKS_OF_PRAISE and praises(self.work)

    def take(self, row: NameRow) -> None:
        """Take the names of a plain list, all of them known."""
        self.found, self.cued, self.listed, self.parted = row.names, row.cued, True, False
        self.reached = len(self.work)

    def _new_list(self) -> None:
        if len(self.found) > self.lists[-1]:
            self.lists.append(len(self.found))
            self.problems.append(Problem(kind=ProblemKind.SEVERAL_PRODUCTS, start=self.reached, end=self.reached))

    def _names(self, at: int, cut: Cut) -> None:
        """Take the names of a stretch; no comma inside a bracket or a number ("1,2-Hexanediol") parts names."""
        parts, remembered, index = cut.parts, [*cut.remembered, None], 0
        while index < len(parts):
            stop = remembered.index(None, index)
            if stop > index:
                row = row_of(cast("list[Remembered]", remembered[index:stop]), at, len(self.found))
                at, index = self._take(row), stop
            else:
                at, index = self._look_up(at, parts, index)
        self.reached = at

    def _take(self, row: NameRow) -> int:
        """Take the names of a row, some of which may be read as unknown; where the next stretch begins."""
        if row.cues >= UNREAD:
            self.parted = self.parted or row.cues >= AROUND
            for place, start, name in row.cued:
                if name.inci is None:
                    self._unread(place, start, name)
        self.found += row.names
        self.cued += row.cued
        return row.end

    def _look_up(self, at: int, parts: list[str], index: int) -> tuple[int, int]:
        """Take the names of a part that is not remembered as one name, joined with the next while it goes on there.

        Back come the offset and the place behind it.
        """
        self.parted = True
        whole = parts[index]
        names = self._names_of(at, whole, parts, index)
        while names is None:
            index += 1
            whole += f",{parts[index]}"
            names = self._names_of(at, whole, parts, index)
        for offset, name in names:
            if name.inci is None:
                self._unread(len(self.found), at + offset, name)
            if name.cues:
                self.cued.append((len(self.found), at + offset, name))
            self.found.append((at + offset, name))
        return at + len(whole) + 1, index + 1

    def _names_of(self, at: int, part: str, parts: list[str], index: int) -> Found | None:
        """The names of a part; None where the next comma belongs to it."""
        names = memory.get(part)
        if names is None:
            if self._goes_on(part, parts, index):
                return None
            names = self._identified(part)
        if not names and looks_like_prose(part):
            names = with_standing(names_in_front(part)) if index else ()
            self.problems.append(Problem(kind=ProblemKind.PROSE, start=at, end=at + len(part)))
        return names

    def leave_out_around(self) -> None:
        """Before and behind the list, beside small print, what nobody knows and what restricts nothing is no name.

        What stands behind a heading stands in the list.
        """
        if not self.unknown:
            return
        numbers = beside_names([name.printed for _, name in self.found])
        unread = {self.found[place][0] for place in numbers if self.found[place][1].inci is None}
        if unread:
            self._forget(unread)
        first = next((start for start, name in self.found if name.inci is not None), -1)
        if first < 0:
            return
        last = next(start + len(name.printed) for start, name in reversed(self.found) if name.inci is not None)
        first = min([first, *(end for _, end in self.headings)])
        beside = [(start, name) for start, name in self.found if start < first or start > last]
        strange = {start for start, name in beside if _may_be_told(name)}
        aside = set()
        if any(start < first for start in strange) and self._prose_from(0, first, strange) >= 0:
            aside |= {start for start in strange if start < first}
        if any(start > last for start in strange):
            begin = self._prose_from(last, len(self.work), strange)
            aside |= {start for start in strange if start > begin >= 0}
            aside |= {start for start in strange if start > last and self._is_of_a_maker(last, start)}
        behind = {start for start, name in self.found if start > last and not name.cues} - aside
        for begin, end in talk_behind(self.work, last, len(self.work)) if behind else ():
            aside |= {start for start in behind if begin <= start < end}
        if aside:
            self._forget(aside)
        self._count_beside()

    def _count_beside(self) -> None:
        """Of the unknown names, how many stand around the list: they are none of its first names."""
        beside = around_the_list(self.found, self.work, self.printed or self.work)
        self.beside = len(beside)
        if beside:
            self._note_early(beside)

    def leave_out_the_title(self, product_name: str) -> None:
        """The product's own name in front of its list is no name of the list."""
        first = next((start for start, name in self.found if name.inci is not None), -1)
        title = {
            start
            for start, name in self.found
            if start < first and _may_be_told(name) and fold(name.printed) in product_name
        }
        if title:
            self._forget(title)

    def _prose_from(self, start: int, end: int, strange: set[int]) -> int:
        """Where the first small print stands between the strange names of a part of the text, or -1."""
        at = start
        for begin, printed in [*((begin, name.printed) for begin, name in self.found if begin in strange), (end, "")]:
            if not start <= begin <= end:
                continue
            between = self.work[at:begin]
            if any(looks_like_prose(line) for line in _SENTENCES.split(between)):
                return at
            at = begin + len(printed)
        return -1

    def _is_of_a_maker(self, start: int, end: int) -> bool:
        """Whether a strange piece behind a mark of the pack is a maker or an address: a firm or a number.

        Where a mark stood, letters are printed and blanks were read.
        """
        piece = _UP_TO_A_COMMA.match(self.work, end)
        if not self.printed or piece is None or not _MAKER.search(piece[0]):
            return False
        pairs = zip(self.printed[start:end], self.work[start:end], strict=True)
        return sum(read == " " and sign.isalnum() for sign, read in pairs) >= _SHORTEST_MARK

    def _forget(self, starts: set[int]) -> None:
        """Take names back that turned out to be none, all of them unknown, without a cue and behind the list."""
        self.parted = True
        gone = [place for place, (start, _) in enumerate(self.found) if start in starts]
        self.found = [(start, name) for start, name in self.found if start not in starts]
        self.cued = [(place - bisect_left(gone, place), start, name) for place, start, name in self.cued]
        self.unknown -= len(starts)
        self.problems = [
            replace(problem, kind=ProblemKind.PROSE) if problem.start in starts else problem
            for problem in self.problems
        ]
        lists = (begin - bisect_left(gone, begin) for begin in self.lists)
        self.lists = list(dict.fromkeys(begin for begin in lists if begin == 0 or begin < len(self.found)))
        self._note_early(set())

    def _note_early(self, beside: set[int]) -> None:
        """Note whether one of the first names of a list is unread, those at some places of the text aside."""
        unread = [place for place, (start, name) in enumerate(self.found) if name.inci is None and start not in beside]
        self.unread_early = any(
            is_early(place - max(begin for begin in self.lists if begin <= place)) for place in unread
        )

    def _unread(self, place: int, start: int, name: Name) -> None:
        """Take note of a name that nobody knows, with its place among all names."""
        self.unknown += 1
        self.unread_early = self.unread_early or is_early(place - self.lists[-1])
        self.problems.append(Problem(kind=ProblemKind.UNKNOWN_NAME, start=start, end=start + len(name.printed)))

    def print_as_given(self, text: str) -> None:
        """Where HTML was blanked out, names keep what was really printed."""
        reprinted = {}
        for place, (start, name) in enumerate(self.found):
            printed = text[start : start + len(name.printed)]
            if printed != name.printed:
                reprinted[place] = replace(name, printed=printed)
                self.found[place] = (start, reprinted[place])
        self.cued = [(place, start, reprinted.get(place, name)) for place, start, name in self.cued]

    def _goes_on(self, part: str, parts: list[str], index: int) -> bool:
        if index + 1 >= len(parts):
            return False
        if len(part) < _LONGEST_BRACKET and (part.count("(") > part.count(")") or part.count("[") > part.count("]")):
            rest = parts[index + 1 : index + 41]
            return any(")" in later or "]" in later for later in rest)
        following = parts[index + 1]
        if not part[-1:].isdigit() or not following.lstrip()[:1].isdigit():
            return False
        if ends_in_number(part):
            return part.strip(" (\n\t\x00").isdigit() or following[:1].isdigit()
        if following.lstrip()[1:2] != "-":
            return False
        last, first = _SEPARATORS.split(part)[-1], _SEPARATORS.split(following.strip())[0]
        return may_go_on(last) and (
            is_one_number(last, first, following)
            or is_one_number(_WORDS.split(last)[-1], _WORDS.split(first)[0], following)
        )

    def _identified(self, part: str) -> Found:
        if self.gave_up or self.unknown > _MOST_UNKNOWN:
            self.gave_up = True
            return ()
        return identify(part)

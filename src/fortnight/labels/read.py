"""Reading a label: from the text as given to items, traits, coverage and problems.

The steps: lay out the text (`parse`), cut each stretch at commas that part names, identify each part (`identify`,
remembered), then look at all names together (`traits`). Never raises on text; a text longer than any label is read
up to a limit and then called unreadable, which no rule takes for a yes.
"""

from bisect import bisect_left
from dataclasses import replace
from functools import partial

from fortnight.labels.cut_short import sure_cuts
from fortnight.labels.declared import ends_as_substances_do
from fortnight.labels.folding import fold
from fortnight.labels.food import is_food
from fortnight.labels.guesses import names_in_front
from fortnight.labels.identify import (
    AROUND,
    UNREAD,
    Found,
    ends_in_number,
    identify,
    is_one_number,
    may_go_on,
    memory,
    single,
)
from fortnight.labels.kinds import as_kind, is_not_a_cosmetic, kind_in_other_letters, kind_of_folded, spf_of
from fortnight.labels.kinds_by_list import kind_by_list
from fortnight.labels.layout import Layout
from fortnight.labels.left_out import left_out_of
from fortnight.labels.model import CLEANSERS, Kind, Label, Name, Problem, ProblemKind
from fortnight.labels.parse import lay_out
from fortnight.labels.patterns import pattern
from fortnight.labels.plain import plain_names
from fortnight.labels.promises import broken_promises
from fortnight.labels.prose import looks_like_prose, praises
from fortnight.labels.runs import shortened
from fortnight.labels.scripts import has_other_letters
from fortnight.labels.standing import with_standing
from fortnight.labels.substances import percentage
from fortnight.labels.tail import talk_behind
from fortnight.labels.thresholds import is_a_list, is_early
from fortnight.labels.traits import gather

_SENTENCES = pattern(r"[.\n;]+")
_SEPARATORS = pattern(r"[;•·●▪|¦&+、，・ㆍ‧；､؛،\n\t]|\.\s|\s[-–—/]\s|\((?i:and)\)")
_WORDS = pattern(r"[\s.:*/\\~_^]+")
_LONGEST_TEXT = 24_000
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
_UP_TO_A_COMMA = pattern(r"[^,;\n]*")
_WHOLE = 99.0
_BLANKS_OF_PRAISE = 4
_MAY_SCREEN = frozenset(
    {None, Kind.SUNSCREEN, Kind.MAKEUP, Kind.MOISTURISER, Kind.EYE_CREAM, Kind.FACE_OIL, Kind.SELF_TAN, Kind.MASK}
)
"""On the label of anything else an SPF is that of the sunscreen which it tells people to wear."""


def read_label(text: str, *, name: str = "", kind: Kind | str | None = None, category: str = "") -> Label:
    """Everything that the text of a label shows.

    `name` is the product's name, `category` a shop's free words; they help to tell the kind where `kind` is not given.
    The same text, name and kind give an equal label. Never raises on text. Long runs of blanks or of
    one sign are cut to a few: all positions are those in `Label.text`.

    >>> from fortnight.labels.model import Trait
    >>> label = read_label("Aqua, Glycerin, Retinol", name="Night Oil")
    >>> label.read, label.of, [item.printed for item in label.traits[Trait.RETINOID]]
    (3, 3, ['Retinol'])
    """
    text = shortened(text)
    said = fold(name)
    known_kind = as_kind(kind) or kind_of_folded(said, category) or kind_in_other_letters(name, category)
    plain = plain_names(text) if len(text) <= _LONGEST_TEXT else None
    if plain:
        layout = Layout(work=text, stretches=())
        reader = _Reader(layout)
        reader.take(*plain)
    else:
        layout = lay_out(text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT])
        reader = _Reader(layout)
        reader.leave_out_around()
        if reader.unknown and said:
            reader.leave_out_the_title(said)
        if layout.work is not text:
            reader.print_as_given(text)
    problems = reader.problems
    if len(text) > _LONGEST_TEXT or reader.gave_up:
        problems.append(Problem(kind=ProblemKind.TOO_LONG, start=min(reader.reached, len(text)), end=len(text)))
    gathered = partial(
        gather, reader.cued, text=layout.work, said=said, category=category, lists=reader.lists,
        active_until=reader.active_until,
    )  # fmt: skip
    evidence = gathered(kind=known_kind) if reader.cued else {}
    shelf = kind_by_list(known_kind, reader.found, evidence, said=said, category=category)
    if shelf is not known_kind and shelf in CLEANSERS:
        evidence = gathered(kind=shelf) | evidence
    left_out = () if plain or not reader.parted else left_out_of(
        layout.printed or layout.work, reader.found, layout.headings, evidence=evidence, marketing=layout.marketing,
        unmarked=layout.work, said=said,
        cuts=sure_cuts(layout.printed, layout.cuts, reader.found, layout.headings) if layout.cuts else (),
    )  # fmt: skip
    evidence |= broken_promises(said, evidence, kind=known_kind, category=category, name=name)
    of = len(reader.found)
    spf = spf_of(name)
    swallowed = is_not_a_cosmetic(said, category) or (bool(problems) and is_food(text))
    readable = _is_readable(reader, problems, swallowed=swallowed)
    evidence = {} if swallowed or reader.only_praises() else evidence
    return Label(
        text=text,
        name=name,
        kind=shelf,
        found=tuple(reader.found),
        evidence=evidence,
        spf=spf_of(text) if spf is None and shelf in _MAY_SCREEN else spf,
        problems=tuple(problems),
        readable=readable,
        read=of - reader.unknown,
        of=of,
        unread_early=reader.unread_early,
        headings=layout.headings,
        left_out=left_out,
    )


def _is_readable(reader: "_Reader", problems: list[Problem], *, swallowed: bool) -> bool:
    if swallowed:
        problems.append(Problem(kind=ProblemKind.NOT_A_COSMETIC, start=0, end=0))
        return False
    of = len(reader.found)
    read = of - reader.unknown
    no_list = (problems and problems[-1].kind is ProblemKind.TOO_LONG) or reader.is_a_scrap_abroad()
    if no_list or reader.only_praises() or not is_a_list(read, of) or not (reader.listed or reader.is_all_active()):
        problems.append(Problem(kind=ProblemKind.NO_LIST, start=0, end=len(reader.work)))
        return False
    return True


def _may_be_told(name: Name) -> bool:
    """Whether an unknown name may as well be small print: no long word alone, none that ends as names do, no cue."""
    short = " " in name.printed or len(name.printed) <= _SHORT_WORD or has_other_letters(name.printed)
    return name.inci is None and not name.cues and short and not ends_as_substances_do(name.printed)


class _Reader:
    """Collects the items of one text; lives for one call.

    `parted` is whether more than commas may stand between the names: a heading, a sentence, what nobody reads.
    """

    __slots__ = (
        "active_until",
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

    def __init__(self, layout: Layout) -> None:
        self.work = layout.work
        self.printed = layout.printed
        self.headings = layout.headings
        self.found: list[tuple[int, Name]] = []
        self.cued: list[tuple[int, int, Name]] = []
        self.problems = list(layout.problems)
        self.lists = [0]
        self.unknown = self.active_until = self.reached = 0
        self.unread_early = self.gave_up = self.listed = False
        self.parted = not layout.is_one_list
        for stretch in layout.stretches:
            if stretch.begins_list and self.found:
                self._new_list()
            if self.active_until and not stretch.active and len(self.found) > self.lists[-1] and self.lists[-1] == 0:
                self.lists.append(len(self.found))
            before = len(self.found)
            self._names(stretch.start, layout.work[stretch.start : stretch.end])
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

    def take(self, names: list[tuple[int, Name]], cued: list[tuple[int, int, Name]]) -> None:
        """Take the names of a plain list, all of them known."""
        self.found, self.cued, self.listed, self.reached = names, cued, True, len(self.work)

    def _new_list(self) -> None:
        if len(self.found) > self.lists[-1]:
            self.lists.append(len(self.found))
            self.problems.append(Problem(kind=ProblemKind.SEVERAL_PRODUCTS, start=self.reached, end=self.reached))

    def _names(self, at: int, stretch: str) -> None:
        """Cuts at commas that part names: not inside brackets, not inside a number ("1,2-Hexanediol")."""
        parts = stretch.split(",")
        names, cued, pending = self.found, self.cued, ""
        take = names.append
        for index, (part, known) in enumerate(zip(parts, map(single.get, parts), strict=True)):
            if known is None or pending:
                whole = pending + part
                pending = "" if self._looked_up(at, whole, parts, index) else whole + ","
                at += 0 if pending else len(whole) + 1
                continue
            offset, name, cues, length = known
            start = at + offset
            if cues:
                if cues >= UNREAD:
                    self.parted = self.parted or cues >= AROUND
                    if name.inci is None:
                        self._unread(start, name)
                cued.append((len(names), start, name))
            take((start, name))
            at += length + 1
        self.reached = at

    def _looked_up(self, at: int, part: str, parts: list[str], index: int) -> bool:
        """Take the names of a part that is not known by heart; False where the next comma belongs to the part."""
        self.parted = True
        found = memory.get(part)
        if found is None:
            if self._goes_on(part, parts, index):
                return False
            found = self._identified(part)
        if not found and looks_like_prose(part):
            found = with_standing(names_in_front(part)) if index else ()
            self.problems.append(Problem(kind=ProblemKind.PROSE, start=at, end=at + len(part)))
        for offset, name in found:
            if name.inci is None:
                self._unread(at + offset, name)
            if name.cues:
                self.cued.append((len(self.found), at + offset, name))
            self.found.append((at + offset, name))
        return True

    def leave_out_around(self) -> None:
        """Before and behind the list, beside small print, what nobody knows and what restricts nothing is no name.

        What stands behind a heading stands in the list.
        """
        if not self.unknown:
            return
        known = [(start, name) for start, name in self.found if name.inci is not None]
        if not known:
            return
        first, last = known[0][0], known[-1][0] + len(known[-1][1].printed)
        first = min([first, *(end for _, end in self.headings)])
        beside = [(start, name) for start, name in self.found if start < first or start > last]
        strange = {start for start, name in beside if _may_be_told(name)}
        told = set()
        if any(start < first for start in strange) and self._prose_from(0, first, strange) >= 0:
            told |= {start for start in strange if start < first}
        if any(start > last for start in strange):
            begin = self._prose_from(last, len(self.work), strange)
            told |= {start for start in strange if start > begin >= 0}
            told |= {start for start in strange if start > last and self._is_of_a_maker(last, start)}
        behind = {start for start, name in self.found if start > last and not name.cues} - told
        for begin, end in talk_behind(self.work, last, len(self.work)) if behind else ():
            told |= {start for start in behind if begin <= start < end}
        if told:
            self._forget(told)

    def leave_out_the_title(self, said: str) -> None:
        """The product's own name in front of its list is no name of the list."""
        first = next((start for start, name in self.found if name.inci is not None), -1)
        title = {
            start for start, name in self.found if start < first and _may_be_told(name) and fold(name.printed) in said
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
        unread = [place for place, (_, name) in enumerate(self.found) if name.inci is None]
        self.unread_early = any(
            is_early(place - max(begin for begin in self.lists if begin <= place)) for place in unread
        )

    def _unread(self, start: int, name: Name) -> None:
        """Take note of a name that nobody knows, before it joins the others."""
        self.unknown += 1
        self.unread_early = self.unread_early or is_early(len(self.found) - self.lists[-1])
        self.problems.append(Problem(kind=ProblemKind.UNKNOWN_NAME, start=start, end=start + len(name.printed)))

    def print_as_given(self, text: str) -> None:
        """Where HTML was blanked out, names keep what was really printed."""
        given = {}
        for place, (start, name) in enumerate(self.found):
            printed = text[start : start + len(name.printed)]
            if printed != name.printed:
                given[place] = replace(name, printed=printed)
                self.found[place] = (start, given[place])
        self.cued = [(place, start, given.get(place, name)) for place, start, name in self.cued]

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

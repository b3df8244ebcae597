"""Where in a text do lists of names stand? Marketing, headings, footnotes and several products are told apart here.

A text without a line break or a colon is one list, which is the usual case and costs nothing. Otherwise each line is
asked: is it a heading ("Ingredients:", in many languages; "Step 1:"), a bullet of marketing ("-Vitamin C: brightens"),
a sentence, or names? What is left out is reported as a problem with its span, and `left_out` shows it. HTML is blanked
out in place, so that every span stays true to the text as it was given. US Drug Facts are laid out by `drug_facts`.
"""

import re
from dataclasses import replace

from fortnight.labels import pieces
from fortnight.labels.chat import without_chat
from fortnight.labels.claims import claim_end, cues_claimed, denial_in, lowered, may_deny
from fortnight.labels.cut_short import cuts_in, without_cuts
from fortnight.labels.declared import declares_unknown, is_plain_declaration, without_traces
from fortnight.labels.drug_facts import drug_facts
from fortnight.labels.fields import without_fields
from fortnight.labels.footnotes import without_footnotes
from fortnight.labels.functions import without_functions
from fortnight.labels.guesses import goes_on_in_prose
from fortnight.labels.headings import BARE, headings_in, is_active, qualifier_of, with_colons
from fortnight.labels.identify import identify
from fortnight.labels.imprint import without_imprint
from fortnight.labels.inside import drugs_in
from fortnight.labels.layout import Layout, LayoutDraft, Stretch, is_sentence, is_torn, known_share, parts_of
from fortnight.labels.leaflets import drugs_declared
from fortnight.labels.malay import with_malay_water
from fortnight.labels.marks import without_marks
from fortnight.labels.markup import without_html
from fortnight.labels.numbering import without_numbers
from fortnight.labels.parted import with_separators
from fortnight.labels.patterns import pattern
from fortnight.labels.pieces import borne_by
from fortnight.labels.prose import is_column, looks_like_prose
from fortnight.labels.rows import is_plainly_a_list
from fortnight.labels.scripts import without_boasts
from fortnight.labels.spaced import without_spacing
from fortnight.labels.tables import may_be_table, without_columns

_LABELLED = pattern(r"^\s*(?P<bullet>[-–—•*·]\s*)?(?P<head>[^:,;\n]{1,80}?)\s*:\s*(?P<rest>.*)$", re.DOTALL)
_SAID = pattern(r"[^:\n]{1,90},[^:\n]{1,90}:\s")
_MOSTLY = 0.6
_MAY_CONTAIN = pattern(
    r"\b(?:may contain|peut contenir|puede contener|kann enthalten|pu[oò] contenere|pode conter)\b|\+/-|±",
    re.IGNORECASE,
)
_NEXT_LABEL = pattern(r"(?<=[.;])\s+(?=[A-Z][\w '&-]{1,40}:\s)")
_BULLET = pattern(r"^\s*[-–—•*·]\s*(?=\S)")
_STARRED = pattern(r"\w\*")
_BEHIND_A_STAR = pattern(
    r"\s*\*+\s*(?P<whence>(?:from|of|components? (?:of|from)|aus|provenant|procedente)\b)?", re.IGNORECASE
)
"""Where a text marks names with stars, a line behind a star is no bullet: it tells whence, or is a name."""
_LINES = pattern(r"[^\n]+")
_CELLS = pattern(r"[^\t|\s](?:[^\t|\s]|[ \x00](?![ \x00]{2}))*")
_AMOUNT = pattern(r"\d\s?(?:%|mg|ppm)")
_WHOLE_LIST = 6
_FEW = 2
_SHORT_BULLET = 6
_LONG_BULLET = 20
_BLANK = " \t\x00"


def lay_out(text: str, bears: int | None = None) -> Layout:
    """Where the names stand. Any text has a layout; one with no names has no stretches.

    `bears` is what the pieces of the text may bear beside names, for who asked that already.
    """
    bears = borne_by(text) if bears is None else bears
    if not bears & pieces.LAYOUT:
        return _as_one_list(text)
    printed = _as_printed(text, bears)
    bears = bears if printed == text else borne_by(printed)
    cuts = cuts_in(printed) if bears & pieces.CUT_SHORT else ()
    work = _without_asides(without_cuts(printed, cuts), bears)
    bears = bears if work == printed else borne_by(work)
    marked = without_marks(work, marked=bool(bears & pieces.MARK)) if bears & (pieces.MARK | pieces.AMOUNT) else work
    if marked != work:
        bears = borne_by(marked)
    names = without_functions(marked) if bears & pieces.FUNCTION else marked
    names = without_traces(names) if bears & (pieces.FUNCTION | pieces.TRACE) else names
    layout = _laid_out(names, bears if names == marked else borne_by(names))
    return layout if layout.work == printed else replace(layout, printed=printed, cuts=cuts)


def _as_printed(text: str, bears: int) -> str:
    """The text without HTML and the like, letters that stand apart joined, headings in brackets as headings."""
    printed = without_chat(text)
    if bears & pieces.MARKUP:
        printed = with_separators(without_html(printed))
    if bears & (pieces.MARKUP | pieces.SPACING):
        printed = without_spacing(printed)
    return with_colons(printed)


def _without_asides(printed: str, bears: int) -> str:
    """The text without the fields of a file, notes that hang on a sign, imprints, and what it boasts of lacking."""
    work = without_columns(printed) if bears & pieces.LINES and may_be_table(printed) else printed
    work = without_fields(work) if work is printed and bears & pieces.FIELDS else work
    work = with_malay_water(work) if bears & pieces.MALAY_WATER else work
    work = without_footnotes(work) if bears & pieces.NOTE else work
    if work != printed:
        bears = borne_by(work)
    work = without_imprint(work) if bears & pieces.MAKER else work
    return without_boasts(work) if bears & pieces.DENIAL else work


def _as_one_list(text: str) -> Layout:
    """The layout of a text that is one list."""
    return Layout(work=text, stretches=(Stretch(start=0, end=len(text)),))


def _laid_out(work: str, bears: int) -> Layout:
    """The layout of a text whose HTML and marks are blanked out, and which bears so much."""
    if bears & pieces.NUMBERING:
        work = without_numbers(work)
    work = work.replace("\r", "\n")
    if bears & pieces.DRUG_FACTS:
        layout = drug_facts(work)
        if layout is not None:
            return layout
    if not bears & (pieces.LINES | pieces.DENIAL) and not (bears & pieces.HEADING and _bare(work)):
        return _as_one_list(work)
    return _Sorter(work, denies=bool(bears & pieces.DENIAL)).layout()


def _bare(block: str) -> re.Match[str] | None:
    """A heading without a colon at the beginning, where what follows is a list or nothing."""
    heading = BARE.match(block)
    if heading is None:
        return None
    rest = block[heading.end() :]
    first = rest.split(",", 1)[0]
    several = "," in rest or len(parts_of(rest, _WHOLE_LIST)) > _FEW
    listed = several or heading["word"].isupper() or len(first.split()) <= 3
    known = len(first) < 160 and any(name.inci for _, name in identify(first))
    return heading if not rest.strip() or (listed and (known or (known_share(rest) >= 0.5 and several))) else None


class _Sorter:
    """Sorts the lines of one text; lives for one call."""

    def __init__(self, work: str, *, denies: bool) -> None:
        self.work = work
        self.denies = denies
        self.lower = lowered(work) if denies else work
        self.draft = LayoutDraft(work)
        self.new_list = False
        self.active = False
        self.heading_seen = False
        self.bullets_are_names = False

    def layout(self) -> Layout:
        blocks = self._blocks()
        self.bullets_are_names = self._bulleted(blocks)
        for start, end in blocks:
            self._block(start, end)
        return self.draft.done()

    def _bulleted(self, blocks: list[tuple[int, int]]) -> bool:
        """Whether most bullets of the text are names that we know: then the others are names too."""
        bullets = [self.work[start:end] for start, end in blocks if _BULLET.match(self.work[start:end])]
        short = [bullet for bullet in bullets if len(bullet.split()) <= _SHORT_BULLET and ":" not in bullet]
        return len(short) > 1 and sum(known_share(bullet) >= 1 for bullet in short) * 2 >= len(short)

    def _blocks(self) -> list[tuple[int, int]]:
        """Lines, with soft line breaks inside a list healed."""
        lines = [span for match in _LINES.finditer(self.work) for span in self._labels_in(match.start(), match.end())]
        blocks: list[tuple[int, int]] = []
        for start, end in lines:
            if not self.work[start:end].strip(_BLANK):
                continue
            if blocks and self._is_soft(blocks[-1], start, end):
                blocks[-1] = (blocks[-1][0], end)
            else:
                blocks.append((start, end))
        return blocks

    def _labels_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """One line, cut before each further "Name:" that follows a full stop."""
        if self.work.count(":", start, end) < 2:
            return [(start, end)]
        spans = []
        for match in _NEXT_LABEL.finditer(self.work, start, end):
            spans.append((start, match.start()))
            start = match.end()
        return [*spans, (start, end)]

    def _is_soft(self, before: tuple[int, int], start: int, end: int) -> bool:
        last = self.work[max(before[0], before[1] - 400) : before[1]].rstrip(_BLANK)
        gap = self.work[before[1] : start]
        line = self.work[start:end]
        if is_plain_declaration(line):
            return False
        if _BULLET.match(line) or _LABELLED.match(line) or last.endswith((":", ".", ";")):
            return last.endswith(("-", ",")) and not _LABELLED.match(line) and not _BULLET.match(line)
        if last.endswith((",", "-", "(", "/")) or line.lstrip().startswith((",", ")", "/")):
            return True
        if "," in line and gap.count("\n") <= 1 and is_torn(last, line):
            return True
        listed = "," in last or (". " in last and "," in line)
        return gap.count("\n") <= 1 and listed and ("," in line or len(line.split()) <= 6)

    def _block(self, start: int, end: int) -> None:
        if self.denies and may_deny(self.work[start:end]):
            for begin, stop in self._unclaimed(start, end):
                self._read(begin, stop)
        else:
            self._read(start, end)

    def _unclaimed(self, start: int, end: int) -> list[tuple[int, int]]:
        """What is left of a block without what it says is NOT in the product."""
        rest, at = [], start
        while at < end:
            denial = denial_in(self.lower, at, end)
            if denial is None:
                break
            stop = max(claim_end(self.lower, denial, end), denial.end())
            self.draft.leave_out(denial.start(), stop)
            rest.append((at, denial.start()))
            at = stop
        rest.append((at, end))
        return [(begin, stop) for begin, stop in rest if any(sign.isalpha() for sign in self.work[begin:stop])]

    def _read(self, start: int, end: int) -> None:
        block = self.work[start:end]
        if is_plainly_a_list(block):
            self._take(start, end)
            return
        headings = headings_in(block)
        if headings:
            self._headed(start, block, headings)
            return
        bare = _bare(block)
        if bare:
            self._headed(start, block, [bare])
        elif is_plain_declaration(block):
            self.draft.leave_out(start, end)
        else:
            self._read_unheaded(start, end, block)

    def _read_unheaded(self, start: int, end: int, block: str) -> None:
        """A block without the heading of a list."""
        labelled = _LABELLED.match(block)
        said = None if labelled else _said_before(block)
        if said:
            self.draft.leave_out(start, start + said)
            self._take(start + said, end)
        elif labelled and _are_parted_by_colons(block):
            self._take(start, end)
        elif labelled and not _is_number(labelled["head"]):
            self._labelled(start, end, labelled)
        elif _is_row(block):
            self._row(start, end)
        elif _BULLET.match(block) and "%" in block:
            self.draft.take(start, end, active=True)
        elif self._is_marketing(block) or self._is_title(block) or is_sentence(block):
            self._leave_out(start, end)
        else:
            self._take(start, end)

    def _is_marketing(self, block: str) -> bool:
        """Whether a block is a bullet that is no name, in a text whose bullets are no list."""
        note = _BEHIND_A_STAR.match(block)
        if note and _STARRED.search(self.work):
            return note["whence"] is not None and "," not in block
        if not _BULLET.match(block) or "," in block or known_share(block) >= 1 or len(block.split()) > _LONG_BULLET:
            return False
        return not (self.bullets_are_names and len(block.split()) <= _SHORT_BULLET)

    def _is_title(self, block: str) -> bool:
        """Whether a line without a bullet only names the group of the bullets below it, which are the list."""
        titled = self.bullets_are_names and not _BULLET.match(block) and "," not in block
        return titled and len(block.split()) <= _SHORT_BULLET and known_share(block) == 0

    def _row(self, start: int, end: int) -> None:
        """A line of a table: the cells that are names, without what a name does and how much of it there is."""
        for cell in _CELLS.finditer(self.work, start, end):
            words = cell[0].strip()
            if words and not is_column(words) and any(sign.isalpha() for sign in words):
                self._read(cell.start(), cell.end())

    def _headed(self, start: int, block: str, headings: list[re.Match[str]]) -> None:
        before = block[: headings[0].start()]
        if before.strip(_BLANK + "-–—•*·"):
            if known_share(before) >= 0.5 and before.count(",") >= 2:
                self._take(start, start + headings[0].start())
            else:
                self._leave_out(start, start + headings[0].start())
        if not self.heading_seen and not any(stretch.active for stretch in self.draft.stretches):
            self._forget_marketing()
        self.heading_seen = True
        for index, heading in enumerate(headings):
            stop = headings[index + 1].start() if index + 1 < len(headings) else len(block)
            self._list(start, block, heading, stop, first=index == 0)

    def _list(self, start: int, block: str, heading: re.Match[str], stop: int, *, first: bool) -> None:
        """What follows one heading."""
        word = qualifier_of(heading)
        self.active = is_active(word)
        self.draft.headings.append((start + heading.start(), start + heading.end()))
        if word in ("key", "hero", "star", "main", "highlighted", "featured"):
            self.draft.leave_out(start + heading.end(), start + stop)
            self.draft.marketing.append((start + heading.end(), start + stop))
            return
        stretches = self.draft.stretches
        if not self.active and first and stretches and not stretches[-1].active:
            self.new_list = True
        if block[heading.end() : stop].strip(_BLANK):
            self._take(start + heading.end(), start + stop)

    def _forget_marketing(self) -> None:
        """Names before the first heading were marketing; but not a whole list, nor a name with its percentage."""
        before, self.draft.stretches = self.draft.stretches, []
        for stretch in before:
            block = self.work[stretch.start : stretch.end]
            if self._is_declared(block):
                self.draft.take(stretch.start, stretch.end, active=True)
            elif len(parts_of(block)) >= _WHOLE_LIST and known_share(block) >= 0.7:
                self.draft.take(stretch.start, stretch.end, begins_list=stretch.begins_list)
                self.new_list = True
            else:
                self.draft.leave_out(stretch.start, stretch.end)
                self.draft.marketing.append((stretch.start, stretch.end))

    def _is_declared(self, block: str) -> bool:
        """Whether a line above the list is only names with how much of each there is."""
        return len(block) < 160 and bool(_AMOUNT.search(block)) and known_share(block) >= 1

    def _labelled(self, start: int, end: int, labelled: re.Match[str]) -> None:
        rest, bullet, head = labelled["rest"], labelled["bullet"], labelled["head"]
        if not rest.strip():
            self.new_list = bool(self.draft.stretches)
            self.draft.headings.append((start, end))
            return
        if is_column(rest.strip(" .")) and known_share(head) >= 1:
            self._take(start, start + labelled.end("head"))
            return
        names = len(parts_of(rest)) > 1 and not looks_like_prose(rest.split(".")[0][:200]) and known_share(rest) >= 0.5
        names = names or (looks_like_prose(rest[:600]) and goes_on_in_prose(rest))
        if names or (not bullet and known_share(rest) >= 0.6):
            if _MAY_CONTAIN.search(head) or known_share(head) >= 1:
                self._take(start, end)
                return
            self.new_list = bool(self.draft.stretches)
            self.draft.headings.append((start + labelled.start("head"), start + labelled.end("head")))
            for begin, stop in drugs_in(head):
                at = start + labelled.start("head")
                self.draft.take(at + begin, at + stop, active=True)
            self._take(start + labelled.start("rest"), end)
        elif (
            "," in head
            or self.work[start : start + labelled.start("head")].count(",")
            or (not bullet and len(parts_of(self.work[start:end])) > 1 and known_share(self.work[start:end]) >= 0.5)
        ):
            self._take(start, end)
        else:
            self.draft.marketing.append((start, end))
            self._leave_out(start, end)

    def _leave_out(self, start: int, end: int) -> None:
        """Leave out a part, but for the drugs that it declares with their strength."""
        self.draft.leave_out(start, end)
        for begin, stop in drugs_declared(self.work[start:end]):
            self.draft.take(start + begin, start + stop, active=True)

    def _take(self, start: int, end: int) -> None:
        self.draft.take(start, end, begins_list=self.new_list, active=self.active)
        self.new_list = False


def _said_before(block: str) -> int:
    """Where a list begins behind words about it ("hi, the tube says this: aqua, ..."); 0 where no such words stand."""
    prefix = _SAID.match(block)
    if prefix is None or known_share(prefix[0]) > 0 or cues_claimed(prefix[0]) or declares_unknown(prefix[0]):
        return 0
    return prefix.end() if known_share(block[prefix.end() :]) >= _MOSTLY else 0


def _is_row(block: str) -> bool:
    """Whether a line is a row of a table: with tabs, or with a cell that tells what a name does."""
    if "\t" in block:
        return True
    return ("|" in block or "   " in block) and any(is_column(cell[0]) for cell in _CELLS.finditer(block))


def _are_parted_by_colons(block: str) -> bool:
    """Whether colons stand where commas should."""
    return block.count(":") > 1 and known_share(block.replace(",", " ").replace(":", ",")) >= 0.5


def _is_number(head: str) -> bool:
    return head.strip().lower() in ("ci", "c.i", "no")

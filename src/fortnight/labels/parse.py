"""Where in a text do lists of names stand? Marketing, headings, footnotes and several products are told apart here.

A text without a line break or a colon is one list, which is the usual case and costs nothing. Otherwise each line is
asked: is it a heading ("Ingredients:", in many languages; "Step 1:"), a bullet of marketing ("-Vitamin C: brightens"),
a sentence, or names? What is left out is reported as a problem with its span. HTML is blanked out in place, so that
every span stays true to the text as it was given.
"""

import re
from dataclasses import dataclass

from fortnight.labels.identify import identify
from fortnight.labels.model import Problem, ProblemKind
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose

_ENTITY = pattern(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});?", re.IGNORECASE)
_TAG = pattern(r"<(?:/?[a-z][^<>]{0,300}|!--.{0,500}?--)>", re.IGNORECASE | re.DOTALL)
_BREAKING_TAG = pattern(r"</?(?:br|p|div|li|ul|ol|tr|td|h\d)\b", re.IGNORECASE)
_HEADING = pattern(
    r"(?P<qualifier>\b(?:inactive|active|non-?medicinal|medicinal|other|drug|full|key|aktive|"
    r"actifs?|principes actifs|activos?|attivi)\b\s*)?"
    r"\b(?:ingredients?|ingr[ée]dients?|inhaltsstoffe|bestandteile|ingredientes|ingredienti|"
    r"ingredi[eë]nten|zusammensetzung|zutaten|sk[łl]adniki|sk[łl]ad"
    r"|inneh[åa]ll|ingredienser|bahan|inci|composition|composici[oó]n|composi[cç][aã]o|"
    r"composizione|sammens[æa]tning|成分|全成分|состав|συστατικά)\b"
    r"\s*(?:\([^()\n]{0,40}\)|list|inci|liste)?\s*[:：]\s*|(?P<bare_active>\b(?:in)?actives?)\s*:\s*",
    re.IGNORECASE,
)
_LABELLED = pattern(r"^\s*(?P<bullet>[-–—•*·]\s*)?(?P<head>[^:,;\n]{1,80}?)\s*:\s*(?P<rest>.*)$", re.DOTALL)
_MAY_CONTAIN = pattern(
    r"\b(?:may contain|peut contenir|puede contener|kann enthalten|pu[oò] contenere|pode conter)\b|\+/-|±",
    re.IGNORECASE,
)
_FREE_OF = pattern(
    r"\b(?:(?:do|does) not (?:use|contain|include)|free (?:of|from)|formulated without|"
    r"made without|without|does not contain|contains no|sans|ohne|no added)\b\s*:?",
    re.IGNORECASE,
)
_SENTENCE_END = pattern(r"(?<=[a-z)\]*])\.(?:\s+|$)")
_NEXT_LABEL = pattern(r"(?<=[.;])\s+(?=[A-Z][\w '&-]{1,40}:\s)")
_COLON = pattern(r"[:：]")
_LONGEST_HEADING = 120
_LONGEST_GAP = 8
_BULLET = pattern(r"^\s*[-–—•*·]\s*(?=\S)")
_LINES = pattern(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of names: half-open span; whether it begins another list; whether it declares drug actives."""

    start: int
    end: int
    begins_list: bool = False
    active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The stretches of names of a text, `work` (the text with HTML blanked out, same length) and the problems."""

    work: str
    stretches: tuple[Stretch, ...]
    problems: tuple[Problem, ...]


def lay_out(text: str) -> Layout:
    """Where the names stand. Any text has a layout; one with no names has no stretches."""
    work = _without_html(text) if "&" in text or "<" in text else text
    if "\r" in work:
        work = work.replace("\r", "\n")
    if "\n" not in work and ":" not in work and "：" not in work and not _may_deny(work):
        return Layout(work=work, stretches=(Stretch(start=0, end=len(work)),), problems=())
    return _Sorter(work).layout()


def _without_html(text: str) -> str:
    from html import unescape

    def entity(match: re.Match[str]) -> str:
        sign = unescape(match[0])
        return (sign if len(sign) <= len(match[0]) else " ").ljust(len(match[0]), "\x00")

    def tag(match: re.Match[str]) -> str:
        first = "\n" if _BREAKING_TAG.match(match[0]) else "\x00"
        return first.ljust(len(match[0]), "\x00")

    return _ENTITY.sub(entity, _TAG.sub(tag, text))


class _Sorter:
    """Sorts the lines of one text; lives for one call."""

    def __init__(self, work: str) -> None:
        self.work = work
        self.stretches: list[Stretch] = []
        self.problems: list[Problem] = []
        self.new_list = False
        self.active = False
        self.heading_seen = False

    def layout(self) -> Layout:
        for start, end in self._blocks():
            self._block(start, end)
        return Layout(work=self.work, stretches=tuple(self.stretches), problems=tuple(self.problems))

    def _blocks(self) -> list[tuple[int, int]]:
        """Lines, with soft line breaks inside a list healed."""
        lines = [span for match in _LINES.finditer(self.work) for span in self._labels_in(match.start(), match.end())]
        blocks: list[tuple[int, int]] = []
        for start, end in lines:
            if not self.work[start:end].strip(" \t\x00"):
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
        last = self.work[before[0] : before[1]].rstrip(" \t\x00")
        gap = self.work[before[1] : start]
        line = self.work[start:end]
        if _BULLET.match(line) or _LABELLED.match(line) or last.endswith((":", ".", ";")):
            return last.endswith(("-", ",")) and not _LABELLED.match(line) and not _BULLET.match(line)
        if last.endswith((",", "-", "(", "/")) or line.lstrip().startswith((",", ")", "/")):
            return True
        return gap.count("\n") <= 1 and "," in last and ("," in line or len(line.split()) <= 6)

    def _block(self, start: int, end: int) -> None:
        block = self.work[start:end]
        free = _FREE_OF.search(block) if _may_deny(block) else None
        if free:
            self._denial(start, end, free)
            return
        headings = _headings(block)
        if headings:
            self._headed(start, block, headings)
            return
        labelled = _LABELLED.match(block)
        if labelled and not _is_number(labelled["head"]):
            self._labelled(start, end, labelled)
            return
        if _BULLET.match(block) and "%" in block:
            self.stretches.append(Stretch(start=start, end=end, active=True))
        elif (_BULLET.match(block) and "," not in block and not self._known_share(block) >= 1) or self._is_sentence(
            block
        ):
            self._leave_out(start, end)
        else:
            self._take(start, end)

    def _denial(self, start: int, end: int, free: re.Match[str]) -> None:
        """A sentence that says what is NOT in the product is left out whole; what stands around it is read."""
        block = self.work[start:end]
        begin = max((match.end() for match in _SENTENCE_END.finditer(block, 0, free.start())), default=0)
        following = _SENTENCE_END.search(block, free.end())
        heading = _HEADING.search(block, free.end())
        stop = min(following.end() if following else len(block), heading.start() if heading else len(block))
        if "," in block[begin : free.start()] and self._known_share(block[begin : free.start()]) >= 0.5:
            begin = free.start()
        self._leave_out(start + begin, start + stop)
        if block[:begin].strip():
            self._block(start, start + begin)
        if block[stop:].strip():
            self._block(start + stop, end)

    def _headed(self, start: int, block: str, headings: list[re.Match[str]]) -> None:
        before = block[: headings[0].start()]
        if before.strip():
            if self._known_share(before) >= 0.5 and before.count(",") >= 2:
                self._take(start, start + headings[0].start())
            else:
                self._leave_out(start, start + headings[0].start())
        if not self.heading_seen and not any(stretch.active for stretch in self.stretches):
            self._forget_marketing()
        self.heading_seen = True
        for index, heading in enumerate(headings):
            stop = headings[index + 1].start() if index + 1 < len(headings) else len(block)
            word = (heading["qualifier"] or heading["bare_active"] or "").strip().lower()
            self.active = word in (
                "active",
                "actives",
                "medicinal",
                "drug",
                "actif",
                "actifs",
                "aktive",
                "activos",
                "activo",
                "attivi",
                "principes actifs",
            )
            if word == "key":
                self._leave_out(start + heading.start(), start + stop)
                continue
            if not self.active and index == 0 and self.stretches and not self.stretches[-1].active:
                self.new_list = True
            if block[heading.end() : stop].strip():
                self._take(start + heading.end(), start + stop)

    def _forget_marketing(self) -> None:
        """Names before the first heading were marketing, not the list."""
        for stretch in self.stretches:
            self._leave_out(stretch.start, stretch.end)
        self.stretches = []

    def _labelled(self, start: int, end: int, labelled: re.Match[str]) -> None:
        rest, bullet = labelled["rest"], labelled["bullet"]
        if not rest.strip():
            self.new_list = bool(self.stretches)
            return
        names = (
            rest.count(",") >= 1 and not looks_like_prose(rest.split(".")[0][:200]) and self._known_share(rest) >= 0.5
        )
        if names or (not bullet and self._known_share(rest) >= 0.6):
            head = labelled["head"]
            if _MAY_CONTAIN.search(head) or self._known_share(head) >= 1:
                self._take(start, end)
                return
            self.new_list = bool(self.stretches)
            self._take(start + labelled.start("rest"), end)
        elif (
            "," in labelled["head"]
            or self.work[start : start + labelled.start("head")].count(",")
            or (not bullet and "," in self.work[start:end] and self._known_share(self.work[start:end]) >= 0.5)
        ):
            self._take(start, end)
        else:
            self._leave_out(start, end)

    def _take(self, start: int, end: int) -> None:
        self.stretches.append(Stretch(start=start, end=end, begins_list=self.new_list, active=self.active))
        self.new_list = False

    def _leave_out(self, start: int, end: int) -> None:
        self.problems.append(Problem(kind=ProblemKind.PROSE, start=start, end=end))

    def _is_sentence(self, block: str) -> bool:
        if block.count(",") >= 3 and self._known_share(block) >= 0.4:
            return False
        return looks_like_prose(block[:600])

    def _known_share(self, block: str) -> float:
        """The share of comma-parted stretches that hold a known name; of the first dozen."""
        parts = [part for part in block.split(",")[:12] if part.strip()]
        known = sum(1 for part in parts if len(part) < 200 and any(name.inci for _, name in identify(part)))
        return known / len(parts) if parts else 0.0


def _may_deny(text: str) -> bool:
    """A quick no before the slow question whether a text says what it is free of; spelt out, since every label asks."""
    return (
        "ree of" in text
        or "ree from" in text
        or "REE " in text
        or "ithout" in text
        or "ITHOUT" in text
        or " not " in text
        or "ontains no" in text
        or "o added" in text
    )


def _headings(block: str) -> list[re.Match[str]]:
    """The headings of lists in a block, each of which ends in a colon: only there is it worth to look."""
    found: list[re.Match[str]] = []
    at = 0
    for colon in _COLON.finditer(block):
        heading = _HEADING.search(block, max(at, colon.start() - _LONGEST_HEADING), colon.end() + _LONGEST_GAP)
        if heading and heading.end() >= colon.end():
            found.append(heading)
            at = heading.end()
    return found


def _is_number(head: str) -> bool:
    return head.strip().lower() in ("ci", "c.i", "no")

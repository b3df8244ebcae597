"""Where the names of a text stand: stretches, headings, what was marketing. Made by `parse` and `drug_facts`."""

from dataclasses import dataclass, field
from functools import lru_cache

from fortnight.labels.folding import fold
from fortnight.labels.forms import exact, whole
from fortnight.labels.guesses import goes_on_in_prose
from fortnight.labels.identify import identify
from fortnight.labels.model import Problem, ProblemKind
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose

Span = tuple[int, int]
_SEPARATORS = pattern(r"[;•·●|\t、，・ㆍ‧；､؛،]|\s[*+–—/\\-]+\s|(?<=\S)\s\*(?=\S)|\s\((?i:and)\)\s")
_STOP = pattern(r"\.\s")
_ASKED = 12
_LONGEST_PART = 200
_LONGEST_REMEMBERED = 400
_LONGEST_TORN = 80
_TORN_WORDS = 3
_BLANK = " \t\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of names: half-open span; whether it begins another list; whether it declares drug actives."""

    start: int
    end: int
    begins_list: bool = False
    active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The stretches of names of a text, `work` (HTML and the marks of the pack blanked out), headings and problems.

    `printed` is the text with nothing but HTML blanked out where that is another; all three have the same length.
    `cuts` are the places where the text may say that its list is not the whole one.
    """

    work: str
    stretches: tuple[Stretch, ...]
    printed: str = ""
    problems: tuple[Problem, ...] = ()
    headings: tuple[Span, ...] = ()
    marketing: tuple[Span, ...] = ()
    cuts: tuple[Span, ...] = ()

    @property
    def is_one_list(self) -> bool:
        """Whether the text is one list from its first sign to its last."""
        if len(self.stretches) != 1 or self.headings or self.printed:
            return False
        return self.stretches[0].start == 0 and self.stretches[0].end == len(self.work)


@dataclass(slots=True)
class LayoutDraft:
    """A layout while it grows; lives for one call."""

    work: str
    stretches: list[Stretch] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    marketing: list[Span] = field(default_factory=list)

    def take(self, start: int, end: int, *, begins_list: bool = False, active: bool = False) -> None:
        """Names stand here."""
        self.stretches.append(Stretch(start=start, end=end, begins_list=begins_list, active=active))

    def leave_out(self, start: int, end: int) -> None:
        """No names stand here."""
        self.problems.append(Problem(kind=ProblemKind.PROSE, start=start, end=end))

    def done(self) -> Layout:
        """The layout as it stands."""
        return Layout(
            work=self.work,
            stretches=tuple(self.stretches),
            problems=tuple(self.problems),
            headings=tuple(self.headings),
            marketing=tuple(self.marketing),
        )


def parts_of(block: str, most: int = -1) -> list[str]:
    """The stretches of a block between commas, or between what stands for them where there are none.

    `most` is after how many commas nobody asks any more.
    """
    parts = block.split(",", most)
    return parts if len(parts) > 1 else _SEPARATORS.split(block)


def known_share(block: str) -> float:
    """The share of comma-parted stretches that hold a known name; of the first dozen."""
    return _known_share(block) if len(block) <= _LONGEST_REMEMBERED else _known_share.__wrapped__(block)


@lru_cache(maxsize=2048)
def _known_share(block: str) -> float:
    """The same; a line is asked several times, and the lines of packs come again."""
    parts = [part for part in parts_of(block, _ASKED)[:_ASKED] if part.strip()]
    known = sum(1 for part in parts if len(part) < _LONGEST_PART and any(name.inci for _, name in identify(part)))
    return known / len(parts) if parts else 0.0


def is_torn(last: str, line: str) -> bool:
    """Whether a name goes on in the next line: what is parted there is only a name when it is joined."""
    tail, head = last.rsplit(",", 1)[-1].strip(_BLANK), line.split(",", 1)[0].strip(_BLANK)
    if not tail or not head or len(tail) + len(head) > _LONGEST_TORN:
        return False
    if len(tail.split()) <= _TORN_WORDS and whole(tail + head, fold(tail + head)) and not whole(tail, fold(tail)):
        return True
    return bool(exact(f"{tail} {head}", fold(f"{tail} {head}"))) and not whole(head, fold(head))


def is_sentence(block: str) -> bool:
    """Whether a block is words about a product and no list."""
    return _is_sentence(block) if len(block) <= _LONGEST_REMEMBERED else _is_sentence.__wrapped__(block)


@lru_cache(maxsize=1024)
def _is_sentence(block: str) -> bool:
    """The same; packs repeat their sentences."""
    if len(parts_of(block)) > 3 and known_share(block) >= 0.4:
        return False
    first = _STOP.split(block, 1)[0]
    if len(parts_of(first)) > 1 and known_share(first) >= 0.6:
        return False
    if not looks_like_prose(block[:600]) or exact(first, fold(first)):
        return False
    return not goes_on_in_prose(block)

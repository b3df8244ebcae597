"""What of a text is neither a name nor a heading: shown as left out, and asked whether it tells of more than the list.

Nothing vanishes: the names, the headings and the stretches that come back here hold every letter of the text, but for
the small words and numbers that join a list. A stretch is doubtful where it tells of something that restricts and that
no name of the list shows; what it says is absent ("without parabens") is no such thing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from fortnight.labels.addresses import without_places
from fortnight.labels.cas_numbers import cues_by_cas
from fortnight.labels.claims import begins_with_a_claim, cues_claimed, may_deny
from fortnight.labels.cues import Cue
from fortnight.labels.declared import declares_unknown, without_traces
from fortnight.labels.folding import fold
from fortnight.labels.footnotes import without_footnotes
from fortnight.labels.imprint import without_firms
from fortnight.labels.model import LeftOut, LeftOutAs, Mark, Name, Trait
from fortnight.labels.nearest import looks_like
from fortnight.labels.patterns import pattern

_WORD = pattern(r"[^\W\d_]{2,}|[^\W\d_]\S*[^\W\d_]")
_LETTERS = pattern(r"[^\W\d_]+")
_JOINING = frozenset(
    [
        "and",
        "et",
        "und",
        "y",
        "e",
        "i",
        "en",
        "og",
        "och",
        "or",
        "oder",
        "ou",
        "o",
        "of",
        "de",
        "ppm",
        "mg",
        "mcg",
        "g",
        "kg",
        "ml",
        "iu",
        "usp",
        "nf",
        "bp",
        "ep",
        "w/w",
        "v/v",
        "w/v",
        "min",
        "max",
        "ca",
        "approx",
        "may",
        "contain",
        "peut",
        "contenir",
        "kann",
        "enthalten",
        "puede",
        "contener",
        "puo",
        "contenere",
        "pode",
        "conter",
        "nano",
        "and/or",
    ]
)
_PURE_VITAMIN_C = pattern(r"ascor[bv]|askorb|\b[lL]-?aa\b|pure", re.IGNORECASE)
_WITH_DIGIT = pattern(r"[^\W\d_]{2,}\d[^\W\d_]+|[^\W\d_]+\d[^\W\d_]{2,}")
_FOOTNOTE = pattern(r"\s*[*+†‡°^¹²³]")
_EDGES = " \t\r\n\x00,;.:|•·-–—/\\()[]*+†‡&%"
_LONGEST_JOINT = 2
_FEWEST_NAMES = 5
_SIGNS = " \t\r\n\x00,;.:|•·-–—/\\()[]*+†‡&%0123456789"
Span = tuple[int, int]


def left_out_of(
    work: str, found: list[tuple[int, Name]], headings: tuple[Span, ...], *,
    evidence: Mapping[Mark, object], marketing: Iterable[Span] = (), unmarked: str = "", claimed: str = "",
    said: str = "",
    cuts: tuple[Span, ...] = (),
) -> tuple[LeftOut, ...]:  # fmt: skip
    """What is left of `work` (the text, HTML blanked out) beside the names and the headings.

    `unmarked` is the same text without the marks of the pack: an address declares nothing. `claimed` is the same
    without what names things that are not inside. Nor do the words of the product's own name, `said`, tell of
    anything, which packs repeat above the list. At `cuts` the list says that it is not the whole one.
    """
    gaps = _gaps(len(work), found, headings + cuts)
    parts = [LeftOut(start=start, end=end, why=LeftOutAs.CUT_SHORT, doubtful=True) for start, end in cuts]
    if not gaps:
        return tuple(parts)
    part_shown = -1
    told = tuple(marketing)
    above = _above_a_whole_list(found, headings)
    for start, end in gaps:
        stretch = work[start:end]
        numbered = cues_by_cas(stretch)
        if not numbered and not _says_something(stretch):
            continue
        if part_shown < 0:
            part_shown = _shown(found, evidence)
        begin = start + len(stretch) - len(stretch.lstrip(_EDGES))
        stop = end - (len(stretch) - len(stretch.rstrip(" \t\r\n\x00,;•*·|([-–")))
        span = _with_a_denied_list(work, (start, end), headings)
        heading = next((work[first:last] for first, last in headings if 0 <= start - last <= _LONGEST_JOINT), "")
        more = bool(numbered & ~part_shown) or _tells_of_more(claimed or work, span, part_shown, heading)
        strange = not more and _declares((unmarked or work)[slice(*span)], heading, said)
        praises = strange and stop <= above
        why = _why(work, start, begin, stop, told)
        doubtful = more or (strange and not praises)
        parts.append(LeftOut(start=begin, end=stop, why=why, doubtful=doubtful, strange=praises))
    return tuple(sorted(parts, key=lambda part: part.start) if cuts else parts)


def _above_a_whole_list(names: list[tuple[int, Name]], headings: tuple[Span, ...]) -> int:
    """Where the heading of a list begins that is whole, since each of its names is known; -1 where none is."""
    if not headings or len(names) < _FEWEST_NAMES or any(name.inci is None for _, name in names):
        return -1
    return min(start for start, _ in headings)


def _with_a_denied_list(work: str, span: Span, headings: tuple[Span, ...]) -> Span:
    """A stretch, with the heading behind it where it lists what is absent: "Made without X, Y or Z. Made with:"."""
    start, end = span
    if not may_deny(work[start:end]):
        return span
    return start, next((stop + 1 for begin, stop in headings if 0 <= begin - end <= _LONGEST_JOINT), end)


def _tells_of_more(work: str, span: Span, shown: int, heading: str) -> bool:
    """Whether a stretch tells of something that restricts beside what the list shows."""
    start, behind = span
    claim = without_traces(work[start:behind], heading)
    beside = cues_claimed(claim) & ~shown
    if beside:
        claim = without_traces(without_footnotes(work[:behind])[start:behind], heading)
        beside = cues_claimed(claim) & ~shown
    if beside and beside & ~_met(claim, shown):
        return True
    return any(cues & ~shown for cues in _misread(claim))


def _declares(words: str, heading: str, title: str) -> bool:
    """Whether a stretch declares something that nobody knows, other than in the words of the product's name."""
    if not declares_unknown(words, heading):
        return False
    words = without_places(without_firms(words))
    if not declares_unknown(words, heading):
        return False
    named = frozenset(title.split())
    other = (
        _LETTERS.sub(lambda word: " " * len(word[0]) if fold(word[0]) in named else word[0], words) if named else words
    )
    return other == words or declares_unknown(other, heading)


def _misread(claim: str) -> Iterator[int]:
    """The cues of words in which a digit stands for a letter: "Retin0l"."""
    for word in _WITH_DIGIT.finditer(claim):
        name = looks_like(fold(word[0]))
        if name is not None:
            yield int(name.cues)


def _met(claim: str, shown: int) -> int:
    """The cues that a claim adds nothing to: "vitamin C" is met by any form of it, "ascorbic acid" only by itself."""
    if shown & Cue.VITAMIN_C and not _PURE_VITAMIN_C.search(claim):
        return shown | Cue.ASCORBIC_ACID
    return shown


def _gaps(length: int, names: list[tuple[int, Name]], headings: tuple[Span, ...]) -> list[Span]:
    """What stands between the names and the headings, where it is more than a comma and a blank."""
    spans = [(start, start + len(name.printed)) for start, name in names]
    if headings:
        spans = sorted([*spans, *headings])
    gaps: list[Span] = []
    reached = 0
    for start, end in spans:
        if start - reached > _LONGEST_JOINT:
            gaps.append((reached, start))
        reached = max(reached, end)
    if length - reached > _LONGEST_JOINT:
        gaps.append((reached, length))
    return gaps


def _says_something(stretch: str) -> bool:
    if not stretch.strip(_SIGNS):
        return False
    return any(word[0].lower() not in _JOINING for word in _WORD.finditer(stretch.replace("\x00", "")))


def _shown(names: list[tuple[int, Name]], evidence: Mapping[Mark, object]) -> int:
    cues = 0
    for _, name in names:
        cues |= name.cues
    return cues if Trait.ACID_ACTIVE in evidence else cues & ~int(Cue.ACID)


def _why(work: str, start: int, begin: int, stop: int, marketing: tuple[Span, ...]) -> LeftOutAs:
    words = work[begin:stop]
    if begins_with_a_claim(words):
        return LeftOutAs.DENIAL
    if _FOOTNOTE.match(work[max(start, begin - 2) : stop].lstrip(" .,;\n")):
        return LeftOutAs.FOOTNOTE
    if any(one <= begin < other for one, other in marketing):
        return LeftOutAs.MARKETING
    return LeftOutAs.COLUMN if "\t" in work[max(0, begin - 1) : stop + 1] else LeftOutAs.PROSE

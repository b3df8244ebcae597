"""What of a text is neither a name nor a heading: shown as left out, and asked whether it tells of more than the list.

Nothing vanishes: the names, the headings and the stretches that come back here hold every letter of the text, but for
the small words and numbers that join a list. A stretch is doubtful where it tells of something that restricts and that
no name of the list shows; what it says is absent ("without parabens") is no such thing.
"""

import re
from collections.abc import Iterable, Mapping

from fortnight.labels.addresses import without_places
from fortnight.labels.cas_numbers import cues_by_cas
from fortnight.labels.claims import begins_with_a_claim, cues_claimed, may_deny
from fortnight.labels.cues import Cue
from fortnight.labels.declared import declares_unknown, without_traces
from fortnight.labels.folding import fold
from fortnight.labels.footnotes import without_footnotes
from fortnight.labels.imprint import without_firms
from fortnight.labels.model import LeftOut, LeftOutAs, Mark, Name, Trait
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
_FOOTNOTE = pattern(r"\s*[*+†‡°^¹²³]")
_EDGES = " \t\r\n\x00,;.:|•·-–—/\\()[]*+†‡&%"
_LONGEST_JOINT = 2
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
    for start, end in gaps:
        stretch = work[start:end]
        numbered = cues_by_cas(stretch)
        if not numbered and not _says_something(stretch):
            continue
        if part_shown < 0:
            part_shown = _shown(found, evidence)
        begin = start + len(stretch) - len(stretch.lstrip(_EDGES))
        stop = end - (len(stretch) - len(stretch.rstrip(" \t\r\n\x00,;•*·|([-–")))
        doubtful = bool(numbered & ~part_shown) or _is_doubtful(
            claimed or work, unmarked or work, (start, end), part_shown, headings, said
        )
        parts.append(LeftOut(start=begin, end=stop, why=_why(work, start, begin, stop, told), doubtful=doubtful))
    return tuple(sorted(parts, key=lambda part: part.start) if cuts else parts)


def _is_doubtful(work: str, unmarked: str, span: Span, shown: int, headings: tuple[Span, ...], text: str) -> bool:
    """Whether a stretch tells of something that restricts, or of something that nobody knows, beside the list."""
    start, end = span
    heading = next((work[begin:stop] for begin, stop in headings if 0 <= start - stop <= _LONGEST_JOINT), "")
    # The heading behind it tells whether a sentence lists what is absent: "Made without X, Y or Z. Made with:".
    behind = end
    if may_deny(work[start:end]):
        behind = next((stop + 1 for begin, stop in headings if 0 <= begin - end <= _LONGEST_JOINT), end)
    claim = without_traces(work[start:behind], heading)
    beside = cues_claimed(claim) & ~shown
    if beside:
        claim = without_traces(without_footnotes(work[:behind])[start:behind], heading)
        beside = cues_claimed(claim) & ~shown
    if beside and beside & ~_met(claim, shown):
        return True
    words = unmarked[start:behind]
    if not declares_unknown(words, heading):
        return False
    words = without_places(without_firms(words))
    if not declares_unknown(words, heading):
        return False
    title = frozenset(text.split())
    other = (
        _LETTERS.sub(lambda word: " " * len(word[0]) if fold(word[0]) in title else word[0], words) if title else words
    )
    return other == words or declares_unknown(other, heading)


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

"""Does a list say itself that it is not the whole one? "And 14 more ingredients", "etc.", "…", "see the pack".

What is not printed can be anything, so nobody can tell, however mild the printed names are. The words are
`data/cut_short.toml`. Words for "and others" count only right behind a name, since sentences around a list have them
too. A sentence that says where the whole list is counts wherever it stands, unless the list follows under a heading or
the sentence is the usual notice that lists change.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from fortnight.labels.accents import without_accents
from fortnight.labels.claims import lowered
from fortnight.labels.model import Name
from fortnight.labels.patterns import any_of, pattern
from fortnight.sources import shipped

Span = tuple[int, int]
_NUMBER = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
    r"|diez|deux|trois|quatre|cinq|sept|huit|neuf|dix|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn)"
)
_SIGNS = r"\s,;.…|•·&+(\[、，；:–—"
_ENDS = r"(?=[\s.]*(?:$|[,;!|…)\]\n、。，；]|\.(?!\w)|[-–—]\s))"
_DOTS = r"(?<![.])(?<!\. )(?>…|\.{3,40}|(?:\. ){2,40}\.)(?![.\s]*\d)"
_ALONE = pattern(r",\s*[\[(]?\s*(?:…|\.{3,})\s*[\])]?\s*,")
_REST = pattern(r"[^,.;!?\n。；]{0,80}")
_SENTENCE_END = pattern(r"[.;!?\n。；]")
_ABBREVIATED = pattern(r"\b[a-z]\. ?[a-z]{1,3}\b")
_ACCENTED = pattern(r"[\u00c0-\u052f\u1e00-\u1fff]+")
_OTHER = pattern(r"[\u0370-\uffef]")
_APART = str.maketrans(dict.fromkeys("()[]+&.!,;:/", " "))
_GAP = " \t\r\n\x00,;.…|•·&+()[]{}、，；:–—-*'\""
_LONGEST_GAP = 40
_LONGEST_SENTENCE = 400
_MOST = 40
"""A list says so once or twice; of what repeats without end the last are enough."""
_JOINING = frozenset(
    {
        "and",
        "und",
        "et",
        "y",
        "e",
        "ed",
        "i",
        "en",
        "og",
        "och",
        "oraz",
        "sowie",
        "plus",
        "with",
        "u",
        "ve",
        "va",
        "dan",
        "ir",
        "un",
        "es",
        "si",
        "a",
        "ja",
        "in",
        "te",
        "ter",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _CutWords:
    """The words of `cut_short.toml`, compiled for small letters without accents."""

    behind: re.Pattern[str]
    abroad: re.Pattern[str]
    pointers: re.Pattern[str]
    changes: re.Pattern[str]
    hints: re.Pattern[str]


@cache
def _words() -> _CutWords:
    import tomllib

    tables = tomllib.loads(shipped("labels/data/cut_short.toml"))
    things = f"(?:{'|'.join(tables['things']['words'].split())})"

    def any_behind(table: str) -> str:
        return "|".join(
            f"(?:{words.replace('THINGS', things).replace('N', _NUMBER)})" for words in tables["behind"][table]
        )

    latin = any_behind("words")
    hints = [f" {word} " for word in tables["hints"]["words"].split()]
    hints += [f" {word}" for word in tables["hints"]["beginnings"].split()]
    return _CutWords(
        behind=re.compile(
            rf"(?<=[{_SIGNS}])(?:{latin})(?: (?:[a-z]+ ){{0,2}}?{things})?{_ENDS}|[\[(]?\s*{_DOTS}\s*[\])]?"
        ),
        abroad=re.compile(rf"(?:{any_behind('abroad')}){_ENDS}|(?P<pointer>{'|'.join(tables['pointers']['abroad'])})"),
        pointers=re.compile("|".join(tables["pointers"]["sentences"])),
        changes=re.compile(tables["changes"]["words"]),
        hints=re.compile(any_of(hints)),
    )


def _plain(text: str) -> str:
    """Small letters, those of Europe without accents, each at its own place."""
    lower = lowered(text)
    return lower if lower.isascii() else _ACCENTED.sub(lambda letters: without_accents(letters[0]), lower)


def is_hint(word: str) -> bool:
    """Whether a word in our letters is one of which every such phrase holds one."""
    lower = word.lower()
    return _words().hints.search(f" {lower if lower.isalpha() else lower.translate(_APART)} ") is not None


def may_be_cut_short(piece: str) -> bool:
    """Whether such a phrase stands in what is between two commas."""
    plain = _plain(piece)
    if "..." in plain or "…" in plain or ". . ." in plain:
        return True
    if not plain.isascii() and _OTHER.search(plain):
        return _words().abroad.search(plain) is not None or _stands_in(plain)
    if not is_hint(plain) and not _ABBREVIATED.search(plain):
        return False
    return _stands_in(plain)


def _stands_in(plain: str) -> bool:
    words = _words()
    return words.behind.search(f",{plain}") is not None or words.pointers.search(plain) is not None


def cuts_in(text: str) -> tuple[Span, ...]:
    """Where a text may say that a list is cut short: half-open spans, in order, none over another.

    >>> [(start, end) for start, end in cuts_in("Aqua, Glycerin, and 14 more ingredients")]
    [(16, 39)]
    """
    plain, words = _plain(text), _words()
    spans = [match.span() for match in words.behind.finditer(plain) if match.end() > match.start()]
    pointers = [*words.pointers.finditer(plain)]
    if _OTHER.search(plain):
        for match in words.abroad.finditer(plain):
            if match["pointer"]:
                pointers.append(match)
            else:
                spans.append(match.span())
    for match in pointers:
        begin, stop = _sentence(plain, match.start(), match.end())
        if not words.changes.search(plain, begin, stop):
            rest = _REST.match(plain, match.end())
            spans.append((match.start(), rest.end() if rest else match.end()))
    apart: list[Span] = []
    for span in sorted(spans):
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return tuple(apart[-_MOST:])


def _sentence(plain: str, start: int, end: int) -> Span:
    begin = max(plain.rfind(sign, max(0, start - _LONGEST_SENTENCE), start) for sign in ".;!?\n。；")
    stop = _SENTENCE_END.search(plain, end)
    return max(begin, start - _LONGEST_SENTENCE, 0), stop.start() if stop else len(plain)


def without_cuts(text: str, cuts: Iterable[Span]) -> str:
    """The text without what may say that a list is cut short, as long as it was."""
    for start, end in cuts:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def sure_cuts(
    text: str, cuts: tuple[Span, ...], names: list[tuple[int, Name]], headings: tuple[Span, ...]
) -> tuple[Span, ...]:
    """Those of the places in a text that do say so: right behind a name of a list, or in a sentence of their own."""
    starts = [start for start, _ in names]
    plain = _plain(text)
    sure = []
    for start, end in cuts:
        if _is_pointer(plain, start):
            if not any(begin >= start for begin, _ in headings):
                sure.append((start, end))
            continue
        place = bisect_left(starts, start)
        before = names[place - 1][1] if place else None
        if before is None or before.inci is None:
            continue
        if not _is_gap(text, cuts, starts[place - 1] + len(before.printed), start):
            continue
        dots = plain[start:end].strip(" ()[]").startswith(("…", ".", ". "))
        if (
            not dots
            or all(name.inci is None for _, name in names[place:])
            or _ALONE.search(text, max(0, start - 3), end + 3)
        ):
            sure.append((start, end))
    return tuple(sure)


def _is_pointer(plain: str, start: int) -> bool:
    """Whether a sentence begins here that says where the whole list is."""
    abroad = _words().abroad.match(plain, start)
    return _words().pointers.match(plain, start) is not None or bool(abroad and abroad["pointer"])


def _is_gap(text: str, cuts: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether nothing but punctuation and joining words stands between a name and a cut."""
    if end - start > _LONGEST_GAP:
        return False
    between = without_cuts(text, cuts)[start:end]
    return all(word.strip(_GAP).lower() in _JOINING or not word.strip(_GAP) for word in between.split())

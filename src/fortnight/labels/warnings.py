"""Sentences that a law has printed on packs: "Avoid contact with eyes", "Consider your daily intake before use".

They are told apart by how they begin, in many languages (`data/warnings.toml`), and reach up to the end of their
sentence while no name of a list stands in them: what could be a name is never part of one. `read` asks for them where
something of a label was not understood, and reads it again without them; `left_out` shows them. What a warning says
is inside counts there like any other claim; one that names what is not inside ("do not use with ...") tells nothing.
Each letter of a text is looked at a few times at the most.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from fortnight.labels.abroad import name_abroad
from fortnight.labels.accents import without_accents
from fortnight.labels.claims import lowered
from fortnight.labels.cues import Cue
from fortnight.labels.declared import ends_as_substances_do
from fortnight.labels.headings import has_drug_facts
from fortnight.labels.identify import identify
from fortnight.labels.inside import names_inside
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose, small_print_words
from fortnight.labels.scripts import has_other_letters
from fortnight.sources import shipped

Span = tuple[int, int]
_BEGINS = pattern(r"(?:^|[.;:!?\n•|(),*–—-])\s*(?:\(?\d{1,2}[.)]\s*)?(?=\w)")
"""Where a sentence of our letters may begin."""
_BEGINS_CLOSE = pattern(
    r"(?:^|[\s.;:!?•|(),*\d。；：！？（）)，、・「【】-])(?=[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])"
)
"""The same in alphabets that part sentences by a blank or by nothing."""
_STOP = pattern(r"[.!?:;](?=\s|$)|[•|。；！？]|\n")
_STOP_CLOSE = pattern(r"[.!?:;](?=\s|$)|[•|。；！？]|\n|\s(?=\d{1,2}\)|[가-하]\))")
_COMMA = pattern(r"[,、，]")
_WORD = pattern(r"[^\W\d_]+")
_STROKES = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ħ": "h", "ß": "s"})
_LETTER = pattern(r"[^\W\d_]")
_ITEM = pattern(r",|\s(?:and|et|und|y|e|en|i|och|og|ja|a)\s")
_JOINED_TO = pattern(r"\s*(?:or|and|y|o|u|et|ou|und|oder|e|en|of|i|lub)\s")
"""The last of several things, which is of the same sentence."""
_STOPS_BEFORE = pattern(r"(?:[.!?;\n]\s*|^)$")
"""What stands in front of a sentence: behind a comma it may be a part of the list."""
_AMOUNT = pattern(r"\d\s?(?:%|mg|ppm)")
_JOINED = "ko"
"""A language whose letters hold more than one sound: nothing is taken off them."""
_LONGEST = 400
_LONGEST_TEXT = 24_000
_SHORT = 3
_KEY = 2
_MOST_KEY = 4
_REACH = 16
"""So far behind what was not understood the beginning of a warning may reach: "Not for" is read of "Not for use"."""
_STEM = 6
"""So many letters of a word stay the same in every form of it: "podrażnionej", "podrażnioną"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warnings:
    """Where the warnings of a text stand: half-open spans in order, and those that tell nothing of what is inside."""

    spans: tuple[Span, ...]
    silent: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beginning:
    """How a warning begins; `role` is "silent", "tells", "contents", "heading" or nothing."""

    words: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _WarningWords:
    """The words of `warnings.toml`: beginnings by their first four letters, the longest first; words of sentences."""

    beginnings: dict[str, tuple[_Beginning, ...]]
    talk: frozenset[str]


@cache
def _words() -> _WarningWords:
    import tomllib

    tables = tomllib.loads(shipped("labels/data/warnings.toml"))
    beginnings = {
        **_beginnings(tables["contents"]["heads"], "contents"),
        **_beginnings(tables["headings"]["words"], "heading"),
    }
    for group in tables["warning"]:
        role = next((role for role in ("silent", "tells") if group.get(role)), "")
        for language, words in group.items():
            if len(language) == _KEY:
                beginnings |= _beginnings(words, role, plain=language != _JOINED)
    by_letters: dict[str, list[_Beginning]] = {}
    for words in sorted(beginnings, key=lambda words: (-len(words), words)):
        by_letters.setdefault(words[:_MOST_KEY], []).append(_Beginning(words=words, role=beginnings[words]))
    spoken = {word for words in beginnings for word in _WORD.findall(words)}
    others = [*map(_plain, tables["words"]["words"].split())]
    talk = frozenset(spoken).union(others, map(_plain, small_print_words()))
    return _WarningWords(
        beginnings={letters: tuple(some) for letters, some in by_letters.items()},
        talk=talk.union(word[:_STEM] for word in others if len(word) > _STEM),
    )


def _beginnings(table: str, role: str, *, plain: bool = True) -> dict[str, str]:
    phrases = (phrase for phrase in table.split("|") if phrase.strip())
    return {_plain(phrase) if plain else phrase: role for phrase in phrases}


def _plain(text: str) -> str:
    """Small letters without accents and strokes, each at its own place."""
    return without_accents(text).translate(_STROKES)


def warnings_in(work: str) -> Warnings:
    """Where the warnings of a text stand; none in US Drug Facts, whose sections `drug_facts` tells apart.

    >>> found = warnings_in("Aqua, Glycerin. Avoid contact with eyes.")
    >>> found.spans, warnings_in("Aqua, Avoid contact with eyes, Retinol").spans
    (((16, 39),), ((6, 29),))
    """
    if len(work) > _LONGEST_TEXT or has_drug_facts(work):
        return Warnings(spans=(), silent=())
    plain, spans, silent, reached = _plain(work), [], [], 0
    for start, beginning in _begun(work, plain):
        if start < reached:
            continue
        end = _end(work, plain, start, beginning)
        if end > start:
            reached = end
            spans.append((start, end))
            if beginning.role == "silent" and not _AMOUNT.search(plain, start, end):
                silent.append((start, end))
    return Warnings(spans=tuple(spans), silent=tuple(silent))


def may_warn(work: str, spans: Iterable[Span]) -> bool:
    """A quick no before the question where the warnings of a text stand: none begins in what was not understood."""
    # One text of all of them is asked once: a line end stands in front of each.
    part = "\n".join([work[start : end + _REACH] for start, end in spans])
    return next(_begun(part, _plain(part)), None) is not None


def _begun(work: str, plain: str) -> Iterator[tuple[int, _Beginning]]:
    """Where the sentences of a text begin that begin as warnings do, in order."""
    places = {match.end() for match in _BEGINS.finditer(plain)}
    lower = plain
    if not work.isascii():
        lower = lowered(work)
        places |= {match.end() for match in _BEGINS_CLOSE.finditer(lower)}
    for at in sorted(places):
        beginning = _beginning_at(lower if "\uac00" <= lower[at : at + 1] <= "\ud7af" else plain, at)
        if beginning:
            yield at, beginning


def _beginning_at(text: str, at: int) -> _Beginning | None:
    """The longest beginning of a warning at a place."""
    table = _words().beginnings
    for length in range(_MOST_KEY, _KEY - 1, -1):
        for beginning in table.get(text[at : at + length], ()):
            if text.startswith(beginning.words, at):
                return beginning
    return None


def _end(work: str, plain: str, start: int, beginning: _Beginning) -> int:
    """Where the warning ends that begins at a place; the place itself where none does."""
    end = start + len(beginning.words)
    if beginning.role == "heading":
        colon = plain[end:].lstrip(" ")[:1]
        return end + plain[end:].index(colon) + 1 if colon in (":", "：") and colon else start
    if beginning.role == "contents":
        return _contents_to(work, end) or start
    if plain[end - 1 : end].isalpha() and beginning.words[-1:] == " ":
        return start
    close = has_other_letters(work[start:end])
    for stop in _stops(work, end, close=close):
        reached = _talk_to(work, plain, (start, stop), beginning)
        if reached > start:
            return reached
    return start


def _stops(work: str, end: int, *, close: bool) -> tuple[int, ...]:
    """Where the sentence ends: on a later line where the next goes on in small letters, else on its own."""
    limit = min(len(work), end + _LONGEST)
    stops = []
    at = end
    while True:
        match = (_STOP_CLOSE if close else _STOP).search(work, at, limit)
        stop = match.start() if match else limit
        stops.append(stop)
        if match is None or match[0] != "\n" or len(stops) > _SHORT:
            break
        behind = work[match.end() : match.end() + 1]
        if not behind.islower():
            break
        at = match.end()
    return tuple(reversed(stops))


def _talk_to(work: str, plain: str, span: Span, beginning: _Beginning) -> int:
    """How far a sentence is talk: up to the first part between two commas that may be a name."""
    start, stop = span
    commas = [match.start() for match in _COMMA.finditer(work, start + len(beginning.words), stop)]
    ends = [*commas, stop]
    first = work[start : ends[0]]
    if not beginning.role and _holds_name(first, plain[start : ends[0]]):
        return start
    if beginning.role and (not commas or (beginning.role == "silent" and _JOINED_TO.match(plain, commas[-1] + 1))):
        return stop
    parts = [(comma + 1, end) for comma, end in zip(commas, ends[1:], strict=True)]
    if _STOPS_BEFORE.search(work, max(0, start - _SHORT), start) and not any(
        _holds_name(work[at:end], plain[at:end]) or ends_as_substances_do(work[at:end]) for at, end in parts
    ):
        return stop
    reached = ends[0]
    for at, end in parts:
        if not _is_talk(work[at:end], plain[at:end]):
            break
        reached = end
    return reached


def _holds_name(part: str, plain: str) -> bool:
    """Whether a name of a list stands in a part that begins as a warning does."""
    if any(name.inci is not None for _, name in identify(part)) and len(part.split()) <= _SHORT:
        return True
    if has_other_letters(part):
        return any(name_abroad(word) for word in part.split())
    words = _WORD.findall(plain)
    return any(
        name.cues or not all(word in _words().talk or len(word) < _SHORT for word in words[begin:end])
        for begin, end, name in names_inside(words)
    )


def _is_talk(part: str, plain: str) -> bool:
    """Whether a part behind a comma goes on with the sentence: it has only words of such sentences, and is no name."""
    if not _LETTER.search(part):
        return True
    if has_other_letters(part):
        return len(part.strip()) > _SHORT and not any(name.inci or name.cues for _, name in identify(part.strip()))
    if _holds_name(part, plain) or ends_as_substances_do(part):
        return False
    words = [word for word in _WORD.findall(plain) if len(word) >= _SHORT]
    talk = _words().talk
    return looks_like_prose(part) or (bool(words) and all(word in talk or word[:_STEM] in talk for word in words))


def _contents_to(work: str, start: int) -> int:
    """How far "contains" is a warning: it alone where only names that we know stand behind it, 0 where not only.

    Of an acid nobody can say by its place how much there is: the whole sentence is left out, and tells of it.
    """
    stop = _STOP.search(work, start, min(len(work), start + _LONGEST))
    if stop is not None and stop[0] == ":":
        return 0
    end = stop.start() if stop else min(len(work), start + _LONGEST)
    names = [identify(part.strip()) for part in _ITEM.split(work[start:end]) if part.strip()]
    if not names or any(name.inci is None for found in names for _, name in found) or not all(names):
        return 0
    return end if any(name.cues & Cue.ACID for found in names for _, name in found) else start


def without_warnings(work: str, spans: Iterable[Span]) -> str:
    """The text with its warnings blanked out, as long as it was; a semicolon parts what stands around each."""
    for start, end in spans:
        blank = "".join("\n" if sign == "\n" else " " for sign in work[start:end])
        work = f"{work[:start]};{blank[1:]}{work[end:]}" if end > start else work
    return work


def with_warnings(work: str, text: str, spans: Iterable[Span]) -> str:
    """A text of which warnings were blanked out, with what `text` has in their places."""
    for start, end in spans:
        work = work[:start] + text[start:end] + work[end:]
    return work

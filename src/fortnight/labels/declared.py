"""Whether what was left out of a list declares something that nobody knows: "Contains: Blorptine Vexanol".

Packs tell of milk, of wipes and of goodness in the same words, so a declaration counts only where a word stands
behind it that is no everyday word and no word of a known name. The words are `data/declared.toml` and those of the
small print.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fortnight.labels.claims import begins_with_a_claim, may_deny, without_claims
from fortnight.labels.commas import words_of_names
from fortnight.labels.folding import fold
from fortnight.labels.identify import identify
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import column_names, looks_like_prose, small_print_words
from fortnight.labels.scripts import has_other_letters
from fortnight.sources import shipped

_SENTENCE = pattern(r"[.;:!?\n•|]+(?=\s|$)|\n")
_PART = pattern(r"[,/()\[\]]|\s(?:&|\+|and|und|et|y|e|i|en)\s")
_PART_ABROAD = pattern(r"[,、，،・/;；]")
_LONGEST_PART = 60
_ROW = 3
_WORD = pattern(r"[^\W\d_]{3,}")
_PURPOSE = pattern(r"\b(?:to|that|which|while|for|known|less|more|than|um|para|pour|zur|fur)\b")
_PERCENT = pattern(r"(?:^|(?<=[\s(]))(?:\d{1,2}(?:[.,]\d+)?\s?%[ \t]+(?:of )?)(?P<behind>[^\d,.;:%\n]{4,60})")
_BEFORE_PERCENT = pattern(r"(?P<front>[^\d,.;:%\n]{4,60})[ \t]\d{1,2}(?:[.,]\d+)?\s?%")
_PURPOSE = pattern(r"\b(?:to|that|which|while|for|known|less|more|than|it|um|para|pour|zur|fur)\b")
_AMOUNT = pattern(r"\W*\d")
_SUBSTANCE = pattern(r"\w{3}(?:ine|ol|ate|ide|one|ene|ane|yl|ium|amine|amide|oxin|illin|azole|oic|ose|ase)$")
_SURELY = pattern(r"\w{2}(?:anol|enol|inol|idine|amine|amide|oxin|illin|azole|osan|adiol|anone|enone|ylate|azine)$")
_BEGINS = pattern(r".*(?:[.;\n\r(\[]|\s[-–—])(?=\s|\w|$)", re.DOTALL)
_LITTLE = pattern(
    r"\b(?:less than|or less|under|at most|up to|menos de|o menos|moins de|ou moins|weniger als|oder weniger|meno di|"
    r"mniej niz|minder dan)\b"
)
_ALSO = pattern(r"(?:also|this product|tambien|aussi|ausserdem|anche|tambem) \w*(?:ont|nth)")
_LETTERS = pattern(r"[^\W\d_]{2,}")
_TURN = pattern(r"[\s,](?:with|but|mit|aber|con|pero|ma|avec|mais|com|mas|z|ale|met|maar)\s")
_INSIDE = pattern(r"[^\W_][\w,)'’-]*\s+$")
_EVERYDAY = "healing/data/hearing/ordinary.txt"
"""Words of everyday language; the ear for danger keeps them."""
TRACING = (
    "ontain",
    "ontien",
    "nthalt",
    "nthält",
    "nthalten",
    "ontene",
    "onté",
    "awiera",
    "evat",
    "lergen",
    "lérgen",
    "races",
)
_SAID_OF_TRACES = frozenset({"traces", "allergens", "allergen", "tree", "contains", "and", "und"})
_EDGES = " \t\r\n\x00:.,;*"
_LONGEST = 2400
_LONGEST_REMEMBERED = 400
_LONGEST_LINE = 160
_MOST_WORDS_OF_A_THING = 5
_SHORTEST = 4
_LEAST_MIXED = 2
_MOST_BARE = 3
_SHORTEST_SUBSTANCE = 6
_MOST_MIXED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _DeclaredWords:
    """The words of `declared.toml`, compiled for text in lower case without accents."""

    declaring: re.Pattern[str]
    title: re.Pattern[str]
    joint: re.Pattern[str]
    abroad: re.Pattern[str]
    inside: re.Pattern[str]
    traces: frozenset[str]
    traced: re.Pattern[str]
    only_traces: re.Pattern[str]
    everyday: frozenset[str]


@cache
def _words() -> _DeclaredWords:
    import tomllib

    tables = tomllib.loads(shipped("labels/data/declared.toml"))
    heads = "|".join(head for heads in tables["heads"].values() for head in heads)
    joints = "|".join(tables["joints"]["words"].split())
    trace = rf"(?:{'|'.join(sorted(tables['traces']['words'].split(), key=len, reverse=True))})\b"
    traces = rf"{trace}(?:\s*(?:,|/|&|and|or|et|ou|und|oder|y|o|e|i)?\s*{trace})*"
    return _DeclaredWords(
        declaring=re.compile(rf"\b(?:{heads})\b"),
        title=re.compile(rf"\b(?:{heads}|{'|'.join(tables['titles']['words'])})\W*$"),
        joint=re.compile(rf"\W*(?:{joints})\b"),
        abroad=re.compile(rf"(?:{'|'.join(tables['abroad']['heads'])})\s*[:：]\s*", re.IGNORECASE),
        inside=re.compile(rf"(?<=[\w,]) (?:{joints})\s+(?=[^\W\d_a-z])"),
        traces=frozenset(tables["traces"]["words"].split()),
        traced=re.compile(
            rf"(?:^|(?<=[.;\n(]))\s*(?:{tables['traces']['before']})\s*:?\s*{traces}(?:\s+(?:enthalten|aufweisen|bevatten))?"
            r"\s*(?:[.;)]|$|(?=\n))",
            re.IGNORECASE | re.MULTILINE,
        ),
        only_traces=re.compile(rf"[\s:]*{traces}[\s.;]*", re.IGNORECASE),
        everyday=frozenset(tables["everyday"]["words"].split()),
    )


@cache
def _everyday() -> frozenset[str]:
    """Words of packs and of everyday language that name no substance; read when a declaration is first met."""
    words = frozenset(word for word in map(fold, small_print_words()) if word)
    columns = frozenset(word for name in column_names() for word in name.split())
    every = _words().everyday | _words().traces | columns | words
    return every.union(word for word in shipped(_EVERYDAY).split() if word not in words_of_names())


def _names_nothing(word: str) -> bool:
    """Whether a word names no substance on its own: it is of everyday language, or of the names that we know."""
    return word in words_of_names() or word in _everyday()


@lru_cache(maxsize=4096)
def is_plain_declaration(words: str) -> bool:
    """Whether a line only says that plain things are inside: "Contains 30 wipes", "Enriched with natural goodness".

    A line that holds a name with a cue is none, nor one with a strange word.
    """
    if len(words) > _LONGEST_LINE:
        return False
    folded = fold(words)
    head = _words().declaring.match(folded) or _words().joint.match(folded)
    if head is None or looks_like_prose(words):
        return False
    rest = _WORD.findall(folded[head.end() :])
    everyday = _words().everyday | _words().traces
    if all(word in everyday or word in _SAID_OF_TRACES for word in rest):
        return True
    found = identify(folded[head.end() :]) if "," not in words and len(rest) <= _MOST_WORDS_OF_A_THING else ()
    return bool(found) and all(name.inci is not None and not name.cues for _, name in found)


def is_declared_behind(text: str, start: int, end: int) -> bool:
    """Whether the name at `start` to `end` is declared behind a list, in a statement of its own: "... Contains X".

    The heading of a list declares nothing, nor does what says that there is little of it.

    >>> label = "Aqua, Glycerin, Phenoxyethanol. Contains Salicylic Acid"
    >>> is_declared_behind(label, 41, len(label)), is_declared_behind("Contains: Aqua, Lactic Acid", 16, 27)
    (True, False)
    """
    front = text[max(start - _LONGEST_LINE, 0) : start]
    begins = _BEGINS.match(front)
    if begins is None or "," not in text[: start - len(front) + begins.end()]:
        return False
    words = fold(text[start - len(front) + begins.end() : end])
    declares = any(head.match(words) for head in (_words().declaring, _ALSO, _words().joint))
    return declares and not _LITTLE.search(words)


@lru_cache(maxsize=4096)
def declares_unknown(words: str, heading: str = "") -> bool:
    """Whether a stretch that was left out says that something is inside which nobody knows.

    `heading` is the heading right before it, where there is one.

    >>> declares_unknown("Contains: Blorptine Vexanol."), declares_unknown("Contains: 30 wipes.")
    (True, False)
    """
    if not words.isascii() and has_other_letters(words):
        return _declares_abroad(words[:_LONGEST])
    at = 0
    text = without_claims(words[:_LONGEST]).lstrip(_EDGES)
    titled = bool(heading) and _is_title(heading)
    for stop in [*(match.end() for match in _SENTENCE.finditer(text)), len(text)]:
        sentence, at = text[at:stop], stop
        for things in (sentence,) if titled else _declared_in(sentence):
            if things and not begins_with_a_claim(things.strip()) and _any_strange(things):
                return True
        if _is_mixed(sentence) or _is_bare_name(sentence):
            return True
        titled = sentence.rstrip().endswith(":") and _is_title(sentence)
    return _has_strange_amount(text) or _tells_of_a_substance(text)


def _declares_abroad(words: str) -> bool:
    """The same in another alphabet, where only a heading declares and every word has to be a known name.

    A word in our letters that ends as substances do stands for itself, and so does a row of known names.
    """
    if any(ends_as_substances_do(word) for word in _LETTERS.findall(words) if word.isascii()):
        return True
    if sum(len(part) < _LONGEST_PART and _is_known(part) for part in _PART_ABROAD.split(words)) >= _ROW:
        return True
    for head in _words().abroad.finditer(words):
        things = _SENTENCE.split(words[head.end() :], maxsplit=1)[0]
        for part in _PART_ABROAD.split(things):
            names = identify(part)
            if any(name.inci is None for _, name in names):
                return True
    return False


def _is_title(words: str) -> bool:
    return bool(_words().title.search(fold(words)))


def without_traces(words: str, heading: str = "") -> str:
    """A stretch without the traces of food that it declares ("Contains: milk"), which say nothing about a cosmetic.

    As long as it was. Where the heading before it declares, all of it may be traces.
    """
    if heading and _is_title(heading) and _words().only_traces.fullmatch(words):
        return " " * len(words)
    if not may_trace(words):
        return words
    return _without_traces(words) if len(words) <= _LONGEST_REMEMBERED else _without_traces.__wrapped__(words)


@lru_cache(maxsize=1024)
def _without_traces(words: str) -> str:
    return _words().traced.sub(lambda told: " " * len(told[0]), words)


def may_trace(words: str) -> bool:
    """A quick no before the question whether a text tells of traces of food."""
    return any(map(words.__contains__, TRACING))


def _declared_in(sentence: str) -> list[str]:
    """What stands behind the declaring words of a sentence: behind each, since one may declare nothing."""
    folded = fold(sentence)
    heads = [*_words().declaring.finditer(folded), *filter(None, (_words().joint.match(folded),))]
    behind = [folded[head.end() :] for head in heads]
    return behind + [sentence[joint.end() :] for joint in _words().inside.finditer(sentence)]


def _is_mixed(sentence: str) -> bool:
    """Whether a left-out sentence is names, some known and some not: "Panthenol, Blorptine, Glycerin"."""
    parts = [part.strip() for part in sentence.strip(_EDGES).split(",") if part.strip()]
    if not _LEAST_MIXED <= len(parts) <= _MOST_MIXED or may_deny(sentence) or looks_like_prose(sentence):
        return False
    if any(sign.isdigit() for sign in sentence):
        return False
    known = sum(_is_known(part) for part in parts)
    return 2 * known >= len(parts) > known and any(_is_strange(part, _MOST_WORDS_OF_A_THING) for part in parts)


def ends_as_substances_do(words: str) -> bool:
    """Whether a word ends as the names of substances do.

    >>> ends_as_substances_do("Blorptine"), ends_as_substances_do("Apoteket AB")
    (True, False)
    """
    folded = [word for word in map(fold, words.split()) if len(word) >= _SHORTEST_SUBSTANCE]
    return any(_SUBSTANCE.search(word) and not _names_nothing(word) for word in folded)


def _is_bare_name(sentence: str) -> bool:
    """Whether a left-out sentence is nothing but one to three strange words, of which one ends as substances do."""
    words = sentence.strip(_EDGES).split()
    if not 0 < len(words) <= _MOST_BARE or not all(word.isalpha() for word in words):
        return False
    folded = [fold(word) for word in words]
    if any(_names_nothing(word) for word in folded) or not any(_SUBSTANCE.search(word) for word in folded):
        return False
    return sentence.rstrip().endswith(".") and _is_strange(sentence.strip(_EDGES), _MOST_BARE)


def _tells_of_a_substance(text: str) -> bool:
    """Whether a word that nobody knows ends as substances do and stands there as a name: "our Quorbitanol formula".

    The weak endings ("-ine", "-ate") are those of plain words too: there it takes a capital letter inside a sentence,
    or another strange word beside it.
    """
    if begins_with_a_claim(text) and may_deny(text):
        turn = _TURN.search(text)
        text = text[turn.end() :] if turn else ""
    words = list(_LETTERS.finditer(text))
    for place, word in enumerate(words):
        folded = fold(word[0])
        if len(folded) < _SHORTEST_SUBSTANCE or not _SUBSTANCE.search(folded) or _names_nothing(folded):
            continue
        capital = word[0][0].isupper() and not word[0].isupper() and bool(_INSIDE.search(text[: word.start()]))
        beside = [fold(other[0]) for other in words[max(0, place - 1) : place + 2] if other is not word]
        strange = any(len(other) >= _SHORTEST_SUBSTANCE and not _names_nothing(other) for other in beside)
        if capital or strange or _SURELY.search(folded):
            return True
    return False


def _has_strange_amount(text: str) -> bool:
    """Whether a percentage is given of something that nobody knows: "Blorptine 5 %"."""
    if "%" not in text:
        return False
    behind = any(_any_strange(match["behind"], last=4) for match in _PERCENT.finditer(text))
    return behind or any(_any_strange(match["front"], last=4) for match in _BEFORE_PERCENT.finditer(text))


def _any_strange(things: str, *, last: int = _MOST_WORDS_OF_A_THING) -> bool:
    thing = _PURPOSE.split(things, maxsplit=1)[0]
    return any(_is_strange(part, last) for part in _PART.split(thing) if part)


def _is_strange(part: str, most: int) -> bool:
    """Whether a short part is mostly words that are neither everyday nor of a known name, and is no known name."""
    everyday = _words().everyday
    words = [word for word in _WORD.findall(fold(part)) if word not in everyday]
    if not words or len(part.split()) > most or _AMOUNT.match(part):
        return False
    strange = sum(len(word) >= _SHORTEST and not _is_ordinary(word) for word in words)
    if not strange or 2 * strange < len(words) or looks_like_prose(part):
        return False
    return not _is_known(part) and not _is_known(" ".join(words))


def _is_known(part: str) -> bool:
    names = identify(part)
    return bool(names) and all(name.inci is not None for _, name in names)


def _is_ordinary(word: str) -> bool:
    """Whether a word is ordinary as it stands or without the ending that a language puts behind it."""
    return _names_nothing(word) or (
        len(word) > _SHORTEST_SUBSTANCE and (_names_nothing(word[:-1]) or _names_nothing(word[:-2]))
    )

"""What a label says is NOT in the product, in eight languages, and how far each such claim reaches.

A claim begins with a denying word ("without", "free from", "sans", "ohne") and reaches over one thing, and over
further things only while all of them are what packs boast of lacking ("parabens, sulfates and dyes"). It never
reaches over the end of its sentence or bracket, over "with" or "but", nor over a comma behind which the list goes on.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from fortnight.labels.abroad import cues_abroad
from fortnight.labels.cues import Cue
from fortnight.labels.folding import fold
from fortnight.labels.inside import SPEAKING, cues_told, names_inside, words_of
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import vocabulary
from fortnight.sources import shipped

_PLAIN_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
FREE = pattern(
    r"\b(?!of\b|from\b|and\b|or\b)[\w'’]+(?: (?:oils?|alcohol|acids?|benzoate|urea))?"
    r"[- ](?:free|frei)\b(?! (?:from|of)\b)",
    re.IGNORECASE,
)
_FREE_OF = (
    r"(?:fragrances?|perfumes?|parfum|parabens?|sulfates?|sulphates?|silicones?|gluten|dyes?|soap|cruelty|scent|"
    r"(?<!l )alcohol)"
    r"[- ]free\b(?=\s*(?:[.,;:!&+)•|*\n]|and\b|$))"
)
"""What packs boast of lacking, at the end of a sentence or before the next such thing: no "free radicals"."""
_BOASTED_THING = (
    r"(?:fragrances?|perfumes?|parfum|dyes?|colou?rs?|preservatives?|parabens?|alcohol|oil|gluten|soap|sul(?:f|ph)ates?|"
    r"silicones?|lanolin|latex|soy|nuts?|phthalates?|cruelty|scent|talc|mineral oil|formaldehyde)"
)
_ROW_FREE = (
    r"(?:^|(?<=[.;\n•|*!])|(?<=[.;\n•|*!] ))"
    rf"{_BOASTED_THING}(?:(?: ?[,/&+] ?| )(?:(?:and|or|&) )?{_BOASTED_THING})+[- ]free\b(?=\s*(?:[.,;:!&+)•|*\n]|$))"
)
"""The same of a whole row, from the beginning of its sentence: "Fragrance, preservative & dye free."."""
_ROW = pattern(_ROW_FREE)
_PRESENT = pattern(
    r"(?<=[.;\n])\s*(?:(?:made|formulated|prepared) )?(?:with|contains?|ingredients?|inci|avec|con|mit|met|com|"
    r"contient|contiene|enthält|ingr[ée]dients|ingredientes|inhaltsstoffe|ingredienti|sk[łl]adniki)\s*:"
)
_AMOUNT = pattern(r"\d\s?%")
_STOP = pattern(r"[.!?;:\n•|]")
_BEGINNING = 3
_APART = str.maketrans(dict.fromkeys("().,:;*-!•|[]", " "))
_END = pattern(r"[.!?;:\n•|]|$")
_BRACKET = pattern(r"[()\[\]]")
_PART = pattern(r",")
_CLAUSE = pattern(r"[.,;:!?\n•|()\[\]]+")
_AFFIRMED = r"(?<!never )(?<!not )(?<!nunca )(?<!jamais )(?<!niemals )(?<!nicht )(?<!nie )(?<!mai )"
_AFFIRMS = r"(?!\s+(?:without|free of|free from|sans|sin|ohne|senza|sem|bez|zonder)\b)"
"""Two denials together say that something is there: "never without our salicylic acid"."""
_LONGEST = 400
_LIST_WORDS = frozenset(
    {"fragrance", "fragrances", "perfume", "perfumes", "alcohol", "parfum", "mineral oil", "lanolin", "talc", "gluten"}
)
_BOASTED = (_LIST_WORDS - {"parfum"}) | {"essential oils", "essential oil", "perfumes", "colorants", "colourants"}
_TELLING = SPEAKING | int(Cue.UNJUDGED)
_WORD = pattern(r"[^\s,;()\[\]]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClaimWords:
    """The words of `claims.toml`, compiled for text in lower case."""

    denial: re.Pattern[str]
    turn: re.Pattern[str]
    joined: re.Pattern[str]
    joint: re.Pattern[str]
    boast: re.Pattern[str]
    vague: frozenset[str]
    quick: frozenset[str]


@cache
def _words() -> _ClaimWords:
    import tomllib

    tables = tomllib.loads(shipped("labels/data/claims.toml"))
    denials = "|".join(f"(?:{denial})" for language in tables["denials"].values() for denial in language)
    absent, absent_words = _absent(tables["absent"])
    beginnings, whole = tables["boasts"]["beginnings"], tables["boasts"]["whole"]
    return _ClaimWords(
        denial=re.compile(
            rf"{absent}|{_AFFIRMED}\b(?:{denials})\b(?!{tables['turns']['amounts']}){_AFFIRMS}\s*:?|"
            r"\b0 ?%(?=\s*[^\W\d_])"
        ),
        turn=re.compile(rf"\b(?:{'|'.join(tables['turns']['words'].split())})\b"),
        joined=re.compile(rf"\b(?:{'|'.join(tables['joined']['words'].split())})\b"),
        joint=re.compile(rf"[,/&+()\[\]]|\b(?:{'|'.join(tables['joined']['words'].split())}|{denials})\b"),
        boast=re.compile(rf"\b(?:{'|'.join(beginnings.split())})|\b(?:{'|'.join(whole.split())})\b"),
        vague=frozenset(tables["vague"]["words"].split()),
        quick=frozenset(tables["quick"]["words"].split()) | absent_words,
    )


def _absent(table: dict[str, Any]) -> tuple[str, frozenset[str]]:
    """The expression for what one word says is absent, and the words of which one stands in every such claim."""
    words = set(table["words"].split())
    for things, ends in table["compounds"].values():
        words |= {thing + end for thing in things.split() for end in ends.split()}
    behind = table["behind"]
    thing = f"(?:{'|'.join(behind['things'].split())})"
    joint = "|".join(re.escape(joint) for joint in behind["joints"].split())
    verbs = behind["verbs"].split()
    listed = rf"{thing}(?:(?:\s*,\s*|\s+(?:{joint})\s+){thing})*\s+(?:{'|'.join(verbs)})"
    beginnings: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        beginnings.setdefault(word[:_BEGINNING], []).append(word[_BEGINNING:])
    each = "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in beginnings.items())
    phrases = "|".join(table["phrases"])
    return rf"\b(?P<absent>(?:{phrases}|{each}|{listed})\b|{_ROW_FREE}|{_FREE_OF})", frozenset(words | set(verbs))


def lowered(text: str) -> str:
    """A text in lower case, as long as it was: where a letter would become two, only plain letters are lowered."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.translate(_PLAIN_LOWER)


def may_deny(text: str) -> bool:
    """A quick no before the slow question whether a text says what it is free of, since every label is asked."""
    lower = text.lower()
    if lower.isalpha():
        return lower in _words().quick
    return not _words().quick.isdisjoint(lower.translate(_APART).split())


def denial_in(lower: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """The next words in a text in lower case that a claim begins with."""
    return _words().denial.search(lower, start, len(lower) if end is None else end)


def begins_with_a_claim(words: str) -> bool:
    """Whether a stretch begins by saying what is absent."""
    return bool(_words().denial.match(lowered(words)) or FREE.match(words))


def is_claim(stretch: str) -> bool:
    """Whether a stretch is nothing but such a claim: "paraben-free", "sin perfume", "0% alcohol".

    >>> is_claim("Fragrance-free"), is_claim("No parabens"), is_claim("Fragrance free blend of essential oils")
    (True, True, False)
    """
    words = lowered(stretch.strip(" .*()[]"))
    if FREE.fullmatch(words):
        return True
    denial = _words().denial.match(words)
    if denial is None:
        return False
    return (bool(denial["absent"]) or denial.end() < len(words)) and claim_end(words, denial) >= len(words)


def claim_end(text: str, denial: re.Match[str], end: int | None = None) -> int:
    """Where a claim in a text in lower case ends; at the latest at `end`. Within a list, at the next comma."""
    begin = denial.end()
    if denial["absent"]:
        return begin
    within = text[max(0, denial.start() - 3) : denial.start()].rstrip().endswith(",")
    stop = min(len(text) if end is None else end, begin + _LONGEST)
    present = _list_of_what_is_present(text, begin, stop)
    if present:
        return present
    for expression in (_END, _words().turn):
        match = expression.search(text, begin, stop)
        stop = match.start() if match else stop
    amount = _AMOUNT.search(text, begin, stop)
    if amount:
        # Of what is absent no amount is told: "without parabens, retinol 1 %".
        stop = max(begin, text.rfind(",", begin, amount.start()))
    stop = _before_the_list(text, denial[0], begin, min(stop, _unopened(text, begin, stop)))
    commas = [match.start() for match in _PART.finditer(text, begin, stop)]
    if not commas:
        return stop
    pieces = [text[at + 1 : end] for at, end in zip(commas, [*commas[1:], stop], strict=True)]
    if within:
        listed = (at for at, piece in zip(commas, pieces, strict=True) if not _only_boasts(piece))
        return next(listed, stop)
    surely = text[begin - 1 : begin] == ":" or _words().joined.search(pieces[-1])
    joined = bool(surely) and not any(_is_of_a_list(piece) for piece in pieces)
    return stop if joined or all(_boasts(piece) for piece in pieces) else commas[0]


def _list_of_what_is_present(text: str, begin: int, stop: int) -> int:
    """Where the sentence of a claim ends, right behind which the list of what is inside begins; 0 where none does.

    "Made without perfume, alcohol denat. or dyes. Made with: Water, ...". An amount is of something that is present.
    """
    heading = _PRESENT.search(text, begin, stop)
    if heading is None or _AMOUNT.search(text, begin, heading.start()):
        return 0
    sentence = text[begin : heading.start()]
    whole = not _STOP.search(sentence.replace("denat.", "denat").rstrip(" ."))
    return heading.start() if whole and _words().joined.search(sentence) else 0


def _before_the_list(text: str, denial: str, begin: int, stop: int) -> int:
    """Where the list goes on behind the first thing denied although its comma is lost, or `stop`.

    Between two things that are absent stands a comma or a word that joins them. "No parabens lidocaine aqua" denies
    only parabens: what restricts is read, and so is all that stands behind a second name. Packs boast of lacking
    perfume and alcohol in a row, so that these end no claim.
    """
    cut = stop
    for start, end in _pieces(text, begin, stop):
        words = list(_WORD.finditer(text, start, end))
        folded = [fold(word[0]) for word in words]
        inside = [(first, name) for first, last, name in names_inside(folded) if not _is_boast(folded[first:last])]
        for first, name in inside:
            before = [word for word in folded[:first] if word and word not in _words().vague]
            if denial.strip() != "non" and not before:
                continue
            if int(name.cues) & _TELLING or any(_words().boast.search(word) for word in before) or _listed(before):
                cut = min(cut, words[first].start())
                break
    return cut


def _pieces(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """What stands between the commas and the joining words of a claim."""
    pieces, at = [], begin
    for match in _words().joint.finditer(text, begin, stop):
        pieces.append((at, match.start()))
        at = match.end()
    return [*pieces, (at, stop)]


def _is_boast(words: list[str]) -> bool:
    """Whether a known name is what packs boast of lacking, and no printed name of a list."""
    return " ".join(words) in _BOASTED


def _listed(words: list[str]) -> bool:
    """Whether the words end in a name that we know."""
    return any(" ".join(words[first:]) in vocabulary().known for first in range(len(words)))


def _unopened(text: str, begin: int, stop: int) -> int:
    """The first bracket behind `begin` that closes one opened before it, or `stop`."""
    depth = 0
    for match in _BRACKET.finditer(text, begin, stop):
        depth += 1 if match[0] in "([" else -1
        if depth < 0:
            return match.start()
    return stop


def _boasts(piece: str) -> bool:
    """Whether a piece behind a comma is only what packs boast of lacking; a printed name of a list is none."""
    folded = fold(piece)
    if not folded:
        return True
    name = vocabulary().known.get(folded)
    if name is not None and folded not in _LIST_WORDS:
        return False
    return bool(_words().boast.search(folded) or _words().denial.match(folded)) and len(folded.split()) <= 6


def _only_boasts(piece: str) -> bool:
    """Whether a piece behind a comma of a list is what packs boast of lacking, and no name at all stands in it."""
    folded = fold(piece)
    return bool(folded) and _boasts(piece) and not names_inside(words_of(folded))


def _is_of_a_list(piece: str) -> bool:
    """Whether a piece is a name that says nothing on its own: nobody boasts of lacking glycerin."""
    folded = fold(piece)
    name = vocabulary().known.get(folded)
    return name is not None and not cues_told(folded) and folded not in _LIST_WORDS


def without_claims(text: str) -> str:
    """A text with what it says is absent blanked out, as long as it was.

    >>> without_claims("Free from parabens. With panthenol").strip()
    '. With panthenol'
    """
    for start, end in _claims_in(lowered(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _claims_in(plain: str) -> list[tuple[int, int]]:
    """Where the claims of a text in lower case stand."""
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(plain) and (at or may_deny(plain)):
        denial = denial_in(plain, at)
        if denial is None:
            break
        at = max(claim_end(plain, denial), denial.end())
        spans.append((denial.start(), at))
    return spans


@lru_cache(maxsize=1024)
def cues_claimed(text: str) -> int:
    """The cues of what a text tells of, without what it says is absent.

    >>> from fortnight.labels.cues import Cue
    >>> cues_claimed("Free from retinol. Fragrance-free.")
    0
    >>> cues_claimed("Without parabens, with retinol") == Cue.RETINOID
    True
    """
    lower = lowered(text)
    plain = FREE.sub(" ", _ROW.sub(" ", lower)) if "free" in lower or "frei" in lower else lower
    cues = 0 if text.isascii() else cues_abroad(text)
    for clause in _CLAUSE.split(without_claims(plain)):
        if len(words_of(folded := fold(clause.strip()[:600]))):
            cues |= cues_told(folded)
    return cues

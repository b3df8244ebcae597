"""Where a stretch is cut into names: signs and words that people use for commas, the sure ones before the doubtful.

A doubtful sign ("/", " - ", "y") is only a comma where most of what it parts are names. A full stop inside a name
that a photo has torn ("CETYL. ALCOHOL") parts nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator

from fortnight.labels.folding import fold
from fortnight.labels.forms import whole
from fortnight.labels.patterns import pattern
from fortnight.labels.trim import trimmed
from fortnight.labels.vocabulary import vocabulary

_CAPITAL = "A-ZÀ-ÞŁŚŻŹĆŃ"
_NOT_INSIDE = r"(?!(?i:one|diol|triol|isothiazolin)\b)"
_LONGEST_NAME = 200
_LONGEST_WORD = 30

WORDS = pattern(r"\s+(?:(?i:and/or|and|et|und|or|oder|ou|sowie)|&|\+)\s+|(?<=\w)\s*&\s*(?=[A-Z])")
LINE = pattern(r"\s*\n\s*")
SURE = (
    pattern(
        r"\.\s[\s.]{3,}|\s*[;•·●▪、，・･ㆍ‧；､。｡؛،\t]+\s*|\s+[|¦]+\s*|[|¦]+(?:\s+|(?=[A-Z(]))|\s*\n\s*\n\s*|"
        rf"\s+[-–—]\s+(?=[A-Z]){_NOT_INSIDE}|(?<=%)(?=[A-Z])|(?<=[a-z])\.(?=Ci \d)|\s*\((?i:and|und|et|y|e)\)\s*"
    ),
    pattern(
        rf"(?<=[a-zà-ÿ]{{3}})[!?]\s+(?=[{_CAPITAL}])|"
        r"(?<=[\u0370-\uffef)])\.\s+(?=[\u0370-\uffef])|(?<=[a-zA-Z)\]]{3})\.\s+(?=[\u0370-\uffef])|\s*℮\s*(?=\d)|"
        rf"(?<=\s\s)\.\s+(?=[{_CAPITAL}])|(?<=\d [glL])\.\s+(?=[{_CAPITAL}])|(?<=\d ml)\.\s+(?=[{_CAPITAL}])|"
        rf"(?<=[a-zA-Z0-9)\]*]{{2}}[a-zA-Z)\]*])(?<!\bExt)(?<!\bEXT)\.(?:\s+\.)*\s+(?=[{_CAPITAL}*\[(])|(?<=[\d%])\.\s+(?=[{_CAPITAL}*\[(])|"
        rf"(?<=[wv]/[wv])\.\s+(?=[{_CAPITAL}])|(?<=[%wv])\s+in\s+(?=(?:purified |sterile |distilled )?[Ww]ater\b)|"
        r"(?<=[a-z]{3})\.(?=[A-Z][a-z]+)|(?<=[A-Z]{4})\.(?=[A-Z]{3})|(?<=\))\.(?=[A-Z])|(?<=\))\.\s*(?=\w)|"
        r"\s*\*+\s+|\s+\*+\s*|(?<=\w{3})\*+(?=[A-Z])|(?<=\s[A-Z]{2})\*+(?=[A-Z]{2})|\s+[†‡§]+\s*"
    ),
    WORDS,
    pattern(r",(?!(?<=\d,)\d)\s*"),
)
DOUBTFUL = (
    LINE,
    pattern(r"\s+/\s+"),
    pattern(r"\s*/\s*"),
    pattern(rf"(?:\s+[-–—]\s+|(?<=[A-Za-z])[-–—]\s+|\s+[-–—](?=[A-Za-z])){_NOT_INSIDE}"),
    pattern(r"\s+(?i:y|e|i|en|og|och|o)\s+"),
    pattern(r"\s*[\\:_~^|]\s*|\s*\.{2,}\s*|\s+\.\s*"),
)
_SURE_SIGNS = (".;•·●▪、，・･ㆍ‧；､。｡؛،\t|¦\n-–—%(", "!?.*†‡§℮%/", None, ",")
_DOUBTFUL_SIGNS = ("\n", "/", "/", "-–—", None, "\\:_~^|.")
"""Of each cut the signs of which one has to stand where it cuts; none for a cut at words."""
_SURE_WORDS = frozenset({"and/or", "and", "et", "und", "or", "oder", "ou", "sowie"})
_DOUBTFUL_WORDS = frozenset({"y", "e", "i", "en", "og", "och", "o"})
"""The words of which one has to stand where a cut at words cuts a text in plain letters, if no sign does."""
_ODD = pattern(r"[^\w\s,.('’+%&]")
_CLOSED = pattern(r"(?<=[\])}])\s*(?=[\[({])")
_TWO = 2
Part = tuple[int, str]


def parts_at(core: str, cut: re.Pattern[str]) -> list[Part]:
    """The parts of a stretch between the places of a cut, each with its offset."""
    if cut.search(core) is None:
        return _uncut(core)
    parts, at = [], 0
    for match in cut.finditer(core):
        if "." in match[0] and _is_torn(core, match):
            continue
        parts.append((at, core[at : match.start()]))
        at = match.end()
    parts.append((at, core[at:]))
    return [(at, part) for at, part in parts if part.strip()]


def _uncut(core: str) -> list[Part]:
    """The stretch as its one part."""
    return [(0, core)] if core.strip() else []


def _is_torn(core: str, stop: re.Match[str]) -> bool:
    """Whether the words beside a full stop are one name, and the first alone is none."""
    first = core[max(0, stop.start() - _LONGEST_WORD) : stop.start()].rsplit(" ", 1)[-1].lower()
    second = core[stop.end() : stop.end() + _LONGEST_WORD].split(" ", 1)[0].lower().strip(".,")
    canonical_names = vocabulary().known
    return first not in canonical_names and f"{first} {second}" in canonical_names


def sure_parts(core: str) -> Iterator[tuple[re.Pattern[str], list[Part]]]:
    """The sure cuts that may part a stretch and the one at words, each with the parts that it gives."""
    for cut, signs in zip(SURE, _SURE_SIGNS, strict=True):
        if signs is None:
            joined = "&" in core or "+" in core or _may_hold(core, _SURE_WORDS)
            yield cut, parts_at(core, cut) if joined else _uncut(core)
        elif any(map(core.__contains__, signs)):
            yield cut, parts_at(core, cut)


def _may_hold(core: str, words: frozenset[str]) -> bool:
    """A quick no before a cut at words is looked for, for a text in plain letters."""
    return not core.isascii() or not words.isdisjoint(core.lower().split())


def doubtful_parts(core: str) -> Iterator[list[Part]]:
    """The parts that each doubtful cut gives, where they are names."""
    for cut, signs in zip(DOUBTFUL, _DOUBTFUL_SIGNS, strict=True):
        if any(map(core.__contains__, signs)) if signs else _may_hold(core, _DOUBTFUL_WORDS):
            parts = parts_at(core, cut)
            if len(parts) > 1 and are_names(parts):
                yield parts
    for cut in _odd_cuts(core):
        parts = parts_at(core, cut)
        if len(parts) > _TWO and all(_is_name(part) for _, part in parts):
            yield parts


def _odd_cuts(core: str) -> Iterator[re.Pattern[str]]:
    """Cuts at signs that hardly anybody uses for commas: "[Aqua][Glycerin]", "Aqua=Glycerin=Panthenol"."""
    signs = Counter(_ODD.findall(core))
    if signs["]"] > 1 or signs["}"] > 1 or signs[")"] > 1:
        yield _CLOSED
    for sign, times in signs.most_common(1):
        if times > 1:
            yield re.compile(rf"\s*{re.escape(sign)}\s*")


def are_names(parts: list[Part]) -> bool:
    """Whether most parts of a stretch are names: only then was the sign between them a comma."""
    known = sum(1 for _, part in parts if len(part) <= _LONGEST_NAME and _is_name(part))
    return known == len(parts) or (known > 1 and 2 * known >= len(parts))


def _is_name(part: str) -> bool:
    _, core = trimmed(part)
    return len(core) > 2 and whole(core, fold(core)) is not None

"""What stands around a name in its stretch and is none of it: numbering, footnote signs, percentages, half brackets."""

import re

from fortnight.labels.patterns import pattern

JUNK = " \t\n\r\x0b\x0c\x00\xa0\u200b\ufeff＊※。、*•·▪●○■◦†‡§+\"'’‘“”.:;,?!_~=<>#&–—|/\\{}-"
_FRONT = pattern(
    r"\d{1,2}[.)](?:\s+|(?=[^\W\d_]{3}))|(?:and|or|und|et|the|The|THE)\s+(?=\w)|(?i:and|et|und|with|contains|y|e|con|avec|mit)\s+(?=[A-Z])|[\d.,]{1,8}\s?%\s?(?:w/w\s?|of\s)?|[\[(]?\+/-[\])]?|±|[)\]]"
)
_AMOUNT = r"\d{1,3}(?:[.,]\d{1,6})?\s?(?:%|mg/ml|mg/g|mg|mcg|g/kg|(?<=[^\d])g\b)|\d{1,6}(?:[.,]\d{1,6})?\s?ppm"
_BACK = pattern(
    rf"(?:[(\[]\s?)?(?:min\.?\s?)?(?:{_AMOUNT})\s?(?:w/w\s?|w/v\s?)?[)\]]?$|[(\[]\s?\+{{0,2}}\s?[)\]]$|[\^°¹²³⁴]$"
    r"|\s(?i:to adjust (?:the )?ph|as (?:a )?(?:preservative|preservatives|emollient)|q\.?s\.?(?: to 100)?|ad 100)$"
    r"|\s(?i:thanks|thank you|thx|please|pls|gracias|porfa|merci|danke)$|\s\((?i:and)\)$|\s(?i:and|und|et|y)$"
)
_HEADER = pattern(
    r"^\s*(?:may contain\s*[(\[]?\s*(?:\+/-|±)\s*[)\]]?\s*:?\s*|(?:may contain|peut contenir|"
    r"puede contener|kann enthalten|pu[oò] contenere)[/:\s-]*|(?:(?:full|other|inactive|active|"
    r"key|medicinal|non-?medicinal)\s+)*ingredients?\b\s*(?:list)?[:\s-]*)(?=\S)",
    re.IGNORECASE,
)
_IN_FRONT = frozenset(
    {
        "and",
        "or",
        "the",
        "und",
        "et",
        "y",
        "e",
        "with",
        "contains",
        "con",
        "avec",
        "mit",
        "may",
        "peut",
        "puede",
        "kann",
    }
    | {"puo", "può", "full", "other", "inactive", "active", "key", "medicinal", "non-medicinal", "nonmedicinal"}
    | {"ingredients", "ingredient"}
)
_BEHIND = frozenset(
    {"and", "und", "et", "y", "ph", "preservative", "preservatives", "emollient", "qs", "mg", "w", "ppm", "g", "ml"}
    | {"thanks", "you", "thx", "please", "pls", "gracias", "porfa", "merci", "danke"}
)
_DIGIT = pattern(r"\d")
_DIGITS = frozenset("0123456789")
_TRIMS = 6


def trimmed(stretch: str) -> tuple[int, str]:
    """The stretch without what is no part of a name at its ends, and where it begins."""
    core = stretch.lstrip(JUNK)
    start = len(stretch) - len(core)
    if core[:1].isalpha() and _is_whole(core, core.lower().split()):
        return start, core
    for trim in (_FRONT, _HEADER, _FRONT):
        front = trim.match(core)
        if front and front.end() < len(core):
            shorter = core[front.end() :].lstrip(JUNK)
            start += len(core) - len(shorter)
            core = shorter
    core = core.rstrip(JUNK)
    for _ in range(_TRIMS):
        shorter, skipped = _half_bracket(_BACK.sub("", core[-60:]) if len(core) > 60 else _BACK.sub("", core), core)
        start += skipped
        if shorter == core:
            break
        core = shorter
    return start, core


def _is_whole(core: str, words: list[str]) -> bool:
    """Whether a stretch that begins with a letter is a name from its first sign to its last; asked before it is cut."""
    first, last = words[0], words[-1]
    if first.strip("/:") in _IN_FRONT:
        return False
    if not _DIGIT.search(core):
        return _ends_in_a_word(core, last) or _ends_in_a_bracket(core)
    if first.startswith("ingredient") or not core[-1].isalnum():
        return False
    return (last.isalpha() and last not in _BEHIND and last != "mcg") or (last[-1] in _DIGITS and last != "100")


def bare(folded: str) -> bool:
    """Whether nothing stands around the words of a stretch of plain letters.

    >>> bare("aloe barbadensis leaf juice"), bare("and glycerin"), bare("glycerin thanks")
    (True, False, False)
    """
    words = folded.split(" ")
    return words[0] not in _IN_FRONT and words[-1] not in _BEHIND


def _ends_in_a_word(core: str, last: str) -> bool:
    """Whether a stretch ends in a word of its name."""
    return core[-1:].isalpha() and last not in _BEHIND


def _ends_in_a_bracket(core: str) -> bool:
    """Whether a stretch ends in a bracket of its name that holds a word, and each of its brackets has a partner."""
    if core[-1:] != ")" or not core[-2:-1].isalpha() or core[-5:-1].lower() == "(and":
        return False
    return core.count("(") == core.count(")") and "[" not in core and "]" not in core


def _half_bracket(tail: str, core: str) -> tuple[str, int]:
    """The core with its trimmed tail put back and without a bracket that has no partner; what was cut in front."""
    core = (core[:-60] + tail if len(core) > 60 else tail).rstrip(JUNK)
    core = core.rstrip("([" + JUNK) if core[-1:] in ("(", "[") else core
    opened, closed = core.count("(") + core.count("["), core.count(")") + core.count("]")
    if closed > opened and core[-1:] in ")]":
        return core[:-1].rstrip(JUNK), 0
    wrapped = core[:1] in "([" and core.endswith((")", "]")) and not any(sign in core[1:-1] for sign in "()[]")
    if core[:1] and core[:1] in "([" and (opened > closed or wrapped):
        shorter = core[1:].lstrip(JUNK)
        skipped = len(core) - len(shorter)
        return (shorter[:-1] if wrapped else shorter).rstrip(JUNK), skipped
    return core, 0

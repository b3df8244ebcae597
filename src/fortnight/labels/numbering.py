"""Numbered lists: "1. Aqua 2. Glycerin 3. Retinol", whose numbers stand for commas, and numbered products."""

import re

from fortnight.labels.layout import known_share
from fortnight.labels.patterns import pattern

_NUMBER = pattern(r"(?<!\S)(\d{1,3})[.)](?=\s+\S|[^\W\d_]{2})")
_PART = pattern(
    r"(?<!\S)(?:[/|;]\s)?(?:(?:step|part|phase|schritt|étape|etape|paso|passo|krok|stap|steg|шаг)\s?)?(?P<number>\d{1,2})"
    r"[.)]?(?=\s*[^\W\d_][^:,;.\n]{0,40}:\s|\s?:\s)",
    re.IGNORECASE,
)
_LETTER = pattern(r"(?<!\S)\(?(?P<letter>[a-hA-H])\)(?=\s*[^\W\d_][^:,;.\n]{0,40}:\s)")
_CIRCLED = pattern(r"[①-⑨](?=\s*[^\W\d_][^:：,;.、\n]{0,40}[:：])")
_BARE = pattern(r"(?<!\S)(\d{1,2})(?=\s+[^\W\d_]{2})")
_SECOND = ("2.", "2)", ":")
"""Signs of which one stands in every text in plain letters with commas that has numbers: a product ends in a colon."""
_FEWEST_BARE = 4
_NUMBERED = 2
_MOSTLY = 0.5


def may_be_numbered(text: str) -> bool:
    """A quick no for a text in which something is a first number: without a second one, nothing is numbered.

    >>> may_be_numbered("Aqua, CI 42090 (Blue 1)"), may_be_numbered("1. Aqua 2. Glycerin")
    (False, True)
    """
    return not text.isascii() or "," not in text or any(map(text.__contains__, _SECOND))


def without_numbers(work: str) -> str:
    """A numbered list ("1. Aqua 2. Glycerin") with a semicolon for each number from the second on, as long as it was.

    >>> without_numbers("1. Aqua 2. Glycerin").replace(chr(0), "")
    '1. Aqua ; Glycerin'
    >>> without_numbers("1. Serum: Aqua 2. Cream: Aqua").replace(chr(0), "").split(chr(10))
    ['', ' Serum: Aqua ', ' Cream: Aqua']
    """
    parts = list(_PART.finditer(work))
    if len(parts) >= _NUMBERED and _are_products(work, parts):
        return _in_lines(work, parts)
    for marks, first in ((_LETTER, "a"), (_CIRCLED, "①")):
        parts = list(marks.finditer(work))
        places = [ord(part[0].strip("()").lower()) - ord(first) for part in parts]
        if len(parts) >= _NUMBERED and places == list(range(len(parts))) and _have_lists(work, parts):
            return _in_lines(work.replace("：", ":"), parts)
    wanted, at = 1, 0
    pieces: list[str] = []
    numbers = _BARE if _is_numbered_barely(work) else _NUMBER
    for number in numbers.finditer(work):
        if int(number[1]) != wanted:
            continue
        if wanted > 1 or numbers is _BARE:
            sign = ";" if wanted > 1 else " "
            pieces += [work[at : number.start(1)], sign.ljust(number.end() - number.start(1), "\x00")]
            at = number.end()
        wanted += 1
    return "".join([*pieces, work[at:]]) if wanted > _NUMBERED else work


def _is_numbered_barely(work: str) -> bool:
    """Whether numbers without a sign part the names of a text that has no commas: "1 Aqua 2 Glycerin"."""
    numbers = [int(number[1]) for number in _BARE.finditer(work)] if "," not in work else []
    return len(numbers) >= _FEWEST_BARE and numbers == list(range(1, len(numbers) + 1))


def _in_lines(work: str, parts: list[re.Match[str]]) -> str:
    """Several products, numbered and named ("1. SERUM: ... 2. CREAM: ..."), each on a line of its own."""
    pieces, at = [], 0
    for part in parts:
        pieces += [work[at : part.start()], "\n".rjust(len(part[0]), "\x00")]
        at = part.end()
    return "".join([*pieces, work[at:]])


def _are_products(work: str, parts: list[re.Match[str]]) -> bool:
    """Whether the parts are numbered from one on, with a list each."""
    numbers = [int(part["number"]) for part in parts]
    return numbers == list(range(1, len(parts) + 1)) and _have_lists(work, parts)


def _have_lists(work: str, parts: list[re.Match[str]]) -> bool:
    """Whether behind the name of each part stands a list."""
    ends = [*(part.start() for part in parts[1:]), len(work)]
    lists = (work[part.end() : end].replace("：", ":").partition(":")[2] for part, end in zip(parts, ends, strict=True))
    return all(known_share(names.split("\n", 1)[0]) >= _MOSTLY for names in lists)

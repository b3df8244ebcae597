"""Regular expressions that are compiled when they are first asked, so that importing the core stays cheap."""

import re
from collections.abc import Callable, Iterable
from typing import cast


class _Lazy:
    """Stands for a pattern; each of its methods is the pattern's own from the first use on."""

    def __init__(self, expression: str, flags: int) -> None:
        self.expression = expression
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        """The pattern's attribute, kept from now on."""
        value: object = getattr(re.compile(self.expression, self.flags), name)
        setattr(self, name, value)
        return value


def hint_finder(hints: Iterable[tuple[str, int]]) -> Callable[[str], int]:
    """A function that tells the bits of all hints (letters, their bits) that stand in a word, in one pass over it.

    >>> hint_finder([("ret", 1), ("retin", 2), ("acid", 4)])("retinol")
    3
    """
    bits: dict[str, int] = {}
    for hint, bit in hints:
        bits[hint] = bits.get(hint, 0) | bit
    whole = _closed(bits)
    longest_first = sorted(bits, key=len, reverse=True)
    search = re.compile(f"(?=({'|'.join(map(re.escape, longest_first))}))").findall

    def find(word: str) -> int:
        found = 0
        for hint in search(word):
            found |= whole[hint]
        return found

    return find


def _closed(bits: dict[str, int]) -> dict[str, int]:
    """Each hint with its own bits and those of every hint that it begins with."""
    closed = dict(bits)
    for hint in bits:
        for length in range(1, len(hint)):
            closed[hint] |= bits.get(hint[:length], 0)
    return closed


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression, compiled at its first use (and then by `re` only once).

    >>> bool(pattern("a+").fullmatch("aaa"))
    True
    """
    return cast(re.Pattern[str], _Lazy(expression, flags))

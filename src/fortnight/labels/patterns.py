"""Regular expressions that are compiled when they are first asked, so that importing the core stays cheap."""

import re
from collections.abc import Callable, Iterable
from typing import Any, cast


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
    search = re.compile(f"(?=({_longest(_tree(bits))}))").findall

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


_WORD_BEGINS = re.compile(r"\\b(?:[a-z]|\([a-z]|\\w)")
"""An expression for a word from its first letter on."""


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression, compiled at its first use (and then by `re` only once).

    >>> bool(pattern("a+").fullmatch("aaa"))
    True
    """
    return cast(re.Pattern[str], _Lazy(expression, flags))


def any_of(words: Iterable[str]) -> str:
    """An expression for any of many words, which looks at each letter once: words are parted where they differ.

    It finds whether one of them stands somewhere, and not which: a word behind a shorter one is left away.

    >>> any_of(["tar", "tan", "oil", "tartan"])
    '(?:oil|ta[nr])'
    """
    return _branches(_tree(words, whole=False))


def _tree(words: Iterable[str], *, whole: bool = True) -> dict[str, Any]:
    """Words letter by letter, an empty letter behind the last; unless `whole`, none that begins with a shorter one."""
    tree: dict[str, Any] = {}
    for word in sorted(set(words), key=len):
        branch = tree
        for letter in word:
            if "" in branch and not whole:
                break
            branch = branch.setdefault(letter, {})
        branch.setdefault("", {})
    return tree


def _longest(tree: dict[str, Any]) -> str:
    """The expression for the longest word below a letter of the tree that stands somewhere."""
    ways = [f"{re.escape(letter)}{_longest(below)}" for letter, below in sorted(tree.items()) if letter]
    if not ways:
        return ""
    return f"(?:{'|'.join(ways)})?" if "" in tree else ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _branches(tree: dict[str, Any]) -> str:
    """The expression for what stands below a letter of the tree of words."""
    if "" in tree:
        return ""
    rests = {letter: _branches(below) for letter, below in sorted(tree.items())}
    last = "".join(re.escape(letter) for letter, rest in rests.items() if not rest)
    ways = [f"{re.escape(letter)}{rest}" for letter, rest in rests.items() if rest]
    ways += [f"[{last}]" if sum(not rest for rest in rests.values()) > 1 else last] if last else []
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def by_letter(expressions: Iterable[str]) -> str:
    """An expression for any of many, in which those that begin with the same letters stand together.

    Those with the same beginning keep their order. None may be several beside each other outside of all brackets.

    >>> by_letter(["tan", "oils?", "tar", "[aeo]l", "o?live"])
    't(?:a(?:n|r))|oils?|[aeo]l|o?live'
    """
    together: dict[str, list[str]] = {}
    others: list[str] = []
    for expression in expressions:
        if expression[:1].isalpha() and expression[1:2] not in ("?", "*", "+", "{"):
            together.setdefault(expression[0], []).append(expression[1:])
        else:
            others.append(expression)
    return "|".join([*(letter + _rests(rests) for letter, rests in together.items()), *others])


def _rests(rests: list[str]) -> str:
    """An expression for what follows the same letter."""
    return rests[0] if len(rests) == 1 else f"(?:{by_letter(rests)})"


def any_expression(expressions: Iterable[str]) -> str:
    r"""An expression that finds whether any of many stands somewhere, and not which.

    Where a word has to begin is asked before the words, and not again for each of them.

    >>> any_expression([r"\btan", "oil|wax", r"\btar", "gel"])
    '\\b(?=\\w)(?:t(?:a(?:n|r)))|gel|(?:oil|wax)'
    """
    words = [f"(?:{word})" if _is_parted(word) else word for word in expressions]
    begins = [word for word in words if _WORD_BEGINS.match(word)]
    others = by_letter(word for word in words if word not in begins)
    heads = by_letter(word.removeprefix(r"\b") for word in begins)
    return "|".join([*([rf"\b(?=\w)(?:{heads})"] if heads else []), *([others] if others else [])])


def _is_parted(expression: str) -> bool:
    """Whether an expression is several beside each other, outside of all brackets."""
    depth = 0
    for sign in expression:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            return True
    return False

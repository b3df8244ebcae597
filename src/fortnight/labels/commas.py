"""Names with only blanks between them: lost commas, as photos and careless pages have them.

Where every word belongs to a name, the cut with the fewest names is taken. Otherwise the known names are taken out
where at least two of them stand in the row, and what is between them stays unknown: lost commas hide no name.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from fortnight.labels.folding import fold
from fortnight.labels.forms import built, exact, slashed
from fortnight.labels.grammar import naming_words
from fortnight.labels.model import How, Name
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import vocabulary

Found = tuple[tuple[int, Name], ...]
Reader = Callable[[str], Found]
_Cut = tuple[int, list[tuple[int, int, Name | None]]]

_WORDS = pattern(r"\([^()]*\)|[^\s()]+(?:\s*/\s*[^\s()]+)*")
_LONG_WORD = pattern(r"[a-z]{3,}")
_BRACKET = pattern(r"\([^()]*\)")
_MOST_WORDS = 400
_MOST_WORDS_OF_A_NAME = 8
_NAME = 10
_BUILT = 9
"""The price of each word of a name that only the naming system knows: listed names go first."""
_STRANGE = 40
_LEAST_KNOWN = 2
_VAGUE = frozenset(
    [
        "oil",
        "water",
        "extract",
        "butter",
        "wax",
        "powder",
        "salt",
        "mint",
        "aqua",
        "sugar",
        "alcohol",
        "acid",
        "juice",
        "protein",
        "milk",
        "honey",
        "gum",
        "starch",
    ]
)


def forgotten_commas(core: str) -> Found | None:
    """Names with only blanks between them, if every word belongs to one: the cut with the fewest names."""
    words = list(_WORDS.finditer(core))
    if not 2 <= len(words) <= _MOST_WORDS or not _all_words_known(core):
        return None
    cut = _cheapest(core, words, strange=None)
    return tuple((at, name) for at, _, name in cut if name) if cut and len(cut) > 1 else None


def lost_among_strange(core: str, read: Reader) -> Found | None:
    """The same where some words are strange: the names that we know, and what stands between them read on its own."""
    words = list(_WORDS.finditer(core))
    if not 3 <= len(words) <= _MOST_WORDS:
        return None
    cut = _cheapest(core, words, strange=_STRANGE)
    known = [core[at:end] for at, end, name in cut or () if name]
    sure = [part for part in known if part.lower() not in _VAGUE]
    enough = len(sure) >= _LEAST_KNOWN or any(len(part.split()) >= _LEAST_KNOWN for part in sure)
    if cut is None or not enough or 2 * sum(len(part.split()) for part in known) < len(words):
        return None
    names: list[tuple[int, Name]] = []
    at = 0
    for begin, end, name in [*((begin, end, name) for begin, end, name in cut if name), (len(core), len(core), None)]:
        between = core[at:begin]
        if between.strip(" ,;"):
            names += [(at + offset, strange) for offset, strange in read(between)]
        if name:
            names.append((begin, name))
        at = end
    return tuple(names)


def _cheapest(
    core: str, words: list[re.Match[str]], *, strange: int | None
) -> list[tuple[int, int, Name | None]] | None:
    """The cut with the fewest names, each strange word at its price; None where strange words have none."""
    best: list[tuple[int, int, Name | None] | None] = [(0, 0, None)] + [None] * len(words)
    for end in range(1, len(words) + 1):
        shortest: tuple[int, int, Name | None] | None = None
        for begin in range(max(0, end - _MOST_WORDS_OF_A_NAME), end):
            before = best[begin]
            if before is None or (shortest is not None and before[0] + _NAME >= shortest[0]):
                continue
            name = _piece(core[words[begin].start() : words[end - 1].end()], alone=end - begin == 1)
            price = _NAME + (
                _BUILT * (end - begin) if name and name.inci == name.printed and name.how is not How.VOCABULARY else 0
            )
            if name and (shortest is None or before[0] + price < shortest[0]):
                shortest = (before[0] + price, begin, name)
        last = best[end - 1]
        if strange is not None and last is not None and (shortest is None or last[0] + strange < shortest[0]):
            shortest = (last[0] + strange, end - 1, None)
        best[end] = shortest
    return _path(best, words)


def _path(
    best: list[tuple[int, int, Name | None] | None], words: list[re.Match[str]]
) -> list[tuple[int, int, Name | None]] | None:
    path: list[tuple[int, int, Name | None]] = []
    end = len(words)
    while end:
        step = best[end]
        if step is None:
            return None
        _, begin, name = step
        path.append((words[begin].start(), words[end - 1].end(), name))
        end = begin
    return path[::-1]


@lru_cache(maxsize=4096)
def _piece(part: str, *, alone: bool) -> Name | None:
    """A few words between forgotten commas as one name; a word alone has to be a known one."""
    if len(part) > 120:
        return None
    folded = fold(part)
    name = exact(part, folded) or slashed(part, folded)
    if name or alone or folded.split(" ", 1)[0] in naming_words().forms:
        return name
    return built(part, folded)


@cache
def words_of_names() -> frozenset[str]:
    """Every word of a known name or of the naming system."""
    lists = naming_words()
    words = {word for key in vocabulary().known for word in re.findall(r"[a-z]+", key)}
    return frozenset(words | {"spp", "var"} | lists.genera | lists.stems | lists.forms | lists.common)


def _all_words_known(core: str) -> bool:
    known = words_of_names()
    return all(word in known for word in _LONG_WORD.findall(_BRACKET.sub(" ", fold(core))))

"""Whether a text is the label of something that is eaten, drunk or swallowed: its list is no list of a cosmetic.

Foods declare what no cosmetic does: what they nourish with, raw materials, sweeteners, an E number behind what it does.
One sign that only foods have is enough, of the weaker ones it takes two. The words are `data/food.toml`.
"""

import re
from functools import cache

from fortnight.labels.folding import fold
from fortnight.sources import shipped

_ENOUGH = 2


@cache
def _hints(*, abroad: bool) -> tuple[str, ...]:
    """Letters of which some stand in every such text: asking for letters is much quicker than the patterns."""
    import tomllib

    return tuple(tomllib.loads(shipped("labels/data/food.toml"))["hints_abroad" if abroad else "hints"].split())


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What only foods declare, what is weaker, and what they declare in other alphabets."""
    import tomllib

    table = tomllib.loads(shipped("labels/data/food.toml"))
    surely, weakly = ("|".join(table[key].split("\n")[:-1]) for key in ("surely", "weakly"))
    return (
        re.compile(rf"(?<![a-z])(?:{surely})(?![a-z])"),
        re.compile(rf"(?<![a-z])(?:{weakly})(?![a-z])"),
        re.compile("|".join(table["abroad"].split("\n")[:-1])),
    )


def is_food(text: str) -> bool:
    """Whether a label declares what only foods, drinks and supplements declare.

    >>> is_food("Ingredients: sugar, wheat flour, glucose syrup"), is_food("Aqua, Glycerin, Sucrose")
    (True, False)
    """
    small = text.lower()
    if _is_hinted_abroad(small) and _words()[2].search(text):
        return True
    if not _is_hinted(small):
        return False
    surely, weakly, _ = _words()
    folded = fold(text)
    return bool(surely.search(folded)) or len({match[0] for match in weakly.finditer(folded)}) >= _ENOUGH


def may_tell_of_food(piece: str) -> bool:
    """A quick no for what stands between two commas: a text of which no piece may tell of food is no food's."""
    small = piece.lower()
    return _is_hinted(small) or _is_hinted_abroad(small)


def _is_hinted(small: str) -> bool:
    return any(map(small.__contains__, _hints(abroad=False)))


def _is_hinted_abroad(small: str) -> bool:
    return not small.isascii() and any(map(small.__contains__, _hints(abroad=True)))

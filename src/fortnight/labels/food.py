"""Whether a text is the label of something that is eaten, drunk or swallowed: its list is no list of a cosmetic.

Foods declare what no cosmetic does: what they nourish with, raw materials, sweeteners, an E number behind what it does.
One sign that only foods have is enough, of the weaker ones it takes two. The words are `data/food.toml`.
"""

import re
from functools import cache

from fortnight.labels.folding import fold
from fortnight.labels.patterns import any_of
from fortnight.labels.scripts import has_other_letters
from fortnight.sources import shipped

_ENOUGH = 2


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Letters of which some stand in every such text, what only foods declare, what is weaker, and other alphabets."""
    import tomllib

    table = tomllib.loads(shipped("labels/data/food.toml"))
    surely, weakly = ("|".join(table[key].split("\n")[:-1]) for key in ("surely", "weakly"))
    return (
        re.compile(any_of(table["hints"].split()), re.IGNORECASE),
        re.compile(rf"(?<![a-z])(?:{surely})(?![a-z])"),
        re.compile(rf"(?<![a-z])(?:{weakly})(?![a-z])"),
        re.compile("|".join(table["abroad"].split("\n")[:-1])),
    )


def is_food(text: str) -> bool:
    """Whether a label declares what only foods, drinks and supplements declare.

    >>> is_food("Ingredients: sugar, wheat flour, glucose syrup"), is_food("Aqua, Glycerin, Sucrose")
    (True, False)
    """
    hints, surely, weakly, abroad = _words()
    if has_other_letters(text) and abroad.search(text):
        return True
    if not hints.search(text):
        return False
    folded = fold(text)
    return bool(surely.search(folded)) or len({match[0] for match in weakly.finditer(folded)}) >= _ENOUGH

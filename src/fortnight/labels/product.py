"""What is told of a product before its label is read: by its name and by a shop's category.

Both are asked for a dozen things. Each product is asked once and remembered, as names are.
"""

from dataclasses import dataclass
from functools import lru_cache

from fortnight.labels.folding import fold
from fortnight.labels.kinds import is_not_a_cosmetic, kind_in_other_letters, kind_of_folded, spf_of
from fortnight.labels.model import Kind
from fortnight.labels.promises import promises_anything


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductWords:
    """What the name and the category of a product tell; `said` is the name, folded, `spf` what the name prints."""

    said: str
    category: str
    kind: Kind | None
    spf: int | None
    is_swallowed: bool
    promises: bool


@lru_cache(maxsize=4096)
def words_of_product(name: str, category: str) -> ProductWords:
    """What a name and a category tell; nothing of what is empty.

    >>> words_of_product("Retinol Night Oil", "").kind.value, words_of_product("Sun Milk SPF 30", "").spf
    ('retinol_product', 30)
    """
    said = fold(name)
    return ProductWords(
        said=said,
        category=category,
        kind=kind_of_folded(said, category) or kind_in_other_letters(name, category),
        spf=spf_of(name),
        is_swallowed=is_not_a_cosmetic(said, category),
        promises=promises_anything(said, category, name),
    )

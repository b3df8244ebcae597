"""What is told of a product before its label is read: by its name and by a shop's category.

Both are asked for a dozen things. Each product is asked once and remembered, as names are.
"""

from dataclasses import dataclass
from functools import lru_cache

from fortnight.labels.folding import fold
from fortnight.labels.kinds import is_no_care, is_not_a_cosmetic, kind_in_other_letters, kind_of_folded, spf_of
from fortnight.labels.model import Kind
from fortnight.labels.promises import promises_anything

_CLOSER = {
    Kind.MOISTURISER: (Kind.TONER, Kind.SERUM, Kind.HYDRATING_SERUM, Kind.VITAMIN_C_SERUM, Kind.PEPTIDE_SERUM),
    Kind.MAKEUP: (Kind.VITAMIN_C_SERUM,),
}

_MAY_BE_NO_CARE = (None, Kind.MOISTURISER, Kind.SERUM)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductWords:
    """What the name and the category of a product tell; `title` is the name, folded, `spf` what the name prints."""

    title: str
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
    title = fold(name)
    return ProductWords(
        title=title,
        category=category,
        kind=_kind(name, title, category),
        spf=spf_of(name),
        is_swallowed=is_not_a_cosmetic(title, category),
        promises=promises_anything(title, category, name),
    )


def _kind(name: str, title: str, category: str) -> Kind | None:
    """The kind that a name tells in our letters and in others; what the others tell is closer than "lotion" or "CC"."""
    ours, theirs = kind_of_folded(title, category), kind_in_other_letters(name, category)
    if ours in _MAY_BE_NO_CARE and is_no_care(title, category):
        return None
    return theirs if ours is None or theirs in _CLOSER.get(ours, ()) else ours

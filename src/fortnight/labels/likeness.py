"""Does a label hold something that a person names in their own words? For allergies and wishes.

"Almond" is a plant, "lanolin" is in "Lanolin Alcohol", "perfume" is a trait: a person's word is followed to every
name that means it (canonical name, synonyms, the plant behind a common name and back) and then looked for as whole
words in what is printed and in what it was recognised as. Too many finds are better here than one too few.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fortnight.labels.folding import fold, open_brackets, without_brackets
from fortnight.labels.model import Item, Label, Trait
from fortnight.labels.vocabulary import vocabulary
from fortnight.sources import shipped

_TRAITS = {
    "fragrance": (Trait.FRAGRANCE,),
    "perfume": (Trait.FRAGRANCE,),
    "parfum": (Trait.FRAGRANCE,),
    "scent": (Trait.FRAGRANCE,),
    "aroma": (Trait.FRAGRANCE,),
    "essential oil": (Trait.ESSENTIAL_OIL,),
    "retinol": (Trait.RETINOID,),
    "retinoid": (Trait.RETINOID,),
    "retinal": (Trait.RETINOID,),
    "vitamin a": (Trait.RETINOID,),
    "vitamin c": (Trait.VITAMIN_C,),
    "isothiazolinone": (Trait.ISOTHIAZOLINONE,),
    "formaldehyde": (Trait.FORMALDEHYDE,),
    "peptide": (Trait.PEPTIDE,),
    "ceramide": (Trait.CERAMIDE,),
}
_LONG_WORD = 6
_SHORT_WORD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a person's word stands for: a pattern of whole words, the canonical names, the traits."""

    said: str
    pattern: re.Pattern[str]
    names: frozenset[str]
    traits: tuple[Trait, ...]


@cache
def _common_names() -> tuple[tuple[str, str], ...]:
    import csv

    text = shipped("labels/data/common_names.csv")
    return tuple((name, common) for name, common in list(csv.reader(text.splitlines()))[1:])


@lru_cache(maxsize=512)
def meaning(said: str) -> Meaning:
    """What the word or name stands for; an unknown word stands for itself.

    >>> bool(meaning("Almonds").pattern.search("prunus amygdalus dulcis oil"))
    True
    """
    word = fold(said)
    if len(word) > _SHORT_WORD and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    words = vocabulary()
    known = words.known.get(word) or words.known.get(fold(said))
    forms = {word} if word else set()
    names: frozenset[str] = frozenset()
    if known:
        names = frozenset({known.inci})
        forms.add(without_brackets(fold(known.inci)))
        forms.update(key for key in words.synonyms if words.known[key].inci == known.inci and len(key) > 3)
    for name, common in _common_names():
        if re.search(rf"\b{re.escape(word)}s?\b", common) or name == word:
            forms.add(name)
    pattern = re.compile("|".join(_whole_word(form) for form in sorted(forms) if form) or r"(?!)")
    return Meaning(
        said=said,
        pattern=pattern,
        names=names,
        traits=tuple(trait for key, traits in _TRAITS.items() if f" {key} " in f" {word} " for trait in traits),
    )


def _whole_word(form: str) -> str:
    """A pattern for a word; a long one also ends a longer word, as "paraben" ends "methylparaben"."""
    before = r"\w*" if len(form) >= _LONG_WORD else ""
    return rf"\b{before}{re.escape(form)}(?:e?s)?\b"


@lru_cache(maxsize=512)
def names_meant(said: str) -> tuple[str, ...]:
    """The canonical names that a person's word stands for, the shortest first; none for a word that nobody knows.

    >>> names_meant("lanolin")[:2]
    ('Lanolin', 'Lanolin Oil')
    """
    wanted = meaning(said)
    every = {known.inci for known in vocabulary().known.values()}
    found = {name for name in every if name in wanted.names or wanted.pattern.search(fold(name))}
    return tuple(sorted(found, key=lambda name: (len(name), name)))


def holding(label: Label, wanted: Meaning) -> tuple[Item, ...]:
    """The items of a label that mean what a person named, in order."""
    by_trait = {item for trait in wanted.traits for item in label.evidence.get(trait, ())}
    return tuple(item for item in label.items if item in by_trait or _means(item, wanted))


def _means(item: Item, wanted: Meaning) -> bool:
    if item.inci in wanted.names:
        return True
    printed = fold(item.printed)
    forms = (open_brackets(printed), without_brackets(printed), fold(item.inci or ""))
    return any(wanted.pattern.search(form) for form in forms)

"""Does a label hold something that a person names in their own words? For allergies and wishes.

"Almond" is a plant, "lanolin" is in "Lanolin Alcohol", "perfume" is a trait, "tree nuts" are a family: a person's
word is followed to every name that means it (the table of allergies; canonical name, synonyms, the plant behind a
common name and back) and then looked for as whole words in what is printed and in what it was recognised as. A word
that we do not know is looked for as it is written, and the meaning says so. Rather one find too many than one too few.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from fortnight.labels.allergies import Allergy, Look, by_words, folded_words, look_for, with_covered
from fortnight.labels.folding import fold, open_brackets, without_brackets
from fortnight.labels.model import Item, Label, Name, Trait
from fortnight.labels.vocabulary import Known, vocabulary
from fortnight.sources import shipped

_LONG_WORD = 6
_SHORT_WORD = 3
_MOST_REMEMBERED = 1 << 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a person's word stands for: a pattern of whole words, the canonical names, the traits.

    `pattern` finds a name at least where one of `looks` does; they decide. `families` are the ids of the allergies that
    are meant, all that belongs to them among them. `known` is whether we know the word at all; one that we do not know
    is looked for as it is written.
    """

    said: str
    pattern: re.Pattern[str]
    looks: tuple[Look, ...]
    names: frozenset[str]
    traits: tuple[Trait, ...]
    families: tuple[str, ...] = ()
    known: bool = True
    met: dict[tuple[str, str | None], bool] = field(default_factory=dict, compare=False, repr=False)

    def finds(self, folded: str) -> bool:
        """Whether a folded name, or one of several in lines of their own, means what the person named."""
        return self.pattern.search(folded) is not None and any(look.finds(folded) for look in self.looks)

    def means(self, name: Name) -> bool:
        """Whether a name of a label means what the person named; remembered, since labels share most of their names."""
        key = (name.printed, name.inci)
        found = self.met.get(key)
        if found is None:
            if len(self.met) >= _MOST_REMEMBERED:
                self.met.clear()
            found = self.met[key] = name.inci in self.names or any(self.finds(form) for form in _forms(name))
        return found


def _forms(name: Name) -> tuple[str, ...]:
    printed, inci = fold(name.printed), fold(name.inci or "")
    return open_brackets(printed), without_brackets(printed), inci


@cache
def _common_names() -> tuple[tuple[str, str], ...]:
    import csv

    text = shipped("labels/data/common_names.csv")
    return tuple((name, common) for name, common in list(csv.reader(text.splitlines()))[1:])


@cache
def _commons() -> frozenset[str]:
    return frozenset(common for _, common in _common_names())


def is_common(said: str) -> bool:
    """Whether a word or phrase is just what people call a plant, such as "milk thistle"."""
    return _singular(said) in _commons() or fold(said) in _commons()


@lru_cache(maxsize=512)
def meaning(said: str) -> Meaning:
    """What one word or name stands for; an unknown word stands for itself. For whole sentences see `reacting`.

    >>> bool(meaning("Almonds").finds("prunus amygdalus dulcis oil"))
    True
    """
    families = with_covered(_families(said))
    known = _known(said)
    looks = [look for one in families if (look := look_for(one))]
    names = frozenset({known.inci}) if known else frozenset()
    forms = _forms_of(known) if known else set()
    plants: frozenset[str] = frozenset() if families else _plants(said)
    if not families:
        forms |= plants | {_singular(said), fold(said)}
    pattern = "|".join(_whole_word(form) for form in sorted(forms) if form)
    if pattern:
        looks.append(Look(pattern=re.compile(pattern)))
    return Meaning(
        said=said,
        pattern=re.compile("|".join(look.pattern.pattern for look in looks) or r"(?!)", re.MULTILINE),
        looks=tuple(looks),
        names=names,
        traits=tuple(dict.fromkeys(trait for one in families for trait in one.traits)),
        families=tuple(one.id for one in families),
        known=bool(families or known or plants),
    )


def _families(said: str) -> tuple[Allergy, ...]:
    """The allergies that a word or phrase names: as a whole, or by a part of it that its own name bears out."""
    words = folded_words(said)
    whole = by_words().get(" ".join(words))
    if whole:
        return whole
    known = _known(said)
    if known is None:
        return ()
    inci = fold(known.inci)
    parts = {one.id: one for word in words for one in by_words().get(word, ())}
    return tuple(one for one in parts.values() if (look := look_for(one)) and look.finds(inci))


def _known(said: str) -> Known | None:
    known = vocabulary().known
    return known.get(_singular(said)) or known.get(fold(said))


def _singular(said: str) -> str:
    word = fold(said)
    if len(word) > _SHORT_WORD and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _forms_of(known: Known) -> set[str]:
    """Every name that an ingredient goes by, folded."""
    words = vocabulary()
    synonyms = {key for key in words.synonyms if words.known[key].inci == known.inci and len(key) > _SHORT_WORD}
    return {without_brackets(fold(known.inci)), *synonyms}


@lru_cache(maxsize=512)
def _plants(said: str) -> frozenset[str]:
    """The Latin names behind a common name, and the name itself where it is one of them."""
    word = _singular(said)
    if not word:
        return frozenset()
    spoken = re.compile(rf"\b{re.escape(word)}s?\b")
    return frozenset(name for name, common in _common_names() if name == word or spoken.search(common))


def _whole_word(form: str) -> str:
    """A pattern for a word; a long one also ends a longer word, as "paraben" ends "methylparaben"."""
    before = r"\w*" if len(form) >= _LONG_WORD else ""
    return rf"\b{before}{re.escape(form)}(?:e?s)?\b"


@lru_cache(maxsize=512)
def names_meant(said: str) -> tuple[str, ...]:
    """The canonical names that a person's word stands for, the shortest first; none for a word that nobody knows.

    >>> names_meant("lanolin")[:2]
    ('Lanolin', 'Laneth-5')
    """
    wanted = meaning(said)
    every = {known.inci for known in vocabulary().known.values()}
    named = {name for name in every if name in wanted.names or wanted.finds(fold(name))}
    return tuple(sorted(named, key=lambda name: (len(name), name)))


def holding(label: Label, wanted: Meaning) -> tuple[Item, ...]:
    """The items of a label that mean what a person named, in order."""
    found = [Item(start, name) for start, name in label.found if wanted.means(name)]
    by_trait = {item for trait in wanted.traits for item in label.evidence.get(trait, ())}
    if not by_trait:
        return tuple(found)
    return tuple(sorted(by_trait.union(found), key=lambda item: item.start))

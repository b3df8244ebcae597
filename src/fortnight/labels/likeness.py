"""Does a label hold something that a person names in their own words? For allergies and wishes.

"Almond" is a plant, "lanolin" is in "Lanolin Alcohol", "perfume" is a trait, "tree nuts" are a family: a person's
word is followed to every name that means it (the table of allergies; canonical name, synonyms, the plant behind a
common name and back) and then looked for as whole words in what is printed and in what it was recognised as. A word
that we do not know is looked for as it is written, and the meaning says so. Rather one find too many than one too few.
"""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from fortnight.labels.allergies import (
    Allergy,
    AllergyPattern,
    allergies,
    by_words,
    folded_words,
    look_for,
    with_covered,
)
from fortnight.labels.folding import fold, open_brackets, without_brackets
from fortnight.labels.model import Detail, How, Item, Label, LeftOutAs, Mark, Name, Trait
from fortnight.labels.vocabulary import CanonicalName, vocabulary
from fortnight.sources import shipped

_COLOUR = re.compile(r"c\.?i\.? *\d{5}")
_ALSO: dict[Trait, tuple[Mark, ...]] = {Trait.FRAGRANCE: (Detail.SCENTED_EXTRACT,)}
"""Marks that hold what a trait is made of: an extract that smells holds the allergens of a fragrance."""
_LONG_WORD = 6
_SHORT_WORD = 3
_MOST_REMEMBERED = 1 << 12


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMeaning:
    """What a person's word stands for: a pattern of whole words, the canonical names, the traits.

    `pattern` finds a name at least where one of `looks` does; they decide. `families` are the ids of the allergies that
    are meant, all that belongs to them among them. `known` is whether we know the word at all; one that we do not know
    is looked for as it is written.
    """

    said: str
    pattern: re.Pattern[str]
    looks: tuple[AllergyPattern, ...]
    names: frozenset[str]
    traits: tuple[Trait, ...]
    families: tuple[str, ...] = ()
    known: bool = True

    def finds(self, folded: str) -> bool:
        """Whether a folded name, or one of several in lines of their own, means what the person named."""
        return self.pattern.search(folded) is not None and any(look.finds(folded) for look in self.looks)

    def means(self, name: Name) -> bool:
        """Whether a name of a label means what the person named."""
        return name.inci in self.names or any(self.finds(form) for form in forms_of(name.printed, name.inci or ""))


@lru_cache(maxsize=1 << 15)
def forms_of(printed: str, known: str) -> tuple[str, ...]:
    """The folded forms of a printed name and of what it is known as, in which a person's words are looked for.

    >>> forms_of("Shea Butter (Fair)", "Butyrospermum Parkii (Shea) Butter")[:2]
    ('shea butter fair', 'shea butter')
    """
    forms = (form(fold(name)) for name in (printed, known) for form in (open_brackets, without_brackets))
    return tuple(dict.fromkeys(form for form in forms if form))


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


@cache
def _words_of_names() -> frozenset[str]:
    """The words of all names that we know, long enough to name something by themselves."""
    words = (word for name in vocabulary().known for word in re.findall(r"[^\W\d_]+", name))
    return frozenset(word for word in words if len(word) >= _LONG_WORD)


@lru_cache(maxsize=512)
def meaning(said: str) -> WordMeaning:
    """What one word or name stands for; an unknown word stands for itself. For whole sentences see `reacting`.

    >>> bool(meaning("Almonds").finds("prunus amygdalus dulcis oil"))
    True
    """
    families = with_covered(_families(said))
    known = _known(said)
    looks = [look for family in families if (look := look_for(family))]
    names = frozenset({known.inci}) if known else frozenset()
    covered = known is not None and any(look.finds(fold(known.inci)) for look in looks)
    forms = _forms_of(known) if known and not covered else set()
    plants: frozenset[str] = frozenset() if families else _plants(said)
    if not families:
        forms |= plants | {_singular(said), fold(said)}
    pattern = "|".join(_whole_word(form) for form in sorted(forms) if form)
    if pattern:
        looks.append(AllergyPattern(pattern=re.compile(pattern)))
    return WordMeaning(
        said=said,
        pattern=re.compile("|".join(look.pattern.pattern for look in looks) or r"(?!)", re.MULTILINE),
        looks=tuple(looks),
        names=names,
        traits=tuple(dict.fromkeys(trait for family in families for trait in family.traits)),
        families=tuple(family.id for family in families),
        known=bool(families or known or plants or _COLOUR.fullmatch(fold(said)))
        or _singular(said) in _words_of_names(),
    )


def _families(said: str) -> tuple[Allergy, ...]:
    """The allergies that a word or phrase names: as a whole, or by a part of it that its own name bears out."""
    words = folded_words(said)
    whole = by_words().get(" ".join(words))
    if whole:
        return whole
    if _COLOUR.fullmatch(fold(said)):
        return tuple(allergy for allergy in allergies().values() if fold(said) in allergy.names)
    known = _known(said)
    if known is None:
        return ()
    inci = fold(known.inci)
    parts = {one.id: one for word in words for one in by_words().get(word, ())}
    return tuple(one for one in parts.values() if (look := look_for(one)) and look.finds(inci))


def _known(said: str) -> CanonicalName | None:
    canonical_names = vocabulary().known
    return canonical_names.get(_singular(said)) or canonical_names.get(fold(said))


def _singular(said: str) -> str:
    word = fold(said)
    if len(word) > _SHORT_WORD and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _forms_of(known: CanonicalName) -> set[str]:
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
    before = "" if len(form) >= _LONG_WORD else r"\b"
    return rf"{before}{re.escape(form)}(?:e?s)?\b"


@cache
def _every_name() -> tuple[tuple[str, str], ...]:
    """Every canonical name, and how it folds."""
    return tuple((name, fold(name)) for name in dict.fromkeys(known.inci for known in vocabulary().known.values()))


@lru_cache(maxsize=512)
def names_meant(said: str) -> tuple[str, ...]:
    """The canonical names that a person's word stands for, the shortest first; none for a word that nobody knows.

    >>> names_meant("lanolin")[:2]
    ('Lanolin', 'Lanolin Oil')
    """
    wanted = meaning(said)
    named = {name for name, folded in _every_name() if name in wanted.names or wanted.finds(folded)}
    return tuple(sorted(named, key=lambda name: (len(name), name)))


def left_out(label: Label) -> tuple[tuple[int, Name], ...]:
    """What a label says beside its names, each at its place, so that an allergen in it is not lost; no denials."""
    return tuple(
        (part.start, Name(printed=label.text[part.start : part.end], inci=None, how=How.UNKNOWN, function="", cues=0))
        for part in label.left_out
        if part.why is not LeftOutAs.DENIAL
    )


def holding(label: Label, wanted: WordMeaning) -> tuple[Item, ...]:
    """The items of a label that mean what a person named, in order."""
    return next((items for _, items in Watch(meanings=(wanted,)).held(label)), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Looks for several meanings at once on many labels, and remembers names, since labels share most of theirs."""

    meanings: tuple[WordMeaning, ...]
    met: dict[str, tuple[str | None, tuple[int, ...]]] = field(default_factory=dict, compare=False, repr=False)

    def held(self, label: Label) -> tuple[tuple[WordMeaning, tuple[Item, ...]], ...]:
        """The meanings that a label holds, each with its items in the order of the label."""
        hits: dict[int, dict[int, Item]] = {}
        met = self.met
        beside = left_out(label) if label.left_out else ()
        for start, name in (*label.found, *beside):
            known = met.get(name.printed)
            if known is None or known[0] != name.inci:
                known = self._meet(name)
            for at in known[1]:
                hits.setdefault(at, {})[start] = Item(start, name)
        for at, wanted in enumerate(self.meanings):
            marks = [mark for trait in wanted.traits for mark in (trait, *_ALSO.get(trait, ()))]
            items = [item for mark in marks for item in label.evidence.get(mark, ())]
            if items:
                hits.setdefault(at, {}).update((item.start, item) for item in items)
        return tuple(
            (self.meanings[at], tuple(item for _, item in sorted(items.items()))) for at, items in sorted(hits.items())
        )

    def _meet(self, name: Name) -> tuple[str | None, tuple[int, ...]]:
        """Remember which of the meanings a name has."""
        if len(self.met) >= _MOST_REMEMBERED:
            self.met.clear()
        which = tuple(at for at, wanted in enumerate(self.meanings) if wanted.means(name))
        self.met[name.printed] = known = (name.inci, which)
        return known

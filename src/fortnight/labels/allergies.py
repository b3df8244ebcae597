"""What people are allergic to, as data: their words for it in each language, and its names on labels.

`data/allergies.toml` holds an entry for each thing or family. Words are compared folded, word for word and without
plural endings; a word may stand for several entries. The names become one pattern of whole words. Checked when read:
an entry that covers nothing that exists, or that can be looked for nowhere, is a `DataError`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fortnight.errors import did_you_mean
from fortnight.labels.folding import fold
from fortnight.labels.model import Trait
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables
from fortnight.wording.load import LANGUAGES

_FILE = "labels/data/allergies.toml"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ARTICLES = frozenset({"the", "el", "la", "los", "las"})
_CONTRACTED = {"del": "de", "al": "a"}
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Allergy:
    """A thing or a family that somebody may be allergic to.

    `words` are what people call it, in every language; `names` stand on labels and `never` is what they
    are no part of. `covers` are the ids of what belongs to it. `raises` and `told_by` name a question of the profile:
    the allergy answers it with yes, or is told by a yes there. `elsewhere`: no ingredient, so nothing is looked for.
    """

    id: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    never: tuple[str, ...]
    covers: tuple[str, ...]
    traits: tuple[Trait, ...]
    raises: str
    told_by: str
    elsewhere: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Words in a sentence about allergies that name none."""

    id: str
    words: frozenset[str]


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: folded, no articles, no plural endings.

    >>> folded_words("Los frutos secos"), folded_words("cow's milk"), folded_words("Daisies")
    (('fruto', 'seco'), ('cow', 'milk'), ('daisy',))
    """
    words = (_CONTRACTED.get(word, word) for word in _WORD.findall(fold(text)) if word not in _ARTICLES)
    return tuple(_singular(word) for word in words)


def _singular(word: str) -> str:
    """A word without its plural ending; not always a word, and always the same for one and for many."""
    word = word.removesuffix("'s")
    if len(word) <= _SHORT or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    word = word.removesuffix("s")
    return word[:-1] if word.endswith("e") and len(word) > _SHORT + 1 else word


@cache
def _tables() -> tuple[tuple[Allergy, ...], tuple[Around, ...]]:
    return read_allergies(shipped(_FILE), _FILE)


def read_allergies(text: str, file: str) -> tuple[tuple[Allergy, ...], tuple[Around, ...]]:
    """The entries of a text: the allergies and the words around them. Raises: DataError."""
    rows: dict[str, Row] = {}

    def build(row: Row) -> Allergy:
        rows[row.text("id")] = row
        return _allergy(row)

    tables = read_tables(text, file, {"allergy": build, "around": _around})
    allergies = tuple(one for one in tables["allergy"] if isinstance(one, Allergy))
    for allergy in allergies:
        for covered in allergy.covers:
            if covered not in rows:
                rows[allergy.id].fail(f'it covers "{covered}", which is not an allergy', did_you_mean(covered, rows))
    return allergies, tuple(one for one in tables["around"] if isinstance(one, Around))


def _allergy(row: Row) -> Allergy:
    row.date("reviewed")
    spoken = [row.words(language) for language in LANGUAGES]
    allergy = Allergy(
        id=row.text("id"),
        words=tuple(word for words in spoken for word in words),
        names=_listed(row, "names"),
        never=_listed(row, "never"),
        covers=row.texts("covers"),
        traits=row.choices("traits", Trait),
        raises=row.text("raises", ""),
        told_by=row.text("told_by", ""),
        elsewhere=row.flag("elsewhere"),
        sources=row.source(),
    )
    if not spoken[0]:
        row.fail("it has no word in English", 'Give it en = "...".')
    if bool(allergy.names or allergy.covers or allergy.traits) == allergy.elsewhere:
        row.fail(
            "it can be looked for nowhere", "Give it names, covers or traits; or elsewhere = true, and none of them."
        )
    return allergy


def _listed(row: Row, key: str) -> tuple[str, ...]:
    """The names under a key; a comma inside a name has no space behind it."""
    text = row.text(key, "")
    return tuple(part.strip() for part in text.split(", ")) if text else ()


def _around(row: Row) -> Around:
    words = (word for language in LANGUAGES for word in row.words(language))
    return Around(id=row.text("id"), words=frozenset(part for word in words for part in (_joined(word), fold(word))))


def _joined(words: str) -> str:
    return " ".join(folded_words(words))


@cache
def allergies() -> Mapping[str, Allergy]:
    """Every entry by its id. Raises: DataError when the shipped data is broken."""
    return MappingProxyType({one.id: one for one in _tables()[0]})


@cache
def words_around(kind: str) -> frozenset[str]:
    """The words of a sentence that name nothing ("around"), or that say that there is nothing to name ("none")."""
    return next(one.words for one in _tables()[1] if one.id == kind)


@cache
def by_words() -> Mapping[str, tuple[Allergy, ...]]:
    """The entries by each phrase for them, folded; one phrase may mean several."""
    index: dict[str, dict[str, Allergy]] = {}
    for one in allergies().values():
        for phrase in one.words:
            index.setdefault(_joined(phrase), {})[one.id] = one
    return MappingProxyType({phrase: tuple(group.values()) for phrase, group in index.items()})


def with_covered(group: Iterable[Allergy]) -> tuple[Allergy, ...]:
    """Some allergies with everything that belongs to them, each once.

    >>> [one.id for one in with_covered((allergies()["bee"],))]
    ['bee', 'honey', 'beeswax', 'propolis']
    """
    whole: dict[str, Allergy] = {}
    waiting = list(group)
    while waiting:
        one = waiting.pop(0)
        if one.id not in whole:
            whole[one.id] = one
            waiting.extend(allergies()[covered] for covered in one.covers)
    return tuple(whole.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class AllergyPattern:
    """What is looked for in a folded name: `pattern`, once every `never` has been taken out."""

    pattern: re.Pattern[str]
    never: re.Pattern[str] | None = None

    def finds(self, folded: str) -> bool:
        """Whether it stands in a folded name, or in one of several in lines of their own."""
        if self.pattern.search(folded) is None:
            return False
        return self.never is None or self.pattern.search(self.never.sub("|", folded)) is not None


@cache
def look_for(allergy: Allergy) -> AllergyPattern | None:
    """How one allergy is looked for by its names, what belongs to it left out; None where it has no names.

    >>> look = look_for(allergies()["milk"])
    >>> look.finds("hydrolyzed milk protein"), look.finds("milk thistle")
    (True, False)
    """
    if not allergy.names:
        return None
    never = _any_of(allergy.never, whole=True) if allergy.never else None
    return AllergyPattern(pattern=_any_of(allergy.names), never=never)


def _any_of(names: tuple[str, ...], *, whole: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(_expression(name, whole=whole) for name in names), re.MULTILINE)


def _expression(name: str, *, whole: bool) -> str:
    """A name as an expression of whole words; blanks and hyphens stand for each other.

    `whole` reaches over the letters for which a * stands; where only a find counts they need not be looked at.
    """
    inner = re.sub(r"\\[ -]", "[ -]", re.escape(name.strip("*=")))
    if name.startswith("="):
        return f"^{inner}$"
    letters = r"\w*" if whole else ""
    begin = letters if name.startswith("*") else r"\b"
    return begin + inner + (letters if name.endswith("*") else r"(?:e?s)?\b")

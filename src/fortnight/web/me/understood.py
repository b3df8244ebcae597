"""How we understood what somebody reacts to: each part of their words, and the names that we look for."""

from collections.abc import Iterable
from dataclasses import dataclass

from fortnight.labels.allergies import allergies
from fortnight.labels.likeness import WordMeaning, names_meant
from fortnight.labels.reacting import reacting_to
from fortnight.web.words.rules import said

_SHOWN_NAMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A part of what a person wrote: some of the names that it stands for, how many more there are, the families.

    `known` with no name and no family is something that is no ingredient of products.
    """

    said: str
    names: tuple[str, ...]
    more: int
    families: tuple[str, ...]
    known: bool


def understood_in(allergies: Iterable[str]) -> list[Understood]:
    """How each part of what somebody reacts to was understood, in their order."""
    return [_understood(meaning) for words in allergies for meaning in reacting_to(words)]


def _understood(word_meaning: WordMeaning) -> Understood:
    every = (names_meant(word_meaning.said) or _looked_for(word_meaning)) if word_meaning.known else ()
    names = tuple(name for name in every if name.casefold() != word_meaning.said.casefold())
    return Understood(
        said=word_meaning.said,
        names=names[:_SHOWN_NAMES] or every,
        more=len(names[_SHOWN_NAMES:]),
        families=tuple(said(f"mark-{trait}") for trait in word_meaning.traits),
        known=word_meaning.known,
    )


def _looked_for(word_meaning: WordMeaning) -> tuple[str, ...]:
    """What is looked for where no name that we know by heart is meant, such as a metal or a medicine."""
    return tuple(name.strip("*=") for family in word_meaning.families for name in allergies()[family].names)

"""The words of the core in the reader's language: what a rule says, a sentence by its id, what is named how."""

from typing import Any

from django.utils import translation

from fortnight.guide.model import Care, Rule
from fortnight.person.model import Flag
from fortnight.sources import Source, sources
from fortnight.wording.load import LANGUAGE, known_language, say
from fortnight.wording.rule_words import told as told_in


def language() -> str:
    """The reader's language, as the core's wording files name it."""
    return known_language(translation.get_language() or LANGUAGE)


def told(rule: Rule | Flag, part: str = "says") -> str:
    """What a rule says (or its `why`, `name`, `often`, `place`) in the reader's language."""
    return told_in(rule.id, part, language()) or str(getattr(rule, part))


def said(sentence_id: str, **fields: Any) -> str:
    """A sentence of the core in the reader's language."""
    return say(sentence_id, language(), **fields)


def source(rule: Rule) -> Source:
    """The first source of a rule, the one that its place is in."""
    return sources()[rule.sources[0]]


def step(care: Care) -> str:
    """A step of the day in a word or two."""
    return said(f"step-{care.id}")

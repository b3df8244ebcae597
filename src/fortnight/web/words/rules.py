"""The words of the core in the reader's language: what a rule says, a sentence by its id, what is named how."""

from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from fortnight.guide.model import Care, Rule
from fortnight.guide.own import SOURCE
from fortnight.person.model import Flag
from fortnight.sources import Source, sources
from fortnight.verdicts.own import signed_words
from fortnight.wording.load import LANGUAGE, known_language, say, sentences
from fortnight.wording.rule_words import told as told_in


def language() -> str:
    """The reader's language, as the core's wording files name it."""
    return known_language(translation.get_language() or LANGUAGE)


def told(rule: Rule | Flag, part: str = "says") -> str:
    """What a rule says (or its `why`, `name`, ...) in the reader's language; a clinic's own words first."""
    if isinstance(rule, Rule) and rule.changed and (ours := rule.changed.told(part, language())):
        return ours
    return told_in(rule.id, part, language()) or str(getattr(rule, part))


def said(sentence_id: str, **fields: Any) -> str:
    """A sentence of the core in the reader's language."""
    return say(sentence_id, language(), **fields)


def source(rule: Rule) -> Source:
    """The first source of a rule, the one that its place is in."""
    return sources_of(rule)[0]


def why_source(rule: Rule) -> Source:
    """The first source of a rule's reason: its own, or that of the rule."""
    return sources_of(rule, of_why=True)[0]


def why_place(rule: Rule) -> str:
    """The place of a rule's reason in the first of its sources: its own, or that of the rule."""
    return told(rule, "why_place") if rule.why_place else "" if rule.why_sources else told(rule, "place")


def sources_of(rule: Rule, *, of_why: bool = False) -> tuple[Source, ...]:
    """The sources of a rule or of its reason, the one that its place is in first.

    A clinic's protocol bears the clinic's name.
    """
    register = sources()
    names = (rule.why_sources if of_why else ()) or rule.sources
    return tuple(
        replace(register[name], title=gettext("%(clinic)s protocol") % {"clinic": rule.changed.protocol.house})
        if name == SOURCE and rule.changed
        else register[name]
        for name in names
    )


def signed(rule: Rule) -> str:
    """Who signed for a rule that is milder than published, what both say and why; empty for any other rule."""
    return signed_words(rule, language())


def step(care: Care) -> str:
    """A step of the day in a word or two."""
    return said(f"step-{care.id}")


def brief_step(care: Care) -> str:
    """The same where one line has to do: shorter for the steps whose name is long."""
    brief = f"brief-{care.id}"
    return said(brief) if brief in sentences() else step(care)

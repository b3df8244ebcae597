"""What stands on paper and in a calendar, in a language: rules, steps, things that come back, spans of dates.

A clinic's own words go before every translation of the published ones.
"""

import datetime as dt

from fortnight.guide.model import Care, Rule, Window
from fortnight.labels.model import Kind
from fortnight.person.model import Flag
from fortnight.wording.dates import said_date
from fortnight.wording.load import say, sentences
from fortnight.wording.rule_words import told


def rule_text(rule: Rule | Flag, language: str, part: str = "says") -> str:
    """A part of a rule (`says`, `name`, `asks`) in a language."""
    if isinstance(rule, Rule) and rule.changed and (own := rule.changed.told(part, language)):
        return own
    return told(rule.id, part, language) or str(getattr(rule, part))


def step_name(care: Care, language: str) -> str:
    """A step in a word or two."""
    return say(f"step-{care.id}", language)


def closed_name(thing: Window | Kind, language: str) -> str:
    """What is closed at first, in a word or two: a kind of product, or what a label shows."""
    if isinstance(thing, Window) and thing.closed:
        return rule_text(thing, language, "closed")
    name = thing if isinstance(thing, Kind) else thing.id
    if f"closed-{name}" in sentences():
        return say(f"closed-{name}", language)
    if isinstance(thing, Kind):
        return capital(say(f"kind-{thing}", language))
    if thing.shows is None:
        return capital(", ".join(say(f"kind-{kind}", language) for kind in thing.kinds))
    return capital(say(f"mark-{thing.shows}", language))


def short_weekday(date: dt.date, language: str) -> str:
    """The first three letters of the weekday."""
    return say("weekdays", language).split(", ")[date.weekday()][:3]


def dates(first: dt.date, last: dt.date, language: str) -> str:
    """Two dates as a span, or one date where both are the same.

    >>> dates(dt.date(2026, 11, 20), dt.date(2026, 11, 21), "en")
    'Friday 20 November to Saturday 21 November'
    """
    if first == last:
        return said_date(first, language)
    return say("dates-span", language, first=said_date(first, language), last=said_date(last, language))


def capital(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]

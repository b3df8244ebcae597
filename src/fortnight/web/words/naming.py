"""What a rule is called in a word or two: a step, what is closed, an activity, a stage, in the reader's language."""

from fortnight.guide.model import Activity, Care, Rule, Stage, Window
from fortnight.labels.model import Kind
from fortnight.web.words.kinds import kind_words
from fortnight.web.words.rules import said, step, told
from fortnight.wording.load import sentences


def rule_name(rule: Rule) -> str:
    """A rule in a word or two; its id where nothing else is known."""
    match rule:
        case Care():
            return step(rule)
        case Window():
            return window_name(rule)
        case Activity() | Stage():
            return _begun(told(rule, "name"))
        case _:
            return rule.id


def closed_words(thing: Window | Kind) -> str:
    """What is closed. What a clinic closes and the guide does not is called by what it is."""
    if isinstance(thing, Window) and thing.closed:
        return told(thing, "closed")
    name = thing if isinstance(thing, Kind) else thing.id
    if f"closed-{name}" in sentences():
        return said(f"closed-{name}")
    return kind_words(thing) if isinstance(thing, Kind) else window_name(thing)


def window_name(window: Window) -> str:
    """What a window is about: what a label shows, or the kinds of product."""
    if window.shows is None:
        return ", ".join(kind_words(kind) for kind in window.kinds)
    return _begun(said(f"mark-{window.shows}"))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]

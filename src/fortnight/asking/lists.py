"""Whether somebody has pasted a list of ingredients, and the label that it is read as.

A list is parted or stands behind a heading, and most of its names are known. Talk with commas is none, nor is a list of
things to do or of what stands in the kitchen.
"""

import re

from fortnight.asking.grammar import parse, whole_phrase
from fortnight.asking.lexicon import classes_of
from fortnight.asking.words import words_of
from fortnight.labels.model import Kind, Label
from fortnight.labels.read import read_label

_PARTED = re.compile(r"[,;\n•·|]|\s[-–]\s")
_HEADING = re.compile(r"\s*(?:active |inactive )?(?:ingredients?|ingredientes|inci)\s*:", re.IGNORECASE)
_OR = frozenset({"or", "o", "u"})
_KITCHEN = frozenset({"remedy", "household"})
_LABEL_SHARE = 0.5
_FEW = 4
_SEVERAL = 2


def list_in(text: str) -> Label | None:
    """The label that a text reads as: several separate names, most of them known, or only known ones; else None."""
    if _may_be_talk(text):
        return None
    label = read_label(text)
    return label if _is_list(text, label) else None


def _may_be_talk(text: str) -> bool:
    """Whether a text is a phrase that we know, or talk that neither commas nor a heading make a list."""
    parted, headed = bool(_PARTED.search(text)), bool(_HEADING.match(text))
    return (not (parted or headed) and _is_talk(text)) or whole_phrase(words_of(text)) is not None


def _is_list(text: str, label: Label) -> bool:
    """Whether a text that may be a list is one, by what was read in it."""
    parted, headed = bool(_PARTED.search(text)), bool(_HEADING.match(text))
    if label.of < _SEVERAL:
        return False
    parts = [part for part in _PARTED.split(text) if part.strip()]
    if headed:
        return label.read >= _SEVERAL
    to_do = len(parts) <= _FEW and _is_only_to_do(text, label, parts)
    if to_do or (label.of <= _FEW and any(_of_the_kitchen(part) for part in parts)):
        return False
    if _sentence(text):
        return parted and label.of >= _FEW and label.read >= label.of * _LABEL_SHARE
    return label.read == label.of or (parted and (label.of >= _FEW or label.read >= _SEVERAL))


def _is_talk(text: str) -> bool:
    """Whether a text without commas is too long for names, or asks which of two."""
    words = text.casefold().split()
    return len(words) > _FEW * 3 or not _OR.isdisjoint(words) or _sentence(text)


def _sentence(text: str) -> bool:
    """Whether the words that hold a sentence together are many: one in four and more."""
    words = words_of(text)
    little = sum("filler" in classes_of(word.plain) for word in words)
    return little * _FEW >= len(words)


def _is_only_to_do(text: str, label: Label, parts: list[str]) -> bool:
    """Whether a text or one of its parts names something to do, and nothing that stands on labels."""
    whole = not label.read and _is_to_do(text)
    return whole or any(_is_to_do(part) and not read_label(part).read for part in parts)


def _is_to_do(part: str) -> bool:
    """Whether a part of a text names an activity."""
    topics = parse(words_of(part)).topics
    return any(meaning.activity for topic in topics for meaning in topic.parts[0])


def _of_the_kitchen(part: str) -> bool:
    """Whether a part of a text is an oil, or something of the kitchen or the house, in everyday words."""
    topics = parse(words_of(part)).topics
    meanings = [meaning for topic in topics for parts in topic.parts for meaning in parts]
    return any(
        meaning.kind is Kind.FACE_OIL or (meaning.activity is not None and meaning.activity.group in _KITCHEN)
        for meaning in meanings
    )

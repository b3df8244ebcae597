"""The strip: fourteen segments, as a calendar in the colours of the stages, as an answer in three states.

A segment is told by its pattern and not by its colour alone, and the whole strip is told in a sentence to those who
hear it. Marks: o open, c with care, x closed, u nobody can tell.
"""

from itertools import groupby

from django.utils.translation import gettext

from fortnight.verdicts.marks import MARKS, marks_of
from fortnight.web.words.rules import language
from fortnight.wording.states import said_state

__all__ = ["MARKS", "cells", "mark_class", "marks_of", "span_words", "spoken", "state_words"]

_CLASSES = {"o": "mark-open", "c": "mark-careful", "x": "mark-closed", "u": "mark-unknown"}


def cells(marks: str, today: int | None = None) -> list[tuple[int, str, bool]]:
    """The segments to draw: day (base 1), mark, and whether it is today."""
    return [(day, mark, day == today) for day, mark in enumerate(marks, 1)]


def mark_class(mark: str) -> str:
    """The class that draws a mark: in a strip, in its legend, and as the colour of a word."""
    return _CLASSES[mark]


def state_words(mark: str, *, doing: bool = False) -> str:
    """What a mark says, in a word or two of the reader's language."""
    return said_state(mark, language(), doing=doing)


def spoken(marks: str, *, doing: bool = False) -> str:
    """The strip in a sentence: "Days 1 to 6: do not use. Days 7 to 14: with care."."""
    parts = []
    for mark, days in groupby(enumerate(marks, 1), key=lambda pair: pair[1]):
        numbers = [day for day, _ in days]
        parts.append(span_words(numbers[0], numbers[-1]) + f": {state_words(mark, doing=doing)}.")
    return " ".join(parts)


def span_words(first: int, last: int) -> str:
    """Days in a row (base 1) in words: "Day 3", "Days 1 to 6"."""
    if first == last:
        return gettext("Day %(day)d") % {"day": first}
    return gettext("Days %(first)d to %(last)d") % {"first": first, "last": last}

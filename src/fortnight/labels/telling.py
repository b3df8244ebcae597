"""Which words between two commas can make a piece bear more than a name: nearly none, and words come again.

`pieces` asks every new piece a dozen questions. A word in plain letters answers most of them at once: where it holds
no hint at a maker, a denial, a heading, a trace, a mark of the pack or a note, no question is worth asking. Each word
is asked once and remembered. A hint may be there for nothing; without one, none of the questions is answered with yes.
"""

import re
from functools import cache

from fortnight.labels.claims import may_deny
from fortnight.labels.cut_short import is_hint
from fortnight.labels.declared import TRACING
from fortnight.labels.headings import HINTS as HEADINGS
from fortnight.labels.imprint import maker_hints
from fortnight.labels.marks import BOOKS, mark_hints
from fortnight.labels.patterns import any_of, pattern

NUMBER = 1
"""The word holds a digit: an amount, a number of a list, the sign of a note, a mark, "0"."""
ANYTHING = 2
"""The word holds a hint or a sign: everything has to be asked."""
CUT_SHORT = 4
"""The word is one of those by which a list says that it is cut short."""

_HARMLESS = pattern(r"[A-Za-z()/'-]*[A-Za-z()/'][A-Za-z()/'-]*")
_WITH_DIGITS = pattern(r"[A-Za-z\d()/'-]+")
_LONGEST = 500
_MOST = 20_000


class _WordCounts(dict[str, int]):
    """What each word met before can make of a piece."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        self[word] = tells = _tells(word)
        return tells


remembered = _WordCounts()


def telling(piece: str) -> int:
    """What the words of a piece can make it bear, as bits; 0 where only the piece as a whole may be a mark.

    >>> telling(" Olea Europaea (Olive) Oil*"), telling(" PEG-100") == NUMBER, telling("made by hand") == ANYTHING
    (0, True, True)
    """
    if len(piece) > _LONGEST or not (piece.isascii() and piece.isprintable()):
        return ANYTHING
    bits = 0
    for word in piece.rstrip(" .*").split(" "):
        bits |= remembered[word]
    return bits


def _tells(word: str) -> int:
    if not word:
        return 0
    harmless = _HARMLESS.fullmatch(word) is not None
    if not harmless and not _WITH_DIGITS.fullmatch(word):
        return ANYTHING
    if may_deny(word) or word.startswith(_books()[0]) or word in _books()[1] or _hints().search(f" {word.lower()} "):
        return ANYTHING
    return (0 if harmless else NUMBER) | CUT_SHORT * is_hint(word)


@cache
def _books() -> tuple[tuple[str, ...], frozenset[str]]:
    """How a word begins that is a book of medicines, and the words that are one."""
    beginnings = tuple(book.lstrip() for book in BOOKS if not book.endswith(" "))
    return beginnings, frozenset(book.strip() for book in BOOKS if book.endswith(" "))


@cache
def _hints() -> re.Pattern[str]:
    hints = [*TRACING, *(sign + word for word in HEADINGS for sign in " -("), "drug ", "excipient"]
    words = any_of(_longest_word(hint) for hint in (*hints, *maker_hints(), *mark_hints()))
    return re.compile(rf"{words}|\bper ")


def _longest_word(hint: str) -> str:
    """Of a hint of several words the longest, with the blanks beside it: within a word nothing else can be seen."""
    words = hint.split(" ")
    place = max(range(len(words)), key=lambda place: len(words[place]))
    return " " * (place > 0) + words[place] + " " * (place < len(words) - 1)

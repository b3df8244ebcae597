"""The four states of a day, each in one phrase: strips, tables, sentences, mails, the terminal, what is exported.

A product is used or not; what is not a product is done or avoided. Marks: o open, c with care, x closed, u untold.
"""

from fortnight.wording.load import LANGUAGE, say

_STATES = {"o": "state-yes", "c": "state-careful", "x": "state-refused", "u": "state-untold"}
_OF_DOINGS = _STATES | {"o": "state-doing-yes", "x": "state-doing-refused"}


def said_state(mark: str, language: str = LANGUAGE, *, doing: bool = False) -> str:
    """What a mark says, in a word or two; `doing`: of something that one does, and not of a product.

    >>> said_state("x"), said_state("x", doing=True)
    ('do not use', 'avoid')
    """
    return say((_OF_DOINGS if doing else _STATES)[mark], language)


def said_state_on(mark: str, days: str, language: str = LANGUAGE, *, doing: bool = False) -> str:
    """A state with its days, inside a sentence.

    >>> said_state_on("x", "days 1 to 6")
    'do not use on days 1 to 6'
    """
    return say("state-on-days", language, state=said_state(mark, language, doing=doing), days=days)

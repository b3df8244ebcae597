"""Whether what somebody writes tells of a sign that must not wait: what chat and mail ask before a message goes.

It is `hear` (healing/hearing) less what may wait for the clinic, which needs no card before a message is sent.
"""

from fortnight.healing.hearing import hear
from fortnight.healing.model import Sign, Urgency


def signs_told(text: str) -> tuple[Sign, ...]:
    """The signs that a text tells of and that must not wait for an answer here, the most urgent first.

    Never raises for what people write. Source: healing/data/hearing.

    >>> [sign.id for sign in signs_told("I have a fever and it hurts")], signs_told("No fever. May I use retinol?")
    (['sign-fever'], ())
    """
    return tuple(sign for sign in hear(text).signs if sign.urgency is not Urgency.CLINIC)

"""Whether a stretch of a label is a sentence for people and no name: marketing, advice, the small print."""

import re

from fortnight.labels.patterns import pattern

_PROSE = pattern(
    r"\b(the|that|may|with|your|you|is|are|be|to|for|this|our|we|it|from|which|when|not|than|have|"
    r"has|please|while|without|does|helps?|skin)\b",
    re.IGNORECASE,
)


def looks_like_prose(stretch: str) -> bool:
    """Whether a stretch reads like a sentence and not like a name.

    >>> looks_like_prose("Please be aware that ingredient lists may change from time to time")
    True
    """
    words = len(stretch.split())
    return words >= 5 and len(_PROSE.findall(stretch)) >= max(2, words // 6)

"""Long runs of one sign or of blanks, which tell nothing and cost much: a pattern may look at each of their ends."""

import re

from fortnight.labels.patterns import pattern

# A shorter text costs little whatever is in it, and most labels are shorter.
_SHORTEST_TEXT = 1200
_SHORTEST_WITH_SIGNS = 2500
_LONG_RUN = 32
_RUN = pattern(r"\s{32,}|([^\w\s])\1{63,}")
_SAMPLED = 16
_MAY_RUN = pattern(r"\s\s|([^\w\s])\1\1\1")
"""What a long run leaves of itself in a text of which only every 16th character is looked at."""
_LEFT = 8


def shortened(text: str) -> str:
    """A text with each long run cut to a few signs; a run of blanks with a line break in it stays a line break.

    >>> shortened("Aqua," + " " * 1200 + "Retinol " + "." * 500 + " 1 %")
    'Aqua,  Retinol ........ 1 %'
    """
    if len(text) <= _SHORTEST_TEXT:
        return text
    if not _MAY_RUN.search(text[::_SAMPLED]):
        return text
    words = text.split()
    # As many blanks as words is what a text has without a run.
    blanks = len(text) - sum(map(len, words)) - len(words)
    return _RUN.sub(_few, text) if blanks >= _LONG_RUN - 1 or len(text) > _SHORTEST_WITH_SIGNS else text


def _few(run: re.Match[str]) -> str:
    return run[1] * _LEFT if run[1] else "\n\n" if "\n" in run[0] else "  "

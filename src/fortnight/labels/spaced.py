"""Words whose letters stand apart: "A q u a, G l y c e r i n", "I N G R E D I E N T S :", as design and cameras write.

The blanks between such letters are made invisible, so that every place in the text stays the same; a heading is put
together, since what is a heading is asked letter by letter.
"""

import re

from fortnight.labels.headings import BARE
from fortnight.labels.patterns import pattern

SPACED = pattern(r"(?<![\w'’.-])[^\W\d_](?: [^\W\d_](?!\w)){3}")
_RUN = pattern(r"(?<![\w'’.])\w(?: [\w/-](?!\w))+")
_JOINED = "\x00"


def without_spacing(work: str) -> str:
    """The text with letters that stand apart joined, as long as it was.

    >>> without_spacing("A q u a, Retinol").replace(chr(0), "")
    'Aqua, Retinol'
    """
    return _RUN.sub(_joined, work) if SPACED.search(work) else work


def _joined(run: re.Match[str]) -> str:
    word = run[0].replace(" ", "")
    return word.ljust(len(run[0])) if BARE.fullmatch(word) else run[0].replace(" ", _JOINED)

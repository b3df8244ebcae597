"""Lines as they were read become a text as it is typed: words that were split at the end of a line are whole again.

"TRI-" and "GLYCERIDE" are one word, "ALPHA-" and "ISOMETHYL IONONE" keep their hyphen: the vocabulary decides which
of the two is a name, and where it knows neither, a small letter goes on with the word and a digit keeps the hyphen.
"""

import re
from collections.abc import Iterable, Sequence

from fortnight.labels.folding import fold
from fortnight.labels.identify import identify
from fortnight.labels.model import How
from fortnight.labels.vocabulary import vocabulary

_LISTED = (How.VOCABULARY, How.SYNONYM)
_KNOWN = (*_LISTED, How.NAMING_SYSTEM)
_HYPHENS = "-‐‑"
_LONGEST_NAME = 120
_END_OF_NAME = re.compile(r"[,;•·()]|\s-\s")


def joined(blocks: Iterable[Sequence[str]]) -> str:
    """The text of blocks of lines: each block one paragraph."""
    return "\n\n".join(text for lines in blocks if (text := _paragraph(lines)))


def _paragraph(lines: Sequence[str]) -> str:
    """The lines of one block as one line.

    >>> _paragraph(("CAPRYLIC/CAPRIC TRI-", "GLYCERIDE, PEG-", "40, ALPHA-", "ISOMETHYL IONONE"))
    'CAPRYLIC/CAPRIC TRIGLYCERIDE, PEG-40, ALPHA-ISOMETHYL IONONE'
    """
    text = ""
    for line in filter(None, (" ".join(line.split()) for line in lines)):
        if text and text[-1] in _HYPHENS and len(text) > 1 and not text[-2].isspace():
            text = _tied(text, line)
        elif text.endswith("/") or line.startswith("/"):
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text


def _tied(text: str, line: str) -> str:
    joined, dropped = text + line, text[:-1] + line
    if not (text[-2].isalpha() and line[0].isalpha()):
        return joined
    begin = _END_OF_NAME.split(text[-_LONGEST_NAME:])[-1]
    end = _END_OF_NAME.split(line[:_LONGEST_NAME])[0]
    # A listed name ranks above one that is only formed like a name, and an exact spelling above a near one.
    for words in (_LISTED, _KNOWN):
        names = [text for text, name in ((joined, begin + end), (dropped, begin[:-1] + end)) if _is_name(name, words)]
        if len(names) > 1 and _as_spelt(begin[:-1] + end) and not _as_spelt(begin + end):
            return dropped
        if names:
            return names[0]
    return dropped if line[0].islower() or _shouts(text, line) else joined


def _is_name(stretch: str, ways: tuple[How, ...]) -> bool:
    names = identify(stretch.strip())
    return len(names) == 1 and names[0][1].how in ways


def _as_spelt(stretch: str) -> bool:
    """Whether a name is spelt as the list of names spells it."""
    return fold(stretch) in vocabulary().known


def _shouts(text: str, line: str) -> bool:
    """Whether a word goes on in capitals, as labels are mostly printed; "Sodium-Potassium" is not such a word."""
    return text[-2].isupper() and line[:2].isupper()

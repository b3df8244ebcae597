"""What a description tells beside its list: an active that the list lacks makes the list doubtful.

Only what is said to be in the product counts. What is denied, what the product is to be used with or after, and what it
replaces says nothing of its contents; words beside which an active is such are in `data/descriptions.toml`.
"""

import re
import tomllib
from functools import reduce
from importlib.resources import files
from operator import or_

from fortnight.labels.cues import RESTRICTED
from fortnight.labels.model import Label, ProblemKind
from fortnight.labels.read import read_label

_TABLES = tomllib.loads(files("fortnight.web.catalogue").joinpath("data/descriptions.toml").read_text("utf-8"))
_SENTENCE = re.compile(r"(?<=[.!?\n])(?<!\d\.)\s*")
_ELSEWHERE = re.compile(rf"\b(?:{''.join(_TABLES['elsewhere']['words'].split(chr(10)))})\b", re.IGNORECASE)
_DECLARES = re.compile(rf"\b(?:{''.join(_TABLES['elsewhere']['declares'].split(chr(10)))})\b", re.IGNORECASE)
_RESTRICTED = int(RESTRICTED)


def tells_more(text: str, label: str, *, absent: tuple[str, ...] = (), name: str = "") -> bool:
    r"""Whether a description in plain text says that something is in the product which its label lacks.

    `absent` are the lists of what is not in it. Only what a rule restricts counts; a text that is too long to be read
    to its end may tell anything.

    >>> tells_more("With 1% retinol.\nIngredients: Aqua, Glycerin, Squalane", "Aqua, Glycerin, Squalane")
    True
    >>> tells_more("Use it after retinol.\nIngredients: Aqua, Glycerin, Squalane", "Aqua, Glycerin, Squalane")
    False
    """
    for names in absent:
        text = text.replace(names, "")
    prose = "".join(sentence for sentence in _SENTENCE.split(text) if not _is_of_another(sentence))
    whole = read_label(prose, name=name)
    if any(problem.kind is ProblemKind.TOO_LONG for problem in whole.problems):
        return True
    return bool(whole.doubtful) or bool(_restricted(whole) & ~_restricted(read_label(label, name=name)))


def _is_of_another(sentence: str) -> bool:
    """Whether a sentence tells of another product, and nothing of what is in this one."""
    return _ELSEWHERE.search(sentence) is not None and not _DECLARES.search(sentence)


def _restricted(label: Label) -> int:
    """Everything that restricts in a label, as bits."""
    return reduce(or_, (item.read.cues for item in label.items), 0) & _RESTRICTED

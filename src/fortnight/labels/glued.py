"""Names that lost the blanks and commas between them: "SodiumHyaluronatePanthenol", "aquaglycerinpanthenol".

They are parted only where every piece is a name, at capital letters or, where there are none, wherever names of the
vocabulary meet; the fewest names win. Where another way to part them shows more that restricts, nothing is parted.
"""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from fortnight.labels.cues import RESTRICTED
from fortnight.labels.folding import fold
from fortnight.labels.forms import built, exact, slashed, squeezed_names
from fortnight.labels.model import How, Name
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import CanonicalName, vocabulary

Found = tuple[tuple[int, Name], ...]
_NAME = 10
_BUILT = 9
"""The price of each word of a name that only the naming system knows: listed names go first."""
_CAPITAL = pattern(r"(?<=[a-zà-ÿ\d).])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ])")
_SHORTEST = 10
_LONGEST = 1500
_SHORTEST_NAME = 4
_LONGEST_NAME = 60
_MOST_WORDS = 8
_LEAST = 2
_SHORT = 4
_RESTRICTED = int(RESTRICTED)


class _Piece(NamedTuple):
    """A name somewhere in a run of letters, and its price."""

    start: int
    end: int
    price: int
    name: Name


def glued(core: str) -> Found | None:
    """The names of a run of letters, if every piece is one.

    >>> [name.inci for _, name in glued("GlycerinPanthenol")]
    ['Glycerin', 'Panthenol']
    """
    if not _SHORTEST <= len(core) <= _LONGEST or " " in core or not core[0].isalpha():
        return None
    cuts = [0, *(match.start() for match in _CAPITAL.finditer(core)), len(core)]
    if len(cuts) > 2:
        whole = _between(core, cuts) if len(cuts) <= _SHORT else None
        found = ((0, whole.name),) if whole else _parted(_at_capitals(core, cuts), len(core))
        if found:
            return found
    return _parted(_anywhere(core), len(core)) if core.isalpha() else None


def _parted(pieces: list[_Piece], length: int) -> Found | None:
    """The cheapest way through all pieces from the beginning to the end; none where another way restricts more."""
    best: dict[int, tuple[int, _Piece | None]] = {0: (0, None)}
    for piece in pieces:
        before = best.get(piece.start)
        if before and (piece.end not in best or before[0] + piece.price < best[piece.end][0]):
            best[piece.end] = (before[0] + piece.price, piece)
    names: list[tuple[int, Name]] = []
    at, shown = length, 0
    while at in best and (step := best[at][1]) is not None:
        names.append((step.start, step.name))
        at, shown = step.start, shown | step.name.cues
    if at or len(names) < _LEAST or _most_told(pieces, length) & _RESTRICTED & ~shown:
        return None
    return tuple(names[::-1])


def _most_told(pieces: list[_Piece], length: int) -> int:
    """The cues of every name of the vocabulary that stands on any way from the beginning to the end."""
    listed = [piece for piece in pieces if piece.price == _NAME]
    begun, ended, cues = {0}, {length}, 0
    for piece in listed:
        if piece.start in begun:
            begun.add(piece.end)
    for piece in reversed(listed):
        if piece.end in ended:
            ended.add(piece.start)
            cues |= piece.name.cues if piece.start in begun else 0
    return cues


def _at_capitals(core: str, cuts: list[int]) -> list[_Piece]:
    """The names between capital letters, by their end."""
    pieces = []
    for last in range(1, len(cuts)):
        for first in range(max(0, last - _MOST_WORDS), last):
            piece = _between(core, cuts[first : last + 1])
            if piece:
                pieces.append(piece)
    return sorted(pieces, key=lambda piece: (piece.start, piece.end))


def _between(core: str, cuts: list[int]) -> _Piece | None:
    """The name that the words between some cuts are, read with blanks between them and printed as they stand."""
    printed = core[cuts[0] : cuts[-1]].strip("./")
    words = [core[begin:end] for begin, end in pairwise(cuts)]
    folded = fold(" ".join(words))
    name = exact(printed, folded) or slashed(printed, folded)
    if name:
        return _Piece(cuts[0], cuts[-1], _NAME, name)
    name = built(printed, folded) if len(words) > 1 else None
    return _Piece(cuts[0], cuts[-1], _NAME + _BUILT * len(words), name) if name else None


@cache
def _short_names() -> dict[str, CanonicalName]:
    """The names without blanks that are too short for the table of names without blanks."""
    names, squeezed = vocabulary().known.items(), squeezed_names()
    return {key: name for key, name in names if key.isalpha() and len(key) >= _SHORTEST_NAME and key not in squeezed}


def _anywhere(core: str) -> list[_Piece]:
    """The names of the vocabulary wherever they stand."""
    letters, squeezed, short = core.lower(), squeezed_names(), _short_names()
    pieces = []
    for start in range(len(letters) - _SHORTEST_NAME + 1):
        for end in range(start + _SHORTEST_NAME, min(len(letters), start + _LONGEST_NAME) + 1):
            entry = squeezed.get(letters[start:end]) or short.get(letters[start:end])
            if entry:
                pieces.append(_Piece(start, end, _NAME, _named(core[start:end], entry)))
    return pieces


def _named(printed: str, canonical_name: CanonicalName) -> Name:
    return Name(
        printed=printed,
        inci=canonical_name.inci,
        how=How.SYNONYM,
        function=canonical_name.function,
        cues=int(canonical_name.cues),
    )

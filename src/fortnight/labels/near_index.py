"""Which of many names are at most so many slips away: looked up by pieces, not by comparing with every name.

A name is cut into more pieces than slips are allowed, so that one piece at least stands in the other text as it is, at
nearly the same place. Only names that share such a piece are compared. The method is that of PassJoin (Li, Deng and
Feng, 2011). Two letters that changed places where two pieces meet tear both, so a piece is looked up once more with
the letter across its first edge, and once with the one across its last: then a slip never costs more than one piece.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, cast

_Table = dict[str, str | list[str]]
"""The texts of one length by what they have as the piece at one place; most pieces stand in one text only."""


_Places = tuple[_Table, int, int, int]
"""A table, how long its pieces are, the first place in a text where one may stand, and the one behind."""
_Lookup = tuple[list[tuple[int, int]], list[tuple[_Table, int, int]]]
"""The spans of a text that may be pieces, and the tables, each with which of the readings of these it is asked for."""


@cache
def _searcher() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """What compares texts; loaded at the first near-miss, since it would be a sixth of the core's import."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    return extract, OSA.distance


def slips_between(one: str, other: str) -> int:
    """How many slips one text is away from another."""
    return cast(int, _searcher()[1](one, other))


class NearIndex:
    """An index of texts; `most` gives the most slips that anybody will ask for near a text of some length."""

    __slots__ = ("_asked", "_by_length")

    def __init__(self, texts: Iterable[str], most: Callable[[int], int]) -> None:
        self._asked: dict[tuple[int, int], _Lookup] = {}
        self._by_length: dict[int, list[tuple[_Table, int, int]]] = {}
        by_length: dict[int, list[str]] = {}
        for text in texts:
            by_length.setdefault(len(text), []).append(text)
        pieces: dict[str, str] = {}
        for length, same in by_length.items():
            spans = _pieces(length, most(length) + 1)
            self._by_length[length] = [(_table(same, start, end, pieces), start, end) for start, end in spans]

    def near(self, wanted: str, slips: int) -> list[tuple[str, int]]:
        """The texts at most so many slips away, each with its slips, the nearest first."""
        candidates = self._candidates(wanted, slips)
        if not candidates:
            return []
        extract, distances = _searcher()
        nearest = extract(wanted, candidates, scorer=distances, score_cutoff=slips, limit=None)
        return [(text, distance) for text, distance, _ in nearest]

    def _candidates(self, wanted: str, slips: int) -> list[str]:
        """The texts that share a piece with the wanted one at nearly the same place, each once."""
        candidates: list[str] = []
        spans, places = self._places(len(wanted), slips)
        readings = _readings(wanted, spans)
        for table, first, last in places:
            for same in filter(None, map(table.get, readings[first:last])):
                candidates += (same,) if isinstance(same, str) else same
        return list(dict.fromkeys(candidates)) if len(candidates) > 1 else candidates

    def _places(self, size: int, slips: int) -> _Lookup:
        """Where the pieces of the texts may stand in a text of some length: worked out once."""
        lookup = self._asked.get((size, slips))
        if lookup is None:
            lengths = range(max(size - slips, 1), size + slips + 1)
            places = [place for length in lengths for place in self._places_of(length, size, slips)]
            wides = {(wide, start) for _, wide, first, last in places for start in range(first, last)}
            order = {span: 3 * place for place, span in enumerate(sorted(wides))}
            tables = [(table, order[wide, first], order[wide, last - 1] + 3) for table, wide, first, last in places]
            self._asked[size, slips] = lookup = [(start, start + wide) for wide, start in order], tables
        return lookup

    def _places_of(self, length: int, size: int, slips: int) -> Iterator[_Places]:
        """The same for the texts of one length."""
        tables = self._by_length.get(length, ())
        longer, last = size - length, len(tables) - 1
        before, after = (slips - longer) // 2 + 1, (slips + longer) // 2 + 1
        for place, (table, start, end) in enumerate(tables):
            # Of the pieces that are whole, one has no more slips before it than pieces, and none more behind it.
            first = max(0, start - min(before, place, last - place - longer))
            stop = start + min(after, place, last - place + longer) + 1
            last_place = min(stop, size - (end - start) + 1)
            if first < last_place:
                yield table, end - start, first, last_place


def _readings(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """Three for each span of a text: the piece, and what it was if a letter changed places across either edge.

    At an edge of the text no letter comes across: the reading is too short there for any piece.
    """
    readings: list[str] = []
    for start, end in spans:
        before = text[start - 1] + text[start + 1 : end] if start else ""
        readings += (text[start:end], before, text[start : end - 1] + text[end : end + 1])
    return readings


def _table(texts: list[str], start: int, end: int, pieces: dict[str, str]) -> _Table:
    """Texts by their piece; `pieces` holds each piece once, whatever the lengths of the names that it stands in."""
    table: _Table = {}
    for text in texts:
        piece = text[start:end]
        other = table.setdefault(piece, text)
        if isinstance(other, list):
            other.append(text)
        elif other is not text:
            table[piece] = [other, text]
    return {pieces.setdefault(piece, piece): kept for piece, kept in table.items()}


def _pieces(length: int, count: int) -> tuple[tuple[int, int], ...]:
    """Where the pieces of a text of some length begin and end: as even as can be, none empty."""
    count = min(count, length)
    edges = [length * place // count for place in range(count + 1)] if count else []
    return tuple(pairwise(edges))

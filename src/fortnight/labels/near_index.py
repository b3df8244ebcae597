"""Which of many names are at most so many slips away: looked up by pieces, not by comparing with every name.

A name is cut into more pieces than slips are allowed, so that one piece at least stands in the other text as it is, at
nearly the same place. Only names that share such a piece are compared. The method is that of PassJoin (Li, Deng and
Feng, 2011), with one piece more, since two letters that changed places may tear two pieces.
"""

from collections.abc import Callable, Iterable
from itertools import chain, pairwise

_Table = dict[str, str | list[str]]
"""The texts of one length by what they have as the piece at one place; most pieces stand in one text only."""


class NearIndex:
    """An index of texts; `most` gives the most slips that anybody will ask for near a text of some length."""

    __slots__ = ("_by_length",)

    def __init__(self, texts: Iterable[str], most: Callable[[int], int]) -> None:
        self._by_length: dict[int, list[tuple[_Table, int, int]]] = {}
        by_length: dict[int, list[str]] = {}
        for text in texts:
            by_length.setdefault(len(text), []).append(text)
        pieces: dict[str, str] = {}
        for length, same in by_length.items():
            spans = _pieces(length, most(length) + 2)
            self._by_length[length] = [(_table(same, start, end, pieces), start, end) for start, end in spans]

    def near(self, wanted: str, slips: int) -> list[tuple[str, int]]:
        """The texts at most so many slips away, each with its slips, the nearest first."""
        # Loaded at the first near-miss: most runs meet none, and it would be a sixth of the core's import.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        candidates = self._candidates(wanted, slips)
        if not candidates:
            return []
        nearest = extract(wanted, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return [(text, distance) for text, distance, _ in nearest]

    def _candidates(self, wanted: str, slips: int) -> list[str]:
        """The texts that share a piece with the wanted one at nearly the same place, each once."""
        size = len(wanted)
        candidates: list[Iterable[str]] = []
        # What the wanted text has at each place, by width: the same for names of many lengths.
        windows: dict[int, list[str]] = {}
        for length in range(max(size - slips, 1), size + slips + 1):
            tables = self._by_length.get(length)
            if tables is None:
                continue
            longer, last = size - length, len(tables) - 1
            before, after = (slips - longer) // 2 + 1, (slips + longer) // 2 + 1
            for place, (table, start, end) in enumerate(tables):
                wide = end - start
                if wide not in windows:
                    windows[wide] = [wanted[at : at + wide] for at in range(size - wide + 1)]
                # Of the pieces that are whole, one has no more slips before it than pieces, and none more behind it.
                first = max(0, start - min(before, place, last - place - longer))
                near = windows[wide][first : start + min(after, place, last - place + longer) + 1]
                texts = filter(None, map(table.get, near))
                candidates.extend((same,) if isinstance(same, str) else same for same in texts)
        return list(dict.fromkeys(chain.from_iterable(candidates)))


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

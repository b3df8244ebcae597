"""Which of many names are at most so many slips away: looked up by pieces, not by comparing with every name.

A name is cut into more pieces than slips are allowed, so that one piece at least stands in the other text as it is, at
nearly the same place. Only names that share such a piece are compared. The method is that of PassJoin (Li, Deng and
Feng, 2011), with one piece more, since two letters that changed places may tear two pieces.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise


class NearIndex:
    """An index of texts; `most` gives the most slips that anybody will ask for near a text of some length."""

    __slots__ = ("_by_piece", "_most")

    def __init__(self, texts: Iterable[str], most: Callable[[int], int]) -> None:
        self._most = most
        self._by_piece: dict[str, str | list[str]] = {}
        for text in texts:
            for place, (start, end) in enumerate(_pieces(len(text), most(len(text)) + 2)):
                self._add(_key(len(text), place) + text[start:end], text)

    def _add(self, key: str, text: str) -> None:
        """Most pieces stand in one text only; these need no list, which is a third of the memory."""
        kept = self._by_piece.setdefault(key, text)
        if isinstance(kept, list):
            kept.append(text)
        elif kept is not text:
            self._by_piece[key] = [kept, text]

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
        by_piece, size = self._by_piece, len(wanted)
        candidates: dict[str, None] = {}
        for length in range(size - slips, size + slips + 1):
            if length < 1:
                continue
            longer = size - length
            before, after = (slips - longer) // 2 + 1, (slips + longer) // 2 + 1
            for place, (start, end) in enumerate(_pieces(length, self._most(length) + 2)):
                wide, key = end - start, _key(length, place)
                for at in range(max(0, start - before), min(size - wide, start + after) + 1):
                    texts = by_piece.get(key + wanted[at : at + wide])
                    if isinstance(texts, str):
                        candidates[texts] = None
                    elif texts:
                        candidates.update(dict.fromkeys(texts))
        return list(candidates)


@lru_cache(maxsize=8192)
def _key(length: int, place: int) -> str:
    """What a piece is looked up by, in front of the piece itself."""
    return f"{chr(length)}{chr(place)}"


@lru_cache(maxsize=1024)
def _pieces(length: int, count: int) -> tuple[tuple[int, int], ...]:
    """Where the pieces of a text of some length begin and end: as even as can be, none empty."""
    count = min(count, length)
    edges = [length * place // count for place in range(count + 1)] if count else []
    return tuple(pairwise(edges))

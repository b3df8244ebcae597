"""A message as numbers for the recogniser by likeness: what it says and how it is meant, its words, its letters.

Each feature is hashed into one of `BUCKETS` and weighs by its kind: what is meant most, alone and in pairs, then words,
then runs of four letters, which still match where there is a slip. The weights of a message together have length one.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fortnight.healing.hearing.folding import Word
from fortnight.healing.hearing.lexicon import Mention
from fortnight.healing.hearing.standing import Standing

BUCKETS = 2**17
_MOST_CONCEPTS = 14
_MOST_LETTERS = 400
_WEIGHTS = {"c": 1.0, "p": 0.6, "w": 0.6, "b": 0.27, "l": 0.12}


@dataclass(frozen=True, slots=True)
class Features:
    """The buckets of a message, each once, and what each of them weighs."""

    buckets: NDArray[np.int64]
    values: NDArray[np.float32]


def views(words: Sequence[Word], concepts: Mapping[Mention, Standing]) -> tuple[Features, ...]:
    """What a message looks like: its words with the concepts in them and how they are meant, and its words alone.

    The second has to do without what our lists know; where the two agree they are more often right than either.
    """
    texts = [word.text if word.text.isalpha() or not word.text.isascii() else _number(word.text) for word in words]
    plain = _weighed((*_of_words(texts), *_of_letters(" ".join(texts)[:_MOST_LETTERS])))
    return _as_features({**plain, **_weighed(_of_concepts(concepts))}), _as_features(plain)


def _weighed(names: Iterable[str]) -> dict[int, float]:
    return {zlib.crc32(name.encode()) % BUCKETS: _WEIGHTS[name[0]] for name in names}


def _as_features(weights: Mapping[int, float]) -> Features:
    values = np.fromiter(weights.values(), dtype=np.float32, count=len(weights))
    length = float(np.sqrt(values @ values)) or 1.0
    return Features(np.fromiter(weights, dtype=np.int64, count=len(weights)), values / np.float32(length))


def _number(text: str) -> str:
    """A number by its size alone, so that 38.7 and 38.9 are one word."""
    return f"#{len(text.split('.', maxsplit=1)[0])}{'.' in text:d}"


def _of_words(texts: Sequence[str]) -> Iterator[str]:
    yield from (f"w:{text}" for text in texts)
    yield from (f"b:{word} {following}" for word, following in pairwise(texts))


def _of_letters(text: str) -> Iterator[str]:
    padded = f" {text} "
    yield from (f"l:{padded[at : at + 4]}" for at in range(len(padded) - 3))


def _of_concepts(meant: Mapping[Mention, Standing]) -> Iterator[str]:
    names = list(dict.fromkeys(f"{mention.concept}/{how}" for mention, how in meant.items()))[:_MOST_CONCEPTS]
    yield from (f"c:{name}" for name in names)
    yield from (f"p:{name}+{other}" for at, name in enumerate(sorted(names)) for other in sorted(names)[at + 1 :])
    yield f"c:{sum(1 for name in names if name.endswith(Standing.SO))}"

"""The recogniser by likeness: how probable it is that a message tells of each sign, or of none.

A linear model over hashed features (features.py), learnt from our own corpus by `fortnight signs train` (training.py)
and shipped as whole numbers of one byte. It looks at every run of one and two sentences and at the whole of a short
message, and takes the run that tells most; time is linear in the text. It is there for what the concepts miss.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data

import numpy as np
from numpy.typing import NDArray

from fortnight.healing.hearing.features import Features, features
from fortnight.healing.hearing.folding import Word
from fortnight.healing.hearing.lexicon import Mention
from fortnight.healing.hearing.standing import Standing

FILE = "healing/data/hearing/weights.npz"
_SHORT = 45
_MOST_WINDOWS = 400


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt.

    `table`: a row a bucket, a column a class; `classes[0]` is none. `telling`: for each sign the words that stand in
    its messages more than in harmless ones, without which no message is taken to tell of it. `mark`: of the corpus.
    """

    table: NDArray[np.int8]
    scales: NDArray[np.float32]
    offsets: NDArray[np.float32]
    classes: tuple[str, ...]
    mark: str
    telling: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How probable each sign is in the window that tells most, and how probable any of them is."""

    any_sign: float
    by_sign: Mapping[str, float]


@cache
def shipped_weights() -> Weights:
    """The weights that ship in the package."""
    data = get_data("fortnight", FILE)
    if data is None:
        raise FileNotFoundError(FILE)
    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        return Weights(
            table=kept["table"],
            scales=kept["scales"],
            offsets=kept["offsets"],
            classes=tuple(str(one) for one in kept["classes"]),
            mark=str(kept["mark"]),
            telling={sign: frozenset(words.split()) for sign, words in kept["telling"].tolist()},
        )


def likeness(words: Sequence[Word], meant: Mapping[Mention, Standing], weights: Weights) -> Likeness:
    """How probable signs are in a message."""
    best = Likeness(0.0, {})
    for first, last in windows(words):
        probabilities = probable(features(words[first:last], _within(meant, first, last)), weights)
        told = 1.0 - float(probabilities[0])
        if told > best.any_sign:
            named = zip(weights.classes[1:], probabilities[1:], strict=True)
            best = Likeness(told, {sign: float(one) for sign, one in named})
    return best


def probable(message: Features, weights: Weights) -> NDArray[np.float32]:
    """The probability of each class for a message."""
    scores = message.values @ weights.table[message.buckets] * weights.scales + weights.offsets
    powers = np.exp(scores - scores.max())
    result: NDArray[np.float32] = (powers / powers.sum()).astype(np.float32)
    return result


def windows(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The runs of words to look at: the whole of a short message, and every one and two sentences of a longer one."""
    if not words:
        return
    if len(words) <= _SHORT:
        yield 0, len(words)
    starts = [at for at in range(len(words)) if at == 0 or words[at].sentence != words[at - 1].sentence]
    ends = [*starts[1:], len(words)]
    if len(starts) == 1 and len(words) <= _SHORT:
        return
    for at, start in enumerate(starts[:_MOST_WINDOWS]):
        for end in ends[at : at + 2]:
            yield from _cut(start, end)


def _cut(start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run that is too long for one look is looked at in halves that overlap."""
    if end - start <= _SHORT:
        yield start, end
        return
    for begin in range(start, end, _SHORT // 2):
        yield begin, min(end, begin + _SHORT)


def _within(meant: Mapping[Mention, Standing], first: int, last: int) -> Mapping[Mention, Standing]:
    return {one: how for one, how in meant.items() if first <= one.first and one.last < last}

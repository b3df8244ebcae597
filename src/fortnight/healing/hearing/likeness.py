"""The recogniser by likeness: how probable it is that a message tells of each sign, or of none.

Two linear models over hashed features (features.py), one for each view of a message, learnt from our own corpus by
`fortnight signs train` (training.py) and shipped as whole numbers of one byte; what they say is averaged. They look at
every run of one and two sentences and at the whole of a short message, and the run that tells most counts; time is
linear in the text. They are there for what the concepts miss.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data

import numpy as np
from numpy.typing import NDArray

from fortnight.healing.hearing.features import Features, views
from fortnight.healing.hearing.folding import Word
from fortnight.healing.hearing.lexicon import Mention
from fortnight.healing.hearing.standing import Standing

FILE = "healing/data/hearing/weights.npz"
_SHORT = 45
_MOST_WINDOWS = 400


@dataclass(frozen=True, slots=True)
class ViewWeights:
    """What was learnt for one view of a message. `table`: a row a bucket, a column a class."""

    table: NDArray[np.int8]
    scales: NDArray[np.float32]
    offsets: NDArray[np.float32]

    def probable(self, message: Features) -> NDArray[np.float32]:
        """The probability of each class."""
        scores = message.values @ self.table[message.buckets] * self.scales + self.offsets
        powers = np.exp(scores - scores.max())
        result: NDArray[np.float32] = (powers / powers.sum()).astype(np.float32)
        return result


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt.

    `parts`: one for each view of a message. `classes`: those of the columns; `classes[0]` is none. `mark`: of the
    corpus.
    """

    parts: tuple[ViewWeights, ...]
    classes: tuple[str, ...]
    mark: str


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
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        names = range(sum(name.startswith("table") for name in arrays))
        return Weights(
            parts=tuple(
                ViewWeights(arrays[f"table{at}"], arrays[f"scales{at}"], arrays[f"offsets{at}"]) for at in names
            ),
            classes=tuple(str(sign) for sign in arrays["classes"]),
            mark=str(arrays["mark"]),
        )


def likeness(words: Sequence[Word], meant: Mapping[Mention, Standing], weights: Weights) -> Likeness:
    """How probable signs are in a message."""
    best = Likeness(0.0, {})
    by_word: dict[int, list[tuple[int, Mention]]] = {}
    for order, mention in enumerate(meant):
        by_word.setdefault(mention.first, []).append((order, mention))
    for first, last in windows(words):
        inside = sorted(item for at in range(first, last) for item in by_word.get(at, ()))
        concepts = {mention: meant[mention] for _, mention in inside if mention.last < last}
        probabilities = probable(views(words[first:last], concepts), weights)
        any_sign = 1.0 - float(probabilities[0])
        if any_sign > best.any_sign:
            named = zip(weights.classes[1:], probabilities[1:], strict=True)
            best = Likeness(any_sign, {sign: float(probability) for sign, probability in named})
    return best


def probable(message: Sequence[Features], weights: Weights) -> NDArray[np.float32]:
    """The probability of each class for a message by all of its views."""
    by_part = [part.probable(view) for part, view in zip(weights.parts, message, strict=True)]
    result: NDArray[np.float32] = np.mean(by_part, axis=0, dtype=np.float32)
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

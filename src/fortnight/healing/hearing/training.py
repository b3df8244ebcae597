"""Learning the weights of the recogniser by likeness from the corpus, and judging it on families it has not seen.

For each view of a message a softmax regression, fitted message by message with steps that shrink for features met often
(AdaGrad), in an order that depends on the seed alone. From a part of the messages half of the concepts are taken away,
so that the others, the words and the letters learn to stand in for one that is not known. Validation leaves out whole
families of paraphrases.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fortnight.healing.hearing.corpus import NONE, Example, corpus_text, examples, shipped_seeds
from fortnight.healing.hearing.features import BUCKETS, Features, views
from fortnight.healing.hearing.folding import words_of
from fortnight.healing.hearing.likeness import ViewWeights, Weights, probable
from fortnight.healing.hearing.listen import meanings
from fortnight.sources import shipped

SEED = 20261129
ROUNDS = 5
READ_BY = tuple(f"healing/data/hearing/{name}" for name in ("concepts.toml", "words.toml", "ordinary.txt"))
_STEP = 0.35
_SHRINK = 1e-4
_POORER = 4
_LARGEST = 127


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message ready to learn from: its class, its views, its family."""

    column: int
    views: tuple[Features, ...]
    family: str


def mark() -> str:
    """The mark of what is learnt: it changes with the corpus, the concepts, the seed and the way features are made."""
    learnt_from = "\0".join((corpus_text(), *(shipped(file) for file in READ_BY)))
    return f"{zlib.crc32(learnt_from.encode()):08x}-{SEED}-{BUCKETS}-{ROUNDS}"


def corpus() -> tuple[Example, ...]:
    """Every message to learn from."""
    return tuple(examples(shipped_seeds()))


def classes_of(messages: Sequence[Example]) -> tuple[str, ...]:
    """The classes: none first, then the signs in alphabetical order."""
    return (NONE, *sorted({message.sign for message in messages} - {NONE}))


def prepared(messages: Sequence[Example], classes: Sequence[str]) -> tuple[Prepared, ...]:
    """The messages, ready to learn from."""
    columns = {name: at for at, name in enumerate(classes)}
    return tuple(_prepared(message, columns[message.sign]) for message in messages)


def _prepared(message: Example, column: int) -> Prepared:
    words = words_of(message.text)
    concepts = meanings(words)
    if zlib.crc32(message.text.encode()) % _POORER == 0:
        concepts = {
            mention: how for mention, how in concepts.items() if zlib.crc32(f"{mention}{message.text}".encode()) % 2
        }
    return Prepared(column, views(words, concepts), message.family)


def learn(messages: Sequence[Prepared], classes: Sequence[str], rounds: int = ROUNDS) -> Weights:
    """The weights learnt from messages."""
    columns = [message.column for message in messages]
    by_view = zip(*(message.views for message in messages), strict=True)
    parts = tuple(_learnt(view, columns, len(classes), rounds) for view in by_view)
    return Weights(parts, tuple(classes), mark())


def _learnt(messages: Sequence[Features], columns: Sequence[int], classes: int, rounds: int) -> ViewWeights:
    table = np.zeros((BUCKETS, classes), dtype=np.float32)
    seen = np.full((BUCKETS, 1), 1e-3, dtype=np.float32)
    offsets = np.zeros(classes, dtype=np.float32)
    order = np.random.default_rng(SEED)
    for turn in range(rounds):
        for at in order.permutation(len(messages)):
            _step(table, seen, offsets, (messages[at], columns[at]), _STEP / (1 + turn / 4))
    return _small(table, offsets)


def _step(
    table: NDArray[np.float32],
    seen: NDArray[np.float32],
    offsets: NDArray[np.float32],
    message: tuple[Features, int],
    step: float,
) -> None:
    (features, column) = message
    buckets, values = features.buckets, features.values
    rows = table[buckets]
    scores = values @ rows + offsets
    powers = np.exp(scores - scores.max())
    gap = powers / powers.sum()
    gap[column] -= 1
    seen[buckets] += (values * values)[:, None] * float(gap @ gap)
    table[buckets] = rows - step * (values[:, None] * gap + _SHRINK * rows) / np.sqrt(seen[buckets])
    offsets -= np.float32(0.01) * gap


def _small(table: NDArray[np.float32], offsets: NDArray[np.float32]) -> ViewWeights:
    largest = np.maximum(np.abs(table).max(axis=0), 1e-6)
    scales = (largest / _LARGEST).astype(np.float32)
    return ViewWeights(np.round(table / scales).astype(np.int8), scales, offsets)


def unseen(messages: Sequence[Prepared], classes: Sequence[str], folds: int = 5) -> NDArray[np.float32]:
    """The probabilities of each message by weights learnt without its family, one row a message."""
    result = np.zeros((len(messages), len(classes)), dtype=np.float32)
    for fold in range(folds):
        left_out = [at for at, message in enumerate(messages) if zlib.crc32(message.family.encode()) % folds == fold]
        out = set(left_out)
        weights = learn([message for at, message in enumerate(messages) if at not in out], classes)
        for at in left_out:
            result[at] = probable(messages[at].views, weights)
    return result

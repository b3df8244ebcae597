"""Reading a label with spans, traits and its fourteen answers: against the floor and against a published checker.

The floor is the least that any reader does: lower-case, split at commas, strip, one dictionary look-up a name. Three
figures for us: every name remembered (labels share most of their names, which is why remembering them is the design
and not a trick); the first meeting, in which each name has to be worked out; and the first pass of a process, which
reads tables and compiles patterns on its way as well.
"""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from time import perf_counter
from typing import Any

from fortnight.guide.load import published_guide
from fortnight.labels import identify, pieces, telling
from fortnight.labels.read import read_label
from fortnight.labels.vocabulary import vocabulary
from fortnight.person.model import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.rulebook import Rulebook, rulebook

_ROUNDS = 7
_PEER_LABELS = 200


@dataclass(frozen=True, slots=True)
class Given:
    """A label as a file gives it."""

    label: str
    name: str
    category: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Given":
        """A label out of one JSON object. Raises: KeyError without a label."""
        return cls(row["label"], row.get("name", ""), row.get("category", ""))


def _nothing() -> None:
    """Before a round nothing has to be done."""


def _best(
    action: Callable[[], object], count: int, rounds: int = _ROUNDS, before: Callable[[], object] = _nothing
) -> float:
    """Microseconds for one of `count`, the best of the rounds, each of them after `before`."""
    best = float("inf")
    for _ in range(rounds):
        before()
        gc.collect()
        start = perf_counter()
        action()
        best = min(best, perf_counter() - start)
    return best / count * 1e6


def _answer_all(labels: Sequence[Given], book: Rulebook) -> None:
    for label in labels:
        weigh(read_label(label.label, name=label.name, category=label.category), book).rulings


def _floor(labels: Sequence[Given]) -> None:
    names = vocabulary().known
    for label in labels:
        for name in label.label.lower().split(","):
            names.get(name.strip())


def _forget_names() -> None:
    """Forget every name and word that was met; tables and patterns, which no process reads twice, stay.

    What is remembered of names and words is bounded wherever it is, what is read once is not.
    """
    identify.forget()
    pieces.remembered.clear()
    telling.remembered.clear()
    for memory in gc.get_objects():
        if isinstance(memory, type(cache(_nothing))) and memory.cache_parameters()["maxsize"] is not None:
            memory.cache_clear()


def run(labels: Sequence[Given]) -> None:
    """Print the figures."""
    book = rulebook(published_guide(), Profile())
    read_label("Aqua, Retinol, Nothing Of The Kind")
    start = perf_counter()
    _answer_all(labels, book)
    begun = (perf_counter() - start) / len(labels) * 1e6
    floor = _best(lambda: _floor(labels), len(labels))
    ours = _best(lambda: _answer_all(labels, book), len(labels))
    first = _best(lambda: _answer_all(labels, book), len(labels), before=_forget_names)
    floor = min(floor, _best(lambda: _floor(labels), len(labels)))
    print("reading a label with spans, traits and fourteen answers, microseconds")
    print(f"  floor (lower-case, split, strip, look up)  {floor:8.1f}")
    print(f"  fortnight, names met before                {ours:8.1f}   {ours / floor:6.1f} x the floor")
    print(f"  fortnight, every name met for the first time {first:6.1f}   {first / floor:6.1f} x the floor")
    print(f"  the same, tables and patterns read on the way {begun:5.1f}   {begun / floor:6.1f} x the floor")
    _peer(labels[:_PEER_LABELS], book)


def _peer(labels: Sequence[Given], book: Rulebook) -> None:
    try:
        from on_the_list.analyse import analyse
        from on_the_list.register import load
    except ImportError:
        print("  on-the-list is not installed here: run make bench")
        return
    register = load()
    ours = _best(lambda: _answer_all(labels, book), len(labels), 3)
    theirs = _best(
        lambda: [analyse(ingredients_text=label.label, register=register) for label in labels], len(labels), 1
    )
    print(f"  on-the-list 0.1.4, the first {len(labels)} labels    {theirs:8.1f}   {theirs / ours:6.1f} x fortnight\n")

"""What the name of a product promises (`data/promises.toml`), and whether its list keeps it.

A name is believed: a "Retinol Cream" whose list holds none is not taken for a plain cream. The promise is a mark of
its own without items; the judge gives it the days on which the promised thing is refused.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from fortnight.labels.folding import fold
from fortnight.labels.model import CLEANSERS, NOT_FOR_THIS, Detail, Item, Kind, Mark, PromisedMark, Trait
from fortnight.labels.patterns import hint_finder, pattern
from fortnight.labels.scripts import abroad_tables, has_other_letters, key_of, without_denials, words_in
from fortnight.sources import shipped

_FILE = "labels/data/promises.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Promise:
    promise: PromisedMark
    hints: tuple[str, ...]
    words: re.Pattern[str]
    never: re.Pattern[str] | None
    kept_by: frozenset[Mark]


def _any_of(expressions: Iterable[str]) -> str:
    return "|".join(f"(?:{expression})" for expression in expressions)


def _mark(value: str) -> Mark:
    return Trait(value) if value in set(Trait) else Detail(value)


@cache
def _promises() -> tuple[_Promise, ...]:
    import tomllib

    return tuple(
        _Promise(
            promise=PromisedMark(f"promised_{row['mark']}"),
            hints=tuple(row["hints"].split()),
            words=pattern(_any_of(row["words"])),
            never=pattern(_any_of(row["never"])) if row.get("never") else None,
            kept_by=frozenset(_mark(value) for value in (row["mark"], *row.get("shown_by", ()))),
        )
        for row in tomllib.loads(shipped(_FILE))["promise"]
    )


@lru_cache(maxsize=8192)
def _hinted(word: str) -> int:
    """The promises, as bits, that may be in a name with this word: most names promise nothing, and words repeat."""
    return _hints()(word)


@cache
def _hints() -> Callable[[str], int]:
    return hint_finder((hint, 1 << place) for place, one in enumerate(_promises()) for hint in one.hints)


@lru_cache(maxsize=8192)
def _promised(folded: str) -> tuple[_Promise, ...]:
    """Everything that a folded name promises, in the order of the table."""
    hinted = 0
    for word in folded.split(" "):
        hinted |= _hinted(word)
    return tuple(one for place, one in enumerate(_promises()) if hinted >> place & 1 and _speaks(one, folded))


def _speaks(one: _Promise, folded: str) -> bool:
    return one.words.search(folded) is not None and not (one.never and one.never.search(folded))


@lru_cache(maxsize=1024)
def _promised_by_shelf(category: str) -> tuple[_Promise, ...]:
    """What a shop's category promises that is no care for a face at all."""
    return tuple(one for one in _promised(fold(category)) if one.promise.mark in NOT_FOR_THIS)


@lru_cache(maxsize=4096)
def _promised_abroad(name: str) -> tuple[_Promise, ...]:
    """The same for a name in another alphabet; what keeps a promise is the same in every language."""
    if not has_other_letters(name):
        return ()
    key = _no_promises().sub(" ", key_of(without_denials(name)))
    marks = {f"promised_{mark}" for mark, words in _words_abroad() if words.search(key)}
    return tuple(promise for promise in _promises() if promise.promise.value in marks)


@cache
def _no_promises() -> re.Pattern[str]:
    return words_in(abroad_tables()["no_promise"]["words"])


@cache
def _words_abroad() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((mark, words_in(words)) for mark, words in abroad_tables()["promises"].items())


def promises_anything(folded: str, category: str, name: str) -> bool:
    """Whether the name of a product, folded and as it is, or a shop's category promises anything."""
    return bool(_promises_of(folded, category, name))


def _promises_of(folded: str, category: str, name: str) -> tuple[_Promise, ...]:
    promised = _promised(folded) if folded else ()
    if not name.isascii():
        promised += _promised_abroad(name)
    return promised + _promised_by_shelf(category) if category else promised


def broken_promises(
    folded: str,
    evidence: Mapping[Mark, tuple[Item, ...]],
    *,
    kind: Kind | None = None,
    category: str = "",
    name: str = "",
) -> dict[Mark, tuple[Item, ...]]:
    """What the folded name of a product promises and the evidence does not show.

    A foam that stays on promises no washing. A shop's category promises only what is no care for a face
    at all: "Toothpaste", "Hair colour".

    >>> list(broken_promises("glycolic toner", {}))
    [<PromisedMark.ACID_ACTIVE: 'promised_acid_active'>]
    """
    promised = _promises_of(folded, category, name)
    if kind is not None and kind not in CLEANSERS:
        promised = tuple(one for one in promised if one.promise is not PromisedMark.CLEANSING_SURFACTANT)
    return {one.promise: () for one in promised if one.kept_by.isdisjoint(evidence)}

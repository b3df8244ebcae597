"""The names that we know by heart: `data/names.csv` with `data/synonyms.csv`, looked up by folded name.

A canonical name is its own key; a synonym points to one. Both tables are checked when they are read: a name twice,
a synonym without its name or a word that is no cue is an error with file and line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from sys import intern

from fortnight.errors import DataError
from fortnight.labels.cues import NO_CUE, Cue, cues_from_words
from fortnight.labels.folding import fold, without_brackets
from fortnight.labels.substances import substances
from fortnight.sources import shipped

_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class CanonicalName:
    """A canonical name with its function and its cues."""

    inci: str
    function: str
    cues: Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Folded name -> what it is; `synonyms` are the keys that are not canonical names themselves."""

    known: dict[str, CanonicalName]
    synonyms: frozenset[str]


def _rows(file: str) -> Iterable[list[str]]:
    """The rows of a table, its head first; one at a time, since there are many."""
    import csv

    return csv.reader(shipped(f"labels/data/{file}").splitlines())


def _below_the_head(file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table without its head, each with its line."""
    return islice(enumerate(_rows(file), 1), 1, None)


def _columns(file: str, line: int, row: list[str]) -> tuple[str, str, str]:
    """The three columns of a row. Raises: DataError for a row with another number of them."""
    if len(row) != _COLUMNS:
        what = f"{len(row)} columns in place of {_COLUMNS}"
        raise DataError(f"labels/data/{file}", line, what, "Put a name that contains a comma in quotes.")
    return row[0], row[1], row[2]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once.

    Raises:
        DataError: a repeated name, a synonym of nothing, a word that is no cue.
    """
    known = _canonical()
    canonical = frozenset(known)
    for key in list(known):
        # In the order of the table, so that every run gives a short form to the same name.
        if "(" in key:
            known.setdefault(fold(without_brackets(key)), known[key])
    synonyms: set[str] = set()
    for line, row in _below_the_head("synonyms.csv"):
        printed, inci, _ = _columns("synonyms.csv", line, row)
        target = known.get(fold(inci))
        if target is None:
            fix = "Add it to names.csv, or mend it."
            raise DataError("labels/data/synonyms.csv", line, f'"{inci}" is not a name', fix)
        key = fold(printed)
        if key in synonyms and known[key] is not target:
            what = f'"{printed}" means "{known[key].inci}" already'
            raise DataError("labels/data/synonyms.csv", line, what, "Keep the one meaning.")
        if key not in canonical:
            known[key] = target
            synonyms.add(key)
    _add_substances(known, synonyms)
    return Vocabulary(known=known, synonyms=frozenset(synonyms))


def _add_substances(known: dict[str, CanonicalName], synonyms: set[str]) -> None:
    """What is not for open skin is known too, under its own name: nothing else may be taken for it, nor it for that."""
    for substance in substances().every:
        name = substance.names[0]
        cues = Cue[substance.group.upper()] | (Cue.IF_MAIN if substance.if_main else NO_CUE)
        target = known.get(name) or CanonicalName(name.capitalize(), substance.group.replace("_", " "), cues)
        for key in dict.fromkeys((fold(target.inci), *substance.names)):
            if key not in known:
                known[key] = target
                if key != fold(target.inci):
                    synonyms.add(key)


def _canonical() -> dict[str, CanonicalName]:
    known: dict[str, CanonicalName] = {}
    for line, row in _below_the_head("names.csv"):
        inci, function, words = _columns("names.csv", line, row)
        key = fold(inci)
        if key in known:
            raise DataError("labels/data/names.csv", line, f'"{inci}" is listed twice', "Keep one line.")
        try:
            known[key] = CanonicalName(inci, intern(function), cues_from_words(words) if words else NO_CUE)
        except KeyError as error:
            raise DataError("labels/data/names.csv", line, f"{error} is not a cue", "See labels/cues.py.") from None
    return known

"""CAS registry numbers, which data sheets print beside a name and sometimes in place of it.

A number that the table `data/cas_numbers.csv` holds is its name; where several share a number, the one that restricts
most. Any other number that stands where a name should is a name that nobody knows, never nothing.
"""

import csv
from collections.abc import Sequence
from functools import cache

from fortnight.labels.cues import RESTRICTED
from fortnight.labels.folding import fold
from fortnight.labels.forms import whole
from fortnight.labels.model import How, Name
from fortnight.labels.patterns import pattern
from fortnight.sources import shipped

_NUMBER = pattern(r"(?i:cas(?:[ -]?(?:no|nr|rn|number|num|#|n°))?[.:#]{0,2} ?)?(\d{2,7}-\d\d-\d)")
_BEHIND = pattern(rf"\s[\[(]?({_NUMBER.pattern})$")
_MOSTLY = 3
"""In a table every second name is a number; a few may lack theirs."""
_RESTRICTED = int(RESTRICTED)
_TEN = 10


def may_be_cas_number(core: str) -> bool:
    """A quick no before the question whether a piece is a CAS number."""
    return core[-2:-1] == "-" and core[-5:-4] == "-"


def named_by_cas(core: str) -> Name | None:
    """The name behind a CAS number, an unknown one where the table has none; `None` where the piece is no such number.

    The last digit of a number checks the others, so that a telephone number is rarely taken for one.

    >>> name = named_by_cas("CAS 68-26-8")
    >>> name.inci if name else None
    'Retinol'
    >>> named_by_cas("68-26-9") is None
    True
    """
    number = _NUMBER.fullmatch(core)
    if number is None or not _is_checked(number[1]):
        return None
    name = _names().get(number[1])
    if name is None:
        return Name(printed=core, inci=None, how=How.UNKNOWN, function="", cues=0)
    return Name(printed=core, inci=name.inci, how=How.SYNONYM, function=name.function, cues=name.cues)


def before_cas(core: str) -> int:
    """Where the CAS number begins that stands behind a name ("Aqua 7732-18-5"); 0 where none does."""
    number = _BEHIND.search(core)
    return number.start(1) if number and named_by_cas(number[1]) else 0


def beside_names(names: Sequence[str]) -> list[int]:
    """The places of CAS numbers in a list of names most of which have their number behind them, as in a table."""
    numbers = {place for place, printed in enumerate(names) if _NUMBER.fullmatch(printed)}
    if len(numbers) * _MOSTLY < len(names):
        return []
    return sorted(place for place in numbers if place and place - 1 not in numbers)


def cues_by_cas(stretch: str) -> int:
    """The cues of the CAS numbers in a stretch that is no name, such as the column of a data sheet."""
    cues = 0
    for number in _NUMBER.finditer(stretch) if "-" in stretch else ():
        name = named_by_cas(number[0])
        cues |= name.cues & _RESTRICTED if name else 0
    return cues


def _is_checked(number: str) -> bool:
    *digits, last = (int(digit) for digit in number if digit != "-")
    return sum(place * digit for place, digit in enumerate(reversed(digits), 1)) % _TEN == last


@cache
def _names() -> dict[str, Name]:
    """The name of each number of the table, read when the first number is met."""
    names: dict[str, Name] = {}
    for row in csv.DictReader(shipped("labels/data/cas_numbers.csv").splitlines()):
        name = whole(row["name"], fold(row["name"]))
        before = names.get(row["number"])
        if name and (before is None or _restricts(name) > _restricts(before)):
            names[row["number"]] = name
    return names


def _restricts(name: Name) -> int:
    """How many restricted things a name tells of, before how many things in all."""
    return (name.cues & _RESTRICTED).bit_count() * 100 + name.cues.bit_count()

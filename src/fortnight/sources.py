"""The register of sources: what a rule may cite, and how strong each of them is.

Every rule names sources by their id here. The table is `sources.toml`, one TOML table a source, its
name the id. This module stands below `tables`, so it reads its one file itself, as strictly: an unknown
or a missing key, a wrong type, an id twice is a `DataError` with the line and the fix.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from fortnight.errors import DataError, did_you_mean

_FILE = "sources.toml"
_KEYS: Mapping[str, type] = {"title": str, "publisher": str, "year": int, "address": str, "evidence": str}
_MAY_BE_MISSING = frozenset({"year", "address"})


class Evidence(StrEnum):
    """What kind of support a source gives, from the guide itself to our own judgement."""

    GUIDE = "guide"
    REGULATOR = "regulator"
    REVIEW = "review"
    STUDY = "study"
    CLINIC_PRACTICE = "clinic_practice"
    OUR_JUDGEMENT = "our_judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing that a rule may cite. `year` is `None` and `address` empty where they were not shown."""

    id: str
    title: str
    publisher: str
    year: int | None
    address: str
    evidence: Evidence


def shipped(file: str) -> str:
    """The text of a file that ships in the package, by its path under `fortnight`.

    It is read by `pkgutil`, since `importlib.resources` alone would cost a fifth of the core's import.
    """
    from pkgutil import get_data

    data = get_data("fortnight", file)
    if data is None:
        raise FileNotFoundError(file)
    return data.decode("utf-8")


@cache
def sources() -> Mapping[str, Source]:
    """Every source of the register by its id, in the order of the file.

    Raises: DataError when `sources.toml` is broken.

    >>> sources()["published-guide"].evidence
    <Evidence.GUIDE: 'guide'>
    """
    text = shipped(_FILE)
    return read_sources(text, _FILE)


def read_sources(text: str, file: str) -> Mapping[str, Source]:
    """The sources that a text in the form of `sources.toml` holds; `file` is named in errors.

    Raises: DataError with the line of the entry and the fix.
    """
    import tomllib

    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(file, _line_in(str(error)), f"not TOML: {error}", "Mend the line.") from None
    return MappingProxyType({key: _source(key, value, text, file) for key, value in tables.items()})


def _source(key: str, value: object, text: str, file: str) -> Source:
    """One entry as a `Source`, or the error that names its line."""
    found = re.search(rf"^\[{re.escape(key)}\]", text, re.MULTILINE)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    if not isinstance(value, dict):
        raise DataError(file, line, f'"{key}": not an entry', f"Begin each source with a line [{key}].")
    for name, given in value.items():
        if name not in _KEYS:
            raise DataError(file, line, f'"{key}": unknown key "{name}"', did_you_mean(name, _KEYS))
        if type(given) is not _KEYS[name]:
            fix = f"Write {name} as {'a number' if _KEYS[name] is int else 'a text in quotes'}."
            raise DataError(file, line, f'"{key}": {name} has the wrong type', fix)
    for name in _KEYS:
        if name not in value and name not in _MAY_BE_MISSING:
            raise DataError(file, line, f'"{key}": missing key "{name}"', f"Add a line {name} = ...")
    if value["evidence"] not in list(Evidence):
        fix = did_you_mean(value["evidence"], [kind.value for kind in Evidence])
        raise DataError(file, line, f'"{key}": unknown evidence "{value["evidence"]}"', fix)
    return Source(
        id=key,
        title=value["title"],
        publisher=value["publisher"],
        year=value.get("year"),
        address=value.get("address", ""),
        evidence=Evidence(value["evidence"]),
    )


def _line_in(message: str) -> int:
    """The line that the TOML reader names in its message, else 1."""
    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else 1

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
_KEYS: Mapping[str, type] = {
    "title": str,
    "described": bool,
    "publisher": str,
    "year": int,
    "address": str,
    "evidence": str,
}
_MAY_BE_MISSING = frozenset({"described", "year", "address"})
_WRITTEN: Mapping[type, str] = {str: "a string in quotes", int: "a number", bool: "true or false"}
# These never have a title that somebody published.
_ALWAYS_DESCRIBED = frozenset({"guide", "our_judgement", "clinic_practice"})
_OURS = frozenset({"guide", "our_judgement"})


class Evidence(StrEnum):
    """What kind of support a source gives, from the guide itself to our own judgement.

    `LABORATORY` is a study without people: of animals, or of things. `REFERENCE` is a medical work of reference.
    """

    GUIDE = "guide"
    LAW = "law"
    REGULATOR = "regulator"
    PUBLIC_HEALTH = "public_health"
    REVIEW = "review"
    TRIAL = "trial"
    STUDY = "study"
    CASE_SERIES = "case_series"
    CASE_REPORT = "case_report"
    LABORATORY = "laboratory"
    REFERENCE = "reference"
    MANUFACTURER = "manufacturer"
    CLINIC_PRACTICE = "clinic_practice"
    OUR_JUDGEMENT = "our_judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing that a rule may cite. `year` is `None` and `address` empty where they were not shown.

    `described` says that the title is our description of it, and not the publication's own title.
    """

    id: str
    title: str
    publisher: str
    year: int | None
    address: str
    evidence: Evidence
    described: bool = False

    @property
    def reworded(self) -> bool:
        """Whether it is a publication whose title we did not see, so that what stands for it is in our words."""
        return self.described and self.evidence not in _OURS


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
        raise DataError(file, _line_in(str(error)), f"not TOML: {error}", "Fix the line.") from None
    return MappingProxyType({key: _source(key, value, text, file) for key, value in tables.items()})


def _source(key: str, value: object, text: str, file: str) -> Source:
    """One entry as a `Source`, or the error that names its line."""
    match = re.search(rf"^\[{re.escape(key)}\]", text, re.MULTILINE)
    line = text.count("\n", 0, match.start()) + 1 if match else 1
    if not isinstance(value, dict):
        raise DataError(file, line, f'"{key}": not an entry', f"Begin each source with a line [{key}].")
    for name, given in value.items():
        if name not in _KEYS:
            raise DataError(file, line, f'"{key}": unknown key "{name}"', did_you_mean(name, _KEYS))
        if type(given) is not _KEYS[name]:
            fix = f"Write {name} as {_WRITTEN[_KEYS[name]]}."
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
        described=value.get("described", False) or value["evidence"] in _ALWAYS_DESCRIBED,
    )


def _line_in(message: str) -> int:
    """The line that the TOML reader names in its message, else 1."""
    match = re.search(r"at line (\d+)", message)
    return int(match[1]) if match else 1

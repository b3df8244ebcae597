"""Strict reading of TOML tables: rules are data, and data with a slip in it does not load.

How it goes: the file is parsed, every `[[table]]` entry becomes a `Row` that knows its line, and the
caller's `build` asks the row for its keys one by one. A key that is missing or of the wrong type is
refused when it is asked for; a key that nobody asked for is refused at the end; an id that stands twice
is refused before anything is built. Each refusal is a `DataError` with the file, the line of the entry's
id, and the fix. Files are named relative to the package `fortnight`, so messages hold no machine paths.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, TypeVar

from fortnight.errors import DataError, did_you_mean
from fortnight.sources import sources

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEAD = re.compile(r"^[ \t]*(?:\[\[\s*([\w-]+)\s*\]\]|(id)[ \t]*=)", re.MULTILINE)
_AT_LINE = re.compile(r"at line (\d+)")
LAST_DAY = 14
"""The last day of the fortnight; the first is 1, the day of the treatment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry stands: the file relative to `fortnight`, and the line of its `id` (base 1)."""

    file: str
    line: int

    @property
    def text(self) -> str:
        """The place as an editor understands it, such as guide/data/windows.toml:41."""
        return f"{self.file}:{self.line}"


class Row:
    """One entry of a table while it is being read: it remembers which of its keys were asked for."""

    def __init__(self, values: Mapping[str, object], at: Place) -> None:
        self.at = at
        self._values = values
        self._asked: set[str] = set()

    def fail(self, what: str, fix: str) -> NoReturn:
        """Refuse this entry: raises the DataError that names it, its line and the fix."""
        name = self._values.get("id")
        label = f'"{name}": ' if isinstance(name, str) else ""
        raise DataError(self.at.file, self.at.line, f"{label}{what}", fix)

    @property
    def values(self) -> Mapping[str, object]:
        """The whole entry as it stands in the file; nothing of it counts as asked for."""
        return self._values

    def has(self, key: str) -> bool:
        """Whether the key is there, whatever stands under it."""
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        """The text under `key`; without a default the key has to be there and hold something."""
        value = self._ask(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fail(f"{key} is not a string", f'Write {key} = "..." with something in the quotes.')
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`, empty when the key is not there."""
        value = self._ask(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.fail(f"{key} is not a list of texts", f'Write {key} = ["...", "..."].')
        return tuple(value)

    def words(self, key: str) -> tuple[str, ...]:
        """The words or phrases in the one text under `key`, which commas part; empty when there is none."""
        text = self.text(key, "")
        found = tuple(part.strip() for part in text.split(",")) if text else ()
        if "" in found:
            self.fail(f"{key} has a comma too many", f'Write {key} = "one, another".')
        return found

    def flag(self, key: str) -> bool:
        """The yes or no under `key`, no when the key is not there."""
        value = self._ask(key, default=False)
        if not isinstance(value, bool):
            self.fail(f"{key} is neither true nor false", f"Write {key} = true, or leave it out.")
        return value

    def number(self, key: str) -> int | None:
        """The whole number under `key`, or nothing."""
        value = self._ask(key, "")
        if value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fail(f"{key} is not a whole number", f"Write {key} = 3, without quotes.")
        return value

    def days(self, key: str) -> tuple[int, int] | None:
        """The first and the last day under `key` (base 1, both belong to it, 14 at most), or nothing."""
        value = self._ask(key, [])
        if value == []:
            return None
        if not isinstance(value, list) or [type(one) for one in value] != [int, int]:
            self.fail(f"{key} is not a range of days", f"Write {key} = [first, last], such as [1, 6].")
        first, last = value
        if not 1 <= first <= last <= LAST_DAY:
            self.fail(
                f"{key} = {value} is not a valid range of days",
                f"Write days from 1 to {LAST_DAY}, the first one first.",
            )
        return first, last

    def bounds(self, key: str) -> tuple[int, int]:
        """The least and the most under `key`, two whole numbers from 1 on."""
        value = self._ask(key, None)
        if not isinstance(value, list) or [type(bound) for bound in value] != [int, int]:
            self.fail(f"{key} is not two whole numbers", f"Write {key} = [least, most], such as [3, 5].")
        least, most = value
        if not 1 <= least <= most:
            self.fail(f"{key} = {value} is not a least and a most", "Write numbers from 1 on, the least first.")
        return least, most

    def date(self, key: str) -> dt.date:
        """The date under `key`."""
        value = self._ask(key, None)
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            self.fail(f"{key} is not a date", f"Write {key} = 2026-11-23, without quotes.")
        return value

    def choice(self, key: str, kind: type[E], default: E | None = None) -> E:
        """The member of `kind` that stands under `key`."""
        return self._member(key, kind, self.text(key, default))

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """The members of `kind` that are listed under `key`."""
        return tuple(self._member(key, kind, text) for text in self.texts(key))

    def any_choice(self, key: str, *kinds: type[StrEnum]) -> StrEnum | None:
        """The member of the first of `kinds` that has the value under `key`, or nothing."""
        value = self.text(key, "")
        return self._any_member(key, kinds, value) if value else None

    def any_choices(self, key: str, *kinds: type[StrEnum]) -> tuple[StrEnum, ...]:
        """The members, of whichever of `kinds`, that are listed under `key`."""
        return tuple(self._any_member(key, kinds, text) for text in self.texts(key))

    def source(self, key: str = "source") -> tuple[str, ...]:
        """The register ids under `key`; at least one, each of them registered."""
        names = self.texts(key)
        if not names:
            self.fail(f'missing key "{key}"', f'Add {key} = ["<id>"] with an id of sources.toml.')
        for name in names:
            if name not in sources():
                self.fail(f'source "{name}" is not in sources.toml', did_you_mean(name, sources()))
        return names

    def table(self, key: str) -> Mapping[str, object]:
        """The inline table under `key`, empty when the key is not there."""
        value = self._ask(key, {})
        if not isinstance(value, dict):
            self.fail(f"{key} is not a table", f"Write {key} = {{ name = value }}.")
        return value

    def finish(self) -> None:
        """Refuse the first key that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                self.fail(f'unknown key "{key}"', did_you_mean(key, self._asked))

    def _ask(self, key: str, default: object) -> object:
        self._asked.add(key)
        if key in self._values:
            return self._values[key]
        if default is None:
            near = did_you_mean(key, self._values.keys() - self._asked)
            fix = near.replace("mean", f'mean "{key}" by') if near.startswith("Did") else f"Add {key} = ..."
            self.fail(f'missing key "{key}"', fix)
        return default

    def _member(self, key: str, kind: type[E], value: str) -> E:
        members = {member.value: member for member in kind}
        if value not in members:
            self.fail(f'{key} = "{value}" is unknown', did_you_mean(value, members))
        return members[value]

    def _any_member(self, key: str, kinds: tuple[type[StrEnum], ...], value: str) -> StrEnum:
        members = {member.value: member for kind in reversed(kinds) for member in kind}
        if value not in members:
            self.fail(f'{key} = "{value}" is unknown', did_you_mean(value, members))
        return members[value]


def parse(text: str, file: str) -> dict[str, object]:
    """The text as TOML. Raises: DataError with the line where it stops being TOML."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _AT_LINE.search(str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        raise DataError(file, line, f"not TOML: {error}", "Fix the line, or the quotes before it.") from None


def read_tables(text: str, file: str, builds: Mapping[str, Callable[[Row], T]]) -> Mapping[str, tuple[T, ...]]:
    """Every `[[table]]` of the text, each entry built by the function named for its table.

    Raises: DataError for a table without a builder, a repeated id, and whatever a row refuses.
    """
    tables = parse(text, file)
    lines = _lines(text)
    for name in tables:
        if name not in builds:
            line = lines.get(name, [1])[0]
            raise DataError(file, line, f'unknown table "{name}"', did_you_mean(name, builds))
    rows = {name: _rows(tables.get(name, []), name, file, lines.get(name, [])) for name in builds}
    refuse_repeated((_id(row), row.at) for entries in rows.values() for row in entries)
    return {name: tuple(_built(builds[name], row) for row in entries) for name, entries in rows.items()}


def refuse_repeated(ids: Iterable[tuple[str, Place]]) -> None:
    """Raises: DataError at the second place of an id that stands twice; it names the first place."""
    seen: dict[str, Place] = {}
    for name, at in ids:
        if name in seen:
            what = f'"{name}": this id is already used at {seen[name].text}'
            raise DataError(at.file, at.line, what, "Give the new entry an id of its own.")
        seen[name] = at


def _built(build: Callable[[Row], T], row: Row) -> T:
    built = build(row)
    row.finish()
    return built


def _id(row: Row) -> str:
    name = row.text("id")
    if not _ID.fullmatch(name):
        row.fail("the id is not in kebab-case", "Use small letters, digits and single hyphens.")
    return name


def _rows(value: object, name: str, file: str, lines: list[int]) -> tuple[Row, ...]:
    """The entries of one table with their lines; anything but `[[name]]` entries is refused."""
    entries = value if isinstance(value, list) and all(isinstance(one, dict) for one in value) else None
    if entries is None or len(entries) != len(lines):
        fix = f"Begin each entry with a line [[{name}]]."
        raise DataError(file, lines[0] if lines else 1, f'"{name}" is not a list of entries', fix)
    return tuple(Row(entry, Place(file=file, line=line)) for entry, line in zip(entries, lines, strict=True))


def _lines(text: str) -> dict[str, list[int]]:
    """For each table the line of each entry's `id`, or of its heading where it has none (base 1)."""
    lines: dict[str, list[int]] = {}
    line, at, table = 1, 0, ""
    for found in _HEAD.finditer(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        if found[1]:
            table = found[1]
            lines.setdefault(table, []).append(line)
        elif table:
            lines[table][-1] = line
    return lines

"""JSON read as it comes: the objects of a long list, or one a line, without holding the whole."""

import json
import re
from collections.abc import Iterator
from typing import Any

from fortnight.web.catalogue.intake.opening import Opened
from fortnight.web.catalogue.intake.records import Oddity

_LONGEST = 8 * 1024 * 1024
_BETWEEN = re.compile(r"[\s,]*")
_decoder = json.JSONDecoder(strict=False)
Numbered = tuple[int, dict[str, Any]]


def listed(opened: Opened, key: str = "") -> Iterator[Numbered | Oddity]:
    """The objects of the list that is the file, or of the one under a key of it, numbered from 1."""
    begins = re.compile(rf'"{re.escape(key)}"\s*:\s*\[' if key else r"\[")
    pieces, text, number = opened.pieces(), "", 0
    while not (match := begins.search(text)):
        piece = next(pieces, "")
        if not piece or len(text) > _LONGEST:
            return
        text += piece
    at = match.end()
    while True:
        at = _end_of(_BETWEEN, text, at)
        if text[at : at + 1] == "]":
            return
        try:
            value, end = _decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            more = _as_much_again(pieces, len(text) - at)
            if more and len(text) - at < _LONGEST and not isinstance(error, RecursionError):
                text, at = text[at:] + more, 0
                continue
            yield Oddity(number + 1, "not-text" if more else "cut-off", type(error).__name__)
            return
        at, number = end, number + 1
        yield (number, value) if isinstance(value, dict) else Oddity(number, "no-record", str(value)[:80])


def _as_much_again(pieces: Iterator[str], left: int) -> str:
    """As much more of the text as is left of it, so that what goes on for long is not read again with every piece."""
    more: list[str] = []
    size = 0
    while size <= left and (piece := next(pieces, "")):
        more.append(piece)
        size += len(piece)
    return "".join(more)


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def one_a_line(opened: Opened) -> Iterator[Numbered | Oddity]:
    """The objects of a file with one in each line, numbered by their line."""
    for number, line in enumerate(opened.lines(), 1):
        if not line.strip():
            continue
        try:
            value = _decoder.decode(line.strip())
        except (ValueError, RecursionError) as error:
            yield Oddity(number, "not-text", str(error)[:80])
            continue
        yield (number, value) if isinstance(value, dict) else Oddity(number, "no-record", line[:80])


def text(value: object) -> str:
    """A text from a value of JSON: numbers as they are written, the name of an object, the first of a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dict):
        return text(value.get("name") or value.get("@value") or value.get("url") or value.get("src") or "")
    if isinstance(value, list):
        return text(value[0]) if value else ""
    return ""


def joined(value: object) -> str:
    """All texts of a list, separated by commas."""
    return ", ".join(filter(None, map(text, value))) if isinstance(value, list) else text(value)


def objects(value: object) -> list[dict[str, Any]]:
    """The objects in a value that may be one, a list of them, or neither."""
    many = value if isinstance(value, list) else [value]
    return [entry for entry in many if isinstance(entry, dict)]

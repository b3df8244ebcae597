"""A list that is nothing but names known by heart, parted by commas: half of all labels, and read at once.

Nothing has to be laid out and nothing can be left out of such a text. It gives what the long way gives, so that what is
remembered changes the time a label takes and never its answer.
"""

from fortnight.labels.identify import plain
from fortnight.labels.model import Name

Names = tuple[list[tuple[int, Name]], list[tuple[int, int, Name]]]
"""Names with their offsets; of those with a cue, the place among all names, the offset and the name."""

_NEEDS_LAYOUT = ("\n", "\r", "\t", ":", "：", "&", "<", " 1.", " 1)")


def plain_names(text: str) -> Names | None:
    """The names of a plain list, or None for every other text."""
    if text.startswith(("1.", "1)")) or any(map(text.__contains__, _NEEDS_LAYOUT)):
        return None
    parts = text.split(",")
    known = list(map(plain.get, parts))
    if None in known and _is_digit(parts[known.index(None)]):
        known = list(map(plain.get, _with_their_digits(parts)))
    if None in known:
        return None
    names: list[tuple[int, Name]] = []
    cued: list[tuple[int, int, Name]] = []
    at = 0
    for offset, name, cues, length in filter(None, known):
        start = at + offset
        if cues:
            cued.append((len(names), start, name))
        names.append((start, name))
        at += length + 1
    return names, cued


def _is_digit(part: str) -> bool:
    """Whether a part is the first half of a name with a comma of its own."""
    return part.strip().isdigit()


def _with_their_digits(parts: list[str]) -> list[str]:
    """The parts between commas, a number joined with what follows: "1,2-Hexanediol" holds a comma of its own."""
    joined, digit = [], ""
    for part in parts:
        if not digit and _is_digit(part):
            digit = f"{part},"
            continue
        joined.append(digit + part)
        digit = ""
    return [*joined, digit] if digit else joined

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
    names: list[tuple[int, Name]] = []
    cued: list[tuple[int, int, Name]] = []
    look_up, at, digit = plain.get, 0, ""
    for part in text.split(","):
        name = look_up(f"{digit},{part}" if digit else part)
        if name is None:
            # "1,2-Hexanediol" holds a comma of its own.
            if digit or not part.strip().isdigit():
                return None
            digit = part
            continue
        start = at + name[0]
        if name[2]:
            cued.append((len(names), start, name[1]))
        names.append((start, name[1]))
        at += len(part) + 1
        if digit:
            at, digit = at + len(digit) + 1, ""
    return None if digit else (names, cued)

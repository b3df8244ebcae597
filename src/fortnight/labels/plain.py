"""A list that is nothing but names known by heart, parted by commas: half of all labels, and read at once.

Nothing has to be laid out and nothing can be left out of such a text. It gives what the long way gives, so that what is
remembered changes the time a label takes and never its answer.
"""

from fortnight.labels.identify import UNREAD, single
from fortnight.labels.model import Name

Names = tuple[list[tuple[int, Name]], list[tuple[int, int, Name]]]
"""Names with their offsets; of those with a cue, the place among all names, the offset and the name."""

_NEEDS_LAYOUT = ("\n", "\r", ":", "：", "&", "<", "1.", "1)")
_ENDS = ("", ".", " ", ". ")


def plain_names(text: str) -> Names | None:
    """The names of a plain list, or None for every other text."""
    for sign in _NEEDS_LAYOUT:
        if sign in text:
            return None
    names: list[tuple[int, Name]] = []
    cued: list[tuple[int, int, Name]] = []
    at, digit = 0, ""
    for part in text.split(","):
        if digit:
            # "1,2-Hexanediol" holds a comma of its own.
            part = f"{digit},{part}"
        known = single.get(part)
        if known is None:
            if digit or not part.strip().isdigit():
                return None
            digit = part
            continue
        offset, name, cues = known
        behind = offset + len(name.printed)
        if cues >= UNREAD or offset > 1 or part[behind:] not in _ENDS or (offset and part[0] != " "):
            return None
        if cues:
            cued.append((len(names), at + offset, name))
        names.append((at + offset, name))
        at += len(part) + 1
        digit = ""
    return None if digit else (names, cued)

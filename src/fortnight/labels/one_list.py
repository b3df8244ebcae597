"""Texts that are one list and nothing else: for them nothing has to be laid out.

That is asked piece by piece, between commas, since pieces are mostly names and come again in other labels. A piece is
quiet when it bears no mark of the pack, no amount and nothing beside its name, denies nothing, tells of no traces and
begins with no heading. A text of quiet pieces without a line end, a colon, numbering or HTML is laid out by `parse` as
one stretch, exactly as it was given. Whatever `parse` asks of a text that has neither line ends nor colons has to be
asked here of its pieces.
"""

from fortnight.labels.asides import bears_no_aside
from fortnight.labels.claims import may_deny
from fortnight.labels.declared import may_trace
from fortnight.labels.headings import BARE, has_drug_facts
from fortnight.labels.marks import bears_no_mark
from fortnight.labels.markup import without_html
from fortnight.labels.patterns import pattern

_NEEDS_LAYOUT = ("\n", "\r", ":", "：", "<")
_NUMBERED = pattern(r"(?<!\S)1[.)]")
_MOST_QUIET = 40_000
_LONGEST_TEXT = 24_000
_LONGEST_PIECE = 500
quiet: set[str] = set()


def is_one_list(text: str) -> bool:
    """Whether a text is made of pieces met before and each of them is quiet; a piece never met says no."""
    if len(text) > _LONGEST_TEXT or any(map(text.__contains__, _NEEDS_LAYOUT)):
        return False
    return quiet.issuperset(text.split(","))


def remember_one_list(text: str) -> None:
    """Keep the quiet pieces of a text that was laid out as one stretch."""
    if any(map(text.__contains__, _NEEDS_LAYOUT)):
        return
    if len(quiet) >= _MOST_QUIET:
        quiet.clear()
    quiet.update(piece for piece in text.split(",") if piece not in quiet and _is_quiet(piece))


def _is_quiet(piece: str) -> bool:
    return (
        len(piece) <= _LONGEST_PIECE
        and bears_no_mark(piece)
        and bears_no_aside(piece)
        and not may_deny(piece)
        and not may_trace(piece)
        and not has_drug_facts(piece)
        and not BARE.match(piece)
        and not ("1" in piece and _NUMBERED.search(piece))
        and ("&" not in piece or without_html(piece) == piece)
    )

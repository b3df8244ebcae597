"""Boxes of text put back in the order of reading.

The boxes are laid straight by the angle that most of the text has. Then the page is cut like a cake: at a gap that
runs down through everything (columns), else at a gap that runs across (paragraphs), again and again; what cannot be
cut is one block, and its boxes are gathered into lines.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from fortnight.web.photos.reading.model import Box

_GUTTER = 1.3
_PARAGRAPH = 0.9
_SAME_LINE = 0.55
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class _TextPiece:
    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def blocks(boxes: Sequence[Box]) -> tuple[tuple[str, ...], ...]:
    """The text of boxes as blocks of lines, in the order of reading. Lengths are measured in heights of a line."""
    if not boxes:
        return ()
    pieces = _straightened(boxes)
    height = median(piece.bottom - piece.top for piece in pieces)
    return tuple(_lines(block, height) for block in _cut(pieces, max(height, 1.0), _DEEPEST))


def slope(box: Box) -> float:
    """The angle of a box's text against level, in radians; downward to the right is positive."""
    (x0, y0), (x1, y1) = box.corners[0], box.corners[1]
    return math.atan2(y1 - y0, x1 - x0)


def width(box: Box) -> float:
    """The length of a box along its text, in pixels."""
    return math.dist(box.corners[0], box.corners[1])


def height(box: Box) -> float:
    """The height of a box across its text, in pixels."""
    return math.dist(box.corners[0], box.corners[3])


def _straightened(boxes: Sequence[Box]) -> list[_TextPiece]:
    longest = sorted(boxes, key=width, reverse=True)[: max(3, len(boxes) // 2)]
    angle = median(map(slope, longest))
    cos, sin = math.cos(-angle), math.sin(-angle)
    pieces = []
    for box in boxes:
        xs = [x * cos - y * sin for x, y in box.corners]
        middle = sum(x * sin + y * cos for x, y in box.corners) / 4
        half = height(box) / 2
        pieces.append(_TextPiece(box.text, min(xs), max(xs), middle - half, middle + half))
    return pieces


def _cut(pieces: list[_TextPiece], height: float, deep: int) -> list[list[_TextPiece]]:
    if len(pieces) < 2 or not deep:
        return [pieces]
    down = _widest_gap(pieces, lambda piece: (piece.left, piece.right), _GUTTER * height, both_sides=2)
    across = _widest_gap(pieces, lambda piece: (piece.top, piece.bottom), _PARAGRAPH * height, both_sides=1)
    for parts in (down, across):
        if parts:
            return [block for part in parts for block in _cut(part, height, deep - 1)]
    return [pieces]


def _widest_gap(
    pieces: list[_TextPiece], span: Callable[[_TextPiece], tuple[float, float]], least: float, *, both_sides: int
) -> tuple[list[_TextPiece], list[_TextPiece]] | None:
    """Two parts with the widest empty band between them, or None where no band is `least` wide."""
    ordered = sorted(pieces, key=span)
    best, place, reached = least, 0, span(ordered[0])[1]
    for index, piece in enumerate(ordered[1:], start=1):
        start, end = span(piece)
        if start - reached >= best and both_sides <= index <= len(ordered) - both_sides:
            best, place = start - reached, index
        reached = max(reached, end)
    return (ordered[:place], ordered[place:]) if place else None


def _lines(pieces: list[_TextPiece], height: float) -> tuple[str, ...]:
    lines: list[list[_TextPiece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        near = lines and abs(piece.middle - median(other.middle for other in lines[-1])) < _SAME_LINE * height
        if near:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return tuple(" ".join(piece.text for piece in sorted(line, key=lambda piece: piece.left)) for line in lines)

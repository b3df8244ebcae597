"""Tables of a data sheet: rows whose cells are parted by the same sign as often, with one column that holds the names.

The names stay; the other cells, numbers, functions, amounts and the row of heads are blanked out in place and shown as
left out. A column that holds names too makes a text no table.
"""

import re

from fortnight.labels.identify import identify
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import is_column

_SIGNS = ("|", "\t", ";")
_ROW = pattern(r"[^\n]+")
_CELL = {sign: pattern(rf"[^{re.escape(sign)}\n]+") for sign in _SIGNS}
_LETTER = pattern(r"[^\W\d_]")
_FEWEST_ROWS = 3
_FEWEST_CELLS = 2
_MOST_ROWS = 300
_LONGEST_ROW = 400
_MOSTLY = 0.6
_HARDLY = 0.2
Cells = list[re.Match[str]]


def may_be_table(text: str) -> bool:
    """A quick no before the question whether a text is a table."""
    rows = text.count("\n") + 1
    return _FEWEST_ROWS <= rows <= _MOST_ROWS and any(text.count(sign) >= rows for sign in _SIGNS)


def without_columns(text: str) -> str:
    r"""The text with everything but the names of a table blanked out, as long as it was; any other text as it is.

    >>> without_columns("INCI|%\nAqua|90.0\nPanthenol|0.8\nRetinol|0.1").split()
    ['Aqua,', 'Panthenol,', 'Retinol,']
    """
    sign = next((sign for sign in _SIGNS if text.count(sign) > text.count("\n")), "")
    rows = [list(_CELL[sign].finditer(text, row.start(), row.end())) for row in _ROW.finditer(text)] if sign else []
    rows = [[cell for cell in row if cell[0].strip()] for row in rows]
    width = max(map(len, rows), default=0)
    whole = [row for row in rows if len(row) == width]
    if width < _FEWEST_CELLS or len(whole) < _FEWEST_ROWS or len(whole) + 1 < len(rows) or _too_long(text):
        return text
    shares = [sum(_is_name(row[column][0]) for row in whole) / len(whole) for column in range(width)]
    best = max(range(width), key=shares.__getitem__)
    if shares[best] < _MOSTLY or any(share > _HARDLY for column, share in enumerate(shares) if column != best):
        return text
    heads = (
        whole[0] if any(is_column(cell[0].strip()) for cell in whole[0]) and not _is_name(whole[0][best][0]) else None
    )
    return _only(text, [row[best] for row in whole if row is not heads])


def _too_long(text: str) -> bool:
    return any(len(row) > _LONGEST_ROW for row in text.split("\n"))


def _is_name(cell: str) -> bool:
    """Whether a cell is a name that we know; a function, a number and the head of a column are none."""
    if not _LETTER.search(cell) or is_column(cell.strip()):
        return False
    names = identify(cell)
    return bool(names) and all(name.inci is not None for _, name in names)


def _only(text: str, cells: Cells) -> str:
    """The text with nothing but some cells, each on its line with a comma behind it where there is room."""
    signs = ["\n" if sign == "\n" else " " for sign in text]
    for cell in cells:
        signs[cell.start() : cell.end()] = cell[0]
        if cell.end() < len(text) and text[cell.end()] != "\n":
            signs[cell.end()] = ","
    return "".join(signs)

"""What each name does in the product, printed behind it: "Glycerin - humectant; Squalane - emollient".

Behind a dash stands a further name or what the name does. Where at least two dashes of a text have one of the words of
`pack.toml` behind them that only tell what a name does, all such words are blanked out and are no names.
"""

from fortnight.labels.patterns import pattern
from fortnight.labels.prose import is_column

_BEHIND = pattern(r"\s[–—-]\s+(?P<function>[^;,.\n–—|•]{3,48}?)(?=\s*(?:[;,.\n|•]|\s[–—-]\s|$))")
_CELL = pattern(r"[;|][ \t]*(?P<function>[^;|,\n]{3,48}?)[ \t]*(?=\n|$)")
"""The last cell of a row: "2;Glycerin;humectant"."""
_FEWEST = 2


def may_tell_functions(piece: str) -> bool:
    """Whether what stands between two commas tells what a name does."""
    dashed = " – " in piece or " - " in piece or " — " in piece
    if "\n" in piece and any(is_column(cell["function"]) for cell in _CELL.finditer(piece)):
        return True
    return dashed and any(is_column(match["function"]) for match in _BEHIND.finditer(piece))


def without_functions(text: str) -> str:
    """The text with what each name does blanked out, as long as it was.

    >>> without_functions("Aqua - solvent; Glycerin - humectant").split()
    ['Aqua', ';', 'Glycerin']
    >>> without_functions("Aqua - Glycerin - Squalane")
    'Aqua - Glycerin - Squalane'
    """
    cells = _CELL.finditer(text) if "\n" in text else ()
    functions = [match for match in (*_BEHIND.finditer(text), *cells) if is_column(match["function"])]
    if len(functions) < _FEWEST:
        return text
    for match in functions:
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text

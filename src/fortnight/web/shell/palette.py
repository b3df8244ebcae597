"""The colours of the house, read from the one file that says them: `static/shell/tokens.css`.

A token has a colour for the light scheme and one for the dark: `--paper-light: #faf6f0; --paper-dark: #1b1714;`.
"""

import re
from pathlib import Path

TOKENS = Path(__file__).parent / "static" / "shell" / "tokens.css"
_COLOUR = re.compile(r"--([a-z-]+)-(light|dark): (#[0-9a-f]{6});")
_WHITE, _TINT = 255, 1 / 3
_FOUND = _COLOUR.findall(TOKENS.read_text("utf-8"))
_PALETTE: dict[tuple[str, str], str] = {(name, scheme): value for name, scheme, value in _FOUND}


def colour(name: str, scheme: str = "light") -> str:
    """The colour of a token as `#rrggbb`. Raises `KeyError` for a token that there is not.

    >>> colour("paper"), colour("paper", "dark")
    ('#faf6f0', '#1b1714')
    """
    return _PALETTE[name, scheme]


def tint(name: str) -> str:
    """The colour of a token for the light scheme, lightened by a third, as mail programs show it behind text.

    >>> tint("calm")
    '#a8b7c4'
    """
    parts = bytes.fromhex(colour(name).removeprefix("#"))
    return "#" + bytes(round(part + (_WHITE - part) * _TINT) for part in parts).hex()

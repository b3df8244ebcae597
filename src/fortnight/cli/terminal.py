"""Writing to whatever standard output is: a terminal in any encoding, a file, a pipe whose reader has left.

Nothing here fails over a character: what the encoding does not have is written with plainer ones. And the exit
code stays the answer's, even when nobody reads the rest of it.
"""

import codecs
import io
import json
import os
import sys
from typing import Any

_PLAIN = {"―": "-", "█": "=", "╱": "/", "•": ".", "»": ">", "«": "<", "‹": "<", "›": ">", "’": "'", "…": "..."}
_ERRORS = "fortnight-plain"


def prepare() -> None:
    """Let standard output take every character, the ones that its encoding lacks as plainer ones."""
    codecs.register_error(_ERRORS, _plainer)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=_ERRORS)


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_PLAIN.get(character, "?") for character in error.object[error.start : error.end]), error.end


def tell(words: str) -> None:
    """Print a text and a line end."""
    try:
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        hush()


def tell_json(values: Any) -> None:
    """Print values as JSON; spelt out in ASCII where the encoding has not all of their characters."""
    words = json.dumps(values, ensure_ascii=False, indent=2)
    try:
        words.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        words = json.dumps(values, indent=2)
    tell(words)


def hush() -> None:
    """Discard whatever is still printed: the reader of a pipe has left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

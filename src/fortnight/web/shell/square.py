"""An address as a QR code: a square that another telephone reads from the screen."""

import segno
from django.utils.safestring import SafeString

QUIET = 4


def square(address: str, words: str) -> SafeString:
    """The address as an SVG picture with its quiet zone, black on white in every scheme; `words` name it for listeners.

    Error correction M: a finger on a corner does no harm.
    """
    code = segno.make(address, error="m", micro=False)
    looks = {"dark": "#000", "light": "#fff", "svgclass": "square", "lineclass": None}
    return SafeString(code.svg_inline(border=QUIET, omitsize=True, title=words, **looks))

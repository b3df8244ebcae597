"""Letters in circles, in squares, of mathematics, in small capitals or in Braille, as the letters that they are.

Shops and phones write names so ("Ⓡⓔⓣⓘⓝⓞⓛ"). Unicode has most of them as signs, not as letters: read as signs they
would vanish from a label.
"""

import unicodedata
from functools import cache

from fortnight.labels.patterns import pattern

_STYLED = pattern(
    "[\u249c-\u24e9\U0001f110-\U0001f189\U0001d400-\U0001d7ff\u2801-\u283f]|[\U0001f1e6-\U0001f1ff]{3,}|[ᴀ-ᵿɢɪɴʀʙʜʟʏꜰꜱ]{2,}"
)
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_BRAILLE = dict(zip("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵⠂", "abcdefghijklmnopqrstuvwxyz,", strict=True))
_SQUARES = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
_LETTERS = 26


def in_plain_letters(text: str) -> str:
    """A text with styled letters as plain ones, as long as it was; a flag of two such letters stays a flag.

    >>> in_plain_letters("Aqua, Ⓡⓔⓣⓘⓝⓐⓛ, 𝓡𝓮𝓽𝓲𝓷𝓸𝓵, ʀᴇᴛɪɴᴏʟ 🇫🇷")
    'Aqua, Retinal, Retinol, retinol 🇫🇷'
    """
    if text.isascii() or not _STYLED.search(text):
        return text
    return _STYLED.sub(lambda letters: letters[0].translate(_plain()), text)


@cache
def _plain() -> dict[int, str]:
    """Each styled letter with its plain one."""
    letters = {ord(styled): letter for styled, letter in {**_SMALL_CAPITALS, **_BRAILLE}.items()}
    for code in (*range(0x249C, 0x24EA), *range(0x1D400, 0x1D800), *range(0x1F110, 0x1F130)):
        plain = unicodedata.normalize("NFKD", chr(code)).strip("()")
        if len(plain) == 1:
            letters[code] = plain
    for first in _SQUARES:
        letters |= {first + place: chr(ord("A") + place) for place in range(_LETTERS)}
    return letters

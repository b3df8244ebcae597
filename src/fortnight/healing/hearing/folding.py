"""A message as words: small letters without accents, each with its place in the text and the sentence it stands in.

Apostrophes are no gap, digits part from letters, a picture is a word of its own, letters that look like others and
those that cannot be seen are folded. Nothing here raises; of a very long text the beginning and the end are read.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 20_000
"""How many characters of a message are read: half of them from its beginning, half from its end."""

_PARTS = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)"
    r"|(?P<picture>[\U0001F100-\U0001FAFF\u2600-\u27BF])|(?P<end>[.!?;\n\u2026]+)|(?P<pause>[,:()\-\u2013\u2014/])"
)
_LONGEST_WORD = 40
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe0f'\u2019\u2018`\u00b4]")
_LOOKALIKES = str.maketrans("аеорсухіѕјԁᴇɪβ", "aeopcyxisjdeib")
_REPEATED = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a message: how it compares, its place in the text, its sentence (base 0), and a pause before it."""

    text: str
    start: int
    end: int
    sentence: int
    after_pause: bool


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a message in their order.

    >>> [word.text for word in words_of("I CAN'T breathe!!! 39,5º")]
    ['i', 'cant', 'breathe', '39.5', 'o']
    """
    words: list[Word] = []
    sentence, pause = 0, False
    for start, part in _parts(_cut(text)):
        kind = part.lastgroup
        if kind == "end":
            sentence += 1
            pause = True
        elif kind == "pause":
            pause = True
        else:
            word = _word(part, start, sentence, pause=pause)
            if word.text:
                words.append(word)
                pause = False
    return tuple(words)


def _cut(text: str) -> tuple[tuple[int, str], ...]:
    if len(text) <= LONGEST:
        return ((0, text),)
    half = LONGEST // 2
    return ((0, text[:half]), (len(text) - half, text[-half:]))


def _parts(pieces: tuple[tuple[int, str], ...]) -> list[tuple[int, re.Match[str]]]:
    """The parts of the text; characters that do not count in a comparison are blanked or taken out, places kept."""
    parts: list[tuple[int, re.Match[str]]] = []
    for offset, piece in pieces:
        seen, places = _visible(piece)
        parts += [(offset + places[part.start()], part) for part in _PARTS.finditer(seen)]
    return parts


def _visible(piece: str) -> tuple[str, list[int]]:
    if not _UNSEEN.search(piece):
        return piece, list(range(len(piece) + 1))
    visible = [(at, sign) for at, sign in enumerate(piece) if not _UNSEEN.match(sign)]
    return "".join(sign for _, sign in visible), [*(at for at, _ in visible), len(piece)]


def _word(part: re.Match[str], start: int, sentence: int, *, pause: bool) -> Word:
    text = part[0]
    folded = text.replace(",", ".") if part.lastgroup == "number" else fold(text[:_LONGEST_WORD])[:_LONGEST_WORD]
    return Word(folded, start, start + len(text), sentence, after_pause=pause)


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word without accents, in lower case, a drawn-out letter written at most twice.

    >>> fold("RÁPIIIIDO"), fold("Hinchazón")
    ('rapiido', 'hinchazon')
    """
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LOOKALIKES))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _REPEATED.sub(r"\1\1", letters)

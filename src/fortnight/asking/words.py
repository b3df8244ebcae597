"""A text as the words that are compared: small letters without accents, apostrophes or hyphens; and their stems.

A stem makes one of the forms of a word that people mix: plurals, "-ing", "-iser" and "-izer", Spanish infinitives with
what hangs on them ("maquillarme", "echarmela"). It is for finding only: a word that stands as it is comes first.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_QUOTES = str.maketrans(dict.fromkeys("'’‘`´＇ʼ", None) | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None))
_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]", re.UNICODE)
_PLAIN_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")
_ENDS = frozenset(".,;:!?¡¿\n()[]…|•·")
_BLANKS = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_CLITIC = re.compile(r"^(.{2,}[aei]r)(?:se|me|te|nos)?(?:lo|la|los|las|le|les)?$")
_LONGEST = 4_000
_SHORT = 3
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWord:
    """One word: `plain` as it is compared, `given` in lower case as it was typed, `ends` a clause before it."""

    plain: str
    given: str
    ends: bool

    @property
    def number(self) -> bool:
        """Whether it is a number in digits."""
        return bool(_NUMBER.fullmatch(self.plain))


def plain(text: str) -> str:
    """Small letters without accents and apostrophes."""
    folded = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
    return "".join(mark for mark in folded if not unicodedata.combining(mark))


def words_of(text: str) -> tuple[TypedWord, ...]:
    """The words of a text; of a very long one only those of its beginning.

    >>> [word.plain for word in words_of("¿Puedo ponerme Retin-A?")]
    ['puedo', 'ponerme', 'retin', 'a']
    """
    words = []
    ends = False
    normal = unicodedata.normalize("NFC", _short(text)[:_LONGEST].translate(_QUOTES)).casefold().replace("\n", " ; ")
    for match in _WORD.finditer(normal):
        piece = match[0]
        if not piece[0].isalnum():
            ends = ends or piece in _ENDS
            continue
        words.append(TypedWord(plain=plain(piece), given=piece, ends=ends))
        ends = False
    return tuple(words)


def _short(text: str) -> str:
    """A long text without its runs of blanks."""
    return _BLANKS.sub(_one_blank, text) if len(text) > _LONGEST else text


def _one_blank(blanks: re.Match[str]) -> str:
    return "\n" if "\n" in blanks[0] else " "


def was_cut(text: str) -> bool:
    """Whether a text is so long that only its beginning is read."""
    return len(_short(text)) > _LONGEST


def plain_words(text: str) -> list[str]:
    """Only the plain words of a short text, as `words_of` compares them; quicker than it.

    >>> plain_words("Retin-A, ¿mañana?")
    ['retin', 'a', 'manana']
    """
    folded = text.translate(_QUOTES).lower() if text.isascii() else plain(text)
    return _PLAIN_WORD.findall(folded)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The form that a word shares with its plural, its "-ing" and what hangs on it.

    >>> stem("swimming"), stem("swim"), stem("maquillarme"), stem("cervezas")
    ('swim', 'swim', 'maquillar', 'cerveza')
    """
    if len(word) <= _SHORT:
        return word
    if hung := _CLITIC.match(word):
        return hung[1]
    word = word.replace("iz", "is").replace("our", "or")
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORT:
            return _undoubled(root)
    return word.removesuffix("e") if len(word) > _SHORT else word


def _undoubled(root: str) -> str:
    """A root without the letter that English doubles before "-ing"."""
    doubled = root[-1] == root[-2] and root[-1] not in "lsz" and len(root) > _SHORT
    return (root[:-1] if doubled else root).removesuffix("e")

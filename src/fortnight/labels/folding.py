"""How a printed name is brought to the one form in which names are compared.

Folding is lossy on purpose: case, accents, kinds of dash and quote, white space and invisible marks do not make
another ingredient. It never needs to be undone, because spans always point into the text as it was given.
"""

import re
import unicodedata
from functools import lru_cache

from fortnight.labels.patterns import pattern

_DASHES = "‐‑‒–—―−﹣-"
_QUOTES = "’‘ʼ`´＇"
_INVISIBLE = "\x00\u00ad\u200b\u200c\u200d\u2060\ufeff®™©℠"
_TABLE = str.maketrans(
    {**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_QUOTES, "'"), **dict.fromkeys(_INVISIBLE, None)}
    | {"\\": "/", "⁄": "/", "∕": "/", "，": ",", "（": "(", "）": ")", "[": "(", "]": ")", "{": "(", "}": ")"}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "α": "alpha", "β": "beta", "γ": "gamma"}
)
_LOOKALIKES = dict(
    zip(
        map(ord, "аеорсхукмтвнбіјѕԁոиԛԝһлпгαονρτυκιηεωμχζβ"),
        "aeopcxykmtbhbijsdnnqwhlnraovptukinewuxzb",
        strict=True,
    )
)
"""Letters of other alphabets that look like ours: Cyrillic, Armenian, Greek."""
_OTHER_ALPHABET = pattern(r"[\u0370-\u058f]")
_LETTERS = pattern(r"[^\W\d_]+")
_LATIN = pattern(r"[a-z]")
_ODD = pattern(r"[\\\[\]{}`\x00]")
"""What the table changes in plain letters."""
_JOINED = pattern(r"\s[/-]|[/-]\s")
_SPACED_JOIN = pattern(r"\s*([/])\s*|(?<=\w)\s*(-)\s+(?=\d)|(?<=\w) +(-)(?=\d)")
_BROKEN_WORD = pattern(r"(?<=[a-z])-\s*\n\s*(?=[a-z])|(?<=[a-z]{3})- (?=[a-z]{3})")
_BRACKETS = pattern(r"\s*\([^()]*\)")
_PLAIN = pattern(r"[a-z0-9]+(?: [a-z0-9]+)*")
_SPACES = pattern(r"\s+")
_LONGEST_NAME = 120


def fold(text: str) -> str:
    """The comparable form of a printed name: lower case, no accents, plain dashes, single spaces, no closing dot.

    >>> fold("  Acide Hyaluronique. "), fold("Biosaccharide Gum - 1")
    ('acide hyaluronique', 'biosaccharide gum-1')
    """
    return _folded(text) if len(text) <= _LONGEST_NAME else _folded.__wrapped__(text)


@lru_cache(maxsize=3072)
def _folded(text: str) -> str:
    """One name is folded several times while it is read, and then again in the next label."""
    ascii_only = text.isascii()
    folded = text.lower() if ascii_only else text.casefold()
    if ascii_only and (folded.isalnum() or _PLAIN.fullmatch(folded)):
        return folded
    if not ascii_only:
        folded = _in_plain_letters(folded)
    elif _ODD.search(folded):
        folded = folded.translate(_TABLE)
    if _JOINED.search(folded):
        folded = _SPACED_JOIN.sub(lambda match: match[1] or match[2] or match[3], _BROKEN_WORD.sub("", folded))
    return " ".join(folded.split()).strip(" .:;,'\"")


def _in_plain_letters(folded: str) -> str:
    """A text in small letters without accents and without letters that only look like ours."""
    if not folded.isascii() and _OTHER_ALPHABET.search(folded) and _LATIN.search(folded):
        folded = _LETTERS.sub(_in_our_letters, folded)
    folded = folded.translate(_TABLE)
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
        folded = "".join(mark for mark in folded if not unicodedata.combining(mark)).translate(_TABLE)
    return folded


def _in_our_letters(word: re.Match[str]) -> str:
    """A word with look-alike letters, beside Latin ones or nothing but look-alikes, in Latin letters."""
    letters = word[0]
    if letters.isascii() or letters in "αβγ":
        return letters
    plain = letters.translate(_LOOKALIKES)
    return plain if plain.isascii() or _LATIN.search(letters) else letters


def without_brackets(folded: str) -> str:
    """A folded name without what stands in brackets.

    >>> without_brackets("lavandula angustifolia (lavender) oil")
    'lavandula angustifolia oil'
    """
    return _without_brackets(folded) if "(" in folded else folded


@lru_cache(maxsize=1024)
def _without_brackets(folded: str) -> str:
    previous = ""
    while previous != folded:
        previous, folded = folded, _BRACKETS.sub(" ", folded)
    return _SPACES.sub(" ", folded.replace("(", " ").replace(")", " ")).strip(" /")


def open_brackets(folded: str) -> str:
    """A folded name with its brackets taken away and what stood in them kept.

    >>> open_brackets("butyrospermum parkii (shea butter)")
    'butyrospermum parkii shea butter'
    """
    if not ("(" in folded or ")" in folded or "  " in folded):
        return folded.strip()
    return _SPACES.sub(" ", folded.replace("(", " ").replace(")", " ")).strip()

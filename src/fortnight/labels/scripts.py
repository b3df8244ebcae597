"""Letters other than ours: Korean, Japanese, Chinese, Cyrillic, Greek, Arabic, Thai, Hebrew.

Names in them are compared by a key of their own: without accents, blanks, hyphens and long vowels, Chinese letters as
the mainland writes them. Nothing here is asked of a text without such letters, and the tables are only read for one.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from fortnight.labels.patterns import pattern
from fortnight.sources import shipped

_FILE = "labels/data/abroad.toml"
_OTHER = pattern(
    r"[\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30fa\u30fd-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9d]"
)
_GREEK = frozenset("αβγδμ")
"""Greek letters that stand in names of ours: "β-Glucan"."""
_ARTICLE = pattern(r"(?<!\w)ال(?=\w{3})")
_SEVERAL = 2
_VOICED = "\u3099\u309a"
_DROPPED = dict.fromkeys(map(ord, " \t\r\n\x00\u200b\u200c\u200d\ufeff-‐‑‒–—―ー－_ـ.'’\"®™"))
_LETTERS = {**_DROPPED, ord("ى"): "ي", ord("ة"): "ه", ord("ς"): "σ", ord("ё"): "е", ord("［"): "(", ord("］"): ")"}


@cache
def abroad_tables() -> Mapping[str, Any]:
    """The tables of `abroad.toml`, read once."""
    import tomllib

    return tomllib.loads(shipped(_FILE))


def has_other_letters(text: str) -> bool:
    """Whether a text holds letters of another alphabet than ours, but for Greek ones in our names.

    >>> has_other_letters("Вода"), has_other_letters("β-Glucan"), has_other_letters("Café")
    (True, False, False)
    """
    return not text.isascii() and any(sign[0] not in _GREEK for sign in _OTHER.finditer(text))


@cache
def _letters() -> dict[int, str | None]:
    table = abroad_tables()["letters"]
    written, meant = ("".join(table[way].split()) for way in ("traditional", "simplified"))
    return {**_LETTERS, **dict(zip(map(ord, written), meant, strict=True))}


@lru_cache(maxsize=16384)
def key_of(text: str) -> str:
    """The form in which names of other alphabets are compared.

    >>> key_of("부틸렌 글라이콜") == key_of("부틸렌글라이콜"), key_of("視黃醇") == key_of("视黄醇")
    (True, True)
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) or sign in _VOICED)
    plain = unicodedata.normalize("NFKC", plain)
    if "ال" in plain:
        plain = _ARTICLE.sub("", plain)
    return plain.translate(_letters())


def words_in(words: str) -> re.Pattern[str]:
    """The pattern that finds any of some words, parted by blanks, in a key."""
    keys = sorted({key_of(word) for word in words.split()}, key=lambda key: (-len(key), key))
    return re.compile("|".join(map(re.escape, keys)))


@cache
def _denials() -> tuple[re.Pattern[str], frozenset[str]]:
    table = abroad_tables()["denials"]
    before = "|".join(map(re.escape, table["before"]))
    behind = "|".join(map(re.escape, table["behind"]))
    thing = r"[^\s,，、.。;；:：()（）]{1,16}"
    absent = (
        rf"(?:{before})\s*{thing}(?:\s(?:и|та|й|και|و)\s{thing})*|"
        rf"{thing}\s?(?:{behind})(?=$|[^\w]|処方|タイプ|です)"
    )
    return re.compile(absent, re.IGNORECASE), frozenset(map(key_of, table["wholes"]))


def without_denials(text: str) -> str:
    """A text without what it says is absent: "без отдушки", "パラベンフリー"."""
    for whole in abroad_tables()["denials"]["wholes"]:
        text = text.replace(whole, " ")
    return _denials()[0].sub(" ", text)


def is_denial_abroad(text: str) -> bool:
    """Whether a text says nothing but that something is absent."""
    absent, wholes = _denials()
    if key_of(text) in wholes:
        return True
    # Two things in a row: only the first is absent.
    return bool(absent.fullmatch(text.strip(" .。*"))) and len(stems_in(text)) < _SEVERAL


@cache
def _prose() -> re.Pattern[str]:
    return re.compile("|".join(abroad_tables()["prose"]["patterns"]))


def is_prose_abroad(text: str) -> bool:
    """Whether a text with other letters reads like a sentence or small print."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) or sign in _VOICED)
    return bool(_prose().search(unicodedata.normalize("NFKC", plain).replace("ς", "σ")))


@cache
def _stems() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((cue, words_in(words)) for cue, words in abroad_tables()["stems"].items())


@cache
def _no_stems() -> re.Pattern[str]:
    return words_in(abroad_tables()["never"]["words"])


@lru_cache(maxsize=8192)
def stems_in(text: str) -> tuple[str, ...]:
    """The names of the cues that parts of words in another alphabet show, wherever they stand in a text.

    >>> stems_in("레티닐 복합체")
    ('retinoid',)
    """
    key = _no_stems().sub(" ", key_of(text))
    return tuple(cue for cue, words in _stems() if words.search(key))

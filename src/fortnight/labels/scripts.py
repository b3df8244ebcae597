"""Letters other than ours: Korean, Japanese, Chinese, Cyrillic, Greek, Arabic, Thai, Hebrew.

Names in them are compared by a key of their own: without accents, blanks, hyphens and long vowels, Chinese letters as
the mainland writes them. Nothing here is asked of a text without such letters, and the tables are only read for one.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from fortnight.labels.patterns import pattern
from fortnight.sources import shipped

_FILE = "labels/data/abroad.toml"
_OTHER = pattern(
    r"[\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30fa\u30fd-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9d]"
)
_GREEK = frozenset("αβγδμ")
"""Greek letters that stand in names of ours: "β-Glucan"."""
_ARTICLE = pattern(r"(?<!\w)ال(?=\w{3})")
_SEVERAL = 2
_VOICED = "\u3099\u309a"
_DROPPED = dict.fromkeys(map(ord, " \t\r\n\x00\u200b\u200c\u200d\ufeff-‐‑‒–—―ー－_ـ.'’\"®™"))
_LETTERS = {
    **_DROPPED,
    ord("ى"): "ي",
    ord("ة"): "ه",
    ord("ς"): "σ",
    ord("ё"): "е",
    ord("ی"): "ي",
    ord("ک"): "ك",
    ord("［"): "(",
    ord("］"): ")",
}


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


@dataclass(frozen=True, slots=True)
class _Denials:
    """How packs say what is absent: anything, rows of what they boast of lacking, whole words."""

    absent: re.Pattern[str]
    boasts: re.Pattern[str]
    wholes: frozenset[str]


@cache
def _denials() -> _Denials:
    table = abroad_tables()["denials"]
    before = "|".join(map(re.escape, table["before"]))
    behind = "|".join(map(re.escape, table["behind"]))
    boasted = "|".join(map(re.escape, sorted(table["boasted"].split(), key=len, reverse=True)))
    thing = r"[^\s,，、.。;；:：()（）]{1,16}"
    absent = (
        rf"(?:{before})\s*{thing}(?:\s(?:и|та|й|και|و)\s{thing})*|"
        rf"{thing}\s?(?:{behind})(?=$|[^\w]|処方|タイプ|です)"
    )
    joints = r"\s?[,，、/]\s?|\s(?:и|та|й|και)\s|\s[وו]\s?"
    boasts = rf"(?:{before})\s*(?:{boasted})(?:(?:{joints})(?:{boasted}))*"
    return _Denials(
        re.compile(absent, re.IGNORECASE), re.compile(boasts, re.IGNORECASE), frozenset(map(key_of, table["wholes"]))
    )


def without_denials(text: str) -> str:
    """A text without what it says is absent: "без отдушки", "パラベンフリー"."""
    for whole in abroad_tables()["denials"]["wholes"]:
        text = text.replace(whole, " ")
    return _denials().absent.sub(" ", _denials().boasts.sub(" ", text))


def may_boast(text: str) -> bool:
    """Whether a text with other letters says that things are absent of which packs boast."""
    return has_other_letters(text) and _denials().boasts.search(text) is not None


def without_boasts(text: str) -> str:
    """A text with the rows of what packs boast of lacking blanked out, as long as it was.

    >>> without_boasts("水、甘油。不含香精、酒精。").rstrip(" 。")
    '水、甘油'
    """
    return _denials().boasts.sub(lambda row: " " * len(row[0]), text) if may_boast(text) else text


def is_denial_abroad(text: str) -> bool:
    """Whether a text says nothing but that something is absent.

    >>> is_denial_abroad("不含香精、酒精"), is_denial_abroad("不含香精、视黄醇")
    (True, False)
    """
    denials, words = _denials(), text.strip(" .。*")
    if key_of(text) in denials.wholes or denials.boasts.fullmatch(words):
        return True
    # Two things in a row: only the first is absent.
    return bool(denials.absent.fullmatch(words)) and len(stems_in(text)) < _SEVERAL


@cache
def _simplified() -> dict[int, str]:
    """What sentences are compared with: Chinese letters as the mainland has them, Persian as Arabic does."""
    table = abroad_tables()["letters"]
    written, meant = ("".join(table[way].split()) for way in ("traditional", "simplified"))
    same = {"ς": "σ", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ё": "е"}
    return {**dict(zip(map(ord, written), meant, strict=True)), **{ord(sign): plain for sign, plain in same.items()}}


def _plain(text: str) -> str:
    """A text without accents and the marks of tones, with one form of each letter."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) or sign in _VOICED)
    return unicodedata.normalize("NFKC", plain).translate(_simplified())


@cache
def _prose() -> re.Pattern[str]:
    return re.compile("|".join(map(_plain, abroad_tables()["prose"]["patterns"])))


@lru_cache(maxsize=64)
def is_prose_abroad(text: str) -> bool:
    """Whether a text with other letters reads like a sentence or small print."""
    return bool(_prose().search(_plain(text.casefold())))


@cache
def _stems() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    """By cue: its stems, and those in our letters, which count as whole words only ("AHA", not "mentha haplo")."""
    tables = []
    for cue, words in abroad_tables()["stems"].items():
        ours = [word.lower() for word in words.split() if word.isascii()]
        theirs = " ".join(word for word in words.split() if not word.isascii())
        alone = re.compile(rf"(?<![a-z])(?:{'|'.join(ours)})(?![a-z])") if ours else None
        tables.append((cue, words_in(theirs), alone))
    return tuple(tables)


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
    plain = text.casefold()
    return tuple(cue for cue, words, letters in _stems() if words.search(key) or (letters and letters.search(plain)))

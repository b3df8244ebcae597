"""What somebody reacts to, out of their own sentence: "I react to lanolin and perfume" names two things.

Each text is read from left to right, the longest phrase first: a phrase for an allergy, then a name of an ingredient
or a plant. What lies between is dropped where it only makes the sentence ("I am allergic to"); everything else is kept
as a word that we do not know, so no part is lost. A long word that is off by a letter stands for its allergy too.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from fortnight.labels.allergies import allergies, by_words, folded_words, words_around
from fortnight.labels.folding import fold
from fortnight.labels.likeness import WordMeaning, is_common, meaning
from fortnight.labels.vocabulary import vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PARTED = re.compile(r"[\n;.:()\[\]!?•|]|,(?!\d)")
_CONNECTED = frozenset({"and", "or", "y", "e", "o", "u", "ni", "with", "con", "but", "also", "plus"})
_SPANISH = re.compile(
    r"\bsoy\b(?=\s+(?:(?:muy|un poco|s[uú]per|bastante|tambi[eé]n)\s+)?"
    r"(?:al[eé]rg|intoleran|sensib|hipersens|reactiv|cel[ií]ac))"
    r"|\bmi\b(?=\s+(?:al[eé]rg|intoler|sensib|reacci|piel|cara|cuerpo|cuello|boca|ojo|hij[ao]|beb[eé]|ni[nñ]|mam|pap[aá]"
    r"|madre|padre|herman|espos|marido|mujer|pareja|novi|m[eé]dic|doctor|derm|problema|caso)[a-zñáéíóú]*)",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"C\.?I\.?\s*\d{5}", re.IGNORECASE)
_MOST_WORDS = 6
_LONG_WORD = 6
_SHORT_NAME = 3
_SHORT_WORD = 2
_NEAR = 88.0


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text with its place, as it is compared."""

    start: int
    end: int
    key: str


@lru_cache(maxsize=512)
def reacting_to(text: str) -> tuple[WordMeaning, ...]:
    """Everything that a text names, in its order and each once; what is not known is there as well, as written.

    >>> [one.said for one in reacting_to("I react to lanolin and perfume")]
    ['lanolin', 'perfume']
    >>> [(one.said, one.known) for one in reacting_to("alergia al níquel y al zumbolín")]
    [('níquel', True), ('zumbolín', False)]
    """
    text = text.strip()
    if _names_nothing(text):
        return ()
    whole = _whole(text)
    if whole:
        return (meaning(whole),)
    words = _words(text)
    phrases = _phrases(text, words)
    if not phrases and words and not any(word.key in words_around("none") for word in words):
        phrases = [text]
    return tuple({phrase.casefold(): meaning(phrase) for phrase in phrases}.values())


def _names_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to name."""
    return fold(text) in words_around("none") or " ".join(folded_words(text)) in words_around("none")


def _whole(text: str) -> str:
    """The text itself where all of it is one known phrase or name."""
    known = " ".join(folded_words(text)) in by_words() or fold(text) in vocabulary().known
    return text if known and not _PARTED.search(text) else ""


def _words(text: str) -> list[_Word]:
    """The words of a text; the Spanish "soy" of "soy alérgica" is no soya, "mi" of "mi alergia" no preservative."""
    spanish = {found.start() for found in _SPANISH.finditer(text)}
    found = []
    for match in _WORD.finditer(text):
        key = " ".join(folded_words(match[0])) if match.start() not in spanish else ""
        found.append(_Word(match.start(), match.end(), key))
    return found


def _phrases(text: str, words: list[_Word]) -> list[str]:
    """The phrases that name something, and those that nobody understands."""
    phrases: list[str] = []
    strange: list[_Word] = []
    at = 0
    while at < len(words):
        length = _longest(text, words, at)
        word = words[at]
        if length or _drops(word) or (strange and _PARTED.search(text, strange[-1].end, word.start)):
            _keep(text, strange, phrases)
        if length:
            phrases.append(text[word.start : words[at + length - 1].end])
        elif not _drops(word):
            strange.append(word)
        at += length or 1
    _keep(text, strange, phrases)
    return phrases


def _keep(text: str, strange: list[_Word], phrases: list[str]) -> None:
    """Put what nobody understands among the phrases, as it is written, or for what a slip of the pen stands for."""
    if strange:
        phrases.append(_mended(text[strange[0].start : strange[-1].end]))
        strange.clear()


def _drops(word: _Word) -> bool:
    """Whether a word by itself names nothing: it makes the sentence, or is a single letter or number."""
    around = word.key in words_around("around") or word.key in words_around("none") or word.key in _CONNECTED
    return around or len(word.key) < _SHORT_WORD or word.key.isdecimal()


def _longest(text: str, words: list[_Word], at: int) -> int:
    """How many words from here on are one known phrase; 0 for none."""
    for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        first, last = words[at], words[at + length - 1]
        raw = text[first.start : last.end]
        key = " ".join(word.key for word in words[at : at + length] if word.key)
        if first.key and last.key and not _PARTED.search(raw) and key in by_words():
            return length
        if _is_name(raw, key):
            return length
    return 0


def _is_name(raw: str, key: str) -> bool:
    """Whether a stretch of the text is a name of an ingredient or of a plant."""
    if _COLOUR.fullmatch(raw):
        return True
    if len(raw) <= _SHORT_NAME or key in words_around("around") or re.search(r",\s|\n", raw):
        return False
    return fold(raw) in vocabulary().known or is_common(raw) or (" " not in raw and _plain(raw))


@lru_cache(maxsize=2048)
def _plain(word: str) -> bool:
    """Whether a single word is known by itself."""
    return meaning(word).known


@cache
def _spelt() -> dict[str, str]:
    """The phrases for allergies that are long enough to bear a slip of the pen, as they are compared and written."""
    words = (word for one in allergies().values() for word in one.words)
    return {key: word for word in words if len(key := " ".join(folded_words(word))) >= _LONG_WORD}


def _mended(phrase: str) -> str:
    """A phrase as somebody meant it who slipped: the one known word that is off by a letter or two, or itself."""
    from rapidfuzz.fuzz import ratio

    key = " ".join(folded_words(phrase))
    if len(key) < _LONG_WORD:
        return phrase
    near = max(((ratio(key, other), other) for other in _spelt() if other[0] == key[0]), default=(0.0, ""))
    return _spelt()[near[1]] if near[0] >= _NEAR else phrase

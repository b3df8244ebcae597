"""Other spellings of words that we know: "sooooo", "aguardientico", "me afeito".

Letters that were held down, Spanish diminutives and verbs in the first person are no slips of the pen: the word is
written as it is meant, and it is read as the word that it is a form of. Only where the word itself says nothing to us,
or where its plain form begins a longer phrase ("cremita de cortisona"), is another form looked for; and only a form
that we know takes its place.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from fortnight.asking.grammar import is_known
from fortnight.asking.lexicon import classes_of, lexicon, name_at
from fortnight.asking.words import TypedWord, plain, stem

_HELD_DOWN = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DIMINUTIVE = re.compile(r"^(.{2,}?)(e?c)?(?:it|ic|ill)([oa])(s?)$")
_REFLEXIVE = frozenset({"me", "nos", "se", "te"})
_SHORTEST = 5
_SHORTEST_VERB = 4
_VERB_ENDINGS = (
    (("ando", "andome", "andose", "aba", "abamos", "amos", "aste", "are", "o", "e", "as", "a", "aron"), ("ar",)),
    (("iendo", "iendome", "iendose", "ia", "imos", "iste", "ire", "ere", "o", "i", "a"), ("er", "ir")),
)
_VOWELS = (("ue", "o"), ("ue", "u"), ("ie", "e"))


def unstretched(text: str) -> str:
    """The text with letters that were held down as often as the word has them.

    >>> unstretched("its sooooo itchy, pleeease")
    'its so itchy, please'
    """
    return _WORD.sub(_shortened, text) if _HELD_DOWN.search(text) else text


def _shortened(match: re.Match[str]) -> str:
    word = match[0]
    if not _HELD_DOWN.search(word):
        return word
    ways = (_HELD_DOWN.sub(r"\1\1", word), _HELD_DOWN.sub(r"\1", word))
    return next((way for way in ways if _says_something(plain(way))), word)


def _says_something(word: str) -> bool:
    return bool(classes_of(word)) or stem(word) in lexicon().starts


def respelled(words: tuple[TypedWord, ...]) -> tuple[TypedWord, ...]:
    """The words with each form that says nothing by itself as the word that it is a form of.

    What stands inside a phrase that we know is that phrase: "se me está pelando la piel" is nobody who peels it off.
    """
    inside = _inside_phrases(words)
    return tuple(word if place in inside else _as_known(words, place) for place, word in enumerate(words))


def _inside_phrases(words: tuple[TypedWord, ...]) -> frozenset[int]:
    """The places behind the first word of a longer phrase."""
    matches = ((place, lexicon().at(words, place)) for place in range(len(words)))
    return frozenset(
        place for start, match in matches if match and match.exact for place in range(start + 1, start + match.length)
    )


def _as_known(words: tuple[TypedWord, ...], place: int) -> TypedWord:
    word = words[place]
    if len(word.plain) < _SHORTEST_VERB or word.number:
        return word
    match = lexicon().at(words, place)
    silent = match is None and not is_known(word.plain) and name_at(words, place) is None
    reflexive = place > 0 and words[place - 1].plain in _REFLEXIVE
    if not (silent or reflexive or _DIMINUTIVE.match(word.plain)):
        return word
    least = 0 if silent else match.length if match else 1
    forms = _forms(word.plain)
    others = [TypedWord(plain=form, given=form, ends=word.ends) for form in forms]
    for other in others:
        longer = lexicon().at((*words[:place], other, *words[place + 1 :]), place)
        if longer and longer.length > least:
            return other
    return next((other for other in others if silent and _is_spanish(other.plain)), word)


def _is_spanish(word: str) -> bool:
    """Whether a word is known, and not as an English word only: "lata" is no form of "later"."""
    languages = frozenset().union(*classes_of(word).values())
    return is_known(word) and languages != frozenset({"en"})


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[str, ...]:
    return (*_without_diminutive(word), *_infinitives(word))


def _without_diminutive(word: str) -> tuple[str, ...]:
    """The words that a diminutive may be of: "cervecita" of "cerveza", "cochecito" of "coche"."""
    match = _DIMINUTIVE.match(word) if len(word) >= _SHORTEST else None
    if match is None:
        return ()
    root, _, vowel, plural = match.groups()
    before_i = root.endswith(("qu", "gu"))
    roots = (re.sub("qu$", "c", re.sub("gu$", "g", root)),) if before_i else (root, re.sub("c$", "z", root))
    return tuple(dict.fromkeys(f"{root_form}{ending}{plural}" for root_form in roots for ending in (vowel, "e", "")))


def _infinitives(word: str) -> Iterator[str]:
    """The Spanish infinitives that a form may be of: "afeito", "depilando", "acuesto"."""
    for endings, infinitives in _VERB_ENDINGS:
        for ending in endings:
            root = word.removesuffix(ending)
            if root == word or len(root) < _SHORTEST_VERB - 1:
                continue
            for stem_of_verb in (root, *(old_vowel(root, new, old) for new, old in _VOWELS if new in root)):
                yield from (stem_of_verb + infinitive for infinitive in infinitives)


def old_vowel(root: str, new: str, old: str) -> str:
    """A root with its last changed vowel as the infinitive has it: "acuest" as "acost"."""
    before, _, after = root.rpartition(new)
    return before + old + after

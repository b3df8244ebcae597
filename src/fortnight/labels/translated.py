"""Names in other languages, word by word: "Extrait de Graines de Triticum Spelta", "Chlorek sodu", "Natriumbenzoat".

The words are `data/translations.toml`. A translation only counts where the vocabulary or the naming system knows what
comes out, so a word that is translated badly makes a name unknown and never another one.
"""

import re
from functools import cache, lru_cache
from itertools import groupby

from rapidfuzz import fuzz

from fortnight.labels.folding import fold, without_brackets
from fortnight.labels.grammar import naming_words
from fortnight.labels.patterns import pattern
from fortnight.sources import shipped

_OF = pattern(
    r" (?:de la |de l'|de |d'|du |des |del |dell'|della |delle |dei |di |do |da |das |dos |von |aus |van |z )| d'"
)
_NOISE = frozenset(
    ["vegetale", "vegetal", "vierge", "virgen", "vergine", "biologique", "puro", "pura", "natives", "kaltgepresstes"]
)
_JOINTS = pattern(r"[ -]")
_LONGEST = 120
_MOST_PARTS = 5
_SOUNDS = str.maketrans({"y": "i", "h": "", "k": "c", "w": "v", "z": "c"})
_SMALL = frozenset({"de", "di", "do", "da", "du", "of", "del", "von", "e", "y", "et", "and", "un", "a"})
_ALIKE = 75


@cache
def _words() -> tuple[dict[str, str], re.Pattern[str]]:
    """The words, and the endings that a compound is cut before ("natrium|chlorid")."""
    import tomllib

    table = tomllib.loads(shipped("labels/data/translations.toml"))
    words: dict[str, str] = {}
    for line in table["words"].splitlines():
        meant, _, said = line.partition("=")
        for word in said.split(","):
            if word.strip():
                words[fold(word)] = meant.strip()
    endings = "|".join(sorted((fold(word) for word in table["endings"].split()), key=len, reverse=True))
    return words, re.compile(rf"(?P<first>[a-z0-9-]{{3,}}?)(?P<ending>{endings})")


@lru_cache(maxsize=2048)
def _word(word: str) -> str:
    """A word in English, or as it is; words repeat, names do not."""
    words, compound = _words()
    meant = words.get(word)
    if meant is not None:
        return meant
    match = compound.fullmatch(word)
    if match is None:
        return word
    first = words.get(match["first"]) or words.get(match["first"].rstrip("s-"))
    if first is None and match["first"] in naming_words().common | naming_words().genera:
        first = match["first"]
    return word if first is None else f"{first} {words.get(match['ending'], match['ending'])}"


@lru_cache(maxsize=4096)
def _is_foreign(word: str) -> bool:
    """Whether a word may be another in English, or joins two of which one may be; so is one with other characters."""
    if word in _NOISE or not word.replace("-", "").isalnum():
        return True
    return _OF.search(f" {word} ") is not None or any(_word(part) != part for part in _JOINTS.split(word))


def _phrase(phrase: str) -> list[str]:
    """The ways in which a phrase reads in English: word by word, and with its last word first and its first last."""
    whole = _words()[0].get(phrase)
    if whole is not None:
        return [whole]
    words = [_word(word) for word in phrase.split(" ")]
    forms = [" ".join(words)]
    if len(words) > 1:
        forms += [" ".join([*words[1:], words[0]]), " ".join([words[-1], *words[:-1]])]
    if len(words) > 2:
        forms.append(" ".join(reversed(words)))
    return forms


@lru_cache(maxsize=512)
def translations(folded: str) -> tuple[str, ...]:
    """What a folded name may mean in English, the likeliest first; nothing where no word of it is known.

    >>> "sodium chloride" in translations("chlorure de sodium")
    True
    """
    bare = without_brackets(folded)
    if not any(map(_is_foreign, bare.split(" "))) and bare not in _words()[0]:
        return ()
    bare = " ".join(word for word in bare.split(" ") if word not in _NOISE)
    if len(bare) > _LONGEST or not bare:
        return ()
    parts = [part for part in _OF.split(bare) if part]
    if len(parts) > _MOST_PARTS:
        return ()
    if len(parts) == 1 and all(_word(word) == word for word in _JOINTS.split(bare)) and bare not in _words()[0]:
        return ()
    forms = _phrase(parts[0])
    for part in parts[1:]:
        forms = [f"{inner} {outer}".strip() for outer in forms for inner in _phrase(part)][:24]
    if len(parts) == 1:
        forms += _phrase(parts[0].replace("-", " ")) if "-" in parts[0] else []
    return tuple(form for form in dict.fromkeys(forms) if form not in (folded, bare))


def _sounds(name: str) -> list[str]:
    """The words of a folded name as Romance languages spell their sounds, one letter for two that are the same."""
    words = (word for word in name.replace("ph", "f").split(" ") if word and word not in _SMALL)
    return ["".join(letter for letter, _ in groupby(word.translate(_SOUNDS))) for word in words]


def is_the_same_abroad(name: str, other: str) -> bool:
    """Whether two folded names are spellings of one: each word of either sounds as one of the other does.

    It is asked of names that packs print beside each other, one of which we know.

    >>> is_the_same_abroad("ethylhexyl salicylate", "salicilato de etilexila")
    True
    >>> is_the_same_abroad("glycerin", "retinol"), is_the_same_abroad("peg-8", "peg-40")
    (False, False)
    """
    if re.findall(r"\d+", name) != re.findall(r"\d+", other):
        return False
    words, others = _sounds(name), _sounds(other)
    alike = {(a, b) for a in words for b in others if fuzz.ratio(a, b) >= _ALIKE}
    return bool(alike) and {a for a, _ in alike} == set(words) and {b for _, b in alike} == set(others)

"""Known names inside a longer text: what a sentence, a strange name or a built one holds, and the cues of that.

The longest names win, so that "cetyl alcohol" is no alcohol. Only what restricts counts as a cue here: what says
nothing on its own (a tenside that only matters in a wash, the marker of the 1 % line) is not carried over from inside.
"""

from functools import cache, lru_cache

from fortnight.labels.cues import RESTRICTED, SUBSTANCES, Cue, bits_of
from fortnight.labels.folding import fold
from fortnight.labels.grammar import naming_words
from fortnight.labels.near_index import NearIndex
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import CanonicalName, vocabulary

_NEEDS_ITS_PLACE = (
    Cue.ONE_PERCENT
    | Cue.SCRUB_IF_NAMED
    | Cue.ENZYME_IF_NAMED
    | Cue.DETERGENT
    | Cue.HARSH_DETERGENT
    | Cue.SOAP
    | Cue.MINERAL_FILTER
    | Cue.FRUIT_ACID
    | Cue.CITRIC_ACID
)
SPEAKING = int(RESTRICTED) & ~int(_NEEDS_ITS_PLACE)
"""The cues that count wherever a name stands."""

_DRUG = int(SUBSTANCES | Cue.COOLING | Cue.RETINOID | Cue.PRESCRIPTION_RETINOID | Cue.PEROXIDE_ETC | Cue.HYDROQUINONE)
_FORM = pattern(r"(?<=[a-z]{4})(?:salbe|creme|gel|paste|spiritus|tinktur|lotion|puder|balsam|zalf)$")
_HEADING_WORD = pattern(r"[^\s,;()]+")
_NO_WORD = pattern(r"[^a-z0-9+-]+")
_MOST_WORDS = 6
_SHORTEST_GLUED = 10
_SHORTEST_WORD = 7
_SHORTEST_NEAR = 6
_LONGEST_NEAR = 10
_ALCOHOLS = frozenset({"alcohol", "alcool", "alkohol", "alcol"})
_EVERYDAY = frozenset({"aroma", "flavor", "flavour", "sal", "mint", "peptides", "peptide", "protease"})
Inside = tuple[int, int, CanonicalName]


def is_plain(word: str) -> bool:
    """Whether a single word names a thing and is no word that many names share."""
    return word.isalpha() and len(word) >= _SHORTEST_NEAR and word not in _ALCOHOLS and word not in _EVERYDAY


def hangs_on(words: list[str], begin: int, end: int) -> bool:
    """Whether "alcohol" is the second half of a strange name, as in "zyrmyl alcohol", and no name of its own."""
    alone = end == begin + 1 and words[begin] in _ALCOHOLS
    return (
        alone
        and begin > 0
        and words[begin - 1] not in vocabulary().known
        and words[begin - 1] not in naming_words().forms
    )


def words_of(folded: str) -> list[str]:
    """The words of a folded text without its points, commas and brackets."""
    return [word for part in _NO_WORD.sub(" ", folded).split() if (word := part.strip("+-"))]


def names_inside(words: list[str]) -> list[Inside]:
    """The known names in a row of words, each with its first word and the word behind its last; no two overlap."""
    known, found, at = vocabulary().known, [], 0
    while at < len(words):
        for end in range(min(len(words), at + _MOST_WORDS), at, -1):
            name = known.get(words[at] if end == at + 1 else " ".join(words[at:end]))
            if name is not None:
                found.append((at, end, name))
                at = end - 1
                break
        at += 1
    return found


@cache
def _single_words() -> dict[str, int]:
    """The names of one long word that restrict wherever they stand."""
    return {
        key: int(name.cues) & SPEAKING
        for key, name in vocabulary().known.items()
        if key.isalpha() and int(name.cues) & SPEAKING and len(key) >= _SHORTEST_WORD
    }


def _glued(word: str) -> int:
    """The cues of the names that a long strange word begins or ends with: "fragranceparfumi"."""
    cues = 0
    names = _single_words()
    for length in range(_SHORTEST_WORD, len(word)):
        cues |= names.get(word[:length], 0) | names.get(word[-length:], 0)
    return cues


@lru_cache(maxsize=1024)
def cues_inside(folded: str) -> int:
    """The cues of the known names that stand inside a name, where they speak without their place in the list.

    >>> bool(cues_inside("youth complex with retinol 4") & Cue.RETINOID), cues_inside("unicorn cetyl alcohol")
    (True, 0)
    """
    if "poly" in folded:
        return 0
    words, cues = words_of(folded), 0
    canonical_names = vocabulary().known
    for word in words:
        if len(word) >= _SHORTEST_GLUED and word not in canonical_names:
            cues |= _glued(word)
    for begin, end, name in names_inside(words):
        if name.cues and end - begin < len(words) and not hangs_on(words, begin, end):
            cues |= int(name.cues)
    return cues & SPEAKING


@cache
def _short_words() -> NearIndex:
    """The short names of one word that carry a cue that a rule speaks about."""
    known = vocabulary().known.items()
    keys = [key for key, name in known if key.isalpha() and int(name.cues) & SPEAKING]
    return NearIndex([key for key in keys if _SHORTEST_NEAR <= len(key) < _LONGEST_NEAR], lambda _: 1)


def cues_near(folded: str) -> int:
    """The cues of the short names that one strange word is a slip away from, where nobody can say which it is."""
    if not folded.isalpha() or not _SHORTEST_NEAR <= len(folded) < _LONGEST_NEAR:
        return 0
    cues, known = 0, vocabulary().known
    for key, _ in _short_words().near(folded, 1):
        cues |= int(known[key].cues)
    return cues & SPEAKING


def cues_told(clause: str) -> int:
    """The cues of what a clause of prose, folded, tells of: known names and words that only one thing has."""
    words, cues, at = words_of(clause), 0, 0
    for begin, end, name in [*names_inside(words), (len(words), len(words), None)]:
        for word in words[at:begin]:
            cues |= 0 if word in _EVERYDAY else bits_of(word)
        if name is not None and not (end == begin + 1 and words[begin] in _EVERYDAY):
            cues |= int(name.cues)
        at = end
    return cues & SPEAKING


_PRODUCTS = frozenset({"milk", "lait", "leche", "latte", "leite", "milch", "melk", "mleczko"})
"""In the heading of a list, "milk" is the product."""


def drugs_in(heading: str) -> list[tuple[int, int]]:
    """Where the heading of a list names what is in it: "Ivermectin 1% cream: carbomer, ..." holds ivermectin.

    >>> drugs_in("Hydrocortisone 1% ointment"), drugs_in("Night cream with shea")
    ([(0, 14)], [])
    """
    words = list(_HEADING_WORD.finditer(heading))
    spans = []
    for first, last, name in names_inside([_FORM.sub("", fold(word[0])) for word in words]):
        if name.cues & _DRUG and not (last - first == 1 and fold(words[first][0]) in _PRODUCTS):
            spans.append((words[first].start(), words[last - 1].end()))
    return spans

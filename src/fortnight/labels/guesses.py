"""The last guesses at a stretch that is no name as it stands and cannot be cut: a slip, forgotten commas, a sentence.

What nobody knows stays unknown, with the cues of its words, of the names inside it and of the names it is a slip away
from. A sentence that declares what is inside ("each gram contains ...") gives its names.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from fortnight.labels.abroad import cues_abroad, extract_abroad, run_together
from fortnight.labels.camera import seen_as
from fortnight.labels.commas import forgotten_commas, lost_among_strange
from fortnight.labels.cues import bits_of
from fortnight.labels.described import described
from fortnight.labels.folding import fold, open_brackets, without_brackets
from fortnight.labels.forms import exact, named, whole
from fortnight.labels.glued import glued
from fortnight.labels.grammar import follows_naming_system
from fortnight.labels.inside import cues_inside, cues_near, names_inside
from fortnight.labels.model import How, Name
from fortnight.labels.nearest import nearest, nearest_restricted
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose
from fortnight.labels.scripts import has_other_letters, is_prose_abroad
from fortnight.labels.vocabulary import vocabulary
from fortnight.labels.words import mend_words

Found = tuple[tuple[int, Name], ...]
Reader = Callable[[str], Found]

_DECLARING = pattern(
    r"\b(?:contains?|containing|holds?|consist(?:s|ing)? of|made (?:of|with|from)|in a base of|vehicle of|composed of|"
    r"contient|contiene|enth[äa]lt|cont[ée]m|zawiera|bevat)\b",
    re.IGNORECASE,
)
_PER_GRAM = pattern(r"(?:each|every|one|per|1)\b", re.IGNORECASE)
_AN_AMOUNT_OF = pattern(
    r"(?:each|every|one|1)\s+(?:g|gram|gramme|ml|millilit(?:er|re))\s+(?:of|de)\s+(?:the\s+)?[^,;:]{2,60}"
    r"\b(?:gel|cream|lotion|ointment|foam|solution|spray|paste|product)\b[^,;:]{0,20}$",
    re.IGNORECASE,
)
_BASES = ("in a base of", "vehicle of")
_CUT_WORD = pattern(r"(?<=[a-z]{3})-(?=[a-z]{3})")
_JOINTS = pattern(r"([,;•·|\n]|\.\s|\s(?:[&+]|(?i:and|et|und|y|e))\s)")
_JOINING = frozenset({"and", "et", "und", "y", "e", "&", "+", "/", "-", "•", "·", "|"})
_STOPS = frozenset({"\n", ".", ".\n"})
_WORD = pattern(r"[^\s,;()]+")
_LONGEST_NAME = 200
_MOST_WORDS = 6
_LONGEST_LIST = 1500
_LONGEST_REMEMBERED = 400
_LONGEST_RUN = 4000


def last_guess(core: str, folded: str, read: Reader) -> Found:
    """The names of a stretch that is tried and cut already; nothing for a sentence that declares none."""
    if len(core) > _LONGEST_RUN:
        return _windows(core, read)
    return _abroad(core) if not core.isascii() and has_other_letters(core) else _guess(core, folded, read)


def _guess(core: str, folded: str, read: Reader) -> Found:
    short = len(core) <= _LONGEST_NAME
    near = _near(core, folded) if short else None
    found = ((0, near),) if near else forgotten_commas(core)
    if found:
        return found
    mended = _mended_words(core, folded) if short else None
    if mended:
        return ((0, mended),)
    told = looks_like_prose(core)
    names = told_after_a_name(core) if told else declared_in(core, told=False)
    if names or told or _AN_AMOUNT_OF.match(core):
        return names
    late = described(folded, last=True)
    if late:
        return ((0, named(core, late.inci, How.SYNONYM, late.function, folded, int(late.cues) | bits_of(folded))),)
    return lost_among_strange(core, read) or glued(core) or ((0, unknown(core, folded)),)


def _abroad(core: str) -> Found:
    """The names of a stretch in another alphabet, where nothing is guessed; nothing for a sentence."""
    if is_prose_abroad(core):
        return ()
    row = run_together(core)
    if row is None:
        strange = unknown(core, fold(core))
        return ((0, extract_abroad(core, strange.cues) or strange),)
    parts = ((start, core[start:end], name) for start, end, name in row)
    return tuple((start, name or unknown(part, fold(part))) for start, part, name in parts)


def _near(core: str, folded: str) -> Name | None:
    """The one name that is a slip away: as printed, without its bracket, without the hyphens of a cut word."""
    forms = [folded, without_brackets(folded)]
    if "-" in folded:
        forms.append(_CUT_WORD.sub("", folded))
    alike = dict.fromkeys(forms)
    near = next(filter(None, map(nearest, alike)), None) or next(filter(None, map(seen_as, alike)), None)
    if near is None:
        return None
    return named(core, near.inci, How.NEAR_MISS, near.function, folded, int(near.cues) | bits_of(folded))


def told_after_a_name(core: str) -> Found:
    """The names of a sentence; also the last names of a list before it that lost their full stop.

    "Tretinoin It also holds ..." is such a name: the words before the capital letter are one of the vocabulary.
    """
    found, begin = names_before_prose(core)
    return (*found, *((begin + offset, name) for offset, name in declared_in(core[begin:], told=True)))


def names_before_prose(core: str) -> tuple[Found, int]:
    """The names at the beginning of a sentence, and where the capital letter behind them stands; else none, and 0."""
    words = list(_WORD.finditer(core))
    if not any(word[0][0].isupper() for word in words[1:]):
        return (), 0
    names: list[tuple[int, Name]] = []
    at = 0
    while at < len(words) - 1 and len(names) < _MOST_WORDS:
        name, behind = _leading(core, words, at)
        if name is None:
            break
        names.append((words[at].start(), name))
        while behind < len(words) and (words[behind][0][0].isdigit() or words[behind][0].lower() in _JOINING):
            behind += 1
        at = behind
    if not names or at >= len(words) or not words[at][0][:1].isupper():
        return (), 0
    return tuple(names), words[at].start()


@lru_cache(maxsize=4096)
def names_in_front(part: str) -> Found:
    """The names at the beginning of the last part of a list, behind which directions stand without a full stop.

    >>> [name.inci for _, name in names_in_front(" Retinol apply it at night")]
    ['Retinol']
    """
    words = list(_WORD.finditer(part))
    names: list[tuple[int, Name]] = []
    at = 0
    while at < len(words) - 1 and len(names) < _MOST_WORDS:
        name, behind = _leading(part, words, at)
        if name is None:
            break
        names.append((words[at].start(), name))
        while behind < len(words) and words[behind][0].lower() in _JOINING:
            behind += 1
        at = behind
    return tuple(names)


def goes_on_in_prose(block: str) -> bool:
    """Whether a block begins as a list and goes on as a sentence although the full stop is lost.

    >>> goes_on_in_prose("Aqua & Tretinoin This cream is made for your skin")
    True
    """
    return _goes_on(block) if len(block) <= _LONGEST_REMEMBERED else _goes_on.__wrapped__(block[:_LONGEST_LIST])


@lru_cache(maxsize=1024)
def _goes_on(block: str) -> bool:
    """The same for a block that is not too long; the lines of packs come again."""
    known, listed = 0, False
    pieces = _JOINTS.split(block)
    for count, part in enumerate(pieces[::2]):
        names, begin = names_before_prose(part)
        if names and looks_like_prose(part[begin:]):
            return known > 0 or not count
        if looks_like_prose(part):
            return listed
        known += _is_whole(part)
        parted = pieces[2 * count + 1].strip(" \t") if 2 * count + 1 < len(pieces) else ""
        listed = listed or (parted in _STOPS and 2 * known > count + 1)
    return False


def _leading(core: str, words: list[re.Match[str]], at: int) -> tuple[Name | None, int]:
    """The longest name of the vocabulary that begins at a word, and the word behind it."""
    for last in range(min(at + _MOST_WORDS, len(words) - 1), at, -1):
        front = core[words[at].start() : words[last - 1].end()].rstrip(".:*")
        name = _of_vocabulary(front)
        if name:
            return name, last
    return None, at


@lru_cache(maxsize=2048)
def _of_vocabulary(front: str) -> Name | None:
    """What the vocabulary has for the first words of a sentence, which are the same ones again and again."""
    return exact(front, fold(front))


@lru_cache(maxsize=2048)
def _is_whole(part: str) -> bool:
    """Whether a part of a list is a name without any guess."""
    return whole(part.strip(), fold(part)) is not None


def declared_in(core: str, *, told: bool) -> Found:
    """The names of a sentence that declares what is inside: "each gram contains 20 mg of ...".

    Where it is no sentence as such (`told`), what stands in front is a name too, and unknown.
    """
    declares = _DECLARING.search(core)
    if declares is None:
        return ()
    base = declares[0].lower() in _BASES
    words = list(_WORD.finditer(core, 0 if base else declares.end()))
    found = []
    for first, last, known in names_inside([fold(word[0]) for word in words]):
        at, end = words[first].start(), words[last - 1].end()
        if known.cues or last - first > 1 or known.function:
            found.append((at, named(core[at:end], known.inci, How.VOCABULARY, known.function, "", int(known.cues))))
    front = core[: declares.start()].rstrip()
    if found and front and not (base or told or _PER_GRAM.match(front) or looks_like_prose(front)):
        found.insert(0, (0, unknown(front, fold(front))))
    return tuple(found)


def _windows(core: str, read: Reader) -> Found:
    """A run that is longer than any label's line, read window by window, each cut at a blank."""
    names: list[tuple[int, Name]] = []
    at = 0
    while at < len(core):
        end = at + _LONGEST_RUN
        blank = core.rfind(" ", at, end) if end < len(core) else len(core)
        end = blank if blank > at else min(end, len(core))
        names += [(at + offset, name) for offset, name in read(core[at:end])]
        at = end
    return tuple(names)


def unknown(core: str, folded: str) -> Name:
    """A name that nobody knows, with every cue that its words give."""
    doubt = nearest_restricted(folded) if len(folded) <= _LONGEST_NAME else None
    cues = bits_of(folded[:_LONGEST_RUN]) | (int(doubt.cues) if doubt else 0)
    cues |= cues_inside(folded[:_LONGEST_RUN]) | cues_near(folded) | cues_abroad(core[:_LONGEST_RUN])
    return Name(printed=core, inci=None, how=How.UNKNOWN, function="", cues=cues)


def _mended_words(core: str, folded: str) -> Name | None:
    """A built name with a slip in one word: each strange word has one clear neighbour among the words of the system."""
    for form in dict.fromkeys((without_brackets(folded), open_brackets(folded))):
        mended = mend_words(form)
        strict = nearest_restricted(form)
        if strict and mended and int(strict.cues) & ~bits_of(mended):
            return None
        if mended and mended != form:
            canonical = vocabulary().known.get(mended)
            cues = bits_of(mended) | bits_of(folded)
            if canonical:
                return named(
                    core, canonical.inci, How.NEAR_MISS, canonical.function, folded, int(canonical.cues) | cues
                )
            if follows_naming_system(mended):
                return named(core, mended.title(), How.NEAR_MISS, "", folded, cues)
    return None

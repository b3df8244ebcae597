"""What stands behind the end of a list: directions, a batch, a price, a firm, in any of our languages.

No table knows every word that packs print there. A sentence behind the full stop that ends a list is talk where
nothing in it could be a name that matters (no cue, no word that ends as substances do, nothing that is declared, no
more than one name that we know) and where something in it is surely none: a word that joins sentences, a word of the
small print. Of bare numbers and codes the words beside them have to be short.
"""

from functools import cache, lru_cache
from itertools import pairwise

from fortnight.labels.cuts import parts_at
from fortnight.labels.declared import declares_unknown, ends_as_substances_do
from fortnight.labels.folding import fold
from fortnight.labels.identify import identify
from fortnight.labels.imprint import tells_an_address, without_abbreviations, without_firms
from fortnight.labels.model import How
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import IN_NAMES_TOO, joining_words, looks_like_prose, small_print_words
from fortnight.labels.scripts import has_other_letters, is_prose_abroad

_STOP = pattern(
    r"(?<![\s.]\w)\.\s+(?=\S)|(?<![\s.]\w)\.$|\n|℮|\s[-—–]\s|[!|;•。]|[)%]\.?\s+(?=[A-ZÀ-Þ][a-zà-ÿ]+\s[a-z])"
)
_PIECES = pattern(r"\s*[,;:|•\n()/]\s*|\.(?:\s+|$)|\s[-–—]+\s")
_WORD = pattern(r"[^\W\d_]+")
_CODE = pattern(r"\d{2}|€|\$|£")
_DIGIT = pattern(r"\d")
_LATIN = pattern(r"\w{3}(?:um|mycin|statin|floxacin|caine|zol|xol|oxan|azepam|extract|acid|oil)$")
_SURE = frozenset({How.VOCABULARY, How.SYNONYM})
_LONGEST = 400
_SHORT = 3
_FEWEST = 2
_ALONE = 1


def talk_behind(work: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The sentences of `work` from the first stop behind `start` up to `end` that are talk and no names.

    >>> talk_behind("Aqua. Remove with soft cloth", 4, 28), talk_behind("Aqua, Blorptine", 4, 15)
    (((6, 28),), ())
    """
    plain = work[:start] + without_abbreviations(without_firms(work[start:end]))
    stops = [*((stop.start() + 1, stop.end()) for stop in _STOP.finditer(plain, start, end)), (end, end)]
    return tuple(
        (first, last)
        for (ended, first), (_, last) in pairwise(stops)
        if first < last and (is_talk(plain[first:last]) or _is_address(work[ended:last]))
    )


def _is_address(sentence: str) -> bool:
    """Whether a sentence tells a firm, an address or a number of an authority, and nothing that could be a name."""
    if len(sentence) > _LONGEST or not tells_an_address(sentence):
        return False
    strange = declares_unknown(sentence) or any(map(_ends_strangely, _WORD.findall(sentence)))
    return not strange and not _names_in(sentence)


@lru_cache(maxsize=1024)
def is_talk(sentence: str) -> bool:
    """Whether a sentence behind a list is talk: nothing in it could be a name, and something is surely none."""
    words = _WORD.findall(sentence)
    if not words or len(sentence) > _LONGEST:
        return not words
    if has_other_letters(sentence):
        strange = any(word.isascii() and _ends_strangely(word) for word in words)
        return is_prose_abroad(sentence) and not strange and not _holds_names(sentence)
    if declares_unknown(sentence) or any(map(_ends_strangely, words)):
        return False
    return _speaks(sentence, [fold(word) for word in words]) and not _holds_names(sentence)


def _ends_strangely(word: str) -> bool:
    folded = fold(word)
    if folded in small_print_folded():
        return False
    return ends_as_substances_do(word) or _LATIN.search(folded) is not None


def _speaks(sentence: str, words: list[str]) -> bool:
    """Whether a word joins sentences or is of the small print, or numbers stand beside short words only."""
    if looks_like_prose(sentence):
        return True
    joined = any(word in joining_words() for word in words)
    long = [word for word in words if len(word) >= _SHORT and word not in IN_NAMES_TOO]
    count = sum(word in small_print_folded() for word in long)
    if (joined and len(words) > _FEWEST) or (long and count == len(long)) or count > _ALONE:
        return True
    if _CODE.search(sentence):
        return count > 0 or all(len(word) <= _SHORT for word in words)
    return _DIGIT.search(sentence) is not None and all(len(word) <= _SHORT for word in words)


def _holds_names(sentence: str) -> bool:
    """Whether more than one name that we know stands in a sentence, or one that shows anything."""
    return _names_in(sentence) > _ALONE


def _names_in(sentence: str) -> int:
    """How many names that we know stand in a sentence; more than is allowed where one shows anything."""
    known = 0
    for _, part in parts_at(sentence, _PIECES):
        for _, name in identify(part):
            if name.cues:
                return _FEWEST
            known += name.how in _SURE and fold(name.printed) not in small_print_folded()
    return known


@cache
def small_print_folded() -> frozenset[str]:
    """The words of sentences and of the small print, folded."""
    return frozenset(map(fold, small_print_words()))

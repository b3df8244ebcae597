"""What stands behind the end of a list: directions, a batch, a price, a firm, in any of our languages.

No table knows every word that packs print there. A sentence behind the full stop that ends a list is talk where
nothing in it could be a name that matters (no cue, no word that ends as substances do, nothing that is declared, no
more than one name that we know) and where something in it is surely none: a word that joins sentences, a word of the
small print. Of bare numbers and codes the words beside them have to be short.
"""

from functools import cache, lru_cache
from itertools import pairwise

from fortnight.labels.addresses import ends_in_a_place, goes_on_from_an_address, is_firm, is_place, without_places
from fortnight.labels.commas import words_of_names
from fortnight.labels.cuts import parts_at
from fortnight.labels.declared import declares_unknown, ends_as_substances_do
from fortnight.labels.folding import fold
from fortnight.labels.footnotes import reads_as_a_note
from fortnight.labels.guesses import names_in_front
from fortnight.labels.identify import identify
from fortnight.labels.imprint import is_a_firm, tells_an_address, without_abbreviations, without_firms
from fortnight.labels.model import How
from fortnight.labels.nearest import looks_like
from fortnight.labels.patterns import pattern
from fortnight.labels.promises import promises_anything
from fortnight.labels.prose import IN_NAMES_TOO, joining_words, looks_like_prose, small_print_words
from fortnight.labels.scripts import has_other_letters, is_prose_abroad

_STOP = pattern(
    r"(?<![\s.]\w)\.\s+(?=\S)|(?<![\s.]\w)\.$|\n|℮|\s[-—–]\s|[!|;•。]|[)%]\.?\s+(?=[A-ZÀ-Þ][a-zà-ÿ]+\s[a-z])"
)
_COMMA = pattern(r"\s*[,;]\s*")
_LOST_STOP = pattern(r"\.\s+(?=[a-z\d])")
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
    plain = work[:start] + without_abbreviations(without_firms(work[start:end], "x"))
    stops = [*((stop.start() + 1, stop.end()) for stop in _STOP.finditer(plain, start, end)), (end, end)]
    return _addresses_in(work, start, stops[0][0]) + tuple(
        (first, last)
        for (ended, first), (_, last) in pairwise(stops)
        if first < last and (is_talk(plain[first:last]) or _is_address(work[ended:last]))
    )


def with_the_end_marked(work: str, places: list[tuple[int, int]]) -> str:
    r"""The text with a line's end behind the last name where a firm or talk stands behind it without a sign, as long.

    `places` are the stretches that nobody knows as a whole.

    >>> with_the_end_marked("Aqua, Panthenol Tarn Labs, London", [(6, 25)])
    'Aqua, Panthenol\nTarn Labs, London'
    """
    for start, end in places:
        blank = _blank_behind_names(work[start:end])
        if blank:
            at = start + blank
            stop = _STOP.search(work, at + 1)
            sentence = work[at : stop.start() if stop else len(work)]
            if is_talk(sentence.strip()) or _is_address(sentence):
                work = f"{work[:at]}\n{work[at + 1 :]}"
    return work


def _blank_behind_names(part: str) -> int:
    """Where a stretch that begins with names that we know goes on behind a blank; 0 where it begins with none."""
    stop = _LOST_STOP.search(part)
    if stop and all(name.inci for _, name in identify(part[: stop.start()])):
        return stop.end() - 1
    names = names_in_front(part)
    end = names[-1][0] + len(names[-1][1].printed) if names else 0
    end = end if end < len(part) else 0
    word = _WORD.match(part, end + 1) if end and part[end] in " \t" else None
    return 0 if word is None or fold(word[0]) in words_of_names() else end


def _addresses_in(work: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The parts of a list that go on behind a comma with the maker, each of which is an address as a whole.

    A town with the letters of its state is one beside another.
    """
    if "," not in work[start:end]:
        return ()
    parts = [(start + at, start + at + len(part), part) for at, part in parts_at(work[start:end], _COMMA)]
    sure = [_is_address_alone(part) or _is_direction(part) for _, _, part in parts]
    beside = [
        goes_on_from_an_address(part) and any(sure[max(0, at - 1) : at + 2]) for at, (*_, part) in enumerate(parts)
    ]
    return tuple((first, last) for (first, last, _), *reasons in zip(parts, sure, beside, strict=True) if any(reasons))


def _is_direction(part: str) -> bool:
    """Whether a part behind a comma is small print as a whole, or joined like a sentence beside a number."""
    words = [fold(word) for word in _WORD.findall(part)]
    if len(words) < _FEWEST or has_other_letters(part) or not is_talk(part):
        return False
    long = [word for word in words if len(word) >= _SHORT]
    if all(word in small_print_folded() for word in long):
        return True
    return _DIGIT.search(part) is not None and any(word in joining_words() for word in words)


def _is_address_alone(part: str) -> bool:
    if may_hide_a_name(part):
        return False
    if is_place(part) or is_a_firm(part) or (ends_in_a_place(part) and _CODE.search(part)):
        return True
    return is_firm(part) and not any(map(ends_strangely, _WORD.findall(part)))


def _is_address(sentence: str) -> bool:
    """Whether a sentence tells a firm, an address or a number of an authority, and nothing that could be a name."""
    if len(sentence) > _LONGEST:
        return False
    pieces = [part for _, part in parts_at(sentence, _PIECES)]
    places = [part for part in pieces if is_place(part)]
    firms = [part for part in pieces if is_firm(part) or ends_in_a_place(part)]
    if not (places or firms or tells_an_address(sentence)) or may_hide_a_name(sentence):
        return False
    others = without_places(without_firms(sentence))
    strange = declares_unknown(others) or any(map(ends_strangely, _WORD.findall(others)))
    return not strange and not _names_in(sentence)


def may_hide_a_name(words: str) -> bool:
    """Whether half a name or a misspelt one of something that restricts stands in an address: "Salicylic Labs"."""
    folded = fold(words)
    return promises_anything(folded, "", words) or any(map(looks_like, folded.split()))


@lru_cache(maxsize=1024)
def is_talk(sentence: str) -> bool:
    """Whether a sentence behind a list is talk: nothing in it could be a name, and something is surely none."""
    words = _WORD.findall(sentence)
    if not words or len(sentence) > _LONGEST:
        return not words
    if has_other_letters(sentence):
        strange = any(word.isascii() and ends_strangely(word) for word in words)
        return is_prose_abroad(sentence) and not strange and not _holds_names(sentence)
    if declares_unknown(sentence) or any(map(ends_strangely, words)) or may_hide_a_name(sentence):
        return False
    return reads_as_a_note(sentence) or (
        _speaks(sentence, [fold(word) for word in words]) and not _holds_names(sentence)
    )


def ends_strangely(word: str) -> bool:
    """Whether a word that is none of the small print ends as substances or medicines do."""
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

"""What numbers tell: degrees of a fever, pain out of ten, how many tablets, which day it is.

A number counts only with what stands around it: 38.5 is a fever unless it is money or weather, 39 needs the word for a
temperature, 38 years are none. Degrees are those of Celsius from 38 to 43 and of Fahrenheit from 100.4 to 109.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from fortnight.healing.hearing.folding import Word
from fortnight.healing.hearing.lexicon import Mention
from fortnight.sources import shipped
from fortnight.tables import parse

_FILE = "healing/data/hearing/words.toml"
_CELSIUS = (37.8, 43.0)
_FAHRENHEIT = (100.4, 109.0)
_MANY = 8
_STRONG = 7
_NEAR = 6
_LEADS = frozenset(
    {"is", "s", "a", "an", "at", "about", "now", "like", "level", "of", "es", "un", "de", "en", "ahora", "como"}
)
_RUN = frozenset({"running", "spiking", "spiked"})
_OF_A_BODY = frozenset({"temperature", "temp", "fever", "fiebre", "temperatura", "calentura"})


@cache
def word_tables() -> Mapping[str, Mapping[str, str]]:
    """The tables of words.toml as texts. Raises: DataError when the data is broken."""
    tables = parse(shipped(_FILE), _FILE).items()
    return {
        name: {key: str(value) for key, value in values.items()} for name, values in tables if isinstance(values, dict)
    }


@cache
def words_around(kind: str) -> frozenset[str]:
    """One of the sets of words.toml."""
    return frozenset(word_tables()["around"][kind].split())


def numbers_in(words: Sequence[Word]) -> Iterator[Mention]:
    """The mentions that numbers make: degrees, pain-score, many-doses, early-day, day-3, day-9."""
    for at, word in enumerate(words):
        value = _value(word.text)
        if value is None:
            continue
        around = _around(words, at)
        if _is_fever(value, word.text, words, at, around):
            yield Mention("degrees", at, at)
        if _is_score(value, words, at, around):
            yield Mention("pain-score", at, min(at + 1, len(words) - 1))
        if _is_many(value, words, at):
            yield Mention("many-doses", at, at)
        yield from _day(value, words, at)


def _value(text: str) -> float | None:
    if text in word_tables()["spelt"]:
        return float(word_tables()["spelt"][text])
    return float(text) if text[0].isdigit() and text.isascii() and text.replace(".", "", 1).isdigit() else None


def _around(words: Sequence[Word], at: int) -> frozenset[str]:
    near = words[max(0, at - _NEAR) : at + _NEAR + 1]
    return frozenset(word.text for word in near if word.sentence == words[at].sentence)


def _next(words: Sequence[Word], at: int, by: int = 1) -> str:
    return words[at + by].text if at + by < len(words) else ""


def _is_fever(value: float, text: str, words: Sequence[Word], at: int, around: frozenset[str]) -> bool:
    decimal = "." in text
    celsius, fahrenheit = _CELSIUS[0] <= value < _CELSIUS[1], _FAHRENHEIT[0] <= value < _FAHRENHEIT[1]
    if not (celsius or fahrenheit):
        return False
    before = [word.text for word in words[max(0, at - 2) : at]]
    if before and before[-1] in _OF_A_BODY and before[0] not in words_around("no-temperature"):
        # "Temperature 39, may I take a bath?": whose it is stands right before the number.
        return True
    if around & words_around("no-temperature"):
        return False
    following = {_next(words, at), _next(words, at, 2)}
    if before and before[-1] in _RUN and not following & words_around("distance"):
        # "Been running 102 since last night" is a fever, "running 42 km" is none.
        return True
    if around & words_around("temperature") or following & {"c", "f", "o"}:
        return True
    return decimal


def _is_score(value: float, words: Sequence[Word], at: int, around: frozenset[str]) -> bool:
    if not _STRONG <= value <= 10:
        return False
    before = [word.text for word in words[max(0, at - 5) : at] if word.text not in _LEADS]
    if before and before[-1] in ("dolor", "pain") and _next(words, at) not in words_around("units"):
        return True
    if _is_score_of_now(words, at):
        return True
    ten_at = next((by for by in (1, 2, 3) if _next(words, at, by) in ("10", "ten", "diez")), 0)
    between = {words[at + by].text for by in range(1, ten_at)}
    return (
        bool(ten_at)
        and between <= {"out", "of", "de", "sobre", "o"}
        and bool(around & words_around("pain") or not around - {"10", words[at].text})
    )


def _is_score_of_now(words: Sequence[Word], at: int) -> bool:
    """Whether a number is how strong a pain has become: "pain was a 3 on day one, its an 8 today"."""
    before_it = {word.text for word in words[:at] if word.sentence == words[at].sentence}
    counted = bool(at) and words[at - 1].text in ("a", "an", "un")
    return counted and _next(words, at) in ("now", "today", "ahora", "hoy") and bool(before_it & {"pain", "dolor"})


def _is_many(value: float, words: Sequence[Word], at: int) -> bool:
    before = words[at - 1].text if at else ""
    if value < _MANY or value > 500 or _next(words, at) in words_around("units") or before in words_around("age"):
        return False
    part_of_a_name = bool(at) and words[at - 1].end == words[at].start
    if part_of_a_name or _is_score(value, words, at, words_around("pain")) or _is_ten_of_ten(words, at):
        return False
    named_behind = (
        any(_next(words, at, by) in words_around("tablets") for by in (1, 2, 3))
        and words[at].sentence == words[min(at + 1, len(words) - 1)].sentence
    )
    return named_behind or _is_taken_of_what_was_named(words, at)


def _is_taken_of_what_was_named(words: Sequence[Word], at: int) -> bool:
    """Whether so many were taken of tablets that are named shortly before: "another panadol? had 14 already"."""
    taken = any(word.text in words_around("taken") for word in words[max(0, at - 3) : at])
    so_far = _next(words, at) in words_around("so-far")
    named = any(word.text in words_around("tablets") for word in words[max(0, at - 12) : at])
    return taken and so_far and named


def _is_ten_of_ten(words: Sequence[Word], at: int) -> bool:
    """Whether this is the ten of "9 out of 10" or "9/10"."""
    before = [word.text for word in words[max(0, at - 3) : at]]
    return words[at].text in ("10", "ten", "diez") and any(_value(text) is not None for text in before)


def _day(value: float, words: Sequence[Word], at: int) -> Iterator[Mention]:
    before = words[at - 1].text if at else ""
    behind = _next(words, at)
    weeks = behind in words_around("week")
    if not (before in words_around("day") or behind in words_around("day") or weeks):
        return
    later = {word.text for word in words[max(0, at - 3) : at]} & words_around("later")
    day = value * 7 if weeks else value + bool(later)
    if before in ("day", "d", "dia") and day <= 2:
        yield Mention("early-day", at, at)
    if day >= 3:
        yield Mention("day-3", at, at)
    if day >= 9:
        yield Mention("day-9", at, at)

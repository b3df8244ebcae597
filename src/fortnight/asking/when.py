"""The day that a question asks about: "tomorrow", "in three days", "on day 5", "mañana", "la semana que viene".

Only what is sure moves the day: a word of now holds it, and so does an event that has a day of its own. "Yesterday" and
"three days ago" tell of the treatment, whose date we know already, and move nothing; "a week after"
is the seventh day, since a day too early is never milder than the right one.
"""

import re

from fortnight.asking.lexicon import classes_of
from fortnight.asking.model import When
from fortnight.asking.words import TypedWord

_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one una un uno first primer primero",
            "two dos second segundo couple par",
            "three tres third tercer tercero",
            "four cuatro fourth cuarto",
            "five cinco fifth quinto",
            "six seis sixth sexto",
            "seven siete seventh septimo",
            "eight ocho eighth octavo",
            "nine nueve ninth noveno",
            "ten diez tenth decimo",
            "eleven once eleventh",
            "twelve doce twelfth",
            "thirteen trece thirteenth",
            "fourteen catorce fourteenth",
        ),
        1,
    )
    for word in words.split()
}
_N = rf"(\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(days?|dias?|weeks?|semanas?|hours?|hrs|horas?)"
_PAST = re.compile(
    rf"\b(?:been|hace|llevo|van|its) (?:about |como |ya )?{_N}(?: couple)?(?: of| de)? {_UNIT}\b|\b{_N} {_UNIT} ago\b"
)
_ON_DAY = (
    re.compile(rf"\b(?:day|dia) {_N}\b"),
    re.compile(rf"\b{_N} ?(?:st|nd|rd|th|o|er)? (?:day|dia)\b(?! (?:from now|time))"),
)
_LATER = (
    re.compile(rf"\b(?:in|en|dentro de|within) {_N}(?: of| de)? {_UNIT}\b"),
    re.compile(rf"\b{_N}(?: of| de)? {_UNIT} from (?:now|today)\b"),
)
_AFTER = (
    re.compile(rf"\b(?:after|despues de|tras|pasados?|pasadas?|a los|a las|al cabo de) {_N}(?: of| de)? {_UNIT}\b"),
    re.compile(rf"\b{_N} {_UNIT} (?:after|post|later|in|despues|mas tarde|postop)\b"),
)
_AFTER_TOMORROW = re.compile(r"\b(?:day after (?:tomorrow|tmrw|tmr)|overmorrow|pasado manana|pasadomanana)\b")
_MORNING = re.compile(r"\b(?:por la|de la|en la|esta|a la|cada|todas las|una|la) mananas?\b")
_TOMORROW = re.compile(r"\b(?:tomorrow|tomorrows|tmrw|tmr|tmw|2moro|2morrow|2mrw|manana)\b")
_NEXT_WEEK = re.compile(
    r"\b(?:(?:next|following) week|semana (?:que (?:viene|entra)|proxima|entrante|siguiente)"
    r"|(?:proxima|siguiente|otra) semana)\b"
)
_NOW = re.compile(
    r"\b(?:now|today|tonight|(?:this|later this) (?:morning|afternoon|evening)|straight (?:away|after)|right away"
    r"|already|hoy|ahora|ahorita|ya mismo|esta (?:noche|tarde)|enseguida|de una vez)\b"
)
_WEEK = 7
_HOURS = 24
_LAST = 60


def when(words: tuple[TypedWord, ...]) -> When:
    """The day that the words ask about; today where they say nothing that is sure.

    >>> from fortnight.asking.words import words_of
    >>> when(words_of("can I swim in three days")).shift, when(words_of("el día 5")).day
    (3, 5)
    """
    text = _PAST.sub(" ", " ".join(word.plain for word in words))
    held = _NOW.search(_MORNING.sub(" ", text)) or _of_an_event(words)
    return When() if held else _moved(text)


def _moved(text: str) -> When:
    if _AFTER_TOMORROW.search(text):
        return When(shift=2)
    if match := _first(_LATER, text):
        return When(shift=_days(match))
    if match := _first(_AFTER, text):
        return When(day=max(_days(match), 1))
    if (match := _first(_ON_DAY, text)) and match[1] not in _VAGUE and 1 <= _number(match[1]) <= _LAST:
        return When(day=_number(match[1]))
    if _NEXT_WEEK.search(text):
        return When(shift=_WEEK)
    return When(shift=1) if _TOMORROW.search(_MORNING.sub(" ", text)) else When()


def _of_an_event(words: tuple[TypedWord, ...]) -> bool:
    """Whether the words tell of something that has a day of its own: "my wedding is in ten days"."""
    return any("event" in classes_of(word.plain) for word in words)


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.search(text))), None)


_VAGUE = frozenset({"a", "an", "una", "un", "uno", "one", "second", "couple", "par"})


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _days(match: re.Match[str]) -> int:
    number, unit = _number(match[1]), match[2]
    if unit.startswith(("week", "semana")):
        number *= _WEEK
    elif unit.startswith(("h",)):
        number //= _HOURS
    return min(number, _LAST)

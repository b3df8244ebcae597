"""An answer as one sentence, with the date as people say it. The first thing that every surface shows."""

from itertools import groupby

from fortnight.course.days import date_of
from fortnight.course.model import Session
from fortnight.guide.model import Activity
from fortnight.verdicts.marks import MARKS
from fortnight.verdicts.model import Answer, Ruling, Verdict
from fortnight.wording.dates import said_date, said_span
from fortnight.wording.load import LANGUAGE, say
from fortnight.wording.states import said_state_on


def said_day(day: int, treatment: Session | None, language: str = LANGUAGE) -> str:
    """A day (base 1) with its date where a treatment is known: "Saturday 28 November, day 7", else "day 7"."""
    if treatment is None:
        return say("day-alone", language, day=day)
    return say("day-with-date", language, date=said_date(date_of(treatment, day), language), day=day)


def sentence(
    answer: Answer, verdict: Verdict, treatment: Session | None, *, today: bool, language: str = LANGUAGE
) -> str:
    """The answer in one sentence of a language; `today` says that the day asked for is today."""
    when = say("when-today", language) if today else say("when-day", language, day=answer.day)
    match answer.ruling:
        case Ruling.YES:
            return say("answer-yes", language, when=when)
        case Ruling.CAREFUL:
            return say("answer-careful", language, when=when)
        case Ruling.CANNOT_TELL:
            return say("answer-cannot-tell", language, when=when)
        case Ruling.NOT_THIS_TIME:
            return say("answer-not-this-time", language)
        case Ruling.NOT_YET if answer.from_day is None:
            return _capital(say("answer-not-yet-undated", language, when=when))
        case Ruling.NOT_YET:
            first = answer.from_day or 0
            cared = first <= len(verdict.rulings) and verdict.rulings[first - 1] is Ruling.CAREFUL
            words = "answer-not-yet-careful" if cared else "answer-not-yet"
            return _capital(say(words, language, when=when, day=said_day(first, treatment, language)))


def is_doing(verdict: Verdict) -> bool:
    """Whether a verdict is about something to do rather than a product."""
    return any(isinstance(rule, Activity) for rule, *_ in verdict.spoken)


def days_in_words(verdict: Verdict, language: str = LANGUAGE, *, doing: bool = False) -> str:
    """All fourteen days in one sentence, for when no date is known: "Do not use on days 1-2; use it on days 3-14."."""
    parts = []
    for mark, days in groupby(enumerate(verdict.rulings, 1), key=lambda pair: MARKS[pair[1]]):
        numbers = [day for day, _ in days]
        span = said_span(numbers[0], numbers[-1], language)
        parts.append(said_state_on(mark, span, language, doing=doing or is_doing(verdict)))
    return _capital("; ".join(parts)) + "."


def _capital(words: str) -> str:
    """The words with their first letter as a sentence has it: in some languages it begins with the day."""
    return words[:1].upper() + words[1:]

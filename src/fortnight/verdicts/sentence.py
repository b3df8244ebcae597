"""An answer as one sentence, with the date as people say it. The first thing that every surface shows."""

import datetime as dt
from itertools import groupby

from fortnight.course.days import date_of
from fortnight.course.model import Treatment
from fortnight.verdicts.model import Answer, Ruling, Verdict
from fortnight.wording.load import say

_DONE = {
    Ruling.YES: "days-yes",
    Ruling.CAREFUL: "days-careful",
    Ruling.NOT_YET: "days-refused",
    Ruling.NOT_THIS_TIME: "days-refused",
    Ruling.CANNOT_TELL: "days-untold",
}


def said_date(date: dt.date) -> str:
    """A date as people say it.

    >>> said_date(dt.date(2026, 11, 28))
    'Saturday 28 November'
    """
    return f"{date:%A} {date.day} {date:%B}"


def said_day(day: int, treatment: Treatment | None) -> str:
    """A day (base 1) with its date where a treatment is known: "Saturday 28 November, day 7", else "day 7"."""
    if treatment is None:
        return say("day-alone", day=day)
    return say("day-with-date", date=said_date(date_of(treatment, day)), day=day)


def sentence(answer: Answer, verdict: Verdict, treatment: Treatment | None, *, today: bool) -> str:
    """The answer in one sentence; `today` says that the day asked for is today."""
    when = say("when-today") if today else say("when-day", day=answer.day)
    match answer.ruling:
        case Ruling.YES:
            return say("answer-yes", when=when)
        case Ruling.CAREFUL:
            return say("answer-careful", when=when)
        case Ruling.CANNOT_TELL:
            return say("answer-cannot-tell", when=when)
        case Ruling.NOT_THIS_TIME:
            return say("answer-not-this-time")
        case Ruling.NOT_YET if answer.from_day is None:
            return say("answer-not-yet-undated", when=when)
        case Ruling.NOT_YET:
            first = answer.from_day or 0
            cared = first <= len(verdict.rulings) and verdict.rulings[first - 1] is Ruling.CAREFUL
            words = "answer-not-yet-careful" if cared else "answer-not-yet"
            return say(words, when=when, day=said_day(first, treatment))


def days_in_words(verdict: Verdict) -> str:
    """All fourteen days in one sentence, for when no date is known: "Leave it on days 1-6; with care on days 7-14."."""
    parts = []
    for words, days in groupby(enumerate(verdict.rulings, 1), key=lambda pair: _DONE[pair[1]]):
        numbers = [day for day, _ in days]
        span = f"day {numbers[0]}" if len(numbers) == 1 else f"days {numbers[0]}-{numbers[-1]}"
        parts.append(say(words, days=span))
    whole = "; ".join(parts)
    return f"{whole[0].upper()}{whole[1:]}."

"""The answer card: everything that a page says about one product or activity, in the order in which it is read.

First the sentence, its date apart; then the fourteen days; the label as it is printed, cut at the names that were read;
the reasons of the day that was asked for and those of other days; what would change the answer. The same for a
product, for a question in general and for an activity.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fortnight.course.days import phase, rules_day
from fortnight.course.model import Phase, Session
from fortnight.guide.model import LAST_DAY, Rule
from fortnight.labels.model import Item, Label
from fortnight.verdicts.judge import answer_on, reasons_of
from fortnight.verdicts.model import Answer, Effect, Reason, Verdict
from fortnight.verdicts.own import signed_in
from fortnight.verdicts.sentence import is_doing, said_day, sentence
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.words.rules import language
from fortnight.web.words.strip import marks_of

_LATEST = 60


class LabelRole(StrEnum):
    """What a piece of a label is to the answer."""

    READ = "read"
    UNREAD = "unread"
    LEFT_OUT = "left_out"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a label as printed, its role, and whether it decides. All pieces joined are the label."""

    text: str
    role: LabelRole
    decides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The answer in a sentence, in three: what stands before the date, the date, what stands behind it."""

    before: str
    dated: str
    after: str

    @property
    def whole(self) -> str:
        """The whole sentence."""
        return self.before + self.dated + self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedDay:
    """The day that is asked for: today where it is one of the fortnight, day 1 before it.

    `moved`: it is another day than today, because the question spoke of one.
    """

    day: int
    phase: Phase
    treatment: Session
    date: dt.date
    moved: bool = False

    @property
    def ring(self) -> int | None:
        """The day to ring in a strip, or None."""
        return self.day if self.phase is Phase.FORTNIGHT else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCard:
    """An answer, ready to be shown. `others` are reasons of other days than the one asked for.

    `signed` are the rules of a clinic that make it milder than the published guide would, on whichever day. `doing`: it
    is of something that one does, and not of a product. `unlooked` are the person's allergies that we do not know.
    """

    headline: Headline
    marks: str
    asked: RequestedDay
    answer: Answer
    reasons: tuple[Reason, ...]
    others: tuple[Reason, ...]
    pieces: tuple[Piece, ...]
    label: Label | None
    signed: tuple[Rule, ...]
    doing: bool
    unlooked: tuple[str, ...]


def asked_for(treatment: Session, day: int, date: dt.date, other: str = "") -> RequestedDay:
    """Which day's answer a person wants on a day of their course (base 1).

    `other` is what an address says of another day: its number, or anything else for today.
    """
    number = whole_number(other)
    moved = 1 <= number <= _LATEST and number != day
    ruled = rules_day(treatment, number if moved else day)
    return RequestedDay(day=max(1, ruled), phase=phase(ruled), treatment=treatment, date=date, moved=moved)


def card_of(verdict: Verdict, requested_day: RequestedDay, answer: Answer | None = None) -> AnswerCard:
    """The card of a verdict; `answer` where it is not the verdict's own for that day."""
    day_answer = answer or answer_on(verdict, requested_day.day)
    spoken = tuple(reason for reason in day_answer.reasons if reason.effect > Effect.NOTE) or day_answer.reasons
    everything = reasons_of(verdict) if requested_day.day <= LAST_DAY else ()
    return AnswerCard(
        headline=_headline(day_answer, verdict, requested_day),
        marks=marks_of(verdict.rulings),
        asked=requested_day,
        answer=day_answer,
        reasons=spoken,
        others=tuple(reason for reason in everything if reason not in spoken and (reason.effect > Effect.NOTE)),
        pieces=pieces_of(verdict.label, day_answer.deciding) if verdict.label else (),
        label=verdict.label,
        signed=signed_in(verdict),
        doing=is_doing(verdict),
        unlooked=verdict.unlooked,
    )


def pieces_of(label: Label, deciding: tuple[Item, ...]) -> tuple[Piece, ...]:
    """A label's text cut at its names.

    >>> from fortnight.labels.read import read_label
    >>> [piece.text for piece in pieces_of(read_label("Aqua, Luminol 4."), ())]
    ['Aqua', ', ', 'Luminol 4', '.']
    """
    pieces: list[Piece] = []
    at = 0
    decides = {item.start for item in deciding}
    for item in sorted(label.items, key=lambda item: item.start):
        start, end = max(item.start, at), min(item.end, len(label.text))
        if start >= end:
            continue
        if start > at:
            pieces.extend(_between(label, at, start, decides))
        role = LabelRole.READ if item.recognised else LabelRole.UNREAD
        pieces.append(Piece(text=label.text[start:end], role=role, decides=item.start in decides))
        at = end
    if at < len(label.text):
        pieces.extend(_between(label, at, len(label.text), decides))
    return tuple(pieces)


def _between(label: Label, start: int, end: int, decides: set[int]) -> Iterator[Piece]:
    """What stands between two names, what was left out apart."""
    for part in label.left_out:
        if start <= part.start < end:
            stop = min(part.end, end)
            if part.start > start:
                yield Piece(text=label.text[start : part.start], role=LabelRole.BETWEEN)
            yield Piece(text=label.text[part.start : stop], role=LabelRole.LEFT_OUT, decides=part.start in decides)
            start = stop
    if end > start:
        yield Piece(text=label.text[start:end], role=LabelRole.BETWEEN)


def _headline(answer: Answer, verdict: Verdict, requested_day: RequestedDay) -> Headline:
    whole = sentence(
        answer,
        verdict,
        requested_day.treatment,
        today=requested_day.phase is not Phase.BEFORE and not requested_day.moved,
        language=language(),
    )
    dated = (
        said_day(answer.from_day, requested_day.treatment, language())
        if answer.from_day and answer.from_day != requested_day.day
        else ""
    )
    before, date, after = whole.partition(dated) if dated else (whole, "", "")
    return Headline(before=before, dated=date, after=after)

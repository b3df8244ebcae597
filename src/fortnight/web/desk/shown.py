"""The desk in words: a line of the inbox, what was found where, since when somebody waits; a timeline with notes."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from fortnight.healing.model import Urgency
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.queries import InboxLine
from fortnight.web.chat.shown import ShownMessage
from fortnight.web.desk.course import Course, course_of
from fortnight.web.desk.models import Note
from fortnight.web.healing.calls import step_words
from fortnight.web.words.dates import said_moment

_AROUND = 60
_LONGEST = 150
_MINUTES_OF_AN_HOUR = 60
_HOURS_IN_WORDS = 48

Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line of the inbox. `pieces`: its snippet, each piece with whether it was searched for.

    `urgent` is what a told sign asks for, `rings` for how long nobody has acknowledged it.
    """

    conversation: Conversation
    course: Course
    pieces: tuple[Piece, ...]
    number: int
    unseen: int
    waits: str
    due: str
    late: bool
    asleep: str
    urgent: str
    rings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNote:
    """A note in the timeline."""

    id: int
    after: int
    who: str
    at: str
    iso: str
    body: str


def line(inbox_line: InboxLine, now: dt.datetime, words: str) -> ShownLine:
    """A line as it is shown."""
    row = inbox_line.conversation
    zone = row.person.clinic.zone
    asleep = row.snoozed and row.snoozed > now
    return ShownLine(
        conversation=row,
        course=course_of(row.person),
        pieces=around(inbox_line.snippet, words.split()),
        number=inbox_line.number,
        unseen=inbox_line.unseen,
        waits=gettext("waiting since %(moment)s") % {"moment": said_moment(row.asked, zone)} if row.asked else "",
        due=due_words(row, now),
        late=row.due is not None and row.due < now,
        asleep=gettext("snoozed until %(moment)s") % {"moment": said_moment(row.snoozed, zone)}
        if asleep and row.snoozed
        else "",
        urgent=urgent_words(row),
        rings=gettext("urgent for %(time)s") % {"time": time_words(now - row.red)} if row.red else "",
    )


def urgent_words(row: Conversation) -> str:
    """What the most urgent message that nobody has acknowledged asks for; empty where there is none."""
    if row.level is None:
        return ""
    return gettext("Urgent: %(step)s") % {"step": step_words(tuple(Urgency)[row.level])}


def due_words(row: Conversation, now: dt.datetime) -> str:
    """By when an answer is due, or for how long it has been: "due by 16:30", "late by 20 minutes"."""
    if row.due is None:
        return ""
    if row.due < now:
        return gettext("late by %(time)s") % {"time": time_words(now - row.due)}
    return gettext("answer due by %(moment)s") % {"moment": said_moment(row.due, row.person.clinic.zone)}


def time_words(time: dt.timedelta) -> str:
    """A stretch of time in its largest unit: "1 minute", "3 hours", "4 days"."""
    minutes = max(1, int(time.total_seconds() // 60))
    if minutes < _MINUTES_OF_AN_HOUR:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = minutes // _MINUTES_OF_AN_HOUR
    if hours < _HOURS_IN_WORDS:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d day", "%(count)d days", hours // 24) % {"count": hours // 24}


def around(body: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """A snippet of a body: its beginning, or the text around the first of some words, with these marked.

    >>> around("May I use retinol?", ["RETINOL"])
    (('May I use ', False), ('retinol', True), ('?', False))
    """
    body = " ".join(body.split())
    if not words:
        return ((_cut(body, 0, _LONGEST), False),)
    pattern = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
    first = pattern.search(body)
    start = max(0, first.start() - _AROUND) if first else 0
    return tuple(_pieces(_cut(body, start, start + _LONGEST), pattern))


def _cut(body: str, start: int, end: int) -> str:
    return ("… " if start else "") + body[start:end].strip(" " if start else None) + (" …" if end < len(body) else "")


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def note(row: Note, zone: str) -> ShownNote:
    """A note as it is shown."""
    who = (row.by.name or row.by.email) if row.by else gettext("A former colleague")
    at = said_moment(row.at, zone)
    return ShownNote(id=row.pk, after=row.after, who=who, at=at, iso=row.at.isoformat(), body=row.body)


def timeline(
    messages: Sequence[ShownMessage], notes: Iterable[ShownNote]
) -> list[tuple[ShownMessage | None, ShownNote | None]]:
    """Messages and notes in one sequence: each note follows the message after which it was written."""
    entries = [((message.number, 0, 0), message, None) for message in messages]
    behind = [((note.after, 1, note.id), None, note) for note in notes]
    return [(message, note) for _, message, note in sorted([*entries, *behind], key=lambda entry: entry[0])]

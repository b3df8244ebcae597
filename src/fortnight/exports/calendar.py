"""The fourteen days as an iCalendar (RFC 5545): a day each or a morning and an evening each, and the next session.

All days stand in it at once, since programs fetch a calendar anew only after hours. What identifies an event is made
from the key that is given and from its place in the course, so it is the same each time and tells nothing of the
person. Whoever keeps the calendar gives the number of its version (SEQUENCE) and when that was made. Every event is
private and leaves the time free; unless the person wants it, no title says what it is about.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from icalendar import Alarm, Calendar, Event

from fortnight import __version__
from fortnight.course.days import zone_of
from fortnight.course.model import NextSession
from fortnight.course.spacing import earliest_next
from fortnight.exports.outline import Outline, OutlineDay
from fortnight.exports.words import capital, rule_text, step_name
from fortnight.guide.model import Care, Time
from fortnight.person.model import Level
from fortnight.person.modifiers import clinician_flags
from fortnight.wording.load import say

_HALF = dt.timedelta(minutes=15)
_REFRESH = dt.timedelta(hours=6)
_DAY = dt.timedelta(days=1)
_YEAR = dt.timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarOptions:
    """How a person wants their calendar.

    `discreet`: titles without a word about health. `halves`: a morning and an evening at these times of day, in place
    of a whole day. `alarms`: the calendar reminds, at these times of day. `floating`: the times hold wherever the
    person is, and not in the zone of the treatment.
    """

    discreet: bool = True
    halves: bool = False
    alarms: bool = False
    floating: bool = False
    morning: dt.time = dt.time(8)
    evening: dt.time = dt.time(20, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRevision:
    """Which calendar it is (`key`), the number of its version from 0 on, and when that version was made (aware)."""

    key: uuid.UUID
    sequence: int
    modified: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """An event before it is written: its place in the course, its title and its text.

    `begins` is a date, or a time of day on one for an event that lasts a quarter of an hour.
    """

    place: str
    begins: dt.date | dt.datetime
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class CourseCalendar:
    """A calendar as its person wants it. `house` is the clinic's name, `address` the plan's, or both empty."""

    outline: Outline
    options: CalendarOptions = field(default_factory=CalendarOptions)
    house: str = ""
    address: str = ""

    def entries(self) -> tuple[CalendarEntry, ...]:
        """All events in their order. Raises: UsageError at the end of the calendar and for an unknown zone."""
        days = (entry for day in self.outline.days for entry in self._day(day))
        return (*days, self._next())

    def ical(self, revision: CalendarRevision) -> bytes:
        """The calendar as a file: UTF-8, lines of at most 75 bytes that end in CRLF. Raises: as `entries`."""
        return self._written(self.entries(), revision)

    def next_ical(self, revision: CalendarRevision) -> bytes:
        """The next session alone as a file, the same event as among the others. Raises: as `entries`."""
        return self._written((self._next(),), revision)

    def _written(self, entries: Iterable[CalendarEntry], revision: CalendarRevision) -> bytes:
        calendar = Calendar()
        calendar.add("prodid", f"-//Fortnight//Fortnight {__version__}//EN")
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        name = self._say("calendar-name" if self.options.discreet else "calendar-name-open")
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("uid", str(revision.key))
        calendar.add("last-modified", revision.modified)
        calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
        for entry in entries:
            calendar.add_component(self._event(entry, revision))
        days = self.outline.days
        calendar.add_missing_timezones(days[0].plan.date - _YEAR, days[-1].plan.date + _YEAR)
        return bytes(calendar.to_ical())

    def _say(self, sentence: str, **fields: object) -> str:
        return say(sentence, self.outline.language, **fields)

    def _event(self, entry: CalendarEntry, revision: CalendarRevision) -> Event:
        event = Event()
        event.add("uid", str(uuid.uuid5(revision.key, entry.place)))
        event.add("dtstamp", revision.modified)
        event.add("last-modified", revision.modified)
        event.add("sequence", revision.sequence)
        event.add("dtstart", entry.begins)
        event.add("dtend", entry.begins + (_HALF if isinstance(entry.begins, dt.datetime) else _DAY))
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        event.add("status", "CONFIRMED")
        if self.options.alarms:
            event.add_component(self._alarm(entry, revision))
        return event

    def _alarm(self, entry: CalendarEntry, revision: CalendarRevision) -> Alarm:
        """A reminder when a half begins; on a whole day at the time of its morning."""
        morning = self.options.morning
        after = dt.timedelta(hours=morning.hour, minutes=morning.minute)
        alarm = Alarm()
        alarm.add("uid", str(uuid.uuid5(revision.key, f"{entry.place} alarm")))
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", dt.timedelta() if isinstance(entry.begins, dt.datetime) else after)
        return alarm

    def _day(self, day: OutlineDay) -> Iterator[CalendarEntry]:
        if not self.options.halves:
            text = self._text(day, (Time.MORNING, Time.EVENING))
            yield CalendarEntry(place=f"day-{day.plan.day}", begins=day.plan.date, title=self._title(day), text=text)
            return
        zone = None if self.options.floating else zone_of(self.outline.treatment.zone)
        for half, at in ((Time.MORNING, self.options.morning), (Time.EVENING, self.options.evening)):
            yield CalendarEntry(
                place=f"day-{day.plan.day}-{half}",
                begins=dt.datetime.combine(day.plan.date, at, zone),
                title=self._title(day, half),
                text=self._text(day, (half,)),
            )

    def _title(self, day: OutlineDay, half: Time | None = None) -> str:
        new = [care for care in day.begins if half is None or half in care.times]
        number, language = day.plan.day, self.outline.language
        if self.options.discreet:
            title = self._say(f"calendar-day-{half}" if half else "calendar-day", day=number)
            return self._say("calendar-new", title=capital(title)) if new else capital(title)
        stages = " + ".join(rule_text(stage, language, "name") for stage in day.plan.stages)
        title = self._say(f"calendar-day-{half}" if half else "day-of-the-fortnight", day=number)
        words = self._say("calendar-stage", title=capital(title), stages=stages)
        names = ", ".join(step_name(care, language) for care in new)
        return self._say("calendar-new-open", title=words, names=names) if new else words

    def _text(self, day: OutlineDay, halves: tuple[Time, ...]) -> str:
        """What is new, what to do, what to avoid, and when not to wait, each part apart."""
        language, plan = self.outline.language, day.plan
        new = [care for care in day.begins if set(care.times) & set(halves)]
        again = day.again if Time.MORNING in halves else ()
        parts = [
            self._stops(),
            self._list("calendar-from-today", (f"{step_name(c, language)}: {rule_text(c, language)}" for c in new)),
            self._list("calendar-again", again),
        ]
        for half, cares in ((Time.MORNING, day.morning), (Time.EVENING, day.evening)):
            if half in halves:
                parts.append(self._list(f"calendar-{half}", self._rules(cares)))
        parts += [self._list("leave-alone", self._rules(plan.avoid)), self._say("plan-closing"), self._last()]
        return "\n\n".join(filter(None, parts))

    def _stops(self) -> str:
        """What needs a clinician before this plan is followed."""
        flags = (flag for flag in clinician_flags(self.outline.book.person) if flag.level is Level.STOP)
        asks = " ".join(rule_text(flag, self.outline.language, "asks") for flag in flags)
        return self._say("stop-and-ask-your-clinician", asks=asks) if asks else ""

    def _rules(self, cares: Iterable[Care]) -> Iterator[str]:
        return (rule_text(care, self.outline.language) for care in cares)

    def _list(self, heading: str, lines: Iterable[str]) -> str:
        items = [f"- {line}" for line in lines]
        return "\n".join((f"{self._say(heading)}:", *items)) if items else ""

    def _last(self) -> str:
        lines = [self._say("calendar-late", address=self.address) if self.address else "", self.house]
        return "\n".join(filter(None, lines))

    def _next(self) -> CalendarEntry:
        after = self.next_session
        title = self._say("calendar-next" if self.options.discreet else "calendar-next-open")
        text = "\n\n".join(filter(None, (after.says, self._last())))
        return CalendarEntry(place="next-session", begins=after.date, title=title, text=text)

    @property
    def next_session(self) -> NextSession:
        """When the next session may be, by the needles that the rulebook's person tells."""
        book = self.outline.book
        return earliest_next(self.outline.treatment, book.person.needle_mm, book.guide, self.outline.language)

"""A page for a doctor: what was done, used and felt in one fortnight, with dates, in the person's own language.

It says what was recorded and judges nothing. Whoever makes it gives the words of what was told and felt as they stand;
days are told from 1, each with its date.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from fortnight.course.days import date_of, day_of
from fortnight.exports.leaflet import ACCENT
from fortnight.exports.outline import Outline
from fortnight.exports.paper import pdf
from fortnight.exports.products import OwnProduct
from fortnight.exports.words import rule_text, step_name
from fortnight.guide.model import LAST_DAY, Time
from fortnight.person.modifiers import clinician_flags
from fortnight.wording.dates import said_date
from fortnight.wording.load import say

MOST_ROWS = 40
"""So many products and so many notes stand on the paper, the latest first; how many more there are is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySession:
    """A treatment: its date, where it was done and how long the needles were, in words that may be empty."""

    date: dt.date
    place: str
    needle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step that was ticked on a day (base 1), by the id of its care."""

    day: int
    time: Time
    care: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A product on the shelf: since when it is there, and what the guide says of it on the fourteen days."""

    product: OwnProduct
    kind: str
    since: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """Something that was told: when, in the person's own words, and what came of it."""

    date: dt.date
    words: str
    then: str


@dataclass(frozen=True, kw_only=True)
class DoctorSummary:
    """A summary before it is printed. `printed` is an aware moment; `facts` are (question, answer) in words.

    `felt` is what was told of warning signs, `checkins` how the skin felt and what it tried, the latest first in both.
    """

    outline: Outline
    printed: dt.datetime
    today: dt.date
    name: str = ""
    house: str = ""
    accent: str = ACCENT
    sessions: tuple[SummarySession, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    done: tuple[Done, ...] = ()
    used: tuple[Used, ...] = ()
    felt: tuple[Felt, ...] = ()
    checkins: tuple[Felt, ...] = ()

    def pdf(self) -> bytes:
        """The pages as PDF/UA. Raises: UsageError at the end of the calendar."""
        return pdf("summary", self.values(), self.printed)

    def values(self) -> dict[str, Any]:
        """What the description of the page is given. Raises: as `pdf`."""
        language, treated = self.outline.language, self.outline.treatment.date
        printed = said_date(self.printed.date(), language, year=True)
        day = day_of(self.outline.treatment, self.today)
        line = self._say(
            "summary-line", date=said_date(treated, language, year=True), day=day, made=self._date(self.today)
        )
        return {
            "language": language,
            "house": self.house,
            "accent": self.accent,
            "footer": self._say("leaflet-made", date=printed),
            "page": self._say("leaflet-page", page="{page}", pages="{pages}"),
            "title": self._say("summary-title"),
            "line": line,
            "for_name": self._say("leaflet-for", name=self.name[:80]) if self.name else "",
            "own_words": self._say("summary-own-words"),
            "none": self._say("summary-none"),
            "tables": [self._felt(), self._checkins(), self._sessions(), self._facts(), self._used(), self._done()],
        }

    def _say(self, sentence: str, **fields: object) -> str:
        return say(sentence, self.outline.language, **fields)

    def _date(self, date: dt.date) -> str:
        return said_date(date, self.outline.language)

    def _table(self, title: str, head: tuple[str, ...], rows: list[list[str]]) -> dict[str, object]:
        more = len(rows) - MOST_ROWS
        return {
            "title": self._say(title),
            "head": [self._say(sentence) for sentence in head],
            "rows": rows[:MOST_ROWS],
            "more": self._say("summary-more", count=more) if more > 0 else "",
        }

    def _felt(self) -> dict[str, object]:
        rows = [[self._dated(note.date), note.words, note.then] for note in self.felt]
        return self._table("summary-felt", ("summary-when", "summary-what", "summary-then"), rows)

    def _checkins(self) -> dict[str, object]:
        rows = [[self._dated(note.date), note.words, note.then] for note in self.checkins]
        return self._table("summary-checkins", ("summary-when", "summary-what", "summary-came-to"), rows)

    def _dated(self, date: dt.date) -> str:
        """A date, with the day of the course where it is one of the fourteen."""
        day = day_of(self.outline.treatment, date)
        words = self._date(date)
        return self._say("date-and-day", date=words, day=day) if 1 <= day <= LAST_DAY else words

    def _sessions(self) -> dict[str, object]:
        unknown, language = self._say("summary-unknown"), self.outline.language
        rows = [
            [said_date(session.date, language, year=True), session.place or unknown, session.needle or unknown]
            for session in self.sessions
        ]
        return self._table("summary-treatments", ("summary-date", "summary-place", "summary-depth"), rows)

    def _facts(self) -> dict[str, object]:
        """What was told about oneself, then what of it needs a clinician and why."""
        rows = [list(pair) for pair in self.facts]
        asks = self._say("leaflet-doctor-first")
        rows += [[asks, rule_text(flag, self.outline.language)] for flag in clinician_flags(self.outline.book.person)]
        return self._table("summary-facts", (), rows)

    def _used(self) -> dict[str, object]:
        rows = [
            [
                " · ".join(filter(None, (use.product.name, use.kind))),
                self._date(use.since),
                use.product.when(self.outline),
            ]
            for use in self.used
        ]
        return self._table("summary-used", ("summary-product", "summary-since", "summary-days"), rows)

    def _done(self) -> dict[str, object]:
        """The days with something ticked, each with its steps by morning and evening."""
        names = {care.id: step_name(care, self.outline.language) for care in self.outline.book.guide.care}
        rows = []
        for day in sorted({tick.day for tick in self.done}):
            halves = ((time, self._ticked(day, time, names)) for time in Time)
            line = ". ".join(f"{self._say(f'calendar-{time}')}: {', '.join(steps)}" for time, steps in halves if steps)
            rows.append([f"{day}. {self._date(date_of(self.outline.treatment, day))}", line])
        return self._table("summary-done", ("summary-day", "summary-steps"), rows)

    def _ticked(self, day: int, time: Time, names: dict[str, str]) -> list[str]:
        return [names[tick.care] for tick in self.done if (tick.day, tick.time) == (day, time) and tick.care in names]

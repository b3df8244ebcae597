"""The leaflet: two pages to hang on the mirror, with the dates of one person.

On the first page the fourteen days and the four stages, each with what it brings and what to avoid; what needs a
clinician before anything else stands above them. On the second the person's own products, the signs that must not wait
with the numbers of the country, and when the next session may be. What can be used and done again from when stands on
the page with more room. A sign that others at home must not read is never printed.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fortnight.course.days import date_of
from fortnight.course.spacing import earliest_next
from fortnight.exports.fit import TypeSizes, sizes_for
from fortnight.exports.outline import Outline
from fortnight.exports.paper import page_count, pdf, qr_code
from fortnight.exports.products import OwnProduct, first_open
from fortnight.exports.words import capital, dates, rule_text, short_weekday
from fortnight.guide.model import LAST_DAY, Activity, Care, Duty, Stage, Time
from fortnight.healing.load import all_rules, emergency_number
from fortnight.healing.model import Urgency
from fortnight.person.model import Level
from fortnight.person.modifiers import clinician_flags
from fortnight.verdicts.activities import weigh_activity
from fortnight.verdicts.marks import marks_of
from fortnight.wording.dates import said_date
from fortnight.wording.load import say
from fortnight.wording.states import said_state

ACCENT = "#9a4a30"
DOINGS = (
    "make-up",
    "vigorous-exercise",
    "hot-shower",
    "direct-sun",
    "swimming-pool",
    "open-water",
    "sauna",
    "alcohol-drink",
    "shaving",
    "waxing",
    "facial",
    "laser",
    "sunbed",
)
"""The activities that people ask about most, by their ids; one that a guide does not have is left out."""
MOST_PRODUCTS = 8
PAGES = 2
_NAME = 60


@dataclass(frozen=True, kw_only=True)
class Leaflet:
    """A leaflet before it is printed. `printed` is an aware moment; `accent` is `#rrggbb`; every text may be empty."""

    outline: Outline
    printed: dt.datetime
    country: str = ""
    house: str = ""
    accent: str = ACCENT
    address: str = ""
    name: str = ""
    products: tuple[OwnProduct, ...] = ()

    def pdf(self) -> bytes:
        """The two pages as PDF/UA. Raises: UsageError at the end of the calendar and for an impossible needle."""
        values = self.values()
        setting = sizes_for(values)
        document = self._set(values, setting, PAGES)
        while page_count(document) > PAGES:
            if setting.smaller is None:
                return self._set(values, setting, 0)
            setting = setting.smaller
            document = self._set(values, setting, PAGES)
        return document

    def _set(self, values: dict[str, Any], setting: TypeSizes, pages: int) -> bytes:
        """The document in some sizes; `pages` is how many the foot of each names, 0 to have them counted."""
        sized = {**values, "sizes": setting.sizes, "again_on": setting.again_on, "pages": pages}
        return pdf("leaflet", sized, self.printed)

    def values(self) -> dict[str, Any]:
        """What the description of the page is given. Raises: as `pdf`."""
        treated, last = self.outline.treatment.date, date_of(self.outline.treatment, LAST_DAY)
        return {
            **_paper(self),
            "title": self._say("leaflet-title"),
            "for_name": self._say("leaflet-for", name=self.name[:_NAME]) if self.name else "",
            "treated": self._say("leaflet-treated", date=self._date(treated), last=self._date(last)),
            "strip": [self._cell(day) for day in range(1, LAST_DAY + 1)],
            "strip_says": self._say("leaflet-strip", stages=self._stages_in_words()),
            "flags": {"title": self._say("leaflet-doctor-first"), "items": self._flags()},
            "stages": [self._stage(stage) for stage in self.outline.book.guide.stages],
            "again": self._again(),
            "own": self._own(),
            "signs": self._signs(),
            "next": {"title": self._say("leaflet-next"), "says": self._next()},
            "plan": self._say("leaflet-plan"),
            "address": self.address.partition("//")[2].rstrip("/"),
            "qr": qr_code(self.address) if self.address else "",
            "qr_says": self._say("leaflet-qr", address=self.address),
            "closing": self._say("leaflet-closing"),
        }

    def _say(self, sentence: str, **fields: object) -> str:
        return say(sentence, self.outline.language, **fields)

    def _date(self, date: dt.date) -> str:
        return said_date(date, self.outline.language)

    def _flags(self) -> list[str]:
        """What needs a clinician: in words what it is, and what to ask."""
        language = self.outline.language
        flags = clinician_flags(self.outline.book.person)
        return [
            rule_text(flag, language) if flag.level is Level.STOP else rule_text(flag, language, "asks")
            for flag in flags
        ]

    def _cell(self, day: int) -> dict[str, object]:
        date = date_of(self.outline.treatment, day)
        stages = [stage for stage in self.outline.book.guide.stages if day in stage.days]
        weekday = short_weekday(date, self.outline.language)
        return {"day": day, "date": str(date.day), "weekday": weekday, "stage": stages[-1].id if stages else ""}

    def _stages_in_words(self) -> str:
        stages = self.outline.book.guide.stages
        return "; ".join(f"{self._stage_title(stage)}: {self._stage_dates(stage)}" for stage in stages)

    def _stage_title(self, stage: Stage) -> str:
        name, days = rule_text(stage, self.outline.language, "name"), stage.days
        return self._say("leaflet-stage-days", name=name, first=days.first, last=days.last)

    def _stage_dates(self, stage: Stage) -> str:
        first, last = (date_of(self.outline.treatment, day) for day in (stage.days.first, stage.days.last))
        return dates(first, last, self.outline.language)

    def _stage(self, stage: Stage) -> dict[str, object]:
        begins = self.outline.beginning_in(stage)
        groups = [*self._steps(stage, begins), (self._say("leaflet-avoid"), self._avoid(stage))]
        return {
            "id": stage.id,
            "title": self._stage_title(stage),
            "dates": capital(self._stage_dates(stage)),
            "says": rule_text(stage, self.outline.language),
            "groups": [{"title": title, "items": items} for title, items in groups if items],
        }

    def _steps(self, stage: Stage, begins: tuple[Care, ...]) -> Iterator[tuple[str, list[str]]]:
        """What a stage brings, by when in the day it is due; a step that begins later in the stage with its date."""
        when = {
            (Time.MORNING, Time.EVENING): "leaflet-both",
            (Time.MORNING,): "leaflet-morning",
            (Time.EVENING,): "leaflet-evening",
        }
        for times, sentence in when.items():
            words = self._say(sentence)
            title = words if stage.days.first == 1 else self._say("leaflet-new", when=words)
            cares = [care for care in begins if care.duty is not Duty.AVOID and care.times == times]
            yield capital(title), [self._step(care, stage) for care in cares]

    def _step(self, care: Care, stage: Stage) -> str:
        says, first = rule_text(care, self.outline.language), self.outline.first_days[care.id] or stage.days.first
        if first == stage.days.first:
            return says
        date = self._say("leaflet-from", date=self._date(date_of(self.outline.treatment, first)))
        return f"{capital(date)}: {says}"

    def _avoid(self, stage: Stage) -> list[str]:
        """What a stage says to avoid that the stages before it have not said."""
        cares = (care for care in self.outline.book.guide.care if care.duty is Duty.AVOID and care.stage == stage.id)
        return [rule_text(care, self.outline.language) for care in cares]

    def _again(self) -> dict[str, object]:
        """From when what can be used and done again, a row a date; at the end what waits longer than 14 days."""
        do = self._doings()
        use = {words: day for words, day in self.outline.again.items() if not _later(words, day, do)}
        days = sorted({day for day in (*use.values(), *do.values()) if day and day > 1})
        rows = [*((day, self._from(day)) for day in days), (None, self._say("leaflet-not-now"))]
        return {
            "title": self._say("leaflet-again"),
            "head": [self._say(f"leaflet-again-{part}") for part in ("date", "use", "do")],
            "rows": [
                {"date": date, "use": _joined(use, day), "do": _joined(do, day)}
                for day, date in rows
                if _joined(use, day) or _joined(do, day)
            ],
        }

    def _from(self, day: int) -> str:
        return capital(self._say("date-and-day", date=self._date(date_of(self.outline.treatment, day)), day=day))

    def _doings(self) -> dict[str, int | None]:
        """The first day (base 1) from which each activity stays possible for this person, None where not in 14 days."""
        activities = {activity.id: activity for activity in self.outline.book.guide.activities}
        first: dict[str, int | None] = {}
        for activity in (activities[name] for name in DOINGS if name in activities):
            marks = marks_of(weigh_activity(activity, self.outline.book).rulings)
            day = first_open(marks)
            first[self._doing(activity, marks, day)] = day
        return first

    def _doing(self, activity: Activity, marks: str, day: int | None) -> str:
        name = capital(rule_text(activity, self.outline.language, "name"))
        return self._say("leaflet-with-care", name=name) if day and marks[day - 1] == "c" else name

    def _own(self) -> dict[str, object]:
        rows = self.products[:MOST_PRODUCTS]
        more = len(self.products) - len(rows)
        return {
            "title": self._say("leaflet-own"),
            "head": [
                self._say("leaflet-own-product"),
                self._say("leaflet-own-days", first=1, last=LAST_DAY),
                self._say("leaflet-own-when"),
            ],
            "rows": [{"name": row.name[:_NAME], "marks": row.marks, "says": row.when(self.outline)} for row in rows],
            "under": self._say("leaflet-own-more", count=more) if more else "",
            "legend": [[mark, said_state(mark, self.outline.language)] for mark in "ocxu"],
        }

    def _signs(self) -> dict[str, object]:
        emergency = emergency_number(self.country)
        numbers = " / ".join(emergency.numbers)
        call = self._say("leaflet-call", numbers=numbers) if emergency.known else self._say("leaflet-call-unknown")
        now = [urgency for urgency in Urgency if urgency.calls_now]
        left = [self._group(call, *now, urgent=True), self._group(self._say("leaflet-clinic"), Urgency.CLINIC)]
        return {
            "title": self._say("leaflet-not-wait"),
            "columns": [left, [self._group(self._say("leaflet-doctor"), Urgency.TODAY)]],
            "under": self._say("leaflet-darker"),
        }

    def _group(self, title: str, *urgencies: Urgency, urgent: bool = False) -> dict[str, object]:
        signs = (sign for sign in all_rules() if sign.urgency in urgencies and not sign.is_private)
        return {"title": title, "urgent": urgent, "items": [rule_text(sign, self.outline.language) for sign in signs]}

    def _next(self) -> str:
        outline = self.outline
        needle, guide = outline.book.person.needle_mm, outline.book.guide
        return earliest_next(outline.treatment, needle, guide, outline.language).says


def _paper(leaflet: Leaflet) -> dict[str, object]:
    """What every paper needs: its language, whose it is, its colour, what stands at the foot of a page."""
    language = leaflet.outline.language
    printed = said_date(leaflet.printed.date(), language, year=True)
    return {
        "language": language,
        "house": leaflet.house,
        "accent": leaflet.accent,
        "footer": say("leaflet-made", language, date=printed),
        "page": say("leaflet-page", language, page="{page}", pages="{pages}"),
    }


def _joined(first_days: dict[str, int | None], day: int | None) -> str:
    return " · ".join(words for words, first in first_days.items() if first == day)


def _later(words: str, day: int | None, doings: dict[str, int | None]) -> bool:
    """Whether what is used stands among what is done as well, from the same day or a later one."""
    last = LAST_DAY + 1
    return any(name.startswith(words) and (first or last) >= (day or last) for name, first in doings.items())

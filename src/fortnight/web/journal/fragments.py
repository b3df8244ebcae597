"""The parts of a day's page that are the same for everybody with the same day, rules and language, drawn once.

A part is remembered by everything that it is made of: the treatment, the rules (what is known of the person, the layer,
their version of the guide), the language, the day, and for the steps which of them are done. The token that guards a
form against forgery is put in afterwards, so nobody is ever shown another person's. What is remembered holds no name
and no product of anybody.
"""

import datetime as dt
import json
import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fortnight.course.days import date_of
from fortnight.course.model import Session
from fortnight.guide.model import Time
from fortnight.healing.ladder_load import ladder_rules
from fortnight.web.accounts.convert import Rules, book_of, current_treatment, rules_of
from fortnight.web.accounts.models import Person
from fortnight.web.activities.queries import most_asked
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.checkins.queries import evenings_of
from fortnight.web.journal.closed import leave_alone
from fortnight.web.journal.queries import Slot, coming_next, day_page
from fortnight.web.routine.actions import kept_now
from fortnight.web.routine.steps import products_of
from fortnight.web.words.rules import language

_GUARD = "<!--guard-->"
_PRODUCT = re.compile("<!--(beside|below) ([a-z]+) ([a-z0-9-]+) ([a-z]+)-->")
_KEPT = 512
# What people ask about on any of these days: make-up, sport, sun, water, alcohol.
_ASKED = ("make-up", "vigorous-exercise", "direct-sun", "swimming-pool", "alcohol-drink")


class Part:
    """What a part of a day's page is made of; two parts that are equal look the same."""

    __slots__ = ("_key", "back", "day", "done", "half", "kept", "person", "planned", "tickable")

    def __init__(
        self,
        person: Person,
        day: int,
        done: set[Slot],
        *,
        back: str,
        tickable: bool,
        half: Time | None = None,
        rules: Collection[str] | None = None,
        rows: Sequence[SkinCheckIn] | None = None,
    ) -> None:
        """`half` is what is to be done now, and stands first and open; None: both halves of the day are open.

        `rules` and `rows` are those of `evenings_of`, where they were read already.
        """
        self.person, self.day, self.back, self.tickable, self.half = person, day, back, tickable, half
        self.done, self.kept = frozenset(done), kept_now(person)
        self.planned = evenings_of(person, rules=rules, kept=self.kept, rows=rows)
        whose: tuple[Session, Rules] = (current_treatment(person), rules_of(person))
        house = person.clinic
        # What the clinic names is plain values; written as words they can be compared.
        named = json.dumps([house.name, house.products], sort_keys=True) if house.products else ""
        planned = tuple(frozenset(days_of_care.items()) for days_of_care in (self.planned.turns, self.planned.begins))
        asks = self.planned.ladder.asks_to_go_on
        paused = self.planned.pauses(day), asks, self.planned.day == day
        self._key = (whose, language(), day, self.done, back, tickable, half, planned, paused, named)

    def __eq__(self, other: object) -> bool:
        """Whether the two look the same."""
        return isinstance(other, Part) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def dated(self, day: int) -> dt.date:
        """The date of a day of the course (base 1)."""
        return date_of(current_treatment(self.person), day)


def steps(part: Part, guard: str) -> SafeString:
    """The morning and the evening with their ticks; `guard` is the field against forgery.

    What the person's own routine says about a step stands beside its name and below its words.
    """
    course = format_html('<input type="hidden" name="course" value="{}">', part.person.current_id)
    drawn = _steps(part).replace(_GUARD, guard + course)
    products = products_of(part.kept, part.day, part.dated)
    return SafeString(_PRODUCT.sub(lambda mark: products(mark[1], mark[2], mark[3], mark[4]), drawn))


def head(part: Part) -> SafeString:
    """The day, its stages, its date, and the strip."""
    return _drawn("journal/head.html", part)


def aside(part: Part) -> SafeString:
    """What to leave alone, what comes next, what is later for this person, and where all of it comes from."""
    return _drawn("journal/aside.html", part)


@lru_cache(maxsize=_KEPT)
def _steps(part: Part) -> str:
    return _rendered("journal/halves.html", part)


@lru_cache(maxsize=_KEPT)
def _drawn(template: str, part: Part) -> SafeString:
    return _rendered(template, part)


def _rendered(template: str, part: Part) -> SafeString:
    values = {
        "one": day_page(part.person, part.day, set(part.done), part.planned),
        "asked": sorted(
            (line for line in most_asked(part.person, part.day) if line.activity.id in _ASKED),
            key=lambda line: _ASKED.index(line.activity.id),
        ),
        "half": part.half,
        "ladder_rules": ladder_rules(),
        "closed": leave_alone(part.person, part.day),
        "coming": coming_next(part.person, part.day, part.planned),
        "promises": book_of(part.person).guide.promises,
        "dated": part.dated,
        "back": part.back,
        "tickable": part.tickable,
        "guard": SafeString(_GUARD),
        "named_here": part.person.clinic.products,
        "house_name": part.person.clinic.name,
    }
    return SafeString(render_to_string(template, values))

"""Every page names the same evening: Today, the answer, the ladder, the plan, the calendar and the leaflet."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from django.test import Client

from fortnight.exports.outline import Outline
from fortnight.guide.model import LAST_DAY, Stage
from fortnight.web.accounts.actions import change_person
from fortnight.web.accounts.convert import current_id
from fortnight.web.accounts.models import Person
from fortnight.web.checkins.actions import note_first_uses
from fortnight.web.checkins.queries import evenings_of
from fortnight.web.exports.convert import outline_of
from fortnight.web.journal.queries import DayPage, day_page, fortnight_pages
from fortnight.web.routine.actions import holds_for
from fortnight.web.routine.models import Kept
from fortnight.web.shelf.actions import add, ask_in_general
from tests.web.conftest import TODAY
from tests.web.test_checkins import check_in

Visitor = tuple[Person, Client]
Prepare = Callable[[Person, Client, int], object]
STEPS = {
    "retinol": ("retinol", "rung-retinoid"),
    "scrub-or-enzyme-mask": ("scrub", "rung-scrub"),
    "exfoliating-cleanser": ("exfoliating cleanser", "rung-exfoliating-cleanser"),
}
"""By the id of a step: what people ask for it, and its rung."""
STING = 8


def nothing(_person: Person, _browser: Client, _day: int) -> None:
    """Nothing known and nothing owned."""


def sensitive(person: Person, _browser: Client, _day: int) -> None:
    change_person(person, facts={"sensitive": True})


def used_retinol(person: Person, _browser: Client, day: int) -> None:
    """Retinol was first used a day later than the plan had it."""
    if day >= STING and person.current:
        note_first_uses(person.current, STING, ["rung-retinoid"])


def owns(label: str, kind: str) -> Prepare:
    def put(person: Person, _browser: Client, _day: int) -> None:
        add(person, name="Mine", label=label, kind=kind)

    return put


def follows(person: Person, _browser: Client, _day: int) -> None:
    """A routine is followed that has retinol on evenings of its own."""
    key = str(add(person, name="Night Oil", label="Squalane, Retinol", kind="retinol_product").key)
    line = {"step": "retinol", "time": "evening", "key": key, "days": [8, 10, 12], "replaced": []}
    names = {key: {"name": "Night Oil", "own": True}}
    Kept.objects.create(treatment_id=current_id(person), lines=[line], names=names, holds_for=holds_for(person))


def stung(person: Person, browser: Client, day: int) -> None:
    """Retinol was used and stung, so that the ladder is paused."""
    if day >= STING and person.current:
        note_first_uses(person.current, STING - 1, ["rung-retinoid"])
        check_in(browser, redness="none", flaking="none", pain="0", new=["new-stinging"], used=["rung-retinoid"])
        person.current.checkins.update(day=STING)
        person.current.trials.update(outcome="reacted", outcome_day=STING)


PROFILES: dict[str, Prepare] = {
    "nothing known, an empty shelf": nothing,
    "sensitive skin": sensitive,
    "retinol used already": used_retinol,
    "a shelf with retinol": owns("Aqua, Squalane, Retinol", "retinol_product"),
    "a shelf with an exfoliating cleanser": owns("Aqua, Glycerin, Glycolic Acid", "exfoliating_cleanser"),
    "a followed routine": follows,
    "a paused ladder": stung,
}


@pytest.mark.parametrize("profile", PROFILES)
def test_no_page_names_another_evening(profile: str, visitor_on: Callable[..., Visitor]) -> None:
    for day in range(1, LAST_DAY + 1):
        person, browser = visitor_on(day)
        PROFILES[profile](person, browser, day)
        person = Person.objects.select_related("current", "clinic").get(pk=person.pk)
        assert others(person, browser, day) == {}, day


def others(person: Person, browser: Client, day: int) -> dict[tuple[str, str], int | None]:
    """By step and page: the next evening from a day on that is not the one that the plan has."""
    plan, outline, coming = evenings_of(person), outline_of(person, "en"), fortnight_pages(person)
    today, ladder = (browser.get(path).content.decode() for path in ("/today/", "/ladder/"))
    differing: dict[tuple[str, str], int | None] = {}
    for care, (words, rung) in STEPS.items():
        following, first = plan.following(care, day), plan.begins[care]
        key = ask_in_general(person, about=words, kind="").key
        held = plan.waits_for_word and first == day
        pages = {
            "today": (on_today(person, today, care, day), following),
            "answer": (in_answer(words_in(browser.get(f"/may/{key}/").content.decode()), day), following),
            "ladder": (on_ladder(ladder, rung, day), following),
            "calendar": (next(in_calendar(outline, care, day), None), following),
            "leaflet": (outline.first_days[care], first),
            "plan": (ABSENT if held else in_plan(coming, care), first),
        }
        differing |= {(care, page): evening for page, (evening, due) in pages.items() if evening not in (due, ABSENT)}
    return differing


ABSENT = 0
"""What a page says that does not speak of the step: it is closed, not owned, or waits for a word of the person."""


def on_today(person: Person, page: str, care: str, day: int) -> int | None:
    """What Today offers this evening, else the day that it names for later."""
    if f'data-care="{care}"' in page:
        return day
    later = {entry.id: at for entry, at in day_page(person, day).later}
    turn = later.get(care)
    assert turn is None or f"day {turn}" in page
    return turn


def in_answer(text: str, day: int) -> int | None:
    """What the answer says of the plan; nothing where it is closed on all days."""
    if "In your plan" not in text:
        return ABSENT
    sentence = text[text.index("In your plan") :]
    if "first evening today" in sentence or "this evening as well" in sentence:
        return day
    match = re.search(r"(?:gives it its first evening on|its next one is on) .*?, day (\d+)", sentence)
    return int(match[1]) if match else None


def on_ladder(page: str, rung: str, day: int) -> int | None:
    """What the ladder names next for a rung."""
    if f'id="{rung}"' not in page:
        return ABSENT
    line = page[page.index(f'id="{rung}"') :].partition("</li>")[0]
    named = re.search(r"Its next evening in your plan: \w+ (\d+) (\w+)", line)
    if named:
        dates = {at: TODAY + dt.timedelta(days=at - day) for at in range(day, LAST_DAY + 1)}
        return next(at for at, date in dates.items() if f"{date.day} {date:%B}" == f"{named[1]} {named[2]}")
    match = re.search(r"(?:From|First used on) [^<]*, day (\d+)", line)
    return int(match[1]) if match and day <= int(match[1]) <= LAST_DAY else None


def in_calendar(outline: Outline, care: str, day: int) -> Iterator[int]:
    """The evenings from a day on on which the calendar has a step."""
    return (
        day_outline.plan.day
        for day_outline in outline.days
        if day_outline.plan.day >= day and care in {each.id for each in day_outline.evening}
    )


def in_plan(stages: list[tuple[Stage, list[DayPage]]], care: str) -> int | None:
    """The day under which the plan has a step as new."""
    pages = (entry for _, days in stages for entry in days)
    return next((entry.plan.day for entry in pages if care in {each.id for each in entry.new}), None)


def words_in(page: str) -> str:
    """The words of a page without its marks."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())

"""The clinic's settings on the desk: what is set holds at once, what cannot hold is refused, all can be put back."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.actions import change_person, start_treatment
from fortnight.web.accounts.convert import cautious_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.promise import opening_of, promised
from fortnight.web.clinic.actions import FIELDS, change_clinic
from fortnight.web.clinic.models import Entry
from tests.web.conftest import TODAY
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]
HOUSE = "/desk/clinic/house/"
HOURS = "/desk/clinic/hours/"
PLANS = "/desk/clinic/plans/"
JSON = {"Accept": "application/json"}
NINE_TO_FIVE = {f"day{day}": "09:00-17:00" for day in range(5)}
PLAIN = {**NINE_TO_FIVE, "promise_minutes": "240", "away_on": "1"}


@pytest.fixture
def owner(db: None) -> Client:
    """The browser of the owner."""
    return one_of_staff("owner", "Ada")[1]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_the_name_and_the_place_are_set_and_seen_by_clients(owner: Client, visitor: Visitor) -> None:
    values = {"name": "Linden House", "zone": "Europe/London", "country": "gb", "language": "es"}
    assert owner.post(HOUSE, values)["Location"] == HOUSE
    house = clinic()
    assert (house.name, house.zone, house.country, house.language) == ("Linden House", "Europe/London", "GB", "es")
    assert "<span>Linden House<small>" in visitor[1].get("/today/").content.decode()
    assert "<span>Linden House<small>" in Client().get("/signs/").content.decode()
    assert 'href="tel:999"' in Client().get("/signs/").content.decode()
    assert "Linden House" in owner.get("/desk/clinic/").content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": ""}, "Enter the clinic’s name."),
        ({"name": "x" * 121}, "at most 120"),
        ({"zone": "Europe/Atlantis"}, "Enter a time zone"),
        ({"zone": "../etc/passwd"}, "Enter a time zone"),
        ({"country": "XX"}, "Choose a country"),
        ({"language": "xx"}, ""),
    ],
)
def test_what_no_house_can_be_is_refused_with_words(owner: Client, values: dict[str, str], words: str) -> None:
    whole = {"name": "Linden House", "zone": "UTC", "country": "", "language": ""}
    answer = owner.post(HOUSE, whole | values)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert clinic().name == "Fortnight"
    assert not Entry.objects.exists()


def test_split_shifts_and_closed_days_make_the_promise(owner: Client) -> None:
    """chatwoot#14009: a day had one span of hours, and a noon break counted as open."""
    values = {"day0": "14 - 18, 9:00–12:30", "day1": "09.00 to 11.00", "promise_minutes": "240"}
    assert owner.post(HOURS, values).status_code == 302
    house = clinic()
    assert house.hours == {"0": [["09:00", "12:30"], ["14:00", "18:00"]], "1": [["09:00", "11:00"]]}
    assert promised(house, at("2026-11-23 12:00")) == at("2026-11-23 17:30")
    assert promised(house, at("2026-11-23 16:00")) == at("2026-11-24 11:00"), "two hours, then two on Tuesday"
    assert promised(house, at("2026-11-24 10:00")) == at("2026-11-30 12:00"), "Wednesday to Sunday are closed"


def test_a_day_s_hours_are_those_of_the_clinic_s_zone(owner: Client) -> None:
    owner.post(HOUSE, {"name": "Linden House", "zone": "America/New_York"})
    owner.post(HOURS, PLAIN)
    assert promised(clinic(), at("2026-11-23 12:00")) == at("2026-11-23 18:00")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"day0": "nine to five"}, "is not a time range"),
        ({"day0": "17:00-09:00"}, "ends before it starts"),
        ({"day0": "09:00-25:00"}, "ends before it starts"),
        ({"day0": "09:00-12:00, 11:00-14:00"}, "overlap"),
        ({"promise_minutes": "0"}, "5"),
        ({"promise_minutes": "soon"}, "number"),
        ({"away": "x" * 601}, "600"),
        ({"first-0": "2026-12-26", "last-0": "2026-12-24"}, "on or after the first date"),
        ({"first-0": "Christmas"}, "Enter a first date"),
        ({"name-0": "Christmas"}, "Enter a first date"),
    ],
)
def test_hours_that_cannot_be_are_refused_and_what_was_typed_stays(
    owner: Client, values: dict[str, str], words: str
) -> None:
    answer = owner.post(HOURS, PLAIN | {"day2": "10:00-11:00"} | values)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert 'value="10:00-11:00"' in page
    assert all(value in page for value in values.values())
    assert not Entry.objects.exists()


def test_holidays_have_a_name_a_first_and_a_last_date(owner: Client) -> None:
    rows = {"first-0": "2026-12-31", "first-1": "2026-12-24", "last-1": "2026-12-26", "name-1": "Christmas"}
    owner.post(HOURS, PLAIN | rows)
    house = clinic()
    assert house.holidays == [
        {"first": "2026-12-24", "last": "2026-12-26", "name": "Christmas"},
        {"first": "2026-12-31", "last": "2026-12-31", "name": ""},
    ]
    assert {day.day for day in opening_of(house).holidays} == {24, 25, 26, 31}
    page = owner.get(HOURS).content.decode()
    assert 'value="2026-12-26"' in page
    owner.post(HOURS, PLAIN | {"first-0": "2026-12-31"})
    assert len(clinic().holidays) == 1


def test_the_page_says_what_a_client_would_read_now_and_on_friday_before_the_weekend(owner: Client) -> None:
    page = owner.get(HOURS).content.decode()
    assert "You’ll get an answer by 16:00." in page
    assert "You’ll get an answer by Mon 30 Nov, 12:55." in page
    preview = owner.post(HOURS, PLAIN | {"promise_minutes": "60", "day0": "13-14", "way": "try"}, headers=JSON).json()
    assert [entry["promise"] for entry in preview["reading"]] == [
        "You’ll get an answer by 14:00.",
        "You’ll get an answer by Mon 30 Nov, 13:55.",
    ]
    assert "You’ll get an answer by 14:00." in preview["reading"][0]["away"]
    assert preview["reading"][1]["away"] == "", "on Friday at 16:55 it is open"
    wrong = owner.post(HOURS, PLAIN | {"day0": "x", "way": "try"}, headers=JSON).json()
    assert wrong["reading"] == []
    assert "is not a time range" in wrong["wrong"][0]
    without_script = owner.post(HOURS, {**PLAIN, "day0": "13-14", "way": "try"})
    assert "With what you have typed" in without_script.content.decode()
    assert clinic().hours["0"] == [["09:00", "17:00"]], "trying saves nothing"


def test_a_clinic_without_hours_promises_nothing_and_says_so(owner: Client) -> None:
    owner.post(HOURS, {"promise_minutes": "60"})
    assert clinic().hours == {}
    assert "No response time is promised because the clinic has no opening hours." in owner.get(HOURS).content.decode()


def test_new_plans_get_the_layer_and_the_first_day_and_running_plans_keep_theirs(
    owner: Client, visitor: Visitor
) -> None:
    person, browser = visitor
    assert "Plans already under way keep their settings" in owner.get(PLANS).content.decode()
    owner.post(PLANS, {"day_one": "next_day", "cautious": "1"})
    person.refresh_from_db()
    assert not cautious_for(person)
    assert Treatment.objects.get().day_one == "treatment_day"
    start_treatment(person, date=TODAY, setting="clinic", needle_mm=None)
    person.refresh_from_db()
    assert cautious_for(person)
    assert person.current
    assert person.current.day_one == "next_day"
    change_person(person, cautious=False)
    assert cautious_for(person), "what the clinic has on for a plan is not switched off by its person"
    assert "Your clinic has turned this on for your plan" in browser.get("/me/").content.decode()


def test_the_clinic_s_products_stand_beside_the_guide_s_or_instead(owner: Client, visitor: Visitor) -> None:
    fields = {"hydrating-serum-name-0": "Linden Dew", "hydrating-serum-link-0": "https://shop.linden.example/dew"}
    owner.post(PLANS, {"day_one": "treatment_day"} | fields)
    page = visitor[1].get("/today/").content.decode()
    assert "The guide’s example: Skinbay Hyaluronic Acid Serum" in page
    assert '<a href="https://shop.linden.example/dew" rel="noopener noreferrer nofollow"' in page
    owner.post(PLANS, {"day_one": "treatment_day", "hydrating-serum-instead": "1"} | fields)
    page = visitor[1].get("/today/").content.decode()
    assert "Skinbay" not in page
    assert "Linden Dew" in page
    owner.post(PLANS, {"day_one": "treatment_day"})
    assert "Linden Dew" not in visitor[1].get("/today/").content.decode()
    assert clinic().products == {}


@pytest.mark.parametrize(
    ("name", "link", "words"),
    [
        ("Dew", "javascript:alert(1)", "is not a web address"),
        ("Dew", "http://shop.example", "is not a web address"),
        ("Dew", "https://shop", "is not a web address"),
        ("Dew", "https://[shop.example", "is not a web address"),
        ("", "https://shop.example", "Enter a product name."),
        ("x" * 81, "", "too long"),
    ],
)
def test_a_product_that_leads_nowhere_good_is_refused(owner: Client, name: str, link: str, words: str) -> None:
    fields = {"hydrating-serum-name-0": name, "hydrating-serum-link-0": link}
    answer = owner.post(PLANS, {"day_one": "treatment_day"} | fields)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert clinic().products == {}


def test_each_change_is_in_the_log_with_before_and_after_and_can_be_put_back(owner: Client) -> None:
    owner.post(HOUSE, {"name": "Linden House", "zone": "UTC"})
    owner.post(HOURS, PLAIN | {"promise_minutes": "60"})
    page = owner.get("/desk/clinic/changes/").content.decode()
    assert "Ada" in page
    assert "<del>4 h</del> → 1 h" in page
    assert "<del>Fortnight</del> → Linden House" in page
    first = Entry.objects.order_by("pk").first()
    assert first
    assert first.before == {"name": "Fortnight"}
    owner.post(f"/desk/clinic/changes/{first.pk}/back/")
    house = clinic()
    assert (house.name, house.promise_minutes) == ("Fortnight", 60), "only what that change was about"
    assert Entry.objects.count() == 3, "putting back is a change as well"
    assert owner.post(f"/desk/clinic/changes/{first.pk}/back/").status_code == 404
    lead = one_of_staff("lead")[1].get("/desk/clinic/changes/").content.decode()
    assert "<del>4 h</del>" in lead
    assert "Restore the previous setting" not in lead


def test_saving_what_is_there_writes_no_line(owner: Client) -> None:
    page = owner.post(HOURS, PLAIN, follow=True).content.decode()
    assert "Nothing was different" in page
    assert not Entry.objects.exists()


def test_every_setting_has_words_in_the_log_and_on_the_overview(owner: Client) -> None:
    values: dict[str, Any] = {
        "name": "Linden",
        "zone": "Europe/Paris",
        "country": "FR",
        "phone": "+33 1 99 00 12 34",
        "language": "es",
        "logo": {"key": "00000000-0000-0000-0000-000000000000", "width": 10, "height": 20},
        "accents": {"light": "#2f5d8a", "dark": "#8fb4dc"},
        "hours": {"0": [["09:00", "12:00"]]},
        "holidays": [{"first": "2026-12-24", "last": "2026-12-26", "name": "Christmas"}],
        "promise_minutes": 3 * 24 * 60 + 60,
        "away_on": False,
        "away": "We are out.",
        "day_one": "next_day",
        "cautious": True,
        "retention_months": 24,
        "products": {"hydrating-serum": {"instead": False, "named": [{"name": "Dew", "link": ""}]}},
    }
    assert set(values) == set(FIELDS)
    change_clinic(clinic(), by=one_of_staff("owner")[0], values=values)
    for path in ("/desk/clinic/", "/desk/clinic/changes/"):
        page = owner.get(path).content.decode()
        for words in ("Monday 09:00-12:00", "Christmas (Thu 24 Dec – Sat 26 Dec)", "3 days 1 h", "We are out.", "Dew"):
            assert words in page, path


def test_a_setting_that_there_is_not_cannot_be_changed(db: None) -> None:
    with pytest.raises(KeyError, match="key"):
        change_clinic(clinic(), by=one_of_staff("owner")[0], values={"key": 1})


def test_what_was_promised_before_a_change_stays_promised(owner: Client, visitor: Visitor) -> None:
    visitor[1].post("/advisor/", {"body": "May I swim?"})
    owner.post(HOURS, PLAIN | {"promise_minutes": "60"})
    page = visitor[1].get("/advisor/").content.decode()
    assert "You’ll get an answer by 16:00." in page
    assert timezone.now() == at("2026-11-23 12:00")

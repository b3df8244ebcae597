"""The private calendar and what is printed: for its person, by its secret, for the staff; and for nobody else."""

import datetime as dt
import io
import re
import uuid
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from pypdf import PdfReader

from fortnight.healing.load import all_rules
from fortnight.web.accounts.actions import change_treatment, start_treatment
from fortnight.web.accounts.models import AuditLine, Person
from fortnight.web.checkins.actions import keep as keep_checkin
from fortnight.web.exports.actions import feed_of, open_feed, revision_of
from fortnight.web.exports.convert import calendar_of
from fortnight.web.exports.models import CalendarFeed
from fortnight.web.healing.actions import raise_alarm
from fortnight.web.healing.models import Alarm
from fortnight.web.healing.queries import known_signs
from fortnight.web.shelf.actions import add
from tests.web.conftest import TODAY
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]
ADDRESS = re.compile(r'value="http://[^/]+(/calendar/[^"]+\.ics)"')
WISHES = {"way": "save", "shape": "days", "morning": "08:00", "evening": "20:30"}


def opened(browser: Client) -> str:
    """The path of a new calendar address."""
    page = browser.post("/me/calendar/", {"way": "open"}).content.decode()
    match = ADDRESS.search(page)
    assert match, page
    return match[1]


def read(path: str, **headers: str) -> Calendar:
    """What a calendar program that has nothing but the address is given."""
    answer = Client().get(path, headers=headers)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def text(answer: object) -> str:
    """The text of a PDF that was answered with, in one line."""
    content = getattr(answer, "content", b"")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_an_address_is_shown_once_and_only_its_hash_is_stored(visitor: Visitor) -> None:
    path = opened(visitor[1])
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert len(token) > 40
    assert token not in str(vars(CalendarFeed.objects.get()))
    assert token not in visitor[1].get("/me/calendar/").content.decode()
    assert token not in str(list(AuditLine.objects.values()))


def test_the_address_can_be_subscribed_to_on_the_phone(visitor: Visitor) -> None:
    page = visitor[1].post("/me/calendar/", {"way": "open"}).content.decode()
    match = ADDRESS.search(page)
    assert match
    assert f'href="webcal://testserver{match[1]}"' in page or f"{match[1]}" in re.findall(
        r'href="webcal://[^/]+([^"]+)"', page
    )
    assert "<svg" in page


def test_a_program_with_the_address_reads_the_days_without_any_cookie(visitor: Visitor) -> None:
    path = opened(visitor[1])
    answer = Client().get(path)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert not answer.cookies
    events = Calendar.from_ical(answer.content).events
    assert [event.start for event in events[:14]] == [TODAY + dt.timedelta(days=day - 2) for day in range(14)]
    assert str(events[2]["SUMMARY"]) == "Day 3: something new"


def test_what_has_not_changed_is_not_sent_again(visitor: Visitor) -> None:
    path = opened(visitor[1])
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "private, no-cache"
    visitor[1].post("/me/calendar/", {**WISHES, "named": "1"})
    changed = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_a_program_may_ask_for_the_head_alone_and_send_nothing(visitor: Visitor) -> None:
    path = opened(visitor[1])
    head = Client().head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == Client().get(path).headers["ETag"]
    assert {Client().post(path).status_code, Client().put(path).status_code} == {405}


def test_a_date_that_moves_makes_a_new_version_of_the_same_events(visitor: Visitor) -> None:
    person, browser = visitor
    path = opened(browser)
    before, same = read(path), read(path)
    assert person.current is not None
    moved = TODAY - dt.timedelta(days=4)
    change_treatment(person, person.current, date=moved, setting="clinic", needle_mm=None)
    after = read(path)
    assert [event["UID"] for event in after.events] == [event["UID"] for event in before.events]
    assert {event.sequence for event in before.events} == {event.sequence for event in same.events} == {0}
    assert {event.sequence for event in after.events} == {1}
    assert after.events[0].start == moved
    assert after.events[0].last_modified >= before.events[0].last_modified


def test_another_treatment_has_events_of_its_own(visitor: Visitor) -> None:
    path = opened(visitor[1])
    before = {event["UID"] for event in read(path).events}
    start_treatment(visitor[0], date=TODAY, setting="home", needle_mm=None)
    after = read(path)
    assert {event["UID"] for event in after.events} & before == set()
    assert {event.sequence for event in after.events} == {1}


def test_two_programs_at_the_same_moment_count_up_once(visitor: Visitor) -> None:
    opened(visitor[1])
    first, second = (CalendarFeed.objects.get() for _ in range(2))
    for feed in (first, second):
        feed.person = visitor[0]
        revision_of(feed, calendar_of(feed))
    visitor[0].clinic.name = "Linden House"
    visitor[0].clinic.save()
    for feed in (first, second):
        feed.person.clinic.name = "Linden House"
    assert {revision_of(feed, calendar_of(feed)).sequence for feed in (first, second)} == {1}


def test_wishes_are_followed_and_the_titles_stay_discreet_unless_wished(visitor: Visitor) -> None:
    path = opened(visitor[1])
    wished = {**WISHES, "shape": "halves", "alarms": "1", "morning": "07:15"}
    assert visitor[1].post("/me/calendar/", wished).headers["Location"] == "/me/calendar/"
    events = read(path).events
    assert len(events) == 29
    assert f"{events[0].start:%H:%M}" == "07:15"
    assert str(events[0]["SUMMARY"]) == "Day 1, morning"
    assert all(event.alarms.times for event in events[:28])
    visitor[1].post("/me/calendar/", {**wished, "named": "1"})
    assert str(read(path).events[0]["SUMMARY"]) == "Day 1, morning: Calm"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"morning": "soon"}, "morning"),
        ({"evening": "06:00"}, "evening"),
        ({"shape": "weeks"}, "shape"),
        ({"evening": ""}, "evening"),
    ],
)
def test_a_wish_that_is_none_is_told_at_its_field(visitor: Visitor, wrong: dict[str, str], field: str) -> None:
    page = visitor[1].post("/me/calendar/", {**WISHES, **wrong})
    assert page.status_code == 400
    assert f'id="{field}-wrong"' in page.content.decode()
    assert CalendarFeed.objects.get().morning == dt.time(8)


def test_a_new_address_ends_the_one_before_and_the_end_is_the_end(visitor: Visitor) -> None:
    first = opened(visitor[1])
    second = opened(visitor[1])
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    visitor[1].post("/me/calendar/", {"way": "close"})
    assert Client().get(second).status_code == 404
    assert CalendarFeed.objects.get().token_hash is None
    done = set(AuditLine.objects.filter(person=visitor[0]).values_list("action", flat=True))
    assert {"open_calendar", "close_calendar"} <= done


@pytest.mark.parametrize("token", ["nobody", "", "None", "a" * 5_000, "%00", "..%2f", "²", "'"])
def test_a_wrong_secret_opens_nothing_and_is_no_error(visitor: Visitor, token: str) -> None:
    opened(visitor[1])
    assert Client().get(f"/calendar/{token}.ics").status_code == 404


def test_a_person_without_an_address_is_opened_by_no_secret(visitor: Visitor) -> None:
    visitor[1].get("/me/calendar/")
    assert CalendarFeed.objects.get().token_hash is None
    assert Client().get("/calendar/.ics").status_code == 404


def test_a_person_sees_when_a_program_came_last(visitor: Visitor) -> None:
    path = opened(visitor[1])
    assert "No calendar has come for it yet." in visitor[1].get("/me/calendar/").content.decode()
    Client().get(path)
    fetched = CalendarFeed.objects.get().fetched
    assert fetched is not None
    Client().get(path)
    assert CalendarFeed.objects.get().fetched == fetched
    assert "A calendar last came for it" in visitor[1].get("/me/calendar/").content.decode()


def test_the_feed_asks_the_database_little(visitor: Visitor) -> None:
    path = opened(visitor[1])
    Client().get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        Client().get(path)
    assert len(queries) <= 3, [query["sql"] for query in queries]


def test_the_file_holds_the_same_events_as_the_feed(visitor: Visitor) -> None:
    path = opened(visitor[1])
    file = visitor[1].get("/me/calendar/fortnight.ics")
    assert file.headers["Content-Disposition"] == 'attachment; filename="fortnight.ics"'
    assert file.content == Client().get(path).content


def test_the_calendar_is_in_the_language_of_its_person_whoever_fetches_it(visitor: Visitor) -> None:
    visitor[0].language = "es"
    visitor[0].save()
    path = opened(visitor[1])
    events = read(path, **{"Accept-Language": "en"}).events
    assert str(events[2]["SUMMARY"]) == "Día 3: algo nuevo"


def test_the_calendar_is_told_with_all_data_and_goes_with_it(visitor: Visitor) -> None:
    path = opened(visitor[1])
    data = visitor[1].get("/me/data/download/").json()["calendar"]
    assert data["discreet"] is True
    assert "token" not in str(data)
    visitor[1].post("/me/data/delete/", {"word": "delete"})
    assert not Person.objects.filter(pk=visitor[0].pk).exists()
    assert CalendarFeed.objects.count() == 0
    assert Client().get(path).status_code == 404


def test_nothing_of_a_calendar_is_anybody_elses(visitor: Visitor, stranger: Visitor) -> None:
    path = opened(visitor[1])
    stranger[1].post("/me/calendar/", {"way": "close"})
    stranger[1].post("/me/calendar/", {**WISHES, "named": "1"})
    assert Client().get(path).status_code == 200
    assert CalendarFeed.objects.get(person=visitor[0]).discreet


def test_the_leaflet_has_the_persons_dates_products_clinic_and_numbers(visitor: Visitor) -> None:
    person, browser = visitor
    person.country, person.name = "GB", "Iris"
    person.save()
    person.clinic.name = "Linden House"
    person.clinic.save()
    add(person, name="Night Oil", label="Caprylic/Capric Triglyceride, Squalane, Retinol, Tocopherol", kind="face_oil")
    answer = browser.get("/leaflet.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    words = text(answer)
    assert "Linden House Your 14 days after microneedling" in words
    assert "For Iris" in words
    assert "Treated on Saturday 21 November" in words
    assert "Night Oil from Friday 27 November, with care" in words
    assert "Call now: 999 / 112" in words
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 2


def test_the_leaflet_is_in_the_readers_language(visitor: Visitor) -> None:
    assert "Tus 14 días después del microneedling" in text(
        visitor[1].get("/leaflet.pdf", headers={"Accept-Language": "es"})
    )


def test_the_summary_for_a_doctor_tells_what_was_told_used_done_and_felt(visitor: Visitor) -> None:
    person, browser = visitor
    person.facts = {"eczema": True, "vegan": True, "allergies": ["lanolin"]}
    person.save()
    add(person, name="Plain Cream", label="Aqua, Glycerin", kind="moisturiser")
    raise_alarm(person, known_signs(["sign-fever"]), words="I have a fever of 39", source=Alarm.BOX)
    tick = {
        "id": "6d0fb4b5-9e3c-4c33-a2f2-5e2a9a1b7a01",
        "day": 3,
        "time": "morning",
        "care": "gentle-cleanse",
        "done": "1",
    }
    assert browser.post("/tick/", tick).status_code < 400
    words = text(browser.get("/me/papers/doctor.pdf"))
    assert "I have a fever of 39" in words
    assert "Eczema Yes" in words
    assert "Allergies lanolin" in words
    assert "Vegan" not in words
    assert "Plain Cream · Moisturiser" in words
    assert "3. Monday 23 November In the morning: Cleanse" in words
    assert "In a clinic 1 mm" in words


def test_the_summary_has_each_check_in_and_first_use_with_its_date_and_what_it_came_to(visitor: Visitor) -> None:
    person, browser = visitor
    assert person.current
    answers = {"pain": 2, "redness": "clear", "new": ["new-stinging"], "used": ["rung-vitamin-c"], "words": "it burns"}
    for hour, told in ((8, {"pain": 1, "redness": "a_little"}), (18, answers)):
        at = dt.datetime(2026, 11, 23, hour, tzinfo=dt.UTC)
        keep_checkin(person, person.current, key=uuid.uuid4(), at=at, answers=told, ticked={"rung-vitamin-c": "C"})
    person.current.trials.update(outcome="reacted", outcome_day=3)
    words = text(browser.get("/me/papers/doctor.pdf")).partition("How my skin felt, day by day")[2]
    day = "Monday 23 November, day 3"
    assert f"{day} Evening. Pain: 2/10 · Redness: Clear" in words
    assert "“it burns” Tell the advisor" in words
    assert f"{day} First use: Vitamin C It reacted" in words
    assert f"{day} Morning. Pain: 1/10 · Redness: A little" in words
    assert words.index("Evening.") < words.index("Morning.")


def test_check_ins_of_an_earlier_session_are_not_in_the_summary_of_this_one(visitor: Visitor) -> None:
    person, browser = visitor
    assert person.current
    at = dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC)
    keep_checkin(person, person.current, key=uuid.uuid4(), at=at, answers={"pain": 7})
    start_treatment(person, date=TODAY, setting="home", needle_mm=None)
    assert "7/10" not in text(browser.get("/me/papers/doctor.pdf"))


def test_what_others_at_home_must_not_read_is_on_no_paper(visitor: Visitor) -> None:
    raise_alarm(visitor[0], [sign for sign in all_rules() if sign.is_private], words="he hits me", source=Alarm.BOX)
    assert "hits me" not in text(visitor[1].get("/me/papers/doctor.pdf"))


def test_the_papers_and_the_calendar_are_found_under_me(visitor: Visitor) -> None:
    me = visitor[1].get("/me/").content.decode()
    assert 'href="/me/calendar/"' in me
    assert 'href="/me/papers/"' in me
    papers = visitor[1].get("/me/papers/").content.decode()
    assert 'href="/leaflet.pdf"' in papers
    assert 'href="/me/papers/doctor.pdf"' in papers


def test_the_staff_print_the_leaflet_in_the_clients_language_and_the_client_reads_it(visitor: Visitor) -> None:
    person, browser = visitor
    person.language = "es"
    person.save()
    _, advisor = one_of_staff("advisor", "Noor")
    at = f"/desk/clients/{person.key}/leaflet.pdf"
    assert "Tus 14 días" in text(advisor.get(at))
    assert at in advisor.get(f"/desk/clients/{person.key}/").content.decode()
    looked = AuditLine.objects.get(person=person, action="looked", about="plan facts shelf")
    assert looked.name == "Noor"
    assert "Noor" in browser.get("/me/looked/").content.decode()
    assert browser.get(at).headers["Location"].startswith("/accounts/login/")


def test_there_is_no_leaflet_for_nobody_and_for_who_has_no_treatment(visitor: Visitor) -> None:
    _, advisor = one_of_staff("advisor")
    assert advisor.get("/desk/clients/00000000-0000-0000-0000-000000000000/leaflet.pdf").status_code == 404
    person = visitor[0]
    person.current = None
    person.save()
    assert advisor.get(f"/desk/clients/{person.key}/leaflet.pdf").status_code == 404
    path = open_feed(feed_of(person))
    assert Client().get(f"/calendar/{path}.ics").status_code == 404


def test_somebody_whose_name_has_any_letters_gets_a_leaflet(visitor: Visitor) -> None:
    for name in ("日本語", "\u202eabc", "#strong[x]"):
        visitor[0].name = name
        visitor[0].save()
        assert visitor[1].get("/leaflet.pdf").status_code == 200


def test_on_any_day_also_long_before_and_after_there_is_a_leaflet(visitor_on: Callable[..., Visitor]) -> None:
    for day in (-200, 0, 15, 400):
        _, browser = visitor_on(day)
        assert browser.get("/leaflet.pdf").status_code == 200
        assert browser.get("/me/papers/doctor.pdf").status_code == 200
        assert browser.get("/me/calendar/fortnight.ics").status_code == 200

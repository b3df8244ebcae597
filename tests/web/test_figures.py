"""The figures: how quickly was answered and whether the promise was kept, from facts without words; few are hidden."""

import csv
import datetime as dt
import io
import uuid
from collections.abc import Callable, Sequence

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from fortnight.web.accounts.actions import begin, start_treatment
from fortnight.web.accounts.models import Clinic, Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.hours import OpeningHours, open_time
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.clinic.figures import Figures, counted, figures, roll_up
from fortnight.web.clinic.models import Day, Reply, Topic
from fortnight.web.clinic.words import lasting, topic_said
from fortnight.web.shelf.actions import ask
from tests.web.conftest import TODAY
from tests.web.staff import one_of_staff
from tests.web.test_away import Clock, clock

__all__ = ["clock"]
Visitor = tuple[Person, Client]
WEEK = {day: ((dt.time(9), dt.time(17)),) for day in range(5)}


@pytest.fixture
def noor(db: None) -> User:
    """An advisor."""
    return one_of_staff("advisor", "Noor")[0]


@pytest.fixture
def someone(db: None) -> Callable[[], Person]:
    """Make one more client."""

    def make() -> Person:
        person, _ = begin(clinic=clinic(), zone="UTC", language="en", country="", user=None)
        start_treatment(person, date=TODAY, setting="clinic", needle_mm=None)
        return person

    return make


def write(
    person: Person, body: str = "Can I?", *, card: dict[str, str] | None = None, signs: Sequence[str] = ()
) -> Message:
    conversation = conversation_with(person)
    return send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body=body, card=card, signs=signs)[0]


def answer(person: Person, user: User) -> Message:
    return send(conversation_with(person), author=Message.ADVISOR, by=user, uid=uuid.uuid4(), body="Yes.")[0]


def of_week(first: dt.date = TODAY - dt.timedelta(days=6), last: dt.date = TODAY) -> Figures:
    return figures(clinic(), first=first, last=last, now=timezone.now())


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-23 10:00", "2026-11-23 12:00", 2),
        ("2026-11-23 16:00", "2026-11-24 10:00", 2),
        ("2026-11-20 16:00", "2026-11-23 10:00", 2),
        ("2026-11-21 10:00", "2026-11-22 10:00", 0),
        ("2026-11-23 12:00", "2026-11-23 11:00", 0),
    ],
)
def test_time_is_counted_in_open_hours(since: str, until: str, hours: int) -> None:
    assert open_time(at(since), at(until), OpeningHours(hours=WEEK)) == dt.timedelta(hours=hours)


def test_an_answer_leaves_what_it_took_and_no_word(visitor: Visitor, noor: User, clock: Clock) -> None:
    person = visitor[0]
    clock.set("2026-11-20 16:00")
    write(person)
    clock.set("2026-11-20 16:30")
    write(person, "Hello?")
    clock.set("2026-11-23 10:00")
    answer(person, noor)
    answer(person, noor)
    fact = Reply.objects.get()
    assert (fact.open_minutes, fact.clock_minutes, fact.kept, fact.user) == (120, 66 * 60, True, noor)
    assert fact.day == dt.date(2026, 11, 23)


def test_a_late_answer_is_one_and_one_to_no_question_is_none(visitor: Visitor, noor: User, clock: Clock) -> None:
    person = visitor[0]
    answer(person, noor)
    assert not Reply.objects.exists()
    write(person)
    clock.set("2026-11-24 12:00")
    answer(person, noor)
    assert Reply.objects.get().kept is False


def test_the_middle_and_nine_in_ten_and_the_share_within_the_promise(
    someone: Callable[[], Person], noor: User, clock: Clock
) -> None:
    remy, _ = one_of_staff("advisor", "Remy")
    for minutes in (10, 20, 30, 40, 50, 60, 70, 80, 90, 300):
        clock.set("2026-11-23 09:00")
        person = someone()
        write(person)
        clock.set(f"2026-11-23 {9 + minutes // 60:02d}:{minutes % 60:02d}")
        answer(person, remy if minutes == 300 else noor)
    clock.set("2026-11-23 16:00")
    speed = of_week().speed
    assert (speed.answered, speed.open_middle, speed.open_most) == (10, 50, 90)
    assert (speed.kept, speed.promised, speed.percent) == (9, 10, 90)
    by = dict(of_week().by_advisor)
    assert (by["Noor"].answered, by["Noor"].percent) == (9, 100)
    assert (by["Remy"].answered, by["Remy"].percent, by["Remy"].open_middle) == (1, 0, 300)


def test_what_waits_and_what_is_overdue_is_counted_now(visitor: Visitor, stranger: Visitor, clock: Clock) -> None:
    write(visitor[0])
    clock.set("2026-11-23 14:00")
    write(stranger[0])
    clock.set("2026-11-23 16:30")
    week = of_week()
    assert (week.open, week.overdue) == (2, 1)


def test_a_finished_day_is_counted_once_and_says_the_same_afterwards(
    visitor: Visitor, noor: User, clock: Clock
) -> None:
    clock.set("2026-11-20 10:00")
    write(visitor[0])
    answer(visitor[0], noor)
    clock.set("2026-11-23 12:00")
    before = of_week()
    assert before.uncounted == 3, "Friday, Saturday and Sunday are over and nobody has counted them"
    assert roll_up() == 3
    assert roll_up() == 0
    after = of_week()
    assert after.uncounted == 0
    friday = next(day for day in after.days if day.date == dt.date(2026, 11, 20))
    assert (friday.asked, friday.answered, friday.conversations) == (1, 1, 1)
    assert after.speed.answered == 1
    Message.objects.all().delete()
    assert of_week().speed.answered == 1, "a counted day is not counted again"


def test_a_day_is_that_of_the_clinic_s_zone(visitor: Visitor, clock: Clock) -> None:
    Clinic.objects.update(zone="Pacific/Auckland")
    write(visitor[0])
    assert counted(clinic(), dt.date(2026, 11, 24))["conversations"] == 1
    assert counted(clinic(), dt.date(2026, 11, 23))["said"] == {}, "it is past midnight there"


def test_a_day_that_has_just_ended_is_not_stored_before_an_hour_is_over(visitor: Visitor, clock: Clock) -> None:
    write(visitor[0])
    clock.set("2026-11-24 00:30")
    assert roll_up() == 0
    assert of_week(TODAY, TODAY + dt.timedelta(days=1)).days[0].asked == 1
    clock.set("2026-11-24 01:00")
    assert roll_up() == 1
    assert Day.objects.get().date == TODAY


def test_long_times_are_stored_in_steps_and_never_as_less(visitor: Visitor, noor: User, clock: Clock) -> None:
    write(visitor[0])
    clock.set("2026-11-23 15:02")
    answer(visitor[0], noor)
    assert counted(clinic(), TODAY)["by"][str(noor.pk)]["clock"] == {"185": 1}
    assert of_week().speed.clock_middle == 185


def test_topics_come_from_cards_and_signs_and_few_are_hidden(someone: Callable[[], Person]) -> None:
    for number in range(4):
        person = someone()
        product = ask(person, name="Iris’s own cream", label="Aqua, Glycerin", kind="moisturiser")
        general = ask(person, name="", label="retinol", kind="")
        for _ in range(2):
            write(person, card={"kind": "answer", "key": str(product.key)})
        if number < 2:
            write(person, signs=["sign-fever"], card={"kind": "answer", "key": str(general.key)})
    assert of_week().topics == (("kind:moisturiser", 4),)
    assert Topic.objects.filter(name="sign:sign-fever").count() == 2
    assert "Iris" not in " ".join(Topic.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kind:moisturiser", "Moisturiser"),
        ("kind:", "A different type of product"),
        ("card:shelf", "The shelf"),
        ("card:day", "A day of the plan"),
        ("activity:sauna", "Sauna, steam room, hot tub"),
        ("activity:unheard", "unheard"),
        ("asked:retinol", "Retinol"),
    ],
)
def test_topics_are_said_in_words(name: str, words: str) -> None:
    assert topic_said(name).casefold() == words.casefold()


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (185, "3 h 5 min"),
        (1500, "25 h"),
        (2880, "2 days"),
        (2945, "2 days 1 h"),
    ],
)
def test_how_long_is_said_as_people_say_it(minutes: int, words: str) -> None:
    assert lasting(minutes) == words


def test_the_page_shows_numbers_a_chart_and_a_table_of_the_same(visitor: Visitor, noor: User, clock: Clock) -> None:
    write(visitor[0])
    clock.set("2026-11-23 12:25")
    answer(visitor[0], noor)
    _, lead = one_of_staff("lead")
    for days in (7, 28, 90):
        page = lead.get(f"/desk/clinic/figures/?days={days}").content.decode()
        assert "25 min" in page
        assert "100% on time" in page
        assert page.count('<rect class="asked"') == days
        assert '<th scope="row">Noor</th>' in page
        assert "style=" not in page
    assert lead.get("/desk/clinic/figures/?days=9999").content.decode().count('<rect class="asked"') == 7


def test_an_empty_clinic_has_figures_too(db: None) -> None:
    page = one_of_staff("lead")[1].get("/desk/clinic/figures/").content.decode()
    assert "No questions were answered in this period." in page
    assert "Not enough data yet." in page


def test_a_spreadsheet_gets_the_same_and_no_formula(visitor: Visitor, clock: Clock) -> None:
    user, _ = one_of_staff("advisor", "Noor")
    User.objects.filter(pk=user.pk).update(name="=cmd()")
    write(visitor[0])
    clock.set("2026-11-23 12:25")
    answer(visitor[0], user)
    answered = one_of_staff("lead")[1].get("/desk/clinic/figures/days.csv?days=28")
    assert 'filename="figures-28-days.csv"' in answered["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answered.content.decode())))
    assert rows[28] == ["2026-11-23", "1", "1", "1"]
    assert ["all", "1", "25", "25", "25", "25", "1", "1"] in rows
    assert "'=cmd()" in [row[0] for row in rows if row]


def test_the_page_asks_few_questions_and_never_what_was_said(
    visitor: Visitor, noor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    write(visitor[0])
    answer(visitor[0], noor)
    _, lead = one_of_staff("lead")
    lead.get("/desk/clinic/figures/")
    with django_assert_max_num_queries(16) as queries:
        lead.get("/desk/clinic/figures/?days=90")
    assert not any('"body"' in query["sql"] for query in queries.captured_queries)


def test_the_facts_go_with_their_person(visitor: Visitor, noor: User) -> None:
    write(visitor[0], signs=["sign-fever"])
    answer(visitor[0], noor)
    visitor[1].post("/me/data/delete/", {"word": "delete"})
    assert not Reply.objects.exists()
    assert not Topic.objects.exists()
    assert not Conversation.objects.exists()

"""The inbox of the desk: its boxes with their counts, what sleeps, what is searched, what is told of a line."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.actions import send
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.queries import PAGE, DeskBox, counts, inbox
from fortnight.web.desk.actions import tag
from tests.web.desk import advisor_called, answer, write

Visitor = tuple[Person, Client]
NOW = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture
def noor(db: None) -> tuple[User, Client]:
    """An advisor and their browser."""
    return advisor_called("Noor")


def boxes_of(user: User, row: Conversation) -> set[str]:
    """The boxes that hold a conversation for an advisor."""
    return {box.value for box in DeskBox if row in [line.conversation for line in inbox(user, box)]}


def change(row: Conversation, **values: Any) -> Conversation:
    Conversation.objects.filter(pk=row.pk).update(**values)
    return Conversation.objects.get(pk=row.pk)


def test_each_box_holds_what_its_name_says_and_is_counted(visitor: Visitor, noor: tuple[User, Client]) -> None:
    user, row = noor[0], write(visitor[0])
    assert boxes_of(user, row) == {"due", "free"}
    assert boxes_of(user, change(row, assigned=user)) == {"due", "mine"}
    assert boxes_of(user, change(row, red=NOW)) == {"due", "mine", "red"}
    row = answer(visitor[0], user)
    assert boxes_of(user, row) == {"waiting", "mine", "red"}
    assert counts(user) == {
        "due": 0, "red": 1, "mine": 1, "free": 0, "waiting": 1, "snoozed": 0, "closed": 0, "overdue": 0,
    }  # fmt: skip
    assert boxes_of(user, change(row, closed=NOW)) == {"closed"}


def test_every_box_shows_its_count_on_the_page(visitor: Visitor, noor: tuple[User, Client]) -> None:
    write(visitor[0])
    page = noor[1].get("/desk/").content.decode()
    for box in DeskBox:
        assert f'data-box="{box.value}"' in page
    assert "<span>Waiting for an answer</span> <b>1</b>" in page
    assert "<span>Snoozed</span> <b>0</b>" in page


def test_a_box_is_counted_no_further_than_anybody_asks(
    visitor: Visitor, stranger: Visitor, noor: tuple[User, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(visitor[0])
    write(stranger[0])
    assert counts(noor[0])["due"] == 2
    for place in ("chat.queries", "desk.views"):
        monkeypatch.setattr(f"fortnight.web.{place}.COUNTED", 2)
    assert "<span>Waiting for an answer</span> <b>1+</b>" in noor[1].get("/desk/").content.decode()


def test_what_sleeps_is_in_no_other_box_and_is_back_when_its_time_comes(
    visitor: Visitor, noor: tuple[User, Client]
) -> None:
    user, row = noor[0], write(visitor[0])
    assert boxes_of(user, change(row, snoozed=NOW + dt.timedelta(hours=2))) == {"snoozed"}
    assert boxes_of(user, change(row, snoozed=NOW)) == {"due", "free"}


def test_nothing_hides_what_is_overdue_or_urgent(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = change(write(visitor[0]), snoozed=NOW + dt.timedelta(days=2), due=NOW - dt.timedelta(hours=1))
    assert boxes_of(noor[0], row) == {"due", "free", "snoozed"}
    assert counts(noor[0])["overdue"] == 1
    row = change(row, due=NOW + dt.timedelta(hours=1), red=NOW)
    assert boxes_of(noor[0], row) == {"red", "snoozed"}


def test_a_message_ends_the_sleep(visitor: Visitor, noor: tuple[User, Client]) -> None:
    answer(visitor[0], noor[0])
    change(Conversation.objects.get(), snoozed=NOW + dt.timedelta(days=2))
    assert write(visitor[0]).snoozed is None


def test_a_line_tells_day_and_stage_who_waits_since_when_and_until_when(
    visitor: Visitor, noor: tuple[User, Client]
) -> None:
    write(visitor[0])
    page = noor[1].get("/desk/").content.decode()
    for words in ("Day 3", "Restart", "waiting since 12:00", "due by 16:00", "unassigned"):
        assert words in page
    change(Conversation.objects.get(), due=NOW - dt.timedelta(minutes=20), assigned=noor[0])
    page = noor[1].get("/desk/").content.decode()
    for words in ("late by 20 minutes", "mine"):
        assert words in page
    change(Conversation.objects.get(), red=NOW - dt.timedelta(minutes=25), level=0)
    page = noor[1].get("/desk/").content.decode()
    for words in ("Urgent: Call now", "urgent for 25 minutes"):
        assert words in page


@pytest.mark.parametrize(
    ("late", "words"),
    [({"minutes": 1}, "late by 1 minute"), ({"hours": 3}, "late by 3 hours"), ({"days": 4}, "late by 4 days")],
)
def test_how_late_it_is_is_said_in_its_largest_unit(
    visitor: Visitor, noor: tuple[User, Client], late: dict[str, int], words: str
) -> None:
    change(write(visitor[0]), due=NOW - dt.timedelta(**late))
    assert words in noor[1].get("/desk/").content.decode()


def test_the_search_looks_into_every_box_and_shows_the_words_where_they_stand(
    visitor: Visitor, noor: tuple[User, Client]
) -> None:
    write(visitor[0], "x " * 200 + "and then the <b>Walnut</b> scrub")
    answer(visitor[0], noor[0], "Leave it.")
    change(Conversation.objects.get(), closed=NOW)
    page = noor[1].get("/desk/?box=mine&q=walnut%20scrub").content.decode()
    assert "&lt;b&gt;<mark>Walnut</mark>&lt;/b&gt; <mark>scrub</mark>" in page
    assert "#message-1" in page
    assert "x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x" not in page
    assert "Nothing was found." in noor[1].get("/desk/?q=walnut%20lamp").content.decode()


def test_the_search_finds_a_person_by_their_address(
    visitor_on: Callable[..., Visitor], noor: tuple[User, Client]
) -> None:
    user = User.objects.create_user("iris.example@example.org")
    write(visitor_on(3, user=user)[0], "May I swim?")
    assert "May I swim?" in noor[1].get("/desk/?q=iris.exam").content.decode()


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1", "\\", "\x00", "(", "a" * 300])
def test_odd_words_find_nothing_and_break_nothing(visitor: Visitor, noor: tuple[User, Client], words: str) -> None:
    write(visitor[0], "May I swim?")
    assert noor[1].get("/desk/", {"q": words, "tag": words, "page": words, "box": words}).status_code == 200


def test_a_tag_filters_a_box(visitor: Visitor, stranger: Visitor, noor: tuple[User, Client]) -> None:
    tag(write(visitor[0], "May I swim?"), tags=("sun burn",), by=noor[0])
    write(stranger[0], "And the gym?")
    page = noor[1].get("/desk/?box=due&tag=Sun+Burn").content.decode()
    assert "May I swim?" in page
    assert "And the gym?" not in page
    assert "May I swim?" not in noor[1].get("/desk/?box=due&tag=sun").content.decode()


def test_the_script_gets_only_what_changes(visitor: Visitor, noor: tuple[User, Client]) -> None:
    write(visitor[0])
    part = noor[1].get("/desk/?box=due&part=1").content.decode()
    assert "May I use my retinol" in part
    assert "<html" not in part
    assert 'data-stream="/desk/stream/"' in noor[1].get("/desk/").content.decode()


def test_the_inbox_asks_seven_questions_however_full_it_is(
    visitor: Visitor, stranger: Visitor, noor: tuple[User, Client], django_assert_max_num_queries: Any
) -> None:
    for person, _ in (visitor, stranger):
        tag(write(person), tags=("sun",), by=noor[0])
    for path in ("/desk/", "/desk/?q=retinol", "/desk/?tag=sun", "/desk/?box=closed"):
        # What stands around the inbox, such as the clinic's name, is remembered for some seconds.
        # The first look at some words writes that they were read, and the next ones only ask whether that was written.
        noor[1].get(path)
        with django_assert_max_num_queries(7):
            noor[1].get(path)


def test_a_full_box_has_another_page(visitor_on: Callable[..., Visitor], noor: tuple[User, Client]) -> None:
    for number in range(PAGE + 1):
        write(visitor_on(3)[0], f"question {number}.")
    first, second = (noor[1].get(f"/desk/?box=free&page={page}").content.decode() for page in (0, 1))
    assert "page=1" in first
    assert "page=0" in second
    assert sum(f"question {number}." in first for number in range(PAGE + 1)) == PAGE
    assert sum(f"question {number}." in second for number in range(PAGE + 1)) == 1


def test_somebody_without_a_plan_has_a_line_and_a_page(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = write(visitor[0])
    visitor[0].current = None
    visitor[0].save()
    assert "No plan yet" in noor[1].get("/desk/").content.decode()
    assert noor[1].get(f"/desk/{row.key}/").status_code == 200
    assert timezone.now() == NOW


def test_the_line_shows_what_the_client_said_and_not_the_automatic_message_after_it(
    visitor: Visitor, noor: tuple[User, Client]
) -> None:
    row = write(visitor[0], "May I swim?")
    send(row, author=Message.HOUSE, uid=uuid.uuid4(), body="We are closed at the moment.")
    page = noor[1].get("/desk/").content.decode()
    assert "May I swim?" in page
    assert "closed at the moment" not in page

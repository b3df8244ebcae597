"""The conversation with the advisor: numbered without a hole, each message once, promised, seen, red flags first."""

import datetime as dt
import json
import re
import uuid

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from fortnight.web.accounts.actions import appoint, dismiss
from fortnight.web.accounts.models import Person, User
from fortnight.web.chat import actions
from fortnight.web.chat.actions import EditTooLateError, UnseenNewsError, conversation_with, send
from fortnight.web.chat.hours import OpeningHours, due, is_open
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.queries import DeskBox, inbox
from fortnight.web.shelf.actions import ask
from tests.web.desk import write_many
from tests.web.staff import one_of_staff, signed_in

Visitor = tuple[Person, Client]
QUESTION = "May I use my retinol on day 7?"
WEEK = {day: ((dt.time(9), dt.time(17)),) for day in range(5)}
JSON = {"Accept": "application/json"}


@pytest.fixture
def advisor(db: None) -> User:
    """Somebody of the staff, with a second factor."""
    user = User.objects.create_user("noor@example.org", name="Noor", is_staff=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


@pytest.fixture
def desk(advisor: User) -> Client:
    """The advisor's browser."""
    return signed_in(advisor)


@pytest.fixture
def other_advisor(db: None) -> User:
    """A colleague."""
    return User.objects.create_user("remy@example.org", name="Remy", is_staff=True)


def write(person: Person, body: str = QUESTION, *, uid: uuid.UUID | None = None) -> tuple[Message, bool]:
    return send(conversation_with(person), author=Message.PERSON, uid=uid or uuid.uuid4(), body=body)


def answer(person: Person, user: User, body: str = "Yes.", *, seen: int | None = None) -> Message:
    conversation = conversation_with(person)
    return send(conversation, author=Message.ADVISOR, by=user, uid=uuid.uuid4(), body=body, seen_up_to=seen)[0]


def test_messages_are_numbered_from_one_without_a_hole(visitor: Visitor, advisor: User) -> None:
    person = visitor[0]
    numbers = [write(person)[0].number, answer(person, advisor).number, write(person)[0].number]
    assert numbers == [1, 2, 3]
    assert Conversation.objects.get().last == 3


def test_a_send_whose_answer_was_lost_is_one_message(visitor: Visitor) -> None:
    """chatwoot#15743: a send had no id of its own, so that a lost answer meant two messages or none."""
    uid = str(uuid.uuid4())
    answers = [visitor[1].post("/advisor/", {"body": QUESTION, "uid": uid}, headers=JSON) for _ in range(3)]
    assert [answer.json() for answer in answers] == [{"number": 1}] * 3
    assert Message.objects.count() == 1


def test_a_plain_form_sends_and_shows_the_message(visitor: Visitor) -> None:
    """jane#older-faq: clients cannot begin a conversation."""
    one_of_staff("advisor")
    page = visitor[1].post("/advisor/", {"body": QUESTION}, follow=True).content.decode()
    assert QUESTION in page
    assert "sent" in page
    assert "You’ll get an answer by" in page


def test_nothing_is_sent_that_says_nothing_and_nothing_long_is_lost(visitor: Visitor) -> None:
    assert visitor[1].post("/advisor/", {"body": "  "}).status_code == 400
    page = visitor[1].post("/advisor/", {"body": "x" * 8001})
    assert page.status_code == 400
    assert "x" * 8001 in page.content.decode()
    assert not Message.objects.exists()


def test_what_is_lacking_is_fetched_by_number(visitor: Visitor, advisor: User) -> None:
    """chatwoot#995: what was written while the line was cut did not come."""
    person, browser = visitor
    write(person)
    for number in range(3):
        answer(person, advisor, f"answer {number}")
    news = browser.get("/advisor/since/?number=2").json()
    assert news["last"] == 4
    assert "answer 1" in news["html"]
    assert "answer 2" in news["html"]
    assert "answer 0" not in news["html"]
    assert browser.get("/advisor/since/?number=nonsense").json()["last"] == 4


def test_a_long_sleep_leaves_no_gap(visitor: Visitor) -> None:
    """chatwoot#3916: a page that had slept showed a conversation with a hole."""
    person, browser = visitor
    write_many(person, range(1, 452))
    have: list[int] = [1]
    while True:
        news = browser.get(f"/advisor/since/?number={have[-1]}").json()
        have += map(int, re.findall(r'data-number="(\d+)"', news["html"]))
        if not news["more"]:
            break
    assert have == list(range(1, 452))
    page = browser.get("/advisor/").content.decode()
    assert "message 451" in page
    assert '?before=252"' in page
    assert "message 52<" in browser.get("/advisor/?before=252").content.decode()


def test_what_was_changed_meanwhile_comes_once_more(visitor: Visitor, advisor: User) -> None:
    person, browser = visitor
    reply = answer(person, advisor, "Yess.")
    actions.change(reply, author=Message.ADVISOR, by=advisor, body="Yes.")
    assert "Yes." in browser.get("/advisor/since/?number=1").json()["html"]


def test_seen_is_told_when_somebody_has_seen_it_and_not_before(visitor: Visitor, desk: Client) -> None:
    person, browser = visitor
    write(person)
    assert browser.get("/advisor/since/?number=1").json()["seen"] == 0
    desk.get(f"/desk/{conversation_with(person).key}/")
    assert browser.get("/advisor/since/?number=1").json()["seen"] == 1


def test_an_answer_in_ignorance_of_a_colleague_s_is_held_back(
    visitor: Visitor, desk: Client, other_advisor: User
) -> None:
    """chatwoot#14934: an advisor answered without having seen the answer of another."""
    person = visitor[0]
    write(person)
    answer(person, other_advisor, "From the colleague")
    page = desk.post(f"/desk/{conversation_with(person).key}/", {"body": "Mine", "seen": "1"})
    assert page.status_code == 409
    assert "There is a new message" in page.content.decode()
    assert "Mine" in page.content.decode()
    assert "From the colleague" in page.content.decode()
    assert Message.objects.count() == 2


def test_one_s_own_last_answer_holds_nothing_back(visitor: Visitor, advisor: User) -> None:
    person = visitor[0]
    write(person)
    answer(person, advisor, seen=1)
    assert answer(person, advisor, seen=1).number == 3
    write(person)
    with pytest.raises(UnseenNewsError):
        answer(person, advisor, seen=3)


def test_an_answer_keeps_the_promise_and_an_automatic_message_does_not(visitor: Visitor, advisor: User) -> None:
    person = visitor[0]
    write(person)
    waiting = Conversation.objects.get()
    assert waiting.asked
    assert waiting.due
    send(waiting, author=Message.HOUSE, uid=uuid.uuid4(), body="We are closed.")
    assert Conversation.objects.get().due == waiting.due, "an automatic message is no answer"
    answer(person, advisor)
    assert Conversation.objects.get().due is None


def test_a_second_question_does_not_move_the_promise(visitor: Visitor) -> None:
    write(visitor[0])
    due_first = Conversation.objects.get().due
    write(visitor[0], "And the gym?")
    assert Conversation.objects.get().due == due_first


def test_what_is_overdue_is_said_to_both_sides_and_stands_first(
    visitor: Visitor, stranger: Visitor, desk: Client, advisor: User
) -> None:
    write(stranger[0])
    write(visitor[0])
    Conversation.objects.filter(person=visitor[0]).update(due=dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC))
    assert "and are late" in visitor[1].get("/advisor/").content.decode()
    page = desk.get("/desk/").content.decode()
    assert "1 answer is overdue." in page
    assert inbox(advisor, DeskBox.DUE)[0].conversation.person == visitor[0]


@pytest.mark.parametrize(
    ("written", "until"),
    [
        ("2026-11-23 10:00", "2026-11-23 14:00"),
        ("2026-11-23 16:00", "2026-11-24 12:00"),
        ("2026-11-27 16:00", "2026-11-30 12:00"),
        ("2026-11-28 08:00", "2026-11-30 13:00"),
        ("2026-12-24 16:00", "2026-12-28 12:00"),
    ],
)
def test_a_promise_counts_open_hours_only(written: str, until: str) -> None:
    opening = OpeningHours(hours=WEEK, holidays=frozenset({dt.date(2026, 12, 25)}))
    moment = dt.datetime.fromisoformat(written).replace(tzinfo=dt.UTC)
    assert due(moment, opening, 240) == dt.datetime.fromisoformat(until).replace(tzinfo=dt.UTC)


def test_a_promise_knows_the_zone_and_the_change_of_clocks() -> None:
    opening = OpeningHours(hours={6: ((dt.time(0), dt.time(6)),)}, zone="Europe/Berlin")
    # On 25 October 2026 the clock goes back at three: midnight to six are seven hours.
    assert due(dt.datetime(2026, 10, 24, 20, tzinfo=dt.UTC), opening, 7 * 60) == dt.datetime(
        2026, 10, 25, 5, tzinfo=dt.UTC
    )
    assert not is_open(dt.datetime(2026, 10, 24, 21, tzinfo=dt.UTC), opening)


def test_a_clinic_that_never_opens_promises_nothing() -> None:
    assert due(dt.datetime(2026, 11, 23, tzinfo=dt.UTC), OpeningHours(hours={}), 60) is None


def test_words_of_a_sign_are_sent_at_once_and_mark_the_conversation(visitor: Visitor, desk: Client) -> None:
    person, browser = visitor
    body = {"body": "I have a fever and it is hot", "uid": str(uuid.uuid4())}
    assert browser.post("/advisor/", body)["Location"] == "/advisor/#cannot-wait"
    assert Message.objects.get().signs == ["sign-fever"]
    red = Conversation.objects.get().red
    assert red
    answer(person, User.objects.get(name="Noor"))
    desk.post(f"/desk/{Conversation.objects.get().key}/close/")
    conversation = Conversation.objects.get()
    assert (conversation.red, conversation.closed) == (red, None), "neither an answer nor closing lowers that"


def test_an_emergency_shows_the_number_of_the_country(visitor: Visitor) -> None:
    person, browser = visitor
    person.country = "GB"
    person.save()
    page = browser.post("/advisor/", {"body": "I can't breathe"}, follow=True).content.decode()
    assert page.index('href="tel:999"') < page.index("I can&#39;t breathe")


def test_a_message_can_be_changed_and_taken_back_for_five_minutes_and_what_it_said_is_kept(visitor: Visitor) -> None:
    person, browser = visitor
    message = write(person)[0]
    browser.post("/advisor/1/", {"body": "May I use it on day 8?"})
    message.refresh_from_db()
    assert message.body == "May I use it on day 8?"
    browser.post("/advisor/1/", {"way": "withdraw"})
    message.refresh_from_db()
    assert (message.body, message.number) == ("", 1)
    assert [revision.body for revision in message.revisions.order_by("at")] == [QUESTION, "May I use it on day 8?"]
    late = write(person)[0]
    Message.objects.filter(pk=late.pk).update(at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert browser.post("/advisor/2/", {"body": "x"}).status_code == 409


def test_nobody_changes_what_somebody_else_wrote(visitor: Visitor, stranger: Visitor, advisor: User) -> None:
    write(visitor[0])
    reply = answer(visitor[0], advisor)
    assert visitor[1].post(f"/advisor/{reply.number}/", {"body": "x"}).status_code == 404
    assert stranger[1].post("/advisor/1/", {"body": "x"}).status_code == 404
    with pytest.raises(EditTooLateError):
        actions.withdraw(reply, author=Message.PERSON, by=None)


def test_an_answer_goes_along_and_is_looked_up_when_it_is_shown(
    visitor: Visitor, stranger: Visitor, desk: Client
) -> None:
    person, browser = visitor
    product = ask(person, name="Night serum", label="Aqua, Retinol", kind="")
    page = browser.get(f"/advisor/?card=answer:{product.key}").content.decode()
    assert "Attached:" in page
    browser.post("/advisor/", {"body": "", "card": f"answer:{product.key}"})
    at_the_desk = desk.get(f"/desk/{Conversation.objects.get().key}/").content.decode()
    assert "Night serum" in at_the_desk
    assert "Not today" in at_the_desk
    product.delete()
    assert "It is no longer there." in browser.get("/advisor/").content.decode()
    stranger[1].post("/advisor/", {"body": "x", "card": f"answer:{product.key}"})
    assert Message.objects.get(conversation__person=stranger[0]).card == {}


def test_the_desk_is_for_staff_with_a_second_factor(visitor: Visitor, desk: Client, other_advisor: User) -> None:
    write(visitor[0])
    path = f"/desk/{Conversation.objects.get().key}/"
    assert visitor[1].get(path).status_code == 302
    weak = Client()
    weak.force_login(other_advisor, backend="fortnight.web.accounts.backend.Backend")
    assert weak.get(path)["Location"] == "/accounts/2fa/"
    assert desk.get(path).status_code == 200
    assert desk.get(f"/desk/{uuid.uuid4()}/").status_code == 404


def test_a_look_at_a_person_s_data_is_written_down_for_them(visitor: Visitor, desk: Client) -> None:
    person, browser = visitor
    write(person)
    for _ in range(3):
        desk.get(f"/desk/{Conversation.objects.get().key}/")
    download = json.loads(browser.get("/me/data/download/").content)
    assert [line["by"] for line in download["audit"] if line["action"] == "looked"] == ["Noor"]
    assert download["conversation"][0]["body"] == QUESTION


def test_a_conversation_in_which_a_question_waits_is_not_closed_and_opens_again_on_a_message(
    visitor: Visitor, desk: Client, advisor: User
) -> None:
    person = visitor[0]
    write(person)
    path = f"/desk/{Conversation.objects.get().key}/close/"
    assert "There is a question waiting" in desk.post(path, follow=True).content.decode()
    answer(person, advisor)
    desk.post(path)
    assert Conversation.objects.get().closed
    write(person)
    assert Conversation.objects.get().closed is None


def test_the_inbox_finds_people_and_words(visitor: Visitor, stranger: Visitor, desk: Client) -> None:
    visitor[0].name = "Iris"
    visitor[0].save()
    write(visitor[0], "May I swim?")
    write(stranger[0], "And the gym?")
    assert "May I swim?" in desk.get("/desk/?q=iris").content.decode()
    assert "And the gym?" not in desk.get("/desk/?q=iris").content.decode()
    assert "And the <mark>gym</mark>?" in desk.get("/desk/?q=gym").content.decode()


def test_an_advisor_takes_a_conversation_and_answering_takes_it_too(
    visitor: Visitor, desk: Client, advisor: User
) -> None:
    write(visitor[0])
    path = f"/desk/{Conversation.objects.get().key}/assign/"
    desk.post(path, {"to": "me"})
    assert Conversation.objects.get().assigned == advisor
    desk.post(path, {"to": "nobody"})
    assert Conversation.objects.get().assigned is None
    answer(visitor[0], advisor)
    assert Conversation.objects.get().assigned == advisor


def test_the_desk_fetches_what_it_lacks_and_marks_it_seen_when_somebody_looks(visitor: Visitor, desk: Client) -> None:
    write(visitor[0])
    path = f"/desk/{Conversation.objects.get().key}/since/"
    assert QUESTION in desk.get(f"{path}?number=0").json()["html"]
    assert visitor[1].get("/advisor/since/?number=0").json()["seen"] == 0
    desk.get(f"{path}?number=1&seen=1")
    assert visitor[1].get("/advisor/since/?number=0").json()["seen"] == 1


def test_an_advisor_is_appointed_by_the_operator_and_taken_off_again(db: None) -> None:
    appoint(email="owner@example.org", name="Ada")
    user, new = appoint(email="Kim@example.org", name="Kim")
    assert (user.is_staff, user.name, new) == (True, "Kim", True)
    assert appoint(email="kim@example.org", name="Kim B.")[1] is False
    browser = Client()
    browser.force_login(user, backend="fortnight.web.accounts.backend.Backend")
    assert dismiss(email="kim@example.org")
    assert not dismiss(email="kim@example.org")
    assert browser.get("/desk/").status_code == 302, "their sessions have ended"


def test_words_of_a_sign_that_come_in_by_a_change_are_met_as_those_of_a_new_message(visitor: Visitor) -> None:
    person, browser = visitor
    write(person)
    assert browser.post("/advisor/1/", {"body": "My lips are swollen"})["Location"] == "/advisor/#cannot-wait"
    assert Message.objects.get().signs == ["sign-allergic-reaction"]
    assert Conversation.objects.get().red
    browser.post("/advisor/1/", {"body": "All is well"})
    assert Conversation.objects.get().red, "a change back lowers nothing"


@pytest.mark.parametrize(
    "path", ["/advisor/99999999999999999999/", "/advisor/since/?number=99999999999", "/advisor/?before=x"]
)
def test_odd_numbers_are_met_calmly(visitor: Visitor, path: str) -> None:
    write(visitor[0])
    assert visitor[1].get(path).status_code in {200, 404, 405}
    assert visitor[1].post("/advisor/99999999999999999999/", {"body": "x"}).status_code == 404


def test_odd_messages_are_refused_with_words_or_kept_as_they_are(visitor: Visitor, desk: Client) -> None:
    browser = visitor[1]
    assert browser.post("/advisor/", {"body": "x", "uid": "no id"}).status_code == 400
    assert browser.post("/advisor/", {"body": "a\x00b"}).status_code == 302
    assert Message.objects.get().body == "a b"
    Message.objects.all().delete()
    browser.post("/advisor/", {"body": "<script>alert(1)</script> \u202e", "card": "day:99"})
    page = desk.get(f"/desk/{Conversation.objects.get().key}/").content.decode()
    assert "<script>alert(1)" not in page
    assert Message.objects.get().card == {}
    path = f"/desk/{Conversation.objects.get().key}/"
    assert desk.post(path, {"body": "x", "seen": "99999999999999999999"}).status_code in {302, 400}

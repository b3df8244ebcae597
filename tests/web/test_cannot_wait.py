"""After a told sign: it is sent at once, cannot wait, stands on Today until its person says how it went; and questions.

Each message of a person goes through the same recogniser, whichever way it came.
"""

import re
import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from fortnight.healing.hearing import hear
from fortnight.web.accounts.models import Person
from fortnight.web.chat.actions import change, conversation_with, send, withdraw
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.healing.models import Alarm, Question
from tests.unclear import UNCLEAR
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]
JSON = {"Accept": "application/json"}
SWELLING = "My lips are swelling and I cannot breathe well"
FEVER = "I have a fever of 39"
HARMLESS = "May I use my retinol on day 7?"


def says(browser: Client, body: str, **more: str) -> str:
    """Write to the advisor with a plain form, and the page that comes then."""
    return browser.post("/advisor/", {"body": body, **more}, follow=True).content.decode()


def text_of(page: str) -> str:
    """A page as it is read."""
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_what_is_unclear_to_the_recogniser_is_unclear_in_these_tests() -> None:
    assert hear(SWELLING).signs
    assert hear(FEVER).signs
    assert not hear(UNCLEAR).signs
    assert hear(UNCLEAR).ask


def test_a_message_is_stored_and_shown_whatever_is_heard(visitor: Visitor) -> None:
    for body in (SWELLING, FEVER, UNCLEAR, HARMLESS):
        assert body in says(visitor[1], body)
    assert [message.body for message in Message.objects.filter(author=Message.PERSON)] == [
        SWELLING,
        FEVER,
        UNCLEAR,
        HARMLESS,
    ]


def test_a_fault_of_the_recogniser_loses_no_message(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_body: str) -> None:
        raise ValueError("the weights are broken")

    monkeypatch.setattr("fortnight.web.chat.urgency.hear", broken)
    assert FEVER in says(visitor[1], FEVER)
    assert [record.levelname for record in caplog.records if record.name == "fortnight.urgency"] == ["ERROR"]


def test_a_script_is_told_that_a_message_was_sent_and_cannot_wait(visitor: Visitor) -> None:
    answer = visitor[1].post("/advisor/", {"body": FEVER}, headers=JSON)
    assert (answer.status_code, answer.json()) == (201, {"number": 1, "urgent": True})
    assert visitor[1].post("/advisor/", {"body": HARMLESS}, headers=JSON).json() == {"number": 2}
    assert visitor[1].post("/advisor/", {"body": UNCLEAR}, headers=JSON).json() == {"number": 3, "asks": True}


def test_the_conversation_says_that_this_cannot_wait_in_place_of_a_due_time(visitor: Visitor) -> None:
    person, browser = visitor
    one_of_staff("advisor", "Noor")
    Person.objects.filter(pk=person.pk).update(country="GB")
    assert "You’ll get an answer by" in says(browser, HARMLESS)
    page = says(browser, SWELLING)
    assert "This cannot wait for us" in page
    assert "You’ll get an answer by" not in text_of(page)
    assert page.index('href="tel:999"') < page.index('role="log"'), "the number comes first"
    news = browser.get("/advisor/since/?number=0").json()
    assert "This cannot wait for us" in news["urgent"]
    assert (news["promise"], news["late"]) == ("", False)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (SWELLING, "Call the emergency number now."),
        ("I want to die", "Talk to someone now"),
        ("My toddler swallowed my serum", "Call now, with the pack in your hand."),
        (FEVER, "See a doctor today: your own doctor"),
    ],
)
def test_each_urgency_has_words_of_its_own(visitor: Visitor, body: str, words: str) -> None:
    page = says(visitor[1], body)
    assert words in page
    assert ('href="tel:' in page[page.index('id="cannot-wait"') : page.index("standing-folds")]) is (body != FEVER)


@pytest.mark.parametrize("day", [-2, 3, 20])
def test_a_told_sign_stands_on_today_until_its_person_says_how_it_went(
    visitor_on: Callable[..., Visitor], day: int
) -> None:
    browser = visitor_on(day)[1]
    assert "cannot-wait" not in browser.get("/today/").content.decode()
    says(browser, FEVER)
    for _ in range(2):
        page = browser.get("/today/").content.decode()
        assert "This cannot wait" in page
        assert FEVER in page
    alarm = Alarm.objects.get()
    assert browser.post(f"/advisor/outcome/{alarm.key}/", {"outcome": "nonsense"}).status_code == 400
    answer = browser.post(f"/advisor/outcome/{alarm.key}/", {"outcome": "doctor", "back": "today"}, follow=True)
    assert "cannot-wait" not in answer.content.decode()
    assert "call straight away" in answer.content.decode()
    alarm.refresh_from_db()
    assert alarm.ended
    assert alarm.outcome == "doctor"


def test_saying_how_one_sign_went_leaves_another_standing(visitor: Visitor) -> None:
    browser = visitor[1]
    says(browser, FEVER)
    says(browser, SWELLING)
    says(browser, "My fever is 39.5 now")
    fever = Alarm.objects.filter(signs=["sign-fever"])
    assert fever.count() == 2
    browser.post(f"/advisor/outcome/{fever[0].key}/", {"outcome": "over"})
    page = browser.get("/today/").content.decode()
    assert page.count('<section class="card level') == 1
    assert SWELLING in page


def test_what_the_person_says_lowers_nothing_at_the_desk(visitor: Visitor) -> None:
    person, browser = visitor
    desk = one_of_staff("advisor")[1]
    says(browser, SWELLING)
    before = Conversation.objects.get()
    browser.post(f"/advisor/outcome/{Alarm.objects.get().key}/", {"outcome": "over"})
    after = Conversation.objects.get()
    assert (after.red, after.level) == (before.red, before.level) == (Alarm.objects.get().at, 0)
    page = desk.get(f"/desk/{conversation_with(person).key}/").content.decode()
    assert "The client says: It is over" in page
    assert "Acknowledge it" in page


def test_taking_a_message_back_or_mending_it_lowers_nothing_and_a_new_sign_in_it_rings_anew(visitor: Visitor) -> None:
    browser = visitor[1]
    says(browser, FEVER)
    message = Message.objects.get(author=Message.PERSON)
    assert change(message, author=Message.PERSON, by=None, body=f"{FEVER}, and {SWELLING}")
    first, second = Alarm.objects.order_by("id")
    assert first.signs == ["sign-fever"]
    assert "sign-allergic-reaction" in second.signs
    assert "sign-fever" not in second.signs, "what rang already does not ring anew"
    assert Conversation.objects.get().level == 0
    withdraw(message, author=Message.PERSON, by=None)
    assert Alarm.objects.filter(ended=None, acknowledged=None).count() == 2
    page = browser.get("/today/").content.decode()
    assert "cannot-wait" in page
    assert "fever" in page[page.index("<q") : page.rindex("</q>")], "the words that told it stand on"


def test_where_it_is_unclear_one_question_stands_under_the_message_that_was_sent(visitor: Visitor) -> None:
    page = says(visitor[1], UNCLEAR)
    question = Question.objects.get()
    assert "Is any of this happening right now?" in page
    assert f'action="/advisor/asked/{question.key}/"' in page
    assert "None of these" in page
    assert "cannot-wait" not in page
    assert page.index(UNCLEAR) < page.index("Is any of this happening right now?")


def test_none_of_these_is_kept_and_asked_once(visitor: Visitor) -> None:
    person, browser = visitor
    says(browser, UNCLEAR)
    question = Question.objects.get()
    back = browser.post(f"/advisor/asked/{question.key}/", {"answer": "none"})
    assert back["Location"] == "/advisor/#message-1"
    page = browser.get("/advisor/").content.decode()
    assert "data-question" not in page
    assert "None of these" in page
    assert not Alarm.objects.exists()
    desk = one_of_staff("advisor")[1].get(f"/desk/{conversation_with(person).key}/").content.decode()
    assert "Is any of this happening right now?" in desk, "the advisor sees what was asked and answered"
    assert browser.post(f"/advisor/asked/{question.key}/", {"answer": question.signs[0]}).status_code == 302
    assert not Alarm.objects.exists(), "it was answered"


def test_what_is_so_right_now_rings_as_words_do(visitor: Visitor) -> None:
    browser = visitor[1]
    says(browser, UNCLEAR)
    question = Question.objects.get()
    answer = browser.post(f"/advisor/asked/{question.key}/", {"answer": question.signs[0]}, headers=JSON)
    assert answer.json() == {"urgent": True}
    alarm = Alarm.objects.get()
    assert (alarm.source, alarm.signs, alarm.message) == ("asked", question.signs[:1], Message.objects.get())
    assert Conversation.objects.get().level == alarm.level
    assert "This cannot wait for us" in browser.get("/advisor/").content.decode()
    news = browser.get("/advisor/since/?number=1").json()
    assert question.signs[0] not in news["html"], "the page that has the message gets it anew, without the question"
    assert "Is any of this happening right now?" in news["html"]


def test_a_sign_that_was_not_asked_about_is_no_answer(visitor: Visitor) -> None:
    says(visitor[1], UNCLEAR)
    visitor[1].post(f"/advisor/asked/{Question.objects.get().key}/", {"answer": "sign-eye"})
    assert Question.objects.get().answered is None
    assert not Alarm.objects.exists()


def test_in_email_all_that_was_heard_raises_the_alarm_also_what_stands_in_no_body(visitor: Visitor) -> None:
    conversation = conversation_with(visitor[0])
    send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body="See below.", way="email", signs=["sign-pus"])
    send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body=FEVER, way="email", signs=[])
    assert [alarm.signs for alarm in Alarm.objects.all()] == [["sign-pus"]], (
        "our own words, quoted back, are none of hers"
    )


def test_another_ones_alarm_and_question_are_not_found(visitor: Visitor, stranger: Visitor) -> None:
    says(visitor[1], FEVER)
    says(visitor[1], UNCLEAR)
    alarm, question = Alarm.objects.get(), Question.objects.get()
    assert stranger[1].post(f"/advisor/outcome/{alarm.key}/", {"outcome": "over"}).status_code == 404
    assert stranger[1].post(f"/advisor/tell/{alarm.key}/").status_code == 404
    assert stranger[1].post(f"/advisor/asked/{question.key}/", {"answer": "none"}).status_code == 404

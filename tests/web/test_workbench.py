"""One conversation at the desk: given away, put to sleep, tagged, closed, noted about; and what both sides then see."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fortnight.web.accounts.actions import change_treatment, start_treatment
from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.desk.models import Note
from fortnight.web.healing.models import Alarm
from fortnight.web.shelf.actions import add, ask
from tests.web.conftest import TODAY
from tests.web.desk import JSON, QUESTION, advisor_called, answer, done, write, write_many

Visitor = tuple[Person, Client]
BEHIND = "Seemed upset on the telephone."


@pytest.fixture
def noor(db: None) -> tuple[User, Client]:
    """An advisor and their browser."""
    return advisor_called("Noor")


def row_of(person: Person) -> Conversation:
    return Conversation.objects.get(person=person)


def test_it_is_given_to_a_colleague_to_oneself_or_to_nobody(visitor: Visitor, noor: tuple[User, Client]) -> None:
    sam, path = advisor_called("Sam")[0], f"/desk/{write(visitor[0]).key}/assign/"
    noor[1].post(path, {"to": str(sam.pk)})
    assert row_of(visitor[0]).assigned == sam
    assert "with Sam" in noor[1].get(f"/desk/{row_of(visitor[0]).key}/").content.decode()
    noor[1].post(path, {"to": "nobody"})
    assert row_of(visitor[0]).assigned is None
    assert noor[1].post(path, {"to": "me"}, headers=JSON).json() == {"done": True}
    assert row_of(visitor[0]).assigned == noor[0]
    assert [action for action, _ in done(visitor[0])] == ["assigned", "looked", "assigned", "assigned"]


@pytest.mark.parametrize("to", ["999999", "x", "99999999999999999999"])
def test_it_is_not_given_to_somebody_who_is_not_of_the_staff(
    visitor: Visitor, noor: tuple[User, Client], to: str
) -> None:
    row = write(visitor[0])
    answered = noor[1].post(f"/desk/{row.key}/assign/", {"to": to}, headers=JSON)
    assert (answered.status_code, answered.json()["says"]) == (400, "That colleague is no longer on the team.")
    client = User.objects.create_user("iris@example.org")
    noor[1].post(f"/desk/{row.key}/assign/", {"to": str(client.pk)})
    assert row_of(visitor[0]).assigned is None


def test_it_is_closed_with_a_reason_and_opened_again_by_a_message(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = answer(visitor[0], noor[0])
    path = f"/desk/{row.key}/"
    assert noor[1].post(f"{path}close/", {"because": "booked", "words": "Thursday"}).status_code == 302
    assert "closed: booked a visit: Thursday" in noor[1].get(path).content.decode()
    assert ("closed", "booked") in done(visitor[0])
    assert "has closed this conversation" in visitor[1].get("/advisor/").content.decode()
    visitor[1].post("/advisor/", {"body": QUESTION})
    page = noor[1].get(path).content.decode()
    assert "opened again" in page
    assert "it was closed: booked a visit: Thursday" in page
    assert "opened again" in noor[1].get("/desk/").content.decode()


def test_another_reason_has_to_be_said_in_words(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = answer(visitor[0], noor[0])
    answered = noor[1].post(f"/desk/{row.key}/close/", {"because": "other"}, headers=JSON)
    assert (answered.status_code, answered.json()["says"]) == (400, "Enter in a few words why it is closed.")
    assert noor[1].post(f"/desk/{row.key}/close/", {"because": "weather"}).status_code == 302
    assert row_of(visitor[0]).closed is None
    noor[1].post(f"/desk/{row.key}/close/", {"because": "other", "words": "Moved away"})
    assert "closed: Moved away" in noor[1].get(f"/desk/{row.key}/").content.decode()


def test_a_question_that_waits_is_not_closed_from_the_inbox_either(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = write(visitor[0])
    answered = noor[1].post(f"/desk/{row.key}/close/", {"because": "no_reply"}, headers=JSON)
    assert (answered.status_code, answered.json()["says"]) == (
        409,
        "There is a question waiting. Answer it before you close the conversation.",
    )


@pytest.mark.parametrize(
    ("sent", "until"),
    [
        ({"until": "soon"}, "2026-11-23 14:00"),
        ({"until": "tomorrow"}, "2026-11-24 09:00"),
        ({"until": "monday"}, "2026-11-30 09:00"),
        ({"until": "date", "date": "2026-11-28"}, "2026-11-30 09:00"),
        ({"until": "soon", "date": "2026-12-01"}, "2026-12-01 09:00"),
    ],
)
def test_it_sleeps_until_a_morning_of_the_clinic(
    visitor: Visitor, noor: tuple[User, Client], sent: dict[str, str], until: str
) -> None:
    row = write(visitor[0])
    noor[1].post(f"/desk/{row.key}/snooze/", sent)
    now = row_of(visitor[0])
    assert now.snoozed == dt.datetime.fromisoformat(until).replace(tzinfo=dt.UTC)
    assert (now.due, now.asked, now.red) == (row.due, row.asked, row.red), "what was promised stays promised"
    assert "snoozed until" in noor[1].get(f"/desk/{row.key}/").content.decode()
    noor[1].post(f"/desk/{row.key}/snooze/", {"until": ""})
    assert row_of(visitor[0]).snoozed is None
    assert [action for action, _ in done(visitor[0])] == ["snoozed", "looked", "woken"]


def test_a_clinic_without_hours_wakes_it_at_nine(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = write(visitor[0])
    row.person.clinic.hours = {}
    row.person.clinic.save()
    noor[1].post(f"/desk/{row.key}/snooze/", {"until": "tomorrow"})
    assert row_of(visitor[0]).snoozed == dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "sent",
    [{"until": "date"}, {"until": "date", "date": "2026-11-23"}, {"date": "2029-01-01"}, {"date": "x"}, {"until": "x"}],
)
def test_a_date_that_cannot_be_is_refused_with_words(
    visitor: Visitor, noor: tuple[User, Client], sent: dict[str, str]
) -> None:
    row = write(visitor[0])
    answered = noor[1].post(f"/desk/{row.key}/snooze/", sent, headers=JSON)
    assert answered.status_code == 400
    assert answered.json()["says"]
    assert row_of(visitor[0]).snoozed is None


def test_tags_are_written_in_one_way(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = write(visitor[0])
    noor[1].post(f"/desk/{row.key}/tags/", {"tags": " #Retinol, sun|  Burn , retinol"})
    assert row_of(visitor[0]).tagged == ["retinol", "sun burn"]
    assert ("tagged", "") in done(visitor[0])
    long = noor[1].post(f"/desk/{row.key}/tags/", {"tags": "a" * 31}, headers=JSON)
    many = noor[1].post(f"/desk/{row.key}/tags/", {"tags": "a,b,c,d,e,f,g,h,i"}, headers=JSON)
    assert "too long for a tag" in long.json()["says"]
    assert many.json()["says"] == "You can add up to 8 tags."
    noor[1].post(f"/desk/{row.key}/tags/", {"tags": ""})
    assert row_of(visitor[0]).tagged == []


def test_a_note_stands_in_the_timeline_and_has_no_number(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = write(visitor[0])
    uid = str(uuid.uuid4())
    for _ in range(2):
        assert noor[1].post(f"/desk/{row.key}/note/", {"body": BEHIND, "uid": uid}, headers=JSON).json()["done"]
    write(visitor[0], "A second question")
    page = noor[1].get(f"/desk/{row.key}/").content.decode()
    assert page.index(QUESTION) < page.index(BEHIND) < page.index("A second question")
    assert "for colleagues only" in page
    assert (Note.objects.count(), row_of(visitor[0]).last) == (1, 2)
    assert ("noted", "") in done(visitor[0])
    assert noor[1].post(f"/desk/{row.key}/note/", {"body": " "}, headers=JSON).status_code == 400


def test_a_note_is_nowhere_for_the_person_but_in_their_download(visitor: Visitor, noor: tuple[User, Client]) -> None:
    person, browser = visitor
    row = write(person)
    noor[1].post(f"/desk/{row.key}/note/", {"body": BEHIND})
    answer(person, noor[0])
    pages = ["/advisor/", "/advisor/since/?number=0", "/advisor/since/?number=0&note=0", "/today/", "/me/data/"]
    for path in [*pages, f"/advisor/?before={row.last + 5}", "/advisor/since/?number=0&side=desk&seen=1"]:
        html = browser.get(path).content.decode()
        assert BEHIND not in html, path
        assert "data-note" not in html, path
    assert "notes" not in browser.get("/advisor/since/?number=0").json()
    assert browser.get(f"/desk/{row.key}/since/?note=0").status_code == 302
    assert [message.number for message in Message.objects.all()] == [1, 2]
    assert BEHIND not in json.dumps([str(vars(message)) for message in Message.objects.all()])
    download = json.loads(browser.get("/me/data/download/").content)
    assert [note["body"] for note in download["desk"]["notes"]] == [BEHIND]
    assert BEHIND not in json.dumps(download["conversation"])


def test_notes_stay_with_their_page_of_the_timeline(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = write(visitor[0])
    noor[1].post(f"/desk/{row.key}/note/", {"body": "An early note"})
    write_many(visitor[0], range(2, 212))
    noor[1].post(f"/desk/{row.key}/note/", {"body": "A late note"})
    newest = noor[1].get(f"/desk/{row.key}/").content.decode()
    assert "A late note" in newest
    assert "An early note" not in newest
    assert '?before=12"' in newest
    earlier = noor[1].get(f"/desk/{row.key}/?before=12").content.decode()
    assert "An early note" in earlier
    assert "A late note" not in earlier


def test_how_it_stands_comes_with_what_is_new_to_both_sides(visitor: Visitor, noor: tuple[User, Client]) -> None:
    """chatwoot#14683: after a cut the messages came, and how the conversation stands did not."""
    person, browser = visitor
    sam = advisor_called("Sam")[1]
    row = write(person, signs=("sign-fever",))
    path = f"/desk/{row.key}/"
    news = sam.get(f"{path}since/?number=1&note=0").json()
    assert "See a doctor today" in news["alarms"]
    assert "due by 16:00" in news["state"]
    noor[1].post(f"{path}assign/", {"to": "me"})
    noor[1].post(f"{path}snooze/", {"until": "soon"})
    noor[1].post(f"{path}tags/", {"tags": "fever"})
    noor[1].post(f"{path}note/", {"body": BEHIND})
    news = sam.get(f"{path}since/?number=1&note=0").json()
    for words in ("with Noor", "snoozed until 14:00", "fever"):
        assert words in news["state"], words
    assert BEHIND in news["notes"]
    assert "End snooze" in news["tools"]
    mine = browser.get("/advisor/since/?number=1").json()
    assert "This cannot wait for us" in mine.pop("urgent")
    assert mine.pop("version")
    assert mine | {"html": ""} == {
        "last": 1, "more": False, "seen": 0, "html": "", "promise": "", "late": False, "closed": False,
    }  # fmt: skip
    Conversation.objects.update(due=dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC))
    assert "late by 1 hour" in sam.get(f"{path}since/?number=1").json()["state"]
    answer(person, noor[0])
    refused = noor[1].post(f"{path}close/", {"because": "doctor"}, headers=JSON)
    assert "nobody has acknowledged" in refused.json()["says"]
    noor[1].post(f"{path}alarm/{Alarm.objects.get().key}/", {"reason": "See a doctor today."})
    noor[1].post(f"{path}close/", {"because": "doctor"})
    assert browser.get("/advisor/since/?number=2").json()["closed"] is True
    assert "closed: sent to a doctor" in sam.get(f"{path}since/?number=2").json()["state"]
    quiet = sam.get(f"{path}since/?number=2").json()["alarms"]
    assert "Noor, 12:00: See a doctor today." in quiet, "it stands for the client until they say how it went"


def test_the_script_is_told_that_there_is_a_new_message_and_keeps_the_words(
    visitor: Visitor, noor: tuple[User, Client]
) -> None:
    """chatwoot#14934, as the script of the page meets it."""
    sam = advisor_called("Sam")[0]
    row = write(visitor[0])
    answer(visitor[0], sam, "From Sam")
    sent = {"body": "Mine", "seen": "1", "uid": str(uuid.uuid4())}
    answered = noor[1].post(f"/desk/{row.key}/", sent, headers=JSON)
    assert answered.status_code == 409
    assert answered.json()["says"] == "There is a new message. Read it first; your answer is still here."
    assert Message.objects.count() == 2
    assert noor[1].post(f"/desk/{row.key}/", sent | {"seen": "2"}, headers=JSON).json() == {"number": 3}


def test_what_cannot_be_sent_is_told_to_the_script(visitor: Visitor, noor: tuple[User, Client]) -> None:
    row = write(visitor[0])
    answered = noor[1].post(f"/desk/{row.key}/", {"body": " "}, headers=JSON)
    assert (answered.status_code, answered.json()["says"]) == (400, "Write a message first.")
    page = noor[1].post(f"/desk/{row.key}/", {"body": "x" * 8001})
    assert page.status_code == 400
    assert "x" * 8001 in page.content.decode()


def test_beside_the_messages_stands_what_an_advisor_needs(visitor: Visitor, noor: tuple[User, Client]) -> None:
    person, browser = visitor
    browser.post("/me/about/", {"pregnant": "yes", "allergies": "lanolin", "name": "Iris", "area": "neck"})
    browser.post("/tick/", {"day": 3, "time": "morning", "care": "gentle-cleanse", "done": "1"})
    person.refresh_from_db()
    now = person.current
    start_treatment(person, date=TODAY - dt.timedelta(days=60), setting="home", needle_mm=None)
    earlier = person.current
    assert now
    assert earlier
    change_treatment(person, earlier, date=earlier.date, setting="home", needle_mm=None)
    person.current = now
    person.save()
    person.refresh_from_db()
    add(person, name="Night serum", label="Aqua, Retinol", kind="")
    ask(person, name="Day cream", label="Aqua, Glycerin")
    page = noor[1].get(f"/desk/{write(person).key}/").content.decode()
    for words in (
        "Day 3", "Restart", "Neck and chest", "lanolin", "Pregnant", "Ask a doctor or nurse about",
        "Night serum", "Asked about, not on the shelf", "Day cream", "Earlier treatments", "Thursday 24 September 2026",
        "At home",
    ):  # fmt: skip
        assert words in page, words
    assert page.count('class="strip answer slim"') == 2
    assert page.count('class="is-done"') == 1


def test_nobody_else_does_anything_at_the_desk(visitor: Visitor, stranger: Visitor) -> None:
    row = write(visitor[0])
    for way in ("assign", "close", "snooze", "tags", "note", "hint", "since"):
        for browser in (Client(), stranger[1], visitor[1]):
            assert browser.post(f"/desk/{row.key}/{way}/", {"body": BEHIND}).status_code == 302
    assert not Note.objects.exists()
    noor = advisor_called("Noor")[1]
    assert noor.post(f"/desk/{uuid.uuid4()}/note/", {"body": BEHIND}).status_code == 404


def test_a_conversation_asks_twenty_questions_and_writes_nothing_that_is_written(
    visitor: Visitor, noor: tuple[User, Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = write(visitor[0])
    add(visitor[0], name="Night Oil", label="Aqua, Squalane", kind="")
    path = f"/desk/{row.key}/"
    # The first look is logged, and marks the conversation as seen.
    noor[1].get(path)
    with django_assert_max_num_queries(20) as queries:
        noor[1].get(path)
    asked = " ".join(query["sql"] for query in queries.captured_queries)
    assert not any(word in asked for word in ("INSERT", "UPDATE", "SAVEPOINT", "BEGIN"))

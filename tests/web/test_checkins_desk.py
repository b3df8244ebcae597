"""Check-ins at the desk: beside the conversation, and the list of those that are not calm."""

import uuid
from typing import Any

from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.models import Person
from fortnight.web.checkins.actions import keep
from fortnight.web.checkins.models import SkinCheckIn
from tests.web.desk import advisor_called, done, write

Visitor = tuple[Person, Client]


def checked_in(person: Person, **answers: Any) -> SkinCheckIn:
    """A check-in that is kept, calm but for what is said."""
    calm = {"pain": 1, "redness": "a_little", "swelling": "none", "heat": "none", "itch": "none", "sleep": "well"}
    assert person.current
    judged = keep(person, person.current, key=uuid.uuid4(), at=timezone.now(), answers={**calm, **answers})
    assert judged
    return judged.row


def test_beside_a_conversation_stand_the_last_check_ins_and_the_course(visitor: Visitor) -> None:
    checked_in(visitor[0], new=["new-stinging"], words="it burns a little")
    _, desk = advisor_called("Noor")
    page = desk.get(f"/desk/{write(visitor[0]).key}/").content.decode()
    assert "A product stings." in page
    assert "it burns a little" in page
    for measure in ("Pain", "Redness", "Swelling"):
        assert f'aria-label="{measure}, day by day: ' in page


def test_the_list_has_what_is_not_calm_and_who_looked_is_written_down(visitor: Visitor, stranger: Visitor) -> None:
    checked_in(visitor[0], new=["new-fever"])
    checked_in(stranger[0])
    _, desk = advisor_called("Noor")
    assert "1 check-in is not calm." in desk.get("/desk/").content.decode()
    page = desk.get("/desk/checkins/").content.decode()
    assert "Doctor today" in page
    assert page.count("inbox-line") == 1
    assert ("looked", "checkins") in done(visitor[0])
    assert done(stranger[0]) == []


def test_what_was_seen_to_leaves_the_list_until_it_says_something_else(visitor: Visitor) -> None:
    row = checked_in(visitor[0], new=["new-fever"])
    _, desk = advisor_called("Noor")
    assert desk.post(f"/desk/checkins/{row.pk}/")["Location"] == "/desk/checkins/"
    assert "Nothing here." in desk.get("/desk/checkins/").content.decode()
    assert ("attended", "") in done(visitor[0])
    checked_in(visitor[0], new=["new-fever", "new-pus"])
    assert "Pus, yellow crusts" in desk.get("/desk/checkins/").content.decode()


def test_nothing_there_to_see_to_is_not_found(visitor: Visitor) -> None:
    _, desk = advisor_called("Noor")
    assert desk.post(f"/desk/checkins/{uuid.uuid4()}/").status_code == 404

"""Clients: invited with a link and a square, mailed without a word of skin, met on the roster, corrected, withdrawn."""

import datetime as dt
import re
import uuid
from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from fortnight.web.accounts.actions import keep
from fortnight.web.accounts.models import Link, Person, Treatment, User
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Message
from fortnight.web.clients import actions
from fortnight.web.clients.actions import InvitationDraft, invite, new_link
from fortnight.web.clients.mailing import send_invitations
from fortnight.web.clients.models import Invitation
from fortnight.web.clients.queries import Show, roster
from fortnight.web.mail.models import Address
from fortnight.web.mail.outgoing.outbox import send_due
from tests.web.conftest import TODAY
from tests.web.doors import closed
from tests.web.staff import one_of_staff
from tests.web.test_advisor import advisor, desk

Visitor = tuple[Person, Client]
__all__ = ["advisor", "desk"]
LATER = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
FORM = {
    "name": "Mara",
    "date": "2026-11-21",
    "needle_mm": "1.0",
    "area": "",
    "language": "en",
    "email": "mara@example.org",
}


def link_on(page: bytes) -> str:
    match = re.search(r"(/welcome/[^/]+/)", page.decode())
    assert match
    return match[1]


@pytest.fixture
def invited(db: None, advisor: User, visitor: Visitor) -> Invitation:
    """Somebody who was invited and has not come yet."""
    draft = InvitationDraft(
        name="Mara", email="mara@example.org", date=TODAY - dt.timedelta(days=2), needle_mm=Decimal("1.0")
    )
    return invite(visitor[0].clinic, draft, by=advisor, mailed=False)


def test_an_invitation_is_a_plan_a_conversation_a_link_and_a_square(desk: Client) -> None:
    page = desk.post("/desk/clients/invite/", FORM)
    assert page.status_code == 200
    assert "<svg" in page.content.decode()
    person = Person.objects.get(name="Mara")
    assert person.current
    assert (person.current.date, person.current.setting) == (dt.date(2026, 11, 21), "clinic")
    assert conversation_with(person).last == 0
    phone = Client()
    at = link_on(page.content)
    assert "Mara" in phone.get(at).content.decode()
    assert phone.post(at).headers["Location"] == "/today/"
    assert "Day 3" in phone.get("/today/").content.decode()
    person.invitation.refresh_from_db()
    assert person.invitation.opened


def test_looking_at_a_link_opens_nothing_and_uses_nothing_up(invited: Invitation) -> None:
    at = f"/welcome/{new_link(invited, by=None)}/"
    for _ in range(9):
        scanner = Client()
        assert scanner.get(at).status_code == 200
        assert scanner.get("/today/").headers["Location"] == closed("/today/")
    invited.refresh_from_db()
    assert invited.opened is None
    assert Client().post(at).status_code == 302


def test_a_link_opens_a_few_devices_and_ends(invited: Invitation) -> None:
    at = f"/welcome/{new_link(invited, by=None)}/"
    assert [Client().post(at).status_code for _ in range(6)] == [302] * 5 + [404]
    Link.objects.update(expires=timezone.now() - dt.timedelta(days=1))
    assert Client().get(at).status_code == 404


def test_a_new_link_closes_the_one_before_and_closing_closes_all(invited: Invitation, desk: Client) -> None:
    first = f"/welcome/{new_link(invited, by=None)}/"
    key = invited.person.key
    second = link_on(desk.post(f"/desk/clients/{key}/link/").content)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    desk.post(f"/desk/clients/{key}/do/", {"what": "close"})
    assert Client().get(second).status_code == 404


def test_who_has_an_account_is_not_opened_by_a_link(invited: Invitation, desk: Client) -> None:
    at = f"/welcome/{new_link(invited, by=None)}/"
    keep(invited.person, user=User.objects.create_user("mara@example.org"), secret="")
    assert Client().get(at).status_code == 404
    assert Client().post(at).status_code == 404
    assert desk.post(f"/desk/clients/{invited.person.key}/link/").status_code == 404


def test_who_says_the_date_is_wrong_comes_to_correct_it(invited: Invitation) -> None:
    phone = Client()
    answer = phone.post(f"/welcome/{new_link(invited, by=None)}/", {"date": "wrong"})
    assert answer.headers["Location"] == f"/me/treatments/{invited.person.current_id}/"
    assert phone.get(answer.headers["Location"]).status_code == 200


def test_a_client_who_is_known_gets_no_second_plan(invited: Invitation, desk: Client) -> None:
    answer = desk.post("/desk/clients/invite/", FORM | {"email": "MARA@example.org"})
    assert answer.status_code == 409
    assert "already belongs to Mara" in answer.content.decode()
    assert Person.objects.filter(name="Mara").count() == 1
    assert 'value="MARA@example.org"' in answer.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"date": ""}, {"date": "2020-01-01"}, {"email": "no"}, {"needle_mm": "99"}]
)
def test_what_is_wrong_is_said_and_nothing_is_lost(desk: Client, wrong: dict[str, str]) -> None:
    answer = desk.post("/desk/clients/invite/", FORM | wrong)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert not Person.objects.exists()


def test_the_mail_bears_a_link_and_no_word_of_skin(desk: Client) -> None:
    desk.post("/desk/clients/invite/", FORM | {"mailed": "1"})
    assert send_invitations(LATER) == 1
    assert send_invitations(LATER) == 0
    letter = mail.outbox[0]
    assert letter.to == ["mara@example.org"]
    text = f"{letter.subject} {letter.body} {letter.message().as_string()}"
    for private in ("2026-11-21", "November", "microneedling", "treated", "skin", "mm"):
        assert private not in text.replace("max-width: 560px", "")
    assert Client().post(link_on(letter.body.encode())).status_code == 302


def test_the_mail_does_not_close_the_link_that_was_handed_over(desk: Client) -> None:
    link = link_on(desk.post("/desk/clients/invite/", FORM | {"mailed": "1"}).content)
    assert send_invitations(LATER) == 1
    assert link_on(mail.outbox[0].body.encode()) != link
    assert Client().get(link).status_code == 200


def test_who_opens_the_link_of_a_mail_hears_there_that_an_answer_came(desk: Client, advisor: User) -> None:
    """The invitation went to her address, and of the answer nobody told her there."""
    desk.post("/desk/clients/invite/", FORM | {"mailed": "1"})
    send_invitations(LATER)
    phone, person = Client(), Person.objects.get(name="Mara")
    phone.post(link_on(mail.outbox.pop().body.encode()))
    assert "When you are away, we’ll email mara@example.org." in phone.get("/advisor/").content.decode()
    send(conversation_with(person), author=Message.ADVISOR, by=advisor, uid=uuid.uuid4(), body="Not before day 7.")
    assert send_due(LATER) == 1
    assert mail.outbox[0].to == ["mara@example.org"]
    assert "Not before day 7." not in str(mail.outbox[0].body), "no word of the answer without their wish"


def test_a_link_that_was_handed_over_says_nothing_of_whose_the_address_is(invited: Invitation, advisor: User) -> None:
    Client().post(f"/welcome/{new_link(invited, by=advisor)}/")
    person = invited.person
    send(conversation_with(person), author=Message.ADVISOR, by=advisor, uid=uuid.uuid4(), body="Not before day 7.")
    assert send_due(LATER) == 0


def test_an_address_that_is_somebody_s_already_stays_theirs(
    desk: Client, invited: Invitation, visitor: Visitor
) -> None:
    Address.objects.create(person=visitor[0], address="mara@example.org")
    Client().post(f"/welcome/{new_link(invited, by=None, beside=True)}/")
    assert Address.objects.get().person == visitor[0]


def test_a_mail_that_cannot_leave_is_tried_again_and_then_said(
    desk: Client, invited: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object, *args: object) -> int:
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    desk.post(f"/desk/clients/{invited.person.key}/do/", {"what": "mail"})
    now = LATER
    for hours in range(0, 60, 1):
        send_invitations(now + dt.timedelta(hours=hours))
    invited.refresh_from_db()
    assert invited.mail == Invitation.FAILED
    assert "nobody there" in desk.get(f"/desk/clients/{invited.person.key}/").content.decode()


def test_without_a_mail_server_it_is_said(desk: Client, settings: Settings) -> None:
    settings.MAIL_LEAVES = False
    desk.post("/desk/clients/invite/", FORM | {"mailed": "1"})
    assert send_invitations(LATER) == 0
    assert Invitation.objects.get().mail == Invitation.FAILED


def test_an_invitation_that_nobody_opened_can_be_withdrawn_and_no_other(desk: Client, invited: Invitation) -> None:
    key = invited.person.key
    Invitation.objects.update(opened=timezone.now())
    desk.post(f"/desk/clients/{key}/do/", {"what": "withdraw"})
    assert Person.objects.filter(key=key).exists()
    Invitation.objects.update(opened=None)
    assert desk.post(f"/desk/clients/{key}/do/", {"what": "withdraw"}).headers["Location"] == "/desk/clients/"
    assert not Person.objects.filter(key=key).exists()


def test_a_date_corrected_at_the_desk_is_told_in_the_conversation(desk: Client, invited: Invitation) -> None:
    person = invited.person
    desk.post(f"/desk/clients/{person.key}/treatment/", {"date": "2026-11-20", "needle_mm": "1.5"})
    person.refresh_from_db()
    assert person.current
    assert (person.current.date, person.current.needle_mm) == (dt.date(2026, 11, 20), Decimal("1.50"))
    message = person.conversation.messages.get()
    assert (message.author, "2026-11-20" in message.body) == ("house", True)
    person.conversation.refresh_from_db()
    assert person.conversation.asked is None


def test_a_further_treatment_begins_anew_and_keeps_the_one_before(desk: Client, invited: Invitation) -> None:
    person = invited.person
    desk.post(f"/desk/clients/{person.key}/treatment/?again=1", {"date": "2026-11-23", "anyway": "1"})
    person.refresh_from_db()
    assert person.current
    assert person.current.date == dt.date(2026, 11, 23)
    assert Treatment.objects.filter(person=person).count() == 2


def test_a_look_at_a_client_is_written_down_for_them(desk: Client, invited: Invitation) -> None:
    desk.get(f"/desk/clients/{invited.person.key}/")
    assert invited.person.audit.filter(action="looked").count() == 1


def test_the_roster_finds_everybody_in_their_place(desk: Client, invited: Invitation, visitor: Visitor) -> None:
    names = {show: [row.person.name for row in roster(show)[0]] for show in Show}
    assert names[Show.NEVER] == ["Mara"]
    assert "Mara" in names[Show.FORTNIGHT]
    assert names[Show.BEFORE] == names[Show.AFTER] == names[Show.QUESTION] == []
    visitor[1].post("/advisor/", {"body": "Can I?"})
    assert [row.person for row in roster(Show.QUESTION)[0]] == [visitor[0]]
    assert roster(Show.FORTNIGHT)[0][0].person == visitor[0], "who waits is not the first"
    page = desk.get("/desk/clients/?show=fortnight&q=mara@example").content.decode()
    assert "never opened" in page
    assert page.count('class="what"') == 1


def test_who_was_not_heard_of_for_two_days_is_silent(invited: Invitation, visitor: Visitor) -> None:
    later = timezone.now() + dt.timedelta(days=3)
    assert visitor[0] in [row.person for row in roster(Show.SILENT, now=later)[0]]
    visitor[1].post("/tick/", {"day": 3, "time": "morning", "care": "gentle-cleanse", "done": "1"})
    visitor[0].audit.all().delete()
    assert visitor[0] not in [row.person for row in roster(Show.SILENT)[0]]


def test_the_roster_of_many_asks_few_questions(desk: Client, invited: Invitation, advisor: User) -> None:
    for number in range(60):
        draft = InvitationDraft(name=f"Client {number}", email="", date=TODAY, needle_mm=None)
        invite(invited.person.clinic, draft, by=advisor, mailed=False)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rows, many = roster(Show.ALL)
    assert (len(rows), many) == (50, 62)
    assert len(queries) <= 2
    assert "page=1" in desk.get("/desk/clients/?show=all").content.decode()
    assert desk.get("/desk/clients/?show=all&page=1").content.decode().count('class="what"') == 12
    for odd in ("-1", "x", "9" * 40):
        assert desk.get(f"/desk/clients/?page={odd}&show=nonsense").status_code == 200


def test_the_file_of_the_roster_holds_no_formula(invited: Invitation) -> None:
    Person.objects.filter(pk=invited.person.pk).update(name="=HYPERLINK(1)")
    answer = one_of_staff("lead")[1].get("/desk/clients/roster.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "'=HYPERLINK(1)" in answer.content.decode()


def test_the_limit_of_devices_is_of_a_person_not_of_a_link(invited: Invitation) -> None:
    for _ in range(actions.MOST_DEVICES):
        Client().post(f"/welcome/{new_link(invited, by=None)}/")
    assert Client().post(f"/welcome/{new_link(invited, by=None)}/").status_code == 404

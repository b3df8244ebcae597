"""Who of the staff may do what: a table over all addresses of the desk, the team page, never without an owner."""

import importlib
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client

from fortnight.cli import advisor as command
from fortnight.errors import UsageError
from fortnight.web.accounts.actions import LastOwnerError, appoint, dismiss, note
from fortnight.web.accounts.models import AuditLine, Clinic, Person, Treatment, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.roles import RIGHTS, Role, may
from fortnight.web.accounts.staff import for_staff
from fortnight.web.chat.actions import assign, conversation_with
from fortnight.web.chat.models import Conversation
from fortnight.web.clinic.invitations import send
from fortnight.web.clinic.models import Entry
from tests.web.addresses import addresses
from tests.web.staff import BACKEND, one_of_staff
from tests.web.visitors import taken_back

Visitor = tuple[Person, Client]
FORBIDDEN = 403
NOT_ALLOWED = 405
OF_STAFF = [address for address in addresses() if address.staff]
# Which of ours is whose. What is not here is for every advisor, or another app's.
OURS = {
    "desk": Role.ADVISOR,
    "desk-conversation": Role.ADVISOR,
    "clinic": Role.LEAD,
    "clinic-changes": Role.LEAD,
    "clinic-access": Role.LEAD,
    "clinic-figures": Role.LEAD,
    "clinic-figures-file": Role.LEAD,
    "clinic-week": Role.LEAD,
    "clinic-house": Role.OWNER,
    "clinic-look": Role.OWNER,
    "clinic-hours": Role.OWNER,
    "clinic-plans": Role.OWNER,
    "clinic-team": Role.OWNER,
    "clinic-colleague": Role.OWNER,
    "clinic-back": Role.OWNER,
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_comes_in_where_it_may_and_is_told_where_not(role: Role, visitor: Visitor) -> None:
    _, browser = one_of_staff(role)
    for address in OF_STAFF:
        with taken_back(address.name, browser):
            _comes_in_where_it_may(browser, address.at(visitor[0]), role, OURS.get(address.name, RIGHTS[address.right]))


def _comes_in_where_it_may(browser: Client, at: str, role: Role, needed: Role) -> None:
    answers = [answer for answer in (browser.get(at), browser.post(at)) if answer.status_code != NOT_ALLOWED]
    refused = list(Role).index(role) < list(Role).index(needed)
    assert {answer.status_code == FORBIDDEN for answer in answers} == {refused}
    if refused:
        page = answers[0].content.decode()
        assert "This page is not for your role" in page
        assert f"Your role is: {role.value}." in page


def test_a_right_that_there_is_not_is_refused_when_the_view_is_written() -> None:
    with pytest.raises(KeyError):
        for_staff(right="publish gide")


def test_who_has_left_may_nothing_whatever_their_role(db: None) -> None:
    user, _ = one_of_staff("owner")
    assert may(user, "publish guide")
    user.is_staff = False
    assert not may(user, "answer")


def test_the_first_of_the_staff_is_the_owner_and_the_next_an_advisor(db: None) -> None:
    assert [appoint(email=f"{name}@example.org", name=name)[0].role for name in ("ada", "noor")] == ["owner", "advisor"]
    assert appoint(email="noor@example.org", name="Noor B.")[0].role == "advisor", "a new name is no new role"
    assert appoint(email="noor@example.org", name="Noor B.", role=Role.LEAD)[0].role == "lead"


def test_there_is_never_no_owner(db: None) -> None:
    appoint(email="ada@example.org", name="Ada")
    for way in (
        lambda: appoint(email="ada@example.org", name="Ada", role=Role.LEAD),
        lambda: dismiss(email="ada@example.org"),
    ):
        with pytest.raises(LastOwnerError):
            way()
    appoint(email="noor@example.org", name="Noor", role=Role.OWNER)
    assert dismiss(email="ada@example.org")


def test_the_command_gives_roles_and_keeps_the_last_owner(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fortnight.web.project.serve.prepare", lambda: None)
    command.advisor("ada@example.org", "Ada", None)
    command.advisor("noor@example.org", "Noor")
    assert dict(User.objects.values_list("name", "role")) == {"Ada": "owner", "Noor": "advisor"}
    with pytest.raises(UsageError, match="last owner"):
        command.advisor("ada@example.org", off=True)
    assert command.advisor("noor@example.org", off=True) == 0


def test_an_owner_invites_a_colleague_who_is_told_by_e_mail_without_a_secret(
    db: None, django_capture_on_commit_callbacks: Any
) -> None:
    _, browser = one_of_staff("owner", "Ada")
    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post(
            "/desk/clinic/team/", {"email": "Noor@example.org", "name": "Noor", "role": "lead"}, follow=True
        ).content.decode()
    assert "noor@example.org has been added to the team" in page
    assert "No passkey or app set up" in page
    (sent,) = mail.outbox
    assert sent.to == ["noor@example.org"]
    assert "/desk/" in sent.body
    assert send() == 0, "it leaves once"
    noor = User.objects.get(email="noor@example.org")
    weak = Client()
    weak.force_login(noor, backend=BACKEND)
    assert weak.get("/desk/")["Location"] == "/accounts/2fa/", "before anything there is the second factor"
    line = Entry.objects.get()
    assert (line.about, line.after, line.name) == ("noor@example.org", {"role": "lead", "name": "Noor"}, "Ada")


@pytest.mark.parametrize("values", [{"email": "nobody"}, {"email": ""}, {"name": ""}, {"role": "boss"}])
def test_an_invitation_that_is_not_whole_is_refused_and_keeps_its_words(db: None, values: dict[str, str]) -> None:
    _, browser = one_of_staff("owner")
    whole = {"email": "noor@example.org", "name": "Noor", "role": "advisor"}
    answer = browser.post("/desk/clinic/team/", whole | values)
    assert answer.status_code == 400
    assert 'value="Noor"' in answer.content.decode() or not values.get("name", "Noor")
    assert User.objects.count() == 1
    assert not mail.outbox


def test_another_role_holds_from_the_next_page_on(db: None) -> None:
    _, owner = one_of_staff("owner")
    noor, hers = one_of_staff("advisor", "Noor")
    assert hers.get("/desk/clinic/figures/").status_code == FORBIDDEN
    owner.post(f"/desk/clinic/team/{noor.pk}/", {"role": "lead"})
    assert hers.get("/desk/clinic/figures/").status_code == 200
    assert owner.post(f"/desk/clinic/team/{noor.pk}/", {"role": "boss"}).status_code == 404
    assert owner.post("/desk/clinic/team/99999/", {"role": "lead"}).status_code == 404


def test_who_is_taken_off_is_out_at_once_and_leaves_no_conversation_behind(visitor: Visitor) -> None:
    _, owner = one_of_staff("owner")
    noor, hers = one_of_staff("advisor", "Noor")
    assign(conversation_with(visitor[0]), to=noor, by=noor)
    owner.post(f"/desk/clinic/team/{noor.pk}/", {"role": "off"})
    assert hers.get("/desk/")["Location"].startswith("/accounts/login/")
    assert Conversation.objects.get().assigned is None
    assert Entry.objects.get().after == {}


def test_the_last_owner_can_neither_leave_nor_step_down(db: None) -> None:
    ada, browser = one_of_staff("owner", "Ada")
    for role in ("off", "advisor"):
        page = browser.post(f"/desk/clinic/team/{ada.pk}/", {"role": role}, follow=True).content.decode()
        assert "The clinic would have no owner" in page or "The only owner" in page
    ada.refresh_from_db()
    assert (ada.is_staff, ada.role) == (True, "owner")


def test_what_there_was_before_roles_is_carried_over(visitor: Visitor) -> None:
    person = visitor[0]
    first, second = (User.objects.create_user(f"{name}@example.org", is_staff=True) for name in ("ada", "noor"))
    Clinic.objects.update(holidays=["2026-12-25"], cautious=True)
    note(person, action="looked", by="noor@example.org")
    note(person, action="looked", by="somebody@gone.ex")
    migration = importlib.import_module("fortnight.web.accounts.migrations.0005_roles_looks_and_the_clinic")
    migration.carry_over(apps, None)
    assert dict(User.objects.values_list("pk", "role")) == {first.pk: "owner", second.pk: "advisor"}
    assert clinic().holidays == [{"first": "2026-12-25", "last": "2026-12-25", "name": ""}]
    assert Treatment.objects.get().cautious, "a plan that runs keeps its layer"
    lines = AuditLine.objects.filter(by="staff").order_by("pk").values_list("user", "name")
    assert list(lines) == [(second.pk, "noor@example.org"), (None, "somebody@gone.ex")]


def test_the_ways_around_the_desk_are_those_of_the_role(db: None) -> None:
    for role, ways in (("advisor", 3), ("lead", 4), ("owner", 5)):
        page = one_of_staff(role)[1].get("/desk/clients/").content.decode()
        nav = page.partition('<nav class="boxes" aria-label="The desk">')[2].partition("</nav>")[0]
        assert nav.count("<a ") == ways, role


def test_a_lead_gives_a_conversation_to_a_colleague_and_an_advisor_takes_it_or_gives_it_back(visitor: Visitor) -> None:
    row = conversation_with(visitor[0])
    path = f"/desk/{row.key}/assign/"
    noor, hers = one_of_staff("advisor", "Noor")
    remy, _ = one_of_staff("advisor", "Remy")
    assert "Or assign to" not in hers.get(f"/desk/{row.key}/").content.decode()
    page = hers.post(path, {"to": str(remy.pk)}, follow=True).content.decode()
    assert "Only a lead can assign conversations" in page
    for to, assigned in (("me", noor), ("nobody", None), (str(noor.pk), noor)):
        hers.post(path, {"to": to})
        assert Conversation.objects.get().assigned == assigned
    one_of_staff("lead")[1].post(path, {"to": str(remy.pk)})
    assert Conversation.objects.get().assigned == remy

"""Who has looked: every page of the desk that shows one person's data writes it down, and that person reads it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.actions import note, note_staff_look, note_staff_looks
from fortnight.web.accounts.models import AuditLine, Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.clinic.models import Entry
from tests.web.addresses import OF_NOBODY, THEIRS, Address, addresses
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]
NOT_ALLOWED = 405
OF_A_PERSON = [
    address for address in addresses() if address.staff and address.name in THEIRS and address.name not in OF_NOBODY
]


def looks(person: Person, user: User) -> int:
    return person.audit.filter(action="looked", user=user).count()


@pytest.mark.parametrize("address", OF_A_PERSON, ids=lambda address: address.name)
def test_every_page_of_the_desk_about_one_person_writes_a_look(address: Address, visitor: Visitor) -> None:
    """A new page of the desk fails here until its view calls `note_staff_look`, or `chat.actions.look`."""
    person = visitor[0]
    user, browser = one_of_staff("owner")
    answer = browser.get(address.at(person))
    if answer.status_code != NOT_ALLOWED:
        assert answer.status_code in (200, 302), "a file is led to"
        assert looks(person, user) == 1, f"{address.name} shows a person's data and writes no look"


def test_the_person_reads_who_it_was_and_at_what(visitor: Visitor) -> None:
    person, browser = visitor
    clinic_of(person, "Linden House")
    noor, desk = one_of_staff("advisor", "Noor")
    page = browser.get("/me/looked/").content.decode()
    assert "Nobody at the clinic has opened" in page
    desk.get(conversation_at(person))
    note(person, action="answered", by=noor)
    note(person, action="weighed_by_hand", by=noor)
    page = browser.get("/me/looked/").content.decode()
    opened = "your conversation, your plan, what you told us about yourself, your shelf and your check-ins"
    assert f"Noor at Linden House opened {opened}." in page.replace(", and your", " and your")
    assert "Noor at Linden House answered you." in page
    assert "Noor at Linden House used your data in another way (weighed by hand)." in page
    assert "12:00" in page
    assert 'href="/me/looked/"' in browser.get("/me/").content.decode()
    assert 'href="/me/looked/"' in browser.get("/me/data/").content.decode()


def clinic_of(person: Person, name: str) -> None:
    person.clinic.name = name
    person.clinic.save()


def conversation_at(person: Person) -> str:
    return next(address for address in OF_A_PERSON if address.name == "desk-conversation").at(person)


def test_the_same_look_is_written_once_an_hour_and_another_one_at_once(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = visitor[0]
    noor, _ = one_of_staff("advisor", "Noor")
    remy, _ = one_of_staff("advisor", "Remy")
    for user, about in ((noor, "shelf"), (noor, "shelf"), (noor, "photo"), (remy, "shelf")):
        note_staff_look(person, by=user, about=about)
    assert (looks(person, noor), looks(person, remy)) == (2, 1)
    later = timezone.now() + dt.timedelta(minutes=61)
    monkeypatch.setattr("fortnight.web.accounts.actions.timezone.now", lambda: later)
    note_staff_look(person, by=noor, about="shelf")
    assert looks(person, noor) == 3


def test_a_name_stays_when_its_user_is_gone(visitor: Visitor) -> None:
    person, browser = visitor
    noor, _ = one_of_staff("advisor", "Noor")
    note_staff_look(person, by=noor, about="shelf")
    noor.delete()
    assert AuditLine.objects.get(action="looked").user is None
    assert "Noor at" in browser.get("/me/looked/").content.decode()


def test_nobody_reads_of_somebody_else_and_what_they_did_themself_is_not_among_it(
    visitor: Visitor, stranger: Visitor
) -> None:
    noor, _ = one_of_staff("advisor", "Noor")
    note_staff_look(visitor[0], by=noor, about="shelf")
    assert "Noor" not in stranger[1].get("/me/looked/").content.decode()
    assert "begin" not in visitor[1].get("/me/looked/").content.decode()


def test_a_long_list_has_pages(visitor: Visitor) -> None:
    person, browser = visitor
    noor, _ = one_of_staff("advisor", "Noor")
    for number in range(60):
        note(person, action=f"did {number}", by=noor)
    first, second = (browser.get(f"/me/looked/?page={page}").content.decode() for page in (0, 1))
    assert ("did 59)" in first, "did 9)" in first, "did 9)" in second) == (True, False, True)
    assert browser.get("/me/looked/?page=nonsense").status_code == 200
    assert browser.get("/me/looked/?page=99999999999").status_code == 200


def test_a_lead_reads_it_by_person_and_by_colleague_and_that_is_written_too(
    visitor: Visitor, stranger: Visitor
) -> None:
    noor, _ = one_of_staff("advisor", "Noor")
    remy, _ = one_of_staff("advisor", "Remy")
    lead, browser = one_of_staff("lead")
    note_staff_look(visitor[0], by=noor, about="shelf")
    note_staff_look(stranger[0], by=remy, about="photo")
    every = browser.get("/desk/clinic/access/").content.decode()
    assert "opened: shelf" in every
    assert "opened: photo" in every
    of_noor = browser.get(f"/desk/clinic/access/?by={noor.pk}").content.decode()
    assert "opened: photo" not in of_noor
    of_person = browser.get(f"/desk/clinic/access/?person={visitor[0].key}").content.decode()
    assert "opened: shelf" in of_person
    assert "opened: photo" not in of_person
    assert looks(visitor[0], lead) == 1
    assert looks(stranger[0], lead) == 0
    read = list(Entry.objects.filter(what="read").order_by("pk").values_list("about", flat=True))
    assert read == ["", "noor@example.org", str(visitor[0].key)]
    assert "who has opened your data" in visitor[1].get("/me/looked/").content.decode()


@pytest.mark.parametrize("query", ["person=nobody", "by=99999", "by=x", "person=00000000-0000-0000-0000-000000000000"])
def test_the_log_of_nobody_is_not_found(db: None, query: str) -> None:
    assert one_of_staff("lead")[1].get(f"/desk/clinic/access/?{query}").status_code == 404


def test_a_clinic_of_no_name_is_called_by_the_house_s(visitor: Visitor) -> None:
    noor, _ = one_of_staff("advisor", "Noor")
    note_staff_look(visitor[0], by=noor, about="shelf")
    assert f"Noor at {clinic().name} opened your shelf." in visitor[1].get("/me/looked/").content.decode()


def abouts(person: Person, user: User) -> list[str]:
    return sorted(person.audit.filter(action="looked", user=user).values_list("about", flat=True))


def test_words_read_in_the_inbox_are_a_look_once_a_day(
    visitor: Visitor, stranger: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor[1].post("/advisor/", {"body": "May I swim?"})
    noor, desk = one_of_staff("advisor", "Noor")
    assert "May I swim?" in desk.get("/desk/?box=free").content.decode()
    desk.get("/desk/?box=free&part=1")
    assert abouts(visitor[0], noor) == ["inbox"]
    assert abouts(stranger[0], noor) == [], "nothing of theirs stands there"
    assert "the latest text in your conversation, in the inbox" in visitor[1].get("/me/looked/").content.decode()
    later = timezone.now() + dt.timedelta(hours=25)
    monkeypatch.setattr("fortnight.web.accounts.actions.timezone.now", lambda: later)
    note_staff_looks([visitor[0].pk], by=noor, about="inbox", again=dt.timedelta(days=1))
    assert abouts(visitor[0], noor) == ["inbox", "inbox"]


def test_words_read_in_a_search_are_a_look_at_who_said_them(visitor: Visitor, stranger: Visitor) -> None:
    visitor[1].post("/advisor/", {"body": "May I swim?"})
    stranger[1].post("/advisor/", {"body": "May I run?"})
    noor, desk = one_of_staff("advisor", "Noor")
    desk.get("/desk/?q=swim")
    assert (abouts(visitor[0], noor), abouts(stranger[0], noor)) == (["search"], [])
    assert "text from your conversation, in a search" in visitor[1].get("/me/looked/").content.decode()


def test_a_file_of_all_clients_is_for_a_lead_and_a_look_at_each(visitor: Visitor, stranger: Visitor) -> None:
    advisor = one_of_staff("advisor", "Noor")[1]
    assert advisor.get("/desk/clients/roster.csv").status_code == 403
    assert "roster.csv" not in advisor.get("/desk/clients/").content.decode()
    remy, lead = one_of_staff("lead", "Remy")
    assert lead.get("/desk/clients/roster.csv").status_code == 200
    assert [abouts(person, remy) for person, _ in (visitor, stranger)] == [["roster-file"], ["roster-file"]]
    assert "your row in a file of all clients" in visitor[1].get("/me/looked/").content.decode()

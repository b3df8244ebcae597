"""Every address: it works for its person, leads a stranger to the front page, and hides what is somebody else's.

A new address fails here until it is guarded or listed as everybody's, and until a test of its own names it.
"""

from pathlib import Path

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.models import Message
from tests.web.addresses import EVERYBODYS, OF_NOBODY, THEIRS, VALUES, Address, addresses
from tests.web.doors import closed
from tests.web.visitors import EVERYBODY, OUTSIDERS, count_rows, taken_back

Visitor = tuple[Person, Client]
HERE = Path(__file__).parent
GUARDED = [address for address in addresses() if address.guarded]
OF_SOMEBODY = [address for address in GUARDED if address.name in THEIRS]
NOT_ALLOWED = 405
# Not found, or led to the front page, where somebody without a plan begins.
SHUT = {(404, None), (302, "/")}
# What every visit writes.
PASSING = frozenset({"BrowserSession", "Device"})


def test_every_address_is_guarded_or_listed_as_everybodys() -> None:
    bare = {address.name for address in addresses() if not address.guarded and not address.staff}
    assert bare - EVERYBODYS == set(), "guard the view by @theirs, or list it in EVERYBODYS of tests/web/addresses.py"


def test_what_is_everybodys_is_not_guarded() -> None:
    assert {address.name for address in GUARDED} & EVERYBODYS == set()


def test_every_address_can_be_filled_in() -> None:
    unknown = [address.name for address in addresses() if address.open and address.name not in {**THEIRS, **VALUES}]
    assert unknown == [], "add a line to THEIRS or VALUES in tests/web/addresses.py"


def test_every_address_has_a_test_that_names_it() -> None:
    others = [path for path in sorted(HERE.glob("test_*.py")) if path.name != Path(__file__).name]
    text = "\n".join(path.read_text("utf-8") for path in others)
    assert [address.name for address in addresses() if not address.written.search(text)] == [], (
        "write a test in tests/web"
    )


def test_who_has_no_plan_is_led_to_the_front_page(visitor: Visitor) -> None:
    for address in GUARDED:
        with taken_back(address.name):
            at = address.at(visitor[0])
            led = {(302, closed(at)): Client().get(at), (302, "/"): Client().post(at)}
            taken = {where: answer for where, answer in led.items() if answer.status_code != NOT_ALLOWED}
            assert taken
            for where, answer in taken.items():
                assert (answer.status_code, answer.headers.get("Location")) == where


def test_what_is_for_staff_leads_strangers_to_sign_in_and_is_nothing_to_clients(visitor: Visitor) -> None:
    client = Client()
    client.force_login(User.objects.create_user("iris@example.org"), backend="fortnight.web.accounts.backend.Backend")
    for address in addresses():
        if address.staff:
            with taken_back(address.name, client):
                at = address.at(visitor[0])
                assert Client().get(at)["Location"].startswith("/accounts/login/")
                assert {client.get(at).status_code, client.post(at).status_code} <= {404, NOT_ALLOWED}


def test_what_is_somebody_elses_is_not_found(visitor: Visitor, stranger: Visitor) -> None:
    for address in OF_SOMEBODY:
        with taken_back(address.name, stranger[1]):
            at = address.at(visitor[0])
            answers = [stranger[1].get(at), stranger[1].post(at)]
            assert {answer.status_code for answer in answers} - {NOT_ALLOWED} == {404}


def test_for_its_person_it_works(visitor: Visitor) -> None:
    person, browser = visitor
    for address in GUARDED:
        with taken_back(address.name, browser):
            _works(address, person, browser)


def _works(address: Address, person: Person, browser: Client) -> None:
    answer = browser.get(address.at(person))
    if answer.status_code == NOT_ALLOWED:
        answer = browser.post(address.at(person))
        assert answer.status_code < 500
    elif address.name not in {"picture", "course-photo-file"}:
        assert answer.status_code in (200, 302), answer.status_code
        assert not answer.headers.get("Location", "").startswith("/?next=")


def _statuses(browser: Client, at: str) -> set[int]:
    return {browser.get(at).status_code, browser.post(at).status_code} - {NOT_ALLOWED}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_page_of_the_desk_opens_to_who_is_not_of_it(who: str, visitor: Visitor) -> None:
    browser, person = OUTSIDERS[who](), visitor[0]
    desk = [address.at(person) for address in addresses() if address.staff]
    assert len(desk) > 50
    opened = [at for at in desk if not _statuses(browser, at) <= {302, 404}]
    assert opened == []
    assert Message.objects.filter(author=Message.ADVISOR).count() == 0


@pytest.mark.parametrize("who", EVERYBODY)
def test_nothing_of_a_persons_opens_in_another_browser_not_even_in_one_of_the_staff(who: str, visitor: Visitor) -> None:
    browser, person = EVERYBODY[who](), visitor[0]
    theirs = [address.at(person) for address in OF_SOMEBODY if address.name not in OF_NOBODY]
    before = count_rows(but=PASSING)
    opened = []
    for at in theirs:
        answers = [answer for answer in (browser.get(at), browser.post(at)) if answer.status_code != NOT_ALLOWED]
        opened += [
            at
            for answer in answers
            if (answer.status_code, answer.headers.get("Location")) not in {*SHUT, (302, closed(at))}
        ]
    assert opened == []
    assert count_rows(but=PASSING) == before

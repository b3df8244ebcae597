"""What an advisor answered and nobody has read yet stands on every page; where nobody answers nothing is promised."""

import re
import uuid

from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.chat import actions
from fortnight.web.chat.models import Message
from fortnight.web.shell import look
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]


def test_nothing_is_promised_where_nobody_answers(visitor: Visitor) -> None:
    person, browser = visitor
    page = browser.get("/advisor/").content.decode()
    assert "Nobody answers here yet." in page
    assert "an answer by" not in page
    assert "A real person reads" not in page
    person.clinic.phone = "+44 20 7946 0000"
    person.clinic.save()
    assert 'href="tel:+442079460000"' in browser.get("/advisor/").content.decode()
    one_of_staff("advisor")
    look.forget()
    page = browser.get("/advisor/").content.decode()
    assert "Nobody answers" not in page
    assert "you’ll get an answer by" in page


def test_an_answer_is_announced_on_every_page_until_it_was_read(visitor: Visitor) -> None:
    person, browser = visitor
    noor = one_of_staff("advisor", "Noor")[0]
    conversation = actions.conversation_with(person)
    for _ in range(2):
        actions.send(conversation, author=Message.ADVISOR, uid=uuid.uuid4(), body="Wait two days.", by=noor)
    for path in ("/today/", "/plan/", "/shelf/", "/me/"):
        page = browser.get(path).content.decode()
        assert re.search(r'class="count"><span class="hidden">unread: </span>2<', page), path
    assert "Noor answered you" in browser.get("/today/").content.decode()
    browser.get("/advisor/")
    page = browser.get("/today/").content.decode()
    assert 'class="count"><span class="hidden">' not in page
    assert "answered you" not in page


def test_an_automatic_message_is_no_answer(visitor: Visitor) -> None:
    person, browser = visitor
    actions.send(actions.conversation_with(person), author=Message.HOUSE, uid=uuid.uuid4(), body="We are out.")
    assert "answered you" not in browser.get("/today/").content.decode()

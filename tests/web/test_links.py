"""Private links: shown once, kept as a hash, expiring, closed at once; what a friend sees and what they do not."""

import datetime as dt
import re

import pytest
from django.test import Client

from fortnight.web.accounts.actions import UsedUpError, open_link, use_link
from fortnight.web.accounts.models import Link, Person

Visitor = tuple[Person, Client]


def new_link(browser: Client, purpose: str = "friend") -> str:
    """The path of a new link."""
    page = browser.post("/me/links/", {"purpose": purpose, "days": "14", "label": "Sam"}).content.decode()
    match = re.search(r'value="http://[^/]+(/(?:with|link)/[^"]+)"', page)
    assert match, page
    return match[1]


def test_a_token_is_shown_once_and_only_its_hash_is_kept(visitor: Visitor) -> None:
    path = new_link(visitor[1])
    token = path.split("/")[2]
    link = Link.objects.get(person=visitor[0])
    assert token not in str(vars(link))
    assert token not in visitor[1].get("/me/links/").content.decode()


def test_a_friend_sees_the_steps_and_nothing_of_the_person(visitor: Visitor, client: Client) -> None:
    person, browser = visitor
    person.facts, person.name = {"pregnant": True}, "Iris"
    person.save()
    page = client.get(new_link(browser))
    words = page.content.decode()
    assert "Iris’s 14 days" in words
    assert "Cleanse" in words
    assert "pregnant" not in words
    assert "/tick/" not in words
    assert client.get("/today/").status_code == 302
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page.headers["Cache-Control"]


def test_a_link_that_was_closed_opens_nothing(visitor: Visitor, client: Client) -> None:
    path = new_link(visitor[1])
    visitor[1].post(f"/me/links/{Link.objects.get().pk}/close/")
    assert client.get(path).status_code == 404


def test_a_link_that_has_ended_opens_nothing(visitor: Visitor, client: Client) -> None:
    path = new_link(visitor[1])
    Link.objects.update(expires=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert client.get(path).status_code == 404


def test_an_own_link_opens_the_plan_in_one_more_browser_once(visitor: Visitor, client: Client) -> None:
    path = new_link(visitor[1], "own")
    question = client.get(path)
    assert "Open your plan here?" in question.content.decode()
    assert question.headers["Referrer-Policy"] == "strict-origin"
    assert client.get("/today/").status_code == 302
    assert client.post(path).headers["Location"] == "/today/"
    assert client.get("/today/").status_code == 200
    assert Client().post(path).status_code == 404


def test_a_link_for_a_friend_is_no_way_in(visitor: Visitor, client: Client) -> None:
    _, token = open_link(visitor[0], purpose=Link.FRIEND, days=2)
    assert client.post(f"/link/{token}/").status_code == 404
    _, own = open_link(visitor[0], purpose=Link.OWN, days=2)
    assert client.get(f"/with/{own}/").status_code == 404


def test_other_peoples_links_cannot_be_closed(visitor: Visitor, stranger: Visitor, client: Client) -> None:
    path = new_link(visitor[1])
    assert stranger[1].post(f"/me/links/{Link.objects.get().pk}/close/").status_code == 404
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("sent", [{}, {"purpose": "spy", "days": "14"}, {"purpose": "friend", "days": "9999"}])
def test_a_link_for_nothing_or_for_ever_is_not_made(visitor: Visitor, sent: dict[str, str]) -> None:
    answer = visitor[1].post("/me/links/", sent)
    assert answer.status_code == 400
    assert not Link.objects.exists()


def test_a_link_opens_one_device_however_many_come_at_once(visitor: Visitor, client: Client) -> None:
    """Each of them looked before the first had used it up."""
    at = new_link(visitor[1], "own")
    seen = Link.objects.get()
    assert client.post(at).status_code == 302
    with pytest.raises(UsedUpError):
        use_link(seen)
    assert visitor[0].devices.count() == 2

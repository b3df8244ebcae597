"""Where a plan and an account are open: read by whom they belong to, closed one by one or all, left and forgotten."""

import datetime as dt
import importlib
import re
import uuid
from collections.abc import Callable

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore as OldStore
from django.contrib.sessions.models import Session as OldSession
from django.test import Client, RequestFactory

from fortnight.web.accounts.actions import add_device, begin, delete_ended_sessions, dismiss, open_link, start_treatment
from fortnight.web.accounts.browser import browser_of
from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.accounts.models import AuditLine, BrowserSession, Device, Link, Person, User
from fortnight.web.accounts.queries import clinic, everything
from fortnight.web.ground.environment import cookie
from tests.web.account import account
from tests.web.doors import closed
from tests.web.staff import BACKEND, one_of_staff, signed_in

SESSION = cookie("session")
Visitor = tuple[Person, Client]
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15"


def other_browser(person: Person, agent: str = CHROME) -> Client:
    """One more browser of a visitor."""
    browser = Client(headers={"User-Agent": agent})
    browser.cookies[COOKIE] = add_device(person)
    return browser


def session_in(user: User, agent: str) -> Client:
    """A browser in which a user is signed in."""
    browser = Client(headers={"User-Agent": agent})
    browser.force_login(user, backend=BACKEND)
    return browser


def rows(browser: Client) -> list[str]:
    """What the page of browsers says, browser by browser."""
    page = browser.get("/me/devices/").content.decode()
    listed = page.partition('<ul class="lines browsers">')[2].partition("</ul>")[0]
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in listed.split("<li>")[1:]]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (CHROME, "Chrome on Android"),
        (SAFARI, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        (MAC, "Safari on Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64) Something/1", "A browser on Linux"),
        ("curl/8", "A browser we do not recognise"),
        ("", "A browser we do not recognise"),
    ],
)
def test_a_browser_is_called_as_people_call_it(agent: str, words: str) -> None:
    assert browser_of(RequestFactory().get("/", headers={"User-Agent": agent})).words == words


def test_a_visitor_reads_which_browsers_open_their_plan(visitor: Visitor) -> None:
    person, browser = visitor
    other_browser(person).get("/today/")
    browser.get("/today/", headers={"User-Agent": FIREFOX})
    first, second = rows(browser)
    assert first.startswith("Firefox on Windows this one")
    assert "Forget this browser" in first
    assert second.startswith("Chrome on Android First used")
    assert "Remove this one" in second


def test_the_page_knows_no_address(visitor: Visitor) -> None:
    person, browser = visitor
    browser.get("/today/", REMOTE_ADDR="203.0.113.77", headers={"User-Agent": FIREFOX})
    everything_kept = f"{browser.get('/me/devices/').content.decode()} {everything(person)} {Device.objects.values()}"
    assert "203.0.113" not in everything_kept


def test_when_a_browser_was_used_is_noted_every_ten_minutes_at_most(visitor: Visitor) -> None:
    person, browser = visitor
    browser.get("/today/")
    noted = Device.objects.get(person=person).seen
    for minutes, moves in ((9, False), (11, True)):
        Device.objects.update(seen=noted - dt.timedelta(minutes=minutes))
        browser.get("/today/")
        assert (Device.objects.get(person=person).seen == noted) is moves


def test_a_browser_that_is_closed_opens_nothing(visitor: Visitor) -> None:
    person, browser = visitor
    other = other_browser(person)
    number = Device.objects.latest("pk").pk
    assert browser.post(f"/me/devices/{number}/close/").headers["Location"] == "/me/devices/"
    assert other.get("/today/").headers["Location"] == closed("/today/")
    assert browser.get("/today/").status_code == 200
    assert AuditLine.objects.filter(person=person, action="close_device", by="person").exists()


def test_all_other_browsers_are_closed_at_once(visitor: Visitor) -> None:
    person, browser = visitor
    others = [other_browser(person) for _ in range(2)]
    browser.post("/me/devices/close/")
    assert [other.get("/today/").headers["Location"] for other in others] == [closed("/today/")] * 2
    assert len(rows(browser)) == 1


def test_who_is_signed_in_reads_their_sessions_and_closes_one(visitor_on: Callable[..., Visitor]) -> None:
    user = account()
    person, browser = visitor_on(3, user=user)
    lost = session_in(user, SAFARI)
    lost.get("/today/")
    old = other_browser(person)
    old.get("/today/")
    lines = rows(browser)
    assert len(lines) == 3
    assert "this one" in lines[0]
    assert any(line.startswith("Safari on iPhone Signed in.") for line in lines)
    assert any(line.startswith("Chrome on Android Opens the plan without signing in.") for line in lines)
    public = BrowserSession.objects.get(system="iPhone").public
    browser.post(f"/me/devices/sessions/{public}/close/")
    assert lost.get("/today/").headers["Location"] == closed("/today/")
    assert old.get("/today/").status_code == browser.get("/today/").status_code == 200


def test_a_session_of_somebody_else_is_not_found(visitor_on: Callable[..., Visitor]) -> None:
    signed_in(account(email="ada@example.org"))
    stranger = visitor_on(3, user=account())[1]
    public = BrowserSession.objects.get(user__email="ada@example.org").public
    assert stranger.post(f"/me/devices/sessions/{public}/close/").status_code == 404
    assert BrowserSession.objects.filter(public=public).exists()


def test_a_cookie_of_a_visitor_shows_and_ends_no_session_of_the_account(visitor_on: Callable[..., Visitor]) -> None:
    user = account()
    person, browser = visitor_on(3, user=user)
    weak = other_browser(person)
    assert len(rows(weak)) == 1
    public = BrowserSession.objects.get(user=user).public
    assert weak.post(f"/me/devices/sessions/{public}/close/").status_code == 404
    weak.post("/me/devices/close/")
    assert weak.post("/me/devices/everywhere/").status_code == 404
    assert browser.get("/today/").status_code == 200


def test_signing_out_everywhere_leaves_nothing_open(visitor_on: Callable[..., Visitor]) -> None:
    user = account()
    person, browser = visitor_on(3, user=user)
    others = [session_in(user, SAFARI), other_browser(person)]
    browser.post("/me/devices/everywhere/")
    assert {each_browser.get("/today/").headers["Location"] for each_browser in (browser, *others)} == {
        closed("/today/")
    }
    assert not BrowserSession.objects.filter(user=user).exists()
    assert not person.devices.exists()


def test_a_stolen_cookie_dies_with_the_sign_out(visitor_on: Callable[..., Visitor]) -> None:
    browser = visitor_on(3, user=account())[1]
    thief = Client()
    thief.cookies[SESSION] = browser.cookies[SESSION].value
    assert thief.get("/today/").status_code == 200
    browser.post("/accounts/logout/")
    assert thief.get("/today/").headers["Location"] == closed("/today/")


def test_staff_without_a_plan_read_and_end_their_sessions(db: None) -> None:
    user, browser = one_of_staff("advisor")
    elsewhere = session_in(user, FIREFOX)
    elsewhere.get("/signs/")
    assert len(rows(browser)) == 2
    browser.post("/me/devices/close/")
    assert elsewhere.get("/me/devices/").headers["Location"] == closed("/me/devices/")
    assert 'href="/me/devices/"' in browser.get("/desk/").content.decode()


def test_sessions_end_with_a_place_on_the_team(db: None) -> None:
    one_of_staff("owner")
    user, browser = one_of_staff("advisor")
    assert dismiss(email=user.email)
    assert browser.get("/me/devices/").headers["Location"] == closed("/me/devices/")


def test_a_visitor_leaves_a_browser_and_the_plan_stays_in_another(visitor: Visitor) -> None:
    person, browser = visitor
    other = other_browser(person)
    assert "1 other browser or link can still open it." in browser.get("/me/leave/").content.decode()
    answer = browser.post("/me/leave/")
    assert answer.headers["Location"] == "/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not browser.cookies[COOKIE].value
    assert browser.get("/today/").headers["Location"] == closed("/today/")
    assert other.get("/today/").status_code == 200
    assert person.devices.count() == 1


def test_a_plan_stays_where_only_a_link_opens_it(visitor: Visitor) -> None:
    person, browser = visitor
    _, token = open_link(person, purpose=Link.OWN, days=2)
    browser.post("/me/leave/")
    assert Client().post(f"/link/{token}/").headers["Location"] == "/today/"


@pytest.mark.parametrize("purpose", ["", Link.FRIEND])
def test_the_only_browser_of_a_plan_is_not_forgotten_but_everything_can_be_deleted(
    visitor: Visitor, purpose: str
) -> None:
    person, browser = visitor
    if purpose:
        open_link(person, purpose=purpose, days=2)
    assert "Only this browser can open your plan." in browser.get("/me/leave/").content.decode()
    assert browser.post("/me/leave/").status_code == 409
    assert browser.get("/today/").status_code == 200
    browser.post("/me/data/delete/", {"word": "delete"})
    assert not Person.objects.filter(pk=person.pk).exists()


def test_who_is_signed_in_leaves_by_signing_out(visitor_on: Callable[..., Visitor]) -> None:
    browser = visitor_on(3, user=account())[1]
    assert browser.get("/me/leave/").headers["Location"] == "/accounts/logout/"
    assert browser.post("/me/leave/").headers["Location"] == "/accounts/logout/"


def test_the_clinic_reads_where_a_client_is_in_and_closes_it_when_asked(visitor_on: Callable[..., Visitor]) -> None:
    noor, desk = one_of_staff("advisor", "Noor Haddad")
    user = account()
    person, browser = visitor_on(3, user=user)
    lost = session_in(user, SAFARI)
    lost.get("/today/")
    at = f"/desk/clients/{person.key}/"
    assert "Safari on iPhone" in desk.get(at).content.decode()
    public = BrowserSession.objects.get(system="iPhone").public
    assert desk.post(f"{at}devices/", {"which": str(public)}).headers["Location"] == at
    assert lost.get("/today/").headers["Location"] == closed("/today/")
    assert "Noor Haddad at Fortnight signed you out in one browser." in browser.get("/me/looked/").content.decode()
    assert AuditLine.objects.get(action="close_session").user == noor


def test_the_clinic_closes_one_device_or_all(visitor: Visitor) -> None:
    person, browser = visitor
    desk = one_of_staff("advisor")[1]
    lost = other_browser(person)
    at = f"/desk/clients/{person.key}/devices/"
    desk.post(at, {"which": str(Device.objects.latest("pk").pk)})
    assert lost.get("/today/").headers["Location"] == closed("/today/")
    assert browser.get("/today/").status_code == 200
    desk.post(at, {"which": "all"})
    assert browser.get("/today/").headers["Location"] == closed("/today/")


def test_the_desk_closes_nothing_that_is_not_the_clients(visitor: Visitor, stranger: Visitor) -> None:
    desk = one_of_staff("advisor")[1]
    at = f"/desk/clients/{visitor[0].key}/devices/"
    for which in (str(stranger[0].devices.get().pk), str(uuid.uuid4()), "nonsense", "²", ""):
        assert desk.post(at, {"which": which}).status_code == 404, which
    assert stranger[1].get("/today/").status_code == 200


def test_the_desk_neither_reads_nor_ends_sessions_of_a_colleague(db: None) -> None:
    desk = one_of_staff("advisor")[1]
    owner, theirs = one_of_staff("owner")
    person, _ = begin(clinic=clinic(), zone="UTC", language="en", country="", user=owner)
    start_treatment(person, date=dt.date(2026, 11, 21), setting="clinic", needle_mm=None)
    at = f"/desk/clients/{person.key}/"
    assert "In no browser." in desk.get(at).content.decode()
    desk.post(f"{at}devices/", {"which": "all"})
    assert theirs.get("/desk/").status_code == 200


def test_a_download_names_sessions_and_devices(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(3, user=account())
    browser.get("/today/", headers={"User-Agent": FIREFOX})
    download = everything(person)
    assert isinstance(download["account"], dict)
    assert [session["browser"] for session in download["account"]["sessions"]] == ["Firefox"]
    assert "session_key" not in str(download)


def test_a_key_of_a_session_stands_on_no_page(visitor_on: Callable[..., Visitor]) -> None:
    person, browser = visitor_on(3, user=account())
    desk = one_of_staff("advisor")[1]
    pages = [browser.get("/me/devices/").content, desk.get(f"/desk/clients/{person.key}/").content]
    assert browser.cookies[SESSION].value.encode() not in b"".join(pages)


def test_an_update_signs_nobody_out(visitor_on: Callable[..., Visitor]) -> None:
    user = account()
    browser = visitor_on(3, user=user)[1]
    row = BrowserSession.objects.get()
    gone = {**OldStore().decode(row.session_data), "_auth_user_id": "4711"}
    values = {"session_data": row.session_data, "expire_date": row.expire_date}
    OldSession.objects.create(session_key=row.session_key, **values)
    OldSession.objects.create(session_key="b" * 32, **{**values, "session_data": OldStore().encode(gone)})
    key = row.session_key
    row.delete()
    assert browser.get("/today/").headers["Location"] == closed("/today/")
    browser.cookies[SESSION] = key
    migration = importlib.import_module("fortnight.web.accounts.migrations.0008_sessions_carried_over")
    migration.carry_over(apps, None)
    assert browser.get("/today/").status_code == 200
    assert list(BrowserSession.objects.values_list("user", flat=True)) == [user.pk]
    assert not OldSession.objects.exists()


def test_sessions_that_have_run_out_are_deleted(visitor_on: Callable[..., Visitor]) -> None:
    visitor_on(3, user=account())
    BrowserSession.objects.update(expire_date=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    assert delete_ended_sessions() == 1

"""Who takes reminders on which browser, by which key, at which address; and how that ends."""

import datetime as dt
import socket
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from fortnight.web.accounts.models import BrowserSession, Device, Person, User
from fortnight.web.accounts.secrets import hashed
from fortnight.web.reminders.models import PushDevice, PushKey, ReminderWish
from fortnight.web.reminders.push import vapid
from fortnight.web.reminders.push.endpoints import ForbiddenEndpointError, check, target
from tests.web.push_service import PushService, Subscriber, unwrapped, wrapped
from tests.web.test_away import Clock, clock
from tests.web.test_push import PHONE, service, subscribe, turn

Visitor = tuple[Person, Client]
__all__ = ["clock", "service"]
EVENING = "2026-11-23 20:00"


def test_the_same_browser_twice_is_one_device_and_belongs_to_who_asked_last(
    visitor: Visitor, stranger: Visitor, service: PushService, clock: Clock
) -> None:
    for browser in (visitor[1], visitor[1], stranger[1]):
        subscribe(browser, service)
    assert PushDevice.objects.get().person == stranger[0]
    assert turn(clock, EVENING) == 1


def test_a_browser_that_is_removed_or_signed_out_is_told_nothing_more(
    visitor: Visitor, service: PushService, clock: Clock
) -> None:
    subscribe(visitor[1], service)
    Device.objects.filter(person=visitor[0]).delete()
    assert turn(clock, EVENING) == 0
    assert not PushDevice.objects.exists()
    assert not ReminderWish.objects.get().push


def test_who_signs_out_gets_no_more_on_that_browser(visitor_on: Any, service: PushService) -> None:
    _, browser = visitor_on(3, user=User.objects.create_user("iris@example.org"))
    subscribe(browser, service)
    assert PushDevice.objects.get().session_id == BrowserSession.objects.get().session_key
    browser.post("/accounts/logout/")
    assert not PushDevice.objects.exists()


def test_a_device_is_removed_by_its_person_and_by_nobody_else(
    visitor: Visitor, stranger: Visitor, service: PushService
) -> None:
    subscribe(visitor[1], service)
    page = visitor[1].get("/me/reminders/").content.decode()
    at = f"/me/reminders/device/{PushDevice.objects.get().key}/"
    assert at in page
    assert "this one" in page
    assert stranger[1].post(at).status_code == 404
    assert visitor[1].post(at).status_code == 302
    assert not PushDevice.objects.exists()


def test_turning_all_off_ends_it_everywhere(visitor: Visitor, service: PushService, clock: Clock) -> None:
    subscribe(visitor[1], service)
    visitor[1].post("/me/reminders/", {"way": "off"})
    assert turn(clock, EVENING) == 0
    assert not PushDevice.objects.exists()


def test_new_keys_of_a_browser_take_the_place_of_the_old(visitor: Visitor, service: PushService) -> None:
    subscribe(visitor[1], service)
    fresh = {**service.subscription(Subscriber(), "fresh"), "old": service.endpoint()}
    assert visitor[1].post("/me/reminders/device/", fresh).status_code == 200
    assert PushDevice.objects.get().endpoint_hash == hashed(service.endpoint("fresh"))


def test_of_too_many_devices_the_oldest_goes(visitor: Visitor, service: PushService) -> None:
    for number in range(12):
        subscribe(visitor[1], service, name=f"device-{number}")
    left = set(PushDevice.objects.values_list("endpoint", flat=True))
    assert left == {service.endpoint(f"device-{number}") for number in range(2, 12)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"p256dh": "short"},
        {"p256dh": wrapped(b"\x04" + bytes(64))},
        {"auth": wrapped(b"short")},
        {"auth": "²²²"},
        {"endpoint": ""},
        {"endpoint": "http://push.example/1"},
        {"endpoint": "https://push.example:8443/1"},
        {"endpoint": "https://user@push.example/1"},
        {"endpoint": "https://localhost/1"},
        {"endpoint": "https://127.0.0.1/1"},
        {"endpoint": "https://[::1]/1"},
        {"endpoint": "https://0x7f000001/1"},
        {"endpoint": "https://127.1/1"},
        {"endpoint": "https://[broken/1"},
        {"endpoint": "https://push.example/\r\nX: 1"},
    ],
)
def test_a_subscription_that_cannot_be_is_refused(visitor: Visitor, wrong: dict[str, str]) -> None:
    keys = {"p256dh": wrapped(PHONE.public), "auth": wrapped(PHONE.auth)}
    sent = {"endpoint": "https://push.example/1", **keys, **wrong}
    assert visitor[1].post("/me/reminders/device/", sent).status_code == 400
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.7"],
        ["169.254.169.254"],
        ["::1"],
        ["fd00::7"],
        ["::ffff:10.0.0.7"],
        ["64:ff9b::a00:7"],
        ["224.0.0.1"],
        ["192.168.1.1"],
        ["93.184.215.14", "10.0.0.7"],
        [],
    ],
)
def test_a_name_that_leads_into_the_house_is_not_asked(addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(0, 0, 0, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(ForbiddenEndpointError):
        target("https://push.example/1")


def test_the_very_address_that_was_looked_at_is_asked_under_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(0, 0, 0, "", ("93.184.215.14", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    at = target("https://push.example/a?b=c")
    assert (at.url, at.host, at.name) == ("https://93.184.215.14/a?b=c", "push.example", "push.example")
    assert check("https://push.example/a").hostname == "push.example"


def test_the_key_pair_is_made_once_and_its_private_half_is_sealed(db: None) -> None:
    first, again = vapid.make_key(), vapid.make_key()
    assert first.public == again.public
    assert len(unwrapped(first.public)) == 65
    assert b"PRIVATE" not in bytes(first.private)
    assert PushKey.objects.count() == 1


def test_with_a_new_secret_the_same_pair_is_sealed_anew(db: None, settings: Settings) -> None:
    before = vapid.make_key()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "x" * 60
    assert vapid.reseal_key() == 0
    assert PushKey.objects.get().private != before.private
    settings.SECRET_KEY_FALLBACKS = []
    assert PushKey.objects.get().public == before.public
    assert vapid.authorization("https://push.example/1", dt.datetime(2026, 11, 23, tzinfo=dt.UTC)).startswith(
        "vapid t="
    )


def test_a_pair_that_no_secret_opens_is_given_up(db: None, settings: Settings) -> None:
    vapid.make_key()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [], "x" * 60
    assert vapid.reseal_key() == 1
    assert not PushKey.objects.exists()


def test_the_page_says_what_an_iphone_needs_and_what_key_to_subscribe_with(visitor: Visitor) -> None:
    page = visitor[1].get("/me/reminders/").content.decode()
    assert "Add to Home Screen" in page
    assert f'data-push="{PushKey.objects.get().public}"' in page

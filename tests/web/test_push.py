"""Reminders on a device: encrypted for it alone, signed, retried, ended; by a push service that opens what it takes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.actions import see
from fortnight.web.chat.models import Conversation
from fortnight.web.mail.models import Letter
from fortnight.web.reminders.models import PushDevice, PushKey, PushMessage, Reminder, ReminderWish
from fortnight.web.reminders.push.encryption import encrypted
from fortnight.web.reminders.push.outbox import send_due
from fortnight.web.reminders.turns import write_due
from tests.web.push_service import PushService, Subscriber, push_service, unwrapped, wrapped
from tests.web.reminding import choose
from tests.web.test_advisor import advisor, desk
from tests.web.test_away import Clock, clock
from tests.web.test_letters import answer
from tests.web.test_reminders import tick_all

Visitor = tuple[Person, Client]
__all__ = ["advisor", "clock", "desk"]
EVENING = "2026-11-23 20:00"
PHONE = Subscriber()


@pytest.fixture
def service(settings: Settings) -> Iterator[PushService]:
    """A push service on this machine, which for once may be asked."""
    settings.PUSH_ANYWHERE = True
    with push_service() as there:
        yield there


def subscribe(browser: Client, service: PushService, subscriber: Subscriber = PHONE, name: str = "device") -> int:
    """Have reminders come to a browser; the status of the answer."""
    return browser.post("/me/reminders/device/", service.subscription(subscriber, name)).status_code


def turn(clock: Clock, message: str) -> int:
    """The clock has its turn at a moment, in UTC, and what was written is sent; how many were."""
    now = clock.set(message)
    write_due(now)
    return send_due(now)


def read(service: PushService, subscriber: Subscriber = PHONE) -> list[dict[str, Any]]:
    """What came, as the browser reads it."""
    return [json.loads(subscriber.opened(row.body)) for row in service.taken]


def test_a_message_is_encrypted_as_the_standard_has_it() -> None:
    """RFC 8291, appendix A."""
    number = int.from_bytes(unwrapped("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    message = encrypted(
        b"When I grow up, I want to be a watermelon",
        receiver=unwrapped("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        auth=unwrapped("BTBZMqHH6r4Tts7J_aSIgg"),
        sender=ec.derive_private_key(number, ec.SECP256R1()),
        salt=unwrapped("DGv6ra1nlYgDCS1FRnbzlw"),
        padded_to=0,
    )
    assert wrapped(message) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3"
        "jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_a_reminder_comes_to_the_device_and_only_it_can_read_it(
    visitor: Visitor, service: PushService, clock: Clock
) -> None:
    assert subscribe(visitor[1], service) == 200
    assert turn(clock, EVENING) == 1
    (row,) = service.taken
    (message,) = read(service)
    assert message["title"] == "Fortnight: something for this evening"
    assert message["path"] == "/today/"
    assert (row.headers["content-encoding"], row.headers["ttl"], row.headers["topic"]) == (
        "aes128gcm",
        "7200",
        "evening",
    )
    assert row.claims["aud"] == service.address
    assert row.claims["sub"].startswith("mailto:")
    assert 0 < row.claims["exp"] - timezone.now().timestamp() <= 24 * 60 * 60
    assert b"Fortnight" not in row.body
    assert PushKey.objects.get().public in row.headers["authorization"]


def test_on_a_lock_screen_stands_nothing_of_skin_unless_it_is_wished(
    visitor: Visitor, service: PushService, clock: Clock
) -> None:
    subscribe(visitor[1], service)
    turn(clock, EVENING)
    (message,) = read(service)
    text = f"{message['title']} {message['body']}".lower()
    assert not [word for word in ("skin", "cleanse", "treatment", "day 3") if word in text]
    choose(visitor[1], named="1")
    turn(clock, "2026-11-24 07:30")
    assert read(service)[1]["title"].startswith("This morning: ")


def test_every_message_is_equally_long(visitor: Visitor, service: PushService, clock: Clock) -> None:
    subscribe(visitor[1], service)
    turn(clock, EVENING)
    choose(visitor[1], named="1")
    turn(clock, "2026-11-24 20:00")
    assert len({len(row.body) for row in service.taken}) == 1


def test_what_is_ticked_is_left_out_and_nothing_left_is_no_message(
    visitor: Visitor, service: PushService, clock: Clock
) -> None:
    subscribe(visitor[1], service)
    ReminderWish.objects.update(checkins=False)
    tick_all(visitor[0], 3, "evening")
    assert turn(clock, EVENING) == 0
    assert PushMessage.objects.get().state == PushMessage.NOT_NEEDED


def test_two_processes_send_one(visitor: Visitor, service: PushService, clock: Clock) -> None:
    subscribe(visitor[1], service)
    assert turn(clock, EVENING) == 1
    assert turn(clock, EVENING) == 0
    assert len(service.taken) == 1


def test_one_tap_on_it_ends_it_on_this_device_only(visitor: Visitor, service: PushService, clock: Clock) -> None:
    tablet = Subscriber()
    subscribe(visitor[1], service)
    subscribe(visitor[1], service, tablet, "tablet")
    turn(clock, EVENING)
    stop = next(json.loads(PHONE.opened(row.body))["stop"] for row in service.taken if row.path == "/push/device")
    worker = Client(enforce_csrf_checks=True)
    assert "Stop reminders on this device?" in worker.get(stop).content.decode()
    assert PushDevice.objects.count() == 2
    assert worker.post(stop).status_code == 200
    assert turn(clock, "2026-11-24 07:30") == 1
    assert service.taken[-1].path == "/push/tablet"
    assert worker.post(stop).status_code == 404


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(visitor: Visitor, service: PushService, clock: Clock, status: int) -> None:
    subscribe(visitor[1], service)
    service.statuses = [status]
    assert turn(clock, EVENING) == 0
    assert not PushDevice.objects.exists()
    assert not ReminderWish.objects.get().push
    assert set(Reminder.objects.values_list("due_at", flat=True)) == {None}


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_is_too_much_for_now_is_sent_later(
    visitor: Visitor, service: PushService, clock: Clock, status: int
) -> None:
    subscribe(visitor[1], service)
    service.statuses, service.retry_after = [status], "600"
    assert turn(clock, EVENING) == 0
    assert turn(clock, "2026-11-23 20:09") == 0
    assert turn(clock, "2026-11-23 20:10") == 1
    assert len(service.taken) == 2


def test_a_service_that_cannot_be_reached_is_asked_again_until_it_is_too_late(
    visitor: Visitor, service: PushService, clock: Clock
) -> None:
    subscribe(visitor[1], service)
    PushDevice.objects.update(endpoint="http://127.0.0.1:9/push")
    assert turn(clock, EVENING) == 0
    assert PushMessage.objects.get().state == PushMessage.WAITING
    PushDevice.objects.update(endpoint=service.endpoint())
    assert turn(clock, "2026-11-23 22:01") == 0
    assert PushMessage.objects.get().state == PushMessage.NOT_NEEDED
    assert service.taken == []


@pytest.mark.parametrize("status", [301, 400, 401, 403, 413])
def test_what_is_refused_for_good_is_not_tried_again_and_nobody_is_led_elsewhere(
    visitor: Visitor, service: PushService, clock: Clock, status: int
) -> None:
    subscribe(visitor[1], service)
    service.statuses = [status]
    assert turn(clock, EVENING) == 0
    assert turn(clock, "2026-11-23 21:30") == 0
    assert len(service.taken) == 1
    assert PushMessage.objects.get().state == PushMessage.FAILED


def test_an_answer_is_told_once_for_several_after_some_minutes(
    visitor: Visitor, service: PushService, advisor: User, clock: Clock
) -> None:
    subscribe(visitor[1], service)
    clock.set("2026-11-23 12:00")
    for body in ("Yes.", "From day 7."):
        answer(visitor[0], advisor, body)
    assert turn(clock, "2026-11-23 12:02") == 0
    assert turn(clock, "2026-11-23 12:03") == 1
    (message,) = read(service)
    assert (message["title"], message["path"]) == ("Fortnight: something to read", "/advisor/")
    assert not Letter.objects.filter(kind=Letter.REMINDER).exists()


def test_an_answer_that_was_read_meanwhile_is_not_told(
    visitor: Visitor, service: PushService, advisor: User, clock: Clock
) -> None:
    subscribe(visitor[1], service)
    clock.set("2026-11-23 12:00")
    answer(visitor[0], advisor)
    see(Conversation.objects.get(), user=None, number=1)
    assert turn(clock, "2026-11-23 12:03") == 0


def test_an_answer_waits_for_the_end_of_the_quiet_hours(
    visitor: Visitor, service: PushService, advisor: User, clock: Clock
) -> None:
    subscribe(visitor[1], service)
    clock.set("2026-11-23 23:00")
    answer(visitor[0], advisor)
    assert turn(clock, "2026-11-24 06:59") == 0
    assert turn(clock, "2026-11-24 07:00") == 1


def test_the_worker_shows_reminders_and_says_where_to_end_them(visitor: Visitor) -> None:
    worker = visitor[1].get("/sw.js").content.decode()
    for event in ("push", "notificationclick", "pushsubscriptionchange"):
        assert f'addEventListener("{event}"' in worker
    assert '"reminders-device": "/me/reminders/device/"' in worker


def test_devices_are_in_the_download_without_keys_and_go_with_the_person(
    visitor: Visitor, service: PushService, clock: Clock
) -> None:
    subscribe(visitor[1], service)
    turn(clock, EVENING)
    held = visitor[1].get("/me/data/download/").content.decode()
    assert '"push_messages"' in held
    assert service.endpoint() not in held
    visitor[1].post("/me/data/delete/", {"word": "delete"})
    assert not PushDevice.objects.exists()
    assert not PushMessage.objects.exists()

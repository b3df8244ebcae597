"""Journey: somebody chooses reminders, gets one by real e-mail, and ends them by one tap; and takes them on a device.

No push service is asked: the browser's own subscription stands in for one, and what would come is handed to its worker.
"""

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.browser.device import begin, post, ready
from tests.browser.server import PATIENCE, Server
from tests.mail_server import MailServer
from tests.web.push_service import Subscriber, wrapped

# Evening comes: what is due is written, and the letters leave.
_EVENING = """
import datetime as dt
from django.utils import timezone
from fortnight.web.mail.outgoing.outbox import send_due
from fortnight.web.reminders.models import Reminder, ReminderWish
from fortnight.web.reminders.turns import write_due
ReminderWish.objects.update(quiet_from=None, quiet_to=None)
Reminder.objects.filter(slot="evening").update(due_at=timezone.now() - dt.timedelta(minutes=1))
write_due()
send_due()
"""
_SUBSCRIBED = """
const said = %s;
const held = { options: {}, toJSON: () => said, unsubscribe: async () => true };
PushManager.prototype.getSubscription = async () => null;
PushManager.prototype.subscribe = async () => held;
"""


@pytest.fixture
def browser(windows: Browser) -> Browser:
    """The shell shows no notifications."""
    return windows


def test_reminders_are_chosen_come_by_mail_and_end_by_one_tap(
    member: Page, site: Server, post_office: MailServer
) -> None:
    member.goto("/today/")
    ready(member)
    member.get_by_role("link", name="Remind me of my steps").click()
    expect(member.get_by_text("Nothing is sent until you choose it here.")).to_be_visible()
    box = member.get_by_label("By email to ")
    to = box.evaluate("box => box.labels[0].innerText").strip().removeprefix("By email to ")
    expect(box).to_be_checked()
    member.get_by_role("button", name="Remind me", exact=True).click()
    expect(member.get_by_text("Saved.")).to_be_visible()
    expect(member.get_by_role("heading", name="What comes next")).to_be_visible()
    member.goto("/today/")
    expect(member.get_by_text("You are reminded at 07:30 and 20:00.")).to_be_visible()

    site.manage("shell", "--no-imports", "-c", _EVENING)
    letter = next(row for row in post_office.to(to) if row["List-Unsubscribe"])
    assert letter["Subject"] == "Fortnight: something for this evening"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain = letter.get_body(("plain",))
    assert plain
    stop = re.search(r"http://\S+/reminders/stop/\S+", plain.get_content())
    assert stop
    assert letter["List-Unsubscribe"].strip() == f"<{stop[0]}>"
    member.goto(stop[0])
    member.get_by_role("button", name="Stop them now").click()
    expect(member.get_by_role("heading", name="No more reminders by email")).to_be_visible()
    member.goto("/today/")
    expect(member.get_by_role("link", name="Remind me of my steps")).to_be_visible()


def test_in_spanish_they_are_chosen_come_by_mail_and_end(
    new_context: Callable[..., BrowserContext],
    sign_in: Callable[[BrowserContext], None],
    site: Server,
    post_office: MailServer,
) -> None:
    context = new_context(locale="es-ES")
    sign_in(context)
    begin(context)
    post(context, "/me/", way="../language/", language="es", next="/me/")
    page = context.new_page()
    page.goto("/today/")
    page.get_by_role("link", name="Recordarme mis pasos").click()
    expect(page.get_by_text("No se envía nada hasta que lo elijas aquí.")).to_be_visible()
    box = page.get_by_label("Por correo a ")
    to = box.evaluate("box => box.labels[0].innerText").strip().removeprefix("Por correo a ")
    page.get_by_role("button", name="Recordármelo", exact=True).click()
    expect(page.get_by_text("Guardado.")).to_be_visible()
    expect(page.get_by_role("heading", name="Lo que viene")).to_be_visible()
    page.goto("/today/")
    expect(page.get_by_text("Te lo recordamos a las 7:30 y 20:00.")).to_be_visible()

    site.manage("shell", "--no-imports", "-c", _EVENING)
    letter = next(row for row in post_office.to(to) if row["List-Unsubscribe"])
    assert letter["Subject"] == "Fortnight: algo para esta noche"
    page.goto(letter["List-Unsubscribe"].strip().strip("<>"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.get_by_role("button", name="Detenerlos ahora").click()
    expect(page.get_by_role("heading", name="No habrá más recordatorios por correo")).to_be_visible()


def worker_of(page: Page, context: BrowserContext) -> tuple[CDPSession, str]:
    """The line to a page's service worker, and the name of its registration."""
    line, names = context.new_cdp_session(page), []
    line.on("ServiceWorker.workerRegistrationUpdated", lambda subscription: names.extend(subscription["registrations"]))
    line.send("ServiceWorker.enable")
    until = time.monotonic() + PATIENCE
    while not names and time.monotonic() < until:
        page.wait_for_timeout(50)
    return line, str(names[0]["registrationId"])


def shown(page: Page) -> list[dict[str, Any]]:
    """The notifications that stand on the device."""
    script = """async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(
        ({ title, body, data, actions }) => ({ title, body, data, actions }))"""
    rows: list[dict[str, Any]] = page.evaluate(script)
    return rows


def test_a_device_is_added_shows_a_reminder_and_is_removed(page: Page, context: BrowserContext, site: Server) -> None:
    phone = Subscriber()
    keys = {"p256dh": wrapped(phone.public), "auth": wrapped(phone.auth)}
    subscription = {"endpoint": "https://push.example/phone", "keys": keys}
    context.grant_permissions(["notifications"], origin=site.address)
    context.add_init_script(_SUBSCRIBED % json.dumps(subscription))
    begin(context)
    page.goto("/me/reminders/")
    ready(page)
    page.get_by_role("button", name="Remind me on this device").click()
    expect(page.get_by_text("this one")).to_be_visible()

    line, name = worker_of(page, context)
    message = {"title": "Fortnight: something for this evening", "body": "", "path": "/today/", "tag": "evening"}
    message |= {"stop": "/reminders/stop/0/", "ending": "Stop these reminders", "lang": "en"}
    values = {"origin": f"{site.address}/", "registrationId": name, "data": json.dumps(message)}
    until = time.monotonic() + PATIENCE
    while not shown(page) and time.monotonic() < until:
        # One that comes while the worker is only beginning gets lost; the same one again takes its place.
        line.send("ServiceWorker.deliverPushMessage", values)
        page.wait_for_timeout(500)
    (row,) = shown(page)
    assert row["title"] == "Fortnight: something for this evening"
    assert row["data"] == {"path": "/today/", "ends": "/reminders/stop/0/"}
    assert [action["title"] for action in row["actions"]] == ["Stop these reminders"]

    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("This browser gets no more reminders.")).to_be_visible()
    expect(page.get_by_text("this one")).to_have_count(0)

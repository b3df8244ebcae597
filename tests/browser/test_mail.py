"""Journey: an answer finds somebody who is away, by real e-mail; they say what may stand in it, and write back."""

import email.utils
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import PATIENCE, ROOT, Server, free_port
from tests.browser.staff import sign_in as sign_in_staff
from tests.mail_server import MailServer

Device = Callable[..., BrowserContext]
# Three minutes go by: what waits is due, and the letters leave.
_LATER = """
from django.utils import timezone
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing.outbox import send_due
Letter.objects.filter(state="waiting").update(next=timezone.now())
send_due()
"""
# How many mails have come and are not worked to their end.
_UNDER_WAY = """
from fortnight.web.mail.models import Received
print(Received.objects.filter(state__in=(Received.RECEIVED, Received.WORKING)).count())
"""


def address_of(page: Page) -> str:
    """Where a member is written to, as their page says."""
    page.goto("/me/mail/")
    return page.get_by_text("We’ll email ").inner_text().removeprefix("We’ll email ").split(". ")[0]


def ask(page: Page, words: str) -> None:
    page.goto("/advisor/")
    page.locator("#body").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".body", has_text=words)).to_be_visible()


def answer(desk: Page, question: str, words: str) -> None:
    desk.goto("/desk/?box=due")
    desk.get_by_role("listitem").filter(has_text=question).first.get_by_role("link").click()
    desk.get_by_label("Your answer").fill(words)
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.locator(".body", has_text=words)).to_be_visible()


def test_an_answer_comes_by_mail_with_what_its_person_wants_in_it(
    member: Page, new_context: Device, site: Server, post_office: MailServer
) -> None:
    to = address_of(member)
    ask(member, "When is my retinol back?")
    member.goto("about:blank")
    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in_staff(context, site)
    desk = context.new_page()
    answer(desk, "When is my retinol back?", "From day 7, every third evening.")
    site.manage("shell", "--no-imports", "-c", _LATER)
    first = post_office.to(to)[0]
    plain = first.get_body(("plain",))
    assert plain
    assert "every third evening" not in first.as_string()
    assert "Day 3" not in first.as_string()
    assert f"{site.address}/advisor/" in plain.get_content()

    member.goto("/me/mail/")
    member.get_by_label("Include the answer in the email").check()
    member.get_by_role("button", name="Save").click()
    expect(member.get_by_label("Include the answer in the email")).to_be_checked()
    ask(member, "And my peptide serum?")
    member.goto("about:blank")
    answer(desk, "And my peptide serum?", "That one from today on.")
    site.manage("shell", "--no-imports", "-c", _LATER)
    second = post_office.to(to, 2)[1]
    plain = second.get_body(("plain",))
    html = second.get_body(("html",))
    assert plain
    assert html
    assert "That one from today on." in plain.get_content()
    assert "Day 3 of 14" in plain.get_content()
    assert html.get_content().count("<td") == 14
    assert second["In-Reply-To"] == first["Message-ID"]
    desk.reload()
    expect(desk.get_by_text("sent by email")).to_have_count(2)


@pytest.fixture
def letter_box(site: Server) -> Iterator[int]:
    """`fortnight mail receive`, as a clinic's mail server knows it; the port where it takes mail by LMTP."""
    port = free_port()
    command = [sys.executable, "-m", "fortnight.cli", "mail", "receive", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert "Listening for LMTP" in process.stdout.readline()
    yield port
    process.terminate()
    process.communicate(timeout=PATIENCE)


def as_a_mail_program(letter: EmailMessage, words: str) -> EmailMessage:
    """A reply to a letter as a mail program makes it: its own id, the letter named, the letter quoted below."""
    plain = letter.get_body(("plain",))
    assert plain
    reply = EmailMessage()
    reply["From"] = letter["To"]
    reply["To"] = letter["Reply-To"]
    reply["Subject"] = f"Re: {letter['Subject']}"
    reply["Date"] = email.utils.localtime()
    reply["Message-ID"] = email.utils.make_msgid(domain="phone.example")
    reply["In-Reply-To"] = letter["Message-ID"]
    reply["References"] = f"{letter['References'] or ''} {letter['Message-ID']}".strip()
    quoted = "\n".join(f"> {line}" for line in plain.get_content().splitlines())
    reply.set_content(f"{words}\n\nOn Monday, {letter['From']} wrote:\n{quoted}\n")
    return reply


def post(reply: EmailMessage, port: int) -> None:
    with smtplib.LMTP("127.0.0.1", port, timeout=PATIENCE) as server:
        server.send_message(reply)


def all_worked(site: Server) -> None:
    """Wait until every mail that came is worked."""
    end = time.monotonic() + PATIENCE
    while site.manage("shell", "--no-imports", "-c", _UNDER_WAY).strip() != "0":
        assert time.monotonic() < end, "a mail was never worked"
        time.sleep(0.1)


def said(page: Page, words: str) -> int:
    """How often a page shows a message with these words."""
    return page.locator(".body", has_text=words).count()


def test_one_conversation_goes_on_by_real_e_mail_in_both_directions(
    member: Page, new_context: Device, site: Server, post_office: MailServer, letter_box: int
) -> None:
    to = address_of(member)
    member.get_by_label("Include the answer in the email").check()
    member.get_by_role("button", name="Save").click()
    ask(member, "May I go swimming on Saturday?")
    member.goto("about:blank")
    context = new_context(viewport={"width": 1280, "height": 900})
    sign_in_staff(context, site)
    desk = context.new_page()
    answer(desk, "May I go swimming on Saturday?", "Not yet: a pool waits until day 8.")
    site.manage("shell", "--no-imports", "-c", _LATER)
    first = post_office.to(to)[0]

    # The advisor has the conversation open. The reply comes twice, as mail servers do after a broken line.
    reply = as_a_mail_program(first, "And a paddle in the sea?")
    post(reply, letter_box)
    post(reply, letter_box)
    expect(desk.locator(".body", has_text="And a paddle in the sea?")).to_be_visible()
    all_worked(site)
    desk.reload()
    expect(desk.locator(".body", has_text="And a paddle in the sea?")).to_be_visible()
    assert said(desk, "And a paddle in the sea?") == 1
    assert said(desk, "Not yet: a pool waits until day 8.") == 1
    expect(desk.locator("article, li").filter(has_text="And a paddle in the sea?").last).to_contain_text("by email")

    desk.get_by_label("Your answer").fill("Salt stings on open skin: from day 8 as well.")
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.locator(".body", has_text="Salt stings")).to_be_visible()
    site.manage("shell", "--no-imports", "-c", _LATER)
    second = post_office.to(to, 2)[1]
    plain = second.get_body(("plain",))
    assert plain
    assert "Salt stings on open skin" in plain.get_content()
    assert second["In-Reply-To"] == reply["Message-ID"]
    assert str(first["Message-ID"]) in str(second["References"])

    # Back on the phone, everything stands in one conversation, in the order in which it was said.
    member.goto("/advisor/")
    expect(member.locator(".body", has_text="Salt stings")).to_be_visible()
    bodies = member.locator("[role=log] .body").all_inner_texts()
    order = ["swimming on Saturday", "a pool waits", "a paddle in the sea", "Salt stings"]
    places = [next(i for i, body in enumerate(bodies) if part in body) for part in order]
    assert places == sorted(places)
    assert "wrote:" not in "".join(bodies)

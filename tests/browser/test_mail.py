"""Journey: an answer finds somebody who is away, by real e-mail; they say what may stand in it."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import Server
from tests.browser.staff import sign_in as sign_in_staff
from tests.mail_server import MailServer

Device = Callable[..., BrowserContext]
# Three minutes go by: what waits is due, and the letters leave.
_LATER = """
from django.utils import timezone
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing import send_due
Letter.objects.filter(state="waiting").update(next=timezone.now())
send_due()
"""


def address_of(page: Page) -> str:
    """Where a member is written to, as their page says."""
    page.goto("/me/mail/")
    return page.get_by_text("We write to").inner_text().removeprefix("We write to ").split(". ")[0]


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
    member.get_by_label("The answer itself may stand in the e-mail").check()
    member.get_by_role("button", name="Save").click()
    expect(member.get_by_label("The answer itself may stand in the e-mail")).to_be_checked()
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
    expect(desk.get_by_text("sent by e-mail")).to_have_count(2)

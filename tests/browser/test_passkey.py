"""Journey: somebody adds a passkey to their account later, after a code by e-mail, and signs in with nothing else."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Quiet
from tests.browser.device import begin
from tests.browser.server import Server
from tests.mail_server import MailServer

Device = Callable[..., BrowserContext]
_CODE = re.compile(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", re.MULTILINE)
_AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def at_localhost(
    site: Server, new_context: Device, quiet: Quiet, sign_in: Callable[[BrowserContext], None]
) -> BrowserContext:
    """A telephone that is signed in at the name of this machine: browsers make no passkeys for a bare number."""
    address = site.address.replace("127.0.0.1", "localhost")
    quiet.allow(f"a request to another host: {address}")
    context = new_context(base_url=address)
    sign_in(context)
    (cookie,) = context.cookies(site.address)
    context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": address, "httpOnly": True}])
    begin(context)
    return context


def with_authenticator(page: Page, *, finger: bool) -> str:
    """Give a telephone a place to keep passkeys, with a finger that is recognised or not; its id."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {**_AUTHENTICATOR, "isUserVerified": finger}
    authenticator: str = line.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return authenticator


def test_a_passkey_is_added_later_and_signs_in(
    site: Server,
    new_context: Device,
    quiet: Quiet,
    sign_in: Callable[[BrowserContext], None],
    post_office: MailServer,
) -> None:
    page = at_localhost(site, new_context, quiet, sign_in).new_page()
    with_authenticator(page, finger=True)
    page.goto("/me/")
    email = page.get_by_text(re.compile(r"signed in as ")).inner_text().split()[-5].rstrip(".")
    page.get_by_role("link", name="Passkeys").click()
    page.get_by_role("link", name="Add").click()
    expect(page.get_by_role("heading", name="Confirm it is you")).to_be_visible()
    page.get_by_role("button", name="Send me a code").click()
    field = page.get_by_label("Code", exact=True)
    expect(field).to_be_visible()
    mail = next(letter for letter in reversed(post_office.messages) if "Your code for changes" in letter["Subject"])
    assert email in mail["To"] or mail["To"].startswith("member")
    match = _CODE.search(mail.get_content())
    assert match
    field.fill(match[1])
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name", exact=True).fill("My phone")
    page.get_by_role("button", name="Create passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("main")).to_contain_text("Day 3")


def test_a_passkey_that_was_not_made_is_said_on_the_page(
    site: Server, new_context: Device, quiet: Quiet, sign_in: Callable[[BrowserContext], None]
) -> None:
    page = at_localhost(site, new_context, quiet, sign_in).new_page()
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    with_authenticator(page, finger=False)
    page.goto("/accounts/login/")
    expect(page.get_by_text("The passkey did not work")).to_be_hidden()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The passkey did not work")).to_be_visible()

"""Every page of the site by the name of its address, and how to come there; and what has an address but is no page.

A new address is in neither list, and `test_every_address_is_a_page_or_said_to_be_none` fails until it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import BrowserContext

from tests.browser.device import ask, begin, post

LABEL = "Aqua, Glycerin, Niacinamide, Retinol, Parfum, Limonene"


@dataclass(frozen=True)
class Reached:
    """A page: where it is, on which day of the fortnight it is looked at (0: by nobody), what was asked before."""

    path: str
    day: int = 3
    asked: str = ""


# One name may have several pages: "today" before, in and after the fortnight.
PAGES: dict[str, Reached] = {
    "front": Reached("/", day=0),
    "front again": Reached("/?again=1"),
    "offline": Reached("/offline/", day=0),
    "signs": Reached("/signs/"),
    "signs for everybody": Reached("/signs/", day=0),
    "today": Reached("/today/", asked=LABEL),
    "today before": Reached("/today/", day=-4),
    "today after": Reached("/today/", day=20),
    "plan": Reached("/plan/"),
    "day": Reached("/day/7/"),
    "may": Reached("/may/"),
    "answer": Reached("{asked}", asked=LABEL),
    "shelf": Reached("/shelf/", asked=LABEL),
    "me": Reached("/me/"),
    "device": Reached("/device/"),
    "about-me": Reached("/me/about/"),
    "treatments": Reached("/me/treatments/"),
    "new-treatment": Reached("/me/treatments/new/"),
    "treatment": Reached("/me/treatments/{treatment}/"),
    "links": Reached("/me/links/"),
    "my-data": Reached("/me/data/"),
    "account_login": Reached("/accounts/login/", day=0),
    "account_signup": Reached("/accounts/signup/"),
    "account_signup_by_passkey": Reached("/accounts/signup/passkey/"),
    "open-link": Reached("/link/{own}/", day=0),
    "friend": Reached("/with/{friend}/", day=0),
}
NOT_PAGES = {
    "health": "JSON for machines",
    "language": "a form sent there leads back",
    "manifest": "JSON for the browser",
    "robots": "text for search engines",
    "worker": "the service worker",
    "tick": "a form sent there leads back",
    "flags-seen": "a form sent there leads back",
    "switch": "a form sent there leads back",
    "choose-treatment": "a form sent there leads back",
    "close-link": "a form sent there leads back",
    "download": "a file",
    "goodbye": "a form sent there leads to the last page",
    "tick-token": "JSON for the script of ticks",
}
# Pages of others, until they wear our layout.
OF_OTHERS = ("account_", "mfa_", "socialaccount_")


def named() -> Iterator[str]:
    """The names of all addresses."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns)
            elif one.name:
                yield one.name

    yield from walk(get_resolver().url_patterns)


def reach(context: BrowserContext, name: str) -> str:
    """Make everything so that a page can be opened, and say at which path."""
    page = PAGES[name]
    if page.day:
        begin(context, page.day)
    asked = ask(context, page.asked) if page.asked else ""
    if "{" not in page.path or asked:
        return page.path.format(asked=asked)
    return _made(context, page.path)


def _made(context: BrowserContext, path: str) -> str:
    """The path of a page that is there once something was made: a link (opened by somebody else), a treatment."""
    if "treatment" in path:
        listed = context.request.get("/me/treatments/").text()
        found = re.search(r'href="(/me/treatments/\d+/)"', listed)
    else:
        begin(context)
        purpose = "friend" if "friend" in path else "own"
        found = re.search(
            r'value="http://[^/]+(/(?:with|link)/[^"]+)"', post(context, "/me/links/", purpose=purpose, days="2").text()
        )
        context.clear_cookies()
    assert found, f"nothing was made for {path}"
    return found[1]

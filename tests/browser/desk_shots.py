"""Pictures of the clinic's side for the docs, and of the conversation on a telephone: taken with the others."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from tests.browser.scene import clinic, conversation, desk, iris
from tests.browser.server import Server

Take = Callable[..., None]
PLACES = {
    "desk": "/desk/?box=due",
    "clients": "/desk/clients/",
    "invite": "/desk/clients/invite/",
    "clinic": "/desk/clinic/",
    "figures": "/desk/clinic/figures/",
    "difference": "/desk/guide/difference/",
    "catalogue": "/desk/catalogue/",
    "screening": "/desk/catalogue/screen/",
}


def take(browser: Browser, keep: Take) -> None:
    """Take the pictures on a site with the demo in it; `keep` writes one."""
    with TemporaryDirectory() as room:
        site, link = clinic(Path(room))
        with site:
            _take(browser, keep, site, link)


def _take(browser: Browser, keep: Take, site: Server, link: str) -> None:
    noor = browser.new_context(base_url=site.address)
    desk(noor, site)
    talk = conversation(noor, "Iris")
    places = PLACES | {"conversation": talk, "recommend": f"{talk}routine/"}
    for name, path in places.items():
        for size in ((1280, 860, 1), (390, 844, 2)):
            for scheme in ("light", "dark"):
                keep(f"{name}-{size[0]}-{scheme}", noor, site.address + path, size, scheme)
    person = browser.new_context(base_url=site.address)
    iris(person, link)
    for scheme in ("light", "dark"):
        keep(f"advisor-390-{scheme}", person, f"{site.address}/advisor/", (390, 844, 2), scheme)
        for size in ((1280, 860, 1), (390, 844, 2)):
            keep(f"use-{size[0]}-{scheme}", person, f"{site.address}/use/?catalogue=on", size, scheme)

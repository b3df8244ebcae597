"""A clinic at work, for pictures: the demo's people, clients that were invited, and a draft of the guide with changes.

What the demo does not have is made by the desk's own forms, as an advisor makes it.
"""

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.browser.device import post
from tests.browser.server import ROOT, Server
from tests.browser.staff import sign_in

NOOR = "noor@linden-house.example"
# Name, the day they are on, the length of the needles.
INVITED = (("Hanna Brook", 8, "1.0"), ("Ivo Marsh", 1, "1.5"), ("Jana Wells", -2, "0.5"), ("Kofi Lane", 13, "1.0"))
# Rules that the clinic sees otherwise: milder ones, and stricter ones.
CHANGED = {
    "retinoid-returns": {"refuse_last": "8", "careful_first": "9"},
    "kind-eye-cream": {"refuse_last": "3"},
    "kind-vitamin-c-serum": {"refuse_last": "6"},
}


def clinic(folder: Path) -> tuple[Server, str]:
    """The site on a folder with the demo in it, not served yet, and the path of the link to its person's plan."""
    site = Server(folder)
    command = [sys.executable, "-m", "fortnight.cli", "demo"]
    done = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=True)
    found = re.search(r"/link/\S+", done.stdout)
    assert found, f"the demo told no link:\n{done.stdout}"
    return site, found[0]


def iris(context: BrowserContext, link: str) -> None:
    """Open the plan of the demo's person in a browser."""
    context.request.get(link)
    post(context, link)


def desk(context: BrowserContext, site: Server) -> None:
    """Sign the demo's advisor in, and let her invite clients and change the draft of the guide."""
    sign_in(context, site, "Noor", "owner", NOOR)
    today = dt.datetime.now(dt.UTC).date()
    for name, day, needle in INVITED:
        date = today - dt.timedelta(days=day - 1)
        post(context, "/desk/clients/invite/", name=name, date=date.isoformat(), needle_mm=needle, language="en")
    page = context.new_page()
    for rule, days in CHANGED.items():
        page.goto(f"{site.address}/desk/guide/rule/{rule}/")
        for field, last in days.items():
            page.locator(f"[name={field}]").select_option(last)
        page.locator("form.card .btn").first.click()
    page.close()


def conversation(context: BrowserContext, name: str) -> str:
    """The path of somebody's conversation at the desk."""
    page = context.request.get(f"/desk/?box=due&q={name}").text()
    found = re.search(r'href="(/desk/[0-9a-f-]{36}/)', page)
    assert found, f"{name} has no conversation"
    return found[1]

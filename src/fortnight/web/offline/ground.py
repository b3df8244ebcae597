"""What every device may hold, because it belongs to nobody: scripts, styles, the offline page and the red-flag card.

The version changes with any of them, and with the templates and tables they are made of, so that a device with an
older ground fetches a new one. The scripts of a page are named with their hashes and can be kept for good.
"""

import hashlib
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from fortnight.guide.model import LAST_DAY
from fortnight.web.ground.environment import OUR_APPS, WEB
from fortnight.web.shell import look, saved
from fortnight.web.shell.routes import route

_ALSO = ("shell/icon.svg",)
_SUFFIXES = (".css", ".js")
_ROUTES = ("day", "offline", "reminders-device", "shelf", "tick", "tick-token", "today")


def script() -> str:
    """The service worker in the reader's language: what it keeps, then what it does."""
    return f"const KEPT = {json.dumps(_kept())};\n{_source()}"


def _kept() -> dict[str, Any]:
    language = translation.get_language() or ""
    days = [reverse("day", args=[day]) for day in range(1, LAST_DAY + 1)]
    return {
        "version": f"{_version(tuple(look.addresses()))}-{language}",
        "language": language,
        # The clinic's colours and logo have addresses that change with them.
        "assets": [*_assets(), *look.addresses()],
        "pages": [reverse("offline"), reverse("signs")],
        "own": [*(reverse(name) for name in ("today", "plan", "shelf", "signs", "normal", "checkin")), *days],
        "routes": {name: route(name) for name in _ROUTES},
        # What an answer of the shelf has for an address, to find each in the page of the shelf.
        "answer": route("answer").replace("{key}", "[0-9a-f-]{36}"),
        "headers": {"who": saved.WHO, "saves": saved.SAVES, "rules": saved.RULES},
    }


@cache
def _source() -> str:
    """What the worker does. Not every browser lets a worker import: the queue of ticks stands before it, as a value."""
    queue = (WEB / "journal" / "static" / "journal" / "queue.js").read_text("utf-8")
    before, _, after = queue.partition("export const ticks =")
    worker = Path(__file__).with_name("worker.js").read_text("utf-8")
    return f"const ticks = (() => {{\n{before}return{after}}})();\n{worker}"


@cache
def _assets() -> list[str]:
    """The addresses of our scripts and styles, with their hashes."""
    folders = [WEB / app / "static" for app in OUR_APPS]
    names = [path.relative_to(folder).as_posix() for folder in folders for path in sorted(folder.rglob("*"))]
    return [static(name) for name in names if name.endswith(_SUFFIXES) or name in _ALSO]


@lru_cache(maxsize=8)
def _version(of_clinic: tuple[str, ...]) -> str:
    """A short hash over everything that the ground is made of."""
    made_of = hashlib.sha256("\n".join((*_assets(), *of_clinic, _source())).encode())
    package = WEB.parent
    patterns = ("web/*/templates/**/*.html", "**/*.toml", "healing/data/*.csv")
    files = (path for pattern in patterns for path in package.glob(pattern))
    for path in sorted(files):
        made_of.update(path.read_bytes())
    return made_of.hexdigest()[:12]

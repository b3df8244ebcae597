"""Which browser on which system a request comes from, as people call them: "Firefox", "Windows".

Read from the User-Agent header, whose first matching mark decides; versions and models are left out. What is not
recognised is `UNKNOWN`. It is shown in lists of devices and stands in letters, and decides nothing.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

UNKNOWN = "unknown"
# A browser names those it wants to pass for as well, so that the rarer mark stands before the commoner one.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Vivaldi", "Vivaldi"),
    ("DuckDuckGo", "DuckDuckGo"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chromium", "Chromium"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
_LONGEST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """A browser and the system it runs on, by their names or `UNKNOWN`."""

    name: str = UNKNOWN
    system: str = UNKNOWN

    @property
    def words(self) -> str:
        """What it is called in the reader's language: "Firefox on Windows"."""
        return browser_words(self.name, self.system)


def browser_of(request: HttpRequest) -> Browser:
    """The browser of a request."""
    agent = request.headers.get("User-Agent", "")[:_LONGEST]
    return Browser(name=_first(_BROWSERS, agent), system=_first(_SYSTEMS, agent))


def browser_words(name: str, system: str) -> str:
    """A browser and its system in the reader's language; the empty text and `UNKNOWN` are an unknown browser."""
    has_name, has_system = name not in {"", UNKNOWN}, system not in {"", UNKNOWN}
    if has_name and has_system:
        return gettext("%(browser)s on %(system)s") % {"browser": name, "system": system}
    if has_system:
        return gettext("A browser on %(system)s") % {"system": system}
    return name if has_name else gettext("A browser we do not recognise")


def _first(marks: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for mark, name in marks if mark in agent), UNKNOWN)

"""The five tabs of somebody with a plan, and under which of them each page stands."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab: the name of its address, its icon, its words, and the prefixes of the names of the pages under it."""

    name: str
    icon: str
    words: Promise
    under: tuple[str, ...] = ()


TABS = (
    Tab(name="today", icon="sun", words=_("Today"), under=("normal", "sensation", "checkin", "before", "course-photo")),
    Tab(name="plan", icon="calendar", words=_("Plan"), under=("day", "ladder", "back")),
    Tab(
        name="may",
        icon="question",
        words=_("Can I?"),
        under=("answer", "photo", "one-photo", "barcode", "feeling", "activit"),
    ),
    Tab(name="shelf", icon="shelf", words=_("Shelf"), under=("use", "add", "edit", "recommended")),
    Tab(name="advisor", icon="chat", words=_("Advisor")),
)
_ME = (
    "me",
    "about-me",
    "treatment",
    "new-treatment",
    "links",
    "mail-wishes",
    "reminders",
    "my-data",
    "who-looked",
    "device",
    "leave",
)


def tab_of(here: str) -> str:
    """The name of the tab under which a page stands, by the name of its address; "me", or empty for any other.

    >>> tab_of("answer"), tab_of("day"), tab_of("about-me"), tab_of("signs")
    ('may', 'plan', 'me', '')
    """
    if here.startswith(_ME):
        return "me"
    return next((tab.name for tab in TABS if here.startswith((tab.name, *tab.under))), "")

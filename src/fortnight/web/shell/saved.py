"""What may be saved on a device, said with every page: whose it is, and whether the service worker may keep it.

A page is saved only where its person asked for it, signed in, on the device where they did: `Person.keep_offline` is
the wish, the cookie is the device. The worker forgets what it holds as soon as a page belongs to somebody else or to
nobody, or no longer says that pages are saved; signing out, switching off and deleting need nothing more. The browser
is told to forget everything besides when a form takes the cookie of a session or of a visitor away.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from fortnight.web.accounts.convert import rules_of
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.secrets import hashed

WHO = "X-Fortnight-Who"
SAVES = "X-Fortnight-Saves"
RULES = "X-Fortnight-Rules"
COOKIE = settings.SAVES_COOKIE_NAME
NOBODY = "nobody"
# By the names of their addresses; no page with a form that changes facts, and nothing that stands once.
PAGES = frozenset({"today", "plan", "day", "shelf", "answer", "signs", "normal", "sensation", "checkin"})
_DAYS = 400
_TAG_LENGTH = 20
_RULES_LENGTH = 12


def tag(person: Person) -> str:
    """A name for a person on their own devices that opens nothing."""
    return hashed(f"saved {person.key}")[:_TAG_LENGTH]


def may_save(request: HttpRequest, person: Person) -> bool:
    """Whether the one who asks is signed in as this person; a visitor's plan is not saved."""
    return request.user.is_authenticated and person.user_id == request.user.pk


def saves(request: HttpRequest, person: Person | None) -> bool:
    """Whether this person wants their pages saved on the requesting device, and is signed in there."""
    wants = person and person.keep_offline and request.COOKIES.get(COOKIE) == tag(person)
    return bool(wants and person and may_save(request, person))


def label(request: HttpRequest, response: HttpResponseBase, person: Person | None) -> None:
    """Say on a page whose it is (or nobody's), and whether this page or only others are saved here.

    Where they are, by which rules too: under others (another version of the clinic's guide) all are fetched anew.
    """
    response.headers[WHO] = tag(person) if person else NOBODY
    if saves(request, person):
        match = request.resolver_match
        response.headers[SAVES] = "this" if match and match.url_name in PAGES else "others"
    if person and SAVES in response.headers:
        response.headers[RULES] = hashed(repr(rules_of(person)))[:_RULES_LENGTH]


def begin(response: HttpResponseBase, person: Person) -> None:
    """Mark this device as one that saves a person's pages."""
    age = _DAYS * 24 * 60 * 60
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, tag(person), max_age=age, httponly=True, secure=secure, samesite="Lax")


def end(response: HttpResponseBase) -> None:
    """Take the mark from this device."""
    response.delete_cookie(COOKIE)


def leave_nothing(response: HttpResponseBase) -> None:
    """Tell the browser to forget what this site has stored on the device."""
    end(response)
    response.headers.setdefault("Clear-Site-Data", '"cache", "storage"')

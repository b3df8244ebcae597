"""Every page of the site by the name of its address, and how to come there; and what has an address but is no page.

A new address is in neither list, and `test_every_address_is_a_page_or_said_to_be_none` fails until it is.
"""

import io
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import URLPattern, URLResolver, get_resolver
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import BrowserContext, FilePayload

from tests.browser.device import ask, begin, post

READING = 300.0
UNDER_WAY = ("waiting", "reading")
LABEL = "Aqua, Glycerin, Niacinamide, Retinol, Parfum, Limonene"


@dataclass(frozen=True)
class Reached:
    """A page: where it is, on which day of the fortnight it is looked at (0: by nobody), and what came before.

    `asked` is a label that was asked about, `shown` the text on a photo that was sent and read, `said` what the advisor
    was told. `{asked}` in the path stands for the answer's path, `{key}` for the product's key; `owned` puts it on the
    shelf. `member`: by somebody with an account, who has just signed in.
    """

    path: str
    day: int = 3
    asked: str = ""
    owned: bool = False
    shown: str | None = None
    said: str = ""
    member: bool = False


# One name may have several pages: "today" before, in and after the 14 days.
PAGES: dict[str, Reached] = {
    "front": Reached("/", day=0),
    "offline": Reached("/offline/", day=0),
    "signs": Reached("/signs/"),
    "signs for everybody": Reached("/signs/", day=0),
    "today": Reached("/today/", asked=LABEL, owned=True),
    "today before": Reached("/today/", day=-4),
    "today after": Reached("/today/", day=20),
    "plan": Reached("/plan/"),
    "day": Reached("/day/7/"),
    "may": Reached("/may/"),
    "answer": Reached("{asked}", asked=LABEL),
    "answer in general": Reached("{asked}", asked="retinol"),
    "answer that cannot be told": Reached("{asked}", asked="Zarnoxin, Quuxin, Plonk Acid 7, Aqua, Glycerin"),
    "feelings": Reached("/may/feelings/"),
    "feeling": Reached("/may/feelings/feels-redness/"),
    "normal": Reached("/normal/"),
    "normal before": Reached("/normal/", day=-4),
    "sensation": Reached("/normal/flaking/"),
    "checkin": Reached("/checkin/", asked=LABEL, owned=True),
    "checkin before": Reached("/checkin/", day=-4),
    "checkin-answer": Reached("{checkin}", day=8),
    "ladder": Reached("/ladder/", day=8),
    "course-photos": Reached("/photos/"),
    "course-photo-take": Reached("/photos/take/"),
    "course-photo-take too early": Reached("/photos/take/", day=-40),
    "shelf": Reached("/shelf/", asked=LABEL, owned=True),
    "use": Reached("/use/", asked=LABEL, owned=True),
    "use empty": Reached("/use/"),
    "shelf empty": Reached("/shelf/"),
    "shelf after": Reached("/shelf/", day=20, asked=LABEL, owned=True),
    "shelf undo": Reached("/shelf/?removed={key}", asked=LABEL, owned=True),
    "add": Reached("/shelf/add/"),
    "add another": Reached("/shelf/add/?added={key}", asked=LABEL, owned=True),
    "edit": Reached("/shelf/{key}/", asked=LABEL),
    "activities": Reached("/activities/"),
    "activity": Reached("/activities/sauna/"),
    "me": Reached("/me/"),
    "device": Reached("/device/"),
    "photo": Reached("/may/photo/"),
    "one-photo read": Reached("{photo}", shown="INGREDIENTS: AQUA, GLYCERIN,\nNIACINAMIDE, SQUALANE,\nRETINOL, PARFUM"),
    "one-photo failed": Reached("{photo}", shown=""),
    "barcode": Reached("/may/barcode/"),
    "barcode read": Reached("/may/barcode/?number=4006381333931"),
    "barcode-found": Reached("/may/barcode/4006381333931/"),
    "advisor": Reached("/advisor/", asked=LABEL, said="May I use it on day 7?"),
    "advisor empty": Reached("/advisor/"),
    "about-me": Reached("/me/about/?open=skin"),
    "before": Reached("/before/", day=-4, asked=LABEL, owned=True),
    "before for everybody": Reached("/before/", day=0),
    "before the next one": Reached("/before/", day=20),
    "back": Reached("/back/", day=16),
    "treatments": Reached("/me/treatments/"),
    "new-treatment": Reached("/me/treatments/new/"),
    "treatment": Reached("/me/treatments/{treatment}/"),
    "links": Reached("/me/links/"),
    "calendar": Reached("/me/calendar/"),
    "papers": Reached("/me/papers/"),
    "reminders": Reached("/me/reminders/", member=True),
    "reminders of a visitor": Reached("/me/reminders/"),
    "mail-wishes": Reached("/me/mail/", member=True),
    "mail-wishes of a visitor": Reached("/me/mail/"),
    "my-data": Reached("/me/data/"),
    "who-looked": Reached("/me/looked/"),
    "join": Reached("/me/join/"),
    "devices": Reached("/me/devices/"),
    "devices of a member": Reached("/me/devices/", member=True),
    "leave": Reached("/me/leave/"),
    "account_login": Reached("/accounts/login/", day=0),
    "account_signup": Reached("/accounts/signup/"),
    "account_signup_by_passkey": Reached("/accounts/signup/passkey/"),
    "account_confirm_login_code": Reached("/accounts/login/code/confirm/", day=0),
    "account_email": Reached("/accounts/email/", member=True),
    "account_logout": Reached("/accounts/logout/", member=True),
    "mfa_index": Reached("/accounts/2fa/", member=True),
    "account_reauthenticate": Reached("/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F", member=True),
    "mfa_list_webauthn": Reached("/accounts/2fa/webauthn/", member=True),
    "device of a member": Reached("/device/", member=True),
    "me of a member": Reached("/me/", member=True),
    "open-link": Reached("/link/{own}/", day=0),
    "friend": Reached("/with/{friend}/", day=0),
}
NOT_PAGES = {
    "mfa_activate_totp": "behind a page that asks who one is: tests/browser/test_passkey.py",
    "mfa_add_webauthn": "behind a page that asks who one is: tests/browser/test_passkey.py",
    "close-devices": "a form sent there leads back",
    "close-device": "a form sent there leads back",
    "close-session": "a form sent there leads back",
    "sign-out-everywhere": "a form sent there leads on",
    "deep-health": "JSON for machines",
    "terminal_sign_in": "opened by a link of the terminal: tests/web/test_advisor.py",
    "desk-client-devices": "a form sent there leads back",
    "desk-client-download": "a file",
    "desk-client-data": "a page of the staff: tests/web/test_erasing.py",
    "clinic-records": "a page of the staff: tests/web/test_erasing.py",
    "advisor-asked": "a form sent there leads back",
    "advisor-outcome": "a form sent there leads back",
    "advisor-tell": "a form sent there leads back",
    "may-asked": "a form sent there leads back",
    "may-sign": "what was typed, with its card: tests/browser/test_urgent.py",
    "desk-alarm": "a form sent there leads back",
    "desk-alarm-close": "a form sent there leads back",
    **dict.fromkeys(("reminders-device", "reminders-forget"), "a form sent there leads back"),
    "health": "JSON for machines",
    "reminders-stop": "opened by a letter: tests/browser/test_reminders.py",
    "language": "a form sent there leads back",
    "manifest": "JSON for the browser",
    "robots": "text for search engines",
    "favicon": "leads to a picture",
    "worker": "the service worker",
    "put": "a form sent there leads back",
    "remove": "a form sent there leads back",
    "seen": "a form sent there leads back",
    "layer": "a form sent there leads back",
    "picture": "a picture",
    "photo-again": "a form sent there leads back",
    "photo-remove": "a form sent there leads back",
    **dict.fromkeys(("ladder-calm", "ladder-use", "ladder-spot"), "a form sent there leads back"),
    "tick": "a form sent there leads back",
    "flags-seen": "a form sent there leads back",
    "switch": "a form sent there leads back",
    "choose-treatment": "a form sent there leads back",
    **dict.fromkeys(("before-tick", "before-line", "before-line-change"), "a form sent there leads back"),
    "back-at": "the same page as back, of another session: tests/web/test_back.py",
    "close-link": "a form sent there leads back",
    "download": "a file",
    **dict.fromkeys(
        ("calendar-file", "next-session-file", "calendar-feed", "leaflet", "doctor-summary", "desk-client-leaflet"),
        "a file",
    ),
    "goodbye": "a form sent there leads to the last page",
    "tick-token": "JSON for the script of ticks",
    "advisor-since": "JSON for the script of the conversation",
    "advisor-change": "a form sent there leads back",
    "advisor-hint": "a word from a script, answered with nothing",
    "desk-hint": "a word from a script, answered with nothing",
    "desk-snooze": "a form sent there leads back",
    "desk-tag": "a form sent there leads back",
    "desk-note": "a form sent there leads back",
    "desk-snippets": "a page of the staff: tests/browser/test_workbench.py",
    "desk-snippet": "a page of the staff: tests/browser/test_workbench.py",
    "advisor-files": "JSON for the script of photos",
    "advisor-file": "leads to a file",
    "file": "a file",
    "desk-files": "JSON for the script of photos",
    "desk-file": "leads to a file",
    "desk-since": "JSON for the script of the conversation",
    "desk-assign": "a form sent there leads back",
    "desk-close": "a form sent there leads back",
    "desk-mails": "a page of the staff: tests/web/test_mail_strangers.py",
    "desk-mail": "a page of the staff: tests/web/test_mail_strangers.py",
    "desk-mail-raw": "a file",
    "desk-mail-accept": "a form sent there leads on",
    "desk-mail-refuse": "a form sent there leads back",
    "desk-mail-again": "a form sent there leads back",
    "clinic-style": "a style sheet",
    "clinic-logo": "a picture",
    "clinic-back": "a form sent there leads back",
    "clinic-colleague": "a form sent there leads back",
    "clinic-week": "a form sent there leads back",
    "clinic-figures-file": "a file",
    **dict.fromkeys(
        (
            "clinic",
            "clinic-house",
            "clinic-look",
            "clinic-hours",
            "clinic-plans",
            "clinic-team",
            "clinic-figures",
            "clinic-access",
            "clinic-changes",
        ),
        "a page of the staff: tests/browser/test_clinic.py",
    ),
    "welcome": "opened by a link: tests/browser/test_invitation.py",
    **dict.fromkeys(
        ("desk-clients", "desk-invite", "desk-import", "desk-import-preview", "desk-client", "desk-client-treatment"),
        "a page of the staff: tests/browser/test_invitation.py",
    ),
    "desk-roster-file": "a file",
    "desk-import-refused": "a file",
    "desk-import-cards": "a form sent there shows cards to print",
    "desk-client-link": "a form sent there shows a link",
    "desk-client-do": "a form sent there leads back",
    "desk": "a page of the staff: tests/browser/test_desk.py",
    "guide-seen": "a form sent there leads back",
    **dict.fromkeys(
        (
            "desk-guide",
            "desk-guide-rule",
            "desk-guide-own",
            "desk-guide-difference",
            "desk-guide-whose",
            "desk-guide-upload",
            "desk-guide-publish",
            "desk-guide-versions",
            "desk-guide-version",
            "desk-guide-move",
        ),
        "a page of the staff: tests/browser/test_guide_version.py",
    ),
    **dict.fromkeys(("recommended", "desk-routine"), "sent by an advisor: tests/browser/test_routine.py"),
    **dict.fromkeys(("use-keep", "use-forget", "use-seen", "use-have"), "a form sent there leads back"),
    **dict.fromkeys(("desk-screen", "desk-flips"), "a page of the staff: tests/browser/test_catalogue.py"),
    **dict.fromkeys(
        ("desk-catalogue", "desk-product", "desk-catalogue-imports", "desk-catalogue-import"),
        "a page of the staff: tests/browser/test_catalogue.py",
    ),
    "desk-catalogue-report": "a file",
    **dict.fromkeys(("desk-screen-file", "desk-flips-file"), "a file"),
    "desk-screen-version": "a form sent there leads back",
    **dict.fromkeys(("desk-guide-undo", "desk-guide-again"), "a form sent there leads back"),
    **dict.fromkeys(("desk-guide-file", "desk-guide-draft-file"), "a file"),
    "course-photo": "of a photo: tests/browser/test_course_photos.py",
    "course-photo-file": "a file",
    **dict.fromkeys(("course-photo-share", "course-photo-remove", "course-photo-term"), "a form sent there leads back"),
    "desk-course-photos": "a page of the staff: tests/browser/test_course_photos.py",
    "desk-course-photo-file": "a file",
    "desk-checkins": "a page of the staff: tests/browser/test_checkins.py",
    "desk-checkin": "a form sent there leads back",
    "desk-conversation": "a page of the staff: tests/browser/test_desk.py",
}
# Addresses of the sign-in library: its pages are above, the others lead on or back.
OF_OTHERS = ("account_", "mfa_", "socialaccount_")


def named() -> Iterator[str]:
    """The names of all addresses."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
        for route in patterns:
            if isinstance(route, URLResolver):
                yield from walk(route.url_patterns)
            elif route.name:
                yield route.name

    yield from walk(get_resolver().url_patterns)


def is_plain(name: str) -> bool:
    """Whether a page is there for whoever is on day 3: nothing has to be made first, and nobody has to sign in."""
    page = PAGES[name]
    return page == Reached(page.path) and "{" not in page.path and name != "join"


def reach(context: BrowserContext, name: str, sign_in: Callable[[BrowserContext], None]) -> str:
    """Make everything so that a page can be opened, and say at which path."""
    page = PAGES[name]
    _come(context, name, page, sign_in)
    answer_path = ask(context, page.asked) if page.asked else ""
    photo = show(context, page.shown) if page.shown is not None else ""
    key = answer_path.strip("/").rpartition("/")[2]
    if page.owned:
        post(context, f"/shelf/{key}/", way="put/", name="Rose Night Cream")
    if page.said:
        post(context, "/advisor/", body=page.said, card=f"answer:{key}")
    if page.path.startswith("/shelf/?removed"):
        post(context, "/shelf/", way=f"{key}/remove/")
    if page.path == "{checkin}":
        return urlsplit(post(context, "/checkin/", pain="2", new="new-stinging", used="rung-retinoid").url).path
    if any(mark in page.path for mark in ("{treatment}", "{own}", "{friend}")):
        return _make(context, page.path)
    return page.path.format(asked=answer_path, key=key, photo=photo)


def _come(context: BrowserContext, name: str, page: Reached, sign_in: Callable[[BrowserContext], None]) -> None:
    """Sign in and begin, in the order in which the people of this page do."""
    if page.member:
        sign_in(context)
    if page.day:
        begin(context, page.day)
    if name == "account_confirm_login_code":
        post(context, "/accounts/login/", login="nobody@example.org")
    elif name == "join":
        # Somebody signs in where a plan is open.
        sign_in(context)


def drawn(text: str) -> bytes:
    """A photo of a label with this text."""
    image = Image.new("RGB", (1600, 900), "white")
    ImageDraw.Draw(image).multiline_text((120, 160), text, "black", ImageFont.load_default(size=84), spacing=40)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def show(context: BrowserContext, text: str) -> str:
    """Send a photo with a text on it, and wait until it is read; the path of its page."""
    file: FilePayload = {"name": "label.jpg", "mimeType": "image/jpeg", "buffer": drawn(text)}
    answer = post(context, "/may/photo/", purpose="label", chosen=file)
    assert answer.ok, f"the photo was not taken: {answer.status}"
    end = time.monotonic() + READING
    while context.request.get(answer.url, headers={"Accept": "application/json"}).json()["state"] in UNDER_WAY:
        assert time.monotonic() < end, "the photo was never read"
        time.sleep(0.3)
    return urlsplit(answer.url).path


def _make(context: BrowserContext, path: str) -> str:
    """The path of a page that is there once something was made: a link (opened by somebody else), a treatment."""
    if "treatment" in path:
        listed = context.request.get("/me/treatments/").text()
        link = re.search(r'href="(/me/treatments/\d+/)"', listed)
    else:
        begin(context)
        purpose = "friend" if "friend" in path else "own"
        link = re.search(
            r'value="http://[^/]+(/(?:with|link)/[^"]+)"', post(context, "/me/links/", purpose=purpose, days="2").text()
        )
        context.clear_cookies()
    assert link, f"nothing was made for {path}"
    return link[1]

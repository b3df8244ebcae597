"""Every address of the site, as the router knows them, and what stands behind those that need to be filled in.

An address that belongs to everybody is in `EVERYBODYS`; every other one has to be guarded by `@theirs`. An address with
something of a person's in it needs a line in `THEIRS`, one with a value of nobody's a line in `VALUES`.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from fortnight.asking.load import feelings
from fortnight.web.accounts.actions import add_device, open_link
from fortnight.web.accounts.convert import current_id
from fortnight.web.accounts.models import Link, Person
from fortnight.web.catalogue.actions import put
from fortnight.web.catalogue.models import Import
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.attachments import attach
from fortnight.web.chat.models import Message
from fortnight.web.checkins.actions import keep
from fortnight.web.course.models import Preparation
from fortnight.web.course_photos.models import CoursePhoto
from fortnight.web.course_photos.tickets import ticket
from fortnight.web.desk.actions import save_snippet
from fortnight.web.healing.actions import raise_alarm
from fortnight.web.healing.models import Alarm, Question
from fortnight.web.healing.queries import known_signs
from fortnight.web.mail.incoming.inbox import store
from fortnight.web.mail.models import Received
from fortnight.web.photos.models import Photo
from fortnight.web.reminders.actions import add_device as add_push_device
from fortnight.web.routine.models import Recommendation
from fortnight.web.shelf.actions import ask

EVERYBODYS = frozenset(
    {
        "front",
        "favicon",
        "health",
        "deep-health",
        "language",
        "manifest",
        "robots",
        "signs",
        # Says the same without a plan, and stores nothing then.
        "before",
        "worker",
        "offline",
        # How the clinic looks.
        "clinic-style",
        "clinic-logo",
        # Opened by a secret in the address itself.
        "open-link",
        "friend",
        "calendar-feed",
        "reminders-stop",
        "file",
        "welcome",
        # For whoever has just signed in, before they have a plan.
        "join",
    }
)


def _product(person: Person) -> dict[str, Any]:
    return {"key": ask(person, name="Cream", label="Aqua, Glycerin", kind="").key}


def _photo(person: Person) -> dict[str, Any]:
    return {"key": Photo.objects.create(person=person, state=Photo.READ, text="Aqua").key}


def _treatment(person: Person) -> dict[str, Any]:
    return {"treatment_id": current_id(person)}


def _link(person: Person) -> dict[str, Any]:
    return {"link_id": open_link(person, purpose=Link.FRIEND, days=3)[0].pk}


def _device(person: Person) -> dict[str, Any]:
    add_device(person)
    return {"number": person.devices.latest("pk").pk}


def _alarm(person: Person) -> dict[str, Any]:
    return {"key": raise_alarm(person, known_signs(["sign-fever"]), words="fever", source=Alarm.BOX).key}


def _question(person: Person) -> dict[str, Any]:
    return {"key": Question.objects.create(person=person, signs=["sign-fever"], words="hot").key}


def _question_under_a_message(person: Person) -> dict[str, Any]:
    message, _ = send(conversation_with(person), author=Message.PERSON, uid=uuid.uuid4(), body="Look.")
    return {"key": Question.objects.create(person=person, message=message, signs=["sign-fever"]).key}


def _alarm_at_the_desk(person: Person) -> dict[str, Any]:
    conversation = conversation_with(person)
    send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body="Look.", signs=["sign-fever"])
    return {"key": conversation.key, "alarm": Alarm.objects.filter(message__conversation=conversation)[0].key}


def _message(person: Person) -> dict[str, Any]:
    conversation = conversation_with(person)
    return {"number": send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body="Can I?")[0].number}


def _file(person: Person) -> dict[str, Any]:
    conversation = conversation_with(person)
    message, _ = send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body="Look.")
    return {"key": attach(message, name="a.txt", kind="text/plain", data=b"words").key}


def _file_at_the_desk(person: Person) -> dict[str, Any]:
    return {"file": _file(person)["key"], "key": conversation_with(person).key}


def _mail(person: Person) -> dict[str, Any]:
    row, _ = store(b"From: zoe@example.net\n\nhi", way="lmtp")
    Received.objects.filter(pk=row.pk).update(conversation=conversation_with(person))
    return {"key": row.key}


def _key(person: Person) -> dict[str, Any]:
    return {"key": person.key}


def _conversation(person: Person) -> dict[str, Any]:
    return {"key": conversation_with(person).key}


def _snippet(_person: Person) -> dict[str, Any]:
    return {"number": save_snippet(snippet=None, title="Hello", shortcut="hello", body="Hello {name}").pk}


def _catalogued(_person: Person) -> dict[str, Any]:
    return {"number": put(number="4006381333931", name="Cream", brand="", label="Aqua").pk}


def _import(_person: Person) -> dict[str, Any]:
    return {"key": Import.objects.create(source="shop", file="a.csv", state=Import.READY).key}


def _recommended(person: Person) -> dict[str, Any]:
    return {"key": Recommendation.objects.create(person=person).key}


def _checkin(person: Person) -> dict[str, Any]:
    assert person.current
    judged = keep(person, person.current, key=uuid.uuid4(), at=timezone.now(), answers={"pain": 1})
    assert judged
    return {"key": judged.row.pk}


def _preparation(person: Person) -> dict[str, Any]:
    return {"number": Preparation.objects.create(treatment_id=current_id(person), words="Parking").pk}


def _course_photo_row(person: Person) -> CoursePhoto:
    values = {"file": "course/none.jpg", "small": "course/none.jpg", "width": 3, "height": 4, "person": person}
    place = {"treatment_id": current_id(person), "day": 3, "side": "left"}
    return CoursePhoto.objects.get_or_create(**place, defaults=values)[0]


def _course_photo(person: Person) -> dict[str, Any]:
    return {"key": _course_photo_row(person).key}


def _course_photo_file(person: Person) -> dict[str, Any]:
    return {"ticket": ticket(_course_photo_row(person), person)}


def _push_device(person: Person) -> dict[str, Any]:
    values = {"endpoint": f"https://push.example/{uuid.uuid4()}", "p256dh": "key", "auth": "secret"}
    return {"key": add_push_device(person, **values).key}


THEIRS: dict[str, Callable[[Person], dict[str, Any]]] = {
    **dict.fromkeys(("answer", "seen", "edit", "put", "remove"), _product),
    **dict.fromkeys(("one-photo", "picture", "photo-again", "photo-remove"), _photo),
    **dict.fromkeys(("treatment", "choose-treatment", "back-at"), _treatment),
    "close-link": _link,
    "before-line-change": _preparation,
    "checkin-answer": _checkin,
    **dict.fromkeys(("course-photo", "course-photo-share", "course-photo-remove"), _course_photo),
    "course-photo-file": _course_photo_file,
    "reminders-forget": _push_device,
    "close-device": _device,
    "advisor-change": _message,
    "advisor-file": _file,
    "advisor-asked": _question_under_a_message,
    "may-asked": _question,
    **dict.fromkeys(("advisor-outcome", "advisor-tell", "may-sign"), _alarm),
    **dict.fromkeys(("desk-alarm", "desk-alarm-close"), _alarm_at_the_desk),
    "desk-checkin": _checkin,
    "desk-file": _file_at_the_desk,
    **dict.fromkeys(("desk-mail", "desk-mail-raw", "desk-mail-accept", "desk-mail-refuse", "desk-mail-again"), _mail),
    **dict.fromkeys(
        (
            "desk-client",
            "desk-client-link",
            "desk-client-do",
            "desk-client-devices",
            "desk-client-treatment",
            "desk-client-data",
            "desk-client-download",
            "desk-client-leaflet",
            "desk-course-photos",
        ),
        _key,
    ),
    **dict.fromkeys(
        (
            "desk-conversation",
            "desk-since",
            "desk-hint",
            "desk-assign",
            "desk-close",
            "desk-snooze",
            "desk-tag",
            "desk-note",
            "desk-files",
            "desk-routine",
        ),
        _conversation,
    ),
    "recommended": _recommended,
    "desk-snippet": _snippet,
    "desk-product": _catalogued,
    **dict.fromkeys(("desk-catalogue-import", "desk-catalogue-report"), _import),
}
# Rows that are nobody's: a snippet, a product of the catalogue, a file of products.
OF_NOBODY = frozenset({"desk-snippet", "desk-product", "desk-catalogue-import", "desk-catalogue-report"})
VALUES: dict[str, dict[str, Any]] = {
    "feeling": {"feeling_id": feelings()[0][0].id},
    "day": {"day": 3},
    "sensation": {"name": "flaking"},
    **{key: {"rung": "rung-vitamin-c"} for key in ("ladder-use", "ladder-spot")},
    "barcode-found": {"digits": "4006381333931"},
    "activity": {"activity_id": "sauna"},
    "open-link": {"token": "nobody"},
    "friend": {"token": "nobody"},
    "calendar-feed": {"token": "nobody"},
    "reminders-stop": {"key": uuid.UUID(int=0)},
    **{key: {"rule_id": "retinoid-returns"} for key in ("desk-guide-rule", "desk-guide-undo")},
    **{key: {"number": 1} for key in ("desk-guide-version", "desk-guide-move", "desk-guide-file")},
    "file": {"token": "nothing"},
    "desk-course-photo-file": {"key": uuid.UUID(int=0), "ticket": "nothing"},
    "close-session": {"public": uuid.UUID(int=0)},
    "clinic-style": {"version": "2f5d8a-eb9678"},
    "clinic-logo": {"key": uuid.UUID(int=0)},
    "clinic-back": {"number": 1},
    "clinic-colleague": {"number": 1},
    "welcome": {"token": "nobody"},
    "desk-import-preview": {"key": uuid.UUID(int=7)},
    "desk-import-refused": {"key": uuid.UUID(int=7)},
    "desk-import-cards": {"key": uuid.UUID(int=7)},
}


@dataclass(frozen=True)
class Address:
    """One address: its name, how it is written, whether the entrance is guarded, and by which right of the staff."""

    name: str
    route: str
    guarded: bool
    staff: bool
    right: str

    @property
    def open(self) -> bool:
        """Whether something has to be filled in."""
        return "<" in self.route

    def at(self, person: Person | None = None) -> str:
        """The address with something of this person's in it, where it needs that."""
        values = THEIRS[self.name](person) if person and self.name in THEIRS else VALUES.get(self.name, {})
        return reverse(self.name, kwargs=values)

    @property
    def written(self) -> re.Pattern[str]:
        """How a test writes it: as the address itself, with something filled in, or by its name."""
        parts = (re.escape(part) for part in re.split(r"<[^>]*>", f"/{self.route}"))
        return re.compile(rf'["`{{}}/]{"[^/]*".join(parts)}["?`]|["\']{self.name}["\']')


def all_routes(router: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """How every address is written, and its name; those of the sign-in library too."""
    for pattern in (router or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, str(pattern.name)
        else:
            yield from all_routes(pattern, route)


def _walk(router: URLResolver, before: str = "") -> Iterator[Address]:
    for pattern in router.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            guarded = bool(getattr(pattern.callback, "private", False))
            right = str(getattr(pattern.callback, "for_staff", ""))
            yield Address(str(pattern.name), route, guarded, bool(right), right)
        elif route != "accounts/":
            yield from _walk(pattern, route)


@cache
def addresses() -> tuple[Address, ...]:
    """All addresses of our own apps; signing in is the library's, which tests them itself."""
    return tuple(address for address in _walk(get_resolver()) if not address.route.startswith("accounts/"))

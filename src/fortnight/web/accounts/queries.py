"""Who is asking. Every page begins here: a signed-in user, a visitor with their cookie, or nobody."""

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model, QuerySet
from django.utils import timezone

from fortnight.web.accounts.holdings import downloads
from fortnight.web.accounts.models import (
    AuditLine,
    BrowserSession,
    Clinic,
    Device,
    GuideVersion,
    Link,
    Person,
    Treatment,
    User,
)
from fortnight.web.accounts.secrets import hashed
from fortnight.web.ground.prepared import prepared

# What every page of a person asks for: their course with the routine that they follow in it, their clinic, whether an
# answer is unread, and whether they are reminded.
_WITH = ("current__routine", "clinic", "conversation", "reminder_wish")
_TOLD = ("name", "zone", "country", "language", "area", "purpose", "seen_flags", "cautious", "keep_offline", "created")
_TREATMENT = (
    "date", "setting", "needle_mm", "device", "depths", "felt", "planned", "day_one", "guide_id", "moved",
    "created",
)  # fmt: skip
_BROWSER = ("created", "seen", "browser", "system")
_SESSION = ("began", "seen", "browser", "system")
_LINK = ("purpose", "label", "created", "expires", "revoked", "used")


def device_of_secret(secret: str) -> Device | None:
    """The device whose cookie holds this secret, with the person whose plan it opens, or None."""
    return _devices.first(hashed(secret)) if secret else None


@prepared
def _devices(secret_hash: str) -> QuerySet[Device]:
    people = (f"person__{name}" for name in _WITH)
    return Device.objects.select_related("person", *people).filter(secret_hash=secret_hash)


def person_of_secret(secret: str) -> Person | None:
    """The person whose plan a browser with this secret in its cookie opens, or None."""
    device = device_of_secret(secret)
    return device.person if device else None


def devices_of(person: Person) -> QuerySet[Device]:
    """The browsers that open a plan without signing in, the one that was used last first."""
    return Device.objects.filter(person=person).order_by("-seen", "-pk")


def sessions_of(user: User) -> QuerySet[BrowserSession]:
    """The browsers in which a user is signed in, the one that was used last first."""
    return BrowserSession.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen", "-began")


def doors(person: Person, now: dt.datetime, *, besides: str) -> int:
    """How many browsers and links of its own open a plan `besides` the browser with this secret."""
    links = Link.objects.filter(person=person, purpose__in=(Link.OWN, Link.INVITATION), revoked=None, expires__gt=now)
    return person.devices.exclude(secret_hash=hashed(besides)).count() + links.count()


def link_of_token(token: str, purpose: str, now: dt.datetime) -> Link | None:
    """The link with this token, if it is for this purpose, not revoked and not expired."""
    links = Link.objects.select_related("person", "person__current", "person__clinic")
    return links.filter(token_hash=hashed(token), purpose=purpose, revoked=None, expires__gt=now).first()


def links_of(person: Person, now: dt.datetime) -> QuerySet[Link]:
    """A person's links that still open something, the newest first."""
    return Link.objects.filter(person=person, revoked=None, expires__gt=now).order_by("-created")


def treatments_of(person: Person) -> QuerySet[Treatment]:
    """A person's treatments, the latest first."""
    return Treatment.objects.filter(person=person)


def courses_of(person: Person) -> list[Treatment]:
    """The same as a list, for pages that read all of them."""
    return _courses(person.pk)


@prepared
def _courses(person: int) -> QuerySet[Treatment]:
    return Treatment.objects.filter(person=person)


def treatment_with(person: Person, treatment_id: int) -> Treatment | None:
    """One of a person's treatments, or None."""
    return Treatment.objects.filter(person=person, pk=treatment_id).first()


def planned_of(person: Person) -> Treatment | None:
    """The session that waits until the days of the current plan are over, the nearest one, or None."""
    return Treatment.objects.filter(person=person, planned=True).order_by("date", "pk").first()


def link_with(person: Person, link_id: int) -> Link | None:
    """One of a person's links that is not closed, or None."""
    return Link.objects.filter(person=person, pk=link_id, revoked=None).first()


def everything(person: Person, *, by_clinic: bool = False) -> dict[str, object]:
    """Everything that is stored about a person, ready for JSON: their rows here, and what every other app holds.

    The file that the clinic exports leaves out what the client shows to nobody.
    """
    return {
        "about": {name: getattr(person, name) for name in _TOLD}
        | {"clinic": person.clinic.name, "key": str(person.key)},
        "facts": person.facts,
        "treatments": [_values(treatment, _TREATMENT) for treatment in treatments_of(person)],
        "links": [_values(link, _LINK) for link in person.links.order_by("created")],
        "devices": [_values(device, _BROWSER) for device in person.devices.order_by("created")],
        "audit": [_done(line) for line in person.audit.order_by("at")],
        "account": _account(person),
        **downloads(person, by_clinic=by_clinic),
    }


def _account(person: Person) -> dict[str, object] | None:
    """How a person signs in, without any key or code."""
    user = person.user
    if user is None:
        return None
    addresses = EmailAddress.objects.filter(user=user).values("email", "verified", "primary")
    keys = Authenticator.objects.filter(user=user).order_by("created_at")
    return {
        "email": user.email,
        "since": user.date_joined,
        "addresses": list(addresses),
        "sessions": [_values(session, _SESSION) for session in sessions_of(user)],
        "sign_in": [{"type": key.type, "since": key.created_at, "last_used": key.last_used_at} for key in keys],
    }


def _done(line: AuditLine) -> dict[str, object]:
    """What was done, and by whom: one of the staff by the name that they had then."""
    return {"at": line.at, "by": line.name or line.by, "action": line.action, "about": line.about}


def _values(row: Model, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(row, name) for name in names}


def clinic() -> Clinic:
    """The clinic of this installation; the first start makes one."""
    return Clinic.objects.order_by("id").first() or Clinic.objects.create(name="Fortnight")


def current_guide(clinic: Clinic) -> GuideVersion | None:
    """The version of its own guide that a clinic published last, or None where it goes by the published one."""
    return GuideVersion.objects.filter(clinic=clinic).order_by("-number").first()


def guide_versions(clinic: Clinic) -> QuerySet[GuideVersion]:
    """Every version that a clinic has published, the latest first."""
    return GuideVersion.objects.filter(clinic=clinic)


def guide_version(clinic: Clinic, number: int) -> GuideVersion | None:
    """One of a clinic's versions, or None."""
    return GuideVersion.objects.filter(clinic=clinic, number=number).first()

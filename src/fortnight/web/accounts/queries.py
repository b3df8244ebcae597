"""Who is asking. Every page begins here: a signed-in user, a visitor with their cookie, or nobody."""

import datetime as dt

from django.db.models import QuerySet

from fortnight.web.accounts.models import Clinic, Link, Person, Treatment, User
from fortnight.web.accounts.secrets import hashed

_WITH = ("current", "clinic")


def person_of_user(user: User) -> Person | None:
    """The person that a user is, with their treatment and clinic, or None for staff and new users."""
    return Person.objects.select_related(*_WITH).filter(user=user).first()


def person_of_secret(secret: str) -> Person | None:
    """The visitor whose cookie holds this secret, or None. A person with an account has no such cookie."""
    if not secret:
        return None
    return Person.objects.select_related(*_WITH).filter(devices__secret_hash=hashed(secret), user=None).first()


def link_of_token(token: str, purpose: str, now: dt.datetime) -> Link | None:
    """The link with this token, if it is for this purpose, not revoked and not expired."""
    found = Link.objects.select_related("person", "person__current", "person__clinic")
    return found.filter(token_hash=hashed(token), purpose=purpose, revoked=None, expires__gt=now).first()


def links_of(person: Person, now: dt.datetime) -> QuerySet[Link]:
    """A person's links that still open something, the newest first."""
    return Link.objects.filter(person=person, revoked=None, expires__gt=now).order_by("-created")


def treatments_of(person: Person) -> QuerySet[Treatment]:
    """A person's treatments, the latest first."""
    return Treatment.objects.filter(person=person)


def clinic() -> Clinic:
    """The clinic of this installation; the first start makes one."""
    return Clinic.objects.order_by("id").first() or Clinic.objects.create(name="Fortnight")

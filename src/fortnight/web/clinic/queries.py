"""What was changed in the clinic, who is on its team, who has looked at whose data. For those who may read it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Max, QuerySet

from fortnight.web.accounts.models import AuditLine, Clinic, Person, User
from fortnight.web.accounts.roles import Role
from fortnight.web.clinic.models import Entry, Logo, Reply, Topic

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a log; `more`: another one follows."""

    lines: Sequence[AuditLine]
    number: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """One of the team: how they sign in, when they last did, whether the clinic would have no owner without them."""

    user: User
    passkey: bool
    app: bool
    last: dt.datetime | None
    last_owner: bool


def changes(house: Clinic, *, most: int = 200) -> QuerySet[Entry]:
    """What was changed in a clinic, the latest first."""
    return Entry.objects.filter(clinic=house).order_by("-at", "-pk")[:most]


def change_with(house: Clinic, number: int) -> Entry | None:
    """One change of a clinic's settings that was not put back, or None."""
    return Entry.objects.filter(clinic=house, pk=number, what=Entry.SETTINGS, undone=None).first()


def logo_with(key: uuid.UUID) -> Logo | None:
    """The logo with a key."""
    return Logo.objects.filter(key=key).first()


def logo_of(house: Clinic) -> bytes:
    """The picture of a clinic's logo; empty for a clinic without one."""
    logo = logo_with(uuid.UUID(house.logo["key"])) if house.logo else None
    return bytes(logo.picture) if logo else b""


def team() -> list[Colleague]:
    """Everybody on the staff, owners first."""
    users = list(User.objects.filter(is_staff=True).order_by("name", "email"))
    types = Authenticator.objects.filter(user__in=users)
    ways = {(user, kind) for user, kind in types.values_list("user", "type")}
    last = dict(types.order_by().values_list("user").annotate(at=Max("last_used_at")))
    owners = [user for user in users if user.role == Role.OWNER.value and user.is_active]
    colleagues = [
        Colleague(
            user=user,
            passkey=(user.pk, Authenticator.Type.WEBAUTHN) in ways,
            app=(user.pk, Authenticator.Type.TOTP) in ways,
            last=last.get(user.pk),
            last_owner=owners == [user],
        )
        for user in users
    ]
    ranks = [role.value for role in reversed(Role)]
    return sorted(
        colleagues,
        key=lambda colleague: ranks.index(colleague.user.role) if colleague.user.role in ranks else len(ranks),
    )


def colleague_with(number: int) -> User | None:
    """One of the staff, or None."""
    return User.objects.filter(pk=number, is_staff=True).first()


def person_with(key: uuid.UUID) -> Person | None:
    """A person by their key, as the desk names them."""
    return Person.objects.filter(key=key).first()


def done_to(person: Person, number: int) -> Page:
    """What the staff did with a person's data, the latest first; `number` (base 0) is the page."""
    return _page(_of_staff().filter(person=person), number)


def done_by(user: User | None, number: int) -> Page:
    """What one of the staff did with anybody's data, or all of them."""
    lines = _of_staff().select_related("person")
    return _page(lines.filter(user=user) if user else lines, number)


def _of_staff() -> QuerySet[AuditLine]:
    return AuditLine.objects.filter(by=AuditLine.STAFF).order_by("-at", "-pk")


def _page(lines: QuerySet[AuditLine], number: int) -> Page:
    rows = list(lines[number * PAGE : (number + 1) * PAGE + 1])
    return Page(lines=rows[:PAGE], number=number, more=len(rows) > PAGE)


def everything_counted(person: Person) -> dict[str, object]:
    """What is kept for the figures of a person's conversation, ready for JSON."""
    replies = Reply.objects.filter(conversation__person=person).order_by("asked")
    topics = Topic.objects.filter(conversation__person=person).order_by("day", "name")
    return {
        "answers": list(replies.values("asked", "answered", "open_minutes", "clock_minutes", "kept")),
        "topics": list(topics.values("day", "name")),
    }

"""What changes a person's own rows: beginning, keeping, telling about oneself, links, leaving. One transaction each."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fortnight.course.days import day_of
from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.convert import flags_of, treatment_of
from fortnight.web.accounts.holdings import erase_all, refresh_all
from fortnight.web.accounts.models import (
    AuditLine,
    BrowserSession,
    Clinic,
    Device,
    Erasure,
    Link,
    Person,
    Treatment,
    User,
)
from fortnight.web.accounts.queries import current_guide, planned_of
from fortnight.web.accounts.roles import Role
from fortnight.web.accounts.scrub import written_ahead
from fortnight.web.accounts.secrets import hashed, new_secret
from fortnight.web.ground.counting import hold
from fortnight.web.ground.limits import LINKS, TREATMENTS
from fortnight.web.ground.prepared import prepared

_LONGEST_NAME = 80
_LOOK_AGAIN = dt.timedelta(hours=1)
_FEW = 500


class LastOwnerError(Exception):
    """A clinic without an owner could not be changed by anybody."""


def note(person: Person, *, action: str, by: str | User = "person", about: str = "") -> None:
    """Write an audit line; `by` is one of the staff, or a word for who else it was."""
    if isinstance(by, User):
        name = by.name or by.email
        values = {"by": AuditLine.STAFF, "user": by, "name": name[:_LONGEST_NAME]}
    else:
        values = {"by": by}
    AuditLine.objects.create(person=person, at=timezone.now(), action=action, about=about[:200], **values)


class NotForStaffError(Exception):
    """Staff sign in at other people's devices: no plan goes into their account."""


class UsedUpError(Exception):
    """A link has opened its one device already."""


def note_staff_look(person: Person, *, by: User, about: str) -> None:
    """Write down, for the person to read, that one of the staff looks at these parts of their data.

    `about` names the parts, such as "conversation shelf". The same look is written once an hour.
    """
    since = timezone.now() - _LOOK_AGAIN
    if _looks(person.pk, by.pk, about, since):
        return
    with transaction.atomic():
        # Two looks at the same moment are told apart only here.
        if not _looks(person.pk, by.pk, about, since):
            note(person, action="looked", by=by, about=about)


@prepared
def _looks(person: int, user: int, about: str, since: dt.datetime) -> QuerySet[AuditLine, int]:
    looks = AuditLine.objects.filter(person=person, action="looked", user=user, about=about, at__gt=since)
    return looks.values_list("pk", flat=True)[:1]


def note_staff_looks(people: Sequence[int], *, by: User, about: str, again: dt.timedelta = _LOOK_AGAIN) -> None:
    """The same for many at once, by their keys: everybody whom a list, a search or a file shows.

    The same look at the same person is logged once within `again`. Where nothing is new this only reads, since a list
    calls it again and again; two calls at the same moment may both write.
    """
    if not people:
        return
    now, name = timezone.now(), (by.name or by.email)[:_LONGEST_NAME]
    logged = AuditLine.objects.filter(by=AuditLine.STAFF, user=by, action="looked", about=about, at__gt=now - again)
    if len(people) <= _FEW:
        logged = logged.filter(person__in=people)
    new = set(people) - set(logged.values_list("person_id", flat=True))
    lines = [
        AuditLine(person_id=person_id, at=now, by=AuditLine.STAFF, user=by, name=name, action="looked", about=about)
        for person_id in sorted(new)
    ]
    AuditLine.objects.bulk_create(lines, batch_size=_FEW)


def facts_changed(person: Person) -> None:
    """What is known of a person, their treatment or their layer has changed: what rests on it is worked out again.

    A flag that no longer holds is forgotten as seen, so that it is shown once more should it come back.
    """
    speaking = {flag.id for flag in flags_of(person)}
    seen = [seen_flag for seen_flag in person.seen_flags if seen_flag in speaking]
    if seen != person.seen_flags:
        person.seen_flags = seen
        person.save(update_fields=["seen_flags"])
    refresh_all(person)


@transaction.atomic
def begin(*, clinic: Clinic, zone: str, language: str, country: str, user: User | None) -> tuple[Person, str]:
    """A new person, and the secret for their cookie (empty for one who is signed in)."""
    person = Person.objects.create(clinic=clinic, user=user, zone=zone, language=language, country=country)
    note(person, action="begin")
    return person, "" if user else add_device(person)


def add_device(person: Person) -> str:
    """A new secret for the cookie of one more device of a visitor; it is returned once and only its hash is stored."""
    secret = new_secret()
    Device.objects.create(person=person, secret_hash=hashed(secret))
    return secret


@transaction.atomic
def start_treatment(
    person: Person, *, date: dt.date, setting: str, needle_mm: Decimal | None, **details: Any
) -> Treatment:
    """A new treatment, and from now on the current one. It goes by the guide that the clinic has now.

    `details` are `device`, `depths` and `felt`. Raises: LimitReachedError.
    """
    hold(TREATMENTS, person.treatments.count())
    house = person.clinic
    treatment = Treatment.objects.create(
        person=person,
        date=date,
        setting=setting,
        needle_mm=needle_mm,
        day_one=house.day_one,
        cautious=house.cautious,
        guide=current_guide(house),
        **details,
    )
    person.current = treatment
    person.save(update_fields=["current"])
    note(person, action="start_treatment")
    facts_changed(person)
    return treatment


@transaction.atomic
def add_session(person: Person, *, today: dt.date, date: dt.date, **facts: Any) -> Treatment:
    """One more session of a person, and the plan is about it from now on, unless the plan there is has to go on.

    It goes on where the new session is one of long ago, and where that comes after its days while they are not over: it
    waits then (`planned`), as the session ahead does when one is done before it. Raises: LimitReachedError.
    """
    current = person.current
    treatment = start_treatment(person, date=date, **facts)
    if current is None:
        return treatment
    course = treatment_of(current, person)
    within = day_of(course, today) in range(1, LAST_DAY + 1)
    if within and day_of(course, date) > LAST_DAY:
        choose_treatment(person, current)
        _wait(treatment)
    elif date < current.date <= today:
        choose_treatment(person, current)
    elif date < current.date:
        _wait(current)
    return treatment


def _wait(treatment: Treatment) -> None:
    treatment.planned = True
    treatment.save(update_fields=["planned"])


@transaction.atomic
def turn_to_planned(person: Person) -> bool:
    """Let the plan be about the session that waits for it; False where none does."""
    treatment = planned_of(person)
    if treatment is None:
        return False
    choose_treatment(person, treatment)
    return True


@transaction.atomic
def change_treatment(
    person: Person, treatment: Treatment, *, date: dt.date, setting: str, needle_mm: Decimal | None, **details: Any
) -> None:
    """Other facts about a treatment: the date was wrong, the depth has become known. What was ticked stays.

    `details` are `device`, `depths` and `felt`; those that are not given stay as they are.
    """
    values = {"date": date, "setting": setting, "needle_mm": needle_mm, **details}
    for name, value in values.items():
        setattr(treatment, name, value)
    treatment.save(update_fields=list(values))
    note(person, action="change_treatment")
    if person.current_id == treatment.pk:
        person.current = treatment
        facts_changed(person)


@transaction.atomic
def choose_treatment(person: Person, treatment: Treatment) -> None:
    """Let the pages be about another of a person's treatments."""
    person.current = treatment
    person.save(update_fields=["current"])
    if treatment.planned:
        treatment.planned = False
        treatment.save(update_fields=["planned"])
    note(person, action="choose_treatment")
    facts_changed(person)


@transaction.atomic
def see_move(person: Person) -> None:
    """The person has read that their clinic moved them to another version of its guide."""
    if person.current and person.current.moved:
        person.current.moved = None
        person.current.save(update_fields=["moved"])


@transaction.atomic
def change_person(person: Person, **values: Any) -> None:
    """Other values for some fields of a person."""
    changed = [field for field, value in values.items() if getattr(person, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(person, field, values[field])
    person.save(update_fields=changed)
    note(person, action="change_person", about=" ".join(changed))
    if {"facts", "cautious"} & set(changed):
        facts_changed(person)


@transaction.atomic
def see_flags(person: Person, *, flags: list[str]) -> None:
    """Note that a person has read what needs a clinician. They can still read it on their own pages."""
    speaking = [flag.id for flag in flags_of(person)]
    person.seen_flags = [flag_id for flag_id in speaking if flag_id in flags or flag_id in person.seen_flags]
    person.save(update_fields=["seen_flags"])
    note(person, action="see_flags", about=" ".join(flags))


@transaction.atomic
def keep(person: Person, *, user: User, secret: str) -> Person:
    """Move a visitor's whole plan into an account. An account with a plan keeps its own, and the visitor's stays.

    `secret` is that of the browser, which no longer opens anything; other browsers stay in until they are closed.
    Raises: NotForStaffError.
    """
    if user.is_staff:
        raise NotForStaffError
    owner = Person.objects.select_for_update().filter(user=user).first()
    if owner and owner.current_id:
        return owner
    if owner:
        owner.delete()
    person.user = user
    person.save(update_fields=["user"])
    person.devices.filter(secret_hash=hashed(secret)).delete()
    note(person, action="keep")
    return person


@transaction.atomic
def open_link(person: Person, *, purpose: str, days: int, label: str = "") -> tuple[Link, str]:
    """A new private link and its token, which is shown once. `days` until it expires. Raises: LimitReachedError."""
    hold(LINKS, Link.objects.filter(person=person).count())
    token = new_secret()
    expires = timezone.now() + dt.timedelta(days=days)
    link = Link.objects.create(person=person, purpose=purpose, label=label, token_hash=hashed(token), expires=expires)
    note(person, action="open_link", about=purpose)
    return link, token


@transaction.atomic
def revoke_link(link: Link) -> None:
    """Close a link, at once and for good."""
    link.revoked = timezone.now()
    link.save(update_fields=["revoked"])
    note(link.person, action="revoke_link", about=link.purpose)


@transaction.atomic
def use_link(link: Link) -> str:
    """A secret for the device that came through a visitor's own link. The link opens that one device and is used up.

    Raises: UsedUpError for every other that comes at the same moment.
    """
    now = timezone.now()
    if not Link.objects.filter(pk=link.pk, used=None).update(used=now, revoked=now):
        raise UsedUpError
    note(link.person, action="use_link")
    return add_device(link.person)


_CLOSED_LINK_DAYS = 30


@transaction.atomic
def delete_closed_links() -> int:
    """Delete the links that opened nothing any more for a month; how many. The audit keeps that there were some."""
    before = timezone.now() - dt.timedelta(days=_CLOSED_LINK_DAYS)
    closed = Link.objects.filter(Q(expires__lt=before) | Q(revoked__lt=before))
    return closed.delete()[0]


@transaction.atomic
def delete_ended_sessions() -> int:
    """Delete the sessions of browsers that did not come back in time; how many."""
    return BrowserSession.objects.filter(expire_date__lt=timezone.now()).delete()[0]


@transaction.atomic
def note_look(link: Link) -> None:
    """A friend has looked; kept to the hour, for the person to see."""
    now = timezone.now()
    if link.used is None or now - link.used > _LOOK_AGAIN:
        link.used = now
        link.save(update_fields=["used"])


@transaction.atomic
def appoint(*, email: str, name: str, role: Role | None = None) -> tuple[User, bool]:
    """Make somebody a member of staff, under the name that clients read; the user, and whether they are new here.

    They sign in with a code by e-mail and are asked for a second factor before they see anything of others. Without a
    role they keep theirs; somebody new is an advisor, or the owner where there is none yet. Raises: LastOwnerError.
    """
    owners = _owners()
    user = User.objects.filter(email__iexact=email).first()
    new = user is None
    user = user or User.objects.create_user(email)
    new_role = role or (Role(user.role) if user.is_staff else Role.ADVISOR if owners else Role.OWNER)
    if new_role is not Role.OWNER and owners == [user.pk]:
        raise LastOwnerError
    user.is_staff, user.name, user.role = True, name, new_role.value
    user.save(update_fields=["is_staff", "name", "role"])
    return user, new


@transaction.atomic
def dismiss(*, email: str) -> bool:
    """Take somebody off the staff, and end their sessions; False where there is no such one. Raises: LastOwnerError."""
    owners = _owners()
    user = User.objects.filter(email__iexact=email, is_staff=True).first()
    if user is None:
        return False
    if owners == [user.pk]:
        raise LastOwnerError
    user.is_staff, user.role = False, Role.ADVISOR.value
    user.save(update_fields=["is_staff", "role"])
    BrowserSession.objects.filter(user=user).delete()
    return True


def _owners() -> list[int]:
    """The owners, locked until the transaction ends: two of them cannot take each other off at the same time."""
    users = User.objects.select_for_update().filter(is_staff=True, is_active=True, role=Role.OWNER.value)
    return list(users.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def erase(person: Person, *, by: str | User = Erasure.PERSON) -> None:
    """Delete everything of a person, for real: rows, files, sessions, and the account unless it is one of the staff.

    That it was done stays, with who said so; `by` is one of the staff, or one of the words of `Erasure`.
    """
    if isinstance(by, User):
        values = {"by": Erasure.STAFF, "user": by, "name": (by.name or by.email)[:_LONGEST_NAME]}
    else:
        values = {"by": by}
    Erasure.objects.create(person_key=person.key, at=timezone.now(), **values)
    transaction.on_commit(written_ahead)
    user = person.user
    gone: Person | User = person if user is None or user.is_staff else user
    erase_all(person)
    if isinstance(gone, User):
        BrowserSession.objects.filter(user=gone).delete()
    gone.delete()

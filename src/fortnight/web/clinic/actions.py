"""What an owner changes: the clinic's settings and its team, each with a line: who, when, from what to what."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from fortnight.web.accounts.actions import appoint, dismiss
from fortnight.web.accounts.models import Clinic, User
from fortnight.web.accounts.roles import Role
from fortnight.web.chat.models import Conversation
from fortnight.web.clinic.invitations import KIND as INVITATION
from fortnight.web.clinic.jobs import send_invitations
from fortnight.web.clinic.logo import Drawn
from fortnight.web.clinic.models import Entry, Logo, Notice
from fortnight.web.ground.queue import after_commit
from fortnight.web.shell import look

_AGAIN = dt.timedelta(hours=1)
# What can be changed, and put back.
FIELDS = (
    "name",
    "zone",
    "country",
    "phone",
    "language",
    "logo",
    "accents",
    "hours",
    "holidays",
    "promise_minutes",
    "away_on",
    "away",
    "day_one",
    "cautious",
    "products",
    "retention_months",
)


@transaction.atomic
def change_clinic(house: Clinic, *, by: User, values: Mapping[str, Any]) -> Entry | None:
    """Other values for some settings; the line that was written, or None where nothing is different.

    What was promised to clients before stays promised, and running plans keep theirs. Raises: KeyError for a setting
    that there is not.
    """
    row = Clinic.objects.select_for_update().get(pk=house.pk)
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise KeyError(*sorted(unknown))
    before = {name: getattr(row, name) for name in values if getattr(row, name) != values[name]}
    if not before:
        return None
    for name in before:
        setattr(row, name, values[name])
        setattr(house, name, values[name])
    row.save(update_fields=list(before))
    look.forget()
    return _write(row, by, Entry.SETTINGS, before=before, after={name: values[name] for name in before})


@transaction.atomic
def put_back(change: Entry, *, by: User) -> None:
    """Let some settings be again what they were before a change. That is a change as well, with its own line."""
    row = Entry.objects.select_for_update().select_related("clinic").get(pk=change.pk)
    change_clinic(row.clinic, by=by, values=row.before)
    row.undone = timezone.now()
    row.save(update_fields=["undone"])


@transaction.atomic
def keep_logo(house: Clinic, drawn: Drawn) -> dict[str, Any]:
    """Store a logo; what the clinic's settings say of it. It is shown once they do."""
    logo = Logo.objects.create(clinic=house, picture=drawn.picture)
    return {"key": str(logo.key), "width": drawn.width, "height": drawn.height}


@transaction.atomic
def invite(house: Clinic, *, by: User, email: str, name: str, role: Role) -> User:
    """Take somebody on the team, and tell them by e-mail how they come in. Raises: LastOwnerError."""
    before = User.objects.filter(email__iexact=email, is_staff=True).first()
    was = {"role": before.role, "name": before.name} if before else {}
    user, _ = appoint(email=email, name=name, role=role)
    _write(house, by, Entry.TEAM, about=user.email, before=was, after={"role": role.value, "name": name})
    if before is None:
        Notice.objects.create(key=f"{INVITATION} {user.pk} {uuid.uuid4()}", kind=INVITATION, user=user)
        after_commit(send_invitations)
    look.forget()
    return user


@transaction.atomic
def change_role(house: Clinic, user: User, *, by: User, role: Role) -> None:
    """Let one of the team do more, or less, from their next page on. Raises: LastOwnerError."""
    if user.role == role.value:
        return
    before = user.role
    appoint(email=user.email, name=user.name, role=role)
    _write(house, by, Entry.TEAM, about=user.email, before={"role": before}, after={"role": role.value})
    look.forget()


@transaction.atomic
def put_on_call(house: Clinic, user: User, *, by: User, on: bool) -> None:
    """Let one of the team hear of urgent messages by day and by night, or no longer."""
    if user.on_call == on:
        return
    user.on_call = on
    user.save(update_fields=["on_call"])
    _write(house, by, Entry.TEAM, about=user.email, before={"on_call": not on}, after={"on_call": on})


@transaction.atomic
def take_off(house: Clinic, user: User, *, by: User) -> None:
    """Take somebody off the team: their sessions end, what they looked after is everybody's. Raises: LastOwnerError."""
    before = {"role": user.role, "name": user.name}
    dismiss(email=user.email)
    Conversation.objects.filter(assigned=user).update(assigned=None)
    _write(house, by, Entry.TEAM, about=user.email, before=before)
    look.forget()


@transaction.atomic
def note_reading(house: Clinic, *, by: User, about: str) -> None:
    """Write down that somebody has read who looked at whose data; the same reading once an hour."""
    since = timezone.now() - _AGAIN
    if not Entry.objects.filter(clinic=house, user=by, what=Entry.READ, about=about, at__gt=since).exists():
        _write(house, by, Entry.READ, about=about)


@transaction.atomic
def want_week(user: User, *, weekly: bool) -> None:
    """Have the week's figures by e-mail, or not."""
    user.weekly = weekly
    user.save(update_fields=["weekly"])


def _write(
    house: Clinic,
    by: User,
    what: str,
    *,
    about: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Entry:
    name = (by.name or by.email)[:80]
    return Entry.objects.create(
        clinic=house,
        user=by,
        name=name,
        what=what,
        about=about,
        before=dict(before or {}),
        after=dict(after or {}),
    )

"""Ending what is open in a browser: one device, one session, all of them, or the plan in this one."""

import uuid

from django.db import transaction

from fortnight.web.accounts.actions import note
from fortnight.web.accounts.models import BrowserSession, Person, User
from fortnight.web.accounts.secrets import hashed


@transaction.atomic
def close_device(person: Person, number: int, *, by: str | User = "person") -> bool:
    """Let a browser open a plan without signing in no more; False where the plan has no such device."""
    if not person.devices.filter(pk=number).delete()[0]:
        return False
    note(person, action="close_device", by=by)
    return True


@transaction.atomic
def close_session(user: User, public: uuid.UUID, *, by: str | User = "person") -> bool:
    """Sign a user out in one browser; False where they have no such session."""
    if not BrowserSession.objects.filter(user=user, public=public).delete()[0]:
        return False
    person = Person.objects.filter(user=user).first()
    if person:
        note(person, action="close_session", by=by)
    return True


@transaction.atomic
def close_all(
    *, person: Person | None, user: User | None, secret: str = "", session_key: str = "", by: str | User = "person"
) -> None:
    """Close every device of a plan and every session of a user, but those with this secret and this key.

    Without secret and key, all of them: whoever wants in has to sign in again.
    """
    if user:
        BrowserSession.objects.filter(user=user).exclude(session_key=session_key).delete()
    if person:
        person.devices.exclude(secret_hash=hashed(secret)).delete()
        note(person, action="close_devices" if secret or session_key else "close_everywhere", by=by)


@transaction.atomic
def end_other_sessions(user: User, session_key: str) -> None:
    """Sign a user out everywhere but in the session with this key: how they sign in has changed."""
    BrowserSession.objects.filter(user=user).exclude(session_key=session_key).delete()


@transaction.atomic
def leave(person: Person, secret: str) -> None:
    """Take the plan out of the browser with this secret; it stays where else it is open."""
    person.devices.filter(secret_hash=hashed(secret)).delete()
    note(person, action="leave")

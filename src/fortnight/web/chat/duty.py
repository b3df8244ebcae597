"""Who among the staff hears of a message that must not wait, and whether anybody does just now.

Told at once, by day and by night: who looks after the conversation, the leads, the owners, and whoever is on call. In
the clinic's hours that is somebody at work; outside of them only who is on call can be counted on, and where nobody is
the client is told so.
"""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q, QuerySet

from fortnight.web.accounts.models import STRONG, Clinic, User
from fortnight.web.accounts.roles import Role
from fortnight.web.chat.hours import next_opening
from fortnight.web.chat.promise import opening_of
from fortnight.web.shell.hooks import Feature


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Whether somebody can be counted on to hear of it now. `open`: the clinic is; else `opens`: when it does next."""

    hears: bool
    open: bool
    opens: dt.datetime | None


def duty(house: Clinic, now: dt.datetime) -> Availability:
    """Who hears at this moment of a message that must not wait."""
    opens = next_opening(now, opening_of(house))
    open_now = opens is not None and opens <= now
    reached = team().exists() if open_now else team().filter(on_call=True).exists()
    return Availability(hears=settings.MAIL_LEAVES and reached, open=open_now, opens=None if open_now else opens)


def advisors() -> set[Feature]:
    """Whether anybody answers here: one of the staff who has shown the factor without which the desk stays shut."""
    staff = {"user__is_staff": True, "user__is_active": True}
    return {Feature.ADVISOR} if Authenticator.objects.filter(type__in=STRONG, **staff).exists() else set()


def team(assigned: int | None = None) -> QuerySet[User]:
    """Everybody to notify: the leads, the owners, those on call, and whoever is `assigned`."""
    members = Q(role__in=(Role.LEAD.value, Role.OWNER.value)) | Q(on_call=True) | Q(pk=assigned)
    return User.objects.filter(members, is_staff=True, is_active=True).exclude(email="").order_by("pk")

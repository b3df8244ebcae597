"""The roster: everyone in their fortnight, when they were last heard of, what they wait for. And one client."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import and_

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import AuditLine, Link, Person, User
from fortnight.web.chat.models import Message
from fortnight.web.clients.models import Invitation, Sheet
from fortnight.web.journal.models import TickEvent
from fortnight.web.shelf.models import Product

PAGE = 50
_SILENT = dt.timedelta(days=2)


class Show(StrEnum):
    """Which of the clients the roster shows."""

    ALL = "all"
    FORTNIGHT = "fortnight"
    QUESTION = "question"
    SILENT = "silent"
    NEVER = "never"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One client in the roster. `day` is a day of the rules, before 1 and after 14 as well."""

    person: Person
    day: int
    seen: dt.datetime | None
    asked: dt.datetime | None
    due: dt.datetime | None
    red: bool
    advisor: str
    opened: bool
    email: str


def roster(
    show: Show, *, words: str = "", page: int = 0, now: dt.datetime | None = None
) -> tuple[list[RosterRow], int]:
    """A page of the roster, those who wait first, and how many there are in all. Two queries."""
    now = now or timezone.now()
    people = _people(show, words, now)
    many = people.count()
    ordered = people.order_by(F("conversation__due").asc(nulls_last=True), "-current__date", "-pk")
    return [_row(person) for person in ordered[page * PAGE : (page + 1) * PAGE]], many


def everyone(now: dt.datetime) -> list[RosterRow]:
    """The whole roster, for a file."""
    return [_row(person) for person in _people(Show.ALL, "", now).order_by("-current__date", "-pk")]


def _people(show: Show, words: str, now: dt.datetime) -> QuerySet[Person]:
    """The people of a view, each with when we last heard from them."""
    ticks = TickEvent.objects.filter(treatment=OuterRef("current")).values("treatment").annotate(newest=Max("arrived"))
    questions = Product.objects.filter(person=OuterRef("pk")).values("person").annotate(newest=Max("asked"))
    messages = Message.objects.filter(conversation__person=OuterRef("pk"), author=Message.PERSON).order_by("-number")
    came = AuditLine.objects.filter(person=OuterRef("pk"), by="person").values("person").annotate(newest=Max("at"))
    heard = {
        "heard_tick": Subquery(ticks.values("newest")[:1]),
        "heard_ask": Subquery(questions.values("newest")[:1]),
        "heard_word": Subquery(messages.values("at")[:1]),
        "heard_deed": Subquery(came.values("newest")[:1]),
    }
    people = Person.objects.exclude(current=None).annotate(**heard)
    people = people.select_related("current", "clinic", "conversation__assigned", "invitation", "user")
    for word in words.split():
        people = people.filter(
            Q(name__icontains=word) | Q(user__email__icontains=word) | Q(invitation__email__icontains=word)
        )
    return people.filter(_shown(show, now))


_HEARD = ("heard_tick", "heard_ask", "heard_word", "heard_deed")


def _shown(show: Show, now: dt.datetime) -> Q:
    """What the people of a view are like. Days are counted in whole dates here, give or take a time zone."""
    today = now.date()
    first = today - dt.timedelta(days=LAST_DAY - 1)
    within = Q(current__date__lte=today, current__date__gte=first)
    quiet = [Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lt": now - _SILENT}) for name in _HEARD]
    views = {
        Show.ALL: Q(),
        Show.FORTNIGHT: within,
        Show.QUESTION: Q(conversation__asked__isnull=False),
        Show.SILENT: reduce(and_, quiet, within),
        Show.NEVER: Q(invitation__isnull=False, invitation__opened=None, user=None),
        Show.BEFORE: Q(current__date__gt=today),
        Show.AFTER: Q(current__date__lt=first),
    }
    return views[show]


def _row(person: Person) -> RosterRow:
    conversation = getattr(person, "conversation", None)
    invitation = getattr(person, "invitation", None)
    opened = invitation is None or invitation.opened is not None or person.user_id is not None
    heard = [getattr(person, name) for name in _HEARD]
    advisor = conversation.assigned if conversation else None
    return RosterRow(
        person=person,
        day=day_for(person, today_for(person)),
        seen=max((moment for moment in heard if moment), default=None) if opened else None,
        asked=conversation.asked if conversation else None,
        due=conversation.due if conversation else None,
        red=bool(conversation and conversation.red),
        advisor=(advisor.name or advisor.email) if advisor else "",
        opened=opened,
        email=person.user.email if person.user else invitation.email if invitation else "",
    )


def client_with(key: uuid.UUID) -> Person | None:
    """The client with a key."""
    return Person.objects.filter(key=key).select_related("current", "clinic", "user", "invitation").first()


def invitation_of(person: Person) -> Invitation | None:
    """How a client was invited, or None for one who came by themself."""
    return Invitation.objects.filter(person=person).select_related("person__clinic", "by").first()


def client_with_address(email: str) -> Person | None:
    """The client whose address this is: by their account, or by an invitation."""
    if not email:
        return None
    people = Person.objects.filter(Q(user__email__iexact=email) | Q(invitation__email__iexact=email))
    return people.select_related("current", "clinic", "user").first()


def clients_at(emails: Sequence[str]) -> dict[str, Person]:
    """The clients with one of these addresses (in lower case), by address, with their sessions; two queries."""
    people = Person.objects.filter(Q(user__email__in=emails) | Q(invitation__email__in=emails))
    clients: dict[str, Person] = {}
    rows = people.select_related("current", "clinic", "user", "invitation").prefetch_related("treatments")
    for person in rows:
        invitation = getattr(person, "invitation", None)
        addresses = (person.user.email if person.user else "", invitation.email if invitation else "")
        clients |= {address.lower(): person for address in addresses if address}
    return clients


def deeds(person: Person, most: int = 40) -> list[AuditLine]:
    """What was done to a client's data, the newest first."""
    return list(AuditLine.objects.filter(person=person).order_by("-at", "-pk")[:most])


def open_links(person: Person, now: dt.datetime) -> int:
    """How many links of an invitation open something."""
    return Link.objects.filter(person=person, purpose=Link.INVITATION, revoked=None, expires__gt=now).count()


def own_links(person: Person, now: dt.datetime) -> int:
    """How many of the links that a client created still work: for a friend, or for another device of theirs."""
    links = Link.objects.filter(person=person, revoked=None, expires__gt=now)
    return links.exclude(purpose=Link.INVITATION).count()


def sheet_with(key: uuid.UUID, user: User) -> Sheet | None:
    """A table that this one of the staff has sent."""
    return Sheet.objects.filter(key=key, by=user).first()


def made_by(sheet: Sheet) -> list[Invitation]:
    """The invitations that came of a table."""
    return list(Invitation.objects.filter(pk__in=sheet.made).select_related("person__clinic", "person__current"))


def mail_due(now: dt.datetime, most: int = 50) -> list[Invitation]:
    """The invitations that have to be mailed now."""
    waiting = Invitation.objects.filter(mail=Invitation.WAITING, next__lte=now)
    return list(waiting.select_related("person__clinic").order_by("next")[:most])


def invitation_told(person: Person) -> object:
    """How a person was invited, ready for JSON."""
    invitation = invitation_of(person)
    return (
        {"email": invitation.email, "created": invitation.created, "opened": invitation.opened, "mail": invitation.mail}
        if invitation
        else None
    )


def counts(now: dt.datetime) -> dict[str, int]:
    """How many clients are in their fortnight, and how many are waiting for an answer."""
    within = _shown(Show.FORTNIGHT, now)
    numbers = Person.objects.exclude(current=None).aggregate(
        in_fortnight=Count("pk", filter=within), in_question=Count("pk", filter=_shown(Show.QUESTION, now))
    )
    return {name.removeprefix("in_"): number for name, number in numbers.items()}

"""Whom mail reaches, what they want of it, which letters are due, and what became of those that were sent."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Q, QuerySet

from fortnight.web.accounts.models import Person
from fortnight.web.chat.hooks import Reach
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.queries import seen_by_person
from fortnight.web.ground.prepared import prepared
from fortnight.web.mail.models import Address, Letter, Wish

_STUCK = dt.timedelta(minutes=10)


def addresses_of(person: Person) -> set[str]:
    """Every address of a person, in lower case: confirmed ones of the account, and accepted ones."""
    own = set(Address.objects.filter(person=person).values_list("address", flat=True))
    if person.user:
        own |= set(EmailAddress.objects.filter(user=person.user, verified=True).values_list("email", flat=True))
        own.add(person.user.email)
    return {address.lower() for address in own}


def address_for(person: Person) -> str:
    """Where a person is written to, or "" for one without an address."""
    if person.user:
        first = EmailAddress.objects.filter(user=person.user, verified=True).order_by("-primary", "pk").first()
        return first.email if first else person.user.email
    newest = Address.objects.filter(person=person).order_by("-pk").first()
    return newest.address if newest else ""


def wish_of(person: Person) -> Wish:
    """What a person wants of e-mail; answers without their words, until they say something else."""
    return _wishes.first(person.pk) or Wish(person=person)


@prepared
def _wishes(person: int) -> QuerySet[Wish]:
    return Wish.objects.filter(person=person)


def reaches(person: Person) -> bool:
    """Whether an answer goes to a person by e-mail: mail leaves this house, and they can and want to be written to."""
    wish = wish_of(person)
    return settings.MAIL_LEAVES and wish.answers and wish.paused is None and bool(address_for(person))


def reach(person: Person) -> Reach:
    """How an answer finds a person who is not here."""
    return Reach(leaves=settings.MAIL_LEAVES, to=address_for(person) if reaches(person) else "")


def notes_to_strangers(since: dt.datetime) -> int:
    """How many automatic notes have been written to people who are no clients, since then."""
    return Letter.objects.filter(conversation=None, person=None, created__gt=since).count()


def due_letters(now: dt.datetime, most: int = 50) -> list[Letter]:
    """The letters that have to be sent now: those that wait, and those whose sending was interrupted.

    Reminders come after all else: at eight in the evening there may be thousands, and no answer waits behind them.
    """
    waiting = Letter.objects.filter(state=Letter.WAITING, next__lte=now)
    cut = Letter.objects.filter(state=Letter.SENDING, next__lte=now - _STUCK)
    due = (waiting | cut).order_by("next")
    first = list(due.exclude(kind=Letter.REMINDER)[:most])
    return first + list(due.filter(kind=Letter.REMINDER)[: most - len(first)])


def unread_in(letter: Letter) -> list[Message]:
    """What a letter still has to tell: answers that were not taken back and that the person has not seen."""
    if letter.conversation is None:
        return []
    after = max(letter.after, seen_by_person(letter.conversation))
    messages = Message.objects.filter(conversation=letter.conversation, author=Message.ADVISOR, withdrawn=None)
    return list(messages.filter(number__gt=after, number__lte=letter.upto).select_related("by").order_by("number"))


def waiting_letter(conversation: Conversation) -> Letter | None:
    """The answer that is not yet on its way, to which another message may be added."""
    return Letter.objects.filter(conversation=conversation, kind=Letter.ANSWER, state=Letter.WAITING, tries=0).first()


def letters_about(conversation: Conversation, first: int, last: int) -> list[Letter]:
    """The answers that hold any of these messages, the oldest first."""
    return _letters_about(conversation.pk, first, last)


@prepared
def _letters_about(conversation: int, first: int, last: int) -> QuerySet[Letter]:
    letters = Letter.objects.filter(conversation=conversation, kind=Letter.ANSWER, upto__gte=first, after__lt=last)
    return letters.order_by("pk")


def was_noted(to: str, kind: str, since: dt.datetime) -> bool:
    """Whether an automatic note of this kind went to an address since a moment."""
    return Letter.objects.filter(to=to.lower(), kind=kind, created__gt=since).exists()


def told_of(person: Person) -> dict[str, object]:
    """What is kept about a person's mail, ready for JSON."""
    wish = wish_of(person)
    letters = Letter.objects.filter(
        Q(conversation__person=person)
        | Q(person=person)
        | Q(conversation=None, user=None, person=None, to__in=addresses_of(person))
        | (Q(user=person.user) if person.user else Q(pk=None))
    ).order_by("pk")
    return {
        "answers by mail": wish.answers,
        "with details": wish.details,
        "minutes to wait for more": wish.wait,
        "quiet hours": [wish.quiet_from, wish.quiet_to] if wish.quiet_from else None,
        "paused": wish.paused,
        "addresses": sorted(Address.objects.filter(person=person).values_list("address", flat=True)),
        "letters": list(letters.values("kind", "to", "state", "after", "upto", "trouble", "created", "sent")),
    }

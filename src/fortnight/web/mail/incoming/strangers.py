"""Mail from strangers: who waits to be let in, and what an advisor decides.

All mail of one address is one line. To accept somebody makes a person without a treatment, whose address it is, and a
conversation that holds what they wrote; where the address is a client's already, it goes into theirs. They have no page
to read on, so answers go to them by e-mail with their words. What was refused is deleted after a month; what nobody has
looked after in half a year is put aside like it, unless it tells of a sign.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fortnight.web.accounts.actions import note
from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.actions import conversation_with
from fortnight.web.chat.models import Conversation
from fortnight.web.mail.models import Address, Letter, Received, Wish
from fortnight.web.mail.queries import addresses_of

_MOST = 500
_KEPT = dt.timedelta(days=30)
_LONGEST_WAIT = dt.timedelta(days=180)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Somebody who waits: their newest mail, how many there are, whether one tells of a sign, whose address it is."""

    mail: Received
    count: int
    red: bool
    since: dt.datetime
    client: Person | None


def strangers() -> list[Stranger]:
    """Everybody who is waiting: those who tell of a sign first, then those who have waited longest."""
    rows = list(Received.objects.filter(state=Received.WAITING).defer("raw").order_by("pk")[:_MOST])
    lines: dict[str, list[Received]] = {}
    for row in rows:
        lines.setdefault(row.sender or str(row.key), []).append(row)
    clients = clients_with(lines)
    senders = [
        Stranger(
            mail=mails[-1],
            count=len(mails),
            red=any(mail.red for mail in mails),
            since=mails[0].at,
            client=clients.get(address),
        )
        for address, mails in lines.items()
    ]
    return sorted(senders, key=lambda stranger: (not stranger.red, stranger.since))


def clients_with(addresses: Iterable[str]) -> dict[str, Person]:
    """The clients who have these addresses, by address."""
    emails = list(addresses)
    own = Address.objects.filter(address__in=emails).select_related("person__clinic")
    signed = EmailAddress.objects.filter(email__in=emails, verified=True, user__person__isnull=False)
    clients = {account.email.lower(): account.user.person for account in signed.select_related("user__person__clinic")}
    mains = User.objects.filter(email__in=emails, person__isnull=False).select_related("person__clinic")
    clients |= {main.email.lower(): main.person for main in mains}
    return clients | {address.address: address.person for address in own}


def mails_of(row: Received) -> list[Received]:
    """Every mail of the same stranger that waits, the oldest first."""
    waiting = Received.objects.filter(state=Received.WAITING).defer("raw").order_by("pk")
    return list(waiting.filter(sender=row.sender) if row.sender else waiting.filter(pk=row.pk))


@transaction.atomic
def accept(row: Received, *, by: User) -> Conversation | None:
    """Let a stranger in, with all they wrote, which is put into the conversation when it is worked next.

    None for a mail that names no sender or waits no longer, and for one that claims to come from a client while our
    mail server says that it does not.
    """
    rows = Received.objects.select_for_update().filter(state=Received.WAITING, sender=row.sender)
    if not row.sender or not rows.exists():
        return None
    client = clients_with([row.sender]).get(row.sender)
    if client and rows.filter(disowned=True).exists():
        return None
    person = client or _somebody(row)
    conversation = conversation_with(person)
    if row.sender not in addresses_of(person):
        Address.objects.create(person=person, address=row.sender)
    rows.update(state=Received.RECEIVED, conversation=conversation, attempts=0, next=timezone.now())
    note(person, action="accepted", by=by)
    return conversation


def _somebody(row: Received) -> Person:
    house = clinic()
    person = Person.objects.create(clinic=house, name=row.name, zone=house.zone, country=house.country)
    # They wrote by e-mail and have no other way to read: the letter has to contain the answer itself.
    Wish.objects.create(person=person, answers=True, details=True)
    return person


@transaction.atomic
def refuse(row: Received) -> int:
    """Put a stranger's mail aside; how much of it there was. Nothing is sent to them."""
    rows = [mail.pk for mail in mails_of(row)]
    aside = Received.objects.filter(pk__in=rows, state=Received.WAITING)
    return aside.update(state=Received.REFUSED, worked=timezone.now())


def put_aside_old(now: dt.datetime) -> int:
    """Put aside what has waited for half a year and tells of no sign; how many. It can be read for another month."""
    old = Received.objects.filter(state=Received.WAITING, red=False, at__lt=now - _LONGEST_WAIT)
    return old.update(state=Received.REFUSED, worked=now)


@transaction.atomic
def forget_refused() -> int:
    """Delete what is nobody's, after a month: refused mail, that of machines, notes to strangers; how many."""
    nobodys = Q(state=Received.REFUSED) | Q(state=Received.WORKED, conversation=None)
    now = timezone.now()
    put_aside_old(now)
    before = now - _KEPT
    Letter.objects.filter(conversation=None, created__lt=before).delete()
    return Received.objects.filter(nobodys, worked__lt=before).delete()[0]


def forget(person: Person) -> None:
    """Delete the mail of a person that never came into a conversation, and the notes on it; the rest goes by itself."""
    Letter.objects.filter(conversation=None, to__in=addresses_of(person)).delete()
    Received.objects.filter(conversation=None, sender__in=addresses_of(person)).delete()

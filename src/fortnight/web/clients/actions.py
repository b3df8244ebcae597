"""Inviting somebody: their plan, their conversation and a link to it; renewing, withdrawing, correcting, importing.

A link of an invitation opens the plan on a few devices until it ends, since people open a link in the mail program
first and on their telephone next. It opens nothing once its person has an account.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from fortnight.web.accounts.actions import (
    add_device,
    add_session,
    begin,
    change_treatment,
    erase,
    note,
    open_link,
    start_treatment,
)
from fortnight.web.accounts.entrance import today_for
from fortnight.web.accounts.models import Clinic, Link, Person, Treatment, User
from fortnight.web.accounts.queries import everything
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Message
from fortnight.web.clients.models import Invitation, Sheet
from fortnight.web.mail.models import Address

DAYS = 28
MOST_DEVICES = 5
# The label of a link that left by e-mail: whoever opens it reads the mail of the address that it went to.
MAILED = "mailed"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationDraft:
    """What an invitation says: of whom, and of which treatment. `email` may be empty."""

    name: str
    email: str
    date: dt.date
    needle_mm: Decimal | None
    area: str = ""
    language: str = ""


class PlanOpenedError(Exception):
    """Somebody who has opened their plan, or has said something, is a person whose plan is theirs."""


@transaction.atomic
def invite(clinic: Clinic, draft: InvitationDraft, *, by: User, mailed: bool) -> Invitation:
    """Create a person who has not opened their plan yet, with their treatment and their conversation."""
    person, _ = begin(clinic=clinic, zone=clinic.zone, language=draft.language, country=clinic.country, user=None)
    person.devices.all().delete()
    person.name, person.area = draft.name, draft.area
    person.save(update_fields=["name", "area"])
    start_treatment(person, date=draft.date, setting="clinic", needle_mm=draft.needle_mm)
    conversation_with(person)
    note(person, action="invited", by=by)
    mail = Invitation.WAITING if mailed and draft.email else ""
    return Invitation.objects.create(person=person, by=by, email=draft.email.lower(), mail=mail)


@transaction.atomic
def new_link(invitation: Invitation, *, by: User | None, beside: bool = False) -> str:
    """A new token that opens the plan; the links before it open nothing any more, unless it stands `beside` them."""
    person = invitation.person
    if not beside:
        person.links.filter(purpose=Link.INVITATION, revoked=None).update(revoked=timezone.now())
    _, token = open_link(person, purpose=Link.INVITATION, days=DAYS, label=MAILED if beside else "")
    if by:
        note(person, action="link_for_client", by=by)
    return token


@transaction.atomic
def close_links(invitation: Invitation, *, by: User) -> None:
    """Let no link of the invitation open anything any more; devices that are in stay in."""
    invitation.person.links.filter(purpose=Link.INVITATION, revoked=None).update(revoked=timezone.now())
    note(invitation.person, action="close_link_for_client", by=by)


@transaction.atomic
def mail_again(invitation: Invitation, *, by: User) -> None:
    """Send the invitation once more, with a new link."""
    invitation.mail, invitation.tries, invitation.next = Invitation.WAITING, 0, timezone.now()
    invitation.trouble = ""
    invitation.save(update_fields=["mail", "tries", "next", "trouble"])
    note(invitation.person, action="invited_again", by=by)


@transaction.atomic
def export(person: Person, *, by: str | User) -> dict[str, object]:
    """Everything that is kept of a client, ready for JSON; that a copy was taken out is in it, for the client to read.

    `by` is one of the staff, or a word for who else it was.
    """
    note(person, action="exported", by=by)
    return everything(person, by_clinic=isinstance(by, User))


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Delete a plan that nobody has opened. Raises: TooLateError."""
    row = Invitation.objects.select_for_update().select_related("person").get(pk=invitation.pk)
    if row.opened or row.person.user_id or Message.objects.filter(conversation__person=row.person).exists():
        raise PlanOpenedError
    erase(row.person, by=by)


@transaction.atomic
def accept(link: Link) -> str:
    """The plan is opened on one more device: the secret for its cookie. Raises: TooLateError after a few of them."""
    person = Person.objects.select_for_update().get(pk=link.person_id)
    if person.devices.count() >= MOST_DEVICES:
        raise PlanOpenedError
    now = timezone.now()
    Invitation.objects.filter(person=person, opened=None).update(opened=now)
    Link.objects.filter(pk=link.pk).update(used=now)
    note(person, action="use_link")
    if link.label == MAILED:
        _know_address(person)
    return add_device(person)


def _know_address(person: Person) -> None:
    """The address that an invitation went to is its person's, who can be told there that an answer has come."""
    address = Invitation.objects.filter(person=person).values_list("email", flat=True).first()
    if address:
        Address.objects.get_or_create(address=address.lower(), defaults={"person": person})


@transaction.atomic
def correct(person: Person, treatment: Treatment, *, by: User, date: dt.date, needle_mm: Decimal | None) -> None:
    """Correct the facts of a treatment at the desk. Its person is told in the conversation."""
    change_treatment(person, treatment, date=date, setting=treatment.setting, needle_mm=needle_mm)
    note(person, action="corrected", by=by, about="date needle_mm")
    says = gettext("Your clinic has corrected your treatment. Its date is %(date)s now.") % {"date": date.isoformat()}
    send(conversation_with(person), author=Message.HOUSE, uid=uuid.uuid4(), body=says)


@transaction.atomic
def treat_again(person: Person, *, by: User, date: dt.date, needle_mm: Decimal | None) -> None:
    """A further treatment for somebody who is known."""
    add_session(person, today=today_for(person), date=date, setting="clinic", needle_mm=needle_mm)
    note(person, action="treated_again", by=by)


@transaction.atomic
def keep_sheet(text: str, *, by: User, columns: Sequence[str]) -> Sheet:
    """A table that was sent, to be looked at before anything is made of it."""
    Sheet.objects.filter(created__lt=timezone.now() - dt.timedelta(days=1), imported=None).delete()
    return Sheet.objects.create(text=text, by=by, columns=list(columns))


@transaction.atomic
def read_as(sheet: Sheet, *, columns: Sequence[str], order: str, mailed: bool) -> None:
    """What the columns of a table are, how its dates are written, whether invitations are to be mailed."""
    sheet.columns, sheet.order, sheet.mailed = list(columns), order, mailed
    sheet.save(update_fields=["columns", "order", "mailed"])


@transaction.atomic
def import_all(
    sheet: Sheet,
    clinic: Clinic,
    drafts: Sequence[InvitationDraft],
    *,
    by: User,
    further: Sequence[tuple[Person, InvitationDraft]] = (),
) -> int:
    """Invite everybody in a table, all or none; how many. A table that has already been imported invites nobody.

    `further` are further sessions of existing clients.
    """
    row = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if row.imported:
        return 0
    invitations = [invite(clinic, draft, by=by, mailed=row.mailed) for draft in drafts]
    for person, draft in further:
        treat_again(person, by=by, date=draft.date, needle_mm=draft.needle_mm)
    row.imported, row.made, row.text = timezone.now(), [invitation.pk for invitation in invitations], ""
    row.save(update_fields=["imported", "made", "text"])
    return len(invitations)

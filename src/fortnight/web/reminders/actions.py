"""What changes reminders: choosing them, planning when each is due, ending them. One transaction each."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from fortnight.errors import UsageError
from fortnight.web.accounts.actions import note
from fortnight.web.accounts.models import Person
from fortnight.web.mail.models import Letter
from fortnight.web.reminders import queries
from fortnight.web.reminders.models import Reminder, ReminderWish

log = logging.getLogger("fortnight.reminders")


@transaction.atomic
def choose(person: Person, **values: Any) -> ReminderWish:
    """Keep what a person wants of reminders, and plan them."""
    wish, _ = ReminderWish.objects.update_or_create(person=person, defaults={**values, "changed": timezone.now()})
    person.reminder_wish = wish
    note(person, action="choose_reminders", about=str(wish))
    plan(person)
    return wish


@transaction.atomic
def plan(person: Person) -> None:
    """Set when each slot of a person is due next, after their wishes, their treatment or their zone have changed.

    What is due already and not yet written stays due.
    """
    wish, now = ReminderWish.objects.filter(person=person).first(), timezone.now()
    if wish is None:
        return
    rows = {row.slot: row for row in Reminder.objects.filter(person=person)}
    for slot, due_at in planned(person, wish, now).items():
        row = rows.get(slot)
        if row and wish.is_on and row.due_at and row.due_at <= now:
            continue
        if row or due_at:
            Reminder.objects.update_or_create(person=person, slot=slot, defaults={"due_at": due_at})


def planned(person: Person, wish: ReminderWish, after: dt.datetime) -> dict[Any, dt.datetime | None]:
    """When each slot of the day is due next; None for all of somebody whose zone this machine does not know."""
    try:
        return {**queries.next_dues(person, wish, after)}
    except UsageError:
        log.warning("reminders cannot be planned in an unknown time zone")
        return dict.fromkeys(queries.times_of(wish))


@transaction.atomic
def turn_off(person: Person) -> None:
    """End every reminder of a person, at once; what they chose stays for the next time."""
    ReminderWish.objects.filter(person=person).update(email=False, push=False)
    note(person, action="stop_reminders")
    plan(person)


@transaction.atomic
def stop_mail(wish: ReminderWish) -> None:
    """End the reminders by e-mail, at once; those that wait are not sent."""
    if not wish.email:
        return
    wish.email = False
    wish.save(update_fields=["email"])
    note(wish.person, action="stop_reminders", about="email")
    plan(wish.person)


def end_for_letter(letter: Letter) -> None:
    """Whoever received a reminder called it unwanted: no other is sent by e-mail."""
    wish = ReminderWish.objects.filter(person=letter.person_id).first() if letter.kind == Letter.REMINDER else None
    if wish:
        stop_mail(wish)

"""What changes reminders: choosing them, planning when each is due, ending them. One transaction each."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from fortnight.errors import UsageError
from fortnight.web.accounts.actions import note
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.secrets import hashed
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.urgency import hurries
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing.schedule import TOGETHER, awake
from fortnight.web.reminders import queries
from fortnight.web.reminders.models import PushDevice, Reminder, ReminderSlot, ReminderWish

log = logging.getLogger("fortnight.reminders")
MOST_DEVICES = 10


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
    PushDevice.objects.filter(person=person).delete()
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


@transaction.atomic
def add_device(person: Person, *, endpoint: str, **values: Any) -> PushDevice:
    """Have reminders sent to a browser, which from now on is this person's; of too many the oldest goes."""
    device, new = PushDevice.objects.update_or_create(
        endpoint_hash=hashed(endpoint), defaults={"person": person, "endpoint": endpoint, **values}
    )
    rows = PushDevice.objects.filter(person=person).order_by("-created", "-pk").values_list("pk", flat=True)
    PushDevice.objects.filter(pk__in=list(rows[MOST_DEVICES:])).delete()
    wish, _ = ReminderWish.objects.get_or_create(person=person)
    if new or not wish.push:
        ReminderWish.objects.filter(pk=wish.pk).update(push=True)
        note(person, action="choose_reminders", about="push")
        plan(person)
    return device


@transaction.atomic
def drop_endpoint(person: Person, endpoint: str) -> None:
    """Forget the address that a browser of this person had before."""
    PushDevice.objects.filter(person=person, endpoint_hash=hashed(endpoint)).delete()


@transaction.atomic
def forget_device(device: PushDevice) -> None:
    """End the reminders on a browser, with all that waits for it."""
    person = device.person
    device.delete()
    note(person, action="stop_reminders", about="push")
    follow_devices(person)


@transaction.atomic
def follow_devices(person: Person) -> None:
    """Where the last device of a person is gone, with its session or its keys, nothing more is sent that way."""
    if not PushDevice.objects.filter(person=person).exists():
        ReminderWish.objects.filter(person=person, push=True).update(push=False)
        plan(person)


def answer_came(conversation: Conversation, message: Message) -> None:
    """Have a new answer told on the person's devices, with others of the same minutes, and not in the quiet hours."""
    wish = ReminderWish.objects.filter(person=conversation.person_id, push=True, answers=True).first()
    if wish is None or message.author != Message.ADVISOR:
        return
    person, soon = conversation.person, timezone.now() + TOGETHER
    due_at = soon if hurries(conversation) else awake(soon, wish, person.zone)
    row, new = Reminder.objects.get_or_create(person=person, slot=ReminderSlot.ANSWER, defaults={"due_at": due_at})
    if not new and (row.due_at is None or row.due_at > due_at):
        Reminder.objects.filter(pk=row.pk).update(due_at=due_at)

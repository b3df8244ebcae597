"""Push messages on their way out, as letters are: rows that are claimed, sent, tried again, or ended.

What is in one is decided when it goes: only what is open then. A device that is gone is forgotten, with all that waits
for it. What a service refuses for now is tried again until the reminder is too old to be one. Run by the clock.
"""

import datetime as dt
import json
import logging

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from fortnight.web.exports.convert import language_of
from fortnight.web.reminders import queries, words
from fortnight.web.reminders.actions import forget_device
from fortnight.web.reminders.contents import ReminderContent, content_of
from fortnight.web.reminders.models import PushDevice, PushMessage, ReminderSlot, ReminderWish
from fortnight.web.reminders.push.delivery import DeliveryOutcome, ServiceReply, deliver

log = logging.getLogger("fortnight.push")
_WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60))
_AT_ONCE = 50
_STUCK = dt.timedelta(minutes=10)
_MOST_BYTES = 1_000


def send_due(now: dt.datetime | None = None) -> int:
    """Send every push message whose time has come; how many were sent."""
    moment = now or timezone.now()
    return sum(_sent(row, moment) for row in _due(moment) if _claimed(row, moment))


def _due(now: dt.datetime) -> list[PushMessage]:
    """Those that wait, and those whose sending was cut off in the middle."""
    waiting = PushMessage.objects.filter(state=PushMessage.WAITING, next__lte=now)
    cut = PushMessage.objects.filter(state=PushMessage.SENDING, next__lte=now - _STUCK)
    return list((waiting | cut).select_related("to").order_by("next")[:_AT_ONCE])


def _claimed(row: PushMessage, now: dt.datetime) -> bool:
    """Whether this process has the row: of several that try, one changes it."""
    mine = PushMessage.objects.filter(pk=row.pk, state=row.state, next=row.next)
    row.tries += 1
    return bool(mine.update(state=PushMessage.SENDING, next=now, tries=row.tries))


def _sent(row: PushMessage, now: dt.datetime) -> int:
    until = dt.datetime.fromisoformat(row.about["until"])
    try:
        message = _message(row.to, row.about) if now <= until else b""
        if not message:
            _end(row, PushMessage.NOT_NEEDED)
            return 0
        answer = deliver(row.to, message, topic=row.about["slot"], until=until, now=now)
    except Exception as error:
        # One that cannot be written fails alone and for good.
        log.exception("a push message could not be written")
        answer = ServiceReply(outcome=DeliveryOutcome.REFUSED, says=type(error).__name__)
    return _noted(row, answer, now)


def _noted(row: PushMessage, answer: ServiceReply, now: dt.datetime) -> int:
    """Write down what a push service said; 1 where it took the message."""
    match answer.outcome:
        case DeliveryOutcome.SENT:
            PushMessage.objects.filter(pk=row.pk).update(state=PushMessage.SENT, sent=now, trouble="")
            return 1
        case DeliveryOutcome.GONE:
            forget_device(row.to)
        case DeliveryOutcome.AGAIN if row.tries <= len(_WAITS):
            wait = max(_WAITS[row.tries - 1], dt.timedelta(seconds=answer.wait_seconds))
            PushMessage.objects.filter(pk=row.pk).update(
                state=PushMessage.WAITING, next=now + wait, trouble=answer.says
            )
        case _:
            log.warning("a push message was refused: %s", answer.says)
            _end(row, PushMessage.FAILED, answer.says)
    return 0


def _end(row: PushMessage, state: str, trouble: str = "") -> None:
    PushMessage.objects.filter(pk=row.pk).update(state=state, trouble=trouble[:200])


def _message(device: PushDevice, about: dict[str, str]) -> bytes:
    """What the service worker shows, as JSON; empty where nothing is open any more, or the person has ended it."""
    person = queries.person_with(device.person_id)
    wish, slot = queries.chosen(person), ReminderSlot(about["slot"])
    if wish is None or not wish.push:
        return b""
    with translation.override(language_of(person)):
        content = content_of(person, wish, slot, dt.date.fromisoformat(about["date"]))
        return b"" if content.is_empty else _json(device, wish, slot, content)


def _json(device: PushDevice, wish: ReminderWish, slot: ReminderSlot, content: ReminderContent) -> bytes:
    text = " ".join(words.sentences_of(content)) if wish.named else ""
    values = {
        "title": words.headline(slot, content, named=wish.named),
        "body": text[:200],
        "tag": slot.value,
        "path": reverse("advisor" if slot is ReminderSlot.ANSWER else "today"),
        "stop": reverse("reminders-stop", args=[device.key]),
        "ending": gettext("Stop these reminders"),
        "lang": translation.get_language() or settings.LANGUAGE_CODE,
    }
    message = json.dumps(values, ensure_ascii=False).encode()
    if len(message) > _MOST_BYTES:
        message = json.dumps(values | {"body": ""}, ensure_ascii=False).encode()
    return message

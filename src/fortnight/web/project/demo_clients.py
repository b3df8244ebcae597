"""The demo's other clients, so that the boxes of the desk are lively: waiting, late, urgent, asleep, closed or back.

What they said is stored as any message is, and moved back in time afterwards, so that somebody waits since this morning
or since last week. They are made anew together with the demo's person and never otherwise.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from fortnight.web.accounts.actions import appoint, begin, change_person, start_treatment
from fortnight.web.accounts.entrance import today_for
from fortnight.web.accounts.models import Clinic, Person, User
from fortnight.web.chat.actions import close, conversation_with, send
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.chat.promise import opening_of, promised
from fortnight.web.chat.urgency import mark
from fortnight.web.desk.actions import save_snippet, snooze, tag, write_note
from fortnight.web.desk.queries import snippet_called
from fortnight.web.desk.snooze import Until, moment
from fortnight.web.desk.tags import normalised
from fortnight.web.healing.models import Alarm
from fortnight.web.shelf.actions import add

Told = Mapping[str, Any]


def fill_desk(told: Told, house: Clinic, zone: str) -> None:
    """Make the demo's other clients and snippets anew."""
    staff = {
        "noor": appoint(email=told["advisor"]["email"], name=told["advisor"]["name"])[0],
        "remy": appoint(email=told["advisor"]["colleague"][1], name=told["advisor"]["colleague"][0])[0],
    }
    products = {one["name"]: one for one in told["product"]}
    keys = {one["name"]: uuid.uuid5(uuid.UUID(told["key"]), one["name"]) for one in told["client"]}
    Person.objects.filter(key__in=keys.values()).delete()
    for one in told["client"]:
        person = _begun(one, keys[one["name"]], house, zone)
        for name in one.get("shelf", ()):
            add(person, **{part: products[name][part] for part in ("name", "label", "kind")})
        _talked(person, one, staff)
    for one in told["snippet"]:
        save_snippet(snippet=snippet_called(one["shortcut"]), **one)


def _begun(one: Told, key: uuid.UUID, house: Clinic, zone: str) -> Person:
    person, _ = begin(clinic=house, zone=zone, language="", country=house.country, user=None)
    change_person(person, key=key, name=one["name"])
    treated = today_for(person) - dt.timedelta(days=one["day"] - 1)
    start_treatment(person, date=treated, setting="clinic", needle_mm=Decimal(one["needle_mm"]))
    return person


def _talked(person: Person, one: Told, staff: Mapping[str, User]) -> None:
    """What was said, and what the desk did with it."""
    now, row, noor = timezone.now(), conversation_with(person), staff["noor"]
    for number, (author, ago, body) in enumerate(one["said"]):
        if author == "closed":
            close(row, because=body, by=noor)
            continue
        by = staff[one.get("assigned", "noor")] if author == Message.ADVISOR else None
        # What was asked long ago rings no more in the demo; only one of its clients tells of a sign.
        signs: list[str] | None = None if one.get("urgent") else []
        uid = uuid.uuid5(person.key, f"message {number}")
        sent, _ = send(row, author=author, by=by, uid=uid, body=body, signs=signs)
        at = now - dt.timedelta(minutes=ago)
        Message.objects.filter(pk=sent.pk).update(at=at)
        Alarm.objects.filter(message=sent).update(at=at)
    if one.get("note"):
        write_note(row, by=noor, uid=uuid.uuid5(person.key, "note"), body=one["note"])
    tag(row, tags=normalised(one.get("tags", "")), by=noor)
    if one.get("snoozed"):
        snooze(row, until=moment(Until.TOMORROW, now, opening_of(person.clinic)), by=noor)
    if one.get("closed"):
        close(row, because=one["closed"], by=noor)
    _moved_back(row, one, now)


def _moved_back(row: Conversation, one: Told, now: dt.datetime) -> None:
    """Let a conversation wait since its question was written."""
    waits: Sequence[int] = [ago for author, ago, _ in one["said"] if author == Message.PERSON]
    row.refresh_from_db()
    mark(row)
    row.changed = now - dt.timedelta(minutes=one["said"][-1][1])
    if row.asked:
        row.asked = now - dt.timedelta(minutes=waits[-1])
        row.due = promised(row.person.clinic, row.asked)
    row.save(update_fields=["changed", "asked", "due", "level", "red"])

"""The demo's other clients, so that the desk's boxes are filled: waiting, late, urgent, snoozed, closed or reopened.

Their messages are stored like any other and then moved back in time, so that somebody has been waiting since this
morning or last week. They are created again together with the demo's person and never otherwise.
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

DemoData = Mapping[str, Any]


def fill_desk(data: DemoData, house: Clinic, zone: str) -> None:
    """Create the demo's other clients and snippets again."""
    staff = {
        "noor": appoint(email=data["advisor"]["email"], name=data["advisor"]["name"])[0],
        "remy": appoint(email=data["advisor"]["colleague"][1], name=data["advisor"]["colleague"][0])[0],
    }
    products = {product["name"]: product for product in data["product"]}
    keys = {client["name"]: uuid.uuid5(uuid.UUID(data["key"]), client["name"]) for client in data["client"]}
    Person.objects.filter(key__in=keys.values()).delete()
    for client in data["client"]:
        person = _create(client, keys[client["name"]], house, zone)
        for name in client.get("shelf", ()):
            add(person, **{part: products[name][part] for part in ("name", "label", "kind")})
        _talk(person, client, staff)
    for snippet in data["snippet"]:
        save_snippet(snippet=snippet_called(snippet["shortcut"]), **snippet)


def _create(client: DemoData, key: uuid.UUID, house: Clinic, zone: str) -> Person:
    person, _ = begin(clinic=house, zone=zone, language="", country=house.country, user=None)
    change_person(person, key=key, name=client["name"])
    treated = today_for(person) - dt.timedelta(days=client["day"] - 1)
    start_treatment(person, date=treated, setting="clinic", needle_mm=Decimal(client["needle_mm"]))
    return person


def _talk(person: Person, client: DemoData, staff: Mapping[str, User]) -> None:
    """The messages of a client, and what the desk did with them."""
    now, row, noor = timezone.now(), conversation_with(person), staff["noor"]
    for number, (author, ago, body) in enumerate(client["said"]):
        if author == "closed":
            close(row, because=body, by=noor)
            continue
        by = staff[client.get("assigned", "noor")] if author == Message.ADVISOR else None
        # Old questions raise no alarm in the demo; only one of its clients tells of a sign.
        signs: list[str] | None = None if client.get("urgent") else []
        uid = uuid.uuid5(person.key, f"message {number}")
        sent, _ = send(row, author=author, by=by, uid=uid, body=body, signs=signs)
        at = now - dt.timedelta(minutes=ago)
        Message.objects.filter(pk=sent.pk).update(at=at)
        Alarm.objects.filter(message=sent).update(at=at)
    if client.get("note"):
        write_note(row, by=noor, uid=uuid.uuid5(person.key, "note"), body=client["note"])
    tag(row, tags=normalised(client.get("tags", "")), by=noor)
    if client.get("snoozed"):
        snooze(row, until=moment(Until.TOMORROW, now, opening_of(person.clinic)), by=noor)
    if client.get("closed"):
        close(row, because=client["closed"], by=noor)
    _move_back(row, client, now)


def _move_back(row: Conversation, client: DemoData, now: dt.datetime) -> None:
    """Make a conversation wait from the time its question was written."""
    waits: Sequence[int] = [ago for author, ago, _ in client["said"] if author == Message.PERSON]
    row.refresh_from_db()
    mark(row)
    row.changed = now - dt.timedelta(minutes=client["said"][-1][1])
    if row.asked:
        row.asked = now - dt.timedelta(minutes=waits[-1])
        row.due = promised(row.person.clinic, row.asked)
    row.save(update_fields=["changed", "asked", "due", "level", "red"])

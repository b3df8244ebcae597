"""The demo: a clinic, somebody on day 3 with some steps ticked, their shelf, and other clients, as `demo.toml` tells.

Filling the same folder again changes nothing on the same day. On another day, or when asked, the demo's people are made
anew, so that it is day 3 again; nobody else's rows are touched, and a folder in which others keep theirs is refused.
"""

import datetime as dt
import tomllib
import uuid
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from fortnight.errors import UsageError
from fortnight.web.accounts.actions import appoint, begin, change_person, open_link, start_treatment
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Clinic, Link, Person, Treatment
from fortnight.web.accounts.queries import clinic
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.catalogue.shipped import load
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Message
from fortnight.web.journal import actions as journal
from fortnight.web.journal.queries import day_page
from fortnight.web.project.demo_clients import fill_desk
from fortnight.web.shelf.actions import add

_LINK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Filled:
    """The demo's person, whether they were made just now, and a token that opens their plan once."""

    person: Person
    new: bool
    token: str


@cache
def _demo_data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("demo.toml").read_text("utf-8"))


@transaction.atomic
def fill(*, zone: str, again: bool = False, force: bool = False) -> Filled:
    """Fill the folder, or find it filled. Raises: UsageError where other people keep their plans and not `force`."""
    person = Person.objects.filter(key=_demo_data()["key"]).select_related("current", "clinic").first()
    if person is None and not force and Person.objects.exists():
        raise UsageError(
            "this folder holds real people's plans",
            "Name another by FORTNIGHT_DATA, or add the demo to it with --force.",
        )
    load(CatalogueItem.HOUSE)
    new = person is None or again or person.current is None or day_for(person, today_for(person)) != _demo_data()["day"]
    if person is None or new:
        person = _recreate(person, zone)
    _, token = open_link(person, purpose=Link.OWN, days=_LINK_DAYS, label="demo")
    return Filled(person, new, token)


def _recreate(before: Person | None, zone: str) -> Person:
    if before:
        before.delete()
    data = _demo_data()
    person, _ = begin(clinic=_house(zone), zone=zone, language="", country=data["country"], user=None)
    change_person(person, key=uuid.UUID(data["key"]), name=data["person"])
    treated = today_for(person) - dt.timedelta(days=data["day"] - 1)
    course = start_treatment(person, date=treated, setting="clinic", needle_mm=Decimal(data["needle_mm"]))
    for product in data["product"]:
        add(person, name=product["name"], label=product["label"], kind=product["kind"])
    _tick(person, course, timezone.now())
    _talk(person)
    fill_desk(_demo_data(), person.clinic, zone)
    return person


def _talk(person: Person) -> None:
    """The messages between Iris and the house's advisor. The advisor cannot sign in until an account is set up."""
    advisor_data = _demo_data()["advisor"]
    advisor, _ = appoint(email=advisor_data["email"], name=advisor_data["name"])
    # Whenever the demo is filled, it has these messages only, and no automatic one, even at night.
    house, away_on = person.clinic, person.clinic.away_on
    Clinic.objects.filter(pk=house.pk).update(away_on=False)
    for number, (author, body) in enumerate(advisor_data["said"]):
        by = advisor if author == Message.ADVISOR else None
        uid = uuid.uuid5(person.key, f"message {number}")
        send(conversation_with(person), author=author, by=by, uid=uid, body=body)
    Clinic.objects.filter(pk=house.pk).update(away_on=away_on)


def _house(zone: str) -> Clinic:
    """The clinic of the installation, which takes the demo's name as long as it has none of its own."""
    house = clinic()
    if house.name == "Fortnight":
        house.name, house.zone, house.country = _demo_data()["clinic"], zone, _demo_data()["country"]
        house.save(update_fields=["name", "zone", "country"])
    return house


def _tick(person: Person, course: Treatment, now: dt.datetime) -> None:
    """Tick the first steps of each morning and evening, each under an id that is the same whenever it is done."""
    for day, counts in enumerate(_demo_data()["ticked"], 1):
        at = now - dt.timedelta(days=_demo_data()["day"] - day)
        page = day_page(person, day)
        for (time, steps), count in zip(page.halves, counts, strict=True):
            for step in steps if count < 0 else steps[:count]:
                event = uuid.uuid5(person.key, f"{course.date} {day} {time} {step.care.id}")
                journal.tick(course, event=event, day=day, time=time, care=step.care.id, done=True, at=at)

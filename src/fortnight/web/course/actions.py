"""What changes the list before a session: ticks, lines of one's own, reasons that are true. One transaction each."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from fortnight.web.accounts.actions import change_person, note
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.course.models import Preparation
from fortnight.web.ground.counting import hold
from fortnight.web.ground.limits import PREPARATIONS

CHECKED = "checked-reasons"
"""The item of the row which says that the reasons were gone through."""


@transaction.atomic
def tick_item(treatment: Treatment, *, item: str, done: bool) -> None:
    """An entry of our list is done, or is not."""
    ticked = timezone.now() if done else None
    Preparation.objects.update_or_create(treatment=treatment, item=item, defaults={"ticked": ticked})


@transaction.atomic
def tick_line(line: Preparation, *, done: bool) -> None:
    """A line of somebody's own is done, or is not."""
    line.ticked = timezone.now() if done else None
    line.save(update_fields=["ticked"])


@transaction.atomic
def add_line(treatment: Treatment, *, words: str) -> None:
    """One more line of somebody's own. Raises: LimitReachedError."""
    hold(PREPARATIONS, treatment.preparations.filter(item="").count())
    Preparation.objects.create(treatment=treatment, words=words)


@transaction.atomic
def remove_line(line: Preparation) -> None:
    """Take a line of somebody's own off their list."""
    line.delete()


@transaction.atomic
def tell_reasons(
    person: Person, treatment: Treatment, *, facts: dict[str, Any], reasons: Collection[str], among: Collection[str]
) -> None:
    """What stands against a session: `facts` of the person, and of the reasons `among` which it was asked the true.

    What a person tells here about themself is told everywhere, as under About me.
    """
    change_person(person, facts=facts)
    for item in among:
        tick_item(treatment, item=item, done=item in reasons)
    tick_item(treatment, item=CHECKED, done=True)
    note(person, action="tell_reasons")

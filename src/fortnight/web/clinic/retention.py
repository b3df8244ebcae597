"""How long the data of clients is kept: as long as the clinic says, counted from their last treatment or message.

Without a term nothing goes by itself. What stays is the line that it was done (`accounts.models.Erasure`), and figures
that hold nobody.
"""

import calendar
import datetime as dt
import logging

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from fortnight.web.accounts.actions import erase
from fortnight.web.accounts.models import Clinic, Erasure, Person
from fortnight.web.accounts.queries import clinic

log = logging.getLogger("fortnight.retention")
_MOST = 200
_MONTHS = 12


def past_term(months: int, now: dt.datetime) -> QuerySet[Person]:
    """The people whose last treatment, last message and first visit are all longer ago than so many months.

    One of the staff with a plan of their own is not among them.
    """
    before = months_before(now, months)
    ages = {"treated": Max("treatments__date"), "wrote": Max("conversation__messages__at")}
    people = Person.objects.filter(created__lt=before).exclude(user__is_staff=True).annotate(**ages)
    return people.filter(Q(treated=None) | Q(treated__lt=before.date()), Q(wrote=None) | Q(wrote__lt=before)).order_by(
        "pk"
    )


def months_before(now: dt.datetime, months: int) -> dt.datetime:
    """The same day so many months ago, or the last of that month."""
    year, month = divmod(now.year * _MONTHS + now.month - 1 - months, _MONTHS)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


def erase_due() -> int:
    """Erase everybody who is past the clinic's term, at most 200 at a time; how many. Run by the clock."""
    house: Clinic = clinic()
    if house.retention_months is None:
        return 0
    people = list(past_term(house.retention_months, timezone.now())[:_MOST])
    for person in people:
        with transaction.atomic():
            erase(person, by=Erasure.RULE)
    return len(people)

"""A session that waits has its plan from the midnight after the days of the one before it, where its person is.

Today turns it by itself when it is opened. Reminders, the calendar, the desk and email go by the current session as
well, and nobody may open Today that morning: so the clock does it (`project/due.py`). Turning twice changes nothing,
and of several processes one turns a plan.
"""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from fortnight.course.days import phase, rules_day
from fortnight.course.model import Phase
from fortnight.errors import UsageError
from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.actions import turn_to_planned
from fortnight.web.accounts.convert import current_treatment
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person, Treatment

log = logging.getLogger("fortnight.plans")
# The first date on earth is at most a day ahead of that in UTC.
_OVER_AT_THE_SOONEST = dt.timedelta(days=LAST_DAY - 1)


def turn_due(now: dt.datetime | None = None) -> int:
    """Turn every plan whose days are over to the session that waits for it; how many were turned."""
    moment = now or timezone.now()
    rows = Treatment.objects.filter(planned=True, person__current__date__lte=moment.date() - _OVER_AT_THE_SOONEST)
    rows = rows.select_related("person__current").order_by("person_id", "pk")
    numbers = dict.fromkeys(row.person_id for row in rows.iterator() if _is_over(row.person, moment))
    return sum(_turned(number, moment) for number in numbers)


def _is_over(person: Person, moment: dt.datetime) -> bool:
    """Whether the days of a person's plan are over where they are; in a zone that nobody knows they are not."""
    try:
        day = rules_day(current_treatment(person), day_for(person, today_for(person, moment)))
    except UsageError:
        log.warning("the day of a person in an unknown time zone is not known")
        return False
    return phase(day) is Phase.AFTER


@transaction.atomic
def _turned(number: int, moment: dt.datetime) -> bool:
    rows = Person.objects.select_for_update(of=("self",)).select_related("current", "clinic")
    person = rows.filter(pk=number).exclude(current=None).first()
    return person is not None and _is_over(person, moment) and turn_to_planned(person)

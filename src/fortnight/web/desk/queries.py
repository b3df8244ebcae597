"""What an advisor sees beside a conversation: the client's day, steps, facts, flags, shelf and treatments."""

from dataclasses import dataclass

from fortnight.course.days import rules_day
from fortnight.guide.model import LAST_DAY
from fortnight.person.model import Flag
from fortnight.web.accounts.convert import current_treatment, flags_of
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.accounts.queries import treatments_of
from fortnight.web.journal.queries import DayPage, day_page
from fortnight.web.shelf.actions import fresh_rows
from fortnight.web.shelf.queries import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What is known of a client. `day` is a day of the rules, which may be before or after the fortnight."""

    person: Person
    treatment: Treatment | None
    day: int
    steps: DayPage | None
    flags: tuple[Flag, ...]
    shelf: list[Row]
    earlier: list[Treatment]


def client(person: Person) -> Client:
    """Everything that stands beside a client's conversation."""
    treatment = person.current
    day = rules_day(current_treatment(person), day_for(person, today_for(person))) if treatment else 0
    return Client(
        person=person,
        treatment=treatment,
        day=day,
        steps=day_page(person, day) if 1 <= day <= LAST_DAY else None,
        flags=tuple(flags_of(person)),
        shelf=[row for row in fresh_rows(person) if row.on_shelf],
        earlier=[one for one in treatments_of(person) if one.pk != person.current_id],
    )

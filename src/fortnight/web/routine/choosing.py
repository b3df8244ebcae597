"""Choosing for a person: from their shelf, with the catalogue where they wish, near to what they had before.

What was swapped or left out changes as little as can be of what would be chosen without that. Within the fortnight the
choice is for today and what comes: nobody buys for a day that is over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from fortnight.guide.model import LAST_DAY, Span
from fortnight.routine.choose import choose_by
from fortnight.routine.explain.reasons import Choice, explain
from fortnight.routine.model.values import Routine, RoutineProduct, Wishes
from fortnight.routine.solve.time_left import TimeLeft
from fortnight.verdicts.rulebook import Rulebook
from fortnight.web.accounts.convert import book_of
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.routine import queries
from fortnight.web.routine.asked import picks, without, without_changes
from fortnight.web.routine.convert import StoredLine, routine_of
from fortnight.web.routine.wishes import RoutineWishForm

_SECONDS = 2.5


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A routine for somebody, with what it was chosen from; without any wishes where those sent are not valid."""

    person: Person
    asked: QueryDict
    form: RoutineWishForm
    book: Rulebook
    wishes: Wishes
    shelf: list[RoutineProduct]
    sold: Sequence[RoutineProduct]
    routine: Routine

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Why each product was chosen."""
        return explain(self.routine, self.shelf, self.sold, self.book, self.wishes)

    @cached_property
    def known(self) -> Mapping[str, RoutineProduct]:
        """Everything that could be chosen, by its key."""
        return {product.key: product for product in (*self.sold, *self.shelf)}


def first_day(person: Person) -> int:
    """The day from which is chosen (base 1): today within the fortnight, else its first."""
    day = day_for(person, today_for(person))
    return day if 1 <= day <= LAST_DAY else 1


def chosen(person: Person, query: QueryDict, keep: Sequence[StoredLine] | None = None) -> Chosen:
    """The routine for a person and their wishes; `keep` are the lines of one to stay near to."""
    form = RoutineWishForm(query)
    valid = form.is_valid()
    wishes = form.wishes(picks(query), without(query)) if valid else Wishes()
    shelf = queries.shelf(person)
    sold = queries.catalogue() if valid and form.cleaned_data["catalogue"] else []
    left = TimeLeft(_SECONDS)
    book, days = book_of(person), Span(first=first_day(person), last=LAST_DAY)
    near = None if keep is None else routine_of(keep, first=days.first)
    if near is None and (wishes.picked or wishes.without):
        plain = RoutineWishForm(without_changes(query))
        before = plain.wishes({}, frozenset()) if plain.is_valid() else Wishes()
        near = choose_by(shelf, sold, book, days, before, left=left.share(2))
    routine = choose_by(shelf, sold, book, days, wishes, keep=near, left=left)
    return Chosen(
        person=person, asked=query, form=form, book=book, wishes=wishes, shelf=shelf, sold=sold, routine=routine
    )

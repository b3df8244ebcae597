"""Choosing for a person: from their shelf, with the catalogue where they wish, near to what they had before.

What was swapped or left out changes as little as can be of what would be chosen without that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from fortnight.routine.choose import choose_by
from fortnight.routine.explain import Choice, explain
from fortnight.routine.model import Product, Routine, Wishes
from fortnight.verdicts.rulebook import Rulebook
from fortnight.web.accounts.convert import book_of
from fortnight.web.accounts.models import Person
from fortnight.web.routine import queries
from fortnight.web.routine.asked import picks, without, without_changes
from fortnight.web.routine.forms import WishForm

_SECONDS = 4.0


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A routine for somebody, with what it was chosen from; without any wishes where those sent are not valid."""

    person: Person
    asked: QueryDict
    form: WishForm
    book: Rulebook
    wishes: Wishes
    shelf: list[Product]
    sold: list[Product]
    routine: Routine

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Why each of it."""
        return explain(self.routine, self.shelf, self.sold, self.book, self.wishes)

    @cached_property
    def known(self) -> Mapping[str, Product]:
        """Everything that could be chosen, by its key."""
        return {one.key: one for one in (*self.sold, *self.shelf)}


def chosen(person: Person, asked: QueryDict, keep: Routine | None = None) -> Chosen:
    """The routine for a person and their wishes; `keep` is one to stay near to."""
    form = WishForm(asked)
    valid = form.is_valid()
    wishes = form.wishes(picks(asked), without(asked)) if valid else Wishes()
    shelf = queries.shelf(person)
    sold = queries.catalogue() if valid and form.cleaned_data["catalogue"] else []
    book = book_of(person)
    if keep is None and (wishes.picked or wishes.without):
        plain = WishForm(without_changes(asked))
        before = plain.wishes({}, frozenset()) if plain.is_valid() else Wishes()
        keep = choose_by(shelf, sold, book, wishes=before, seconds=_SECONDS)
    routine = choose_by(shelf, sold, book, wishes=wishes, keep=keep, seconds=_SECONDS)
    return Chosen(
        person=person, asked=asked, form=form, book=book, wishes=wishes, shelf=shelf, sold=sold, routine=routine
    )

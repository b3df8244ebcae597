"""What shall I use: the answer first, then the morning and the evening of a day, then why each of it."""

from dataclasses import dataclass

from babel.numbers import format_currency
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from fortnight.guide.model import LAST_DAY, Time
from fortnight.routine.choose import choose_by
from fortnight.routine.explain import Choice, explain
from fortnight.routine.model import Routine, Wishes
from fortnight.routine.telling import headline, helps, why
from fortnight.verdicts.model import rulings_of
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.convert import book_of
from fortnight.web.accounts.entrance import day_for, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.routine import queries
from fortnight.web.routine.forms import WishForm, picks
from fortnight.web.shell.screen import page
from fortnight.web.shell.strip import marks_of

_SECONDS = 4.0
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One product in one step, with everything that is said about it."""

    choice: Choice
    marks: str
    why: tuple[str, ...]


@require_GET
@limited("240/h", group="routines")
@theirs
def use(request: HttpRequest, person: Person) -> HttpResponse:
    """The routine for the wishes that stand in the address; nothing is stored."""
    form = WishForm(request.GET or {"currency": "EUR"})
    valid = form.is_valid()
    without = frozenset(request.GET.getlist("without")[:_MOST])
    wishes = form.wishes(picks(request.GET.getlist("pick")[:_MOST]), without) if valid else Wishes()
    shelf = queries.shelf(person)
    sold = queries.catalogue() if valid and form.cleaned_data["catalogue"] else []
    book = book_of(person)
    routine = choose_by(shelf, sold, book, wishes=wishes, seconds=_SECONDS)
    choices = explain(routine, shelf, sold, book, wishes)
    known = {one.key: one for one in (*shelf, *sold)}
    day = _day(request, day_for(person, today_for(person)))
    return page(
        request,
        "routine/use.html",
        person,
        form=form,
        routine=routine,
        head=headline(routine, _money, get_language() or "en"),
        day=day,
        times=[(time, _here(choices, routine, day, time)) for time in Time],
        buys=[(known[key], _price(choices, key)) for key in routine.new],
        gaps=[(gap.step, tuple(helps(gap, get_language() or "en"))) for gap in routine.gaps],
        total=_money(routine.price, routine.currency) if routine.price else "",
        empty=not shelf,
        said_without=[known[key] for key in sorted(without) if key in known],
        query=_query(request),
        status=200 if valid else 400,
    )


def _day(request: HttpRequest, today: int | None) -> int:
    said = request.GET.get("day", "")
    asked = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else today or 1
    return min(max(asked, 1), LAST_DAY)


def _here(choices: tuple[Choice, ...], routine: Routine, day: int, time: Time) -> list[Line]:
    """The lines of one morning or evening, in the order of the layers."""
    uses = {(use.step, use.key) for use in routine.on(day, time)}
    language = get_language() or "en"
    return [
        Line(
            choice=one,
            marks=marks_of(rulings_of(one.days.refused, one.days.untold, one.days.careful)),
            why=tuple(why(one, _money, language)),
        )
        for one in choices
        if (one.step, one.product.key) in uses
    ]


def _price(choices: tuple[Choice, ...], key: str) -> tuple[str, str]:
    """What a new product costs, and where it is to be had."""
    offer = next((one.offer for one in choices if one.product.key == key and one.offer), None)
    if offer is None:
        return "", ""
    return _money(offer.price, offer.currency) if offer.price is not None else "", offer.link


def _money(amount: int, currency: str) -> str:
    return format_currency(amount / 100, currency or "EUR", locale=(get_language() or "en").replace("-", "_"))


def _query(request: HttpRequest) -> str:
    """What stands in the address, without the day, to be gone on with."""
    kept = request.GET.copy()
    kept.pop("day", None)
    return kept.urlencode()

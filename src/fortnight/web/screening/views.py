"""The screening at the desk: products by days, the answers that flipped, both as files, and other versions on request.

For staff. The guide of now is screened by itself; another version is when somebody asks for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fortnight.guide.model import LAST_DAY
from fortnight.verdicts.screening import STANDARD
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.accounts.staff import for_staff
from fortnight.web.clients.table import spreadsheet
from fortnight.web.screening import actions, queries
from fortnight.web.screening.forms import PROFILES, STATES, ScreenForm
from fortnight.web.screening.queries import NO_KIND, PAGE, ProductFilter
from fortnight.web.shell.screen import page
from fortnight.web.words.kinds import ONE, kind_words

_HEAD = ("brand", "name", "kind", "barcode", *(f"day {day}" for day in range(1, LAST_DAY + 1)))


@require_GET
@for_staff
def screen(request: HttpRequest) -> HttpResponse:
    """The products by days, as filtered. What was not understood is reported, and the rest is shown."""
    form = ScreenForm(request.GET)
    product_filter, number = form.product_filter, _page(request)
    products = queries.search(product_filter, number)
    if products.screening is None and queries.guide_key(product_filter.version) is None:
        raise Http404
    return page(
        request,
        "screening/screen.html",
        None,
        form=form,
        wanted=product_filter,
        found=products,
        number=number,
        more=products.many > (number + 1) * PAGE,
        first=number * PAGE + 1,
        profiles=PROFILES,
        kinds=ONE,
        no_kind=NO_KIND,
        states=STATES,
        days=[(day, day) for day in range(1, LAST_DAY + 1)],
        link=_linked(product_filter),
        status=400 if form.errors else 200,
    )


@require_GET
@for_staff
def flips(request: HttpRequest) -> HttpResponse:
    """The answers that flipped, the latest first, with the rules that made them flip."""
    form = ScreenForm(request.GET)
    product_filter, number = form.product_filter, _page(request)
    rows, many = queries.flipped(product_filter, number)
    return page(
        request,
        "screening/flips.html",
        None,
        form=form,
        wanted=product_filter,
        rows=rows,
        many=many,
        number=number,
        more=many > (number + 1) * PAGE,
        profiles=PROFILES,
        link=_linked(product_filter),
        status=400 if form.errors else 200,
    )


@require_GET
@for_staff
def screen_file(request: HttpRequest) -> StreamingHttpResponse:
    """Everything that the filter finds as a CSV file, in which nothing is a formula; o, c, x and u as on the page."""
    rows = (
        [outcome.product.brand, outcome.product.name, kind_words(outcome.kind), number, *outcome.marks]
        for outcome, number in queries.everything(ScreenForm(request.GET).product_filter)
    )
    return _file(rows, _HEAD, "screening.csv")


@require_GET
@for_staff
def flips_file(request: HttpRequest) -> StreamingHttpResponse:
    """Every flip that is wanted as a CSV file."""
    rows = (
        [str(flip.at.date()), flip.product.brand, flip.product.name, flip.before, flip.after, " ".join(flip.rules)]
        for flip in queries.every_flip(ScreenForm(request.GET).product_filter)
    )
    return _file(rows, ("at", "brand", "name", "before", "after", "rules"), "flips.csv")


@require_POST
@for_staff
def ask_for(request: HttpRequest) -> HttpResponse:
    """Have the catalogue screened for another version of the guide. 404 for one that there is not."""
    version = request.POST.get("guide", "").strip()
    if not actions.ask_for(version):
        raise Http404
    messages.success(request, gettext("Working it out. Large catalogues take about a minute."))
    return redirect(f"{reverse('desk-screen')}?{urlencode({'guide': version})}")


def _page(request: HttpRequest) -> int:
    return whole_number(request.GET.get("page", ""))


def _linked(product_filter: ProductFilter) -> dict[str, str]:
    """A filter as the values of an address."""
    values = {
        "guide": product_filter.version,
        "profile": product_filter.profile if product_filter.profile != next(iter(STANDARD)) else "",
        "kind": product_filter.kind,
        "day": str(product_filter.day or ""),
        "state": product_filter.state,
        "brand": product_filter.brand,
        "q": product_filter.words,
        "stock": "1" if product_filter.stocked else "",
        "since": product_filter.since.isoformat() if product_filter.since else "",
    }
    return {key: value for key, value in values.items() if value}


def _file(rows: Iterable[Sequence[str]], head: Sequence[str], name: str) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        yield spreadsheet([head])
        yield from (spreadsheet([row]) for row in rows)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

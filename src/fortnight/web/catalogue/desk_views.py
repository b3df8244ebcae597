"""The catalogue at the desk: its products, one product with its answers and offers, and the imports.

Everybody of the staff may look at products; importing and undoing is for who keeps the catalogue.
"""

import csv
import uuid
from collections.abc import Iterator
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from fortnight.errors import UsageError
from fortnight.web.accounts.bodies import PRODUCTS, takes_files
from fortnight.web.accounts.models import User
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.accounts.staff import for_staff
from fortnight.web.catalogue import files, intaking, queries
from fortnight.web.catalogue.convert import marks_for_nobody, screen_in_force, shown_in
from fortnight.web.catalogue.desk_forms import FileForm, FileOptionsForm
from fortnight.web.catalogue.intake.described import described
from fortnight.web.catalogue.intake.formats import title_of
from fortnight.web.catalogue.intake.headings import FIELDS
from fortnight.web.catalogue.intake.records import Oddity
from fortnight.web.catalogue.intake.told import REFUSED, fix, what
from fortnight.web.catalogue.models import CatalogueItem, Import
from fortnight.web.catalogue.prices import said_price
from fortnight.web.catalogue.report import oddities_of, rows_of
from fortnight.web.ground.uploads import TOO_LARGE
from fortnight.web.shell.screen import page
from fortnight.web.words.kinds import ONE

# A file that is somewhat too large is read, so that its form can say what to do about it.
_PAGE = 50
_LONGEST_KEY = 2**62
_OPEN = (Import.READY, Import.FAILED)
_WAITS = (Import.WAITING, Import.LOOKING, Import.RUNNING)


@require_GET
@for_staff
def products(request: HttpRequest) -> HttpResponse:
    """The products, searched by words or a barcode, a kind and a source."""
    words, at = request.GET.get("q", "")[:120], whole_number(request.GET.get("page", ""))
    kind, source = request.GET.get("kind", ""), request.GET.get("source", "")[:40]
    items, many = queries.search(words, kind=kind if kind in ONE else "", source=source, most=_PAGE, begin=at * _PAGE)
    screen, version = screen_in_force()
    return page(
        request,
        "catalogue/desk_products.html",
        None,
        rows=[(item, marks_for_nobody(item, screen), _cheapest(item)) for item in items],
        version=version,
        many=many,
        said=words,
        kind=kind,
        source=source,
        sources=queries.sources(),
        kinds=ONE,
        number=at,
        more=many > (at + 1) * _PAGE,
    )


def _cheapest(item: CatalogueItem) -> str:
    return next((said_price(offer) for offer in item.offers.all() if offer.price is not None), "")


@require_GET
@for_staff
def product(request: HttpRequest, number: int) -> HttpResponse:
    """One product: its fourteen answers for nobody in particular, its label, where it is sold, where it comes from."""
    item = queries.product(number) if number < _LONGEST_KEY else None
    if item is None:
        raise Http404
    screen, version = screen_in_force()
    marks, published = marks_for_nobody(item, screen), marks_for_nobody(item)
    return page(
        request,
        "catalogue/desk_product.html",
        None,
        product=item,
        version=version,
        marks=marks,
        published=published if published != marks else "",
        doubt=_doubt(item),
        shown=shown_in(item),
        offers=[(offer, said_price(offer)) for offer in item.offers.all()],
    )


def _doubt(product: CatalogueItem) -> str:
    """Why the description of a product without a label gives none, in a sentence; nothing where there is no doubt."""
    oddity = "" if product.label else described(product.description, name=product.name).oddity
    return what(Oddity(0, oddity)) if oddity else ""


@require_http_methods(["GET", "POST"])
@takes_files(PRODUCTS)
@for_staff(right="keep catalogue")
def imports(request: HttpRequest) -> HttpResponse:
    """The imports so far, and the form that sends a file: it is looked at first, and nothing is written."""
    form = FileForm(request.POST or None, request.FILES or None, initial={"missing": True})
    if request.META.get(TOO_LARGE):
        form.add_error(
            "file", gettext("This is larger than 200 MB. Compress it with gzip, or import it on the command line.")
        )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            begun = intaking.receive(
                file.chunks(),
                form.file_options,
                by=_me(request),
                file=file.name or "",
                keep_missing=not form.cleaned_data["missing"],
            )
        except UsageError as error:
            form.add_error("file", str(error))
        else:
            return redirect("desk-catalogue-import", begun.key)
    rows = [(past_import, title_of(past_import.format)) for past_import in queries.imports()]
    return page(request, "catalogue/desk_imports.html", None, form=form, rows=rows, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_staff(right="keep catalogue")
def one_import(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One import: what it would do, how far it is, what it did; taken in, sent back or undone on a button."""
    begun = queries.import_with(key)
    if begun is None:
        raise Http404
    form = _form_of(begun)
    if request.method == "POST":
        wish = request.POST.get("what", "")
        if wish == "again" and begun.state in _OPEN:
            form = FileOptionsForm(request.POST)
            if form.is_valid():
                intaking.look_again(begun, form.file_options, keep_missing=not form.cleaned_data["missing"])
        if not form.errors:
            return _done(request, begun, wish)
    counts = begun.counts
    first = [Oddity(**values) for values in counts.get("first", [])]
    return page(
        request,
        "catalogue/desk_import.html",
        None,
        one=begun,
        title=title_of(begun.format),
        waits=begun.state in _WAITS,
        share=min(100, begun.done * 100 // max(begun.size, 1)),
        counts=counts,
        labels=counts.get("labels", {}),
        examples=counts.get("examples", {}),
        odd=[(line.line, what(line), fix(line), line.code in REFUSED) for line in first],
        many_odd=sum(counts.get("odd", {}).values()),
        form=form,
        fields=FIELDS,
        status=400 if form.errors else 200,
    )


def _form_of(begun: Import) -> FileOptionsForm:
    options = begun.options
    return FileOptionsForm(
        initial={
            "source": begun.source,
            "currency": options.get("currency", ""),
            "site": options.get("site", ""),
            "missing": not options.get("keep_missing"),
        }
    )


def _done(request: HttpRequest, begun: Import, wish: str) -> HttpResponse:
    """Do what a button says, and lead to the page that shows it."""
    if wish == "take" and not intaking.want(begun):
        messages.warning(request, gettext("It is no longer waiting to be imported."))
    elif wish == "drop":
        intaking.drop(begun)
        return redirect("desk-catalogue-imports")
    elif wish == "undo":
        try:
            gone, restored = intaking.undo(begun, by=_me(request))
        except UsageError as error:
            messages.error(request, str(error))
        else:
            message = gettext("Import undone. Products removed: %(gone)d. Products restored: %(restored)d.")
            messages.success(request, message % {"gone": gone, "restored": restored})
    return redirect("desk-catalogue-import", begun.key)


@require_GET
@for_staff(right="keep catalogue")
def report(request: HttpRequest, key: uuid.UUID) -> StreamingHttpResponse:
    """Every line that was refused or odd, as a CSV file with what it is and how it is put right."""
    begun = queries.import_with(key)
    if begun is None:
        raise Http404

    def lines() -> Iterator[str]:
        writer = csv.writer(_Echo())
        yield from (writer.writerow(row) for row in rows_of(oddities_of(files.odd(begun))))

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="report.csv"'
    return response


class _Echo:
    """What a writer of CSV writes to, to get its line back."""

    def write(self, line: str) -> str:
        return line


def _me(request: HttpRequest) -> User:
    """Who of the staff asks; the guard before every view of the desk has made sure of it."""
    return cast("User", request.user)

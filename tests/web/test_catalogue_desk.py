"""The catalogue at the desk: who may do what, searching, one product; a file looked at, taken in, reported, undone."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.models import Person
from fortnight.web.catalogue import files, importing, intaking
from fortnight.web.catalogue.intake.cleaning import Cleaner
from fortnight.web.catalogue.intake.records import Raw, Record
from fortnight.web.catalogue.models import CatalogueItem, Import
from fortnight.web.catalogue.shipped import load
from fortnight.web.ground import uploads as intake
from tests.web import feeds
from tests.web.staff import one_of_staff

LIST = "/desk/catalogue/"
IMPORTS = "/desk/catalogue/imports/"
FORBIDDEN = 403
Visitor = tuple[Person, Client]
Settings = Any


@pytest.fixture
def lead(db: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The browser of who keeps the catalogue; jobs run where they are put."""
    monkeypatch.setattr(transaction, "on_commit", lambda work: work())
    return one_of_staff("lead")[1]


def send(browser: Client, text: str | bytes, **fields: str) -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    sent = {"source": "Linden shop", "currency": "EUR", "missing": "1", **fields}
    return browser.post(IMPORTS, {**sent, "file": SimpleUploadedFile("feed.csv", data)})


def taken(browser: Client, text: str | bytes = feeds.CSV) -> Import:
    at = send(browser, text)["Location"]
    browser.post(at, {"what": "take"})
    return Import.objects.latest("pk")


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_advisor_looks_at_products_and_imports_nothing(db: None) -> None:
    load(CatalogueItem.GUIDE)
    browser = one_of_staff("advisor")[1]
    assert "Skinbay Hyaluronic Acid Serum" in words(browser.get(LIST))
    assert "Import products" not in words(browser.get(LIST))
    assert browser.get(IMPORTS).status_code == FORBIDDEN
    assert send(browser, feeds.CSV).status_code == FORBIDDEN
    assert not Import.objects.exclude(source="guide").exists()


def test_a_file_is_looked_at_first_and_taken_in_on_a_button(lead: Client) -> None:
    answer = send(lead, feeds.CSV + ";;;;;;;\n;Nameless;;x;;123;;\nFenn;;fo-9;;;;;\n")
    begun = Import.objects.get()
    at = f"{IMPORTS}{begun.key}/"
    assert answer["Location"] == at
    assert (begun.state, begun.format, begun.by is not None) == (Import.READY, "csv", True)
    assert not CatalogueItem.objects.exists()
    html = words(lead.get(at))
    assert "Nothing has been imported yet" in html
    assert "Fenn &amp; Oak Dew Serum" in html
    assert "The name is missing." in html
    assert 'http-equiv="refresh"' not in html
    lead.post(at, {"what": "take"})
    begun.refresh_from_db()
    assert begun.state == Import.DONE
    assert CatalogueItem.objects.filter(source="Linden shop").count() == 3
    assert not files.sent(begun).exists(), "what was sent is needed no longer"
    assert "Undo this import" in words(lead.get(at))
    lead.post(at, {"what": "take"})
    assert Import.objects.get().state == Import.DONE, "it is taken in once"


@pytest.mark.parametrize("state", [Import.WAITING, Import.LOOKING, Import.RUNNING])
def test_while_it_runs_the_page_tells_how_far_it_is_and_renews_itself(lead: Client, state: str) -> None:
    begun = Import.objects.create(source="shop", file="a.csv", state=state, done=30, size=60)
    html = words(lead.get(f"{IMPORTS}{begun.key}/"))
    assert 'http-equiv="refresh"' in html
    assert 'value="50"' in html


def test_the_report_names_every_line_that_was_odd(lead: Client) -> None:
    rows = "".join(f"=cmd();Cream {n};x-{n};n/a;;;;\n" for n in range(40))
    begun = taken(lead, feeds.CSV + rows + "Fenn;;;;;;;\n")
    answer: Any = lead.get(f"/desk/catalogue/imports/{begun.key}/report.csv")
    table = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert table[0] == ["line", "left out", "what", "fix"]
    assert len(table) == 42
    assert table[-1][:3] == ["44", "yes", "The name is missing."]
    assert not any(cell[:1] in "=+-@" for row in table for cell in row if cell)
    assert "Download all (CSV)" in words(lead.get(f"{IMPORTS}{begun.key}/"))


def test_an_import_is_undone_on_a_button_and_says_who_did_it(lead: Client) -> None:
    begun = taken(lead)
    html = words(lead.post(f"{IMPORTS}{begun.key}/", {"what": "undo"}, follow=True))
    assert "Import undone. Products removed: 2. Products restored: 0." in html
    assert "Lead Kim" in html
    assert not CatalogueItem.objects.exists()


def test_an_undo_that_has_to_wait_says_for_what(lead: Client) -> None:
    first = taken(lead)
    taken(lead, feeds.CSV.replace("24,90", "1,00"))
    html = words(lead.post(f"{IMPORTS}{first.key}/", {"what": "undo"}, follow=True))
    assert "a later import has changed the same products" in html
    assert CatalogueItem.objects.count() == 2


def test_other_words_about_a_file_are_looked_at_again(lead: Client) -> None:
    text = "What;Costs;Price incl.\nDew Serum;1,00;24,90\n"
    at = send(lead, text)["Location"]
    begun = Import.objects.get()
    assert begun.state == Import.FAILED
    html = words(lead.get(at))
    assert "no column is known to hold the name" in html
    fields = {
        "what": "again",
        "source": "Linden shop",
        "currency": "GBP",
        "column-name": "What",
        "column-price": "Costs",
    }
    lead.post(at, fields)
    begun.refresh_from_db()
    assert (begun.state, begun.counts["new"]) == (Import.READY, 1)
    wrong = lead.post(at, fields | {"currency": "shells"})
    assert wrong.status_code == 400
    assert "Enter a three-letter currency code" in words(wrong)
    lead.post(at, {"what": "take"})
    assert CatalogueItem.objects.get().offers.get().currency == "GBP"
    lead.post(at, fields | {"currency": "EUR"})
    assert Import.objects.get().state == Import.DONE, "what is taken in is not looked at again"


def test_a_file_can_be_forgotten(lead: Client) -> None:
    at = send(lead, feeds.CSV)["Location"]
    begun = Import.objects.get()
    assert files.sent(begun).exists()
    lead.post(at, {"what": "drop"})
    assert not Import.objects.exists()
    assert not files.sent(begun).exists()
    assert lead.get(at).status_code == 404


@pytest.mark.parametrize(
    ("text", "fields", "message"),
    [
        (b"PK\x03\x04", {}, "a spreadsheet or a ZIP"),
        (b"", {}, "is empty"),
        (b"hello", {}, "cannot read this product format"),
        (feeds.CSV, {"source": ""}, "Say whose products these are"),
        (feeds.CSV, {"source": "guide"}, "The site uses this name itself"),
        (feeds.CSV, {"currency": "shells"}, "Enter a three-letter currency code"),
        (feeds.CSV, {"site": "javascript:alert(1)"}, "Enter a web address"),
    ],
)
def test_what_cannot_be_taken_says_why_and_keeps_what_was_typed(
    lead: Client, text: str | bytes, fields: dict[str, str], message: str
) -> None:
    answer = send(lead, text, **fields)
    assert answer.status_code == 400
    assert message in words(answer)
    assert f'value="{fields.get("currency", "EUR")}"' in words(answer)
    assert not Import.objects.exists()


def test_without_a_file_one_is_asked_for(lead: Client) -> None:
    answer = lead.post(IMPORTS, {"source": "shop"})
    assert (answer.status_code, "Choose a file." in words(answer)) == (400, True)


def test_a_file_that_is_too_large_is_not_kept(lead: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MOST_OF_PRODUCTS", 1000)
    answer = send(lead, "name\n" + "x" * 2000)
    assert answer.status_code == 400
    assert "larger than 200 MB" in words(answer)
    assert not Import.objects.exists()


def test_a_large_file_comes_through_for_the_catalogue_and_for_nothing_else(
    lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MOST_BYTES", 100)
    send(lead, feeds.CSV)
    assert Import.objects.get().state == Import.READY


def test_products_are_found_by_words_barcode_kind_and_source(lead: Client) -> None:
    taken(lead)
    load(CatalogueItem.GUIDE)
    for query in (
        {"q": "dew fenn"},
        {"q": "4 006381 333931"},
        {"kind": "serum"},
        {"source": "Linden shop", "q": "Dew"},
    ):
        html = words(lead.get(LIST, query))
        assert "Dew Serum" in html
        assert "Quiet Cream" not in html, query
    assert "No products match." in words(lead.get(LIST, {"q": "nothing like it"}))
    assert lead.get(LIST, {"page": "x" * 50, "kind": "<b>"}).status_code == 200


def test_one_product_shows_its_answers_its_label_and_where_it_is_sold(lead: Client) -> None:
    taken(lead, feeds.CSV.replace(feeds.LABEL, "Aqua, <b>Retinol</b>"))
    item = CatalogueItem.objects.get(name="Dew Serum")
    html = words(lead.get(f"{LIST}{item.pk}/"))
    assert "Days 1 to 6: do not use." in html
    assert "Aqua, Retinol" in html
    assert "€24.90" in html
    assert "in stock" in html
    assert feeds.NUMBER in html
    assert 'rel="noreferrer nofollow noopener"' in html
    assert lead.get(f"{LIST}999999/").status_code == 404
    assert lead.get(f"{LIST}{'9' * 30}/").status_code == 404


def test_a_product_that_the_guide_names_says_exactly_that(lead: Client) -> None:
    load(CatalogueItem.GUIDE)
    item = CatalogueItem.objects.get(name="La Clinica Retinol Oils")
    html = words(lead.get(f"{LIST}{item.pk}/"))
    assert "The guide gives this product as an example. We do not have its list of ingredients" in html


def test_an_import_that_was_interrupted_is_taken_up_again(lead: Client) -> None:
    send(lead, feeds.CSV)
    Import.objects.update(state=Import.RUNNING, ended=timezone.now() - dt.timedelta(minutes=1))
    intaking.revive()
    assert Import.objects.get().state == Import.RUNNING, "it may be alive"
    Import.objects.update(ended=timezone.now() - dt.timedelta(minutes=9))
    intaking.revive()
    assert Import.objects.get().state == Import.DONE
    assert CatalogueItem.objects.count() == 2


def test_an_import_that_was_begun_twice_and_never_ended_is_told_to_have_failed(lead: Client) -> None:
    """X22: an import that hangs, or takes the site with it, is not tried for ever."""
    send(lead, feeds.CSV)
    options = Import.objects.get().options | {"begun": 2}
    silent = timezone.now() - dt.timedelta(minutes=9)
    Import.objects.update(state=Import.RUNNING, ended=silent, options=options)
    intaking.revive()
    failed = Import.objects.get()
    assert failed.state == Import.FAILED
    assert "We tried this file twice" in words(lead.get(f"{IMPORTS}{failed.key}/"))
    assert files.sent(failed).exists(), "the file is kept"


def test_whatever_a_file_does_to_its_reader_is_told_with_the_file(
    lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "read_products", lambda *_: 1 / 0)
    send(lead, feeds.CSV)
    failed = Import.objects.get()
    assert failed.state == Import.FAILED
    assert "We cannot read this file to the end" in words(lead.get(f"{IMPORTS}{failed.key}/"))


def test_one_record_that_breaks_its_reader_keeps_out_no_other(lead: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = Cleaner.clean

    def breaking(self: Cleaner, raw: Raw) -> Record | None:
        if "Serum" in raw.values["name"]:
            raise AssertionError
        return clean(self, raw)

    monkeypatch.setattr(Cleaner, "clean", breaking)
    send(lead, b"name,brand\nSerum,A\nCream,A\n")
    begun = Import.objects.get()
    assert (begun.state, begun.counts["odd"]) == (Import.READY, {"not-text": 1})


def test_one_whose_file_is_not_here_is_told_to_have_failed(lead: Client) -> None:
    begun = Import.objects.create(
        source="shop", file="a.csv", state=Import.RUNNING, ended=timezone.now() - dt.timedelta(minutes=9)
    )
    intaking.revive()
    begun.refresh_from_db()
    assert begun.state == Import.FAILED
    assert "The import was interrupted" in words(lead.get(f"{IMPORTS}{begun.key}/"))

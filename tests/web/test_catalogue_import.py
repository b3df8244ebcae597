"""Files of products on their way into the catalogue: every format, every slip of the data, twice the same, undone."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fortnight.errors import UsageError
from fortnight.web.catalogue import importing
from fortnight.web.catalogue.intake.reading import Said, format_of
from fortnight.web.catalogue.models import Barcode, CatalogueItem, Import, Offer
from fortnight.web.catalogue.report import Report
from fortnight.web.catalogue.undoing import undo

pytestmark = pytest.mark.django_db
NUMBER = "4006381333931"
LABEL = "Aqua, Glycerin, Ceramide NP"
TABLE = f"""Brand;Product name;Barcode;Price incl.;Ingredients;Link
Linden House;Plain Cream;{NUMBER};€ 1.012,90;{LABEL};https://shop.example/cream
"""
SHOP = {
    "id": 1, "title": "Plain Cream", "vendor": "Linden House", "handle": "cream", "product_type": "Moisturizer",
    "body_html": f"<p>Ingredients: {LABEL}</p>",
    "variants": [{"id": 11, "title": "50 ml", "price": "24.90", "available": True, "barcode": NUMBER}],
}  # fmt: skip
MERCHANT = f"""<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><item>
<g:id>7</g:id><g:title>Plain Cream</g:title><g:brand>Linden House</g:brand><g:price>24.90 EUR</g:price>
<g:availability>in stock</g:availability><g:gtin>{NUMBER}</g:gtin><g:link>https://shop.example/cream</g:link>
<g:description>Ingredients: {LABEL}</g:description></item></channel></rss>"""
LINKED = {
    "@context": "https://schema.org", "@graph": [{
        "@type": "Product", "name": "Plain Cream", "brand": {"@type": "Brand", "name": "Linden House"}, "sku": "c1",
        "gtin13": NUMBER, "offers": [{"@type": "Offer", "price": "24.90", "priceCurrency": "EUR"}],
    }],
}  # fmt: skip
FACTS = {"code": NUMBER, "product_name": "Plain Cream", "brands": "Linden House", "ingredients_text": LABEL}
WOO = f"""ID,Type,SKU,"GTIN, UPC, EAN, or ISBN",Name,Published,In stock?,Regular price
5,simple,c1,{NUMBER},Plain Cream,1,1,24.90
"""
Take = Callable[..., Report]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Take a text or bytes in, as a file of some name; the report."""

    def taken(content: str | bytes, *, name: str = "feed", source: str = "shop", keep_missing: bool = False) -> Report:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        said = Said(source, "EUR", {}, "")
        return importing.take(importing.begin(path, said, keep_missing=keep_missing), path, report=Report())

    return taken


@pytest.mark.parametrize(
    ("content", "price"),
    [
        (TABLE, 101290),
        (json.dumps({"products": [SHOP]}), 2490),
        (MERCHANT, 2490),
        (json.dumps(LINKED), 2490),
        (f"<html><script type='application/ld+json'>{json.dumps(LINKED)}</script></html>", 2490),
        (json.dumps(FACTS), None),
        (gzip.compress(json.dumps(FACTS).encode()), None),
        (WOO, 2490),
    ],
    ids=["csv", "shopify", "merchant", "json-ld", "page", "beauty-facts", "gzip", "woocommerce"],
)
def test_every_format_brings_the_same_product(take: Take, content: str | bytes, price: int | None) -> None:
    report = take(content)
    assert (report.counts["new"], report.counts["refused"]) == (1, 0)
    product = CatalogueItem.objects.get()
    assert "Plain Cream" in product.full_name
    assert product.barcode == NUMBER
    assert [offer.price for offer in product.offers.all()] == ([price] if price else [])


def test_the_same_file_again_changes_nothing_and_another_price_changes_one(take: Take) -> None:
    take(TABLE)
    assert take(TABLE).counts["unchanged"] == 1
    assert take(TABLE.replace("1.012,90", "9,90")).counts["changed"] == 1
    assert CatalogueItem.objects.count() == Barcode.objects.count() == Offer.objects.count() == 1
    assert Offer.objects.get().price == 990


def test_what_a_label_shows_is_kept_with_its_product(take: Take) -> None:
    take(TABLE)
    product = CatalogueItem.objects.get()
    assert product.shown == "moisturiser;;+3/3;ceramide@3"
    assert "ceramide np" in product.names


def test_bad_lines_are_refused_one_by_one_and_the_rest_comes_in(take: Take) -> None:
    bad = TABLE + ";;;x;;\nLinden House;Odd <b>Oil</b>;123;from 20;Aqua, <i>Squalane</i>;javascript:alert(1)\n"
    report = take(bad.encode("latin-1", "ignore") + b"Vale;Cr\xe8me;;12;Aqua;\n")
    assert (report.counts["new"], report.counts["refused"]) == (3, 1)
    odd = CatalogueItem.objects.get(name__startswith="Odd")
    assert (odd.name, odd.link, odd.label) == ("Odd Oil", "", "Aqua, Squalane")
    assert CatalogueItem.objects.filter(name="Crème").exists()
    lines = {one.line for one in report.first}
    assert {3, 4} <= lines


def test_what_is_missing_goes_out_of_stock_and_is_never_deleted(take: Take) -> None:
    second = "Linden House;Second;;5,00;Aqua;\n"
    take(TABLE + second)
    assert take(TABLE).counts["missing"] == 1
    gone = CatalogueItem.objects.get(name="Second")
    assert gone.gone
    assert [offer.stock for offer in gone.offers.all()] == [False]
    take(TABLE + second)
    assert CatalogueItem.objects.filter(name="Second", gone=None).exists()
    assert take(TABLE, keep_missing=True).counts["missing"] == 0


def test_undoing_an_import_restores_what_was(take: Take) -> None:
    take(TABLE)
    before = CatalogueItem.objects.values("name", "label", "shown").get()
    take(TABLE.replace(LABEL, "Aqua, Retinol").replace("1.012,90", "5,00") + "Vale;New one;;3,00;Aqua;\n")
    assert CatalogueItem.objects.count() == 2
    assert undo(Import.objects.latest("pk")) == (1, 1)
    assert CatalogueItem.objects.values("name", "label", "shown").get() == before
    assert Offer.objects.get().price == 101290


def test_a_look_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_text(TABLE, "utf-8")
    assert importing.look(path, Said("shop", "EUR", {}, ""), report=Report()).counts["new"] == 1
    assert not CatalogueItem.objects.exists()
    assert not Import.objects.exists()


def test_a_second_source_fills_what_is_empty_and_adds_its_offer(take: Take) -> None:
    take(json.dumps(LINKED), source="one")
    take(TABLE, source="two", name="two.csv")
    product = CatalogueItem.objects.get()
    assert product.label == LABEL
    assert sorted(offer.price or 0 for offer in product.offers.all()) == [2490, 101290]


@pytest.mark.parametrize("content", ["", "hello", "\x00\x01\x02"])
def test_what_is_no_list_of_products_is_refused_with_what_could_be(tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError):
        format_of(path)


def test_a_feed_that_would_blow_up_is_refused(take: Take) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(UsageError):
        take(bomb + MERCHANT.partition("?>")[2].replace("Plain Cream", "&b;"))
    assert not CatalogueItem.objects.exists()

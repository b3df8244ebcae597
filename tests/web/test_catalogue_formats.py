"""Every format is told by its content, read as it comes, and says the same of the same products."""

import gzip
import json
from pathlib import Path

import pytest
from typing_extensions import override

from fortnight.errors import UsageError
from fortnight.web.catalogue.carts import joined
from fortnight.web.catalogue.intake import opening, streams
from fortnight.web.catalogue.intake.reading import FileOptions, Met, format_of, read_products
from fortnight.web.catalogue.intake.records import Record
from tests.web import feeds


def met(tmp_path: Path, text: str | bytes, options: FileOptions | None = None) -> list[Met]:
    file = tmp_path / "export"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_products(file, options or FileOptions("shop", "EUR", site="https://fenn.example")))


def records(tmp_path: Path, text: str | bytes, options: FileOptions | None = None) -> list[Record]:
    return [entry.record for entry in met(tmp_path, text, options) if entry.record]


@pytest.mark.parametrize("name", feeds.ALL)
def test_a_format_is_known_by_its_content_and_gives_its_products(tmp_path: Path, name: str) -> None:
    text, priced = feeds.ALL[name]
    (tmp_path / "no-name-at-all").write_text(text, "utf-8")
    assert format_of(tmp_path / "no-name-at-all") == name
    entries = met(tmp_path, text)
    dew, quiet = sorted((entry.record for entry in entries if entry.record), key=lambda record: record.name)
    assert (dew.brand, dew.name, dew.label, dew.barcodes) == ("Fenn & Oak", "Dew Serum", feeds.LABEL, (feeds.NUMBER,))
    assert (quiet.name, quiet.label, quiet.barcodes) == ("Quiet Cream", "Aqua, Glycerin, Ceramide NP", (feeds.OTHER,))
    assert {odd.code for entry in entries for odd in entry.oddities} <= {"price-from"}
    if priced:
        first = min(offer.price for offer in dew.offers if offer.price)
        assert (first, dew.offers[0].currency, quiet.offers[0].price) == (2490, "EUR", 1900)
        assert any(offer.stock for offer in dew.offers)
        assert [offer.stock for offer in quiet.offers] == [False]


@pytest.mark.parametrize("name", ["shopify-json", "shopify-csv", "woocommerce-csv", "json-ld"])
def test_variants_are_offers_of_one_product(tmp_path: Path, name: str) -> None:
    dew = next(record for record in records(tmp_path, feeds.ALL[name][0]) if record.name == "Dew Serum")
    assert sorted((offer.price, offer.stock) for offer in dew.offers if offer.price) == [(2490, True), (5400, False)]
    assert dew.vegan in (True, None)
    if name != "shopify-csv":
        assert sorted(offer.variant for offer in dew.offers if offer.price) == ["11", "12"]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("shopify-json", "https://fenn.example/cart/11:1"),
        ("woocommerce-csv", "https://fenn.example/?add-to-cart=11"),
        ("woocommerce-json", "https://fenn.example/?add-to-cart="),
    ],
)
def test_what_a_shop_takes_into_its_cart_by_a_link_is_known(tmp_path: Path, name: str, begins: str) -> None:
    dew = next(record for record in records(tmp_path, feeds.ALL[name][0]) if record.name == "Dew Serum")
    assert any(offer.cart.startswith(begins) for offer in dew.offers)


def test_a_shop_whose_site_nobody_told_has_no_cart(tmp_path: Path) -> None:
    products = records(tmp_path, feeds.ALL["shopify-json"][0], FileOptions("shop", "EUR"))
    assert {offer.cart for product in products for offer in product.offers} == {""}


def test_carts_of_one_shop_are_one_link_where_it_takes_a_list() -> None:
    links = [
        ("1", "Vale", "https://vale.example/cart/41:1"),
        ("2", "Fenn", "https://fenn.example/?add-to-cart=7"),
        ("3", "Vale", "https://vale.example/cart/42:1"),
        ("4", "Fenn", "https://fenn.example/?add-to-cart=8"),
    ]
    assert [(cart.shop, cart.link, cart.keys) for cart in joined(links)] == [
        ("Vale", "https://vale.example/cart/41:1,42:1", ("1", "3")),
        ("Fenn", "https://fenn.example/?add-to-cart=7", ("2",)),
        ("Fenn", "https://fenn.example/?add-to-cart=8", ("4",)),
    ]


@pytest.mark.parametrize(
    "headings",
    [
        (
            "ID,Tipo,SKU,Nombre,Descripción,¿Existencias?,Precio rebajado,Precio normal,Categorías,"
            "Valor(es) del atributo 1,Nombre del atributo 1"
        ),
        (
            "ID,Typ,Artikelnummer,Name,Beschreibung,Vorrätig?,Angebotspreis,Regulärer Preis,Kategorien,"
            "Attribut 1 Wert(e),Attribut 1 Name"
        ),
        (
            "ID,Type,UGS,Nom,Description,En stock ?,Tarif promo,Tarif régulier,Catégories,"
            "Valeur(s) de l’attribut 1,Nom de l’attribut 1"
        ),
    ],
)
def test_a_shop_that_exports_in_its_own_language_is_read_as_one_in_english(tmp_path: Path, headings: str) -> None:
    text = f'{headings}\n21,simple,S1,Milk,"<p>INCI: {feeds.LABEL}</p>",1,,"14,50",Face > Cleansers,150 ml,Size\n'
    (tmp_path / "export").write_text(text, "utf-8-sig")
    assert format_of(tmp_path / "export") == "woocommerce-csv"
    (milk,) = records(tmp_path, text)
    assert (milk.name, milk.label, milk.size, milk.category) == ("Milk", feeds.LABEL, "150 ml", "Cleansers")
    assert [(offer.price, offer.stock) for offer in milk.offers] == [(1450, True)]


def test_headings_that_are_one_word_in_german_are_known(tmp_path: Path) -> None:
    text = (
        "Artikelnummer;Artikelname;Füllmenge;Preis inkl. MwSt.;EAN-Code;Inhaltsstoffe;Lagerbestand\n"
        f"1001;Gel;200 ml;12,90 €;{feeds.NUMBER};{feeds.LABEL};0\n"
    )
    (gel,) = records(tmp_path, text.encode("cp1252"))
    assert (gel.name, gel.size, gel.label, gel.barcodes) == ("Gel", "200 ml", feeds.LABEL, (feeds.NUMBER,))
    assert [(offer.price, offer.currency, offer.stock) for offer in gel.offers] == [(1290, "EUR", False)]


def test_what_the_dumps_know_more_of_is_kept(tmp_path: Path) -> None:
    for text in (feeds.FACTS, feeds.FACTS_CSV):
        dew = records(tmp_path, text)[0]
        assert (dew.size, dew.markets, dew.vegan) == ("30 ml", "ES GB", True)


@pytest.mark.parametrize("name", feeds.ALL)
def test_what_is_packed_is_read_as_well(tmp_path: Path, name: str) -> None:
    assert len(records(tmp_path, gzip.compress(feeds.ALL[name][0].encode()))) == 2


def test_a_packed_file_that_ends_too_early_gives_what_was_there_and_says_so(tmp_path: Path) -> None:
    lines = "".join(f"a{n};Cream {n};{'x' * 200}{n}\n" for n in range(4000))
    packed = gzip.compress(f"sku;name;description\n{lines}".encode())
    entries = met(tmp_path, packed[: len(packed) // 2])
    assert entries[-1].oddities[0].code == "cut-off"
    assert sum(entry.record is not None for entry in entries) > 100


def test_json_that_ends_in_the_middle_says_so_and_keeps_what_was_whole(tmp_path: Path) -> None:
    entries = met(tmp_path, feeds.SHOPIFY[:-200])
    assert [entry.record.name for entry in entries if entry.record] == ["Dew Serum"]
    assert entries[-1].oddities[0].code == "cut-off"


def test_broken_xml_says_the_line_and_keeps_what_came_before(tmp_path: Path) -> None:
    text = feeds.MERCHANT.replace("<g:title>Quiet", "<g:title><b>Quiet")
    entries = met(tmp_path, text)
    assert [entry.record.name for entry in entries if entry.record] == ["Dew Serum"]
    assert entries[-1].oddities[0].code == "not-text"
    assert entries[-1].oddities[0].line > 5


BOMB = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FETCH = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [BOMB, FETCH, '<!-- a --><!DOCTYPE rss SYSTEM "http://elsewhere.example/x.dtd">'])
def test_xml_with_a_document_type_is_refused_whole(tmp_path: Path, declared: str) -> None:
    text = feeds.MERCHANT.replace("<rss", declared + "<rss").replace("Dew Serum", "&b;")
    with pytest.raises(UsageError, match="document type"):
        met(tmp_path, text)


def test_xml_in_an_old_encoding_is_read_as_it_declares(tmp_path: Path) -> None:
    text = feeds.MERCHANT.replace("UTF-8", "ISO-8859-1").replace("Dew Serum", "Sérum")
    assert records(tmp_path, text.encode("latin-1"))[0].name == "Sérum"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"", "empty"),
        (b"\x00\x01\x02\x03", "is not text"),
        (b"\x1f\x8bnot gzip", "unpacked"),
        (b"just one line of words", "cannot read this product format"),
        (b'{"hello": 1}', "cannot read this product format"),
        (b"colour;weight\nred;2\n", "hold the name"),
    ],
)
def test_what_is_no_file_of_products_is_refused_with_what_to_send(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        met(tmp_path, data)
    assert refused.value.fix


def test_columns_can_be_told(tmp_path: Path) -> None:
    text = "What;Costs;Price incl.\nDew Serum;1.00;24,90\n"
    options = FileOptions("shop", "EUR", {"name": "What", "price": "Price incl."})
    assert records(tmp_path, text, options)[0].offers[0].price == 2490
    with pytest.raises(UsageError, match='no column "Whta"') as refused:
        met(tmp_path, text, FileOptions("shop", "", {"name": "Whta"}))
    assert "What" in refused.value.fix
    with pytest.raises(UsageError, match="nothing that a column can be"):
        met(tmp_path, text, FileOptions("shop", "", {"nmae": "What"}))


@pytest.mark.parametrize(
    "data",
    [
        "name;price\nCrème;1 €\n".encode("cp1252"),
        "name;price\nCrème;1 €\n".encode("utf-8-sig"),
        "name;price\nCrème;1 €\n".encode("utf-16"),
        "sep=;\nname;price\nCrème;1 €\n".encode(),
        "name,price\r\nCrème,1 €\r\n".encode(),
        "name|price\nCrème|1 €\n".encode(),
    ],
)
def test_a_table_is_read_in_any_encoding_and_with_any_delimiter(tmp_path: Path, data: bytes) -> None:
    entries = met(tmp_path, data)
    assert [(entry.record.name, entry.record.offers[0].price) for entry in entries if entry.record] == [("Crème", 100)]
    assert not entries[0].oddities


def test_a_quotation_mark_that_is_never_closed_costs_no_more_than_what_follows_it(tmp_path: Path) -> None:
    lines = "".join(f"Cream {n};{'y' * 1000}\n" for n in range(1500))
    entries = met(tmp_path, f'name;description\nDew;x\n"Open;x\n{lines}')
    codes = [odd.code for entry in entries for odd in entry.oddities]
    assert "not-text" in codes
    assert len([entry for entry in entries if entry.record]) > 300


def test_an_item_of_a_feed_that_never_ends_is_refused_and_never_cut(tmp_path: Path) -> None:
    long = "".join(f"<g:x{number}>{'y' * 900_000}</g:x{number}>" for number in range(3))
    item = f"<item><g:id>1</g:id><title>Cream</title>{long}<description>Ingredients: Aqua, Retinol</description></item>"
    feed = f'<rss xmlns:g="http://base.google.com/ns/1.0"><channel>{item}</channel></rss>'
    with pytest.raises(UsageError, match="more than 2 MB"):
        records(tmp_path, feed)


def test_a_comment_of_a_feed_that_never_ends_is_refused_before_it_costs_anything(tmp_path: Path) -> None:
    feed = f"<rss><channel><!-- {'no end ' * 1_000_000}"
    with pytest.raises(UsageError, match="longer than 2 MB"):
        records(tmp_path, feed)


FEED = '<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item>'


@pytest.mark.parametrize(
    ("many", "words"),
    [
        ("<g:gtin>1</g:gtin>" * 20_000, "more than 10,000 fields"),
        ("<link href='https://shop.example'/>" * 20_000, "more than 10,000 fields"),
        ("".join(f"<a{number}/>" for number in range(5_000)), "more than 2,000 different names"),
        ("".join(f"<a b{number}=''/>" for number in range(5_000)), "more than 2,000 different names"),
        ("".join(f"<a xmlns:b{number}='c'/>" for number in range(5_000)), "more than 2,000 different names"),
    ],
    ids=["fields", "links", "tags", "attributes", "namespaces"],
)
def test_an_item_of_a_feed_with_too_much_in_it_is_refused(tmp_path: Path, many: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        records(tmp_path, FEED + many)


@pytest.mark.parametrize("line", ["\n", "<a/>", "name;price\n"])
def test_a_packed_file_that_is_out_of_proportion_when_unpacked_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr(opening, "_UNPACKED_FREELY", 10_000)
    monkeypatch.setattr(opening, "_MOST_TIMES", 10)
    begin = FEED if line.startswith("<") else "name;price\nCream;1\n"
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(UsageError, match="10 times as large"):
            met(tmp_path, gzip.compress((begin + line * 20_000).encode(encoding)))


def test_a_long_value_of_json_is_not_read_again_with_every_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []

    class Counting(json.JSONDecoder):
        @override
        def raw_decode(self, s: str, idx: int = 0) -> tuple[object, int]:
            sizes.append(len(s) - idx)
            return super().raw_decode(s, idx)

    monkeypatch.setattr(streams, "_decoder", Counting(strict=False))
    before, title, after = feeds.SHOPIFY.rpartition('"handle"')
    long = f'{before}"long": [{"1," * 1_000_000}1], {title}{after}'
    assert len([entry for entry in met(tmp_path, long) if entry.record]) == 2
    assert sum(sizes) < 8 * len(long)

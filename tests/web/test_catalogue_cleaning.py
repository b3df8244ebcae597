"""What is dirty in a file is mended or left out, each with what it was and how it is put right; the rest goes on."""

from pathlib import Path

import pytest

from fortnight.web.catalogue.intake import told
from fortnight.web.catalogue.intake.prices import price_of
from fortnight.web.catalogue.intake.reading import FileOptions, read_products
from fortnight.web.catalogue.intake.records import Oddity, Record
from fortnight.web.catalogue.intake.told import REFUSED, fix, what
from tests.web.feeds import NUMBER, OTHER

HEAD = "sku;name;brand;price;ingredients;ean;link;image\n"


def read(
    tmp_path: Path, rows: str | bytes, currency: str = "EUR", head: str = HEAD
) -> tuple[list[Record], list[Oddity]]:
    file = tmp_path / "products.csv"
    file.write_bytes(head.encode() + (rows if isinstance(rows, bytes) else rows.encode()))
    entries = list(read_products(file, FileOptions("shop", currency)))
    return [entry.record for entry in entries if entry.record], [odd for entry in entries for odd in entry.oddities]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("€ 24,90", 2490, "EUR"),
        ("24.90 EUR", 2490, "EUR"),
        ("1.299,00", 129900, "EUR"),
        ("1,299.00", 129900, "EUR"),
        ("1.299", 129900, "EUR"),
        ("1 299,5 €", 129950, "EUR"),
        ("1’299.50 CHF", 129950, "CHF"),
        ("£20", 2000, "GBP"),
        ("US$ 19.99", 1999, "USD"),
        ("¥3,200", 3200, "JPY"),
        ("KWD 4.250", 4250, "KWD"),
        ("24,9", 2490, "EUR"),
        (",90", 90, "EUR"),
        ("24,- €", 2400, "EUR"),
    ],
)
def test_a_price_is_read_as_it_is_written(text: str, amount: int, unit: str) -> None:
    price = price_of(text, "EUR")
    assert (price.amount, price.currency, price.wrong) == (amount, unit, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("n/a", "price-none"),
        ("on request", "price-none"),
        ("12 - 15", "price-none"),
        ("1.2.3", "price-none"),
        ("-5,00", "price-below"),
        ("0,00", "price-zero"),
        ("99999999", "price-absurd"),
    ],
)
def test_what_is_no_price_is_left_out_and_told(tmp_path: Path, text: str, code: str) -> None:
    records, odd = read(tmp_path, f"1;Cream;;{text};;;https://a.example/c;\n")
    assert [oddity.code for oddity in odd] == [code]
    assert records[0].offers[0].price is None


def test_a_lowest_price_is_taken_and_told(tmp_path: Path) -> None:
    records, odd = read(tmp_path, "1;Cream;;from 20;;;;\n")
    assert (records[0].offers[0].price, odd[0].code) == (2000, "price-from")


def test_a_bare_price_needs_a_currency(tmp_path: Path) -> None:
    records, odd = read(tmp_path, "1;Cream;;20;;;https://a.example/c;\n", currency="")
    assert (records[0].offers[0].price, odd[0].code) == (None, "price-bare")
    assert "Choose a currency" in fix(odd[0])


def test_currencies_that_are_mixed_stay_with_their_offers(tmp_path: Path) -> None:
    records, odd = read(tmp_path, "1;Cream;;£20;;;;\n2;Milk;;30 USD;;;;\n3;Oil;;40;;;;\n")
    assert [record.offers[0].currency for record in records] == ["GBP", "USD", "EUR"]
    assert not odd
    _, odd = read(tmp_path, "1;20;ZZZ\n", head="name;price;currency\n")
    assert odd[0].code == "currency"


def test_html_goes_and_what_stands_in_a_script_goes_with_it(tmp_path: Path) -> None:
    row = '1;"<b>Cream</b> &amp; more";Fenn;;"<p>Aqua,&nbsp;Glycerin</p><script>x()</script><style>p{}</style>";;;\n'
    records, odd = read(tmp_path, row)
    assert (records[0].name, records[0].label) == ("Cream & more", "Aqua, Glycerin")
    assert {(oddity.code, oddity.field) for oddity in odd} == {("html", "name"), ("html", "label")}


def test_signs_that_steer_or_cannot_be_shown_are_left_out(tmp_path: Path) -> None:
    records, odd = read(tmp_path, "1;Cre\u202eam\x07;Fenn;;Aqua\u200b, Glycerin;;;\n")
    assert records[0].name == "Cre am"
    assert [(oddity.code, oddity.field) for oddity in odd] == [("signs", "name")]


def test_broken_utf_8_is_mended_in_its_line_only(tmp_path: Path) -> None:
    rows = "1;Crème;;;;;;\n".encode() * 1 + "2;Sérum é;;;;;;\n".encode("cp1252") + "3;Lâit ñ;;;;;;\n".encode()
    records, odd = read(tmp_path, rows)
    assert [record.name for record in records] == ["Crème", "Sérum é", "Lâit ñ"]
    assert [(oddity.line, oddity.code) for oddity in odd] == [(3, "mended")]


def test_what_was_garbled_by_another_program_is_put_right(tmp_path: Path) -> None:
    records, odd = read(tmp_path, "1;CrÃ¨me dâ€™or;;;;;;\n")
    assert records[0].name == "Crème d’or"
    assert [oddity.code for oddity in odd] == ["garbled"]


def test_a_wrong_check_digit_costs_the_number_and_nothing_else(tmp_path: Path) -> None:
    records, odd = read(tmp_path, "1;Cream;;;;4006381333932;;\n2;Milk;;;;n/a;;\n")
    assert [record.barcodes for record in records] == [(), ()]
    assert [(oddity.line, oddity.code) for oddity in odd] == [(2, "barcode")]


def test_links_lead_to_pages_and_nowhere_else(tmp_path: Path) -> None:
    bad = ["javascript:alert(1)", "data:text/html,x", "//a.example", "https://user:word@a.example/", "ftp://a.example/"]
    for link in bad:
        records, odd = read(tmp_path, f"1;Cream;;;;;{link};{link}\n")
        assert (records[0].link, records[0].picture) == ("", "")
        assert [oddity.code for oddity in odd] == ["link", "link"], link


def test_over_long_values_are_cut_and_told(tmp_path: Path) -> None:
    records, odd = read(tmp_path, f"1;{'Cream ' * 60};;;{'Aqua, ' * 6000};;;\n")
    assert len(records[0].name) <= 200
    assert len(records[0].label) <= 24_000
    assert {oddity.field for oddity in odd if oddity.code == "long"} == {"name", "label"}


def test_without_a_name_a_line_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    records, odd = read(tmp_path, "1;;Fenn;1;;;;\n2;Milk;;1;;;;\n3;<br>;;;;;;\n")
    assert [record.name for record in records] == ["Milk"]
    assert [oddity.line for oddity in odd if oddity.code == "no-name"] == [2, 4]


def test_the_same_product_twice_is_refused_and_names_the_first_line(tmp_path: Path) -> None:
    rows = f"1;Cream;;;;{NUMBER};;\n1;Cream;;;;;;\n;Cream again;;;;{NUMBER};;\n;Milk;;;;;;\n;Milk;;;;;;\n"
    records, odd = read(tmp_path, rows)
    assert [record.name for record in records] == ["Cream", "Milk"]
    assert [(oddity.line, oddity.code, oddity.said) for oddity in odd] == [
        (3, "twice", "2"),
        (4, "twice", "2"),
        (6, "twice", "5"),
    ]


def test_a_number_that_two_products_claim_stays_with_the_first(tmp_path: Path) -> None:
    records, odd = read(tmp_path, f'1;Cream;;;;{NUMBER};;\n2;Milk;;;;"{NUMBER}, {OTHER}";;\n')
    assert [record.barcodes for record in records] == [(NUMBER,), (OTHER,)]
    assert [(oddity.line, oddity.code) for oddity in odd] == [(3, "taken")]


def test_a_line_with_more_cells_than_headings_is_refused(tmp_path: Path) -> None:
    head = "name,ingredients\n"
    records, odd = read(tmp_path, 'Cream,Aqua, Glycerin\nMilk,"Aqua, Glycerin"\n', head=head)
    assert [(record.name, record.label) for record in records] == [("Milk", "Aqua, Glycerin")]
    assert [oddity.code for oddity in odd] == ["cells"]


def test_every_oddity_is_said_with_its_fix() -> None:
    codes = {*REFUSED, "html", "several", "kind", "mended"}
    for code in codes:
        odd = Oddity(3, code, "a\nb" * 100, "name")
        assert what(odd)
        assert fix(odd).endswith(".")
        assert "\n" not in what(odd)
        assert len(told.short(odd.said)) <= 80

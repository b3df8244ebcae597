"""Taking a file in: new, changed, unchanged; again without doubling, also after an interruption; undone exactly."""

import json
from pathlib import Path
from typing import Any

import pytest

from fortnight.errors import UsageError
from fortnight.web.catalogue import importing
from fortnight.web.catalogue.actions import put
from fortnight.web.catalogue.convert import marks_for_nobody
from fortnight.web.catalogue.importing import begin, look, read_again, take
from fortnight.web.catalogue.intake.reading import FileOptions
from fortnight.web.catalogue.matching import state_of
from fortnight.web.catalogue.models import Barcode, Before, CatalogueItem, Import, Offer
from fortnight.web.catalogue.report import Report
from fortnight.web.catalogue.undoing import undo
from tests.web import feeds
from tests.web.feeds import NUMBER, OTHER

pytestmark = pytest.mark.django_db
HEAD = "sku;name;price;ingredients;ean;stock\n"
DEW = f"1;Dew Serum;24,90;Aqua, Glycerin;{NUMBER};yes\n"
CREAM = "2;Quiet Cream;19,00;Aqua, Ceramide NP;;yes\n"
OIL = "3;Night Oil;30,00;Squalane, Retinol;;yes\n"


def sent(tmp_path: Path, text: str, source: str = "shop", *, keep_missing: bool = False) -> tuple[Import, Report]:
    file = tmp_path / f"{source}.csv"
    file.write_text(text, "utf-8")
    begun = begin(file, FileOptions(source, "EUR"), keep_missing=keep_missing)
    report = take(begun, file, report=Report())
    begun.refresh_from_db()
    return begun, report


def whole() -> list[dict[str, Any]]:
    """Everything in the catalogue, as plain values."""
    rows = CatalogueItem.objects.order_by("pk").prefetch_related("offers", "barcodes")
    return [{"pk": item.pk, **state_of(item)} for item in rows]


def figures(report: Report) -> dict[str, int]:
    return {str(name): count for name, count in report.counts.items() if count}


@pytest.mark.parametrize("name", feeds.ALL)
def test_each_format_is_taken_in_and_the_second_time_changes_nothing(tmp_path: Path, name: str) -> None:
    text, _ = feeds.ALL[name]
    _, report = sent(tmp_path, text)
    assert figures(report) == {"new": 2}
    assert (report.labels["readable"], report.labels["day-one"]) == (2, 2)
    before = whole()
    _, report = sent(tmp_path, text)
    assert figures(report) == {"unchanged": 2}
    assert whole() == before
    assert not Before.objects.exists()


def test_what_was_read_is_kept_with_its_edition(tmp_path: Path) -> None:
    sent(tmp_path, HEAD + OIL)
    oil = CatalogueItem.objects.get()
    assert (oil.kind, oil.guessed, oil.shown) == ("", "face_oil", "face_oil;;+2/2;retinoid@2")
    assert "retinol" in oil.names.splitlines()
    assert marks_for_nobody(oil)[:6] == "xxxxxx"
    CatalogueItem.objects.update(edition="older", shown="")
    assert read_again() == 1
    oil.refresh_from_db()
    assert oil.shown == "face_oil;;+2/2;retinoid@2"
    assert read_again() == 0


def test_a_look_says_what_would_happen_and_writes_nothing(tmp_path: Path) -> None:
    sent(tmp_path, HEAD + DEW + CREAM)
    before = whole()
    file = tmp_path / "next.csv"
    file.write_text(HEAD + DEW.replace("24,90", "25,00") + OIL + "4;;1,00;;;\n", "utf-8")
    report = look(file, FileOptions("shop", "EUR"), report=Report())
    assert figures(report) == {"new": 1, "changed": 1, "refused": 1, "missing": 1}
    assert report.examples["new"] == ["Night Oil"]
    assert report.first[0].line == 4
    assert whole() == before
    assert Import.objects.count() == 1


def test_a_product_is_met_again_by_its_id_or_by_its_barcode(tmp_path: Path) -> None:
    sent(tmp_path, HEAD + DEW)
    sent(tmp_path, HEAD + DEW.replace("Dew Serum", "Dew Serum 2").replace(NUMBER, ""))
    assert CatalogueItem.objects.get().name == "Dew Serum 2"
    sent(tmp_path, HEAD + DEW.replace("1;", "77;", 1))
    item = CatalogueItem.objects.get()
    assert (item.name, item.source_id, item.barcode) == ("Dew Serum", "77", NUMBER)


def test_another_source_fills_what_is_empty_and_adds_its_offers(tmp_path: Path) -> None:
    sent(tmp_path, "sku;name;ean;price\n" + f"1;Dew Serum;{NUMBER};24,90\n", "brand")
    sent(tmp_path, f"sku;name;ean;price;ingredients;size\nx9;DEW SERUM OFFER;{NUMBER};21,00;Aqua, Retinol;30 ml\n")
    item = CatalogueItem.objects.get()
    assert (item.name, item.label, item.size, item.source) == ("Dew Serum", "Aqua, Retinol", "30 ml", "brand")
    assert "retinoid@2" in item.shown
    assert [(sold.shop, sold.price) for sold in item.offers.all()] == [("shop", 2100), ("brand", 2490)]
    _, report = sent(tmp_path, f"sku;name;ean;price;ingredients;size\nx9;DEW SERUM OFFER;{NUMBER};21,00;Aqua;30 ml\n")
    assert figures(report) == {"unchanged": 1}
    assert CatalogueItem.objects.get().label == "Aqua, Retinol"


def test_the_house_s_own_words_are_not_written_over(tmp_path: Path) -> None:
    put(number=NUMBER, name="Ours", brand="", label="Aqua, Zinc Oxide")
    sent(tmp_path, HEAD + DEW)
    item = CatalogueItem.objects.get()
    assert (item.name, item.label, item.source) == ("Ours", "Aqua, Zinc Oxide", "own")
    assert item.offers.count() == 1


def test_what_the_service_said_is_taken_over(tmp_path: Path) -> None:
    item = CatalogueItem.objects.create(name="Hearsay", source=CatalogueItem.SERVICE)
    item.barcodes.create(number=NUMBER)
    Barcode.objects.create(number=OTHER)
    sent(tmp_path, HEAD + DEW + CREAM.replace("NP;;", f"NP;{OTHER};"))
    item.refresh_from_db()
    assert (item.name, item.source) == ("Dew Serum", "shop")
    assert Barcode.objects.get(number=OTHER).product == CatalogueItem.objects.get(name="Quiet Cream")


def test_what_is_missing_goes_out_of_stock_and_comes_back(tmp_path: Path) -> None:
    sent(tmp_path, HEAD + DEW + CREAM)
    _, report = sent(tmp_path, HEAD + DEW)
    assert figures(report) == {"unchanged": 1, "missing": 1}
    gone = CatalogueItem.objects.get(name="Quiet Cream")
    assert gone.gone
    assert [offer.stock for offer in gone.offers.all()] == [False]
    _, report = sent(tmp_path, HEAD + DEW)
    assert figures(report) == {"unchanged": 1}, "what is gone is not missed again"
    sent(tmp_path, HEAD + DEW + CREAM)
    back = CatalogueItem.objects.get(name="Quiet Cream", gone=None)
    assert [offer.stock for offer in back.offers.all()] == [True]


def test_what_is_missing_can_be_left_as_it_is(tmp_path: Path) -> None:
    sent(tmp_path, HEAD + DEW + CREAM)
    sent(tmp_path, HEAD + DEW, keep_missing=True)
    assert not CatalogueItem.objects.exclude(gone=None).exists()


def test_other_sources_are_left_alone_by_what_is_missing(tmp_path: Path) -> None:
    sent(tmp_path, HEAD + DEW, "brand")
    sent(tmp_path, HEAD + CREAM)
    assert not CatalogueItem.objects.exclude(gone=None).exists()
    assert not Offer.objects.filter(stock=False).exists()


def test_an_undo_restores_everything_to_the_last_value(tmp_path: Path) -> None:
    put(number=OTHER, name="Ours", brand="", label="Aqua")
    sent(tmp_path, HEAD + DEW + CREAM)
    sent(tmp_path, HEAD + f"o;Ours;9,00;;{OTHER};yes\n", "other")
    before = whole()
    changed = DEW.replace("Dew Serum", "Dew").replace("24,90", "1,00").replace(NUMBER, f"{NUMBER}, 96385074")
    last, report = sent(tmp_path, HEAD + changed + OIL + f"5;Ours anew;8,00;Aqua, Retinol;{OTHER};no\n")
    assert figures(report) == {"new": 1, "changed": 2, "missing": 1}
    assert whole() != before
    assert undo(last) == (1, 3)
    assert whole() == before
    last.refresh_from_db()
    assert last.state == Import.UNDONE
    with pytest.raises(UsageError, match="undone already"):
        undo(last)


def test_an_import_whose_products_a_later_one_changed_is_undone_after_it(tmp_path: Path) -> None:
    first, _ = sent(tmp_path, HEAD + DEW)
    second, _ = sent(tmp_path, HEAD + DEW.replace("24,90", "1,00"))
    apart, _ = sent(tmp_path, HEAD + CREAM, "elsewhere")
    with pytest.raises(UsageError, match="later import") as refused:
        undo(first)
    assert "Undo the later one first" in refused.value.fix
    undo(second)
    undo(first)
    assert [item.name for item in CatalogueItem.objects.all()] == ["Quiet Cream"]
    undo(apart)
    assert not CatalogueItem.objects.exists()
    assert not Offer.objects.exists()


def test_an_interrupted_import_runs_again_without_doubling_and_is_undone_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", 2)
    sent(tmp_path, HEAD + DEW + CREAM)
    before = whole()
    file = tmp_path / "shop.csv"
    more = "".join(f"n{n};Cream {n};5,00;Aqua;;yes\n" for n in range(5))
    file.write_text(HEAD + DEW.replace("24,90", "1,00") + CREAM.replace("19,00", "2,00") + more, "utf-8")
    begun = begin(file, FileOptions("shop", "EUR"))

    def stop(_: int) -> None:
        if CatalogueItem.objects.count() > 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(begun, file, report=Report(), progress=stop)
    assert CatalogueItem.objects.count() == 6
    report = take(begun, file, report=Report())
    assert CatalogueItem.objects.count() == 7
    assert report.counts["unchanged"] == 6
    assert len({item.name for item in CatalogueItem.objects.all()}) == 7
    undo(begun)
    assert whole() == before


def test_two_products_of_one_source_may_not_melt_into_one(tmp_path: Path) -> None:
    sent(tmp_path, HEAD + DEW)
    rows = DEW.replace(f";{NUMBER}", ";") + f"9;Another;1,00;Aqua;{NUMBER};yes\n"
    sent(tmp_path, HEAD + rows)
    assert sorted(item.name for item in CatalogueItem.objects.all()) == ["Another", "Dew Serum"]
    assert CatalogueItem.objects.get(name="Dew Serum").barcode == NUMBER
    _, report = sent(tmp_path, HEAD + rows)
    assert figures(report) == {"unchanged": 2}


def test_a_label_of_several_products_is_told(tmp_path: Path) -> None:
    label = '"Ingredients: Aqua, Glycerin, Squalane. Ingredients: Aqua, Retinol, Squalane"'
    _, report = sent(tmp_path, HEAD + f"1;Set;5,00;{label};;yes\n")
    assert report.odd["several"] == 1


def test_a_file_that_cannot_be_read_fails_and_says_why(tmp_path: Path) -> None:
    file = tmp_path / "shop.csv"
    file.write_text("colour;weight\nred;1\n", "utf-8")
    begun = begin(file, FileOptions("shop"))
    with pytest.raises(UsageError):
        take(begun, file, report=Report())
    begun.refresh_from_db()
    assert begun.state == Import.FAILED
    assert "hold the name" in begun.trouble


def test_what_is_kept_of_a_report_is_plain(tmp_path: Path) -> None:
    begun, _ = sent(tmp_path, HEAD + DEW + "x;;;;;\n")
    assert json.loads(json.dumps(begun.counts))["refused"] == 1
    assert begun.counts["first"][0]["code"] == "no-name"

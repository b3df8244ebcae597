"""What comes with Fortnight: the three products that the guide names, without a label; made-up ones for the demo."""

import pytest

from fortnight.guide.load import published_guide
from fortnight.web.accounts.models import Person
from fortnight.web.catalogue.convert import days_for_nobody, marks_for_nobody, shown_in
from fortnight.web.catalogue.models import CatalogueItem, Import
from fortnight.web.catalogue.shipped import load
from fortnight.web.catalogue.undoing import undo
from fortnight.web.desk.finding import find

pytestmark = pytest.mark.django_db


def house() -> list[CatalogueItem]:
    load(CatalogueItem.HOUSE)
    return list(CatalogueItem.objects.filter(source=CatalogueItem.HOUSE))


def test_the_products_that_the_guide_names_are_there_without_a_label() -> None:
    assert load(CatalogueItem.GUIDE)
    named = {item.name: item for item in CatalogueItem.objects.filter(named=True)}
    assert set(named) == {name for care in published_guide().care for name in care.named}
    for item in named.values():
        assert item.label == ""
        assert not shown_in(item).readable
        assert not set(marks_for_nobody(item)) & {"o", "c"}, "a product without a label is open on no day"


def test_its_answer_at_the_desk_says_that_its_label_is_not_on_file(visitor: tuple[Person, object]) -> None:
    load(CatalogueItem.GUIDE)
    products = [product for product in find(visitor[0], "Skinbay Hyaluronic Acid Serum") if "guide" in product.whence]
    assert [product.whence for product in products] == ["Example in the guide, no label on file"]


def test_loading_again_changes_nothing_and_what_was_undone_stays_undone() -> None:
    assert load(CatalogueItem.HOUSE)
    many = CatalogueItem.objects.count()
    assert not load(CatalogueItem.HOUSE)
    assert Import.objects.count() == 1
    undo(Import.objects.get())
    assert not load(CatalogueItem.HOUSE)
    assert (many > 40, CatalogueItem.objects.count()) == (True, 0)


def test_a_loading_that_was_interrupted_goes_on_as_the_same_import() -> None:
    load(CatalogueItem.HOUSE)
    Import.objects.update(state=Import.RUNNING)
    many = CatalogueItem.objects.count()
    assert load(CatalogueItem.HOUSE)
    assert (Import.objects.count(), CatalogueItem.objects.count()) == (1, many)


def test_every_step_of_the_guide_has_a_choice_among_the_made_up_products() -> None:
    products = [(item, shown_in(item)) for item in house()]
    for care in published_guide().care:
        if not care.kinds:
            continue
        fitting = [
            item
            for item, reading in products
            if reading.kind in care.kinds
            and set(care.shows) <= {mark for mark, _ in reading.marks}
            and not set(care.without) & {mark for mark, _ in reading.marks}
            and (care.spf_min is None or (reading.spf or 0) >= care.spf_min)
            and days_for_nobody(reading).open >> care.days.first & 1
        ]
        assert len(fitting) >= 2, care.id
        prices = {offer.price for product in fitting for offer in product.offers.all()}
        assert len(prices) >= 2, care.id


def test_the_made_up_products_are_of_every_sort() -> None:
    products = house()
    marks = [marks_for_nobody(item) for item in products]
    assert any(set(letters) == {"x"} for letters in marks), "some are refused for good reasons"
    assert any(set(letters) == {"u"} for letters in marks), "one cannot be told"
    assert {item.vegan for item in products} == {True, False, None}
    assert all(item.offers.count() == 1 for item in products)

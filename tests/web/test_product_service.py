"""The product service: asked over real HTTP, believed only when it makes sense, never waited for, never trusted."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from fortnight.web.accounts.models import Person
from fortnight.web.catalogue import queries, service
from fortnight.web.catalogue.actions import Finding, look_up, put
from fortnight.web.catalogue.models import CatalogueItem
from tests.product_service import LABEL, NUMBER_OF, ProductService

Visitor = tuple[Person, Client]
NO_ANSWER = (
    "out of order",
    "a page",
    "no JSON",
    "too deep",
    "a list",
    "no text",
    "another",
    "packed",
    "cut",
    "huge",
    "elsewhere",
)
WITHOUT_END = ("slow to begin", "slow to end", "silent")
LITTLE, MUCH = 0.6, 60.0


def patient_for(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let the service take so long in all, and half as long for each part."""
    monkeypatch.setattr(service, "_WHOLE_SECONDS", seconds)
    for name in ("_READ_SECONDS", "_CONNECT_SECONDS"):
        monkeypatch.setattr(service, name, seconds / 2)


@pytest.fixture
def served(settings: Settings, monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[ProductService]:
    """The service, asked by this installation, with more patience than a busy machine needs."""
    patient_for(monkeypatch, MUCH)
    with ProductService() as running:
        settings.PRODUCT_SERVICE = running.address
        yield running


def test_a_known_product_is_found_and_remembered_with_its_day(served: ProductService) -> None:
    number = NUMBER_OF["known"]
    assert look_up(number) is Finding.FOUND
    item = CatalogueItem.objects.get(barcodes__number=number)
    assert (item.full_name, item.label, item.source) == ("House of Dew Night Cream", LABEL, "service")
    assert look_up(number) is Finding.FOUND
    assert [number_asked for number_asked, _ in served.asked] == [number], "a fresh memory is not asked for again"


def test_the_service_is_told_who_asks(served: ProductService) -> None:
    look_up(NUMBER_OF["known"])
    assert served.asked[0][1].startswith("Fortnight/")


@pytest.mark.parametrize("way", ["unknown", "unknown, politely"])
def test_a_product_that_it_does_not_know_is_remembered_as_unknown(served: ProductService, way: str) -> None:
    assert look_up(NUMBER_OF[way]) is Finding.UNKNOWN
    assert look_up(NUMBER_OF[way]) is Finding.UNKNOWN
    assert len(served.asked) == 1


@pytest.mark.parametrize("way", NO_ANSWER)
def test_what_is_no_answer_is_not_taken(served: ProductService, way: str) -> None:
    assert look_up(NUMBER_OF[way]) is Finding.SILENT
    assert not CatalogueItem.objects.exists()
    assert [number_asked for number_asked, _ in served.asked] == [NUMBER_OF[way]], "nobody is sent elsewhere"


@pytest.mark.parametrize("way", WITHOUT_END)
def test_an_answer_without_an_end_is_not_waited_for(
    served: ProductService, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient_for(monkeypatch, LITTLE)
    assert look_up(NUMBER_OF[way]) is Finding.SILENT
    assert not CatalogueItem.objects.exists()
    # On a busy machine the patience may end before anybody was asked.
    assert {number_asked for number_asked, _ in served.asked} <= {NUMBER_OF[way]}


def test_an_old_memory_is_better_than_silence(served: ProductService, monkeypatch: pytest.MonkeyPatch) -> None:
    number = NUMBER_OF["out of order"]
    cream = CatalogueItem.objects.create(name="Cream", label="Aqua", source=CatalogueItem.SERVICE)
    cream.barcodes.create(number=number)
    monkeypatch.setattr(queries, "is_fresh", lambda *_: False)
    assert look_up(number) is Finding.FOUND
    assert CatalogueItem.objects.get().label == "Aqua"


def test_the_house_s_own_product_is_never_written_over(served: ProductService, monkeypatch: pytest.MonkeyPatch) -> None:
    put(number=NUMBER_OF["known"], name="Ours", brand="", label="Aqua, Zinc Oxide")
    monkeypatch.setattr(queries, "is_fresh", lambda *_: False)
    assert look_up(NUMBER_OF["known"]) is Finding.FOUND
    assert CatalogueItem.objects.get().name == "Ours"


def test_without_a_service_nobody_is_asked(served: ProductService, settings: Settings) -> None:
    settings.PRODUCT_SERVICE = ""
    assert look_up(NUMBER_OF["known"]) is Finding.UNKNOWN
    assert not served.asked


def test_what_a_hostile_service_says_is_shown_as_text_and_cut(served: ProductService, visitor: Visitor) -> None:
    browser = visitor[1]
    page = browser.post("/may/barcode/", {"number": NUMBER_OF["hostile"]}, follow=True).content.decode()
    assert "Is this your product?" in page
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page
    assert "<script>document.title" not in page
    assert not {"\u202e", "\u2066", "\x00", "\x1b"} & set(page)
    assert "49" not in page.partition("<textarea")[2].partition("</textarea>")[0]
    assert len(CatalogueItem.objects.get().name) <= 120


def test_a_found_product_is_answered_once_the_person_says_that_it_is_theirs(
    served: ProductService, visitor: Visitor
) -> None:
    browser = visitor[1]
    number = NUMBER_OF["known"]
    confirming = browser.post("/may/barcode/", {"number": number}, follow=True)
    assert LABEL in confirming.content.decode()
    assert not visitor[0].products.exists(), "nothing is judged before it is confirmed"
    answer = browser.post(confirming.wsgi_request.path, {"name": "Night Cream", "said": LABEL}, follow=True)
    assert "Not today" in answer.content.decode()
    assert visitor[0].products.get().barcode == number


@pytest.mark.parametrize(
    ("way", "words"), [("unknown", "neither does the product service"), ("silent", "did not respond")]
)
def test_not_found_says_so_and_asks_for_a_photo_of_the_list(
    served: ProductService, visitor: Visitor, way: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient_for(monkeypatch, LITTLE if way in WITHOUT_END else MUCH)
    page = visitor[1].post("/may/barcode/", {"number": NUMBER_OF[way]}, follow=True).content.decode()
    assert "Not found: photograph the list" in page
    assert words in page

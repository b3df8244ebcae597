"""The product service: asked over real HTTP, believed only when it makes sense, never waited for, never trusted."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

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
    "slow to begin",
    "slow to end",
    "silent",
    "cut",
    "huge",
    "elsewhere",
)


@dataclass
class Patience:
    """How long the service may take in these tests, in seconds."""

    whole: float = 0.6


@pytest.fixture
def served(settings: Settings, monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[ProductService]:
    """The service, asked by this installation, with little patience."""
    monkeypatch.setattr(service, "_WHOLE_SECONDS", Patience.whole)
    monkeypatch.setattr(service, "_READ_SECONDS", Patience.whole / 2)
    with ProductService() as running:
        settings.PRODUCT_SERVICE = running.address
        yield running


def test_a_known_product_is_found_and_remembered_with_its_day(served: ProductService) -> None:
    number = NUMBER_OF["known"]
    assert look_up(number) is Finding.FOUND
    item = CatalogueItem.objects.get(barcodes__number=number)
    assert (item.full_name, item.label, item.source) == ("House of Dew Night Cream", LABEL, "service")
    assert look_up(number) is Finding.FOUND
    assert [asked for asked, _ in served.asked] == [number], "a fresh memory is not asked for again"


def test_the_service_is_told_who_asks(served: ProductService) -> None:
    look_up(NUMBER_OF["known"])
    assert served.asked[0][1].startswith("Fortnight/")


@pytest.mark.parametrize("way", ["unknown", "unknown, politely"])
def test_a_product_that_it_does_not_know_is_remembered_as_unknown(served: ProductService, way: str) -> None:
    assert look_up(NUMBER_OF[way]) is Finding.UNKNOWN
    assert look_up(NUMBER_OF[way]) is Finding.UNKNOWN
    assert len(served.asked) == 1


@pytest.mark.parametrize("way", NO_ANSWER)
def test_what_is_no_answer_is_not_taken_and_not_waited_for(served: ProductService, way: str) -> None:
    began = time.monotonic()
    assert look_up(NUMBER_OF[way]) is Finding.SILENT
    assert time.monotonic() - began < 2 * Patience.whole + 1
    assert not CatalogueItem.objects.exists()
    assert [asked for asked, _ in served.asked] == [NUMBER_OF[way]], "nobody is sent elsewhere"


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
    shown = browser.post("/may/barcode/", {"number": number}, follow=True)
    assert LABEL in shown.content.decode()
    assert not visitor[0].products.exists(), "nothing is judged before it is confirmed"
    answer = browser.post(shown.wsgi_request.path, {"name": "Night Cream", "said": LABEL}, follow=True)
    assert "Not today" in answer.content.decode()
    assert visitor[0].products.get().barcode == number


@pytest.mark.parametrize(
    ("way", "words"), [("unknown", "neither does the product service"), ("silent", "did not respond")]
)
def test_not_found_says_so_and_asks_for_a_photo_of_the_list(
    served: ProductService, visitor: Visitor, way: str, words: str
) -> None:
    page = visitor[1].post("/may/barcode/", {"number": NUMBER_OF[way]}, follow=True).content.decode()
    assert "Not found: photograph the list" in page
    assert words in page

"""A site without `fortnight[photos]` offers no photo of a label, says so where one was sent to, and stores none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.ground import photo_reader
from fortnight.web.photos.models import Photo
from tests.web import label_pictures as pictures

Who = tuple[Person, Client]
PAGES = ("/may/", "/shelf/add/", "/may/barcode/", "/")
LINK = 'href="/may/photo/'


@pytest.fixture
def without_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_reader, "MODULES", ("no_such_reader",))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_offers_a_photo_only_where_it_can_be_read(
    visitor: Who, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visitor[1]
    assert LINK in client.get(address, follow=True).text
    monkeypatch.setattr(photo_reader, "MODULES", ("no_such_reader",))
    page = client.get(address, follow=True)
    assert page.status_code == 200
    assert LINK not in page.text


def test_the_page_of_photos_leads_to_the_list_and_to_no_number_that_nobody_knows(
    visitor: Who, without_reader: None
) -> None:
    page = visitor[1].get("/may/photo/").text
    assert "This site does not read photos." in page
    assert 'type="file"' not in page
    assert "Type or paste the list instead" in page
    assert "barcode" not in page


def test_a_photo_that_is_sent_all_the_same_is_not_stored(visitor: Who, without_reader: None) -> None:
    file = SimpleUploadedFile("photo.jpg", pictures.saved(pictures.label()), "image/jpeg")
    answer = visitor[1].post("/may/photo/", {"chosen": file, "purpose": "label"})
    assert answer.status_code == 404
    assert "This site does not read photos." in answer.text
    assert not Photo.objects.exists()

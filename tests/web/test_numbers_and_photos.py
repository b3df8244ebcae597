"""The addresses of barcodes and photos, without a camera: what is not there, what is typed, what is deleted."""

from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.photos.models import Photo

Visitor = tuple[Person, Client]


def test_a_number_that_is_typed_is_looked_up_and_honestly_not_found(visitor: Visitor) -> None:
    browser = visitor[1]
    assert browser.get("/may/barcode/").status_code == 200
    assert browser.post("/may/barcode/", {"number": "12"}).status_code == 400
    answer = browser.post("/may/barcode/", {"number": "4006381333931"})
    assert answer.headers["Location"].startswith("/may/barcode/4006381333931/")
    assert browser.get("/may/barcode/4006381333931/").status_code == 200
    assert browser.get("/may/barcode/4006381333932/").status_code == 404


def test_a_photo_whose_picture_is_gone_is_neither_shown_nor_read_again_and_can_be_removed(visitor: Visitor) -> None:
    person, browser = visitor
    photo = Photo.objects.create(person=person, state=Photo.FAILED)
    assert browser.get("/may/photo/").status_code == 200
    assert browser.get(f"/may/photo/{photo.key}/").status_code == 200
    assert browser.get(f"/may/photo/{photo.key}/picture/").status_code == 404
    assert browser.post(f"/may/photo/{photo.key}/again/").status_code == 404
    assert browser.post(f"/may/photo/{photo.key}/remove/").headers["Location"] == "/may/photo/"
    assert not Photo.objects.exists()

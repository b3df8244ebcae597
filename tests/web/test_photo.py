"""Sending a photo, waiting, correcting its text, keeping or deleting it; and nobody sees another's."""

import datetime as dt
import os
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import cast

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.models import Person
from fortnight.web.photos import actions, queries, strays
from fortnight.web.photos.models import Photo
from fortnight.web.photos.reading.model import PhotoReading, PhotoTrouble
from fortnight.web.photos.reading.process import ReadingFailedError
from tests.web import label_pictures as pictures
from tests.web.doors import closed

Who = tuple[Person, Client]
Send = Callable[..., HttpResponse]
OnCommit = Callable[..., AbstractContextManager[object]]
TEXT = "AQUA, GLYCERIN, RETINOL"
KEY = uuid.UUID(int=1)


class StandIn:
    """Stands for the process that reads: it answers what a test tells it."""

    def __init__(self) -> None:
        self.reading: PhotoReading | None = PhotoReading(blocks=((TEXT,),), score=0.99)
        self.number = pictures.NUMBER

    def label(self, _picture: Path) -> PhotoReading:
        if self.reading is None:
            raise ReadingFailedError("told so")
        return self.reading

    def barcode(self, _picture: Path) -> str:
        return self.number


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    pretend = StandIn()
    monkeypatch.setattr(actions, "reader", pretend)
    return pretend


@pytest.fixture
def send(django_capture_on_commit_callbacks: OnCommit, stand_in: StandIn) -> Send:
    """Send a photo as the form does, with what follows once it is written."""

    def sending(client: Client, data: bytes = pictures.saved(pictures.label()), **values: str) -> HttpResponse:
        file = SimpleUploadedFile("photo.jpg", data, "image/jpeg")
        with django_capture_on_commit_callbacks(execute=True):
            return cast(HttpResponse, client.post("/may/photo/", {**values, "chosen": file}))

    return sending


def sent(person: Person) -> Photo:
    return Photo.objects.get(person=person)


def test_a_photo_leads_to_its_text_and_its_corrected_text_to_the_answer(
    visitor: Who, send: Send, django_capture_on_commit_callbacks: OnCommit
) -> None:
    person, client = visitor
    send(client)
    photo = sent(person)
    path = Path(default_storage.path(photo.file))
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"\xff\xd8\xff" not in path.read_bytes(), "not sealed"
    assert client.get(f"/may/photo/{photo.key}/picture/").content.startswith(b"\xff\xd8\xff")
    page = client.get(f"/may/photo/{photo.key}/")
    assert TEXT in page.content.decode()
    assert person.products.count() == 0, "judged before it was corrected"
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/may/photo/{photo.key}/", {"said": "Aqua, Panthenol", "name": "Quiet Cream"})
    product = person.products.get()
    assert answer.headers["Location"] == f"/may/{product.key}/"
    assert (product.label, product.name, product.source) == ("Aqua, Panthenol", "Quiet Cream", "photo")
    assert not path.exists()


def test_a_picture_that_is_turned_upright_is_kept_so_and_sealed(
    visitor: Who, send: Send, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turned(path: Path) -> PhotoReading:
        path.write_bytes(b"\xff\xd8\xffupright")
        return PhotoReading(blocks=((TEXT,),), score=0.99, turned=90)

    monkeypatch.setattr(stand_in, "label", turned)
    send(visitor[1])
    photo = sent(visitor[0])
    assert queries.picture(photo) == b"\xff\xd8\xffupright"
    assert b"upright" not in Path(default_storage.path(photo.file)).read_bytes()


def test_a_picture_of_an_earlier_version_is_still_shown(visitor: Who, send: Send) -> None:
    send(visitor[1])
    photo = sent(visitor[0])
    Path(default_storage.path(photo.file)).write_bytes(b"\xff\xd8\xffopen")
    assert queries.picture(photo) == b"\xff\xd8\xffopen"


def test_a_photo_is_kept_where_its_person_says_so_and_deleted_when_they_say_so(
    visitor: Who, send: Send, django_capture_on_commit_callbacks: OnCommit
) -> None:
    person, client = visitor
    send(client)
    photo = sent(person)
    path = Path(default_storage.path(photo.file))
    client.post(f"/may/photo/{photo.key}/", {"said": TEXT, "keep": "1"})
    assert path.exists()
    assert f"/may/photo/{photo.key}/picture/" in client.get("/may/photo/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/may/photo/{photo.key}/remove/")
    assert not path.exists()
    assert not Photo.objects.exists()


def test_the_picture_is_for_its_person_only_and_for_no_cache(visitor: Who, stranger: Who, send: Send) -> None:
    person, client = visitor
    send(client)
    address = f"/may/photo/{sent(person).key}/picture/"
    seen = client.get(address)
    assert (seen.status_code, seen.headers["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in seen.headers["Cache-Control"]
    assert stranger[1].get(address).status_code == 404


@pytest.mark.parametrize("part", ["", "picture/", "again/", "remove/"])
def test_somebody_elses_photo_is_not_found(visitor: Who, stranger: Who, send: Send, part: str) -> None:
    send(visitor[1])
    address = f"/may/photo/{sent(visitor[0]).key}/{part}"
    other = stranger[1]
    answer = other.post(address) if part in ("again/", "remove/") else other.get(address)
    assert answer.status_code == 404
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("address", ["", f"{KEY}/", f"{KEY}/picture/"])
def test_somebody_without_a_plan_is_sent_to_the_front(db: None, client: Client, address: str) -> None:
    assert client.get(f"/may/photo/{address}").headers["Location"] == closed(f"/may/photo/{address}")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 no picture", "not a photo"),
        (pictures.saved(pictures.label())[:5_000], "damaged"),
        (bytes(12 * 1024 * 1024 + 1), "larger than 12 MB"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(64), "HEIC"),
    ],
)
def test_a_file_that_is_not_taken_is_answered_with_words(visitor: Who, send: Send, data: bytes, words: str) -> None:
    page = send(visitor[1], data)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert not Photo.objects.exists()


def test_a_form_without_a_photo_asks_for_one(visitor: Who) -> None:
    page = visitor[1].post("/may/photo/")
    assert (page.status_code, "There was no photo" in page.content.decode()) == (400, True)


def test_more_photos_than_one_can_read_have_to_wait(visitor: Who, send: Send) -> None:
    person, client = visitor
    for _ in range(60):
        Photo.objects.create(person=person, state=Photo.USED)
    assert send(client).status_code == 429


def test_while_a_photo_is_read_its_page_comes_again_by_itself(visitor: Who) -> None:
    person, client = visitor
    file = default_storage.save("photos/x.jpg", SimpleUploadedFile("x.jpg", b"x"))
    photo = Photo.objects.create(person=person, file=file, state=Photo.READING)
    page = client.get(f"/may/photo/{photo.key}/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    polled = client.get(f"/may/photo/{photo.key}/", headers={"Accept": "application/json"})
    assert polled.json() == {"state": "reading"}


def test_a_photo_that_cannot_be_read_says_how_to_take_it_better(visitor: Who, send: Send, stand_in: StandIn) -> None:
    stand_in.reading = PhotoReading(blocks=(), score=0.1, trouble=PhotoTrouble.DARK)
    send(visitor[1])
    page = visitor[1].get(f"/may/photo/{sent(visitor[0]).key}/").content.decode()
    assert "too dark" in page
    assert "lamp" in page


def test_a_job_that_dies_is_shown_as_failed_and_can_be_tried_again(
    visitor: Who, send: Send, stand_in: StandIn, django_capture_on_commit_callbacks: OnCommit
) -> None:
    person, client = visitor
    stand_in.reading = None
    send(client)
    address = f"/may/photo/{sent(person).key}/"
    assert "could not be read" in client.get(address).content.decode()
    stand_in.reading = PhotoReading(blocks=((TEXT,),), score=0.99)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{address}again/")
    assert TEXT in client.get(address).content.decode()


def test_a_job_that_was_lost_is_shown_as_failed(visitor: Who) -> None:
    person, client = visitor
    long_ago = timezone.now() - dt.timedelta(minutes=6)
    photo = Photo.objects.create(person=person, file="photos/x.jpg", state=Photo.READING, changed=long_ago)
    assert "could not be read" in client.get(f"/may/photo/{photo.key}/").content.decode()


def test_a_correction_without_text_is_answered_with_words_and_loses_nothing(visitor: Who, send: Send) -> None:
    person, client = visitor
    send(client)
    page = client.post(f"/may/photo/{sent(person).key}/", {"said": " ", "name": "Quiet Cream"})
    assert page.status_code == 400
    assert "Enter the list of ingredients" in page.content.decode()
    assert "Quiet Cream" in page.content.decode()


def test_what_stands_on_a_label_is_text_and_never_markup(visitor: Who, send: Send, stand_in: StandIn) -> None:
    stand_in.reading = PhotoReading(blocks=(("</textarea><script>alert(1)</script>",),), score=0.99)
    send(visitor[1])
    page = visitor[1].get(f"/may/photo/{sent(visitor[0]).key}/").content.decode()
    assert "<script>alert" not in page


def test_the_photo_of_a_barcode_leads_to_its_number_and_is_deleted(visitor: Who, send: Send) -> None:
    person, client = visitor
    send(client, pictures.saved(pictures.barcode()), purpose="barcode")
    assert (
        client.get(f"/may/photo/{sent(person).key}/").headers["Location"] == f"/may/barcode/?number={pictures.NUMBER}"
    )
    assert sent(person).file == ""


def test_pictures_that_nobody_came_back_to_are_deleted_and_so_are_files_without_an_owner(
    visitor: Who, send: Send, django_capture_on_commit_callbacks: OnCommit, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The folder is one for all tests, and holds what others left.
    monkeypatch.setattr(strays, "_FEW", 10_000)
    person, client = visitor
    send(client)
    path = Path(default_storage.path(sent(person).file))
    lost = path.with_name("lost.jpg")
    lost.write_bytes(b"x")
    os.utime(lost, (0, 0))
    actions.forget(timezone.now())
    assert (path.exists(), lost.exists()) == (True, False)
    with django_capture_on_commit_callbacks(execute=True):
        actions.forget(timezone.now() + dt.timedelta(minutes=61))
    assert not path.exists()
    assert "no longer here" in client.get(f"/may/photo/{sent(person).key}/").content.decode()


def test_all_photos_of_a_person_go_with_their_files(
    visitor: Who, send: Send, django_capture_on_commit_callbacks: OnCommit
) -> None:
    send(visitor[1])
    path = Path(default_storage.path(sent(visitor[0]).file))
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_all(visitor[0])
    assert (Photo.objects.count(), path.exists()) == (0, False)

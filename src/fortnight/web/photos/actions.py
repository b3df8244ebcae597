"""Taking a photo in, reading it, using what was read, deleting it. A row never outlives the right to its file."""

import datetime as dt
import logging
import secrets
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from fortnight.web.accounts.models import Person
from fortnight.web.ground.queue import after_commit, job
from fortnight.web.ground.room import has_room
from fortnight.web.photos import files, queries, strays
from fortnight.web.photos.joining import joined
from fortnight.web.photos.models import Photo
from fortnight.web.photos.reading.model import PhotoReading, PhotoRefusal, PhotoTrouble
from fortnight.web.photos.reading.process import ReadingFailedError, prepare, reader
from fortnight.web.shelf.actions import ask
from fortnight.web.shelf.models import Product

log = logging.getLogger("fortnight.photos")
_FOLDER = "photos"
_LONGEST_TEXT = 24_000
_UNCLAIMED = dt.timedelta(minutes=10)


def take(person: Person, *, data: bytes, purpose: str, number: str = "") -> Photo | PhotoRefusal:
    """Store a clean copy of a photo and have it read, or say why the file is refused.

    `number` is the barcode of the product whose list is on the photo, if known.
    """
    if not has_room(len(data)):
        return PhotoRefusal.NO_ROOM
    clean = prepare(data)
    if isinstance(clean, PhotoRefusal):
        return clean
    name = files.save(f"{_FOLDER}/{secrets.token_urlsafe(24)}.jpg", clean)
    with transaction.atomic():
        photo = Photo.objects.create(person=person, purpose=purpose, number=number, file=name)
        _have_read(photo)
    return photo


@transaction.atomic
def read_again(photo: Photo) -> None:
    """Have a photo read once more, after it failed."""
    _change(photo, state=Photo.WAITING, trouble="")
    _have_read(photo)


def _have_read(photo: Photo) -> None:
    after_commit(read, photo.pk)


@job
def read(key: int) -> None:
    """Read the photo with this row, as its job. One that was read, or deleted, meanwhile is left alone."""
    photo = Photo.objects.filter(pk=key, state__in=queries.UNDER_WAY).exclude(file="").first()
    if photo is None:
        return
    _change(photo, state=Photo.READING)
    try:
        with files.opened(photo.file) as path:
            _look(photo, path)
    except (ReadingFailedError, FileNotFoundError, files.BrokenSealError) as error:
        log.warning("a photo could not be read", extra={"facts": {"error": type(error).__name__}})
        _change(photo, state=Photo.FAILED)


def _look(photo: Photo, path: Path) -> None:
    if photo.purpose == Photo.BARCODE:
        _keep_number(photo, reader.barcode(path))
    else:
        _keep_text(photo, reader.label(path))


def _keep_text(photo: Photo, reading: PhotoReading) -> None:
    text = joined(reading.blocks)[:_LONGEST_TEXT]
    _change(photo, state=Photo.READ if text else Photo.UNREADABLE, text=text, trouble=reading.trouble or "")


def _keep_number(photo: Photo, number: str) -> None:
    """A barcode's photo is deleted as soon as it was looked at: its number is all there is to see."""
    trouble = "" if number else PhotoTrouble.NO_BARCODE
    _delete_file(photo.file)
    _change(photo, state=Photo.READ if number else Photo.UNREADABLE, number=number, trouble=trouble, file="")


@transaction.atomic
def use(photo: Photo, *, name: str, label: str, kind: str, keep: bool) -> Product:
    """Ask about the product with the text as its person corrected it. The photo goes, unless it is kept."""
    product = ask(photo.person, name=name, label=label, kind=kind, source="photo", barcode=photo.number)
    file = photo.file
    _change(photo, state=Photo.USED, product=product, kept=keep, text="", file=file if keep else "")
    if not keep:
        _delete_file(file)
    return product


@transaction.atomic
def remove(photo: Photo) -> None:
    """Delete a photo, at once and for good."""
    _delete_file(photo.file)
    photo.delete()


def remove_all(person: Person) -> None:
    """Delete all photos of a person, their files with them; for the one who deletes everything."""
    for photo in Photo.objects.filter(person=person):
        remove(photo)


def forget(now: dt.datetime) -> int:
    """Delete the pictures that nobody came back to, set strays aside; how many there were."""
    gone = 0
    for photo in queries.forgotten(now):
        _delete_file(photo.file)
        _change(photo, file="", text="")
        gone += 1
    return gone + strays.set_aside(_FOLDER, queries.files(), before=now - _UNCLAIMED)


def resume() -> None:
    """Put those photos back into the queue whose reading was cut off when the site stopped."""
    for photo in Photo.objects.filter(state=Photo.READING):
        read_again(photo)


def _delete_file(name: str) -> None:
    """Delete a picture once it is written that nobody has it any more."""
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))


def _change(photo: Photo, **values: object) -> None:
    for field, value in values.items():
        setattr(photo, field, value)
    photo.changed = timezone.now()
    photo.save(update_fields=[*values, "changed"])

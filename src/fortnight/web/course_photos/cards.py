"""A shared photo as a card in the conversation: its day and side. The picture itself is on a page of its own."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from fortnight.web.accounts.models import Person
from fortnight.web.answers.along import MessageCard
from fortnight.web.course_photos.models import CoursePhoto
from fortnight.web.course_photos.queries import photo_with
from fortnight.web.course_photos.words import place_words

KIND = "course-photo"


def card_of(photo: CoursePhoto) -> dict[str, Any]:
    """What is kept of a photo with the message that shares it."""
    return {"kind": KIND, "key": str(photo.key)}


def nothing(_person: Person, _name: str) -> dict[str, Any]:
    """A form cannot name a photo: it is shared by its own button, so that nobody shares one by mistake."""
    return {}


def message_card(person: Person, stored: Mapping[str, Any]) -> MessageCard | None:
    """A shared photo as a message shows it; one that was taken back or is gone is said to be."""
    photo = photo_with(person, uuid.UUID(str(stored["key"])), timezone.now())
    if photo is None or photo.shared is None:
        return MessageCard(
            title=gettext("A photo of the course"), says=gettext("It is no longer shared, or was deleted.")
        )
    return MessageCard(
        title=gettext("A photo of the course"),
        says=place_words(photo.day, photo.side),
        path=reverse("course-photo", args=[photo.key]),
        desk_path=reverse("desk-course-photos", args=[person.key]),
    )


def no_signs(_person: Person, _stored: Mapping[str, Any]) -> Sequence[str]:
    """A photo tells of no sign: nothing is read from it."""
    return ()

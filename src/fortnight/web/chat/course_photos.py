"""A photo of the course that its person shares appears in the conversation, as a message of theirs."""

import uuid

from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.duty import advisors
from fortnight.web.chat.models import Message
from fortnight.web.course_photos.cards import card_of
from fortnight.web.course_photos.models import CoursePhoto


def tell_of_photo(photo: CoursePhoto) -> bool:
    """Send the card of a photo; False where nobody answers, so that no page says that somebody can see it."""
    if not advisors():
        return False
    uid = uuid.uuid5(photo.key, f"{photo.shared}")
    send(conversation_with(photo.person), author=Message.PERSON, uid=uid, body="", card=card_of(photo))
    return True

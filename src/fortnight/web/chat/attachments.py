"""Files that go along with messages: taken in clean, sealed, shown by an address that ends soon, deleted with care.

A picture is decoded in a process of its own, turned upright, made smaller and written anew, so that nothing of where
and with what it was taken stays in it. What came by mail and is no picture is kept as it came, and only ever handed out
as a file. A file belongs to a conversation before it belongs to a message, since it is sent ahead of the words; one
whose words never come is deleted after a day. Taking a message back deletes its files.
"""

import datetime as dt
import io
import secrets
import uuid
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext
from PIL import Image

from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.vault import BrokenSealError, seal, unseal
from fortnight.web.chat.models import Attachment, Conversation, Message
from fortnight.web.ground.limits import SENT_BYTES
from fortnight.web.ground.room import has_room
from fortnight.web.photos import strays
from fortnight.web.photos.reading.model import PhotoRefusal
from fortnight.web.photos.reading.process import prepare
from fortnight.web.photos.words import REFUSED

PICTURE = "image/jpeg"
MOST_IN_A_MESSAGE = 6
MOST_IN_A_MAIL = 40
MOST_BYTES = 25 * 1024 * 1024
_FOLDER = "conversations"
_LONGEST_NAME = 120
_OPEN_SECONDS = 600
_UNSENT = dt.timedelta(days=1)
_MOST_AN_HOUR = 60
_SALT = "fortnight.attachment"


class FileRefusedError(Exception):
    """A file is not taken; its text says why, to whoever sent it."""


class TooManyFilesError(Exception):
    """More files came in an hour than one can look at."""


def attach(message: Message, *, name: str, kind: str, data: bytes) -> Attachment:
    """Keep a file with a message that is there already, as mail brings it. Raises: FileRefusedError."""
    return _keep(message.conversation, key=uuid.uuid4(), by=message.by, name=name, kind=kind, data=data, to=message)


def send_ahead(conversation: Conversation, *, key: uuid.UUID, by: User | None, name: str, data: bytes) -> Attachment:
    """Keep a picture for a message that is still to come; a picture that already came under this key is returned.

    Raises: FileRefusedError where it is no picture, or there is no room for it; TooManyFilesError.
    """
    mine = Attachment.objects.filter(conversation=conversation, by=by)
    attachment = mine.filter(key=key).first()
    if attachment:
        return attachment
    if mine.filter(created__gt=timezone.now() - dt.timedelta(hours=1)).count() >= _MOST_AN_HOUR:
        raise TooManyFilesError
    if not has_room(len(data)):
        raise FileRefusedError(str(REFUSED[PhotoRefusal.NO_ROOM]))
    if not (by and by.is_staff):
        _hold_to_bytes(conversation, len(data))
    return _keep(conversation, key=key, by=by, name=name, kind="image/", data=data, to=None)


def _hold_to_bytes(conversation: Conversation, more: int) -> None:
    """Hold what a client has sent to its limit. Raises: FileRefusedError."""
    sent = Attachment.objects.filter(conversation=conversation).exclude(by__is_staff=True)
    if (sent.aggregate(bytes=Sum("bytes"))["bytes"] or 0) + more > SENT_BYTES.most:
        words = gettext(
            "Your conversation has reached its limit of photos. Withdraw an old one, or describe it in words."
        )
        raise FileRefusedError(words)


def keep(conversation: Conversation, *, key: uuid.UUID, name: str, kind: str, data: bytes) -> Attachment:
    """Keep a file of any kind for the message of a mail. One under this key already is that one.

    Raises: FileRefusedError.
    """
    attachment = Attachment.objects.filter(conversation=conversation, key=key).first()
    return attachment or _keep(conversation, key=key, by=None, name=name, kind=kind, data=data, to=None)


def _keep(
    conversation: Conversation,
    *,
    key: uuid.UUID,
    by: User | None,
    name: str,
    kind: str,
    data: bytes,
    to: Message | None,
) -> Attachment:
    if len(data) > MOST_BYTES:
        raise FileRefusedError(str(REFUSED[PhotoRefusal.TOO_LARGE]))
    width = height = 0
    if kind.startswith("image/"):
        clean = prepare(data)
        if isinstance(clean, PhotoRefusal):
            raise FileRefusedError(str(REFUSED[clean]))
        data, kind = clean, PICTURE
        with Image.open(io.BytesIO(data)) as opened:
            width, height = opened.size
    file = f"{_FOLDER}/{secrets.token_urlsafe(24)}"
    default_storage.save(file, ContentFile(seal(file, data)))
    about: dict[str, Any] = {"message": to, "by": by, "name": name[-_LONGEST_NAME:], "kind": kind[:80], "file": file}
    about |= {"bytes": len(data), "width": width, "height": height}
    attachment, new = Attachment.objects.get_or_create(conversation=conversation, key=key, defaults=about)
    if not new:
        # The same file came twice at once.
        default_storage.delete(file)
    return attachment


def claim(message: Message, keys: Iterable[uuid.UUID]) -> int:
    """Give a new message the files that were sent ahead of it by its writer; how many."""
    ahead = Attachment.objects.filter(conversation=message.conversation, message=None, by=message.by)
    most = MOST_IN_A_MAIL if message.way == Message.EMAIL else MOST_IN_A_MESSAGE
    return ahead.filter(key__in=[*keys][:most]).update(message=message)


def drop(files: Sequence[Attachment]) -> None:
    """Delete files, with what they hold once it is written that nobody has them any more."""
    for file in files:
        transaction.on_commit(partial(default_storage.delete, file.file))
        file.delete()


def drop_all(person: Person) -> None:
    """Delete every file of a person's conversation; for the one who deletes everything."""
    drop([*Attachment.objects.filter(conversation__person=person)])


def forget_unsent() -> int:
    """Delete the files whose message never came and set strays aside; how many there were."""
    before = timezone.now() - _UNSENT
    left = [*Attachment.objects.filter(message=None, created__lt=before)]
    drop(left)
    attached = set(Attachment.objects.values_list("file", flat=True))
    return len(left) + strays.set_aside(_FOLDER, attached, before=before)


def ticket(attachment: Attachment) -> str:
    """The token that opens a file for the next ten minutes, for use in an address."""
    return signing.dumps(attachment.pk, salt=_SALT)


def of_ticket(token: str) -> Attachment | None:
    """The file that a ticket opens, or None for a false or expired ticket, or a file that is gone."""
    try:
        number = int(signing.loads(token, salt=_SALT, max_age=_OPEN_SECONDS))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Attachment.objects.filter(pk=number).first()


def content(attachment: Attachment) -> bytes | None:
    """The content of a file, or None where it is missing or was not sealed here."""
    try:
        with default_storage.open(attachment.file) as file:
            return unseal(attachment.file, file.read())
    except (FileNotFoundError, BrokenSealError):
        return None

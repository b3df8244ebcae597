"""Pictures as they come in with a request, for either side of a conversation, and how a kept file is handed out."""

import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from fortnight.web.accounts.models import User
from fortnight.web.chat.attachments import (
    MOST_IN_A_MESSAGE,
    PICTURE,
    FileRefusedError,
    TooManyFilesError,
    content,
    send_ahead,
    ticket,
)
from fortnight.web.chat.models import Attachment, Conversation
from fortnight.web.ground.uploads import TOO_LARGE
from fortnight.web.photos.reading.model import PhotoRefusal
from fortnight.web.photos.words import REFUSED


def kept(request: HttpRequest, conversation: Conversation, by: User | None) -> tuple[list[uuid.UUID], str]:
    """The keys of the pictures that came with a form, and why one of them is not taken ("" where all are)."""
    keys: list[uuid.UUID] = []
    if request.META.get(TOO_LARGE):
        return keys, str(REFUSED[PhotoRefusal.TOO_LARGE])
    for file in request.FILES.getlist("photo")[:MOST_IN_A_MESSAGE]:
        key = uuid.uuid4()
        wrong = _refused(conversation, key, by, file.name or "", file.read())
        if wrong:
            return keys, wrong
        keys.append(key)
    return keys, ""


def ahead(request: HttpRequest, conversation: Conversation, by: User | None) -> HttpResponse:
    """Take one picture ahead of its message: 201, or 400 with the reason in words."""
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return JsonResponse({"wrong": gettext("This file has no key of its own.")}, status=400)
    file = request.FILES.get("photo")
    if request.META.get(TOO_LARGE):
        wrong = str(REFUSED[PhotoRefusal.TOO_LARGE])
    elif file is None:
        wrong = str(REFUSED[PhotoRefusal.EMPTY])
    else:
        wrong = _refused(conversation, key, by, file.name or "", file.read())
    return JsonResponse({"wrong": wrong} if wrong else {"key": str(key)}, status=400 if wrong else 201)


def _refused(conversation: Conversation, key: uuid.UUID, by: User | None, name: str, data: bytes) -> str:
    try:
        send_ahead(conversation, key=key, by=by, name=name, data=data)
    except FileRefusedError as refused:
        return str(refused)
    except TooManyFilesError:
        return gettext("That was a lot of photos in a short time. Wait a little, then send the next.")
    return ""


def to_file(attachment: Attachment) -> HttpResponse:
    """A redirect to a file, at an address that expires in ten minutes."""
    return redirect("file", ticket(attachment))


def handed_out(attachment: Attachment) -> HttpResponse | None:
    """A file as a response, or None once it is gone. Only a picture we re-encoded is shown; the rest is downloaded."""
    data = content(attachment)
    if data is None:
        return None
    picture = attachment.kind == PICTURE and attachment.width > 0
    response = HttpResponse(data, content_type=PICTURE if picture else "application/octet-stream")
    disposition = content_disposition_header(not picture, attachment.name or "file")
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

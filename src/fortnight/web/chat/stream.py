"""The live stream of a conversation: raw ASGI, no thread and no database connection while it is open.

An event says only up to which number there is something; the page fetches what it lacks. Who asks is found out once, on
a thread that gives its connection back; a stream ends after some minutes, and the browser opens the next one, so that
whoever has signed out meanwhile hears no more.
"""

import asyncio
import io
import re
import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.asgi import ASGIRequest
from django.db import connections

from fortnight.web.accounts.entrance import asking
from fortnight.web.accounts.staff import may_see_others
from fortnight.web.chat.actions import conversation_with
from fortnight.web.chat.hub import Listener, hub
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.queries import conversation_with_key

PERSON = "/advisor/stream/"
DESK = "/desk/stream/"
PATHS = (PERSON, DESK)
_KEY = re.compile(DESK + r"([0-9a-f-]{36})/")
_STILL_HERE_SECONDS = 20.0
_LIFE_SECONDS = 600.0
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


async def stream(scope: Any, receive: Any, send: Any) -> None:
    """Answer with events for as long as somebody listens. Who has no conversation gets 204, and asks no more."""
    topic, number = await asyncio.to_thread(_topic, scope)
    if not topic or scope["method"] != "GET":
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    with hub.listening(topic) as listener:
        gone = asyncio.create_task(_gone(receive, listener))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await _events(send, listener, number, gone)
        finally:
            gone.cancel()


async def _events(send: Any, listener: Listener, number: int, gone: "asyncio.Task[None]") -> None:
    end = asyncio.get_running_loop().time() + _LIFE_SECONDS
    listener.ring(number)
    while not gone.done() and not listener.ended and asyncio.get_running_loop().time() < end:
        rung = await listener.wait(_STILL_HERE_SECONDS)
        said = f"id: {listener.number}\nevent: upto\ndata: {listener.number}\n\n" if rung else ": still here\n\n"
        await send({"type": "http.response.body", "body": said.encode(), "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Any, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.ring(0)


def _topic(scope: Any) -> tuple[str, int]:
    """The topic and the newest number for whoever asks; nothing for somebody it is not for."""
    try:
        request = ASGIRequest(scope, io.BytesIO())
        request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.user = get_user(request)
        found = _for_staff(request) if scope["path"].startswith(DESK) else _for_person(request)
        return (str(found.key), found.last) if found else ("", 0)
    finally:
        connections.close_all()


def _for_person(request: ASGIRequest) -> Conversation | None:
    person = asking(request)
    # Opened before the first message is sent, the stream has to hear that one as well.
    return conversation_with(person) if person and person.current_id else None


def _for_staff(request: ASGIRequest) -> Conversation | None:
    key = _KEY.fullmatch(request.path)
    return conversation_with_key(uuid.UUID(key[1])) if key and may_see_others(request.user) else None

"""The live stream of a conversation or of the inbox: raw ASGI, no thread and no database connection while it is open.

An event `upto` says only up to which number there is something; the page fetches what it lacks. An event `hint` says
that somebody is writing; it is passed on and forgotten. Who asks is found out once, on a thread that gives its
connection back; a stream ends after some minutes, and the browser opens the next one, so that whoever has signed out
meanwhile hears no more. Who holds too many streams gets no other one, and their pages look every 15 seconds instead.
"""

import asyncio
import io
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.asgi import ASGIRequest
from django.db import connections

from fortnight.web.accounts.client import client_address
from fortnight.web.accounts.entrance import asking
from fortnight.web.accounts.sessions import SessionStore
from fortnight.web.accounts.staff import may_see_others
from fortnight.web.chat.actions import conversation_with
from fortnight.web.chat.hub import Listener, hub
from fortnight.web.chat.news import DESK as INBOX
from fortnight.web.chat.news import behind
from fortnight.web.chat.queries import conversation_with_key

PERSON = "/advisor/stream/"
DESK = "/desk/stream/"
PATHS = (PERSON, DESK)
# How many streams one person may hold open, and all behind one address: a clinic with its waiting room.
MOST_OF_ONE = 20
MOST_AT_AN_ADDRESS = 400
_KEY = re.compile(DESK + r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
_STILL_HERE_SECONDS = 20.0
_LIFE_SECONDS = 600.0
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who listens to what: the topics, the newest number, and by which names their streams are counted."""

    topics: tuple[str, ...]
    number: int
    who: str
    address: str


_open: Counter[str] = Counter()


async def stream(scope: Any, receive: Any, send: Any) -> None:
    """Answer with events for as long as somebody listens. 204, on which a browser asks no more, for whom it is not."""
    seat = await asyncio.to_thread(_seat, scope)
    if seat is None or scope["method"] != "GET" or _full(seat):
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    with _counted(seat), hub.listening(*seat.topics) as listener:
        gone = asyncio.create_task(_gone(receive, listener))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await _events(send, listener, seat.number, gone)
        finally:
            gone.cancel()


def _full(seat: Seat) -> bool:
    return _open[seat.who] >= MOST_OF_ONE or _open[seat.address] >= MOST_AT_AN_ADDRESS


@contextmanager
def _counted(seat: Seat) -> Iterator[None]:
    """Count a stream for as long as it is open; only on the loop, so that nothing comes between."""
    names = (seat.who, seat.address)
    _open.update(names)
    try:
        yield
    finally:
        for name in names:
            _open[name] -= 1
            if not _open[name]:
                del _open[name]


async def _events(send: Any, listener: Listener, number: int, gone: "asyncio.Task[None]") -> None:
    end = asyncio.get_running_loop().time() + _LIFE_SECONDS
    listener.ring(number)
    while not gone.done() and not listener.ended and asyncio.get_running_loop().time() < end:
        rung = await listener.wait(_STILL_HERE_SECONDS)
        text = _as_events(listener) if rung else ": still here\n\n"
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _as_events(listener: Listener) -> str:
    """What has reached a listener meanwhile, as server-sent events."""
    is_new, hints = listener.take()
    upto = f"id: {listener.number}\nevent: upto\ndata: {listener.number}\n\n" if is_new else ""
    return upto + "".join(f"event: hint\ndata: {hint}\n\n" for hint in hints)


async def _gone(receive: Any, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.ring(0)


def _seat(scope: Any) -> Seat | None:
    """The place of whoever asks; None for somebody it is not for."""
    try:
        request = ASGIRequest(scope, io.BytesIO())
        request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        request.user = get_user(request)
        return _for_staff(request) if scope["path"].startswith(DESK) else _for_person(request)
    finally:
        connections.close_all()


def _for_person(request: ASGIRequest) -> Seat | None:
    person = asking(request)
    if person is None or not person.current_id:
        return None
    # Opened before the first message is sent, the stream has to hear that one as well.
    conversation = conversation_with(person)
    return Seat(
        topics=(str(conversation.key),), number=conversation.last, who=f"person {person.pk}", address=_address(request)
    )


def _for_staff(request: ASGIRequest) -> Seat | None:
    if not may_see_others(request):
        return None
    topics: tuple[str, ...] = (INBOX,)
    number = 0
    if request.path != DESK:
        key = _KEY.fullmatch(request.path)
        conversation = conversation_with_key(uuid.UUID(key[1])) if key else None
        if conversation is None:
            return None
        topics, number = (str(conversation.key), behind(conversation.key)), conversation.last
    return Seat(topics=topics, number=number, who=f"staff {request.user.pk}", address=_address(request))


def _address(request: ASGIRequest) -> str:
    return f"address {client_address(request)}"

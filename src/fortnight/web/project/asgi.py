"""The one entry: pages go through the door to Django, on a few threads; live streams are served beside them, raw."""

import asyncio
import gc
import os
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortnight.web.project.settings")
_THREADS = 8

_django: Any = get_wsgi_application()

# What knows the tables can be loaded only now.
from fortnight.web.chat.hub import hub
from fortnight.web.chat.stream import PATHS, stream
from fortnight.web.project.door import Door
from fortnight.web.project.entry import address_of, may_send, most_bytes
from fortnight.web.shelf.ready import warm_up

# Answers wait for slow clients in memory, and never on a thread.
_threads: Any = WSGIMiddleware(_django, workers=_THREADS, send_queue_size=0)
_pages = Door(
    _threads,
    most_bytes=most_bytes,
    may_send=may_send,
    client=address_of,
)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Answer a request; the server's start is acknowledged when answers are ready to be given, its stop at once."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith(PATHS):
        await stream(scope, receive, send)
    else:
        await _pages(scope, receive, send)


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        event = await receive()
        if event["type"] == "lifespan.startup":
            hub.attach(asyncio.get_running_loop())
            await asyncio.to_thread(_settle)
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return


def _settle() -> None:
    """Load what answers and pages are made of, and keep it out of every later collection.

    The rules and names are some hundred thousand objects that stay for good. Looking through them takes 0.1 s and more,
    in which nothing else runs; measured in `bench.streams`, where it stood in the slowest hundredth.
    """
    warm_up()
    # Every view, with all that it imports: the first person would wait for it.
    reverse("today")
    gc.collect()
    gc.freeze()

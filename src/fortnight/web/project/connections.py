"""Connections that waste nothing: a head that does not come, an answer that nobody reads, too many at once.

uvicorn ends a connection that is idle between two requests. It waits without an end for the rest of a head, and for a
client that does not read its answer; each of these holds a file descriptor, of which a process has few.
"""

import asyncio
import logging
import resource
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

log = logging.getLogger("fortnight.serve")
HEAD_SECONDS = 10.0
UNREAD_SECONDS = 30.0
# What the site itself opens: databases, static files, mail, and a margin.
_OWN_FILES = 256
_MOST_FILES = 65_536


def room() -> int:
    """How many connections a process may have at once, after asking the system for as many files as it gives."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(most - _OWN_FILES, most // 2)


class Connection(H11Protocol):
    """One connection of a client, with an end to each of its waits."""

    most = 0
    """How many there may be at once in this process; 0 is no limit."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._head: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a connection in, or end it at once where there are too many."""
        super().connection_made(cast("asyncio.Transport", transport))
        if self.most and len(self.connections) > self.most:
            self.transport.abort()
            return
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request in."""
        super().data_received(data)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of a connection that has ended."""
        for timer in (self._head, self._unread):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Begin to wait for a client that does not read."""
        super().pause_writing()
        self._unread = self.loop.call_later(UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the client reads."""
        super().resume_writing()
        if self._unread:
            self._unread.cancel()
            self._unread = None

    def _await_head(self) -> None:
        """Give the head of a request its time from its first byte on, or from the start of the connection."""
        if self.conn.their_state is not h11.IDLE:
            if self._head:
                self._head.cancel()
                self._head = None
        elif self._head is None:
            self._head = self.loop.call_later(HEAD_SECONDS, self._end)

    def _end(self) -> None:
        self._head = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()

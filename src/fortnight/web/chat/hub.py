"""Who listens to what in this process, and how they are told that there is something new.

A topic is a name; what is told about it is one number, the newest. A listener that is slow misses nothing but numbers
in between: it is told the newest, and looks for itself. A hint (somebody is writing) is the opposite: it is worth
nothing later, so a slow listener keeps only the last few and the rest is lost. `tell` and `hint` may be called from any
thread; they never wait, and do nothing in a process that has no listeners.
"""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

_MOST_HINTS = 4


class Listener:
    """One open stream: the newest number it was told of, the last hints, and a bell."""

    __slots__ = ("_bell", "_hints", "_told", "ended", "number")

    def __init__(self) -> None:
        self.number = 0
        self.ended = False
        self._told = False
        self._hints: tuple[str, ...] = ()
        self._bell = asyncio.Event()

    def ring(self, number: int) -> None:
        """Tell a number; only from the loop of the listener."""
        self.number = max(self.number, number)
        self._told = True
        self._bell.set()

    def hint(self, text: str) -> None:
        """Add a hint; call it only from the listener's loop."""
        self._hints = (*self._hints, text)[-_MOST_HINTS:]
        self._bell.set()

    def take(self) -> tuple[bool, tuple[str, ...]]:
        """Whether there is something to look for, and the hints, since it was last asked."""
        taken = (self._told, self._hints)
        self._told, self._hints = False, ()
        return taken

    def end(self) -> None:
        """Say that nothing more will come."""
        self.ended = True
        self._bell.set()

    async def wait(self, seconds: float) -> bool:
        """Wait until it rings; False where it stayed quiet for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            return False
        self._bell.clear()
        return True


class Hub:
    """All listeners of a process, by topic."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._guard = threading.Lock()

    def attach(self, loop: asyncio.AbstractEventLoop | None) -> None:
        """The loop on which the streams run, or None when they have ended."""
        with self._guard:
            self._loop = loop

    @contextmanager
    def listening(self, *topics: str) -> Iterator[Listener]:
        """A listener to some topics, for as long as it is entered; only on the loop."""
        listener = Listener()
        for topic in topics:
            self._listeners[topic].add(listener)
        try:
            yield listener
        finally:
            for topic in topics:
                self._listeners[topic].discard(listener)
                if not self._listeners[topic]:
                    del self._listeners[topic]

    def tell(self, topic: str, number: int) -> None:
        """Tell everybody who listens to a topic that there is something up to a number."""
        with self._guard:
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._ring, topic, number)

    def hint(self, topic: str, text: str) -> None:
        """Pass a hint on to everybody who listens to a topic just now."""
        with self._guard:
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._pass_on, topic, text)

    def tell_all(self) -> None:
        """Have everybody look, where it is not known what was missed."""
        with self._guard:
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._ring_all)

    def end_all(self) -> None:
        """End every stream: the server stops."""
        with self._guard:
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.end()

    def __len__(self) -> int:
        return len({listener for listeners in self._listeners.values() for listener in listeners})

    def _ring(self, topic: str, number: int) -> None:
        for listener in self._listeners.get(topic, ()):
            listener.ring(number)

    def _pass_on(self, topic: str, text: str) -> None:
        for listener in self._listeners.get(topic, ()):
            listener.hint(text)

    def _ring_all(self) -> None:
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.ring(listener.number)


hub = Hub()

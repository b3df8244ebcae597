"""The door: a request is read whole, on the loop, before a page sees it; what ends early never happened.

Without it a page thread waits for the body of each request, so that four slow clients stop the site, and half a form,
cut by a bad line, is taken for the whole one. Here a body is bounded in size (by what its address takes), in time (by a
least rate), and in number (per client and in all). While it comes it is held in memory, of which large
bodies share so much: nothing of half a request touches the disk. One that is whole and large goes into a file without a
name.

What is refused is still answered in words: the page of it is made by Django, from a request without its body.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, MutableMapping
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any

from fortnight.web.accounts.bodies import FORM_BYTES, NOT_ALLOWED, REFUSED, TOO_LARGE, TOO_MANY, TOO_SLOW

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Page = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

_IN_MEMORY = 256 * 1024
_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a body may cost. Times in seconds, rates in bytes a second."""

    patience: float = 10.0
    least_rate: float = 1024.0
    of_one_client: int = 60
    in_all: int = 400
    large_in_all: int = 16
    large_bytes_in_all: int = 128 * 1024 * 1024
    long_form: int = 8 * 1024
    long_at_once: int = 1
    long_patience: float = 30.0
    thrown_away: int = 64 * 1024 * 1024


class BodyRefusedError(Exception):
    """A body that is not read to its end; `status` is what is answered."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class GoneError(Exception):
    """The client hung up before its request was whole."""


class Door:
    """An ASGI application in front of another one, to which it hands whole requests only."""

    def __init__(
        self,
        pages: Page,
        *,
        most_bytes: Callable[[str], int],
        may_send: Callable[[Any], bool],
        client: Callable[[Any], str],
        limits: Limits | None = None,
    ) -> None:
        """Stand in front of `pages`.

        `most_bytes` says what a path takes, `may_send` (called on a thread) whether who asks may bring more than
        a form, and `client` who it is that is counted.
        """
        self._pages = pages
        self._most_bytes = most_bytes
        self._may_send = may_send
        self._client = client
        self._limits = limits or Limits()
        self._reading: Counter[str] = Counter()
        self._large = 0
        self._large_bytes = 0
        self._lane = asyncio.Semaphore(self._limits.long_at_once)

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one request. One whose client hangs up while it is read is dropped: no page is asked, nothing said."""
        scope = {**scope, "headers": [pair for pair in scope["headers"] if b"_" not in pair[0]]}
        if scope["method"] == "HEAD":
            # The server sends no body to a HEAD; to a page it is a GET.
            scope["method"] = "GET"
        try:
            with await self._read(scope, receive) as body:
                async with self._turn(scope, body.tell()):
                    await self._pages(_measured(scope, body.tell()), _replayed(body, receive), send)
        except GoneError:
            return
        except BodyRefusedError as refused:
            await self._refuse(scope, receive, send, refused.status)

    @asynccontextmanager
    async def _turn(self, scope: Any, length: int) -> AsyncIterator[None]:
        """Let long forms wait for each other, so that pages have threads left. Raises: BodyRefusedError.

        A text of as many characters as a label may have can take a second to read, and a kind one is a few hundred.
        """
        if length <= self._limits.long_form or self._most_bytes(scope["path"]) > FORM_BYTES:
            yield
            return
        try:
            async with asyncio.timeout(self._limits.long_patience):
                await self._lane.acquire()
        except TimeoutError:
            raise BodyRefusedError(TOO_MANY) from None
        try:
            yield
        finally:
            self._lane.release()

    async def _read(self, scope: Any, receive: Receive) -> IO[bytes]:
        """The body of a request, read to its end, where the file stands. Raises: BodyRefusedError, GoneError."""
        length = _declared_length(scope)
        if not length and not _is_chunked(scope):
            # Nothing to come: the server has the end of the request in its hands already.
            return BytesIO()
        most = self._most_bytes(scope["path"])
        if length > most:
            raise BodyRefusedError(TOO_LARGE)
        large = most > FORM_BYTES and (length > FORM_BYTES or _is_chunked(scope))
        with self._counted(self._client(scope), large=large):
            if large and not await asyncio.to_thread(self._may_send, scope):
                raise BodyRefusedError(NOT_ALLOWED)
            pieces: list[bytes] = []
            try:
                size = await self._take(receive, pieces, most, large=large)
                if not _is_chunked(scope) and size != length:
                    raise GoneError
                return await _in_a_file(pieces, size)
            finally:
                self._large_bytes -= sum(map(len, pieces)) if large else 0

    async def _take(self, receive: Receive, pieces: list[bytes], most: int, *, large: bool) -> int:
        """Take what comes into the list of pieces; how many bytes came. Raises: BodyRefusedError, GoneError."""
        began = time.monotonic()
        size, more = 0, True
        while more:
            spent = time.monotonic() - began
            left = self._limits.patience + size / self._limits.least_rate - spent
            try:
                message = await asyncio.wait_for(receive(), max(left, 0.0))
            except TimeoutError:
                raise BodyRefusedError(TOO_SLOW) from None
            if message["type"] == "http.disconnect":
                raise GoneError
            piece = message.get("body", b"")
            size += len(piece)
            if size > most:
                raise BodyRefusedError(TOO_LARGE)
            if large and self._large_bytes + len(piece) > self._limits.large_bytes_in_all:
                raise BodyRefusedError(TOO_MANY)
            pieces.append(piece)
            self._large_bytes += len(piece) if large else 0
            more = message.get("more_body", False)
        return size

    @contextmanager
    def _counted(self, client: str, *, large: bool) -> Iterator[None]:
        """Count a body while it is read; only on the loop, so that nothing comes between. Raises: BodyRefusedError."""
        if (
            self._reading[client] >= self._limits.of_one_client
            or self._reading.total() >= self._limits.in_all
            or (large and self._large >= self._limits.large_in_all)
        ):
            raise BodyRefusedError(TOO_MANY)
        self._reading[client] += 1
        self._large += large
        try:
            yield
        finally:
            self._large -= large
            self._reading[client] -= 1
            if not self._reading[client]:
                del self._reading[client]

    async def _refuse(self, scope: Any, receive: Receive, send: Send, status: int) -> None:
        """Answer with the page of a status, then listen to the rest for a while: a browser reads no answer before.

        Whoever was too slow is not listened to any more.
        """
        refused = {**_measured(scope, 0), REFUSED: status}

        async def kept_open(message: Message) -> None:
            ends = message["type"] == "http.response.body" and not message.get("more_body", False)
            if not ends:
                await send(message)
                return
            await send({**message, "more_body": True})
            if status != TOO_SLOW:
                await self._throw_away(receive)
            await send({"type": "http.response.body", "body": b""})

        await self._pages(refused, _nothing, kept_open)

    async def _throw_away(self, receive: Receive) -> None:
        thrown = 0
        try:
            async with asyncio.timeout(self._limits.patience):
                while thrown < self._limits.thrown_away:
                    message = await receive()
                    thrown += len(message.get("body", b""))
                    if not message.get("more_body", False):
                        return
        except TimeoutError:
            return


def _header(scope: Any, key: bytes) -> bytes:
    return next((value for name, value in scope["headers"] if name == key), b"")


def _declared_length(scope: Any) -> int:
    length = _header(scope, b"content-length")
    return int(length) if length.isdigit() else 0


def _is_chunked(scope: Any) -> bool:
    return bool(_header(scope, b"transfer-encoding"))


def _measured(scope: Any, length: int) -> dict[str, Any]:
    """A scope with the length of its body, however the request declared it."""
    dropped = (b"content-length", b"transfer-encoding")
    headers = [pair for pair in scope["headers"] if pair[0] not in dropped]
    return {**scope, "headers": [*headers, (b"content-length", str(length).encode())]}


async def _in_a_file(pieces: list[bytes], size: int) -> IO[bytes]:
    """A whole body in a file that stands at its end: in memory where it is small, or where no disk takes it."""
    if size > _IN_MEMORY:
        with suppress(OSError):
            return await asyncio.to_thread(_on_disk, pieces)
    return _written(BytesIO(), pieces)


def _on_disk(pieces: list[bytes]) -> IO[bytes]:
    with ExitStack() as closed_on_error:
        file = closed_on_error.enter_context(TemporaryFile(buffering=0))
        _written(file, pieces)
        closed_on_error.pop_all()
    return file


def _written(file: IO[bytes], pieces: list[bytes]) -> IO[bytes]:
    file.write(b"".join(pieces))
    return file


def _replayed(body: IO[bytes], receive: Receive) -> Receive:
    """What a page receives: the whole body, piece by piece, then whatever the server says next."""
    size = body.tell()
    body.seek(0)
    over = False

    async def replay() -> Message:
        nonlocal over
        if over:
            return await receive()
        piece = body.read(_PIECE)
        over = body.tell() >= size
        return {"type": "http.request", "body": piece, "more_body": not over}

    return replay


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}

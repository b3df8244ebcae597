"""Hostile traffic, in a process of its own: `python -m bench.soak.strangers PORT LMTP_PORT SECONDS`.

Connections that hold what others need, bodies without an end, requests that are none, texts that are made to cost, and
mail. Each of them comes again as soon as it has been turned away. At the end it prints, as JSON, how often each came
and with which status it was answered; 0 is a connection that was closed without an answer.
"""

import asyncio
import json
import random
import signal
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from urllib.parse import urlencode

from fortnight.web.ground.environment import cookie
from tests.hostile import HEAD, MARKUP, TEXT, made_of

_TOKEN = "f" * 32
_PATIENCE_SECONDS = 60.0
_FORM = 24_000
_MAIL = 300_000
_HALF = b"GET / HTTP/1.1\r\nHost: x\r\nX-a: "
_FORM_HEAD = "Content-Type: application/x-www-form-urlencoded\r\n"
_ODD = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200 + b"\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: {host}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"\xff\xfe / HTTP/1.1\r\nHost: {host}\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\nCookie: " + b"a=b; " * 3_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\n" + b"X-a: b\r\n" * 2_000 + b"\r\n",
    b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nw=1",
    b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\nAccept-Language: " + b"a-b;q=0." * 500 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-For: " + b"1, " * 2_000 + b"\r\n\r\n",
    b"GET /today/ HTTP/1.1\r\nHost: {host}\r\nCookie: fortnight=\x00\x01;sessionid=' OR 1=1\r\n\r\n",
)
_PATHS = (
    *("/.env", "/wp-login.php", "/../../etc/passwd", "/%00", "/" + "a/" * 2_000, "/desk/", "/admin/", "/file/x"),
    *("/link/" + "a" * 500 + "/", "/advisor/stream/", "/desk/stream/", "/advisor/since/?number=" + "9" * 400),
    *("/clinic/look/" + "f" * 6 + "-" + "0" * 6 + ".css", "/static/../settings.py", "/me/data/download/", "/may/%E2"),
)
_FIELDS = (("/may/", "said"), ("/shelf/add/", "label"), ("/advisor/", "body"), ("/me/about/", "allergies"))


class Strangers:
    """Everybody who means harm, and what became of it."""

    def __init__(self, port: int, lmtp: int, seconds: float) -> None:
        self.answered: dict[str, Counter[int]] = {}
        self._port, self._lmtp = port, lmtp
        self._host = f"127.0.0.1:{port}"
        self._seconds = seconds
        self._over = False
        self._chance = random.Random(7)

    async def run(self) -> None:
        """Do all of it at once until the time is over."""
        several: Sequence[tuple[int, str, Callable[[], Awaitable[int]], float]] = (
            (400, "half a head", self._half_open, 0.0),
            (40, "stalled form", self._stalled, 0.0),
            (20, "form by drops", self._by_drops, 0.0),
            (5, "answer not read", self._deaf, 20.0),
            (3, "body too large", self._too_large, 2.0),
            (2, "body without an end", self._without_end, 2.0),
            (3, "odd request", self._odd, 0.5),
            (3, "odd address", self._odd_address, 0.5),
            (2, "costly text", self._costly, 1.0),
            (1, "sign-in of somebody", self._sign_in, 1.0),
            (1, "mail", self._mail, 5.0),
        )
        tasks = [
            asyncio.create_task(self._again(name, act, pause))
            for many, name, act, pause in several
            for _ in range(many)
        ]
        ended = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), self._seconds)
        self._over = True
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=_PATIENCE_SECONDS)

    async def _again(self, name: str, act: Callable[[], Awaitable[int]], pause: float) -> None:
        counts = self.answered.setdefault(name, Counter())
        await asyncio.sleep(self._chance.random() * max(5.0, pause))
        while not self._over:
            status = 0
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, ValueError):
                status = await asyncio.wait_for(act(), _PATIENCE_SECONDS)
            counts[status] += 1
            await asyncio.sleep(pause * (0.5 + self._chance.random()) or 0.05)

    async def _open(self, port: int = 0) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        # A few hundred network addresses, as of a small botnet.
        source = f"127.2.{self._chance.randrange(4)}.{self._chance.randrange(1, 250)}"
        return await asyncio.open_connection("127.0.0.1", port or self._port, local_addr=(source, 0))

    async def _send(self, *pieces: bytes, pause: float = 0.0) -> int:
        """Send something on a connection of its own, piece by piece; the status of the answer, 0 without one."""
        reader, writer = await self._open()
        try:
            for piece in pieces:
                writer.write(piece)
                # Whoever was refused is answered before everything is sent.
                with suppress(ConnectionError):
                    await writer.drain()
                if pause:
                    await asyncio.sleep(pause)
            return _status(await reader.readline())
        finally:
            writer.transport.abort()

    async def _half_open(self) -> int:
        return await self._send(_HALF)

    async def _stalled(self) -> int:
        return await self._send(self._head("/", 200_000), b"w=1")

    async def _by_drops(self) -> int:
        return await self._send(self._head("/may/", 200_000), *[b"said=a"] * 40, pause=1.0)

    async def _deaf(self) -> int:
        """Ask ten times, and read nothing until the other side has had enough."""
        _, writer = await self._open()
        try:
            writer.write(f"GET /signs/ HTTP/1.1\r\nHost: {self._host}\r\n\r\n".encode() * 10)
            await asyncio.sleep(40)
        finally:
            writer.transport.abort()
        return 0

    async def _too_large(self) -> int:
        return await self._send(self._head("/shelf/add/", 30_000_000), *[b"x" * 100_000] * 20)

    async def _without_end(self) -> int:
        chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
        head = f"POST /may/ HTTP/1.1\r\nHost: {self._host}\r\n{_FORM_HEAD}Transfer-Encoding: chunked\r\n\r\n"
        return await self._send(head.encode(), *[chunk] * 40)

    async def _odd(self) -> int:
        return await self._send(self._chance.choice(_ODD).replace(b"{host}", self._host.encode()))

    async def _odd_address(self) -> int:
        path = self._chance.choice(_PATHS)
        return await self._send(f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\n\r\n".encode())

    async def _costly(self) -> int:
        """A plan of a stranger, and forms that are nothing but one shape, as long as a label may be."""
        begin = {"when": "yesterday", "setting": "clinic", "needle_mm": "1.0", "zone": "UTC"}
        jar = await self._form("/", begin, "")
        status = 0
        for _ in range(10):
            path, name = self._chance.choice(_FIELDS)
            text = made_of(self._chance.choice(TEXT), _FORM)
            sent = self._posted(path, {name: text, "uid": "7f2c0c1e-8d1f-4a52-9f5e-0c6a1d1f7d11"}, jar)
            status = await self._send(sent)
            self.answered.setdefault("costly form", Counter())[status] += 1
            await asyncio.sleep(self._chance.random() * 2)
        return status

    async def _sign_in(self) -> int:
        who = f"{self._chance.getrandbits(32):x}@stranger.example"
        return await self._send(self._posted("/accounts/login/", {"email": who, "login": who}, ""))

    async def _form(self, path: str, fields: dict[str, str], jar: str) -> str:
        """Send a form; the cookies that came back."""
        reader, writer = await self._open()
        try:
            writer.write(self._posted(path, fields, jar))
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        finally:
            writer.transport.abort()
        lines = [line.partition(":")[2] for line in head.split("\r\n") if line.lower().startswith("set-cookie:")]
        return "; ".join(line.partition(";")[0].strip() for line in lines)

    def _posted(self, path: str, fields: dict[str, str], jar: str) -> bytes:
        body = urlencode({"csrfmiddlewaretoken": _TOKEN, **fields}).encode()
        return self._head(path, len(body), jar) + body

    def _head(self, path: str, length: int, jar: str = "") -> bytes:
        csrf = f"{cookie('csrf', at=f'http://{self._host}')}={_TOKEN}; {jar}"
        head = f"POST {path} HTTP/1.1\r\nHost: {self._host}\r\nCookie: {csrf}\r\n{_FORM_HEAD}"
        return f"{head}Content-Length: {length}\r\n\r\n".encode()

    async def _mail(self) -> int:
        """A mail that is nothing but one shape, in its head or in its words."""
        who = f"{self._chance.getrandbits(16):x}@stranger.example"
        named = f"From: {who}\nTo: reply@clinic.example\nMessage-ID: <{self._chance.getrandbits(64):x}@x>\n"
        head, text = self._chance.choice(
            (
                ("Content-Type: text/html; charset=utf-8\n\n", made_of(self._chance.choice(MARKUP), _MAIL)),
                ("\n", made_of(self._chance.choice(TEXT), _MAIL)),
                (f"References: {made_of(self._chance.choice(HEAD), 60_000)}\n\n", "hi"),
            )
        )
        lines = f"{named}{head}{text}".replace("\r", "").replace("\n.", "\n..").replace("\n", "\r\n")
        commands = (
            b"LHLO x\r\n",
            f"MAIL FROM:<{who}>\r\n".encode(),
            b"RCPT TO:<reply@clinic.example>\r\n",
            b"DATA\r\n",
        )
        reader, writer = await self._open(self._lmtp)
        try:
            await reader.readline()
            for line in commands:
                writer.write(line)
                while (await reader.readline())[3:4] == b"-":
                    pass
            writer.write(lines.encode("utf-8", "replace") + b"\r\n.\r\n")
            return int((await reader.readline())[:3])
        finally:
            writer.transport.abort()


def _status(line: bytes) -> int:
    words = line.split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def main() -> None:
    """Run, and print what became of it."""
    port, lmtp, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    strangers = Strangers(port, lmtp, seconds)
    asyncio.run(strangers.run())
    print(json.dumps({name: dict(counts) for name, counts in strangers.answered.items()}))


if __name__ == "__main__":
    main()

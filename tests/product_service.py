"""A service on this machine that speaks the Open Beauty Facts API over real HTTP, as well and as badly as one can.

What it says depends on the number asked for: `number(way)` is the barcode for each way of answering in `WAYS`.
"""

import gzip
import itertools
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from typing_extensions import override

LABEL = "Aqua, Glycerin, Retinol, Parfum"
# What a hostile service says: markup, signs that turn the direction of text, control signs, far too much of everything.
HOSTILE_NAME = "<img src=x onerror=alert(1)>\u202egnp.exe\x00\x1b[31m" + "A" * 50_000
HOSTILE_LABEL = "<script>document.title='gone'</script>, Aqua, Glycerin\u2066, {{ 7*7 }}, Retinol"


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_GET(self) -> None:
        """Answer as the number asks for."""
        number = urlsplit(self.path).path.removeprefix("/api/v2/product/").removesuffix(".json")
        self.server.asked.append((number, self.headers.get("User-Agent", "")))
        with suppress(ConnectionError):
            WAYS[WAY_OF.get(number, "unknown")](self, number)

    @override
    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def say(self, body: bytes, *, status: int = 200, **headers: str) -> None:
        """An answer with a body."""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body))}.items():
            self.send_header(name, headers.pop(name.replace("-", "_"), value))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)


def product(number: str, **more: Any) -> bytes:
    """The answer of the API for a product that it knows."""
    fields = {"code": number, "product_name": "Night Cream", "brands": "House of Dew,Dew", "ingredients_text": LABEL}
    return json.dumps({"status": 1, "code": number, "product": fields | more}).encode()


def _drip(handler: _Handler, text: bytes) -> None:
    """Say a text letter by letter and its last letter for minutes more, or until the service ends."""
    for letter in itertools.chain(text, itertools.repeat(text[-1], 3_000)):
        handler.wfile.write(bytes([letter]))
        handler.wfile.flush()
        if handler.server.over.wait(0.05):
            break


def _slow_head(handler: _Handler, number: str) -> None:
    _drip(handler, b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Waiting: a")


def _slow_body(handler: _Handler, number: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    _drip(handler, product(number) + b" ")


def _silent(handler: _Handler, number: str) -> None:
    handler.server.over.wait(150)


def _cut(handler: _Handler, number: str) -> None:
    handler.say(product(number)[:60], Content_Length="9999")


def _huge(handler: _Handler, number: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _ in range(64):
        handler.wfile.write(b" " * 64 * 1024)


def _elsewhere(handler: _Handler, number: str) -> None:
    handler.say(b"", status=302, Location=f"/api/v2/product/{NUMBER_OF['known']}.json")


WAYS: dict[str, Callable[[_Handler, str], None]] = {
    "known": lambda handler, number: handler.say(product(number)),
    "known too": lambda handler, number: handler.say(product(number, product_name="Rose Toner", brands="")),
    "without a list": lambda handler, number: handler.say(product(number, ingredients_text="")),
    "unknown": lambda handler, _: handler.say(b'{"status": 0, "status_verbose": "no"}', status=404),
    "unknown, politely": lambda handler, _: handler.say(b'{"status": "failure"}'),
    "hostile": lambda handler, number: handler.say(
        product(number, product_name=HOSTILE_NAME, ingredients_text=HOSTILE_LABEL)
    ),
    "out of order": lambda handler, _: handler.say(b"<h1>500</h1>", status=500, Content_Type="text/html"),
    "a page": lambda handler, _: handler.say(b"<h1>Log in to the hotel</h1>", Content_Type="text/html"),
    "no JSON": lambda handler, _: handler.say(b"{"),
    "too deep": lambda handler, _: handler.say(b"[" * 200_000),
    "a list": lambda handler, _: handler.say(b"[1, 2]"),
    "no text": lambda handler, number: handler.say(product(number, code=7)),
    "another": lambda handler, _: handler.say(product("4006381333931")),
    "packed": lambda handler, _: handler.say(gzip.compress(b" " * 10_000_000), Content_Encoding="gzip"),
    "slow to begin": _slow_head,
    "slow to end": _slow_body,
    "silent": _silent,
    "cut": _cut,
    "huge": _huge,
    "elsewhere": _elsewhere,
}


def _thirteen(place: int) -> str:
    """A barcode of our own range with its check digit."""
    digits = f"20000000{place:04d}"
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return digits + str(-total % 10)


NUMBER_OF = {way: _thirteen(place) for place, way in enumerate(WAYS, 1)}
WAY_OF = {number: way for way, number in NUMBER_OF.items()}


class ProductService:
    """The service while it is entered: its address, and what it was asked for by whom."""

    def __enter__(self) -> "ProductService":
        self._server = _Server()
        self.asked = self._server.asked
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.over.set()
        self._server.shutdown()
        self._server.server_close()

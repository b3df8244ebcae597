"""Somebody at the site, through whatever stands before it: with a plan, an address of their own, raw connections."""

import http.client
import re
import socket
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from fortnight.web.ground.environment import cookie
from tests.deploy.fronts import HERE, PATIENCE, SITE, Front

# Any token will do where the cookie and the form say the same.
_TOKEN = "f" * 32
_SECRET = re.compile(r"\bfortnight=([^;]+)")
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers by their names in small letters, and the text."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass
class Visitor:
    """A browser behind an address, 127.0.0.x, with the cookies that it was given."""

    front: Front
    source: str = HERE
    cookies: dict[str, str] = field(default_factory=lambda: {cookie("csrf", at=f"https://{SITE}"): _TOKEN})

    def head(self, **more: str) -> dict[str, str]:
        """The headers of a request."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Host": SITE, "Referer": f"https://{SITE}/", "Cookie": cookies, "Connection": "close", **more}

    def open(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Send a request; the answer to be read, which holds its connection."""
        line = http.client.HTTPConnection(SITE, timeout=PATIENCE)
        line.sock = self.front.connect(self.source)
        line.request(method, path, body, headers)
        return line.getresponse()

    def get(self, path: str, **headers: str) -> Answer:
        """Look at a page."""
        return _read(self.open("GET", path, None, self.head(**headers)))

    def post(self, path: str, headers: Mapping[str, str] | None = None, **fields: str) -> Answer:
        """Send a form."""
        body = urlencode({"csrfmiddlewaretoken": _TOKEN, **fields}).encode()
        return _read(self.open("POST", path, body, self.head(**{"Content-Type": _FORM, **(headers or {})})))

    def send_photo(self, path: str, photo: bytes) -> Answer:
        """Send a photo as a form with files does."""
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (("csrfmiddlewaretoken", _TOKEN), ("key", str(uuid.uuid4())))
        ]
        file = 'form-data; name="photo"; filename="cheek.jpg"\r\nContent-Type: image/jpeg'
        parts.append(f"--{edge}\r\nContent-Disposition: {file}\r\n\r\n")
        body = "".join(parts).encode() + photo + f"\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}", "Accept": "application/json"}
        return _read(self.open("POST", path, body, self.head(**kind)))

    def raw(self, path: str, headers: Mapping[str, str], body: bytes) -> socket.socket:
        """Send the head of a form and what there is of its body; the connection, which stays open."""
        head = "".join(
            f"{name}: {value}\r\n" for name, value in self.head(**{"Content-Type": _FORM, **headers}).items()
        )
        line = self.front.connect(self.source)
        line.sendall(f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        return line

    def message(self, body: str) -> int:
        """Write to the advisor, as the script of the page does; the status."""
        headers = {"Accept": "application/json"}
        return self.post("/advisor/", headers, uid=str(uuid.uuid4()), body=body).status


def with_a_plan(front: Front, source: str = HERE) -> Visitor:
    """Somebody who has begun a plan."""
    visitor = Visitor(front, source)
    begun = visitor.post("/", when="yesterday", setting="clinic", needle_mm="1.0", zone="UTC")
    secret = _SECRET.search(begun.headers.get("set-cookie", ""))
    assert secret, f"no plan was begun: {begun}"
    visitor.cookies[cookie(at=f"https://{SITE}")] = secret[1]
    return visitor


def _read(response: http.client.HTTPResponse) -> Answer:
    with response:
        headers: dict[str, str] = {}
        for name, value in response.getheaders():
            headers[name.lower()] = "; ".join(filter(None, (headers.get(name.lower()), value)))
        return Answer(response.status, headers, response.read().decode(errors="replace"))

"""The door holds behind nginx, Caddy and HAProxy, each from Debian with the file that is shipped, and behind none."""

import io
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from fortnight.web.accounts.bodies import FORM_BYTES, PHOTO, TOO_LARGE
from fortnight.web.chat.stream import MOST_OF_ONE
from tests.browser.server import Server, chromium
from tests.deploy.fronts import HERE, PATIENCE, PROXIES, SITE, Front, certificate, in_front, wait_until
from tests.deploy.visitor import Visitor, with_a_plan

NAMES = (*PROXIES, "none")
# Sends a file of so many bytes. The answer comes before its end, and is lost on who reads only afterwards.
_SENDS = """async (bytes) => {
    const form = new FormData()
    form.append("photo", new Blob([new Uint8Array(bytes)]), "cheek.jpg")
    const answer = await fetch("/advisor/files/", {method: "POST", body: form})
    const words = (await answer.text()).includes("Nothing was saved")
    return [performance.getEntriesByType("navigation")[0].nextHopProtocol, answer.status, words]
}"""


@pytest.fixture(scope="module", params=NAMES)
def front(request: pytest.FixtureRequest, site: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """What stands before the site: each proxy, and none."""
    with in_front(request.param, tmp_path_factory.mktemp(request.param), site.port) as ready:
        yield ready


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for which the site's name is this machine."""
    with sync_playwright() as play:
        rule = f"--host-resolver-rules=MAP {SITE} {HERE}"
        with play.chromium.launch(executable_path=chromium(), args=["--no-sandbox", rule]) as started:
            yield started


@pytest.fixture
def visitor(front: Front) -> Visitor:
    """Somebody with a plan."""
    return with_a_plan(front)


@pytest.fixture(scope="module")
def photo() -> bytes:
    """A photo of more than 1.2 MB, which nginx as it is installed does not let pass."""
    side, out = 1050, io.BytesIO()
    noise = os.urandom(3 * side * side)
    Image.frombytes("RGB", (side, side), noise).save(out, "JPEG", quality=95)
    assert len(out.getvalue()) > 1_200_000
    return out.getvalue()


@pytest.mark.parametrize("name", PROXIES)
def test_the_proxy_has_nothing_to_say_against_its_file(name: str, tmp_path: Path) -> None:
    certificate(tmp_path)
    checked = subprocess.run(
        PROXIES[name](tmp_path, 8000, 8443, 8080).check, capture_output=True, text=True, check=False
    )
    output = checked.stdout + checked.stderr
    assert checked.returncode == 0, output
    assert "[warn]" not in output.lower()
    assert "[WARNING]" not in output


def test_a_page_comes_whole_and_is_known_to_come_by_tls(front: Front) -> None:
    page = Visitor(front).get("/", **{} if front.context else {"X-Forwarded-Proto": "https"})
    assert page.status == 200
    assert "How long were the needles?" in page.text
    assert "strict-transport-security" in page.headers


def test_what_comes_without_tls_is_sent_to_it(front: Front) -> None:
    if not front.context:
        assert "strict-transport-security" not in Visitor(front).get("/").headers
        return
    line = HTTPConnection(HERE, front.plain, timeout=PATIENCE)
    line.request("GET", "/me/?a=1", headers={"Host": SITE})
    with line.getresponse() as answer:
        assert answer.status in {301, 308}
        assert (answer.headers["Location"] or "").startswith(f"https://{SITE}")
        assert (answer.headers["Location"] or "").endswith("/me/?a=1")
    line.close()


def test_a_large_photo_is_taken(visitor: Visitor, photo: bytes) -> None:
    assert visitor.send_photo("/advisor/files/", photo).status == 201


def test_a_form_larger_than_the_door_takes_is_refused_in_words(visitor: Visitor) -> None:
    form = visitor.post("/", when="x" * FORM_BYTES)
    assert (form.status, "Nothing was saved" in form.text) == (TOO_LARGE, True)


def test_a_browser_reads_why_a_file_is_too_large(front: Front, browser: Browser) -> None:
    with browser.new_context(ignore_https_errors=True) as context:
        page = context.new_page()
        page.goto(front.address)
        assert page.evaluate(_SENDS, PHOTO.most) == ["h2" if front.context else "http/1.1", TOO_LARGE, True]


def test_an_event_of_a_stream_arrives_while_the_stream_goes_on(visitor: Visitor) -> None:
    headers = visitor.head(Accept="text/event-stream", **{"Accept-Encoding": "gzip"})
    with visitor.open("GET", "/advisor/stream/", None, headers) as stream:
        assert stream.status == 200
        assert visitor.message("Is this redness usual?") == 201
        lines = iter(stream.readline, b"")
        assert next(line for line in lines if line.startswith(b"event:")) == b"event: upto\n"


def test_streams_that_their_readers_have_left_are_let_go(visitor: Visitor) -> None:
    def listens() -> int:
        with visitor.open("GET", "/advisor/stream/", None, visitor.head()) as stream:
            return stream.status

    with ExitStack() as held:
        for _ in range(MOST_OF_ONE):
            held.enter_context(visitor.open("GET", "/advisor/stream/", None, visitor.head()))
        assert listens() == 204
    wait_until(lambda: listens() == 200)


@pytest.mark.parametrize("chunked", [False, True])
def test_half_a_form_stores_nothing(visitor: Visitor, *, chunked: bool) -> None:
    fields = {"csrfmiddlewaretoken": "f" * 32, "uid": "6b0f6d0e-7f0c-4c39-8a3e-3f6f3b0a5a10", "body": "half a message"}
    half = urlencode(fields).encode()
    headers = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(len(half) + 10)}
    with visitor.raw("/advisor/", headers, b"%x\r\n%s\r\n" % (len(half), half) if chunked else half) as line:
        _hang_up(line)
    assert visitor.message("a whole message") == 201
    page = visitor.get("/advisor/").text
    assert "a whole message" in page
    assert "half a message" not in page


def _hang_up(line: socket.socket) -> None:
    """Send no more, and wait until the other side has noticed and ended as well."""
    line.shutdown(socket.SHUT_WR)
    with suppress(OSError):
        while line.recv(65_536):
            pass


def test_limits_count_the_address_that_somebody_has(front: Front) -> None:
    # Where no proxy stands although the settings say so, anybody is believed.
    names = ("X-Forwarded-For", "X_Forwarded_For") if front.context else ("X_Forwarded_For",)
    place = NAMES.index(front.name) + 1
    somebody, another = (with_a_plan(front, f"127.0.{net}.{place}") for net in (1, 2))

    def asks(visitor: Visitor, number: int) -> int:
        return visitor.post("/me/links/", dict.fromkeys(names, f"203.0.113.{number}")).status

    # Twice as many as an hour has, should one end just now.
    assert any(asks(somebody, number) == 429 for number in range(41))
    assert asks(another, 99) == 400


def test_a_header_with_an_underscore_is_not_taken_for_another(front: Front) -> None:
    forwarded = {} if front.context else {"X-Forwarded-Proto": "https"}
    page = Visitor(front).get("/", **{"X_Forwarded_Proto": "http", **forwarded})
    assert "strict-transport-security" in page.headers


def test_who_comes_from_outside_reads_nothing_of_how_the_parts_do(front: Front) -> None:
    assert Visitor(front).get("/healthz").status == 200
    assert (Visitor(front).get("/healthz/deep").status == 404) == bool(front.context)


def test_stalled_forms_hold_up_nobody(visitor: Visitor) -> None:
    stalled = Visitor(visitor.front, "127.0.3.1", visitor.cookies)
    with ExitStack() as slow:
        for _ in range(50):
            slow.enter_context(stalled.raw("/", {"Content-Length": "200000"}, b"when=1"))
        assert visitor.get("/healthz").status == 200
        assert visitor.message("Is this redness usual?") == 201

"""The door: what does not arrive whole never happened, and slow clients wait for themselves only."""

import asyncio
import errno
import re
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from typing_extensions import override
from uvicorn.config import Config
from uvicorn.server import ServerState

from fortnight.web.accounts.bodies import FORM_BYTES, NOT_ALLOWED, REFUSED, TOO_LARGE, TOO_MANY, TOO_SLOW
from fortnight.web.project import door as project_door
from fortnight.web.project.connections import Connection
from fortnight.web.project.door import Door, Limits

HOST = (b"host", b"localhost")
Events = list[dict[str, Any]]


class Pages:
    """Stands for the pages: keeps what it was handed, and answers it."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, Any], bytes]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        self.asked.append((scope, body))
        await send({"type": "http.response.start", "status": scope.get(REFUSED, 200), "headers": []})
        await send({"type": "http.response.body", "body": b"answer"})


def door(pages: Pages, *, most: int = FORM_BYTES, may: bool = True, limits: Limits | None = None) -> Door:
    return Door(
        pages,
        most_bytes=lambda _: most,
        may_send=lambda _: may,
        client=lambda _: "198.51.100.7",
        limits=limits or Limits(patience=5.0),
    )


def scope(*headers: tuple[bytes, bytes], method: str = "POST") -> dict[str, Any]:
    return {"type": "http", "method": method, "path": "/", "query_string": b"", "headers": [HOST, *headers]}


def knock(at: Door, request: dict[str, Any], *events: dict[str, Any]) -> Events:
    """Send a request and what arrives of its body; what is answered. After the events nothing comes any more."""

    async def go() -> Events:
        left, answers = list(events), []

        async def receive() -> dict[str, Any]:
            if not left:
                await asyncio.Event().wait()
            return left.pop(0)

        async def send(event: Any) -> None:
            answers.append(event)

        await at(request, receive, send)
        return answers

    return asyncio.run(go())


def part(body: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def length(of: bytes | int) -> tuple[bytes, bytes]:
    return b"content-length", str(of if isinstance(of, int) else len(of)).encode()


GONE = {"type": "http.disconnect"}


def test_a_body_in_parts_arrives_as_one() -> None:
    pages = Pages()
    answers = knock(door(pages), scope(length(9)), part(b"label=", more=True), part(b"abc"))
    assert [body for _, body in pages.asked] == [b"label=abc"]
    assert answers[0]["status"] == 200


@pytest.mark.parametrize("cut", [[part(b"label=Aqua", more=True), GONE], [GONE], [part(b"label=Aqua")]])
def test_what_ends_early_is_neither_taken_nor_answered(cut: Events) -> None:
    pages = Pages()
    assert knock(door(pages), scope(length(100)), *cut) == []
    assert not pages.asked


def test_a_body_without_a_length_gets_the_one_it_has() -> None:
    pages = Pages()
    knock(door(pages), scope((b"transfer-encoding", b"chunked")), part(b"lab", more=True), part(b"el"))
    ((seen, body),) = pages.asked
    assert body == b"label"
    assert [pair for pair in seen["headers"] if pair[0] in {b"content-length", b"transfer-encoding"}] == [length(5)]


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    pages = Pages()
    answers = knock(door(pages), scope(length(FORM_BYTES + 1)), part(b"x" * 10, more=True), GONE)
    assert [(seen[REFUSED], body) for seen, body in pages.asked] == [(TOO_LARGE, b"")]
    assert answers[0]["status"] == TOO_LARGE


def test_what_grows_too_large_on_its_way_is_refused() -> None:
    pages = Pages()
    pieces = [part(b"x" * 1000, more=True)] * 3
    knock(door(pages, most=2500), scope((b"transfer-encoding", b"chunked")), *pieces, GONE)
    assert [(seen[REFUSED], body) for seen, body in pages.asked] == [(TOO_LARGE, b"")]


def test_who_may_not_send_files_is_refused_before_they_are_read() -> None:
    pages = Pages()
    knock(door(pages, most=10_000_000, may=False), scope(length(5_000_000)), part(b"x", more=True), GONE)
    assert [(seen[REFUSED], body) for seen, body in pages.asked] == [(NOT_ALLOWED, b"")]


def test_a_large_file_of_who_may_send_it_arrives_whole() -> None:
    pages, photo = Pages(), bytes(range(256)) * 8000
    pieces = [part(photo[i : i + 60_000], more=True) for i in range(0, len(photo), 60_000)]
    knock(door(pages, most=10_000_000), scope(length(photo)), *pieces, part(b""))
    assert pages.asked[0][1] == photo


@pytest.mark.parametrize(("size", "files"), [(300_000, 1), (200_000, 0)])
def test_only_what_is_whole_and_large_goes_to_the_disk(monkeypatch: pytest.MonkeyPatch, size: int, files: int) -> None:
    opened: list[int] = []

    def recorded(**options: Any) -> Any:
        opened.append(len(opened))
        return tempfile.TemporaryFile(**options)

    monkeypatch.setattr(project_door, "TemporaryFile", recorded)
    pages, photo = Pages(), b"x" * size
    halves = [part(photo[: size // 2], more=True), part(photo[size // 2 :], more=True)]
    assert knock(door(pages, most=10_000_000), scope(length(size + 1)), *halves, GONE) == []
    assert not opened
    knock(door(pages, most=10_000_000), scope(length(size)), *halves, part(b""))
    assert (len(opened), pages.asked[0][1]) == (files, photo)


def test_what_no_disk_takes_is_handed_on_from_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**options: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(project_door, "TemporaryFile", full)
    pages, photo = Pages(), b"x" * 300_000
    knock(door(pages, most=10_000_000), scope(length(len(photo))), part(photo))
    assert pages.asked[0][1] == photo


def test_large_bodies_share_so_much_memory_and_give_it_back() -> None:
    pages, photo = Pages(), b"x" * 300_000
    at = door(pages, most=10_000_000, limits=Limits(patience=5.0, large_bytes_in_all=400_000))
    for _ in range(2):
        knock(at, scope(length(len(photo))), part(photo))
    answers = knock(at, scope(length(500_000)), part(photo, more=True), part(b"x" * 200_000))
    assert answers[0]["status"] == TOO_MANY
    knock(at, scope(length(len(photo))), part(photo))
    assert [len(body) for _, body in pages.asked] == [300_000, 300_000, 0, 300_000]


def test_what_does_not_go_on_is_given_up() -> None:
    pages = Pages()
    slow = Limits(patience=0.05, least_rate=1024.0)
    answers = knock(door(pages, limits=slow), scope(length(100)), part(b"label=A", more=True))
    assert [seen[REFUSED] for seen, _ in pages.asked] == [TOO_SLOW]
    assert answers[0]["status"] == TOO_SLOW


def test_one_client_sends_only_so_much_at_once() -> None:
    pages = Pages()
    answers = knock(door(pages, limits=Limits(patience=5.0, of_one_client=0)), scope(length(3)), part(b"a=b"))
    assert answers[0]["status"] == TOO_MANY
    assert pages.asked[0][1] == b""


def test_a_header_with_an_underscore_is_nobodys() -> None:
    pages = Pages()
    knock(door(pages), scope((b"x_forwarded_for", b"203.0.113.9"), (b"x-forwarded-for", b"198.51.100.7"), method="GET"))
    assert pages.asked[0][0]["headers"][:2] == [HOST, (b"x-forwarded-for", b"198.51.100.7")]


def test_head_is_get_to_a_page() -> None:
    pages = Pages()
    knock(door(pages), scope(method="HEAD"))
    assert pages.asked[0][0]["method"] == "GET"


@pytest.mark.django_db
@pytest.mark.parametrize("status", [NOT_ALLOWED, TOO_SLOW, TOO_LARGE, TOO_MANY])
def test_what_was_not_read_is_answered_in_words_and_reaches_no_view(client: Client, status: int) -> None:
    of_the_door: dict[str, Any] = {"asgi.scope": {REFUSED: status}}
    page = client.post("/", {"when": "today"}, **of_the_door)
    assert page.status_code == status
    assert "This did not arrive" in page.content.decode()
    scripted = client.post("/advisor/", headers={"accept": "application/json"}, **of_the_door)
    assert scripted.status_code == status
    assert scripted.json()["wrong"]


def views(of: URLResolver) -> Iterator[Callable[..., Any]]:
    for entry in of.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.callback
        else:
            yield from views(entry)


def test_each_view_that_reads_files_says_how_large_they_may_be() -> None:
    root = Path(__file__).parents[2] / "src" / "fortnight" / "web"
    reading = re.compile(r"request\.FILES|uploads\.(?:kept|ahead)\(|_taken\(request|_files_kept\(request")
    marked = {view.__module__ for view in views(get_resolver()) if getattr(view, "most_bytes", 0)}
    reads = {
        "fortnight.web." + ".".join(path.relative_to(root).with_suffix("").parts)
        for path in root.rglob("*views.py")
        if reading.search(path.read_text())
    }
    assert reads <= marked


@pytest.mark.parametrize("ends", ["head", "unread"])
def test_a_wait_without_an_end_has_one(monkeypatch: pytest.MonkeyPatch, ends: str) -> None:
    monkeypatch.setattr("fortnight.web.project.connections.HEAD_SECONDS", 0.05)
    monkeypatch.setattr("fortnight.web.project.connections.UNREAD_SECONDS", 0.05)
    sent = b"GET / HTTP/1.1\r\nHost: x\r\nX-a: " if ends == "head" else b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 2
    assert asyncio.run(_ended(sent, answer=b"x" * 50_000_000))


async def _ended(sent: bytes, answer: bytes) -> bool:
    """Whether the server ends a connection on which this is sent and nothing is read; it waits as long as it takes."""

    async def application(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": answer, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    config = Config(application, log_config=None, access_log=False)
    config.load()
    state, lost = ServerState(), asyncio.Event()

    class Watched(Connection):
        @override
        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            lost.set()

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Watched(config, state, {}), "127.0.0.1", 0)
    async with server:
        with closing(socket.create_connection(server.sockets[0].getsockname())) as client:
            client.sendall(sent)
            await asyncio.wait_for(lost.wait(), 60)
    return True


def test_a_connection_too_many_is_ended_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "most", -1)
    assert asyncio.run(_ended(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", answer=b""))


def _together(at: Door, *bodies: bytes) -> list[int]:
    """Send forms at once, to pages that do not answer before all who may are with them; the statuses."""

    async def go() -> list[int]:
        statuses: list[int] = []

        async def one(body: bytes) -> None:
            async def receive() -> dict[str, Any]:
                return part(body)

            async def send(event: Any) -> None:
                if event["type"] == "http.response.start":
                    statuses.append(event["status"])

            await at(scope(length(body)), receive, send)

        await asyncio.gather(*map(one, bodies))
        return statuses

    return asyncio.run(go())


class _Busy(Pages):
    """Pages that take a while, and count how many are asked at once."""

    most = now = 0

    @override
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        for _ in range(20):
            await asyncio.sleep(0)
        await super().__call__(scope, receive, send)
        self.now -= 1


def test_long_forms_wait_for_each_other_and_short_ones_for_nobody() -> None:
    limits = Limits(patience=5.0, long_form=100)
    long, short = _Busy(), _Busy()
    assert _together(door(long, limits=limits), *[b"x" * 101] * 4) == [200] * 4
    assert _together(door(short, limits=limits), *[b"x" * 100] * 4) == [200] * 4
    assert (long.most, short.most) == (1, 4)


def test_photos_do_not_wait_for_long_forms() -> None:
    pages = _Busy()
    _together(door(pages, most=10_000_000, limits=Limits(patience=5.0, long_form=100)), *[b"x" * 101] * 4)
    assert pages.most == 4


def test_a_long_form_that_waits_too_long_is_told_to_come_again() -> None:
    limits = Limits(patience=5.0, long_form=100, long_at_once=0, long_patience=0.01)
    assert _together(door(Pages(), limits=limits), b"x" * 101) == [TOO_MANY]

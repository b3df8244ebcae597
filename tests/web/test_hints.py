"""Typing and presence, as hints only; and the streams they come by: who hears what, and how many one may hold open."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection, connections
from django.test import Client

from fortnight.web.accounts.models import AuditLine, Person, User
from fortnight.web.chat import hints, stream
from fortnight.web.chat.hub import Hub, Listener, hub
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.news import behind, start_ears
from tests.web.desk import advisor_called, write

Visitor = tuple[Person, Client]


@pytest.fixture
def noor(db: None) -> tuple[User, Client]:
    """An advisor and their browser."""
    return advisor_called("Noor")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Every hint that is passed on: its topic, and what it says."""
    passed_on: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(hints, "hint", lambda topic, words: passed_on.append((topic, json.loads(words))))
    vars(hints)["_last"].clear()
    return passed_on


def test_that_an_advisor_writes_is_told_to_the_person_and_to_colleagues(
    visitor: Visitor, noor: tuple[User, Client], heard: list[Any]
) -> None:
    row = write(visitor[0])
    assert noor[1].post(f"/desk/{row.key}/hint/", {"does": "writing"}).status_code == 204
    assert heard == [
        (behind(row.key), {"from": str(noor[0].pk), "name": "Noor", "does": "writing"}),
        (str(row.key), {"from": "desk", "name": "Noor", "does": "writing"}),
    ]


@pytest.mark.parametrize("does", ["looking", "noting"])
def test_who_looks_or_writes_a_note_is_told_to_colleagues_alone(
    visitor: Visitor, noor: tuple[User, Client], heard: list[Any], does: str
) -> None:
    row = write(visitor[0])
    noor[1].post(f"/desk/{row.key}/hint/", {"does": does})
    assert [topic for topic, _ in heard] == [behind(row.key)]


def test_that_the_person_writes_is_told_to_the_desk_alone(visitor: Visitor, heard: list[Any]) -> None:
    assert visitor[1].post("/advisor/hint/").status_code == 204
    assert heard == [], "nobody listens where nothing was said"
    row = write(visitor[0])
    assert visitor[1].post("/advisor/hint/").status_code == 204
    assert heard == [(behind(row.key), {"from": "person", "name": "", "does": "writing"})]


def test_a_hint_writes_nothing_and_one_that_comes_too_soon_is_dropped(
    visitor: Visitor,
    noor: tuple[User, Client],
    heard: list[Any],
    django_assert_num_queries: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hints, "_APART_SECONDS", 1000.0)
    row = write(visitor[0])
    before = (AuditLine.objects.count(), Conversation.objects.values().get())
    for _ in range(50):
        noor[1].post(f"/desk/{row.key}/hint/", {"does": "looking"})
    assert len(heard) == 1
    assert (AuditLine.objects.count(), Conversation.objects.values().get()) == before
    with django_assert_num_queries(0):
        hints.from_desk(row, user=noor[0], does=hints.Does.LOOKING)


@pytest.mark.parametrize("does", ["", "dancing", "writing\x00"])
def test_an_odd_hint_is_none(visitor: Visitor, noor: tuple[User, Client], heard: list[Any], does: str) -> None:
    assert noor[1].post(f"/desk/{write(visitor[0]).key}/hint/", {"does": does}).status_code == 204
    assert heard == []


def test_switched_off_nothing_is_said_and_nothing_is_lost(
    visitor: Visitor, noor: tuple[User, Client], heard: list[Any], settings: LazySettings
) -> None:
    settings.HINTS = False
    row = write(visitor[0])
    assert noor[1].post(f"/desk/{row.key}/hint/", {"does": "writing"}).status_code == 204
    assert visitor[1].post("/advisor/hint/").status_code == 204
    assert heard == []
    for page in (noor[1].get(f"/desk/{row.key}/"), visitor[1].get("/advisor/")):
        assert "hints.js" not in page.content.decode()
        assert "data-hint" not in page.content.decode()
    settings.HINTS = True
    assert "hints.js" in visitor[1].get("/advisor/").content.decode()


def test_a_slow_listener_loses_hints_and_no_number() -> None:
    async def slow() -> tuple[bool, tuple[str, ...], int]:
        listener = Listener()
        listener.ring(3)
        for number in range(100):
            listener.hint(f"hint {number}")
        listener.ring(7)
        assert await listener.wait(1)
        return *listener.take(), listener.number

    is_new, last_hints, number = asyncio.run(slow())
    assert (is_new, number) == (True, 7)
    assert last_hints == ("hint 96", "hint 97", "hint 98", "hint 99")


def test_a_listener_to_two_topics_hears_both_and_leaves_nothing_behind() -> None:
    async def listen() -> tuple[int, int, tuple[str, ...]]:
        own_hub = Hub()
        own_hub.attach(asyncio.get_running_loop())
        with own_hub.listening("a", "b") as listener:
            held = len(own_hub)
            await asyncio.to_thread(own_hub.hint, "b", "words")
            await asyncio.to_thread(own_hub.hint, "c", "not for you")
            assert await listener.wait(1)
            heard_hints = listener.take()[1]
        return held, len(own_hub), heard_hints

    assert asyncio.run(listen()) == (1, 0, ("words",))


class Line:
    """A browser that holds a stream open, spoken to as the server does."""

    def __init__(self, path: str, cookies: str) -> None:
        self.said: list[str] = []
        self.status = 0
        self.gone, self.more = asyncio.Event(), asyncio.Event()
        headers = [(b"host", b"testserver"), (b"cookie", cookies.encode())]
        self.scope = {
            "type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers,
            "client": ("203.0.113.7", 5000), "server": ("testserver", 80), "scheme": "http", "root_path": "",
        }  # fmt: skip
        self.task = asyncio.create_task(stream.stream(self.scope, self.receive, self.send))

    async def receive(self) -> dict[str, str]:
        """The browser goes when it is told to."""
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, event: dict[str, Any]) -> None:
        """What the server sends."""
        self.status = event.get("status", self.status)
        self.said.append(event.get("body", b"").decode())
        self.more.set()

    async def until(self, words: str) -> None:
        """Wait until some words have come."""
        async with asyncio.timeout(5):
            while words not in "".join(self.said):
                self.more.clear()
                await self.more.wait()

    async def end(self) -> None:
        """Leave."""
        self.gone.set()
        async with asyncio.timeout(5):
            await self.task


def cookies_of(browser: Client) -> str:
    return "; ".join(f"{name}={cookie.value}" for name, cookie in browser.cookies.items())


def streaming(journey: Callable[[], Awaitable[None]]) -> None:
    """Run a journey on a loop that the streams know."""

    async def run() -> None:
        hub.attach(asyncio.get_running_loop())
        try:
            await journey()
        finally:
            hub.attach(None)

    asyncio.run(run())


@pytest.mark.django_db(transaction=True)
def test_the_person_hears_of_their_conversation_and_nothing_behind_it(visitor: Visitor) -> None:
    noor = advisor_called("Noor")[1]
    row = write(visitor[0])
    theirs, ours = cookies_of(visitor[1]), cookies_of(noor)
    key = str(row.key)

    async def journey() -> None:
        person = Line("/advisor/stream/", theirs)
        await person.until("data: 1")
        desk = Line(f"/desk/stream/{key}/", ours)
        await desk.until("data: 1")
        hub.hint(behind(key), '{"does": "looking"}')
        hub.tell(behind(key), 0)
        hub.hint(key, '{"does": "writing"}')
        for line in (person, desk):
            await line.until('event: hint\ndata: {"does": "writing"}')
        await desk.until("looking")
        assert "looking" not in "".join(person.said)
        assert "".join(person.said).count("event: upto") == 1
        for line in (person, desk):
            await line.end()

    streaming(journey)
    assert len(hub) == 0


@pytest.mark.django_db(transaction=True)
def test_the_inbox_has_a_stream_for_staff_alone(visitor: Visitor) -> None:
    write(visitor[0])
    noor, theirs = cookies_of(advisor_called("Noor")[1]), cookies_of(visitor[1])
    weak = Client()
    user = User.objects.create_user("kim@example.org", is_staff=True)
    weak.force_login(user, backend="fortnight.web.accounts.backend.Backend")

    async def journey() -> None:
        inbox = Line("/desk/stream/", noor)
        await inbox.until("event: upto")
        hub.tell("desk", 12)
        await inbox.until("data: 12")
        await inbox.end()
        for cookies in (theirs, cookies_of(weak), ""):
            refused = Line("/desk/stream/", cookies)
            await refused.task
            assert refused.status == 204
        odd = Line(f"/desk/stream/{'-' * 36}/", noor)
        await odd.task
        assert odd.status == 204

    streaming(journey)


@pytest.mark.django_db(transaction=True)
def test_one_person_holds_no_thousand_streams(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MOST_OF_ONE", 3)
    write(visitor[0])
    theirs, ours = cookies_of(visitor[1]), cookies_of(advisor_called("Noor")[1])

    async def journey() -> None:
        lines = []
        for _ in range(3):
            lines.append(Line("/advisor/stream/", theirs))
            await lines[-1].until("event: upto")
        fourth = Line("/advisor/stream/", theirs)
        await fourth.task
        other = Line("/desk/stream/", ours)
        assert (fourth.status, fourth.said) == (204, ["", ""])
        await other.until("event: upto")
        monkeypatch.setattr(stream, "MOST_AT_AN_ADDRESS", 4)
        fifth = Line("/desk/stream/", ours)
        await fifth.task
        assert fifth.status == 204, "behind one address there are no more either"
        for line in (*lines, other):
            await line.end()
        again = Line("/advisor/stream/", theirs)
        await again.until("event: upto")
        await again.end()

    streaming(journey)


@pytest.mark.django_db(transaction=True)
def test_what_happens_behind_a_conversation_rings_the_desk_and_not_the_person(visitor: Visitor) -> None:
    noor = advisor_called("Noor")[1]
    row = write(visitor[0])
    theirs, ours = cookies_of(visitor[1]), cookies_of(noor)
    stop = start_ears()

    def posted(path: str, sent: dict[str, str]) -> None:
        noor.post(path, sent)
        connections.close_all()

    async def journey() -> None:
        paths = (("/advisor/stream/", theirs), (f"/desk/stream/{row.key}/", ours), ("/desk/stream/", ours))
        lines = []
        for path, cookies in paths:
            lines.append(Line(path, cookies))
            await lines[-1].until("event: upto")
        person, desk, inbox = lines
        # Let a listener to the other processes settle, where there is one.
        await asyncio.sleep(0.5 if connection.vendor == "postgresql" else 0)
        before = ["".join(line.said).count("event: upto") for line in (person, desk, inbox)]
        for way, sent in (("note", {"body": "x"}), ("snooze", {"until": "soon"}), ("tags", {"tags": "a"})):
            await asyncio.to_thread(posted, f"/desk/{row.key}/{way}/", sent)
        await asyncio.to_thread(posted, f"/desk/{row.key}/hint/", {"does": "looking"})
        await desk.until('"does": "looking"')
        after = ["".join(line.said).count("event: upto") for line in (person, desk, inbox)]
        assert after[0] == before[0], "the person's page hears nothing of it"
        assert after[1] > before[1]
        assert after[2] > before[2]
        for line in (person, desk, inbox):
            await line.end()

    vars(hints)["_last"].clear()
    try:
        streaming(journey)
    finally:
        stop()

"""A disk that is full: what was said to be stored is there, what could not be is told in words, and it goes on after.

The installation, and its PostgreSQL where it has one, lie on a small disk of their own in memory. It is filled to the
last byte while people write; the server is killed on the full disk, and room is made again. Where this account may not
mount a disk, the files of the server are held to the size that they have by then, which a program meets as the same
refusal to write. PostgreSQL is left out there.
"""

import json
import resource
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from tests.faults.installation import Installation, Outcome, installed, wait_until
from tests.faults.people import TOKEN, Session, newcomer, say

_MEGABYTES = 400
_STORED = "SELECT number, body FROM chat_message ORDER BY number"
_WORDS = "Words that are given back " + "y" * 3_000
_LONG = "x" * 3_000
_FULL, _OUR_FAULT, _OK = 503, 500, 200


def run(*, postgres: bool, messages: int = 40) -> Outcome:
    """Do it: so many messages before, at least as many on a disk that is being filled, so many after."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="fortnight-faults-") as place, ExitStack() as rooms:
        mounted = rooms.enter_context(_small_disk(Path(place)))
        if not mounted and postgres:
            return Outcome("disk full", "PostgreSQL, no disk may be mounted here", done=False)
        house = rooms.enter_context(installed(postgres=postgres, room=Path(place)))
        house.server.start()
        session, _ = newcomer(house.server)
        stored = dict(_said(house, session, messages, wrong, "before"))
        with _full(house, mounted=mounted):
            _fill_log(house)
            waiting = _on_a_full_disk(house, session, stored, wrong)
            if mounted:
                house.kill()
        _goes_on(house, session, stored, waiting, wrong)
        stored |= _said(house, session, messages, wrong, "after")
        rows = house.query(_STORED)
        wrong += [f"lost: {number}" for number, body in stored.items() if (number, body) not in rows][:3]
        if [number for number, _ in rows] != list(range(1, len(rows) + 1)) or len(rows) != len(stored):
            wrong.append(f"{len(rows)} rows for {len(stored)} messages that were said to be stored")
        how = "a disk of its own" if mounted else "files held to their size, since no disk may be mounted here"
        about = f"{house.kind}, {how}, {len(stored)} messages, {len(waiting)} refused meanwhile"
    return Outcome("disk full", about, tuple(wrong))


def _said(
    house: Installation, session: Session, messages: int, wrong: list[str], when: str
) -> Iterator[tuple[int, str]]:
    for place in range(messages):
        body = f"{when} {place}"
        status, number, answer = say(house.server.port, session, body)
        if not number:
            wrong.append(f"{when}: {status} {answer[:80]}")
            return
        yield number, body


def _on_a_full_disk(house: Installation, session: Session, stored: dict[int, str], wrong: list[str]) -> dict[str, str]:
    """Write until nothing is stored any more; the messages that were refused, by their id."""
    refused: dict[str, str] = {}
    for place in range(400):
        uid, body = f"00000000-0000-4000-8000-{place:012d}", f"full {place} {_LONG}"
        status, number, answer = say(house.server.port, session, body, uid)
        if number:
            stored[number] = body
            continue
        refused[uid] = body
        if status != _FULL or not json.loads(answer or "{}").get("wrong"):
            wrong.append(f"a message on a full disk is answered {status} {answer[:120]!r}")
            break
        if len(refused) >= 3:
            break
    if not refused:
        wrong.append("the disk was never full")
    wrong += _pages_on_a_full_disk(house, session)
    return refused


def _pages_on_a_full_disk(house: Installation, session: Session) -> list[str]:
    """What is wrong with the pages. A PostgreSQL that cannot write into its log ends, and no page can be made then."""
    kindly = (_OK, _FULL) if house.database else (_OK,)
    wrong = []
    status, page = _page(house, "/healthz")
    if status != _FULL or not any(word in page for word in ("full", "failing")):
        wrong.append(f"/healthz on a full disk: {status} {page[:120]!r}")
    for path, who in (("/signs/", None), ("/today/", session)):
        status, page = _page(house, path, who)
        if status not in kindly or (status == _FULL and "do not wait" not in page):
            wrong.append(f"{path} is answered {status} on a full disk")
    status, page = _page(house, "/advisor/", session, {"uid": str(uuid.uuid4()), "body": _WORDS})
    if status != _FULL or _WORDS not in page:
        wrong.append(f"words that were sent as a form do not come back: {status}")
    return wrong


def _goes_on(
    house: Installation, session: Session, stored: dict[int, str], waiting: dict[str, str], wrong: list[str]
) -> None:
    """There is room again: it starts where it was ended, and what was refused is sent once more, as the page does."""
    if house.server.process is None:
        if house.database:
            house.database.restart()
        house.server.start()
    wait_until(lambda: _page(house, "/healthz")[0] == _OK, "health after there is room")
    for uid, body in waiting.items():
        status, number, answer = say(house.server.port, session, body, uid)
        if not number:
            wrong.append(f"there is room, and a message is answered {status} {answer[:80]!r}")
        stored[number] = body


def _page(
    house: Installation, path: str, session: Session | None = None, form: dict[str, str] | None = None
) -> tuple[int, str]:
    line = HTTPConnection("127.0.0.1", house.server.port, timeout=60)
    head = {"Cookie": session.cookies} if session else {}
    body = None if form is None else urlencode({"csrfmiddlewaretoken": TOKEN, **form})
    if body is not None:
        head["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(line), suppress(OSError, HTTPException):
        line.request("GET" if body is None else "POST", path, body, head)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    return 0, ""


@contextmanager
def _small_disk(place: Path) -> Iterator[bool]:
    """Mount a small disk at a place for a block; whether this account may."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}m,mode=0755", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def _full(house: Installation, *, mounted: bool) -> Iterator[None]:
    """For a block there is no room at all: a file takes all that is left of the disk."""
    if not mounted:
        with _held_to_size(house):
            yield
        return
    filler = house.room / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1_000_000, 4096, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    try:
        yield
    finally:
        filler.unlink()


def _fill_log(house: Installation) -> None:
    """Have PostgreSQL write into its log until it cannot, since it has room set aside there."""
    with suppress(psycopg.Error):
        while house.database:
            house.query("SELECT pg_logical_emit_message(true, 'fill', repeat('x', 1000000))")


@contextmanager
def _held_to_size(house: Installation) -> Iterator[None]:
    """No file of the server may grow beyond the largest that it has."""
    process = house.server.process
    assert process
    sizes = [path.stat().st_size for path in house.data.rglob("*") if path.is_file()]
    before = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (max(sizes), before[1]))
    try:
        yield
    finally:
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, before)

"""Live streams: how soon 1,000 listeners are told, beside a bare ASGI event stream; what 5,000 idle ones cost.

Ours and the bare one run in one process each, under the same uvicorn, with the listeners in another process. What is
told is told in the server's process; the listeners write down when it arrives, on the same clock. The bare stream keeps
a queue a listener and knows nobody. Figures are taken in turns, so that a busy moment meets both.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_LISTENERS = 1_000
_IDLE = 5_000
_TELLS = 30
_TURNS = 3
_PAUSE = 0.12

# The listeners: connect, say how many are in, write down each event with its moment, say them at the end.
_LISTEN = """
import asyncio, json, sys, time
port, count, path, cookie = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
got = []
async def one(who, ready):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\\r\\nHost: localhost\\r\\nCookie: {cookie}\\r\\n\\r\\n".encode())
    await reader.readuntil(b"\\r\\n\\r\\n")
    ready()
    while line := await reader.readline():
        if line.startswith(b"data: "):
            got.append((who, int(line[6:]), time.monotonic()))
async def main():
    left = [count]
    all_in = asyncio.Event()
    def ready():
        left[0] -= 1
        left[0] or all_in.set()
    gate = asyncio.Semaphore(64)
    tasks = []
    for who in range(count):
        tasks.append(asyncio.create_task(one(who, ready)))
        if len(tasks) % 50 == 0: await asyncio.sleep(0.02)
    await all_in.wait()
    await asyncio.sleep(1)
    print("in", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    print(json.dumps(got), flush=True)
asyncio.run(main())
"""


class _Bare:
    """The least that an event stream can be: a queue for each listener."""

    def __init__(self) -> None:
        self.queues: set[asyncio.Queue[int]] = set()
        self.loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await _lifespan(receive, send)
            return
        self.loop = asyncio.get_running_loop()
        queue: asyncio.Queue[int] = asyncio.Queue()
        self.queues.add(queue)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
        await send({"type": "http.response.body", "body": b"\n", "more_body": True})
        while True:
            body = f"data: {await queue.get()}\n\n".encode()
            await send({"type": "http.response.body", "body": body, "more_body": True})

    def tell(self, number: int) -> None:
        """Tell everybody."""
        assert self.loop
        self.loop.call_soon_threadsafe(lambda: [queue.put_nowait(number) for queue in self.queues])


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return


def _serve(application: Any) -> tuple[Any, int]:
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    server = uvicorn.Server(uvicorn.Config(application, log_config=None, access_log=False, timeout_graceful_shutdown=1))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return server, int(listening.getsockname()[1])


def _listeners(port: int, count: int, path: str, cookie: str) -> "subprocess.Popen[str]":
    line = [sys.executable, "-c", _LISTEN, str(port), str(count), path, cookie]
    process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline().strip() == "in"
    return process


def _delays(process: "subprocess.Popen[str]", tell: Callable[[int], None], first: int) -> list[float]:
    """Milliseconds from telling a number until a listener heard of it, of every listener and every number.

    An event says "up to this number", so a listener that hears 8 before it was given 7 has heard of 7 as well.
    """
    sent_at = {}
    for number in range(first, first + _TELLS):
        sent_at[number] = time.monotonic()
        tell(number)
        time.sleep(_PAUSE)
    output, _ = process.communicate("done\n", timeout=60)
    heard: dict[int, list[tuple[int, float]]] = {}
    for who, number, at in json.loads(output):
        heard.setdefault(who, []).append((number, at))
    return [
        (min(at for upto, at in events if upto >= number) - sent_at[number]) * 1000
        for events in heard.values()
        for number in sent_at
        if any(upto >= number for upto, _ in events)
    ]


def _resident() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    return next(float(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def _ours() -> tuple[Any, str, str]:
    """Our application with one conversation; its topic, and the cookie that opens it."""
    from fortnight.web.project.serve import install

    install()
    from django.utils import timezone

    from fortnight.web.accounts.actions import begin, start_treatment
    from fortnight.web.accounts.entrance import COOKIE
    from fortnight.web.accounts.queries import clinic
    from fortnight.web.chat.actions import conversation_with
    from fortnight.web.project.asgi import application

    person, secret = begin(clinic=clinic(), zone="UTC", language="en", country="", user=None)
    start_treatment(person, date=timezone.now().date(), setting="clinic", needle_mm=None)
    return application, str(conversation_with(person).key), f"{COOKIE}={secret}"


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as room:
        os.environ["FORTNIGHT_DATA"] = room
        application, topic, cookie = _ours()
        from fortnight.web.chat import stream
        from fortnight.web.chat.hub import hub
        from fortnight.web.chat.stream import PERSON

        # All listeners here are one person behind one address, which outside of this room may hold twenty.
        stream.MOST_OF_ONE = stream.MOST_AT_AN_ADDRESS = 2 * _IDLE

        _server, port = _serve(application)
        bare = _Bare()
        _other, bare_port = _serve(bare)
        ours_ms: list[float] = []
        bare_ms: list[float] = []
        for turn in range(_TURNS):
            first = 1 + turn * _TELLS
            bare_ms += _delays(_listeners(bare_port, _LISTENERS, "/", ""), bare.tell, first)
            bare.queues.clear()
            listening = _listeners(port, _LISTENERS, PERSON, cookie)
            ours_ms += _delays(listening, lambda number: hub.tell(topic, number), first)
        print(f"telling {_LISTENERS} listeners, milliseconds, {_TURNS * _TELLS} times")
        for name, share in (("p50", 0.5), ("p99", 0.99)):
            floor, ours = (_share(each, share) for each in (bare_ms, ours_ms))
            ratio = f"{ours / floor:6.2f} x the floor, at most 1.5"
            print(f"  {name} floor (a bare event stream)            {floor:8.1f}")
            print(f"  {name} fortnight                              {ours:8.1f}   {ratio}")
        assert len(ours_ms) == _TURNS * _TELLS * _LISTENERS, f"{len(ours_ms)} were heard of"
        time.sleep(2)
        before, threads = _resident(), threading.active_count()
        idle = _listeners(port, _IDLE, PERSON, cookie)
        each = (_resident() - before) / _IDLE
        print(f"\n{_IDLE} idle streams\n  memory of each, KB                         {each:8.1f}   at most 20")
        print(f"  threads more than before                   {threading.active_count() - threads:8d}   none each")
        idle.kill()
        os._exit(0)


def _share(values: list[float], share: float) -> float:
    return statistics.quantiles(values, n=100)[int(share * 100) - 1]


if __name__ == "__main__":
    main()

"""A kept connection: how long `/healthz` takes on one that is open, beside a bare uvicorn with TCP_NODELAY and without.

The bare application answers the same few bytes in two pieces, as every page comes; one of its sockets has TCP_NODELAY
as ours does, the other is as uvicorn makes it for itself. All three are asked in turns in the same run.
"""

import asyncio
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

_TIMES = 300
_PATIENCE_SECONDS = 120.0
_BARE = "--bare"


async def bare(scope: Any, receive: Any, send: Any) -> None:
    """Answer a few bytes, with the body in a piece of its own."""
    if scope["type"] != "http":
        return
    del receive
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"3")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok\n"})


def _serve_bare(port: int, *, no_delay: bool) -> None:
    import uvicorn

    listening = socket.create_server(("127.0.0.1", port))
    if no_delay:
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server = uvicorn.Server(uvicorn.Config(bare, log_level="error", access_log=False, lifespan="off"))
    asyncio.run(server.serve(sockets=[listening]))


@contextmanager
def _started(*command: str, port: int) -> Iterator[http.client.HTTPConnection]:
    """A server in a process of its own, with a connection to it that stays open."""
    with tempfile.TemporaryDirectory(prefix="fortnight-bench-") as folder:
        environment = {**os.environ, "FORTNIGHT_DATA": f"{folder}/data"}
        server = subprocess.Popen(
            [sys.executable, *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield _connected(port)
        finally:
            server.terminate()
            server.wait()


def _connected(port: int) -> http.client.HTTPConnection:
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
        try:
            _asked(connection)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return connection


def _asked(connection: http.client.HTTPConnection) -> float:
    """Milliseconds from the request to the end of its answer."""
    began = time.perf_counter()
    connection.request("GET", "/healthz")
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise OSError(f"/healthz answers {answer.status}")
    return (time.perf_counter() - began) * 1000


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def main() -> None:
    """Print the median and the 99th percentile of each, and ours as a multiple of the bare one."""
    ports = [_free_port() for _ in range(3)]
    commands = (
        ("fortnight", ("-m", "fortnight.cli", "serve", "--port", str(ports[0]))),
        ("bare uvicorn, TCP_NODELAY", ("-m", "bench.kept", _BARE, str(ports[1]), "1")),
        ("bare uvicorn as it is", ("-m", "bench.kept", _BARE, str(ports[2]), "0")),
    )
    with ExitStack() as running:
        open_ones = [
            (name, running.enter_context(_started(*command, port=port)))
            for (name, command), port in zip(commands, ports, strict=True)
        ]
        took: dict[str, list[float]] = {name: [] for name, _ in open_ones}
        for _ in range(_TIMES):
            for name, connection in open_ones:
                took[name].append(_asked(connection))
    medians = {name: statistics.median(times) for name, times in took.items()}
    floor = medians["bare uvicorn, TCP_NODELAY"]
    print(f"\n/healthz on a kept connection, milliseconds, {_TIMES} requests each in turns")
    for name, times in took.items():
        last = sorted(times)[int(len(times) * 0.99)]
        print(f"  {name:28} median {medians[name]:7.2f}  p99 {last:7.2f}  {medians[name] / floor:6.1f} x")


if __name__ == "__main__":
    if sys.argv[1:2] == [_BARE]:
        _serve_bare(int(sys.argv[2]), no_delay=sys.argv[3] == "1")
    else:
        main()

"""A bad line between the people and the servers: it cuts, loses answers, hangs, sends twice, late and out of order.

Every connection carries one request. What happens to it is drawn from a seeded chance, so that a run can be repeated.
"""

import random
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType

PATIENCE = 4.0
_SILENCE = 2.0
_LARGEST = 65536


class BadLine:
    """A line on a port of its own that leads to other ports, to one of them by chance for each request."""

    # What may happen to a request, and how often.
    FATES = (
        ("cut before it arrives", 0.03),
        ("answer lost", 0.04),
        ("half open before it arrives", 0.003),
        ("half open after it arrived", 0.003),
        ("half of it arrives", 0.004),
        ("sent twice", 0.03),
        ("late", 0.05),
        ("fine", 0.84),
    )

    def __init__(self, to: Sequence[int], seed: int) -> None:
        self._to = tuple(to)
        self._chance = random.Random(seed)
        self._guard = threading.Lock()
        self.happened = dict.fromkeys((name for name, _ in self.FATES), 0)
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = int(self._listening.getsockname()[1])
        self._ended = threading.Event()

    def __enter__(self) -> "BadLine":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        self._listening.close()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(client, self._fate()), daemon=True).start()

    def _fate(self) -> str:
        with self._guard:
            names, shares = zip(*self.FATES, strict=True)
            fate = self._chance.choices(names, shares)[0]
            self.happened[fate] += 1
            return str(fate)

    def _carry(self, client: socket.socket, fate: str) -> None:
        with client, suppress(OSError):
            client.settimeout(PATIENCE)
            request = _whole(client)
            self._happens(client, request, fate)

    def _happens(self, client: socket.socket, request: bytes, fate: str) -> None:
        """What becomes of one request. A half-open line is one whose other end is gone and has not said so."""
        match fate:
            case "cut before it arrives":
                return
            case "half open before it arrives":
                time.sleep(_SILENCE)
                return
            case "half open after it arrived":
                self._deliver(request)
                time.sleep(_SILENCE)
                return
            case "half of it arrives":
                self._deliver(request[: len(request) // 2], patience=_SILENCE)
                return
            case "late":
                time.sleep(self._chance.random() / 5)
            case "sent twice":
                threading.Thread(target=self._deliver, args=(request,), daemon=True).start()
            case _:
                pass
        answer = self._deliver(request)
        if fate != "answer lost":
            client.sendall(answer)

    def _deliver(self, request: bytes, patience: float = PATIENCE) -> bytes:
        to = self._chance.choice(self._to)
        with suppress(OSError), socket.create_connection(("127.0.0.1", to), timeout=PATIENCE) as server:
            server.settimeout(patience)
            server.sendall(request)
            got = b""
            while piece := server.recv(_LARGEST):
                got += piece
            return got
        return b""


def _whole(client: socket.socket) -> bytes:
    """A whole request: its head, and as much of a body as the head says."""
    got = b""
    while b"\r\n\r\n" not in got:
        piece = client.recv(_LARGEST)
        if not piece:
            return got
        got += piece
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        piece = client.recv(_LARGEST)
        if not piece:
            break
        body += piece
    return head + b"\r\n\r\n" + body

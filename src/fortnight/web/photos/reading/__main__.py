"""`python -m fortnight.web.photos.reading`: waits on its standard input for pictures to read, and answers by lines.

A request is one line of JSON, {"read": "label" or "barcode", "picture": path}, and so is its answer. The process ends
when its input closes, or when nobody has asked for a while. With `prepare` it takes one file of bytes instead, gives
back a line about it and the clean picture, and ends. Neither may reach a network: a photo does not leave the house.
"""

import json
import resource
import select
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

_BYTES_FOR_PREPARING = 1024 * 1024 * 1024
_SECONDS_FOR_PREPARING = 20


def _stay_inside(event: str, _: Any) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise PermissionError("reading photos needs no network")


def _prepare() -> None:
    """One file from standard input: what is wrong with it, or a line with its length and the clean picture."""
    from fortnight.web.ground.photo_limits import MOST_BYTES
    from fortnight.web.photos.reading.pictures import prepared

    resource.setrlimit(resource.RLIMIT_AS, (_BYTES_FOR_PREPARING, _BYTES_FOR_PREPARING))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS_FOR_PREPARING, _SECONDS_FOR_PREPARING))
    result = prepared(sys.stdin.buffer.read(MOST_BYTES + 1))
    if isinstance(result, bytes):
        sys.stdout.buffer.write(json.dumps({"bytes": len(result)}).encode() + b"\n" + result)
    else:
        sys.stdout.buffer.write(json.dumps({"refused": result}).encode() + b"\n")


class _Reading:
    """Answers requests; what reads labels is loaded when the first label comes."""

    def __init__(self) -> None:
        self._recogniser: Any = None

    def answer(self, request: dict[str, str]) -> dict[str, Any]:
        """The answer to one request."""
        path = Path(request["picture"])
        if request["read"] == "barcode":
            from fortnight.web.photos.reading.barcodes import read_barcode

            return {"number": read_barcode(path) or ""}
        if self._recogniser is None:
            from fortnight.web.photos.reading.recognise import Recogniser

            self._recogniser = Recogniser()
        return asdict(self._recogniser.read(path))


def _read(idle_seconds: float) -> None:
    reading = _Reading()
    while select.select([sys.stdin], [], [], idle_seconds)[0]:
        line = sys.stdin.readline()
        if not line:
            return
        try:
            answer = reading.answer(json.loads(line))
        except (ValueError, OSError, KeyError, RuntimeError, MemoryError) as error:
            answer = {"failed": type(error).__name__}
        answer["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.addaudithook(_stay_inside)
    if sys.argv[1:2] == ["prepare"]:
        _prepare()
    else:
        _read(float(sys.argv[1]) if sys.argv[1:] else 180.0)

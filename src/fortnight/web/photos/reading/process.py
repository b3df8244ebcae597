"""The site's side of reading: starts the process that reads when it is first needed, asks it, and outlives it.

The process gets an empty environment, so that it knows no secret, and may not use the network. It ends by itself after
a few idle minutes, and when the site ends. Whatever happens to it is a `ReadingFailedError` here and nothing else.
"""

import json
import logging
import select
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import fortnight
from fortnight.web.photos.reading.model import PhotoReading, PhotoRefusal, PhotoTrouble

log = logging.getLogger("fortnight.photos")
_MODULE = "fortnight.web.photos.reading"
_SOURCE = Path(fortnight.__file__).resolve().parents[1]
_IDLE_SECONDS = 180
_PATIENCE_SECONDS = 120
_PREPARING_SECONDS = 25
_ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONNOUSERSITE": "1"}
_PREPARING = threading.BoundedSemaphore(2)


class ReadingFailedError(Exception):
    """The process that reads did not answer: it died, or took too long, or could not open the picture."""


def prepare(data: bytes) -> bytes | PhotoRefusal:
    """A clean picture from the bytes somebody sent, or why they are refused. Decoded in a process of its own.

    Two at a time, each with a limit of memory and time: a file that exceeds them is refused as too many pixels.
    """
    with _PREPARING:
        try:
            done = subprocess.run(
                [sys.executable, "-m", _MODULE, "prepare"],
                input=data,
                capture_output=True,
                cwd=_SOURCE,
                env=_ENVIRONMENT,
                timeout=_PREPARING_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return PhotoRefusal.TOO_MANY_PIXELS
    head, _, picture = done.stdout.partition(b"\n")
    if done.returncode or not head:
        return PhotoRefusal.TOO_MANY_PIXELS
    about = json.loads(head)
    return PhotoRefusal(about["refused"]) if "refused" in about else picture


class Reader:
    """Asks the process that reads, one photo at a time."""

    def __init__(self, *, idle_seconds: float = _IDLE_SECONDS, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._idle_seconds = idle_seconds
        self._patience_seconds = patience_seconds
        self.peak_mb = 0

    def label(self, picture: Path) -> PhotoReading:
        """The text on a photo of a label. Raises: ReadingFailedError."""
        answer = self._ask({"read": "label", "picture": str(picture)})
        return PhotoReading(
            blocks=tuple(tuple(lines) for lines in answer["blocks"]),
            score=answer["score"],
            trouble=PhotoTrouble(answer["trouble"]) if answer["trouble"] else None,
            turned=answer["turned"],
        )

    def barcode(self, picture: Path) -> str:
        """The thirteen digits of the barcode on a photo, or "". Raises: ReadingFailedError."""
        return str(self._ask({"read": "barcode", "picture": str(picture)})["number"])

    def stop(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    @property
    def runs(self) -> bool:
        """Whether the process is there at this moment."""
        return self._process is not None and self._process.poll() is None

    def _ask(self, request: dict[str, str]) -> dict[str, Any]:
        with self._lock:
            fresh = not self.runs
            try:
                line = self._exchange(request)
            except (BrokenPipeError, EOFError) as error:
                self._end()
                if fresh:
                    raise ReadingFailedError("the process died") from error
                return self._ask_anew(request)
        return self._answer(line)

    def _ask_anew(self, request: dict[str, str]) -> dict[str, Any]:
        """Ask once more: the process may just have left for being idle."""
        try:
            return self._answer(self._exchange(request))
        except (BrokenPipeError, EOFError) as error:
            self._end()
            raise ReadingFailedError("the process died") from error

    def _answer(self, line: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(line)
        self.peak_mb = answer.get("peak_mb", 0)
        if "failed" in answer:
            raise ReadingFailedError(str(answer["failed"]))
        return answer

    def _exchange(self, request: dict[str, str]) -> str:
        """One line there, one line back. Raises: EOFError where it ended, ReadingFailedError where it hangs."""
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        if not select.select([process.stdout], [], [], self._patience_seconds)[0]:
            self._end()
            raise ReadingFailedError("it took too long")
        line = process.stdout.readline()
        if not line:
            raise EOFError
        return line

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", _MODULE, str(self._idle_seconds)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_SOURCE,
                env=_ENVIRONMENT,
                text=True,
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close(pipe)
        process.kill()
        process.wait()


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        log.info("the process that reads had ended")


reader = Reader()

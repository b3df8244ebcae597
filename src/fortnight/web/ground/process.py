"""A process for data of strangers: it gets no secret and no network, a limit of memory, and one of time for each job.

What goes there and comes back are frames of bytes; the first is JSON, and nothing that comes back is run or unpickled.
The process starts when it is first asked, ends when nobody has asked for a while, and with the site. Whatever happens
to it is a `BurstError` here and nothing else: the next job gets a fresh one.
"""

import atexit
import json
import os
import resource
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import fortnight

Frames = list[bytes]
_SOURCE = Path(fortnight.__file__).resolve().parents[1]
_ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONNOUSERSITE": "1"}
_COUNT = struct.Struct(">I")
_LENGTH = struct.Struct(">Q")
_MOST_FRAMES = 10_000
_PIECE = 1 << 20


class BurstError(Exception):
    """A job did not come to its end: it took too much time or memory, or its process died. The text says which."""


class _LeftError(Exception):
    """The process has ended by itself, for want of jobs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a process may use: seconds of the processor and on the wall for one job, bytes of memory, idle seconds."""

    cpu_seconds: int
    wall_seconds: float
    memory_bytes: int
    idle_seconds: float = 60.0


class Worker:
    """The site's side: asks the process `python -m module`, one job at a time."""

    def __init__(self, module: str, allowance: Allowance) -> None:
        self._module = module
        self._allowance = allowance
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.stop)

    def ask(self, frames: Sequence[bytes]) -> Frames:
        """The frames that answer these. Raises: BurstError."""
        with self._lock:
            try:
                return self._asked(frames)
            except _LeftError:
                self._end()
            try:
                return self._asked(frames)
            except _LeftError:
                self._end()
                raise BurstError("the process does not stay") from None

    def stop(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _asked(self, frames: Sequence[bytes]) -> Frames:
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise _LeftError
        try:
            write_frames(process.stdin, frames)
            answer = read_frames(_Patient(process.stdout, self._allowance.wall_seconds))
        except TimeoutError:
            self._end()
            raise BurstError("it took too long") from None
        except (BrokenPipeError, EOFError):
            raise self._why(process) from None
        failed = json.loads(answer[0]).get("failed")
        if failed:
            self._end()
            raise BurstError(str(failed))
        return answer

    def _why(self, process: subprocess.Popen[bytes]) -> Exception:
        """What the end of the process means: it left by itself, or a limit ended it."""
        left = process.wait()
        self._end()
        return BurstError(f"the process was ended ({left})") if left else _LeftError()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            allowed = self._allowance
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module, str(allowed.cpu_seconds), str(allowed.memory_bytes),
                 str(allowed.idle_seconds)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_SOURCE,
                env=_ENVIRONMENT,
            )  # fmt: skip
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.communicate()


class _Patient:
    """A pipe that is read for so many seconds and no longer."""

    def __init__(self, pipe: IO[bytes], seconds: float) -> None:
        self._number = pipe.fileno()
        self._until = time.monotonic() + seconds

    def read(self, count: int) -> bytes:
        """What comes next, at most so many bytes. Raises: TimeoutError."""
        left = max(self._until - time.monotonic(), 0.0)
        if not select.select([self._number], [], [], left)[0]:
            raise TimeoutError
        return os.read(self._number, min(count, _PIECE))


def write_frames(pipe: IO[bytes], frames: Sequence[bytes]) -> None:
    """Send frames: their number, then each behind its length."""
    pipe.write(_COUNT.pack(len(frames)))
    for frame in frames:
        pipe.write(_LENGTH.pack(len(frame)))
        pipe.write(frame)
    pipe.flush()


def read_frames(pipe: Any) -> Frames:
    """The frames that come next. Raises: EOFError where the pipe ends before they are whole."""
    (count,) = _COUNT.unpack(_exactly(pipe, _COUNT.size))
    if count > _MOST_FRAMES:
        raise EOFError
    return [_exactly(pipe, _LENGTH.unpack(_exactly(pipe, _LENGTH.size))[0]) for _ in range(count)]


def _exactly(pipe: Any, count: int) -> bytes:
    parts = []
    while count:
        part = pipe.read(count)
        if not part:
            raise EOFError
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def serve(work: Callable[[Frames], Frames], arguments: Sequence[str]) -> None:
    """The other side, in the process: do one job after the other until nobody asks any more.

    Memory is bounded for good, the time of the processor for each job; what bursts it ends the process.
    """
    cpu_seconds, memory_bytes, idle_seconds = int(arguments[0]), int(arguments[1]), float(arguments[2])
    sys.addaudithook(_stay_inside)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Unbuffered, so that what waits is seen by `select`.
    incoming, outgoing = os.fdopen(0, "rb", buffering=0), sys.stdout.buffer
    while select.select([incoming], [], [], idle_seconds)[0]:
        try:
            frames = read_frames(incoming)
        except EOFError:
            return
        _begin_to_count(cpu_seconds)
        try:
            answer = work(frames)
        except Exception as error:  # whatever it is, the site is told, and goes on
            answer = [json.dumps({"failed": type(error).__name__}).encode()]
        write_frames(outgoing, answer)


def _begin_to_count(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def _stay_inside(event: str, _: Any) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise PermissionError("this process needs no network")

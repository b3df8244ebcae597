"""Our own commands as processes of their own, on a data folder of their own, with what came of it in its rows."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.installed import BEGIN, copied, shared

_PATIENCE_SECONDS = 60


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a process of ours."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("FORTNIGHT_", "DJANGO_"))}
    return {**inherited, "FORTNIGHT_DATA": str(folder), **settings}


def command(*words: str) -> list[str]:
    """A command of ours, to be started."""
    return [sys.executable, "-m", "fortnight.cli", *words]


def begin(folder: Path) -> None:
    """Make an installation in a folder, or go on with the one that is there, as a start of the site does."""
    subprocess.run(BEGIN, env=environment(folder), check=True, capture_output=True)


def begun(folder: Path, temporary: pytest.TempPathFactory) -> Path:
    """A folder that does not exist yet becomes a copy of an installation that was made once for this run."""
    return copied(folder, shared(temporary), environment(folder))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def running(folder: Path, port: int, *words: str, **settings: str) -> Iterator["subprocess.Popen[str]"]:
    """A command that listens on a port, until the end of the block."""
    with subprocess.Popen(
        command(*words), env=environment(folder, **settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            wait_for(port)
            yield process
        finally:
            process.kill()


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nobody listens")


def rows(folder: Path, ask: str) -> list[tuple[object, ...]]:
    """What stands in the rows of a folder."""
    with closing(sqlite3.connect(folder / "fortnight.sqlite3", timeout=600)) as database:
        return list(database.execute(ask))


def wait_until(folder: Path, ask: str, answer: object) -> None:
    """Wait until the first value of the first row is this."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while (value := rows(folder, ask)[0][0]) != answer:
        assert time.monotonic() < until, f"{value!r} instead of {answer!r}"
        time.sleep(0.1)

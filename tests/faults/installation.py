"""An installation that harm is done to: its folder, its database, its server, and its commands as processes."""

import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.browser.server import ROOT, Server
from tests.faults.people import ADDRESS
from tests.faults.postgres import Postgres

PATIENCE = 300.0
_LOOK = 0.005
_BEGIN = "from fortnight.web.project.serve import install; install()"


@dataclass(frozen=True)
class Outcome:
    """What a scenario came to: its name, what was seen, and what was wrong; nothing where all went well."""

    name: str
    about: str
    wrong: tuple[str, ...] = ()
    done: bool = True

    @property
    def line(self) -> str:
        """One line about it."""
        end = "nothing lost" if self.done else "not done"
        return f"{self.name}: {self.about}; " + ("; ".join(f"WRONG: {fault}" for fault in self.wrong) or end)


class Installation:
    """A folder, a server that may run on it, and its rows, in SQLite or in a PostgreSQL of its own."""

    def __init__(self, room: Path, database: Postgres | None, **settings: str) -> None:
        self.room = room
        self.data = room / "data"
        self.database = database
        defaults = {
            "FORTNIGHT_SECRET": secrets.token_urlsafe(64),
            "FORTNIGHT_PROXIES": "1",
            "FORTNIGHT_ADDRESS": ADDRESS,
        }
        settings = {**defaults, **settings}
        self.server = Server(room, FORTNIGHT_DATABASE=database.address if database else "", **settings)
        self.kind = "PostgreSQL" if database else "SQLite"

    def begin(self) -> None:
        """Make it, as the first start of the site does."""
        command = [sys.executable, "-c", _BEGIN]
        subprocess.run(command, cwd=ROOT, env=self.server.environment, check=True, capture_output=True)

    def process(self, *words: str) -> "subprocess.Popen[str]":
        """Start a command of Fortnight on it, to be harmed."""
        command = [sys.executable, "-m", "fortnight.cli", *words]
        out = subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, env=self.server.environment, stdout=out, stderr=out, text=True)

    def shell(self, code: str) -> str:
        """Run some code of its operator; the last line of what it prints."""
        lines = self.server.manage("shell", "--no-imports", "-c", code).strip().splitlines()
        return lines[-1] if lines else ""

    def query(self, text: str) -> list[tuple[Any, ...]]:
        """What stands in its rows just now; the database may be written to meanwhile, and so may the text say."""
        if self.database:
            with psycopg.connect(self.database.address, autocommit=True) as line:
                cursor = line.execute(text.encode())
                return list(cursor.fetchall()) if cursor.description else []
        file = self.data / "fortnight.sqlite3"
        with closing(sqlite3.connect(file, timeout=60, isolation_level=None)) as rows:
            return list(rows.execute(text))

    def kill(self) -> None:
        """Kill its server with its worker, as a power cut does."""
        process = self.server.process
        assert process
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        self.server.process = None


@contextmanager
def installed(*, postgres: bool, room: Path | None = None, **settings: str) -> Iterator[Installation]:
    """An installation for the time of a block; it is not begun yet."""
    with ExitStack() as rooms:
        place = room or Path(rooms.enter_context(tempfile.TemporaryDirectory(prefix="fortnight-faults-")))
        database = rooms.enter_context(Postgres(place)) if postgres else None
        house = Installation(place, database, **settings)
        rooms.callback(house.server.stop)
        yield house


def kill_when(process: "subprocess.Popen[Any]", reached: Callable[[], bool]) -> bool:
    """Kill a process as soon as something is reached; whether it was, before the process ended by itself."""
    while process.poll() is None:
        if reached():
            process.kill()
            process.communicate()
            return True
        time.sleep(_LOOK)
    process.communicate()
    return False


def wait_until(reached: Callable[[], bool], what: str) -> None:
    """Wait for something. Raises: AssertionError where it does not come."""
    until = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < until, f"{what} did not come"
        time.sleep(0.1)

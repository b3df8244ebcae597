"""A PostgreSQL of its own for a run under faults, which can be killed as by a power cut and comes up again.

It takes the usual care of its disk but the last sync, which only a fault of the whole machine would need.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType

import psycopg

from tests.browser.server import free_port

_PATIENCE = 30.0
_PLACES = "/usr/lib/postgresql/*/bin/postgres"


class Postgres:
    """A server in a folder, on a port of this machine. `address` is that of its one database."""

    def __init__(self, folder: Path) -> None:
        self._programs = _found()
        self._folder = folder / "postgres"
        self._folder.mkdir()
        self._owner = "postgres" if os.geteuid() == 0 else None
        if self._owner:
            for path in (folder, self._folder):
                path.chmod(0o755)
            account = pwd.getpwnam(self._owner)
            os.chown(self._folder, account.pw_uid, account.pw_gid)
        self._port = free_port()
        self._word = secrets.token_hex(8)
        self.address = f"postgresql://fortnight:{self._word}@127.0.0.1:{self._port}/postgres"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Postgres":
        word = self._folder / "word"
        word.write_text(self._word)
        word.chmod(0o644)
        command = [
            str(self._programs / "initdb"),
            f"--pgdata={self._folder / 'data'}",
            "--username=fortnight",
            "--no-sync",
        ]
        command += [
            "--username=fortnight",
            f"--pwfile={word}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]
        subprocess.run(command, check=True, capture_output=True, user=self._owner, cwd=self._folder)
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end(signal.SIGINT)

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [
            str(self._programs / "postgres"),
            "-D",
            str(self._folder / "data"),
            "-h",
            "127.0.0.1",
            "-p",
            str(self._port),
        ]
        command += ["-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "shared_buffers=64MB"]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdout=quiet, stderr=quiet, user=self._owner, cwd=self._folder)
        until = time.monotonic() + _PATIENCE
        while not self._answers():
            assert time.monotonic() < until, "PostgreSQL did not start"
            time.sleep(0.05)

    def restart(self) -> None:
        """End at once, every connection with it and nothing tidied up, and come up again."""
        self._end(signal.SIGQUIT)
        self.start()

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.address, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE)
            self._process = None


def _found() -> Path:
    """The folder of PostgreSQL's programs: the newest of Debian's, or where the one on the path is."""
    installed = sorted(Path("/").glob(_PLACES.lstrip("/")))
    on_path = shutil.which("postgres")
    program = installed[-1] if installed else Path(on_path) if on_path else None
    assert program, "PostgreSQL is not here. On Debian: apt-get install postgresql"
    return program.parent

"""The real site for the browser tests: its own process, its own empty folder, its own port, nothing of debugging."""

import http
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
# A start on a busy machine takes long, and fails no test by that.
PATIENCE = 300.0


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`fortnight serve` on a folder of its own. It can be stopped and started again, as after a cut of the line."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.data = folder / "data"
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("FORTNIGHT_", "DJANGO_"))}
        source = str(ROOT / "src")
        self.environment = kept | {
            "PYTHONPATH": source,
            "FORTNIGHT_DATA": str(self.data),
            "FORTNIGHT_ADDRESS": self.address,
            **settings,
        }
        self.database = self.data / "fortnight.sqlite3"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until the site says that it is well."""
        command = [sys.executable, "-m", "fortnight.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while not self.well():
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise AssertionError(f"the site did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.1)

    def well(self) -> bool:
        """Whether the site answers."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            asked.request("GET", "/healthz")
            return asked.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            asked.close()

    def manage(self, *command: str) -> str:
        """Run a management command on this installation, as its operator does; what it prints."""
        line = [sys.executable, "-m", "fortnight.web.project", *command]
        done = subprocess.run(line, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def command(self, *command: str) -> str:
        """Run a command of Fortnight on this installation, as its operator does; what it prints."""
        line = [sys.executable, "-m", "fortnight.cli", *command]
        done = subprocess.run(line, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def stop(self) -> None:
        """End the process, and wait until it is gone."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(PATIENCE)
            self.process = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()


def chromium() -> str:
    """The browser of this machine: the one that FORTNIGHT_CHROMIUM names, or the first that is found."""
    named = os.environ.get("FORTNIGHT_CHROMIUM", "")
    found = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
    assert found, "no Chromium here: install one, or name it in FORTNIGHT_CHROMIUM"
    return found


def headless() -> str:
    """What draws pages for a third of the CPU time: the shell of Chromium, which has no windows, or else Chromium."""
    return os.environ.get("FORTNIGHT_CHROMIUM") or shutil.which("chromium-headless-shell") or chromium()

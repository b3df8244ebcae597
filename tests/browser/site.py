"""The site of the journeys: it begins with a folder that was made once for the whole run, and its operator stays.

What a server needs before its first page (its tables above all) takes seconds, and a process of Django's half as many.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from typing_extensions import override

from tests.browser.server import PATIENCE, ROOT, Server
from tests.installed import copied


class Site(Server):
    """`fortnight serve` on a copy of a folder in which everything is up to date."""

    def __init__(self, folder: Path, run_folder: Path, **settings: str) -> None:
        super().__init__(folder, **settings)
        self.run_folder = run_folder
        if self.environment.pop("PYTHONDONTWRITEBYTECODE", ""):
            # What is compiled for one process need not be compiled again for the next.
            self.environment.setdefault("PYTHONPYCACHEPREFIX", str(run_folder / "bytecode"))
        self._operator: subprocess.Popen[str] | None = None

    @override
    def start(self) -> None:
        """Start, on a copy of the folder of this run when there is none yet."""
        if not self.data.exists():
            copied(self.data, self.run_folder, self.environment)
        super().start()

    @override
    def manage(self, *command: str) -> str:
        """Run a management command on this installation, in the process of its operator; what it prints."""
        operator = self._operator = self._operator or self._at_work()
        assert operator.stdin
        assert operator.stdout
        operator.stdin.write(json.dumps(command) + "\n")
        operator.stdin.flush()
        printed = operator.stdout.readline()
        if not printed:
            self._leave()
        assert printed, f"it failed, as its traceback says: {command[:1]}"
        return str(json.loads(printed))

    def _at_work(self) -> "subprocess.Popen[str]":
        environment = self.environment | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        command = [sys.executable, "-m", "tests.browser.operator"]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)

    def _leave(self) -> None:
        if self._operator is not None:
            self._operator.communicate(timeout=PATIENCE)
            self._operator = None

    @override
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._leave()
        super().__exit__(kind, error, at)

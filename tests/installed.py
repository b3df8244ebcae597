"""A data folder as after a first start of the site, made once for a whole run of the tests and copied from there.

What a start does to an empty folder (its tables, its static files) takes seconds of a core.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

BEGIN = [sys.executable, "-c", "from fortnight.web.project.serve import install; install()"]


def shared(temporary: pytest.TempPathFactory) -> Path:
    """The folder that all processes of a run of the tests share; in `make test` all its runs do."""
    if room := os.environ.get("ROOM_OF_TESTS"):
        return Path(room)
    return of_this_run(temporary)


def of_this_run(temporary: pytest.TempPathFactory) -> Path:
    """The folder that the workers of one run of pytest share."""
    base = temporary.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def copied(folder: Path, run_folder: Path, environment: Mapping[str, str]) -> Path:
    """Fill a folder with an installation in which everything is up to date; the folder.

    Whoever needs it first makes it, by this environment, and the others wait.
    """
    template = run_folder / "template"
    with (run_folder / "template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            making = run_folder / "template.new"
            subprocess.run(BEGIN, env={**environment, "FORTNIGHT_DATA": str(making)}, check=True, capture_output=True)
            making.rename(template)
    return Path(shutil.copytree(template, folder))

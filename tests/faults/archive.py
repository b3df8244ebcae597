"""Killed in the middle of a backup: while it is written, and while it is read back.

Whatever bears the name of a backup has to be whole, also where it was to replace an earlier one. Nothing of what a
killed one has left behind stays when the next one is done; and that one brings everything back.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.faults.installation import Installation, Outcome, installed, kill_when

_FILE = "kept.tar.gz"
_COUNT = "SELECT count(*) FROM "
_TABLES = ("chat_message", "accounts_person", "shelf_product")
_FILLED = """
import uuid
from fortnight.web.accounts.actions import begin
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.shelf.actions import add
for number in range({people}):
    person, _ = begin(clinic=clinic(), zone="UTC", language="en", country="", user=None)
    add(person, name=f"Cream {{number}}", label="Aqua, Glycerin", kind="")
    for place in range(5):
        send(conversation_with(person), author="person", uid=uuid.uuid4(), body=f"Words {{number}} {{place}}")
"""


def run(*, postgres: bool, megabytes: int = 60, people: int = 20) -> Outcome:
    """Do it with so many megabytes of uploads, of which nothing can be packed smaller."""
    wrong: list[str] = []
    with installed(postgres=postgres) as house:
        house.begin()
        house.shell(_FILLED.format(people=people))
        uploads = house.data / "uploads" / "conversations"
        uploads.mkdir(parents=True)
        for number in range(megabytes):
            (uploads / f"{number}.jpg").write_bytes(os.urandom(1_000_000))
        room = house.room / "backups"
        room.mkdir()
        moments: tuple[Callable[[], bool], ...] = (
            lambda: _size(room) > 0,
            lambda: _size(room) > megabytes * 500_000,
            lambda: any(room.glob(f".{_FILE}.*/back")),
        )
        killed = sum(_killed(house, room, moment, "--force") for moment in moments)
        if killed == len(moments) and (room / _FILE).exists():
            wrong.append("a backup that was killed bears a name")
        house.server.command("backup", str(room / _FILE), "--force")
        earlier = hashlib.sha256((room / _FILE).read_bytes()).digest()
        late = not _killed(house, room, moments[1], "--force")
        killed += not late
        if not late and hashlib.sha256((room / _FILE).read_bytes()).digest() != earlier:
            wrong.append("a backup that was killed has spoilt an earlier one")
        house.server.command("backup", str(room / _FILE), "--force")
        if left := sorted(path.name for path in room.iterdir() if path.name != _FILE):
            wrong.append(f"left behind: {left}")
        wrong += _restored(house, room / _FILE)
        about = f"{house.kind}, {killed} kills"
    return Outcome("killed in a backup", about, tuple(wrong))


def _killed(house: Installation, room: Path, moment: Callable[[], bool], *more: str) -> bool:
    return kill_when(house.process("backup", str(room / _FILE), *more), moment)


def _size(room: Path) -> int:
    """The size of the largest file that is being written."""
    with suppress(FileNotFoundError):
        return max((path.stat().st_size for path in room.glob(f".{_FILE}.*/{_FILE}")), default=0)
    return 0


def _restored(house: Installation, file: Path) -> list[str]:
    """What is missing from a backup that is brought back into an empty folder."""
    folder = house.room / "new"
    environment = {**house.server.environment, "FORTNIGHT_DATA": str(folder)}
    command = [sys.executable, "-m", "fortnight.cli", "restore", str(file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return [f"the backup is not brought back: {done.stderr[-200:]}"]
    before, after = (_files(place / "uploads") for place in (house.data, folder))
    wrong = ["files are missing from the backup"] if before != after else []
    if not house.database:
        counts = {name: house.query(_COUNT + name) for name in _TABLES}
        house.data.rename(house.room / "old")
        folder.rename(house.data)
        wrong += [f"rows of {name} are missing" for name in _TABLES if house.query(_COUNT + name) != counts[name]]
    return wrong


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

"""The units of systemd: systemd takes them as they are, and what they run does what they say."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.server import ROOT, Server
from tests.deploy.fronts import DEPLOY, fill_in, program

UNITS = DEPLOY / "systemd"
_RUN = r"/opt/fortnight/bin/fortnight"
_HERE = Path(sys.executable).parent / "fortnight"


def test_systemd_has_nothing_to_say_against_the_units(tmp_path: Path) -> None:
    for unit in UNITS.iterdir():
        text = unit.read_text()
        filled = fill_in(text, (_RUN, str(_HERE))) if _RUN in text else text
        (tmp_path / unit.name).write_text(filled)
    line = [program("systemd-analyze"), "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    checked = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


@pytest.mark.parametrize("unit", ["fortnight.service", "fortnight-backup.service"])
def test_both_services_keep_their_data_in_one_folder_that_is_closed(unit: str) -> None:
    text = (UNITS / unit).read_text()
    for line in ("Environment=FORTNIGHT_DATA=/var/lib/fortnight", "StateDirectoryMode=0700", "UMask=0077"):
        assert f"\n{line}\n" in text
    assert re.search(r"^StateDirectory=fortnight\b", text, re.MULTILINE)


def test_each_run_of_the_timer_adds_a_backup_and_old_ones_go(site: Server, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    old = backups / "fortnight-2026-01-01T000000.backup"
    old.write_text("old")
    os.utime(old, (0, 0))
    filled = fill_in(
        (UNITS / "fortnight-backup.service").read_text(),
        (_RUN, f"{sys.executable} -m fortnight.cli"),
        ("/var/lib/fortnight-backups", str(backups)),
    )
    for command in re.findall(r"^ExecStart=(.*)$", filled, re.MULTILINE):
        words = [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(command)]
        subprocess.run(words, cwd=ROOT, env=site.environment, check=True, capture_output=True)
    (backup,) = backups.iterdir()
    assert re.fullmatch(r"fortnight-\d{4}-\d\d-\d\dT\d{6}\.backup", backup.name)
    assert backup.stat().st_size > 10_000

"""Many labels on several processes: the answers of one process, in their order, whatever the lines hold."""

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from fortnight.cli.jobs import answers
from fortnight.errors import UsageError

LABELS = ["Aqua, Glycerin, Retinol", "Aqua, Parfum", "Aqua, Zyrmolin Complex", "Aqua, Glycerin"]
MANY = 2_500


def lines() -> list[bytes]:
    """Enough lines for several chunks, some of them bad, some blank."""
    rows = [json.dumps({"id": number, "label": LABELS[number % 4]}).encode() for number in range(MANY)]
    rows[700], rows[1_300], rows[2_400] = b"{not json", b"", b'{"id": 1}'
    return rows


def check(file: Path | str, *options: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "fortnight.cli", "check", "--jsonl", *options, str(file)]
    return subprocess.run(command, input=data, capture_output=True, check=False)


def test_several_processes_give_what_one_gives_in_the_same_order(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_bytes(b"\n".join(lines()))
    alone, together = check(file, "--jobs", "1"), check(file, "--jobs", "3")
    assert alone.returncode == together.returncode == 0
    assert together.stdout == alone.stdout
    rows = [json.loads(line) for line in together.stdout.splitlines()]
    assert len(rows) == MANY - 1
    assert [row["line"] for row in rows if "error" in row] == [701, 2_401]
    assert [row["id"] for row in rows[:700]] == list(range(700))


def test_standard_input_is_answered_by_several_processes_too() -> None:
    answered = check("-", "--jobs", "2", data=b"\n".join(lines()))
    assert answered.returncode == 0
    assert answered.stdout.count(b"\n") == MANY - 1


def test_a_reader_who_has_had_enough_ends_the_run_quietly(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_bytes(b"\n".join(lines() * 40))
    command = [sys.executable, "-m", "fortnight.cli", "check", "--jsonl", "--jobs", "2", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        assert json.loads(running.stdout.readline())["id"] == 0
        running.stdout.close()
        assert running.stderr.read() == b""


def test_a_profile_that_cannot_be_used_is_told_before_a_label_is_read(tmp_path: Path) -> None:
    profile = tmp_path / "me.toml"
    profile.write_text("needle_mm = true\n", "utf-8")
    answered = check("-", "--profile", str(profile), data=b"\n".join(lines()))
    assert answered.returncode == 3
    assert answered.stdout == b""
    assert b"needle_mm" in answered.stderr


def test_no_jobs_at_all_is_wrong_use() -> None:
    assert check("-", "--jobs", "0").returncode == 3


def _ends_its_process(parent: int, number: int, line: bytes) -> bytes:
    if number > 2 * MANY and os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return line


def test_a_process_that_is_killed_is_told_with_a_way_on() -> None:
    with pytest.raises(UsageError, match="--jobs 1"):
        list(answers([b"{}\n"] * 3 * MANY, partial(_ends_its_process, os.getpid()), 2))


def _who(number: int, line: bytes) -> bytes:
    return b"%d %d\n" % (number, os.getpid())


def test_this_process_answers_too_and_no_more_processes_than_jobs_are_at_work() -> None:
    rows = [row.split() for row in b"".join(answers([b"{}\n"] * MANY, _who, 2)).splitlines()]
    assert [int(number) for number, _ in rows] == list(range(1, MANY + 1))
    workers = {int(pid) for _, pid in rows}
    assert os.getpid() in workers
    assert len(workers) <= 2

"""`check --jsonl`: a hundred thousand labels as a file, on one core and on all, against a floor of the same run.

The floor only reads each line as JSON and writes it again, in one process. The memory is that of the command with its
processes, each shared page counted once (PSS), the most that was seen.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, sleep

from bench.reading import Given

_MANY = 100_000
_FLOOR = (
    "import json, sys\n"
    "for line in sys.stdin.buffer: sys.stdout.buffer.write(json.dumps(json.loads(line)).encode() + b'\\n')"
)


def run(labels: Sequence[Given]) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "many.jsonl"
        with file.open("w", encoding="utf-8") as rows:
            for number in range(_MANY):
                given = labels[number % len(labels)]
                row = {"id": number, "name": given.name, "category": given.category, "label": given.label}
                rows.write(json.dumps(row) + "\n")
        floor, _ = _timed([sys.executable, "-c", _FLOOR], file)
        print(f"check --jsonl, {_MANY:,} labels with JSON in and out")
        print(f"  floor (read and write the JSON)            {floor:8.1f} s")
        for jobs in sorted({1, os.cpu_count() or 1}):
            command = [sys.executable, "-m", "fortnight.cli", "check", "--jsonl", "--jobs", str(jobs)]
            seconds, most = _timed(command, file)
            ratio, each = seconds / floor, seconds / _MANY * 1e6
            print(
                f"  fortnight, --jobs {jobs:<3} {seconds:29.1f} s {ratio:6.1f} x, {each:.0f} us a label, {most:.0f} MB"
            )
        print()


def _timed(command: list[str], file: Path) -> tuple[float, float]:
    """Seconds, and the most megabytes at a time."""
    most = 0.0
    with file.open("rb") as given:
        start = perf_counter()
        with subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL) as running:
            while running.poll() is None:
                most = max(most, sum(map(_megabytes, _family(running.pid))))
                sleep(0.2)
        return perf_counter() - start, most


def _family(pid: int) -> list[int]:
    """A process and the processes that it began."""
    try:
        begun = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        begun = []
    return [pid, *map(int, begun)]


def _megabytes(pid: int) -> float:
    """What a process holds, its share of shared pages; nothing for one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024

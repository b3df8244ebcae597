"""Hostile and kind traffic together: `python -m bench.soak SECONDS [--postgres]`; 1800 seconds without a number.

The real server with its worker and the server for mail, kind people in this process, hostile traffic in another. What
counts is how long the kind ones wait, whether any of them meets an error, and whether the server grows. Beside it
stands how long a fixed piece of work of 10 ms takes here meanwhile: that is the machine's part, and no server that has
to work as much answers sooner. At the end every message that was said to be stored has to be there.
"""

import argparse
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench.soak.kind import Advisor, Answer, Kind
from tests.browser.server import ROOT, Server, free_port
from tests.browser.staff import session_of
from tests.faults.postgres import Postgres

_PEOPLE = 20
_LOOK_SECONDS = 60.0
_WORK_SECONDS = 0.01
_SLOWEST = 0.5
_REFUSED, _OUR_FAULT = 400, 500
_COUNTED = "from fortnight.web.chat.models import Message; print(Message.objects.filter(author='person').count())"


@dataclass(eq=False)
class Watch(threading.Thread):
    """What the server holds, once a minute: MB, threads and open files; and how long some work takes here meanwhile."""

    pid: int
    stopped: threading.Event
    looks: list[tuple[int, int, int]] = field(default_factory=list)
    works: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        """Watch until told to stop."""
        next_look, turns = time.monotonic(), _turns()
        while not self.stopped.is_set():
            if time.monotonic() >= next_look:
                next_look += _LOOK_SECONDS
                self.look()
            began = time.perf_counter()
            _work(turns)
            self.works.append(time.perf_counter() - began)
            self.stopped.wait(0.5)

    def look(self) -> None:
        """Look once."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii")
        held = {name: int(amount) for name, amount in re.findall(r"^(VmRSS|Threads):\s+(\d+)", status, re.MULTILINE)}
        files = sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir())
        self.looks.append((held["VmRSS"] // 1024, held["Threads"], files))

    def spent(self) -> float:
        """Seconds of the processor that the server has taken."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _work(turns: int) -> int:
    return sum(number * number for number in range(turns))


def _turns() -> int:
    """How much work takes 10 ms of the processor of this machine."""
    spent = []
    for _ in range(5):
        began = time.thread_time()
        _work(100_000)
        spent.append(time.thread_time() - began)
    return int(100_000 * _WORK_SECONDS / min(spent))


def run(seconds: float, *, postgres: bool = False) -> bool:
    """Let everybody in for so long, and print what came of it; whether it went well."""
    with ExitStack() as rooms:
        room = Path(rooms.enter_context(tempfile.TemporaryDirectory(prefix="fortnight-soak-")))
        settings = {"FORTNIGHT_SECRET": secrets.token_urlsafe(64), "FORTNIGHT_MAIL_REPLY": "reply@clinic.example"}
        if postgres:
            settings["FORTNIGHT_DATABASE"] = rooms.enter_context(Postgres(room)).address
        site = rooms.enter_context(Server(room, **settings))
        lmtp = rooms.enter_context(_started(site, "fortnight.cli", "mail", "receive", "--port", str(free_port())))
        stopped = threading.Event()
        assert site.process
        watch = Watch(site.process.pid, stopped)
        people = [Kind(site, number, stopped) for number in range(_PEOPLE)]
        advisor = Advisor(site, session_of(site), stopped)
        everybody = (watch, advisor, *people)
        hostile = rooms.enter_context(
            _started(site, "bench.soak.strangers", str(site.port), lmtp.args[-1], str(seconds), piped=True)
        )
        began, spent = time.monotonic(), watch.spent()
        for member in everybody:
            member.start()
        # Who ends it before its time gets the figures up to then.
        signal.signal(signal.SIGTERM, lambda *_: hostile.terminate())
        output, _ = hostile.communicate()
        stopped.set()
        for member in everybody:
            member.join()
        watch.look()
        print(f"server: {watch.spent() - spent:.0f} s of the processor in {time.monotonic() - began:.0f} s")
        answers = [answer for client in (advisor, *people) for answer in client.answers]
        stored = int(site.manage("shell", "--no-imports", "-c", _COUNTED).split()[-1])
        return _report(answers, watch, json.loads(output or b"{}"), stored, sum(client.begun for client in people))


def _started(site: Server, *words: str, piped: bool = False) -> "subprocess.Popen[bytes]":
    out = subprocess.PIPE if piped else subprocess.DEVNULL
    # Strangers come from elsewhere: what they spend is not this machine's, so they stand behind the site.
    before = ("nice", "-n", "10") if piped else ()
    variables = {**site.environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    return _Ended([*before, sys.executable, "-m", *words], cwd=ROOT, env=variables, stdout=out)


class _Ended(subprocess.Popen[bytes]):
    """A process that ends with its block."""

    def __exit__(self, *error: object) -> None:
        self.terminate()
        super().__exit__(None, None, None)


def _report(
    answers: Sequence[Answer], watch: Watch, hostile: dict[str, dict[str, int]], stored: int, people: int
) -> bool:
    print(f"\nkind: {people} people, {len(answers)} answers, milliseconds")
    print(f"  {'':<16}{'count':>7}{'p50':>7}{'p95':>7}{'p99':>7}{'worst':>8}")
    for name in sorted({answer.name for answer in answers}):
        _line(name, [answer.seconds for answer in answers if answer.name == name])
    slowest = _line("all", [answer.seconds for answer in answers])
    _line("(10 ms of work)", watch.works)
    wrong = _of(answers, lambda status: status == 0 or status >= _OUR_FAULT)
    refused = _of(answers, lambda status: _REFUSED <= status < _OUR_FAULT)
    print(f"  5xx or no answer {wrong.total()} {dict(wrong) or ''}; refused {refused.total()} {dict(refused) or ''}")
    sent = sum(answer.name == "message" and answer.status == 201 for answer in answers)
    print(f"  messages said to be stored {sent}, stored {stored}")
    print("hostile: how often, and how it was answered (0: closed without an answer)")
    for name, counts in sorted(hostile.items()):
        print(f"  {name:<22}{sum(counts.values()):>7}  {dict(sorted(counts.items()))}")
    print("server, minute by minute: MB, threads, files")
    print("  " + "  ".join("/".join(map(str, look)) for look in watch.looks))
    errors = sum(count for counts in hostile.values() for status, count in counts.items() if int(status) == _OUR_FAULT)
    well = slowest < _SLOWEST and not wrong and not errors and stored >= sent
    end = "well" if well else "NOT WELL"
    print(f"p99 of the kind {slowest * 1000:.0f} ms, 5xx {wrong.total()}, hostile 500s {errors}: {end}")
    return well


def _of(answers: Sequence[Answer], which: Callable[[int], bool]) -> Counter[tuple[str, int]]:
    return Counter((answer.name, answer.status) for answer in answers if which(answer.status))


def _line(name: str, seconds: Sequence[float]) -> float:
    """Print a line of figures; the p99, in seconds."""
    ordered = sorted(seconds) or [0.0]
    at = [ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.95, 0.99, 1.0)]
    print(
        f"  {name:<16}{len(seconds):>7}"
        + "".join(f"{figure * 1000:>7.0f}" for figure in at[:3])
        + f"{at[3] * 1000:>8.0f}"
    )
    return at[2]


def main() -> int:
    """Read the words of the command and run; 1 when it did not go well."""
    words = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    words.add_argument("seconds", type=float, nargs="?", default=1800.0)
    words.add_argument("--postgres", action="store_true", help="the rows in a PostgreSQL of its own")
    chosen = words.parse_args()
    return 0 if run(chosen.seconds, postgres=chosen.postgres) else 1


if __name__ == "__main__":
    sys.exit(main())

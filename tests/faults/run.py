"""Messages under faults, with real processes: `make faults`, and a short one in the tests.

People write in conversations from both sides over a bad line, while the server is killed and started again, now and
then. In the end every message that was said to be stored has to be there once, under the number that was said, the
numbers without a hole, each writer's in the order of writing; and a reader who fetched by number all along must have
been given each number once, in order. The last line says so: `lost 0, doubled 0, out of order 0 of N`.
"""

import json
import os
import random
import re
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from tests.browser.server import Server
from tests.browser.staff import session_of
from tests.faults.line import BadLine
from tests.faults.people import Reader, Session, Writer

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_LISTED = """
import json
from fortnight.web.chat.models import Message
rows = Message.objects.order_by("conversation_id", "number").values_list("conversation_id", "uid", "number")
print(json.dumps([[c, str(u), n] for c, u, n in rows]))
"""


@dataclass(frozen=True)
class Found:
    """What a run came to."""

    lost: int
    doubled: int
    disordered: int
    of: int
    wrong: tuple[str, ...]

    @property
    def line(self) -> str:
        """The last line of a run."""
        return f"lost {self.lost}, doubled {self.doubled}, out of order {self.disordered} of {self.of}"

    @property
    def well(self) -> bool:
        """Whether nothing at all went wrong."""
        return not (self.lost or self.doubled or self.disordered or self.wrong)


def run(messages: int, *, conversations: int, kills: int, seed: int = 7, database: str = "") -> Found:
    """Write so many messages in so many conversations, with so many kills of the server."""
    settings = {"FORTNIGHT_PROXIES": "1", "FORTNIGHT_DATABASE": database}
    with tempfile.TemporaryDirectory() as room, Server(Path(room), **settings) as server:
        with BadLine(server.port, seed) as line:
            writers, readers = _people(server, line, messages, conversations, seed)
            for one in (*readers, *writers):
                one.start()
            _kill_meanwhile(server, writers, kills, seed)
            for reader in readers:
                reader.stopped.set()
            for reader in readers:
                reader.join()
            tries = sum(writer.tries for writer in writers)
            sys.stdout.write(f"{messages} messages took {tries} tries; {line.happened}, server killed {kills} times\n")
        return _judged(server, writers, readers)


def _people(
    server: Server, line: BadLine, messages: int, conversations: int, seed: int
) -> tuple[list[Writer], list[Reader]]:
    writers, readers = [], []
    desk = session_of(server, "Noor")
    each = messages // (2 * conversations)
    for place in range(conversations):
        person, key = _person(server)
        of_desk = Session(f"sessionid={desk}; csrftoken={_CSRF}", _CSRF, f"/desk/{key}/", f"/desk/{key}/since/")
        writers += [
            Writer(line.port, person, f"client {place}", each, seed + 2 * place),
            Writer(line.port, of_desk, f"advisor {place}", each, seed + 2 * place + 1),
        ]
        readers.append(Reader(line.port, person))
    return writers, readers


# Any token will do where the cookie and the form say the same.
_CSRF = "f" * 32


def _person(server: Server) -> tuple[Session, str]:
    """Somebody with a plan and an open conversation; and its key."""
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    browser.addheaders = [("X-Forwarded-For", f"10.9.{random.getrandbits(8)}.{random.getrandbits(8)}")]
    _post(browser, server.address, "/", when="yesterday", setting="clinic", needle_mm="1.0", zone="UTC")
    secret = next(cookie.value for cookie in jar if cookie.name == "fortnight")
    session = Session(f"fortnight={secret}; csrftoken={_CSRF}", _CSRF, "/advisor/", "/advisor/since/")
    code = (
        "from fortnight.web.accounts.models import Clinic, Person\n"
        # An automatic message at night would be counted as one that nobody wrote.
        "Clinic.objects.update(away_on=False)\n"
        "from fortnight.web.chat.actions import conversation_with\n"
        "print(conversation_with(Person.objects.order_by('-pk').first()).key)"
    )
    return session, server.manage("shell", "--no-imports", "-c", code).strip().splitlines()[-1]


def _post(browser: OpenerDirector, address: str, path: str, **fields: str) -> None:
    token = _TOKEN.search(browser.open(address + path).read().decode())
    assert token
    browser.open(address + path, urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode())


def _kill_meanwhile(server: Server, writers: list[Writer], kills: int, seed: int) -> None:
    """Kill the server, as a power cut does, when so much of the writing is done; and start it again."""
    chance = random.Random(seed)
    whole = sum(writer.count for writer in writers)
    marks = sorted(int(whole * (0.1 + 0.8 * chance.random())) for _ in range(kills))
    while any(writer.is_alive() for writer in writers):
        if marks and sum(len(writer.sent) for writer in writers) >= marks[0]:
            marks.pop(0)
            process = server.process
            assert process
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            server.start()
        time.sleep(0.05)


def _judged(server: Server, writers: list[Writer], readers: list[Reader]) -> Found:
    rows = json.loads(server.manage("shell", "--no-imports", "-c", _LISTED).strip().splitlines()[-1])
    stored = {uid: number for _, uid, number in rows}
    times = Counter(uid for _, uid, _ in rows)
    said = [(uid, number) for writer in writers for uid, number in writer.sent]
    by_conversation: dict[int, list[int]] = {}
    for conversation, _, number in rows:
        by_conversation.setdefault(conversation, []).append(number)
    holes = sum(numbers != list(range(1, len(numbers) + 1)) for numbers in by_conversation.values())
    read = sum(reader.seen != list(range(len(reader.seen))) for reader in readers)
    unread = sum(len(numbers) for numbers in by_conversation.values()) - sum(len(one.seen) - 1 for one in readers)
    order = sum(
        later[1] <= earlier[1]
        for writer in writers
        for earlier, later in zip(writer.sent, writer.sent[1:], strict=False)
    )
    return Found(
        lost=sum(stored.get(uid) != number for uid, number in said) + abs(unread),
        doubled=sum(count - 1 for count in times.values()) + len(stored) - len(said),
        disordered=order + holes + read,
        of=len(said),
        wrong=tuple(wrong for writer in writers for wrong in writer.wrong[:3]),
    )


def main() -> int:
    """A long run; 1 when anything was lost, doubled or out of order."""
    messages = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    began = time.monotonic()
    found = run(messages, conversations=6, kills=max(3, messages // 5_000))
    for wrong in found.wrong:
        sys.stdout.write(f"wrong: {wrong}\n")
    sys.stdout.write(f"{time.monotonic() - began:.0f} s\n{found.line}\n")
    return 0 if found.well else 1


if __name__ == "__main__":
    threading.excepthook = lambda failed: sys.stderr.write(f"{failed.exc_type}: {failed.exc_value}\n")
    sys.exit(main())

"""Messages under faults, with real processes: `make faults`, and a short one in the tests.

People write in conversations from both sides over a bad line, while the server with its worker is killed and started
again, now and then. On PostgreSQL two servers share the rows, and the database itself is killed and started again as
well. Somebody in each conversation sleeps for fourteen days, with a message in their outbox. In the end every message
that was said to be stored has to be there once, under the number that was said, the numbers without a hole, each
writer's in the order of writing; and whoever fetched by number, all along or after the sleep, must have been given each
number once, in order. The last line says so: `lost 0, doubled 0, out of order 0 of N`.
"""

import json
import os
import random
import secrets
import signal
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path

from fortnight.web.ground.environment import cookie
from tests.browser.server import Server
from tests.browser.site import Site
from tests.browser.staff import session_of
from tests.faults.line import BadLine
from tests.faults.people import ADDRESS, TOKEN, Reader, Session, Sleeper, Writer, newcomer
from tests.faults.postgres import Postgres

_LISTED = """
import json
from fortnight.web.chat.models import Message
rows = Message.objects.order_by("conversation_id", "number").values_list("conversation_id", "uid", "number")
print(json.dumps([[c, str(u), n] for c, u, n in rows]))
"""

# Everything happened fourteen days earlier than it did: messages, sessions, devices.
_AGED = """
import datetime as dt
from django.contrib.sessions.models import Session
from django.db.models import F
from fortnight.web.accounts.models import Device
from fortnight.web.chat.models import Conversation, Message
days = dt.timedelta(days=14)
Message.objects.update(at=F("at") - days)
Conversation.objects.update(changed=F("changed") - days, created=F("created") - days)
Session.objects.update(expire_date=F("expire_date") - days)
Device.objects.update(created=F("created") - days)
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


def run(
    messages: int,
    *,
    conversations: int,
    kills: int,
    seed: int = 7,
    postgres: bool = False,
    run_folder: Path | None = None,
) -> Found:
    """Write so many messages in so many conversations, with so many kills of a server, on SQLite or on PostgreSQL.

    On SQLite the server begins with a copy of the installation in `run_folder`, where there is one for several runs.
    """
    with ExitStack() as rooms:
        room = Path(rooms.enter_context(tempfile.TemporaryDirectory()))
        database = rooms.enter_context(Postgres(room)) if postgres else None
        settings = {"FORTNIGHT_PROXIES": "1", "FORTNIGHT_ADDRESS": ADDRESS}
        if database:
            settings |= {"FORTNIGHT_SECRET": secrets.token_urlsafe(64), "FORTNIGHT_DATABASE": database.address}
        begun = run_folder if run_folder and not postgres else room
        places = [room / str(number) for number in range(2 if database else 1)]
        for place in places:
            place.mkdir()
        servers = [rooms.enter_context(Site(place, begun, **settings)) for place in places]
        line = rooms.enter_context(BadLine([server.port for server in servers], seed))
        writers, readers = _people(servers[0], line, messages, conversations, seed)
        for person in (*readers, *writers):
            person.start()
        deeds = [partial(_kill, server) for server in servers] + ([database.restart] if database else [])
        _harm_meanwhile(deeds, writers, kills, seed)
        servers[0].manage("shell", "--no-imports", "-c", _AGED)
        # Who slept says something more; only then the others look for the last time.
        for kind in (Sleeper, Reader):
            ended = [reader for reader in readers if type(reader) is kind]
            for reader in ended:
                reader.stopped.set()
            for reader in ended:
                reader.join()
        tries = sum(writer.tries for writer in writers)
        sys.stdout.write(f"{messages} messages took {tries} tries; {line.happened}; {kills} kills\n")
        return _judged(servers[0], writers, readers)


def _kill(server: Server) -> None:
    """Kill a server with its worker, as a power cut does, and start it again."""
    process = server.process
    assert process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    server.start()


def _people(
    server: Server, line: BadLine, messages: int, conversations: int, seed: int
) -> tuple[list[Writer], list[Reader]]:
    writers, readers = [], []
    desk = session_of(server, "Noor")
    each = messages // (2 * conversations)
    for place in range(conversations):
        person, key = newcomer(server)
        of_desk = Session(
            f"{cookie('session', at=ADDRESS)}={desk}; {cookie('csrf', at=ADDRESS)}={TOKEN}",
            TOKEN,
            f"/desk/{key}/",
            f"/desk/{key}/since/",
        )
        writers += [
            Writer(line.port, person, f"client {place}", each, seed + 2 * place),
            Writer(line.port, of_desk, f"advisor {place}", each, seed + 2 * place + 1),
        ]
        readers.append(Reader(line.port, person))
        asleep = str(uuid.UUID(int=random.Random(-1 - place).getrandbits(128), version=4))
        readers.append(Sleeper(line.port, person, uid=asleep))
    return writers, readers


def _harm_meanwhile(deeds: Sequence[Callable[[], None]], writers: list[Writer], kills: int, seed: int) -> None:
    """Do harm, of each kind in turn, each time when so much of the writing is done."""
    chance = random.Random(seed)
    whole = sum(writer.count for writer in writers)
    marks = sorted(int(whole * (0.1 + 0.8 * chance.random())) for _ in range(kills))
    turns = cycle(deeds)
    while any(writer.is_alive() for writer in writers):
        if marks and sum(len(writer.sent) for writer in writers) >= marks[0]:
            marks.pop(0)
            next(turns)()
        time.sleep(0.05)


def _judged(server: Server, writers: list[Writer], readers: list[Reader]) -> Found:
    rows = json.loads(server.manage("shell", "--no-imports", "-c", _LISTED).strip().splitlines()[-1])
    stored = {uid: number for _, uid, number in rows}
    times = Counter(uid for _, uid, _ in rows)
    sent = [(uid, number) for writer in writers for uid, number in writer.sent]
    sent += [(reader.uid, reader.number) for reader in readers if isinstance(reader, Sleeper)]
    by_conversation: dict[int, list[int]] = {}
    for conversation, _, number in rows:
        by_conversation.setdefault(conversation, []).append(number)
    holes = sum(numbers != list(range(1, len(numbers) + 1)) for numbers in by_conversation.values())
    read = sum(reader.seen != list(range(len(reader.seen))) for reader in readers)
    # Two read each conversation from the first message to the last: one all along, one after a long sleep.
    unread = 2 * sum(len(numbers) for numbers in by_conversation.values()) - sum(
        len(reader.seen) - 1 for reader in readers
    )
    order = sum(
        later[1] <= earlier[1]
        for writer in writers
        for earlier, later in zip(writer.sent, writer.sent[1:], strict=False)
    )
    return Found(
        lost=sum(stored.get(uid) != number for uid, number in sent) + abs(unread),
        doubled=sum(count - 1 for count in times.values()) + len(stored) - len(sent),
        disordered=order + holes + read,
        of=len(sent),
        wrong=tuple(wrong for writer in writers for wrong in writer.wrong[:3]),
    )


def main() -> int:
    """A long run; 1 when anything was lost, doubled or out of order."""
    half = (int(sys.argv[1]) if len(sys.argv) > 1 else 100_000) // 2
    began = time.monotonic()
    outcomes = []
    for name in ("SQLite", "PostgreSQL"):
        sys.stdout.write(f"On {name}: ")
        outcomes.append(run(half, conversations=6, kills=max(3, half // 2_500), postgres=name == "PostgreSQL"))
    whole = Found(
        lost=sum(outcome.lost for outcome in outcomes),
        doubled=sum(outcome.doubled for outcome in outcomes),
        disordered=sum(outcome.disordered for outcome in outcomes),
        of=sum(outcome.of for outcome in outcomes),
        wrong=tuple(wrong for outcome in outcomes for wrong in outcome.wrong),
    )
    for wrong in whole.wrong:
        sys.stdout.write(f"wrong: {wrong}\n")
    sys.stdout.write(f"{time.monotonic() - began:.0f} s\n{whole.line}\n")
    return 0 if whole.well else 1


if __name__ == "__main__":
    threading.excepthook = lambda failed: sys.stderr.write(f"{failed.exc_type}: {failed.exc_value}\n")
    sys.exit(main())

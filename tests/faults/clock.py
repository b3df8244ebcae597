"""A clock that is set back by two days: under a running site, and again over a power cut.

The site runs with a clock that is two days ahead; people write, the desk is open, a letter and a mail wait to be tried
again, an import is at work. The clock is put right. Whoever was signed in still is, messages go on by their numbers,
and nothing waits until the clock has come there a second time. The clock is bent by libfaketime (on Debian the package
of that name); the server of PostgreSQL keeps the true one.
"""

import json
import re
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from fortnight.web.ground.environment import CLOCK, cookie
from tests.browser.staff import session_of
from tests.faults.installation import Installation, Outcome, installed, wait_until
from tests.faults.people import ADDRESS, Session, ask, newcomer, say
from tests.mail_server import MailServer

_LIBRARY = "usr/lib/*/faketime/libfaketimeMT.so.1"
_WAITING = """
import datetime as dt
from django.utils import timezone
from fortnight.web.catalogue.models import Import
from fortnight.web.mail.incoming.inbox import store
from fortnight.web.mail.models import Letter, Received
now, hour = timezone.now(), dt.timedelta(hours=1)
Letter.objects.create(to="iris@example.org", kind="signs", next=now + hour / 60, created=now - hour, tries=1)
mail = b"From: ben@example.org\\r\\nTo: reply@clinic.example\\r\\nMessage-ID: <1@x>\\r\\n\\r\\nHello"
row, _ = store(mail, way="pipe")
Received.objects.filter(pk=row.pk).update(state=Received.FAILED, next=now + hour / 60)
Import.objects.create(source="shop", file="a.csv", state=Import.RUNNING, ended=now)
"""
_LEFT = """
from django.utils import timezone
from fortnight.web.catalogue.models import Import
from fortnight.web.chat.models import Conversation
from fortnight.web.mail.models import Letter, Received
now = timezone.now()
print(Letter.objects.filter(state__in=("waiting", "sending"), next__gt=now).count(),
      Received.objects.filter(worked=None, next__gt=now).count(),
      Import.objects.filter(state="running", ended__gt=now).count(), Conversation.objects.filter(asked__gt=now).count())
"""
_OK, _TO = 200, "iris@example.org"
_STORED = "SELECT number, body FROM chat_message ORDER BY id"


def run(*, postgres: bool, messages: int = 10) -> Outcome:
    """Do it, with so many messages before, between and after."""
    library = next(Path("/").glob(_LIBRARY), None)
    if library is None:
        return Outcome("clock set back", "libfaketime is not here (Debian: apt-get install libfaketime)", done=False)
    wrong: list[str] = []
    with ExitStack() as rooms:
        room = Path(rooms.enter_context(TemporaryDirectory(prefix="fortnight-faults-")))
        post = rooms.enter_context(MailServer())
        house = rooms.enter_context(installed(postgres=postgres, room=room, **_bent(library, room, post.address)))
        _set(room, "+2d")
        house.server.start()
        session, key = newcomer(house.server)
        desk = session_of(house.server)
        stored = _said(house, session, 0, messages, wrong)
        house.shell(_WAITING)
        wait_until((house.data / CLOCK).exists, "a look of the clock")
        _set(room, "+0")
        stored += _said(house, session, messages, messages, wrong)
        wrong += _shut_out(house, session, key, desk)
        house.kill()
        house.server.start()
        stored += _said(house, session, 2 * messages, messages, wrong)
        wrong += _shut_out(house, session, key, desk)
        wait_until(lambda: any(letter["To"] == _TO for letter in post.messages), "the letter")
        if (left := house.shell(_LEFT)) != "0 0 0 0":
            wrong.append(f"letters, mails, imports, promises that wait for a time to come: {left}")
        if [letter["To"] for letter in post.messages].count(_TO) != 1:
            wrong.append("the letter left not once")
        rows = [(number, body) for number, body in house.query(_STORED)]
        if rows != stored or _read(house, session) != [number for number, _ in stored]:
            wrong.append(
                f"{len(stored)} messages were said to be stored, and {len(rows)} are there, or in another order"
            )
    about = f"{house.kind}, two days, under the running site and over a kill, {len(stored)} messages"
    return Outcome("clock set back", about, tuple(wrong))


def _bent(library: Path, room: Path, post: str) -> dict[str, str]:
    """The settings of a site whose clock shows what a file says."""
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(room / "time"),
        "FAKETIME_NO_CACHE": "1",
        # What measures how long something takes is never set back.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "FORTNIGHT_SMTP": post,
        "FORTNIGHT_MAIL_REPLY": "reply@clinic.example",
    }


def _set(room: Path, by: str) -> None:
    (room / "time.new").write_text(by)
    (room / "time.new").replace(room / "time")


def _said(house: Installation, session: Session, after: int, messages: int, wrong: list[str]) -> list[tuple[int, str]]:
    """Say something so many times; the number and the words of each, which go on after those before."""
    stored = []
    for place in range(messages):
        status, number, answer = say(house.server.port, session, f"words {after + place}")
        if number != after + place + 1:
            wrong.append(f"message {after + place + 1} is answered {status}: {answer[:80]}")
        stored.append((number, f"words {after + place}"))
    return stored


def _shut_out(house: Installation, session: Session, key: str, desk: str) -> list[str]:
    """Who cannot come in any more."""
    staff = f"{cookie('session', at=ADDRESS)}={desk}"
    pages = (("/today/", session.cookies), ("/advisor/", session.cookies), ("/desk/", staff), (f"/desk/{key}/", staff))
    return [f"{path} is answered {status}" for path, jar in pages if (status := _status(house, path, jar)) != _OK]


def _status(house: Installation, path: str, jar: str) -> int:
    line = HTTPConnection("127.0.0.1", house.server.port, timeout=60)
    try:
        line.request("GET", path, headers={"Cookie": jar})
        return line.getresponse().status
    finally:
        line.close()


def _read(house: Installation, session: Session) -> list[int]:
    """The numbers as a page fetches them, from the first message on."""
    numbers: list[int] = []
    more = True
    while more:
        news = json.loads(ask(house.server.port, session, None, after=numbers[-1] if numbers else 0)[1])
        numbers += [int(number) for number in re.findall(r'data-number="(\d+)', news["html"])]
        more = news["more"]
    return numbers

"""People who write to each other over a bad line, as the script of the page does: with an outbox and by number.

A writer sends one message after the other. Where no answer comes, the same message is sent again under the same id,
until the server says its number. Now and then an old message is sent once more, out of its order. A reader fetches what
follows on the last number it has, and writes down what it was given.
"""

import http.client
import json
import random
import re
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from typing_extensions import override

from fortnight.web.ground.environment import cookie
from tests.browser.server import Server

# Servers that share their rows are one site to a browser, with one address in front of them.
ADDRESS = "http://127.0.0.1"
# Any token will do where the cookie and the form say the same.
TOKEN = "f" * 32
_FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CREATED, FOUND, _OUR_FAULT = 201, 200, 500
_PATIENCE = 5.0
_AGAIN = 0.05
_LOOK = 0.5
_NUMBER = re.compile(r'data-number=\\?"(\d+)')


@dataclass
class Session:
    """What a browser holds: its cookies and the token of its forms; where it writes, and where it fetches."""

    cookies: str
    token: str
    send_to: str
    fetch_from: str


@dataclass
class Writer(threading.Thread):
    """Somebody who writes `count` messages. `sent`: the id and the number of each, in the order of writing."""

    port: int
    session: Session
    name_of_writer: str
    count: int
    seed: int
    sent: list[tuple[str, int]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    tries: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self._chance = random.Random(self.seed)

    @override
    def __hash__(self) -> int:
        return id(self)

    @override
    def run(self) -> None:
        """Write everything, each until it is stored."""
        for place in range(self.count):
            uid = str(uuid.UUID(int=self._chance.getrandbits(128), version=4))
            number = self._until_stored(uid, f"{self.name_of_writer} {place}")
            self.sent.append((uid, number))
            if self._chance.random() < 0.02:
                old, number_before = self._chance.choice(self.sent)
                if self._until_stored(old, "said before") != number_before:
                    self.wrong.append(f"{old} has another number when it is sent again")

    def _until_stored(self, uid: str, body: str) -> int:
        while True:
            self.tries += 1
            status, answer = ask(self.port, self.session, {"uid": uid, "body": body})
            if status == CREATED:
                return int(json.loads(answer)["number"])
            if status and status < _OUR_FAULT:
                self.wrong.append(f"{status}: {answer[:120]}")
                return 0
            time.sleep(_AGAIN)


@dataclass
class Reader(threading.Thread):
    """Somebody who fetches what is new until told to stop, and then the rest. `seen`: every number, as it came."""

    port: int
    session: Session
    seen: list[int] = field(default_factory=lambda: [0])
    stopped: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    @override
    def __hash__(self) -> int:
        return id(self)

    @override
    def run(self) -> None:
        """Fetch until a look that began after the stop has found nothing more."""
        while True:
            last_look = self.stopped.is_set()
            status, answer = ask(self.port, self.session, None, after=self.seen[-1])
            news = json.loads(answer) if status == FOUND else None
            self.seen += [int(number) for number in _NUMBER.findall(news["html"])] if news else []
            if news is None or news["more"]:
                time.sleep(_AGAIN)
            elif last_look:
                return
            else:
                self.stopped.wait(_LOOK)


@dataclass
class Sleeper(Reader):
    """Somebody who has read a little, wrote something that did not get through, and then sleeps for fourteen days.

    `uid` is the message in their outbox, `number` what it becomes when they are back.
    """

    uid: str = ""
    number: int = 0

    @override
    def __hash__(self) -> int:
        return id(self)

    @override
    def run(self) -> None:
        """Read once; and once told to stop sleeping, send what waited, then fetch everything that was missed."""
        self._fetch()
        self.stopped.wait()
        while not self.number:
            status, answer = ask(self.port, self.session, {"uid": self.uid, "body": "written before the sleep"})
            self.number = int(json.loads(answer)["number"]) if status == CREATED else 0
        while self._fetch():
            time.sleep(_AGAIN)

    def _fetch(self) -> bool:
        """Fetch what follows; whether there is more, or no answer came."""
        status, answer = ask(self.port, self.session, None, after=self.seen[-1])
        news = json.loads(answer) if status == FOUND else None
        self.seen += [int(number) for number in _NUMBER.findall(news["html"])] if news else []
        return news is None or bool(news["more"])


def ask(port: int, session: Session, form: dict[str, str] | None, *, after: int = 0) -> tuple[int, str]:
    """One request over the line; the status and the body, or 0 where there was no answer."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    # Everybody has an address of their own, as people have.
    head = {
        "Accept": "application/json",
        "Cookie": session.cookies,
        "Connection": "close",
        "X-Forwarded-For": f"10.{random.getrandbits(8)}.{random.getrandbits(8)}.{random.getrandbits(8)}",
    }
    try:
        if form is None:
            line.request("GET", f"{session.fetch_from}?number={after}", headers=head)
        else:
            head |= {"X-CSRFToken": session.token, "Content-Type": "application/x-www-form-urlencoded"}
            line.request("POST", session.send_to, urlencode(form), head)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        line.close()


def say(port: int, session: Session, body: str, uid: str = "") -> tuple[int, int, str]:
    """Send one message once: the status, its number (0 where it was not said to be stored), and what came back."""
    status, answer = ask(port, session, {"uid": uid or str(uuid.uuid4()), "body": body})
    return status, int(json.loads(answer)["number"]) if status == CREATED else 0, answer


def newcomer(server: Server) -> tuple[Session, str]:
    """Somebody with a plan and an open conversation; and its key."""
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    browser.addheaders = [("X-Forwarded-For", f"10.9.{random.getrandbits(8)}.{random.getrandbits(8)}")]
    _post(browser, server.address, "/", when="yesterday", setting="clinic", needle_mm="1.0", zone="UTC")
    secret = next(item.value for item in jar if item.name == cookie(at=ADDRESS))
    named = f"{cookie(at=ADDRESS)}={secret}; {cookie('csrf', at=ADDRESS)}={TOKEN}"
    session = Session(named, TOKEN, "/advisor/", "/advisor/since/")
    code = (
        "from fortnight.web.accounts.models import Clinic, Person\n"
        # An automatic message at night would be counted as one that nobody wrote.
        "Clinic.objects.update(away_on=False)\n"
        "from fortnight.web.chat.actions import conversation_with\n"
        "print(conversation_with(Person.objects.order_by('-pk').first()).key)"
    )
    return session, server.manage("shell", "--no-imports", "-c", code).strip().splitlines()[-1]


def _post(browser: OpenerDirector, address: str, path: str, **fields: str) -> None:
    token = _FORM_TOKEN.search(browser.open(address + path).read().decode())
    assert token
    browser.open(address + path, urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode())

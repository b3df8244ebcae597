"""Kind people: each begins a plan, comes back to it a few times, and then somebody else begins one.

They ask for Today, tick a step, ask the box about a label, look at the shelf, write to the advisor and fetch what is
new, with the pauses of somebody who reads. What every answer took is written down, from the request to its last byte.
"""

import http.client
import json
import random
import re
import socket
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from typing_extensions import override

from fortnight.web.ground.environment import cookie
from tests.browser.server import Server

# Any token will do where the cookie and the form say the same.
TOKEN = "f" * 32
_PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 2.5
_VISITS = 5
_NAMED = re.compile(r"^([^=]+)=([^;]*)")
_CONVERSATION = re.compile(r"/desk/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
_LABELS = (
    "Aqua, Glycerin, Panthenol, Squalane, Allantoin",
    "Aqua, Glycerin, Niacinamide, Retinol, Tocopherol",
    "Aqua, Butylene Glycol, Sodium Hyaluronate, Parfum, Limonene",
    "Zinc Oxide, Caprylic/Capric Triglyceride, Glycerin",
)
_WORDS = ("May I go swimming on Sunday?", "Which cream do I take tonight?", "Thank you, that helps.")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: what was asked for, its status (0 where none came) and the seconds until its last byte."""

    name: str
    status: int
    seconds: float


@dataclass
class Browser:
    """What a browser does: it keeps its connection and its cookies, and stands at a network address of its own."""

    port: int
    source: str
    answers: list[Answer]
    cookies: dict[str, str] = field(default_factory=dict)
    _line: http.client.HTTPConnection | None = None

    def ask(self, name: str, path: str, form: Mapping[str, str] | None = None, *, script: bool = False) -> str:
        """Ask for a page or send a form; what came back, or "" where nothing did."""
        began = time.perf_counter()
        try:
            status, page = self._asked(path, form, script=script)
        except (OSError, http.client.HTTPException):
            self.leave()
            status, page = 0, ""
        self.answers.append(Answer(name, status, time.perf_counter() - began))
        return page

    def leave(self) -> None:
        """Close the connection."""
        if self._line:
            self._line.close()
        self._line = None

    def listen(self, path: str) -> socket.socket:
        """Open a live stream, as the page of a conversation does; whoever gets it closes it."""
        stream = socket.create_connection(("127.0.0.1", self.port), _PATIENCE_SECONDS, (self.source, 0))
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {self._jar()}\r\n\r\n"
        stream.sendall(head.encode())
        return stream

    def _asked(self, path: str, form: Mapping[str, str] | None, *, script: bool) -> tuple[int, str]:
        head = {"Cookie": self._jar(), "Accept": "application/json" if script else "text/html"}
        body = None
        if form is not None:
            body = urlencode({"csrfmiddlewaretoken": TOKEN, **form})
            head |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN}
        # A kept connection may have been closed by now, as a browser knows: what never arrived is asked once more.
        for _ in range(2):
            fresh = self._line is None
            line = self._line = self._line or http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=_PATIENCE_SECONDS, source_address=(self.source, 0)
            )
            try:
                line.request("GET" if body is None else "POST", path, body, head)
                answer = line.getresponse()
                break
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.leave()
                if fresh:
                    raise
        page = answer.read().decode("utf-8", "replace")
        self._keep_cookies(answer.headers.get_all("Set-Cookie") or ())
        return answer.status, page

    def _jar(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep_cookies(self, lines: Sequence[str]) -> None:
        self.cookies |= {named[1]: named[2] for line in lines if (named := _NAMED.match(line))}


@dataclass(eq=False)
class Kind(threading.Thread):
    """One kind person after the other, until told to stop."""

    site: Server
    number: int
    stopped: threading.Event
    answers: list[Answer] = field(default_factory=list)
    begun: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self._chance = random.Random(self.number)

    @override
    def run(self) -> None:
        """Let people come and come back."""
        self._pause()
        while not self.stopped.is_set():
            browser = self._newcomer()
            for _ in range(_VISITS):
                self._visit(browser)
            browser.leave()

    def _newcomer(self) -> Browser:
        """Somebody who begins a plan, with a product on the shelf."""
        self.begun += 1
        source = f"127.{10 + self.number}.{self.begun // 250}.{1 + self.begun % 250}"
        browser = Browser(self.site.port, source, self.answers)
        browser.cookies[cookie("csrf", at=self.site.address)] = TOKEN
        browser.ask("front", "/")
        self._pause()
        browser.ask("begin", "/", {"when": "yesterday", "setting": "clinic", "needle_mm": "1.0", "zone": "UTC"})
        browser.ask("today", "/today/")
        self._pause()
        browser.ask("add", "/shelf/add/", {"name": "My cream", "label": _LABELS[0], "kind": ""})
        return browser

    def _visit(self, browser: Browser) -> None:
        """A visit of somebody who has a plan: the page of today, the box, the shelf, the conversation."""
        chance = self._chance
        for ask in (self._today, self._box, self._shelf, self._chat):
            if self.stopped.is_set():
                return
            self._pause()
            if chance.random() < 0.8:
                ask(browser)

    def _today(self, browser: Browser) -> None:
        browser.ask("today", "/today/")
        tick = {"day": "2", "time": "morning", "care": "gentle-cleanse", "done": "1", "id": str(uuid.uuid4())}
        browser.ask("tick", "/tick/", tick, script=True)

    def _box(self, browser: Browser) -> None:
        label = self._chance.choice(_LABELS)
        browser.ask("box", "/may/", {"said": label, "name": f"Cream {self._chance.randint(1, 999)}"})

    def _shelf(self, browser: Browser) -> None:
        browser.ask("shelf", "/shelf/")

    def _chat(self, browser: Browser) -> None:
        browser.ask("conversation", "/advisor/")
        with browser.listen("/advisor/stream/"):
            self._pause()
            words = {"uid": str(uuid.uuid4()), "body": self._chance.choice(_WORDS)}
            answer = browser.ask("message", "/advisor/", words, script=True)
            number = json.loads(answer).get("number", 0) if answer.startswith("{") else 0
            self._pause()
            browser.ask("news", f"/advisor/since/?number={number}", script=True)

    def _pause(self) -> None:
        self.stopped.wait(self._chance.expovariate(1 / _PAUSE_SECONDS))


@dataclass(eq=False)
class Advisor(threading.Thread):
    """Somebody at the desk, who looks at the inbox and answers what is on top of it."""

    site: Server
    session: str
    stopped: threading.Event
    answers: list[Answer] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    @override
    def run(self) -> None:
        """Work until told to stop."""
        browser = Browser(self.site.port, "127.9.0.1", self.answers)
        browser.cookies[cookie("csrf", at=self.site.address)] = TOKEN
        browser.cookies[cookie("session", at=self.site.address)] = self.session
        while not self.stopped.wait(_PAUSE_SECONDS):
            waiting = _CONVERSATION.search(browser.ask("inbox", "/desk/"))
            if waiting and not self.stopped.wait(_PAUSE_SECONDS):
                browser.ask("desk", f"/desk/{waiting[1]}/")
                words = {"uid": str(uuid.uuid4()), "body": "From the third day on, if your skin is calm."}
                browser.ask("reply", f"/desk/{waiting[1]}/", words, script=True)
        browser.leave()

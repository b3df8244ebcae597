"""What the site costs: Today with thirty products, the plan, asking about a pasted label, `fortnight serve` at rest.

Today and the plan are measured against an empty page of the same stack: the same middleware, session, person and
entrance, and nothing on it. All are asked in turns in one process, through the same door as the server's, as a browser
asks: with cookies, and with or without leave to compress.
"""

import http.client
import io
import logging
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bench.reading import Given

_PRODUCTS = 30
_ASKED = 60
_TURNS = 25
_REQUESTS = 12
# How many times an empty page Today and the plan may cost.
_MOST = (3.5, 6)
Ask = Callable[..., tuple[int, bytes]]


def run(labels: Sequence[Given]) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory(prefix="fortnight-bench-") as folder:
        _at_rest(Path(folder) / "served")
        os.environ["FORTNIGHT_DATA"] = str(Path(folder) / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "fortnight.web.project.settings"
        from fortnight.web.project.serve import install

        install()
        _pages(labels)


def _pages(labels: Sequence[Given]) -> None:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    settings.ROOT_URLCONF = "bench.addresses"
    application = get_wsgi_application()
    # The log is written as ever, and shown to nobody.
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(io.StringIO())
    ask = _door(application, _person(labels))
    for path in ("/today/", "/plan/", "/empty/"):
        assert ask(path)[0] == 200, path
    with CaptureQueriesContext(connection) as queries:
        ask("/today/")
    print(f"\nToday with {_PRODUCTS} products, signed in, CPU milliseconds a page, the middle of {_TURNS} turns")
    print(f"  queries                                    {len(queries):8d}   at most 5")
    for words, encoding in (("", ""), (", compressed for the browser", "gzip")):
        paths = ("/empty/", "/today/", "/plan/")
        floor, *pages = _in_turns(partial(ask, encoding=encoding), paths)
        print(f"  floor (an empty page of the same stack)    {median(floor):8.2f}")
        for name, most, ours in zip(("Today", "Plan"), _MOST, pages, strict=True):
            ratio = median(mine / least for least, mine in zip(floor, ours, strict=True))
            print(f"  {name + words:<35}        {median(ours):8.2f}   {ratio:6.2f} x the floor, at most {most}")
    _asking(ask, labels)


def _asking(ask: Ask, labels: Sequence[Given]) -> None:
    """Time a pasted label, from the form to its answer's page."""
    spent: list[float] = []
    # The first is not counted: the server has read its tables before it listens.
    for number in range(-1, _ASKED):
        label = labels[number % len(labels)]
        form = f"name=Asked+{number}&said={_quoted(label.label)}"
        started = time.perf_counter()
        status, location = ask("/may/", form=form)
        assert status == 302, status
        assert ask(location.decode())[0] == 200
        spent.append((time.perf_counter() - started) * 1000)
    spent = sorted(spent[1:])
    print("\nasking about a pasted label, from the form to its answer's page, milliseconds on the server")
    print(f"  middle of {_ASKED}                               {spent[_ASKED // 2]:8.1f}   at most 50")
    print(f"  nineteen of twenty within                  {spent[_ASKED * 19 // 20]:8.1f}   at most 50")
    print(f"  slowest                                    {spent[-1]:8.1f}")


def _quoted(text: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(text)


def _in_turns(ask: Callable[[str], object], paths: Sequence[str]) -> list[list[float]]:
    """CPU milliseconds of a request for each path and turn; in turns, so that a slow moment meets all of them."""
    spent: list[list[float]] = [[] for _ in paths]
    for _ in range(_TURNS):
        for path, times in zip(paths, spent, strict=True):
            started = time.process_time()
            for _ in range(_REQUESTS):
                ask(path)
            times.append((time.process_time() - started) / _REQUESTS * 1000)
    return spent


def _person(labels: Sequence[Given]) -> dict[str, str]:
    """Somebody who is signed in, on day 3, with their shelf; the cookies of their browser."""
    import datetime as dt

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.middleware.csrf import _get_new_csrf_string

    from fortnight.web.accounts.actions import begin, start_treatment
    from fortnight.web.accounts.models import User
    from fortnight.web.accounts.queries import clinic
    from fortnight.web.accounts.sessions import SessionStore
    from fortnight.web.shelf.actions import add

    user = User.objects.create_user("bench@example.org")
    person, _ = begin(clinic=clinic(), zone="UTC", language="en", country="", user=user)
    today = dt.datetime.now(dt.UTC).date()
    start_treatment(person, date=today - dt.timedelta(days=2), setting="clinic", needle_mm=None)
    for number in range(_PRODUCTS):
        label = labels[number % len(labels)]
        add(person, name=f"{label.name or 'Product'} {number}"[:120], label=label.label, kind="")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "fortnight.web.accounts.backend.Backend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key), settings.CSRF_COOKIE_NAME: _get_new_csrf_string()}


def _door(application: Any, cookies: dict[str, str]) -> Ask:
    """The way in that the server takes, without the network: a path, perhaps a form; status and page, or where to."""
    from django.conf import settings

    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def ask(path: str, *, form: str = "", encoding: str = "") -> tuple[int, bytes]:
        body = form.encode()
        environ = {
            "REQUEST_METHOD": "POST" if form else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost:8000",
            "HTTP_COOKIE": cookie,
            "HTTP_ACCEPT_LANGUAGE": "en",
            "HTTP_ACCEPT_ENCODING": encoding,
            "HTTP_X_CSRFTOKEN": cookies[settings.CSRF_COOKIE_NAME],
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
        }
        response: list[Any] = []
        answer = application(environ, lambda status, headers, *_: response.extend((status, dict(headers))))
        page = b"".join(answer)
        answer.close()
        return int(response[0][:3]), response[1].get("Location", "").encode() or page

    return ask


def _at_rest(folder: Path) -> None:
    """Start the real server, ask a few pages of it, and look at its memory."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    variables = {**os.environ, "FORTNIGHT_DATA": str(folder)}
    command = [sys.executable, "-m", "fortnight.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(200):
                if _fetched(port, "/healthz") == 200:
                    break
                time.sleep(0.1)
            for path in ("/", "/signs/", "/offline/"):
                assert _fetched(port, path) == 200, path
            memory = _memory(server.pid)
        finally:
            server.terminate()
    print("\nfortnight serve at rest, after a few pages, MB, without the reader of photos")
    print(f"  resident (RSS)                             {memory['Rss']:8.0f}   at most 150")
    print(f"  its share of what is shared (PSS)          {memory['Pss']:8.0f}")
    print(f"  its own alone (USS)                        {memory['Private_Clean'] + memory['Private_Dirty']:8.0f}")


def _fetched(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _memory(pid: int) -> dict[str, float]:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    return {name: int(amount) / 1024 for name, amount in re.findall(r"^(\w+): +(\d+) kB", text, re.MULTILINE)}

"""The desk's inbox with 100,000 conversations and two million messages: how many questions, how long on the server.

Rows are made by the database itself. `FORTNIGHT_DATABASE` names a PostgreSQL; without it they are made in SQLite, in a
folder that is thrown away.
"""

import logging
import os
import statistics
import tempfile
import time
from typing import Any

_PEOPLE = 100_000
_EACH = 20
_ROUNDS = 30

_NUMBERS = {
    "sqlite": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to}) SELECT i FROM n) AS n",
    "postgresql": "generate_series(1, {to}) AS n(i)",
}
_UUID = {
    "sqlite": "printf('%08x%024x', {salt}, {number})",
    "postgresql": "lpad(to_hex({salt}), 8, '0')::text || lpad(to_hex({number}), 24, '0')",
}
_AGO = {
    "sqlite": "datetime('now', '-' || {minutes} || ' minutes')",
    "postgresql": "now() - {minutes} * interval '1 minute'",
}


def _fill() -> None:
    """A hundred thousand people, each with a conversation of twenty messages: one in twenty waits, half are closed."""
    from django.db import connection

    from fortnight.web.accounts.queries import clinic

    kind = connection.vendor
    house = clinic().pk

    def uuid(salt: int, number: str) -> str:
        text = _UUID[kind].format(salt=salt, number=number)
        return f"({text})::uuid" if kind == "postgresql" else text

    ago = _AGO[kind]
    people = _NUMBERS[kind].format(to=_PEOPLE)
    texts = (
        _NUMBERS[kind].format(to=_EACH).replace("AS n", "AS m").replace("n(i)", "m(i)" if kind != "sqlite" else "n(i)")
    )
    false, empty = ("0", "'{}'") if kind == "sqlite" else ("false", "'{}'")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_person (key, clinic_id, name, zone, country, language, area, purpose, facts,"
            " seen_flags, cautious, keep_offline, created)"
            f" SELECT {uuid(1, 'n.i')}, {house}, 'Person ' || n.i, 'UTC', '', 'en', '', '', {empty}, '[]',"
            f" {false}, {false}, {ago.format(minutes='n.i')} FROM {people}"
        )
        since = f"CASE WHEN p.id % 20 = 0 THEN {ago.format(minutes='(p.id % 1000)')} END"
        cursor.execute(
            "INSERT INTO chat_conversation (person_id, key, last, asked, due, red, level, closed, changed, created,"
            " because, because_words, tags)"
            f" SELECT p.id, {uuid(2, 'p.id')}, {_EACH}, {since}, {since}, CASE WHEN p.id % 2000 = 0 THEN p.created END,"
            " CASE WHEN p.id % 2000 = 0 THEN 3 END, CASE WHEN p.id % 2 = 1 THEN p.created END,"
            " p.created, p.created, '', '',"
            " CASE WHEN p.id % 100 = 0 THEN '|retinol|' ELSE '' END FROM accounts_person p"
        )
        cursor.execute(
            "INSERT INTO chat_message (conversation_id, number, uid, author, way, body, card, signs, at)"
            f" SELECT c.id, m.i, {uuid(3, f'c.id * {_EACH} + m.i')},"
            " CASE WHEN m.i % 2 = 1 THEN 'person' ELSE 'advisor' END,"
            f" 'web', 'May I use number ' || m.i || ' on day 7?', {empty}, '[]', c.created FROM chat_conversation c,"
            f" {texts}"
        )
        cursor.execute("ANALYZE")


def _desk() -> Any:
    """The browser of an advisor."""
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.test import Client

    from fortnight.web.accounts.actions import appoint

    settings.ALLOWED_HOSTS.append("testserver")
    user, _ = appoint(email="noor@example.org", name="Noor")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    browser = Client()
    browser.force_login(user, backend="fortnight.web.accounts.backend.Backend")
    return browser


def _noting(queries: list[str]) -> Any:
    """A wrapper around each question to the database that writes it down."""

    def noted(run: Any, sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return run(sql, *rest)

    return noted


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as room:
        os.environ["FORTNIGHT_DATA"] = room
        from fortnight.web.project.serve import install

        install()
        logging.getLogger("fortnight.request").setLevel(logging.WARNING)
        from django.db import connection

        _fill()
        browser = _desk()
        # How the clinic looks is found once by a process, and remembered.
        browser.get("/desk/")
        print(f"\nthe inbox with {_PEOPLE:,} conversations and {_PEOPLE * _EACH:,} messages, on {connection.vendor}")
        for box in ("due", "red", "mine", "free", "waiting", "snoozed", "closed"):
            number, middle = _opened(browser, f"/desk/?box={box}", _ROUNDS)
            print(f"  {box:10} {number:2} queries, at most 6   {middle:8.1f} ms in the middle, at most 100")
        for name, more in (("a tag", "box=waiting&tag=retinol"), ("a name", "q=78901"), ("two words", "q=number+day")):
            number, middle = _opened(browser, f"/desk/?{more}", 3)
            print(f"  {name:10} {number:2} queries, at most 6   {middle:8.1f} ms in the middle")


def _opened(browser: Any, path: str, rounds: int) -> tuple[int, float]:
    """How many questions a page asks, and its milliseconds in the middle."""
    from django.db import connection

    queries: list[str] = []
    with connection.execute_wrapper(_noting(queries)):
        browser.get(path)
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        assert browser.get(path).status_code == 200
        took.append((time.perf_counter() - began) * 1000)
    return len(queries), statistics.median(took)


if __name__ == "__main__":
    main()

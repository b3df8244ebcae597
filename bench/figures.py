"""The figures of a clinic with two million messages: how long a day takes to count, how long the page takes.

The rows are those of the inbox's bench; each second message is an answer and has its facts. `FORTNIGHT_DATABASE` names
a PostgreSQL; without it they are made in SQLite, in a folder that is thrown away.
"""

import logging
import os
import statistics
import tempfile
import time
from typing import Any

from bench.inbox import _desk, _fill, _noting

_ROUNDS = 10
_PAGE_MS = 500
_QUERIES = 16

_FACTS = {
    "sqlite": "INSERT INTO clinic_reply (conversation_id, user_id, day, asked, answered, open_minutes, clock_minutes,"
    " kept) SELECT m.conversation_id, NULL, date(m.at), m.at, m.at, (m.id * 7919) % 480, (m.id * 7919) % 4800,"
    " (m.id * 7919) % 480 <= 240 FROM chat_message m WHERE m.author = 'advisor'",
    "postgresql": "INSERT INTO clinic_reply (conversation_id, user_id, day, asked, answered, open_minutes,"
    " clock_minutes, kept) SELECT m.conversation_id, NULL, (m.at AT TIME ZONE 'UTC')::date, m.at, m.at,"
    " (m.id * 7919) % 480, (m.id * 7919) % 4800, (m.id * 7919) % 480 <= 240 FROM chat_message m"
    " WHERE m.author = 'advisor'",
}
_TOPICS = {
    "sqlite": "INSERT INTO clinic_topic (conversation_id, day, name) SELECT m.conversation_id, date(m.at),"
    " 'kind:' || (m.id % 18) FROM chat_message m WHERE m.number = 1",
    "postgresql": "INSERT INTO clinic_topic (conversation_id, day, name) SELECT m.conversation_id,"
    " (m.at AT TIME ZONE 'UTC')::date, 'kind:' || (m.id % 18) FROM chat_message m WHERE m.number = 1",
}


def _page(browser: Any, path: str) -> tuple[int, float, float]:
    """How many questions a page asks, its milliseconds in the middle, and those of this process's own work in it."""
    from django.db import connection

    queries: list[str] = []
    with connection.execute_wrapper(_noting(queries)):
        browser.get(path)
    assert not any('"body"' in query for query in queries), "the figures never read what was said"
    took, worked = [], []
    for _ in range(_ROUNDS):
        began, own = time.perf_counter(), time.process_time()
        assert browser.get(path).status_code == 200
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - own) * 1000)
    return len(queries), statistics.median(took), statistics.median(worked)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as room:
        os.environ["FORTNIGHT_DATA"] = room
        from fortnight.web.project.serve import install

        install()
        logging.getLogger("fortnight.request").setLevel(logging.WARNING)
        from django.db import connection

        from fortnight.web.clinic.figures import roll_up

        _fill()
        with connection.cursor() as cursor:
            cursor.execute(_FACTS[connection.vendor])
            cursor.execute(_TOPICS[connection.vendor])
            cursor.execute("ANALYZE")
        browser = _desk()
        print(f"\nthe figures of 100,000 conversations and 2,000,000 messages, on {connection.vendor}")
        began = time.perf_counter()
        days = roll_up()
        spent = time.perf_counter() - began
        print(f"  counting {days} finished days, once   {spent:8.1f} s, {spent / max(days, 1) * 1000:.0f} ms a day")
        for period in (7, 28, 90):
            queries, middle, own = _page(browser, f"/desk/clinic/figures/?days={period}")
            line = f"{middle:8.1f} ms, at most {_PAGE_MS}; {own:.1f} ms of them worked here"
            print(f"  {period:3} days {queries:3} queries, at most {_QUERIES} {line}")


if __name__ == "__main__":
    main()

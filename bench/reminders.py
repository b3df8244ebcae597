"""Finding whose reminder is due among 1,000,000 people: at most 200 ms a turn, and how near to one look into an index.

Rows are made by the database itself, a morning and an evening for each person, spread over two weeks; a few thousand
are due. What a turn asks is measured on the processor, against the least that a database can be asked, in the same
run. By `FORTNIGHT_DATABASE` a PostgreSQL is measured; without it SQLite, in a folder that is thrown away.
"""

import datetime as dt
import os
import tempfile
import time
from typing import Any

_PEOPLE = 1_000_000
_ROUNDS = 20
_MOST_MS = 200
_SPREAD_MINUTES = 14 * 24 * 60
_NUMBERS = {
    "sqlite": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to}) SELECT i FROM n) AS n",
    "postgresql": "generate_series(1, {to}) AS n(i)",
}
_KEY = {
    "sqlite": "printf('%032x', n.i)",
    "postgresql": "lpad(to_hex(n.i), 32, '0')::uuid",
}
_AFTER = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S', '{start}', '+' || ({minutes}) || ' minutes')",
    "postgresql": "'{start}+00'::timestamptz + ({minutes}) * interval '1 minute'",
}
_START = "2026-11-23 00:00:00"
_AT = dt.datetime(2026, 11, 23, 0, 20, tzinfo=dt.UTC)


def _fill() -> None:
    """A million people, each with a morning and an evening that are due at some minute of the two weeks."""
    from django.db import connection

    from fortnight.web.accounts.queries import clinic

    kind, house = connection.vendor, clinic().pk
    people, key = _NUMBERS[kind].format(to=_PEOPLE), _KEY[kind]
    false, empty = ("0", "'{}'") if kind == "sqlite" else ("false", "'{}'")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_person (key, clinic_id, name, zone, country, language, area, purpose, facts,"
            " seen_flags, cautious, keep_offline, created)"
            f" SELECT {key}, {house}, '', 'UTC', '', 'en', '', '', {empty}, '[]',"
            f" {false}, {false}, '{_START}' FROM {people}"
        )
        for number, slot in enumerate(("morning", "evening")):
            minutes = f"(p.id * 7919 + {number} * 720) % {_SPREAD_MINUTES}"
            due = _AFTER[kind].format(start=_START, minutes=minutes)
            cursor.execute(
                "INSERT INTO reminders_reminder (person_id, slot, due_at, written)"
                f" SELECT p.id, '{slot}', {due}, 0 FROM accounts_person p"
            )
        cursor.execute("VACUUM ANALYZE" if kind == "postgresql" else "ANALYZE")


def _least_ms(work: Any) -> float:
    """The processor's milliseconds of the quickest of several runs, here and in the database where it is this process.

    What a server of its own spends is not seen by this process: there, it is the time that passes.
    """
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    spent = []
    for _ in range(_ROUNDS):
        began = clock()
        work()
        spent.append((clock() - began) * 1000)
    return min(spent)


def main() -> None:
    """Print the figures. Raises: AssertionError where a turn takes longer than it may."""
    with tempfile.TemporaryDirectory() as room:
        os.environ["FORTNIGHT_DATA"] = room
        from fortnight.web.project.serve import install

        install()
        from django.db import connection

        from fortnight.web.reminders.queries import due, due_ids
        from fortnight.web.reminders.turns import AT_ONCE

        _fill()
        waiting = due(_AT).count()
        floor = _least_ms(lambda: connection.cursor().execute("SELECT 1"))
        turn = _least_ms(lambda: due_ids(_AT, AT_ONCE))
        nothing = _least_ms(lambda: due_ids(_AT - dt.timedelta(days=1), AT_ONCE))
        print(f"\nreminders of {_PEOPLE:,} people, {waiting:,} due, on {connection.vendor}")
        print(f"  finding {AT_ONCE} that are due   {turn:8.2f} ms, at most {_MOST_MS}; {turn / floor:6.1f} x SELECT 1")
        print(f"  finding that none is due  {nothing:8.2f} ms; {nothing / floor:6.1f} x SELECT 1")
        print(due(_AT).values_list("id", flat=True)[:AT_ONCE].explain())
        assert turn <= _MOST_MS


if __name__ == "__main__":
    main()

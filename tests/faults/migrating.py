"""Killed in the middle of an update, while the tables of an older version are changed, and at the very first start.

People have written and hold products in a database that is taken back to what earlier versions made of it. The start of
this one is killed again and again while it changes the tables. In the end it has to start, and everybody finds what was
written. On an empty folder the same is done to the first start.
"""

import http.client
import random
import sqlite3
from contextlib import closing, suppress
from functools import partial

import psycopg

from tests.faults.installation import Installation, Outcome, installed, kill_when
from tests.faults.people import newcomer, say

# Back to before answers had editions, mail could be received, products carried carts, and the desk had boxes.
_EARLIER = (
    ("shelf", "0001"),
    ("mail", "0001"),
    ("catalogue", "0003"),
    ("chat", "0003"),
    ("accounts", "0005"),
)
_HELD = (
    "SELECT conversation_id, number, uid, body FROM chat_message ORDER BY id",
    "SELECT person_id, name, label FROM shelf_product ORDER BY id",
    "SELECT id, name FROM accounts_person ORDER BY id",
    "SELECT source, name, label FROM catalogue_catalogueitem ORDER BY id",
)
_ADDED = """
from fortnight.web.accounts.models import Person
from fortnight.web.shelf.actions import add
for number in range(20):
    add(Person.objects.first(), name=f"Cream {number}", label="Aqua, Glycerin, Retinol", kind="")
"""
_DONE = "SELECT count(*) FROM django_migrations"
_NOT_YET = (sqlite3.DatabaseError, psycopg.Error)


def run(*, postgres: bool, kills: int = 8, messages: int = 20, seed: int = 7) -> Outcome:
    """Do it with so many kills of a start on older tables, and half as many of the very first start."""
    chance, wrong = random.Random(seed), list[str]()
    with installed(postgres=postgres) as house:
        first = _started_at_last(house, kills // 2, chance)
        session, _ = newcomer(house.server)
        sent = [say(house.server.port, session, f"words {number}")[1] for number in range(messages)]
        house.server.stop()
        house.shell(_ADDED)
        held = [house.query(text) for text in _HELD]
        for app, name in _EARLIER:
            house.server.manage("migrate", app, name)
        later = _started_at_last(house, kills, chance)
        for text, rows in zip(_HELD, held, strict=True):
            if house.query(text) != rows:
                wrong.append(f"other rows than before: {text}")
        if sent != list(range(1, messages + 1)) or say(house.server.port, session, "after")[1] != messages + 1:
            wrong.append("the conversation does not go on where it was")
        about = f"{house.kind}, {first} kills of the first start, {later} of a start on older tables"
    return Outcome("killed in a migration", about, tuple(wrong))


def _started_at_last(house: Installation, kills: int, chance: random.Random) -> int:
    """Start, killed so many times while tables are changed; how many kills came in time."""
    killed = 0
    for _ in range(kills):
        done, more = _migrations(house), chance.randrange(1, 8)
        process = house.process("serve", "--port", str(house.server.port))
        late: list[bool] = []
        kill_when(process, partial(_has_come, house, done + more, late))
        if late:
            break
        killed += 1
    house.server.start()
    return killed


def _has_come(house: Installation, enough: int, late: list[bool]) -> bool:
    """Whether so many migrations are done; or the site answers, and it is too late."""
    if _migrations(house) >= enough:
        return True
    # It listens before it changes the tables, and answers behind that.
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=0.05)
    with suppress(OSError, http.client.HTTPException), closing(connection):
        connection.request("GET", "/healthz")
        late.append(connection.getresponse().status > 0)
    return bool(late)


def _migrations(house: Installation) -> int:
    try:
        return int(house.query(_DONE)[0][0])
    except _NOT_YET:
        return 0

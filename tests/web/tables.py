"""The tables of the tests, made once for a run: to go through all migrations takes each process seconds of a core.

The first worker makes its database by the migrations and keeps a copy; the others begin with that copy.
"""

import fcntl
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

_COPY = "fortnight_tables"
_IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"


@contextmanager
def made_once(run_folder: Path) -> Iterator[None]:
    """Within it, a test database that is created has the tables of the first one that was, with their rows."""
    create: Callable[..., str] = connection.creation.create_test_db
    kind = _sqlite if connection.vendor == "sqlite" else _postgresql

    def created(**options: Any) -> str:
        with (run_folder / "tables.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            mark = run_folder / _COPY
            return kind(lambda: create(**options), mark)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.creation, "create_test_db", created)
        yield


def _sqlite(create: Callable[[], str], copy: Path) -> str:
    if not copy.exists():
        name = create()
        with closing(sqlite3.connect(copy)) as file:
            connection.connection.backup(file)
        return name
    name = connection.settings_dict["TEST"]["NAME"] or _IN_MEMORY
    # A database in memory is there for as long as somebody holds it.
    with closing(sqlite3.connect(name, uri=True)) as held, closing(sqlite3.connect(copy)) as file:
        file.backup(held)
        return _without_migrations(create)


def _postgresql(create: Callable[[], str], mark: Path) -> str:
    if mark.exists():
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(connection.settings_dict["TEST"], "TEMPLATE", _COPY)
            return _without_migrations(create)
    name = create()
    quote = connection.ops.quote_name
    # PostgreSQL copies no database that somebody is connected to.
    connection.close()
    connection.settings_dict["NAME"], own = "postgres", connection.settings_dict["NAME"]
    with connection.cursor() as line:
        line.execute(f"CREATE DATABASE {quote(_COPY)} TEMPLATE {quote(own)}")
    connection.close()
    connection.settings_dict["NAME"] = own
    mark.touch()
    return name


def _without_migrations(create: Callable[[], str]) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict["TEST"], "MIGRATE", value=False)
        return create()

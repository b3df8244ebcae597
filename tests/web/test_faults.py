"""The conversation under faults, with real processes, a bad line and a server that is killed: the short run."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.faults.run import run


@pytest.fixture
def database() -> str:
    """The address of a database for the served site: one of its own on the tests' PostgreSQL, or none for SQLite."""
    address = os.environ.get("FORTNIGHT_TEST_DATABASE", "")
    if not address:
        return ""
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS served")
        server.execute("CREATE DATABASE served")
    return urlunsplit(urlsplit(address)._replace(path="/served"))


def test_nothing_is_lost_doubled_or_out_of_order(database: str) -> None:
    found = run(240, conversations=2, kills=1, database=database)
    assert found.of == 240
    assert found.well, (found.line, found.wrong)

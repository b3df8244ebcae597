"""Where the rows are: SQLite in the data folder, or the PostgreSQL that the operator names."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fortnight.errors import UsageError
from fortnight.web.ground.environment import DATABASE

_MOST_COUNTS = 1_000_000


def database(address: str, folder: Path) -> dict[str, Any]:
    """Django's settings for a database. Raises: UsageError for an address of another kind.

    SQLite writes ahead (WAL), so that readers never wait, and takes the write lock at the start of a transaction, so
    that two writers queue up instead of failing. What is deleted is overwritten, and not only let go of.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / DATABASE,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        fix = "Write it as postgresql://user:password@host:5432/fortnight."
        raise UsageError("FORTNIGHT_DATABASE is not the address of a PostgreSQL database", fix)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10},
    }


def cache(address: str) -> dict[str, Any]:
    """Django's settings for what is counted for a while: how often somebody asked, for the limits.

    On SQLite one process serves everybody and counts in its memory. On PostgreSQL there may be many, and each of them
    would allow the whole limit again, so they count in one table. A count that is dropped before its time is a limit
    that does not hold, and Django keeps 300 by default: here there is room for everybody's.
    """
    room = {"MAX_ENTRIES": _MOST_COUNTS}
    if not address:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": room}
    return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "counted", "OPTIONS": room}

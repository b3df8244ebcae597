"""What was deleted leaves the disk as well: SQLite's file of changes is worked off and emptied.

Deleted rows are overwritten in the database (`secure_delete`), and that happens in the file of changes first, where
their words still stand. PostgreSQL keeps its own house (autovacuum, and its log of changes).
"""

import logging

from django.db import DatabaseError, connection

log = logging.getLogger("fortnight.scrub")


def written_ahead() -> int:
    """Work the file of changes off and empty it; 1 where that was done. Who reads just then is not waited for.

    Run after an erasure and by the clock, which makes up for a time when somebody was reading.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return 0
    try:
        with connection.cursor() as cursor:
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except DatabaseError:
        log.warning("the file of changes could not be emptied")
        return 0
    return int(not busy)

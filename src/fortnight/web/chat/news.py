"""That something is new, told to every process: by the hub within this one, by PostgreSQL's NOTIFY to the others.

What is told is only a topic and a number. Whoever is told looks into the database, which alone knows what was said; so
nothing is lost where nobody is told. On SQLite one process serves everybody, and the hub is enough.

Topics: the key of a conversation, for both sides of it; `behind` it, for the desk alone; and `DESK`, for the inbox.
Hints go the same ways over a channel of their own, and are written nowhere.
"""

import logging
import threading
from collections.abc import Callable

import psycopg
from django.db import connection, transaction

from fortnight.web.chat.hub import hub

CHANNEL = "fortnight_news"
HINTS = "fortnight_hints"
DESK = "desk"
log = logging.getLogger("fortnight.news")
_AGAIN_SECONDS = 2.0
_LOOK_SECONDS = 1.0


def tell(topic: str, number: int) -> None:
    """Tell that there is something up to a number, once what is being written now is written."""
    if connection.vendor == "postgresql":
        # NOTIFY waits for the commit by itself, and comes back to this process as well.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{topic} {number}"])
    else:
        transaction.on_commit(lambda: hub.tell(topic, number), robust=True)


def behind(key: object) -> str:
    """The topic of what happens to a conversation on the desk alone: nobody but staff listens to it."""
    return f"desk:{key}"


def hint(topic: str, text: str) -> None:
    """Pass on what matters only now; whoever is not listening at this moment never hears of it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [HINTS, f"{topic} {text}"])
    else:
        hub.hint(topic, text)


class Ears(threading.Thread):
    """Hears what other processes announce, and passes it on here. After a lost connection everybody looks again."""

    def __init__(self) -> None:
        super().__init__(name="ears", daemon=True)
        self._stopped = threading.Event()

    def run(self) -> None:
        """Listen until `stop`, over a connection that is used for nothing else."""
        while not self._stopped.is_set():
            try:
                self._hear()
            except (psycopg.Error, OSError) as error:
                log.warning("nothing is heard from other processes: %s", type(error).__name__)
                self._stopped.wait(_AGAIN_SECONDS)

    def stop(self) -> None:
        """Hear no more."""
        self._stopped.set()
        if self.is_alive():
            self.join(3 * _LOOK_SECONDS)

    def _hear(self) -> None:
        values = connection.get_connection_params()
        options = {name: values[name] for name in ("dbname", "user", "password", "host", "port") if values.get(name)}
        with psycopg.connect(autocommit=True, **options) as line:
            line.execute(f"LISTEN {CHANNEL}")
            line.execute(f"LISTEN {HINTS}")
            hub.tell_all()
            while not self._stopped.is_set():
                for news in line.notifies(timeout=_LOOK_SECONDS):
                    topic, _, text = news.payload.partition(" ")
                    if news.channel == HINTS:
                        hub.hint(topic, text)
                    else:
                        hub.tell(topic, int(text))


def start_ears() -> Callable[[], None]:
    """Start hearing other processes, where there can be any; what comes back stops it."""
    if connection.vendor != "postgresql":
        return lambda: None
    ears = Ears()
    ears.start()
    return ears.stop

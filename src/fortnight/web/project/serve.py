"""Serving the site: tables brought up to date, static files gathered, then web and background work in one process.

A stop (Ctrl-C, SIGTERM) lets requests that are under way end, then the work under way, and comes back to the caller. A
second one does not wait.
"""

import errno
import fcntl
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from fortnight.errors import UsageError
from fortnight.web.ground import environment, photo_reader
from fortnight.web.project.backup import IN_USE

log = logging.getLogger("fortnight.serve")
_GRACE_SECONDS = 10
_BACKLOG = 2048
# How long one thread goes on while others wait. The loop takes its turn several times for each page, so that with 5 ms,
# as Python has it, a few long labels on other threads make every page late (measured by `bench.soak`).
_SWITCH_SECONDS = 0.001
_SIXTH = 6
# Any number that is ours: the lock of PostgreSQL under which tables are changed.
_PREPARING = 20_261_114
_STOPS = (signal.SIGINT, signal.SIGTERM)
# The folders that this process itself keeps others off.
_serving: set[Path] = set()


def listen(host: str, port: int) -> socket.socket:
    """The socket to serve on. Raises: UsageError when the port is taken, or the address is not of this machine."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except PermissionError:
        raise UsageError(
            f"port {port} needs administrator rights", "Give one from 1024 on, such as --port 8000."
        ) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            another = "--port 8001" if port == 8000 else "--port 8000"
            raise UsageError(f"port {port} is in use by another program", f"Give another, such as {another}.") from None
        raise UsageError(f'"{host}" is not an address of this machine', "Give --host 127.0.0.1.") from None
    # What is accepted inherits it. asyncio sets it only on sockets that name TCP, which these do not: without it the
    # end of each answer on a kept connection waits 40 ms for the other side's acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Mark a data folder as being served, so that nobody restores into it meanwhile. The mark goes with the process."""
    with (folder / IN_USE).open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            raise UsageError("a restore is under way in this folder", "Start again when it is done.") from None
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep a second server off a folder whose rows are in SQLite: a page of one would not hear what the other stores.

    On PostgreSQL several may serve, and nothing is kept off. Raises: UsageError where another one serves already.
    """
    if environment.value("FORTNIGHT_DATABASE"):
        yield
        return
    with (folder / "served").open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            fix = "Stop that one first, or give this one its own folder with FORTNIGHT_DATA."
            raise UsageError(f"another process serves {folder}", fix) from None
        _serving.add(folder)
        try:
            yield
        finally:
            _serving.discard(folder)


def install() -> None:
    """Load Django, bring tables and static files up to date, know what the guide names. Quick when nothing is new.

    An empty folder becomes a new installation. Of several processes that start at once, one does it and the others
    wait. Raises: UsageError for an installation that is not whole, or not this code's to serve.
    """
    load(may_begin=True)


def prepare() -> None:
    """The same for a command on an existing installation. Raises: UsageError where there is none."""
    load()


def load(*, may_begin: bool = False, any_secret: bool = False) -> None:
    """What `install` and `prepare` do; with `any_secret` also for rows that know another secret. Raises: UsageError."""
    import django

    from fortnight.web.project import installation

    folder = environment.data_folder()
    with installation.in_words(), (folder / "preparing").open("a") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        installation.check_folder(folder, may_begin=may_begin, thorough=may_begin)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortnight.web.project.settings")
        django.setup()
        if may_begin:
            _doubt_installation()
        with _one_of_all_machines():
            installation.check_rows(folder, may_begin=may_begin, any_secret=any_secret)
            _bring_up_to_date(folder)
            installation.note_begun(folder)
        if may_begin:
            installation.close_files(folder)


def _doubt_installation() -> None:
    if not photo_reader.is_installed():
        log.warning("photos of labels and barcodes are not read here: pip install 'fortnight[photos]'")
    for name, meant in environment.unknown().items():
        log.warning("there is no setting %s%s", name, f"; {meant} may be meant" if meant else "")


@contextmanager
def _one_of_all_machines() -> Iterator[None]:
    """Hold the lock of a PostgreSQL database while its tables are changed; SQLite has none and needs none."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_PREPARING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_PREPARING])


def _bring_up_to_date(folder: Path) -> None:
    from django.core.management import call_command

    from fortnight.web.catalogue.models import CatalogueItem
    from fortnight.web.catalogue.shipped import load
    from fortnight.web.project import static_folders

    if _tables_are_behind():
        _stop_where_served(folder)
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    static_folders.gather(folder)
    load(CatalogueItem.GUIDE)


def _tables_are_behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _stop_where_served(folder: Path) -> None:
    """Refuse to change tables under a server of an earlier version. On PostgreSQL that is the operator's to order."""
    if environment.value("FORTNIGHT_DATABASE") or folder in _serving:
        return
    with alone(folder):
        return


def background() -> Sequence[Callable[[], Callable[[], None]]]:
    """What runs beside the pages: each is started by a call and stopped by the call that it gives back."""
    from fortnight.web.chat.news import start_ears
    from fortnight.web.ground.queue import start_worker
    from fortnight.web.project.due import Loop

    def due() -> Callable[[], None]:
        loop = Loop()
        loop.start()
        return loop.stop

    return (start_worker, due, start_ears)


def serve(listening: socket.socket, *, quiet: bool = False) -> None:
    """Serve until stopped, on a socket that listens; comes back when everything under way has ended.

    With `quiet` only what goes wrong is logged, so that a demo's link stays in sight.
    """
    import uvicorn

    from fortnight.web.project.asgi import application
    from fortnight.web.project.connections import Connection, room

    Connection.most = room()
    config = uvicorn.Config(
        application,
        http=Connection,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        proxy_headers=False,
    )
    sys.setswitchinterval(_SWITCH_SECONDS)
    threading.excepthook = _log_thread
    if quiet:
        logging.getLogger("fortnight").setLevel(logging.WARNING)
    with ExitStack() as running:
        running.enter_context(in_use(environment.data_folder()))
        running.callback(log.info, "stopped")
        for start in background():
            running.callback(start())
        # The server passes a stop on to whom it was meant for before; here nobody has to be told again.
        for number in _STOPS:
            signal.signal(number, lambda *_: None)
        log.info("serving", extra={"facts": {"port": listening.getsockname()[1]}})
        _server(uvicorn.Server, config).run(sockets=[listening])


def _server(kind: Any, config: Any) -> Any:
    """A server that ends the live streams when it stops: they would wait for news, and the server for them."""
    from fortnight.web.chat.hub import hub

    def stop(self: Any, number: int, frame: Any) -> None:
        hub.end_all()
        kind.handle_exit(self, number, frame)

    return type("Server", (kind,), {"handle_exit": stop})(config)


def _log_thread(failed: Any) -> None:
    """What ends a thread goes to the log as every error does, without words that a person may have typed."""
    if failed.exc_type is not SystemExit:
        log.error("a thread ended", exc_info=(failed.exc_type, failed.exc_value, failed.exc_traceback))


def address(host: str, port: int) -> str:
    """The address to show: "localhost" where the server listens on this machine's own or on all of its addresses."""
    try:
        at = ip_address(host)
    except ValueError:
        return f"http://{host}:{port}"
    if at.is_loopback or at.is_unspecified:
        return f"http://localhost:{port}"
    return f"http://{f'[{at}]' if at.version == _SIXTH else at}:{port}"

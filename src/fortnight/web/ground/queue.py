"""Work that a page does not wait for: queues in the data folder, and the threads that work them off.

Jobs stand in the `jobs.py` of the apps, made by `@job`, or by `@long_job` where one may take minutes: these have a
queue and a thread of their own, so that nobody's photo waits behind an import. They are put into the queue by
`after_commit`, so that none runs before what it is about has been written, and none whose writing failed. The workers
run in the process that serves the pages: `start_worker` starts them and gives back the call that stops them. With
`QUEUE_AT_ONCE` (tests) a job runs where it is put.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec

from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils.module_loading import autodiscover_modules
from huey import SqliteHuey
from huey.consumer import Consumer

from fortnight.web.ground import environment

P = ParamSpec("P")
_SLOWEST_LOOK_SECONDS = 0.5
_GRACE_SECONDS = 10

queue: Any = SqliteHuey(
    "fortnight",
    filename=str(environment.data_folder() / "queue.sqlite3"),
    immediate=settings.QUEUE_AT_ONCE,
    results=False,
    cache_mb=1,
)


long_queue: Any = SqliteHuey(
    "fortnight-long",
    filename=str(environment.data_folder() / "queue.sqlite3"),
    immediate=settings.QUEUE_AT_ONCE,
    results=False,
    cache_mb=1,
)


def job(work: Callable[P, None]) -> Callable[P, None]:
    """Work for the queue. Called, it runs at once; `after_commit` is the way to have it done later."""
    return _job(work, queue)


def long_job(work: Callable[P, None]) -> Callable[P, None]:
    """Work that may take minutes; otherwise as `job`."""
    return _job(work, long_queue)


def _job(work: Callable[P, None], of: Any) -> Callable[P, None]:
    @wraps(work)
    def done(*args: P.args, **kwargs: P.kwargs) -> None:
        with connected():
            work(*args, **kwargs)

    work.__dict__["task"] = of.task(name=f"{work.__module__}.{work.__qualname__}")(done)
    return work


@contextmanager
def connected() -> Iterator[None]:
    """The worker's own connection to the database, fresh where the last one is broken or old."""
    if settings.QUEUE_AT_ONCE:
        yield
        return
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()


def after_commit(work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    """Put a job into the queue once what is being written now is written."""
    transaction.on_commit(lambda: work.__dict__["task"](*args, **kwargs))


class _Worker(Consumer):
    """Huey's own, without its hand on the signals: whoever serves the pages decides when to stop."""

    def _set_signal_handlers(self) -> None:
        """Leave the signals alone."""


def start_worker() -> Callable[[], None]:
    """Start working the queue off, in threads; what comes back stops it when the job under way is done, or soon after.

    Raises: huey.exceptions.ConfigurationError where jobs run at once.
    """
    autodiscover_modules("jobs")
    logging.getLogger("huey").setLevel(logging.WARNING)
    workers = [
        _Worker(of, workers=1, max_delay=_SLOWEST_LOOK_SECONDS, scheduler_interval=10, shutdown_timeout=_GRACE_SECONDS)
        for of in (queue, long_queue)
    ]
    for worker in workers:
        worker.start()

    def stop() -> None:
        for worker in workers:
            worker.stop_flag.set()
        for worker in workers:
            worker.stop(graceful=True)

    return stop

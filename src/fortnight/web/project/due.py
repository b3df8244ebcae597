"""What falls due by the clock: a list of small jobs, each run every so many seconds, on a thread of its own.

A job that fails is logged and comes again at its next turn, one that had nothing to do is not logged; one that is slow
holds up none but itself, and is not begun again before it has ended. Each may run twice where several processes serve
the same rows, so each is written to do no harm then. Nothing that a person made is deleted here without their word:
only sessions and private links that open nothing any more, photos of a course when the time is over for which their
person wanted them, and where the clinic has set a term, what is past it.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import close_old_connections, connections
from django.utils.module_loading import import_string

log = logging.getLogger("fortnight.due")
_LONGEST_NAP_SECONDS = 60.0
_PATIENCE_SECONDS = 20
_HOUR = 60 * 60
_SLOW_MS = 5_000
# What comes so seldom is logged even when there was nothing to do: it tells that the clock goes.
_HEARTBEAT_SECONDS = 24 * _HOUR
# When the last job of this process ended, by the clock that never goes back.
_beats: list[float] = []


@dataclass(frozen=True, slots=True)
class Due:
    """A job: its name in the log, how often it runs, and where its function is."""

    name: str
    every_seconds: float
    place: str


DUE = (
    Due("clock", 60, "fortnight.web.project.set_back.look"),
    Due("recall", 24 * _HOUR, "fortnight.web.shelf.actions.recall"),
    Due("ended-sessions", 6 * _HOUR, "fortnight.web.accounts.actions.delete_ended_sessions"),
    Due("written-ahead", 10 * 60, "fortnight.web.accounts.scrub.written_ahead"),
    Due("retention", 6 * _HOUR, "fortnight.web.clinic.retention.erase_due"),
    Due("letters", 20, "fortnight.web.mail.outgoing.outbox.send_due"),
    Due("plans", 30, "fortnight.web.accounts.turning.turn_due"),
    Due("reminders", 20, "fortnight.web.reminders.turns.write_due"),
    Due("pushes", 20, "fortnight.web.reminders.push.outbox.send_due"),
    Due("client-invitations", 30, "fortnight.web.clients.mailing.send_invitations"),
    Due("mail-fetched", 60, "fortnight.web.mail.incoming.imap.fetch_due"),
    Due("mail-worked", 20, "fortnight.web.mail.incoming.inbox.work_due"),
    Due("refused-mail", 6 * _HOUR, "fortnight.web.mail.incoming.strangers.forget_refused"),
    Due("unsent-files", _HOUR, "fortnight.web.chat.attachments.forget_unsent"),
    Due("course-photos", 10 * 60, "fortnight.web.course_photos.actions.forget"),
    Due("strays", 24 * _HOUR, "fortnight.web.photos.strays.forget"),
    Due("closed-links", _HOUR, "fortnight.web.accounts.actions.delete_closed_links"),
    Due("silence", 10 * 60, "fortnight.web.checkins.silence.follow"),
    Due("urgent", 30, "fortnight.web.clinic.urgent.ring"),
    Due("unattended", 60, "fortnight.web.clinic.unattended.tell"),
    Due("team-invitations", 60, "fortnight.web.clinic.invitations.send"),
    Due("week", 10 * 60, "fortnight.web.clinic.digest.send"),
    Due("imports", 10 * 60, "fortnight.web.catalogue.intaking.revive"),
    Due("screening", _HOUR, "fortnight.web.screening.actions.renew"),
    Due("figures", _HOUR, "fortnight.web.clinic.figures.roll_up"),
)


def quiet_seconds() -> float | None:
    """How long ago the loop of this process last ended a job or began; None where it has none."""
    return time.monotonic() - _beats[-1] if _beats else None


def _beat() -> None:
    _beats[:] = [time.monotonic()]


class Loop(threading.Thread):
    """The thread that starts the jobs, all of them once at its start; each job runs on a thread that ends with it."""

    def __init__(self, jobs: Sequence[Due] = DUE, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(name="due", daemon=True)
        self._jobs = dict.fromkeys(jobs, 0.0)
        self._clock = clock
        self._stopped = threading.Event()
        self._running: dict[Due, threading.Thread] = {}

    def run(self) -> None:
        """Start what is due, sleep until the next is, until `stop` is called."""
        _beat()
        try:
            while not self._stopped.wait(self.turn()):
                _beat()
        finally:
            _beats.clear()

    def stop(self) -> None:
        """Let the jobs under way end, for a while, and take up no other."""
        self._stopped.set()
        self.wait(_PATIENCE_SECONDS)

    def wait(self, seconds: float) -> None:
        """Wait for the running jobs, at most so many seconds."""
        until = time.monotonic() + seconds
        for thread in (*self._running.values(), *([self] if self._stopped.is_set() else [])):
            if thread.is_alive():
                thread.join(max(until - time.monotonic(), 0.0))

    def turn(self) -> float:
        """Start every job whose time has come and which is not under way; seconds until the next one."""
        for job, at in self._jobs.items():
            if self._stopped.is_set():
                break
            if self._clock() >= at and not self._is_under_way(job):
                self._jobs[job] = self._clock() + job.every_seconds
                self._running[job] = threading.Thread(
                    target=_run_alone, args=(job,), name=f"due {job.name}", daemon=True
                )
                self._running[job].start()
        times = (at for job, at in self._jobs.items() if not self._is_under_way(job))
        nap = min(times, default=self._clock() + _LONGEST_NAP_SECONDS) - self._clock()
        return min(max(nap, 0.0), _LONGEST_NAP_SECONDS)

    def _is_under_way(self, job: Due) -> bool:
        thread = self._running.get(job)
        return thread is not None and thread.is_alive()


def _run_alone(job: Due) -> None:
    """Run a job on a thread of its own, whose connections to the database end with it."""
    try:
        run(job)
    finally:
        connections.close_all()


def run(job: Due) -> None:
    """Run one job. Whatever it raises is logged, and its database connection is not kept when it is broken or old."""
    started = time.perf_counter()
    try:
        done = import_string(job.place)()
    except Exception:  # a job's fault must not end the others, whatever it is
        log.exception("a job failed", extra={"facts": {"job": job.name}})
    else:
        spent = round((time.perf_counter() - started) * 1000, 1)
        if done or spent >= _SLOW_MS or job.every_seconds >= _HEARTBEAT_SECONDS:
            log.info("done", extra={"facts": {"job": job.name, "ms": spent, "count": done}})
    finally:
        close_old_connections()

"""Whether the site is well: in a word for whoever watches it, in figures for its operator, and nothing of people.

`shallow` is asked often and by anybody, so it asks little: whether the database answers, and whether there is a disk to
write to. `deep` asks each part that can stand still without a page noticing.
"""

import datetime as dt
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from fortnight import __version__
from fortnight.web.clinic.models import Notice
from fortnight.web.ground import environment
from fortnight.web.ground.queue import queue
from fortnight.web.mail.models import Letter, Received
from fortnight.web.project import due
from fortnight.web.shell.trouble import StorageTrouble, met, trouble_of

OK = "ok"
_LEAST_FREE_BYTES = 32 * 1024 * 1024
_LATE = dt.timedelta(minutes=30)
_DAY = dt.timedelta(days=1)
_MOST_WAITING = 500
_STILL_SECONDS = 15 * 60


def shallow() -> dict[str, str]:
    """The state of the database and of the disk, each "ok" or what is wrong."""
    return {"database": _database(), "disk": _disk(environment.data_folder())}


def deep() -> dict[str, Any]:
    """The state of each part, with its figures; `status` is "ok" where all of them are."""
    disk = os.statvfs(environment.data_folder())
    parts: dict[str, dict[str, Any]] = {
        "database": {"state": _database(), "kind": connection.vendor},
        "disk": {"state": _disk(environment.data_folder()), "free_mb": disk.f_bavail * disk.f_frsize // 1_000_000},
    }
    if parts["database"]["state"] == OK:
        parts |= {"mail": _mail(), "incoming": _incoming()}
    parts |= {"queue": _queue(), "clock": _clock()}
    well = all(part["state"] in (OK, "none") for part in parts.values())
    return {"status": OK if well else "trouble", "version": __version__, **parts}


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_migrations")
    except DatabaseError as error:
        return trouble_of(error) or type(error).__name__
    lately = met()
    return lately if lately in (StorageTrouble.DAMAGED, StorageTrouble.READ_ONLY, StorageTrouble.FAILING) else OK


def _disk(folder: Path) -> str:
    """Whether there is room, and whether a file can be written: a few bytes are."""
    about = os.statvfs(folder)
    if about.f_flag & os.ST_RDONLY:
        return StorageTrouble.READ_ONLY
    if about.f_bavail * about.f_frsize < _LEAST_FREE_BYTES or met() is StorageTrouble.FULL:
        return StorageTrouble.FULL
    file = folder / environment.DATABASE
    if file.exists() and not os.access(file, os.W_OK):
        return StorageTrouble.READ_ONLY
    probe = folder / f".probe-{secrets.token_hex(4)}"
    try:
        probe.write_bytes(b"." * 4096)
        probe.unlink()
    except OSError as error:
        return trouble_of(error) or StorageTrouble.READ_ONLY
    return OK


def _mail() -> dict[str, Any]:
    """Letters to be sent. One that was due half an hour ago is late, whatever the mail server says."""
    now = timezone.now()
    waiting = Q(state__in=(Letter.WAITING, Letter.SENDING))
    failed = Q(state=Letter.FAILED, created__gt=now - _DAY)
    counts = Letter.objects.aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("created", filter=waiting & Q(next__lt=now - _LATE)),
        tried=Count("pk", filter=waiting & Q(tries__gt=2)),
        failed=Count("pk", filter=failed),
    )
    notices = Notice.objects.filter(sent=None, dropped=None, made__lt=now - _LATE).exclude(user=None)
    late = bool(counts["oldest"] or counts["tried"] or counts["failed"]) or notices.filter(tries__gt=0).exists()
    state = "none" if not settings.MAIL_LEAVES else "late" if late else OK
    return {"state": state, "waiting": counts["waiting"], "failed_in_a_day": counts["failed"]}


def _incoming() -> dict[str, Any]:
    """Mail that has come in and has not been read."""
    counts = Received.objects.filter(state__in=(Received.RECEIVED, Received.WORKING)).aggregate(
        waiting=Count("pk"), oldest=Min("at"), newest=Max("at")
    )
    late = bool(counts["oldest"] and counts["oldest"] < timezone.now() - _LATE)
    return {"state": "late" if late else OK, "waiting": counts["waiting"]}


def _queue() -> dict[str, Any]:
    waiting = int(queue.pending_count())
    return {"state": OK if waiting < _MOST_WAITING else "late", "waiting": waiting}


def _clock() -> dict[str, Any]:
    """Whether what falls due by the clock is done in this process, and how many seconds ago it last was."""
    quiet = due.quiet_seconds()
    if quiet is None:
        return {"state": "none"}
    return {"state": OK if quiet < _STILL_SECONDS else "still", "quiet_seconds": round(quiet)}

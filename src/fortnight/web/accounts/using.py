"""When sessions and devices were used last, in which browser; and the end of a session of staff that is over.

A use is noted every ten minutes at most, by a statement of its own, so that a request that only reads rewrites no
session. A session of staff ends after twelve hours without use, and after seven days whatever its use; everybody
else's lives as long as its cookie.
"""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from fortnight.web.accounts.browser import Browser, browser_of
from fortnight.web.accounts.models import BrowserSession, Device, User

log = logging.getLogger("fortnight.accounts")
STAFF_LIFE = dt.timedelta(days=7)
STAFF_IDLE = dt.timedelta(hours=12)
_NOTED = dt.timedelta(minutes=10)


def noted(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Note that a session is used, or end it first where it is one of staff and over."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, User):
            if request.user.is_staff and is_over(request):
                logout(request)
            else:
                _note(session_row(request), browser_of(request))
        return answer(request)

    return answered


def session_row(request: HttpRequest) -> BrowserSession | None:
    """The row of the session of a request, or None where there is none yet."""
    row: BrowserSession | None = getattr(request.session, "row", None)
    return row


def is_over(request: HttpRequest) -> bool:
    """Whether a session of staff was left alone for too long, or is too old."""
    row, now = session_row(request), timezone.now()
    return row is not None and (now - row.seen > STAFF_IDLE or now - row.began > STAFF_LIFE)


def note_device(device: Device, request: HttpRequest) -> None:
    """Note that a device has opened a visitor's plan."""
    _note(device, browser_of(request))


def _note(row: Any, browser: Browser) -> None:
    """Write down the use of a session or device, unless that was done some minutes ago."""
    now = timezone.now()
    if row is None or (row.browser and now - row.seen < _NOTED):
        return
    row.seen, row.browser, row.system = now, browser.name, browser.system
    rows = type(row).objects.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(seen=now, browser=browser.name, system=browser.system)
    except DatabaseError:
        # Where nothing can be written, a page can still be read; the form on it says what is wrong.
        log.warning("the use of a browser could not be noted")

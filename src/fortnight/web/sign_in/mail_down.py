"""Where a mail that somebody waits for does not leave: they are told so, and what opens their account without it."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPException

from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest

from fortnight.web.accounts.entrance import asking
from fortnight.web.shell.screen import page

log = logging.getLogger("fortnight.accounts")
_REMEMBERED_SECONDS = 60.0
_failed: dict[str, float] = {}


@contextmanager
def told(request: HttpRequest) -> Iterator[None]:
    """Send a mail within; where the mail server does not take it, the page that says so is the answer.

    Raises: ImmediateHttpResponse with that page.
    """
    try:
        yield
    except (SMTPException, OSError) as error:
        log.exception("a mail that somebody waits for did not leave")
        _failed["at"] = time.monotonic()
        raise ImmediateHttpResponse(page(request, "sign_in/mail_down.html", asking(request), status=503)) from error
    _failed.clear()


def say_if_down(request: HttpRequest) -> None:
    """Give the same answer where no mail is tried, so that it tells nobody who has an account.

    Raises: ImmediateHttpResponse where a mail did not leave a moment ago.
    """
    if time.monotonic() - _failed.get("at", -_REMEMBERED_SECONDS) < _REMEMBERED_SECONDS:
        raise ImmediateHttpResponse(page(request, "sign_in/mail_down.html", asking(request), status=503))

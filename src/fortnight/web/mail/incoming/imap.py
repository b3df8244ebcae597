"""Mail fetched from a mailbox by IMAP: everything since the last one that is stored, however long that was ago.

The number (UID) up to which all is stored is written with each mail, in one transaction, so that a fetch that is killed
goes on where it was. Where the server counts anew (UIDVALIDITY), everything is fetched again and known mail is known,
even where it was deleted here. The mailbox is opened for reading only: nothing is marked and nothing deleted. Two polls
missed are an error in the log and a line on the desk.
"""

import datetime as dt
import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fortnight.web.ground.mail import Account
from fortnight.web.mail.incoming.fetched import is_first
from fortnight.web.mail.incoming.inbox import MOST_BYTES, fingerprint, store, work_due
from fortnight.web.mail.models import Mailbox

log = logging.getLogger("fortnight.mail")
_PATIENCE_SECONDS = 20
_HEARD_OF = dt.timedelta(seconds=90)
_WINDOW = 5_000
_AT_ONCE = 100
_BEGINNING = 64 * 1024
_MISSED = 2
# As many at a turn of the clock, so that a mailbox of years does not hold up what else falls due.
_A_TURN = 500
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


class FetchFailedError(Exception):
    """A mailbox could not be fetched; its text says why."""


def fetch_due() -> int:
    """Fetch what is new, where the operator has named a mailbox and no other process is at it; how much there was."""
    account = settings.MAIL_BOX
    if account is None or not free(account, timezone.now()):
        return 0
    try:
        fetched = fetch(account, _A_TURN)
    except FetchFailedError:
        # Said in the log and on the desk already; the next poll tries again.
        return 0
    work_due()
    return fetched


def free(account: Account, now: dt.datetime) -> bool:
    """Whether no other process fetches this mailbox, and if so, that this one does."""
    Mailbox.objects.get_or_create(name=account.name)
    mine = Mailbox.objects.filter(name=account.name)
    return bool(mine.filter(busy=None).update(busy=now) or mine.filter(busy__lt=now - _HEARD_OF).update(busy=now))


def fetch(account: Account, most: int | None = None) -> int:
    """Fetch and store all that is new, or the first `most` of it; how many mails.

    Raises: FetchFailedError; what came before is stored.
    """
    box = Mailbox.objects.get_or_create(name=account.name)[0]
    fetched = 0
    try:
        with _connection(account) as line:
            for number in islice(_numbers(line, box), most):
                fetched += _take(line, box, number)
    except (OSError, imaplib.IMAP4.error) as error:
        raise FetchFailedError(_note_failure(box, error)) from error
    Mailbox.objects.filter(pk=box.pk).update(fetched=timezone.now(), missed=0, trouble="", busy=None)
    return fetched


def _note_failure(box: Mailbox, error: Exception) -> str:
    trouble = f"{type(error).__name__}: {error}"[:200]
    mine = Mailbox.objects.filter(pk=box.pk)
    mine.update(missed=F("missed") + 1, trouble=trouble, busy=None)
    box.refresh_from_db(fields=["missed"])
    if box.missed >= _MISSED:
        log.error("mail has not been fetched %d times: %s", box.missed, trouble)
    return trouble


@contextmanager
def _connection(account: Account) -> Iterator[imaplib.IMAP4]:
    """A connection to the mailbox, read-only."""
    if account.secure:
        context = ssl.create_default_context()
        line: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            account.host, account.port, ssl_context=context, timeout=_PATIENCE_SECONDS
        )
    else:
        line = imaplib.IMAP4(account.host, account.port, timeout=_PATIENCE_SECONDS)
    try:
        line.login(account.user, account.password)
        status, data = line.select(f'"{account.folder}"', readonly=True)
        if status != "OK":
            raise imaplib.IMAP4.error(f"there is no folder {account.folder}: {data[0]!r}")
        yield line
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            line.logout()


def _numbers(line: imaplib.IMAP4, box: Mailbox) -> Iterator[tuple[int, int]]:
    """The UID and the size of each mail that is not stored yet, in order."""
    _check_uidvalidity(line, box)
    there = int(line.response("EXISTS")[1][0] or 0)
    for begin in range(1, there + 1, _WINDOW):
        window = f"{begin}:{min(begin + _WINDOW - 1, there)}"
        data = _ask(line, "SEARCH", window, "UID", f"{box.last_uid + 1}:*")
        # "*" is the last mail even where it is an old one.
        new = sorted(int(uid) for uid in (data[0] or b"").split() if int(uid) > box.last_uid)
        for at in range(0, len(new), _AT_ONCE):
            yield from _sizes(line, new[at : at + _AT_ONCE])


def _ask(line: imaplib.IMAP4, command: str, *about: str) -> list[Any]:
    """Send a command and return the server's answer. Raises: imaplib.IMAP4.error when it refuses."""
    status, data = line.uid(command, *about)
    if status != "OK":
        raise imaplib.IMAP4.error(f"{command} was refused: {data!r}")
    return data


def _check_uidvalidity(line: imaplib.IMAP4, box: Mailbox) -> None:
    data = line.response("UIDVALIDITY")[1][0]
    counts = int(data) if data else 0
    if box.uidvalidity != counts:
        if box.uidvalidity:
            log.warning("UIDVALIDITY changed; fetching everything again")
        box.uidvalidity, box.last_uid = counts, 0
        box.save(update_fields=["uidvalidity", "last_uid"])


def _sizes(line: imaplib.IMAP4, numbers: list[int]) -> Iterator[tuple[int, int]]:
    data = _ask(line, "FETCH", ",".join(map(str, numbers)), "(UID RFC822.SIZE)")
    sizes: dict[int, int] = {}
    for item in data:
        text = item[0] if isinstance(item, tuple) else item
        uid, size = _UID.search(text or b""), _SIZE.search(text or b"")
        if uid and size:
            sizes[int(uid[1])] = int(size[1])
    # A mail that was deleted meanwhile has no size.
    return ((number, sizes[number]) for number in numbers if number in sizes)


def _take(line: imaplib.IMAP4, box: Mailbox, number: tuple[int, int]) -> int:
    """Store one mail and note that it is stored, in one transaction. 1 for a new mail, 0 for a known one."""
    uid, size = number
    whole = size <= MOST_BYTES
    what = "(BODY.PEEK[])" if whole else f"(BODY.PEEK[HEADER] BODY.PEEK[TEXT]<0.{_BEGINNING}>)"
    data = _ask(line, "FETCH", str(uid), what)
    raw = b"".join(item[1] for item in data if isinstance(item, tuple))
    with transaction.atomic():
        new = bool(raw) and is_first(box, fingerprint(raw)) and store(raw, way="imap", whole=whole)[1]
        Mailbox.objects.filter(pk=box.pk, uidvalidity=box.uidvalidity, last_uid__lt=uid).update(
            last_uid=uid, busy=timezone.now()
        )
    return int(new)

"""`fortnight mail`: how mail comes in. A server for the mail server, a pipe, a fetch, and working again what failed."""

import os
import sys
from typing import Annotated

import typer

app = typer.Typer(help="Incoming mail: receive, deliver, fetch, again.", no_args_is_help=True)
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]
Host = Annotated[str, typer.Option("--host", help="The address to listen on. LMTP has no authentication.")]
Sender = Annotated[str | None, typer.Option("--sender", help="The envelope sender; empty for none.")]
To = Annotated[list[str] | None, typer.Option("--to", help="An envelope recipient; can be repeated.")]

# What a mail server understands, from sysexits.h.
_OK = 0
_DATA_ERROR = 65
_TRY_AGAIN = 75


def _ready() -> None:
    """Load Django. The tables are left as they are: it is the site that brings them up to date."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortnight.web.project.settings")
    django.setup()


@app.command("receive")
def receive(port: Port = 8024, host: Host = "127.0.0.1") -> int:
    """Accept mail from the mail server by LMTP.

    It runs until it is stopped, and accepts a message once it is stored. It needs the site's folder and settings.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project.serve import in_use, listen, prepare

    with listen(host, port) as listening, in_use(environment.data_folder()):
        prepare()
        from fortnight.web.mail.incoming.lmtp import receive as run

        typer.echo(f"Listening for LMTP at {host}:{port}  (Ctrl-C stops it)")
        sys.stdout.flush()
        run(listening)
    return _OK


@app.command("deliver")
def deliver(sender: Sender = None, to: To = None) -> int:
    """Read one message from standard input.

    Exits with 0 once it is stored, 75 when it should be retried, 65 when it will never be accepted: the codes of
    sysexits.h, which every mail server knows.
    """
    from fortnight.errors import UsageError
    from fortnight.web.ground import environment
    from fortnight.web.project.serve import in_use

    most = 25 * 1024 * 1024
    raw = sys.stdin.buffer.read(most + 1)
    if len(raw) > most or not raw.strip():
        wrong = "is larger than 25 MB. Send it again with fewer or smaller photos" if raw.strip() else "is empty"
        return _complain(f"this email {wrong}", _DATA_ERROR)
    try:
        with in_use(environment.data_folder()):
            _ready()
            return _delivered(raw, sender, tuple(to or ()))
    except UsageError as error:
        return _complain(str(error), _TRY_AGAIN)


def _delivered(raw: bytes, sender: str | None, to: tuple[str, ...]) -> int:
    from django.db import DatabaseError
    from django.utils import timezone

    from fortnight.web.mail.incoming.inbox import store, work

    try:
        row, new = store(raw, way="pipe", sender=sender, to=to)
    except (DatabaseError, OSError) as error:
        return _complain(f"it cannot be stored at the moment ({type(error).__name__}). Try again.", _TRY_AGAIN)
    try:
        if new:
            work(row.pk, timezone.now())
    except DatabaseError:
        # It is stored, and the site works it by the clock.
        return _OK
    return _OK


def _complain(words: str, code: int) -> int:
    sys.stderr.write(f"fortnight: {' '.join(words.split())}\n")
    return code


@app.command("fetch")
def fetch() -> int:
    """Fetch new messages from the mailbox, once.

    The mailbox is the one in FORTNIGHT_IMAP; the site fetches every minute by itself.

    Exits with 75 when the mailbox could not be reached or read to the end.
    """
    from fortnight.errors import UsageError
    from fortnight.web.project.serve import prepare

    prepare()
    from django.conf import settings

    from fortnight.web.mail.incoming.imap import FetchFailedError
    from fortnight.web.mail.incoming.imap import fetch as run
    from fortnight.web.mail.incoming.inbox import work_due

    if settings.MAIL_BOX is None:
        raise UsageError("no mailbox is set", "Set FORTNIGHT_IMAP=imaps://user:password@host/INBOX.")
    try:
        count = run(settings.MAIL_BOX)
    except FetchFailedError as error:
        return _complain(f"the mailbox could not be fetched: {error}", _TRY_AGAIN)
    work_due()
    typer.echo(f"{count} new.")
    return _OK


@app.command("again")
def again() -> int:
    """Retry every message that could not be read, and those set aside after two tries."""
    from fortnight.web.project.serve import prepare

    prepare()
    from django.utils import timezone

    from fortnight.web.mail.incoming.inbox import again as once_more
    from fortnight.web.mail.incoming.inbox import work_due
    from fortnight.web.mail.incoming.summaries import unread

    rows = unread()
    for row in rows:
        once_more(row, now=timezone.now())
    work_due()
    left = len(unread())
    typer.echo(f"{len(rows)} tried again, {left} still cannot be read.")
    if left:
        typer.echo("They are kept as received, at the desk under Received email, Could not be read.")
    return _OK if not left else 1

"""`fortnight mail`: how mail comes in. A server for the mail server, a pipe, a fetch, and working again what failed."""

import os
import sys
from typing import Annotated

import typer

app = typer.Typer(help="How mail comes in: receive, deliver, fetch, again.", no_args_is_help=True)
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]
Host = Annotated[str, typer.Option("--host", help="The address to listen on. LMTP asks nobody who they are.")]
Sender = Annotated[str | None, typer.Option("--sender", help="The sender of the envelope; empty for none.")]
To = Annotated[list[str] | None, typer.Option("--to", help="A recipient of the envelope; may be given again.")]

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
    """Take mail from the mail server by LMTP.

    It runs until it is stopped, and says yes to a mail once that is stored. It needs the folder and the settings of
    the site.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project.serve import in_use, listen, prepare

    with listen(host, port) as listening, in_use(environment.data_folder()):
        prepare()
        from fortnight.web.mail.lmtp import receive as run

        typer.echo(f"Mail is taken by LMTP at {host}:{port}  (Ctrl-C stops it)")
        sys.stdout.flush()
        run(listening)
    return _OK


@app.command("deliver")
def deliver(sender: Sender = None, to: To = None) -> int:
    """Take one mail from standard input.

    Leaves with 0 once it is stored, with 75 when it should be tried again, with 65 when it will never be taken: the
    codes of sysexits.h, which every mail server knows.
    """
    from fortnight.errors import UsageError
    from fortnight.web.ground import environment
    from fortnight.web.project.serve import in_use

    most = 25 * 1024 * 1024
    raw = sys.stdin.buffer.read(most + 1)
    if len(raw) > most or not raw.strip():
        wrong = "is larger than 25 MB. Send it again with fewer or smaller photos" if raw.strip() else "is empty"
        return _said(f"this mail {wrong}", _DATA_ERROR)
    try:
        with in_use(environment.data_folder()):
            _ready()
            return _delivered(raw, sender, tuple(to or ()))
    except UsageError as error:
        return _said(str(error), _TRY_AGAIN)


def _delivered(raw: bytes, sender: str | None, to: tuple[str, ...]) -> int:
    from django.db import DatabaseError
    from django.utils import timezone

    from fortnight.web.mail.incoming import store, work

    try:
        row, new = store(raw, way="pipe", sender=sender, to=to)
    except (DatabaseError, OSError) as error:
        return _said(f"it cannot be stored just now ({type(error).__name__}). Try again.", _TRY_AGAIN)
    try:
        if new:
            work(row.pk, timezone.now())
    except DatabaseError:
        # It is stored, and the site works it by the clock.
        return _OK
    return _OK


def _said(words: str, code: int) -> int:
    sys.stderr.write(f"fortnight: {' '.join(words.split())}\n")
    return code


@app.command("fetch")
def fetch() -> int:
    """Fetch what is new from the mailbox, once.

    The mailbox is that of FORTNIGHT_IMAP; the site fetches each minute by itself.

    Leaves with 75 when the mailbox could not be reached or read to its end.
    """
    from fortnight.errors import UsageError
    from fortnight.web.project.serve import prepare

    prepare()
    from django.conf import settings

    from fortnight.web.mail.imap import FetchFailedError
    from fortnight.web.mail.imap import fetch as run
    from fortnight.web.mail.incoming import work_due

    if settings.MAIL_BOX is None:
        raise UsageError("no mailbox is named", "Set FORTNIGHT_IMAP=imaps://user:password@host/INBOX.")
    try:
        count = run(settings.MAIL_BOX)
    except FetchFailedError as error:
        return _said(f"the mailbox could not be fetched: {error}", _TRY_AGAIN)
    work_due()
    typer.echo(f"{count} new.")
    return _OK


@app.command("again")
def again() -> int:
    """Work again every mail that could not be read, also what was set aside because it was begun twice."""
    from fortnight.web.project.serve import prepare

    prepare()
    from django.utils import timezone

    from fortnight.web.mail.incoming import again as once_more
    from fortnight.web.mail.incoming import work_due
    from fortnight.web.mail.shown import unread

    rows = unread()
    for row in rows:
        once_more(row, now=timezone.now())
    work_due()
    left = len(unread())
    typer.echo(f"{len(rows)} tried again, {left} still cannot be read.")
    if left:
        typer.echo("They are kept whole, at the desk under Received email, Could not be read.")
    return _OK if not left else 1

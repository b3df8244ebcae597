"""Files that come in at the desk: kept, looked at, taken in by the queue, and taken up again after an interruption.

An import that runs says so every few hundred records. One that has been silent for a while was interrupted, and is put
into the queue again; one whose file is not here, such as one of the command line, is marked as failed, and so is one
that was begun twice and never came to its end. Whatever a file does to its reader ends its own import and no other.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from fortnight.errors import UsageError
from fortnight.web.accounts.models import User
from fortnight.web.catalogue import files, importing
from fortnight.web.catalogue.hooks import catalogue_changed
from fortnight.web.catalogue.intake.reading import FileOptions
from fortnight.web.catalogue.models import Import
from fortnight.web.catalogue.report import Report, sink_to
from fortnight.web.catalogue.undoing import undo as undo_now
from fortnight.web.ground.queue import after_commit, long_job

log = logging.getLogger("fortnight.catalogue")
_MOST_BEGUN = 2
_SILENT = dt.timedelta(minutes=5)
_INTERRUPTED = gettext_noop(
    "The import was interrupted, and its file is no longer here. Import it again: nothing is duplicated."
)
_BEGUN_TWICE = gettext_noop(
    "We tried this file twice and could not finish it, so we will not try again. Export it again."
)
_NOT_READ = gettext_noop("We cannot read this file to the end. Export it again, or as CSV.")


@transaction.atomic
def receive(pieces: Iterable[bytes], options: FileOptions, *, by: User, file: str, keep_missing: bool) -> Import:
    """Keep a file and have it looked at. Raises: UsageError where it is no format that we read."""
    begun = Import(
        by=by, source=options.source, file=file[:200], options=importing.options_of(options, keep_missing=keep_missing)
    )
    files.keep(begun, pieces)
    try:
        importing.recognise(begun, files.sent(begun))
    except UsageError:
        files.forget(begun)
        raise
    begun.save()
    after_commit(look_at, str(begun.key))
    return begun


@transaction.atomic
def look_again(begun: Import, options: FileOptions, *, keep_missing: bool) -> None:
    """Changed options for a file that was not taken in yet: it is looked at again."""
    rows = Import.objects.filter(pk=begun.pk, state__in=(Import.READY, Import.FAILED))
    changed = rows.update(state=Import.WAITING, done=0, trouble="", source=options.source,
                          options=importing.options_of(options, keep_missing=keep_missing))  # fmt: skip
    if changed:
        after_commit(look_at, str(begun.key))


@transaction.atomic
def want(begun: Import) -> bool:
    """Have a file taken in that was looked at; whether it was waiting for that."""
    rows = Import.objects.filter(pk=begun.pk, state=Import.READY)
    options = {**begun.options, "begun": 0}
    changed = rows.update(state=Import.RUNNING, done=0, ended=timezone.now(), options=options)
    if changed:
        after_commit(take_in, str(begun.key))
    return bool(changed)


def drop(begun: Import) -> None:
    """Forget a file that was not taken in."""
    gone, _ = Import.objects.filter(pk=begun.pk, state__in=(Import.READY, Import.WAITING, Import.FAILED)).delete()
    if gone:
        files.forget(begun)
        files.odd(begun).unlink(missing_ok=True)


@transaction.atomic
def undo(begun: Import, *, by: User) -> tuple[int, int]:
    """Undo an import, and record who did. Raises: UsageError where a later one has to go first."""
    figures = undo_now(begun)
    row = Import.objects.get(pk=begun.pk)
    row.options["undone_by"], row.ended = by.name or by.email, timezone.now()
    row.save(update_fields=["options", "ended"])
    catalogue_changed()
    return figures


@long_job
def look_at(key: str) -> None:
    """What an import would do, worked out and kept with it."""
    begun = _with(key, Import.WAITING, Import.LOOKING)
    if begun is None:
        return
    Import.objects.filter(pk=begun.pk).update(state=Import.LOOKING)

    def look(report: Report) -> None:
        importing.look(
            files.sent(begun), importing.file_options_of(begun), report=report,
            progress=lambda done: importing.beat(begun, done),
        )  # fmt: skip

    report = _reported(begun, look)
    if report:
        importing.end(begun, Import.READY, report)


@long_job
def take_in(key: str) -> None:
    """Take a file in that was looked at; afterwards it is no longer needed."""
    begun = _with(key, Import.RUNNING)
    if begun and _reported(begun, lambda report: importing.take(begun, files.sent(begun), report=report)):
        files.forget(begun)
        catalogue_changed()


def _reported(begun: Import, work: Callable[[Report], object]) -> Report | None:
    """The report of some work on an import; None if it failed, which the import then records."""
    with files.odd(begun).open("w", encoding="utf-8") as lines:
        report = Report(sink=sink_to(lines))
        try:
            work(report)
        except (UsageError, OSError) as error:
            trouble = str(error)
        except Exception:  # whatever a file does to its reader, it ends its own import and no other
            log.exception("an import failed")
            trouble = _NOT_READ
        else:
            return report
    importing.end(begun, Import.FAILED, report, trouble=trouble)
    return None


def revive() -> None:
    """Put what was interrupted into the queue again."""
    silent = Import.objects.filter(ended__lt=timezone.now() - _SILENT)
    unseen = Import.objects.filter(ended=None, created__lt=timezone.now() - _SILENT)
    for begun in [*silent.filter(state__in=_UNDER_WAY), *unseen.filter(state__in=(*_UNDER_WAY, Import.WAITING))]:
        if not files.sent(begun).exists():
            Import.objects.filter(pk=begun.pk).update(state=Import.FAILED, trouble=_INTERRUPTED, ended=timezone.now())
            continue
        importing.beat(begun, 0)
        with transaction.atomic():
            after_commit(take_in if begun.state == Import.RUNNING else look_at, str(begun.key))


_UNDER_WAY = (Import.LOOKING, Import.RUNNING)


def _with(key: str, *states: str) -> Import | None:
    """The import of a job that begins now, which is noted; None where there is nothing to do, or no third time."""
    begun = Import.objects.filter(key=uuid.UUID(key), state__in=states).first()
    if begun is None:
        return None
    times = int(begun.options.get("begun", 0))
    if times >= _MOST_BEGUN:
        importing.end(begun, Import.FAILED, Report(), trouble=_BEGUN_TWICE)
        return None
    begun.options["begun"] = times + 1
    begun.save(update_fields=["options"])
    return begun

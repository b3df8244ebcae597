"""What changes the clinic's draft, publishes a version, and moves people to one. One transaction each.

Every change of the draft names the revision that it was made on. On another one it is held back, and nothing is lost:
the view shows what was written beside what stands there now.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from fortnight.course.days import local_date
from fortnight.guide.changes import GuideChange, empty, read_changes, write_changes
from fortnight.guide.load import published_guide
from fortnight.guide.model import Signature
from fortnight.guide.own import unsigned
from fortnight.web.accounts.convert import current_id
from fortnight.web.accounts.holdings import refresh_all
from fortnight.web.accounts.models import AuditLine, Clinic, GuideVersion, Person, Treatment, User
from fortnight.web.accounts.queries import current_guide
from fortnight.web.ground.queue import after_commit, job
from fortnight.web.guides.models import Draft
from fortnight.web.guides.queries import DRAFT, draft_guide, drafted, read_draft, under_way
from fortnight.web.guides.roles import may_publish
from fortnight.web.screening.actions import renew_soon

_SIGNS = 12
_A_JOB = 25


class OutdatedError(Exception):
    """The change was made on a draft that somebody has changed since."""


class GuideRefusedError(Exception):
    """It cannot be done as asked; the message says why, in the reader's language."""


@transaction.atomic
def change(clinic: Clinic, *, revision: int, by: User, change: GuideChange) -> None:
    """Another change of a rule in the draft, or none where it says nothing new. Raises: OutdatedError, DataError.

    What somebody has signed stays signed while the days stay.
    """
    draft = _locked(clinic, revision)
    draft_guide(clinic, (change,))
    changes = {read_change.id: read_change for read_change in read_changes(draft.changes, DRAFT)}
    before = changes.pop(change.id, None)
    if before and (before.days, before.span) == (change.days, change.span):
        change = replace(change, signed=before.signed)
    if not empty(change):
        changes[change.id] = change
    _keep(draft, changes.values(), by)


@transaction.atomic
def undo(clinic: Clinic, *, revision: int, by: User, rule: str) -> None:
    """Let a rule be as it is published; a rule of the clinic's own is taken out of the draft. Raises: OutdatedError."""
    draft = _locked(clinic, revision)
    _keep(draft, [read_change for read_change in read_changes(draft.changes, DRAFT) if read_change.id != rule], by)


@transaction.atomic
def begin_again(clinic: Clinic, *, revision: int, by: User, version: GuideVersion | None) -> None:
    """Begin the draft again from a version, or from the published guide. Raises: OutdatedError."""
    _keep(_locked(clinic, revision), read_changes(version.changes if version else "", DRAFT), by)


@transaction.atomic
def take_in(clinic: Clinic, *, revision: int, by: User, changes: Iterable[GuideChange]) -> None:
    """Let the draft hold the changes of a file. Raises: OutdatedError, DataError.

    A signature in a file is worth nothing: only what was signed here, for these very days, stays signed.
    """
    draft = _locked(clinic, revision)
    changes = tuple(changes)
    draft_guide(clinic, changes)
    current = current_guide(clinic)
    here = [
        *read_changes(draft.changes, DRAFT),
        *(read_changes(current.changes, DRAFT) if current else ()),
    ]
    signed = {(entry.id, entry.days, entry.span, entry.signed) for entry in here if entry.signed}
    taken = [
        entry if (entry.id, entry.days, entry.span, entry.signed) in signed else replace(entry, signed=None)
        for entry in changes
    ]
    _keep(draft, taken, by)


@transaction.atomic
def publish(
    clinic: Clinic, *, revision: int, by: User, note: str, name: str = "", reasons: Mapping[str, str] | None = None
) -> GuideVersion:
    """Publish the draft as the clinic's next version, with a reason for each rule that is milder and not yet signed.

    Whoever has no plan yet begins with it; everybody else keeps theirs. Raises: OutdatedError, RefusedError.
    """
    if not may_publish(by):
        raise GuideRefusedError(gettext("Only a clinic owner can publish."))
    row = _locked(clinic, revision)
    current = current_guide(clinic)
    draft = read_draft(clinic, row, current)
    changes = tuple(_signed(clinic, draft.changes, by, name, reasons or {}))
    text = write_changes(changes)
    if text == (current.changes if current else ""):
        raise GuideRefusedError(gettext("Nothing has changed since the last version."))
    number = current.number + 1 if current else 1
    digest = hashlib.sha256(text.encode()).hexdigest()[:_SIGNS]
    version = GuideVersion.objects.create(
        key=f"{clinic.pk}.{number}.{digest}",
        clinic=clinic,
        number=number,
        hash=digest,
        changes=text,
        base=published_guide().version,
        note=note,
        by=by,
        by_name=by.name or by.email,
    )
    _keep(row, changes, by)
    renew_soon()
    return version


def _signed(
    clinic: Clinic, changes: Iterable[GuideChange], by: User, name: str, reasons: Mapping[str, str]
) -> Iterable[GuideChange]:
    """The changes, each milder one with the signature of whoever publishes. Raises: RefusedError."""
    changes = tuple(changes)
    milder = {rule.id for rule in unsigned(draft_guide(clinic, changes))}
    if not milder:
        return changes
    if not by.name or name.strip().casefold() != by.name.strip().casefold():
        raise GuideRefusedError(gettext("Enter your full name: this version is milder than the published guide."))
    if any(not reasons.get(rule_id, "").strip() for rule_id in milder):
        raise GuideRefusedError(gettext("Each rule that is milder than the published guide needs a reason."))
    today = local_date(timezone.now(), clinic.zone)
    return [
        replace(entry, signed=Signature(by=by.name, reason=" ".join(reasons[entry.id].split()), on=today))
        if entry.id in milder
        else entry
        for entry in changes
    ]


@transaction.atomic
def move(clinic: Clinic, *, version: GuideVersion | None, by: User, keys: Iterable[str] | None = None) -> int:
    """Let people whose fortnight is not over go by a version, or by the published guide; how many were moved.

    All of them, or those with these keys. Each is told, and their record says so. Raises: RefusedError.
    """
    if not may_publish(by):
        raise GuideRefusedError(gettext("Only a clinic owner can move people to a version."))
    chosen_keys = set(keys) if keys is not None else None
    target = version.pk if version else None
    people = [
        person
        for person in under_way(clinic)
        if person.current
        and person.current.guide_id != target
        and (chosen_keys is None or str(person.key) in chosen_keys)
    ]
    now = timezone.now()
    courses = [current_id(person) for person in people]
    Treatment.objects.filter(pk__in=courses).update(guide=version, moved=now)
    about = f"guide version {version.number}" if version else "published guide"
    AuditLine.objects.bulk_create(
        [AuditLine(person=person, at=now, by="clinic", action="move_guide", about=about) for person in people]
    )
    for start in range(0, len(people), _A_JOB):
        after_commit(refresh, [person.pk for person in people[start : start + _A_JOB]])
    return len(people)


@job
def refresh(persons: list[int]) -> None:
    """Work the answers of people out again who were moved, so that what has changed is told when they come next."""
    for person in Person.objects.filter(pk__in=persons).select_related("current", "clinic").iterator(chunk_size=200):
        refresh_all(person)


def _locked(clinic: Clinic, revision: int) -> Draft:
    """The draft's row, for this transaction alone. Raises: OutdatedError on another revision."""
    begun = drafted(clinic).row
    Draft.objects.get_or_create(clinic=clinic, defaults={"changes": begun.changes})
    draft = Draft.objects.select_for_update().get(clinic=clinic)
    if draft.revision != revision:
        raise OutdatedError
    return draft


def _keep(draft: Draft, changes: Iterable[GuideChange], by: User) -> None:
    """Write the changes."""
    draft.changes = write_changes(changes)
    draft.revision += 1
    draft.by, draft.changed = by, timezone.now()
    draft.save(update_fields=["changes", "revision", "by", "changed"])

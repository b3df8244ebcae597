"""What changes a calendar: how it is wished for, its address, its version. One transaction each."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from fortnight.exports.calendar import CalendarRevision, CourseCalendar
from fortnight.web.accounts.actions import note
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.secrets import hashed, new_secret
from fortnight.web.exports.convert import key_of
from fortnight.web.exports.models import CalendarFeed

_FETCHED_AGAIN = dt.timedelta(hours=1)


def feed_of(person: Person) -> CalendarFeed:
    """A person's calendar; the first call makes it."""
    feed, _ = CalendarFeed.objects.select_related("person").get_or_create(person=person)
    feed.person = person
    return feed


@transaction.atomic
def change_feed(feed: CalendarFeed, **values: Any) -> None:
    """Other wishes for a calendar."""
    changed = [name for name, value in values.items() if getattr(feed, name) != value]
    for name in changed:
        setattr(feed, name, values[name])
    if changed:
        feed.save(update_fields=changed)
        note(feed.person, action="change_calendar", about=" ".join(changed))


@transaction.atomic
def open_feed(feed: CalendarFeed) -> str:
    """A new secret for a calendar's address, which is shown once; an address that there was opens nothing any more."""
    token = new_secret()
    feed.token_hash, feed.opened, feed.fetched = hashed(token), timezone.now(), None
    feed.save(update_fields=["token_hash", "opened", "fetched"])
    note(feed.person, action="open_calendar")
    return token


@transaction.atomic
def close_feed(feed: CalendarFeed) -> None:
    """End a calendar's address, at once and for good."""
    if feed.token_hash is None:
        return
    feed.token_hash = feed.opened = feed.fetched = None
    feed.save(update_fields=["token_hash", "opened", "fetched"])
    note(feed.person, action="close_calendar")


def revision_of(feed: CalendarFeed, calendar: CourseCalendar) -> CalendarRevision:
    """The version of what a calendar holds now: one more than before where that has changed since it was made last.

    Two who come at the same moment agree: only one of them counts up.
    """
    key = key_of(feed)
    digest = hashed(f"{key} {calendar.entries()!r} {calendar.options!r}")
    if feed.digest != digest:
        sequence = feed.sequence + 1 if feed.digest else feed.sequence
        now = timezone.now().replace(microsecond=0)
        same = CalendarFeed.objects.filter(pk=feed.pk, sequence=feed.sequence, digest=feed.digest)
        same.update(digest=digest, sequence=sequence, modified=now)
        feed.refresh_from_db(fields=["digest", "sequence", "modified"])
    return CalendarRevision(key=key, sequence=feed.sequence, modified=feed.modified)


def note_fetch(feed: CalendarFeed) -> None:
    """A program has come for a calendar; kept to the hour, for the person to see."""
    now = timezone.now()
    if feed.fetched is None or now - feed.fetched > _FETCHED_AGAIN:
        CalendarFeed.objects.filter(pk=feed.pk, token_hash=feed.token_hash).update(fetched=now)

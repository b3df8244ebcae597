"""A person's calendar by its secret or by themself, and what of their fortnight goes on paper."""

from fortnight.course.days import date_of, local_date
from fortnight.exports.products import OwnProduct
from fortnight.exports.summary import Done, Felt, SummarySession, Used
from fortnight.guide.model import Time
from fortnight.web.accounts.convert import current_treatment
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.queries import treatments_of
from fortnight.web.accounts.secrets import hashed
from fortnight.web.checkins.queries import checkins_in
from fortnight.web.checkins.words import LEVELS
from fortnight.web.exports.models import CalendarFeed
from fortnight.web.exports.words import (
    checkin_words,
    facts_in_words,
    outcome_words,
    place_words,
    trial_words,
    tried_words,
)
from fortnight.web.healing.models import Alarm
from fortnight.web.healing.queries import known_signs
from fortnight.web.journal.queries import done_slots
from fortnight.web.shelf.hooks import cautions_of, stopped_of
from fortnight.web.shelf.models import Product
from fortnight.web.words.kinds import kind_words
from fortnight.web.words.numbers import said_length
from fortnight.web.words.rules import told

_TOLD = ("discreet", "halves", "alarms", "morning", "evening", "sequence", "modified", "opened", "fetched")


def feed_of_token(token: str) -> CalendarFeed | None:
    """The calendar that this secret opens, with its person, or None. One query."""
    feeds = CalendarFeed.objects.select_related("person", "person__current", "person__clinic")
    return feeds.filter(token_hash=hashed(token)).first() if token else None


def feed_told(person: Person) -> dict[str, object] | None:
    """What is kept of a person's calendar, ready for JSON; its secret is kept by nobody."""
    row = CalendarFeed.objects.filter(person=person).values(*_TOLD).first()
    return dict(row) if row else None


def products_of(person: Person) -> tuple[OwnProduct, ...]:
    """What is on a person's shelf, by name; bring it up to date first (`shelf.actions.refresh`)."""
    return tuple(use.product for use in used_of(person))


def used_of(person: Person) -> tuple[Used, ...]:
    """What is on a person's shelf and since when, by name; bring it up to date first (`shelf.actions.refresh`)."""
    rows = list(Product.objects.filter(person=person, removed=None, on_shelf__isnull=False).order_by("name", "id"))
    things = {str(row.key): frozenset(row.rules) for row in rows}
    stops = stopped_of(person, things, day_for(person, today_for(person))) if person.current else {}
    names = {str(row.key): {str(row.key), row.name or row.begins} for row in rows}
    cautions = cautions_of(person, {key: rules | names[key] for key, rules in things.items()})
    return tuple(
        Used(
            product=OwnProduct(
                name=row.name or row.begins,
                marks=row.marks,
                stop=stops.get(str(row.key), ""),
                caution=cautions.get(str(row.key), ""),
            ),
            kind=kind_words(row.kind or row.guessed),
            since=local_date(row.on_shelf or row.created, person.zone),
        )
        for row in rows
    )


def done_of(person: Person) -> tuple[Done, ...]:
    """What is ticked in a person's current course."""
    return tuple(Done(day=slot.day, time=Time(slot.time), care=slot.care) for slot in sorted(done_slots(person)))


def felt_of(person: Person) -> tuple[Felt, ...]:
    """What a person told of warning signs, the latest first. What others at home must not read is left out."""
    alarms = Alarm.objects.filter(person=person).order_by("-at", "-id")
    pairs = ((alarm, known_signs(alarm.signs)) for alarm in alarms)
    return tuple(
        Felt(
            date=local_date(alarm.at, person.zone),
            words=alarm.words or " ".join(told(sign) for sign in signs),
            then=outcome_words(alarm.outcome),
        )
        for alarm, signs in pairs
        if not any(sign.is_private for sign in signs)
    )


def checkins_of(person: Person) -> tuple[Felt, ...]:
    """How a person's skin felt in their current course, and what it tried, the latest first.

    What others at home must not read is left out.
    """
    if person.current is None:
        return ()
    rows = [
        (row.day, row.at, checkin_words(row), str(LEVELS[row.level]))
        for row in checkins_in(person.current)
        if not any(sign.is_private for sign in known_signs(row.signs))
    ]
    rows += [
        (trial.day, trial.at, tried_words(trial), trial_words(trial)) for trial in person.current.trials.order_by("at")
    ]
    session = current_treatment(person)
    latest = sorted(rows, key=lambda row: row[:2], reverse=True)
    return tuple(Felt(date=date_of(session, day), words=words, then=then) for day, _, words, then in latest)


def sessions_of(person: Person) -> tuple[SummarySession, ...]:
    """A person's treatments, the latest first."""
    return tuple(
        SummarySession(
            date=session.date,
            place=place_words(session.setting),
            needle=said_length(session.needle_mm) if session.needle_mm is not None else "",
        )
        for session in treatments_of(person)
    )


def facts_of(person: Person) -> tuple[tuple[str, str], ...]:
    """What a person told about themself: each question and its answer, in the reader's words."""
    return facts_in_words(person.facts)

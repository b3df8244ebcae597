"""What a clinic changes in the guide, as plain data: read strictly from TOML, written back in one form only.

Five tables: other days, words or products for a `[[window]]`, a `[[care]]`, an `[[activity]]` or a `[[stage]]` of the
guide, and `[[own]]` rules that a clinic adds. What is not named stays as it is published; nothing can be taken away.
Days are given whole (`refuse` and `careful` together, `[]` for none), words by language. Whatever is wrong is a
`DataError` with the line of the entry and the fix. Whether the ids exist is asked by `own.apply`.
"""

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from fortnight.guide.model import LAST_DAY, Signature, Span, Where
from fortnight.labels.model import Detail, Kind, Mark, Trait
from fortnight.tables import Place, Row, read_tables
from fortnight.wording.load import LANGUAGES

OWN = "own-"
"""How the id of every rule begins that a clinic adds, so that it meets no id of ours, now or later."""
LATEST_DAY = 365
MOST_CHANGES = 200
MOST_NAMED = 6
LENGTHS: Mapping[str, int] = {"says": 600, "why": 300, "often": 80, "reason": 500, "by": 80, "named": 80}
_MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Table(StrEnum):
    """What is changed."""

    STAGE = "stage"
    CARE = "care"
    WINDOW = "window"
    ACTIVITY = "activity"
    OWN = "own"


PARTS: Mapping[Table, tuple[str, ...]] = {
    Table.STAGE: ("says",),
    Table.CARE: ("says", "why", "often"),
    Table.WINDOW: ("says",),
    Table.ACTIVITY: ("says",),
    Table.OWN: ("says",),
}
"""Which words of each can be other ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDays:
    """The days on which something is refused and wants care; `from_day` where it is closed beyond day 14."""

    refuse: Span | None = None
    careful: Span | None = None
    from_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a rule of the clinic's own is about: a mark on a label, kinds of product, or an activity of the guide."""

    shows: Mark | None = None
    kinds: tuple[Kind, ...] = ()
    where: Where = Where.ANYWHERE
    activity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideChange:
    """One change. What is None or empty stays as published.

    `days` are those of a window, an activity or an own rule, `span` those of a care;
    `words` are (part, language, text).
    """

    table: Table
    id: str
    at: Place
    days: ChangedDays | None = None
    span: Span | None = None
    words: tuple[tuple[str, str, str], ...] = ()
    named: tuple[str, ...] | None = None
    about: About | None = None
    signed: Signature | None = None


def read_changes(text: str, file: str) -> tuple[GuideChange, ...]:
    r"""The changes that a text holds; `file` is named in errors.

    Raises: DataError with the line of the entry.

    >>> (one,) = read_changes('[[care]]\nid = "retinol"\ndays = [9, 14]', "ours.toml")
    >>> one.span.text
    '9-14'
    """
    tables = read_tables(text, file, {table.value: _READ[table] for table in Table})
    changes = tuple(change for table in Table for change in tables[table])
    for change in changes[MOST_CHANGES:]:
        Row({"id": change.id}, change.at).fail(
            f"this is change {MOST_CHANGES + 1}", f"A guide takes {MOST_CHANGES} changes at most."
        )
    return changes


def change_from(table: Table, values: Mapping[str, object], file: str) -> GuideChange:
    """One change from plain values, as they would stand in its entry, read as strictly. Raises: DataError."""
    row = Row(values, Place(file=file, line=1))
    change = _READ[table](row)
    row.finish()
    return change


def write_changes(changes: Iterable[GuideChange]) -> str:
    r"""The changes as TOML, always the same text for the same changes, whatever their order.

    >>> print(write_changes(read_changes('[[care]]\nid="retinol"\ndays=[9,14]', "ours.toml")).strip())
    [[care]]
    id = "retinol"
    days = [9, 14]
    """
    order = list(Table)
    entries = sorted(changes, key=lambda change: (order.index(change.table), change.id))
    return "\n".join("\n".join(_written(entry)) + "\n" for entry in entries)


def empty(change: GuideChange) -> bool:
    """Whether a change of a rule of the guide changes nothing."""
    fields = (change.days, change.span, change.named, change.about)
    return all(field is None for field in fields) and not change.words


def _read_stage(row: Row) -> GuideChange:
    return _sound(row, GuideChange(table=Table.STAGE, id=row.text("id"), at=row.at, words=_words(row, Table.STAGE)))


def _read_care(row: Row) -> GuideChange:
    days = row.days("days")
    if row.has("days") and days is None:
        row.fail("it has no day left", "A step cannot be removed; write days = [first, last].")
    return _sound(
        row,
        GuideChange(
            table=Table.CARE,
            id=row.text("id"),
            at=row.at,
            span=Span(first=days[0], last=days[1]) if days else None,
            words=_words(row, Table.CARE),
            named=_named(row),
            signed=_signature(row),
        ),
    )


def _read_window(row: Row) -> GuideChange:
    return _sound(
        row,
        GuideChange(
            table=Table.WINDOW,
            id=row.text("id"),
            at=row.at,
            days=_days(row),
            words=_words(row, Table.WINDOW),
            signed=_signature(row),
        ),
    )


def _read_activity(row: Row) -> GuideChange:
    return _sound(
        row,
        GuideChange(
            table=Table.ACTIVITY,
            id=row.text("id"),
            at=row.at,
            days=_days(row, beyond=True),
            words=_words(row, Table.ACTIVITY),
            signed=_signature(row),
        ),
    )


def _read_own(row: Row) -> GuideChange:
    change = GuideChange(
        table=Table.OWN, id=row.text("id"), at=row.at, days=_days(row), words=_words(row, Table.OWN), about=_about(row)
    )
    if not change.id.startswith(OWN):
        row.fail("this is a rule of your own", f'Start its id with "{OWN}".')
    if change.days is None or not (change.days.refuse or change.days.careful):
        row.fail("it closes nothing", "Write refuse = [first, last], or careful = [first, last].")
    if not any(part == "says" for part, _, _ in change.words):
        row.fail("it has no words", 'Write says = { en = "..." }.')
    return change


_READ = {
    Table.STAGE: _read_stage,
    Table.CARE: _read_care,
    Table.WINDOW: _read_window,
    Table.ACTIVITY: _read_activity,
    Table.OWN: _read_own,
}


def _sound(row: Row, change: GuideChange) -> GuideChange:
    if empty(change):
        row.fail("it changes nothing", "Leave the entry out, or write what is to be another.")
    return change


def _days(row: Row, *, beyond: bool = False) -> ChangedDays | None:
    """The days of a window or an activity: both spans or neither."""
    keys = [key for key in ("refuse", "careful") if row.has(key)]
    if len(keys) == 1:
        missing = "careful" if keys == ["refuse"] else "refuse"
        row.fail(f"{keys[0]} is given without {missing}", f"Write both; {missing} = [] for no day.")
    refuse, careful = (Span(first=pair[0], last=pair[1]) if (pair := row.days(key)) else None for key in _BOTH)
    if refuse and careful and careful.first <= refuse.last:
        fix = f"Let careful start on day {refuse.last + 1} or later."
        row.fail(f"careful {careful.text} starts before refuse {refuse.text} is over", fix)
    from_day = row.number("from_day") if beyond else None
    if from_day is not None and not (LAST_DAY < from_day <= LATEST_DAY and refuse and refuse.last == LAST_DAY):
        fix = f"Write refuse = [1, 14] with it, and a day from 15 to {LATEST_DAY}, or leave it out."
        row.fail("from_day is for what stays closed up to day 14", fix)
    return ChangedDays(refuse=refuse, careful=careful, from_day=from_day) if keys else None


_BOTH = ("refuse", "careful")


def _about(row: Row) -> About:
    about = About(
        shows=cast(Mark | None, row.any_choice("shows", Trait, Detail)),
        kinds=row.choices("kinds", Kind),
        where=row.choice("where", Where, Where.ANYWHERE),
        activity=row.text("activity", ""),
    )
    if sum((about.shows is not None, bool(about.kinds), bool(about.activity))) != 1:
        row.fail("needs exactly one of shows, kinds and activity", "Give it one of shows, kinds and activity.")
    if about.where is not Where.ANYWHERE and about.shows is None:
        row.fail("where belongs to shows", "Leave it out.")
    if about.where is Where.SUNSCREEN_WITHOUT_MINERAL:
        row.fail('where = "sunscreen_without_mineral" can turn milder by an ingredient', "Take any, or leave it out.")
    return about


def _words(row: Row, table: Table) -> tuple[tuple[str, str, str], ...]:
    words = []
    for part in PARTS[table]:
        for language, text in sorted(row.table(part).items()):
            if language not in LANGUAGES:
                row.fail(f'{part} has words in "{language}"', f"Languages: {', '.join(LANGUAGES)}.")
            words.append((part, language, _plain(row, f"{part} ({language})", text, LENGTHS[part])))
    return tuple(words)


def _named(row: Row) -> tuple[str, ...] | None:
    if not row.has("named"):
        return None
    named = tuple(_plain(row, "a product's name", text, LENGTHS["named"]) for text in row.texts("named"))
    if len(named) > MOST_NAMED:
        row.fail(f"{len(named)} products are named", f"Name at most {MOST_NAMED}.")
    return named


def _signature(row: Row) -> Signature | None:
    values = row.table("signed")
    if not values:
        return None
    on = values.get("on")
    if set(values) != {"by", "reason", "on"} or not isinstance(on, dt.date) or isinstance(on, dt.datetime):
        row.fail("the signature is not whole", 'Write signed = { by = "...", reason = "...", on = 2026-11-23 }.')
    by, reason = (_plain(row, key, values[key], LENGTHS[key]) for key in ("by", "reason"))
    return Signature(by=by, reason=reason, on=on)


def _plain(row: Row, what: str, text: object, most: int) -> str:
    """A text of a clinic: something in it, one line, no markup, not too long."""
    if not isinstance(text, str) or not text.strip():
        row.fail(f"{what} is empty", "Write some words, or leave it out.")
    if _MARKUP.search(text):
        row.fail(f"{what} contains markup", "Write plain words, without < and >.")
    if _UNSEEN.search(text):
        row.fail(f"{what} contains a line break or an invisible character", "Write it on one line.")
    if len(text) > most:
        row.fail(f"{what} has {len(text)} characters", f"Write at most {most}.")
    return text.strip()


def _written(change: GuideChange) -> Iterable[str]:
    yield f"[[{change.table}]]"
    yield f"id = {_quoted(change.id)}"
    if change.about:
        yield from _about_written(change.about)
    yield from _days_written(change)
    for part in PARTS[change.table]:
        translations = ", ".join(
            f"{tongue} = {_quoted(text)}" for key, tongue, text in sorted(change.words) if key == part
        )
        if translations:
            yield f"{part} = {{ {translations} }}"
    if change.named is not None:
        yield f"named = [{', '.join(_quoted(name) for name in change.named)}]"
    if change.signed:
        by, reason = _quoted(change.signed.by), _quoted(change.signed.reason)
        yield f"signed = {{ by = {by}, reason = {reason}, on = {change.signed.on} }}"


def _about_written(about: About) -> Iterable[str]:
    if about.shows:
        yield f"shows = {_quoted(about.shows)}"
        yield f"where = {_quoted(about.where)}"
    if about.kinds:
        yield f"kinds = [{', '.join(_quoted(kind) for kind in about.kinds)}]"
    if about.activity:
        yield f"activity = {_quoted(about.activity)}"


def _days_written(change: GuideChange) -> Iterable[str]:
    if change.span:
        yield f"days = {_span_written(change.span)}"
    if change.days:
        yield f"refuse = {_span_written(change.days.refuse)}"
        yield f"careful = {_span_written(change.days.careful)}"
        if change.days.from_day:
            yield f"from_day = {change.days.from_day}"


def _span_written(span: Span | None) -> str:
    return f"[{span.first}, {span.last}]" if span else "[]"


def _quoted(text: str) -> str:
    """A text in quotes: JSON's escapes are TOML's, and what TOML does not accept is refused when it is read."""
    return json.dumps(str(text), ensure_ascii=False)

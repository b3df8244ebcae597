"""Reading the guide: four TOML files become one `Guide`, once, and every rule can be found by its id.

Order: stages first, since care names them; then care, windows, the cautious layer, activities. What a
single entry cannot show (that no id stands in two files, that a care's stage exists) is checked at the
end. Everything wrong is a `DataError` with file, line and fix; nothing is repaired in silence.
"""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TypedDict, cast

from fortnight.errors import DataError, UsageError, did_you_mean
from fortnight.guide.model import (
    LAST_DAY,
    Activity,
    Care,
    Duty,
    Guide,
    Layer,
    Promise,
    Rule,
    Span,
    Stage,
    Time,
    Where,
    Window,
)
from fortnight.labels.model import Detail, Kind, Mark, Trait
from fortnight.sources import shipped
from fortnight.tables import Place, Row, read_tables, refuse_repeated
from fortnight.wording.rule_fields import filled

_VERSION = "2026-11-23"


class RuleFacts(TypedDict):
    """The facts that every rule carries, as keywords of any `Rule`."""

    id: str
    says: str
    sources: tuple[str, ...]
    place: str
    reviewed: dt.date
    at: Place
    why: str
    why_sources: tuple[str, ...]
    why_place: str


def rule_facts(row: Row) -> RuleFacts:
    """The facts that every rule carries, out of its entry."""
    if row.has("why_source") and not (row.has("why") and row.has("why_place")):
        row.fail("why_source without why and why_place", 'Add why = "..." and why_place = "...", or leave it out.')
    row.table("translations")
    return {
        "id": row.text("id"),
        "says": sentence(row, "says"),
        "sources": row.source(),
        "place": row.text("place"),
        "reviewed": row.date("reviewed"),
        "at": row.at,
        "why": sentence(row, "why", ""),
        "why_sources": row.source("why_source") if row.has("why_source") else (),
        "why_place": row.text("why_place", ""),
    }


def sentence(row: Row, key: str, default: str | None = None) -> str:
    """The sentence under `key` with the days of its row in it, see `wording/rule_fields.py`."""
    text = row.text(key, default)
    try:
        return filled(text, row.values)
    except ValueError as error:
        row.fail(f"{key}: {error}", f"See src/fortnight/wording/rule_fields.py for what {key} may name.")


def span(row: Row, key: str) -> Span | None:
    """The days under `key` as a span, or nothing."""
    days = row.days(key)
    return Span(first=days[0], last=days[1]) if days else None


def read_windows(text: str, file: str, layer: Layer) -> tuple[Window, ...]:
    """The `[[window]]` entries of a text, all of one layer. Raises: DataError."""

    def build(row: Row) -> Window:
        return _window(row, layer)

    return read_tables(text, file, {"window": build})["window"]


def read_activities(text: str, file: str) -> tuple[Activity, ...]:
    """The `[[activity]]` entries of a text. Raises: DataError, also when two share a word."""
    activities = read_tables(text, file, {"activity": _activity})["activity"]
    words: dict[str, str] = {}
    for activity in activities:
        for word in (activity.name.casefold(), *activity.also):
            if word in words:
                what = f'"{activity.id}": the word "{word}" stands already at "{words[word]}"'
                raise DataError(activity.at.file, activity.at.line, what, "Keep it in one of the two.")
            words[word] = activity.id
    return activities


def read_course(text: str, file: str) -> tuple[tuple[Promise, ...], tuple[Stage, ...], tuple[Care, ...]]:
    """The promises, the stages and the care of a text in the form of `guide.toml`. Raises: DataError."""
    tables = read_tables(text, file, {"promise": _promise, "stage": _stage, "care": _care})
    stages = cast(tuple[Stage, ...], tables["stage"])
    care = cast(tuple[Care, ...], tables["care"])
    for entry in care:
        if entry.stage not in {stage.id for stage in stages}:
            fix = did_you_mean(entry.stage, [stage.id for stage in stages])
            raise DataError(entry.at.file, entry.at.line, f'"{entry.id}": no stage "{entry.stage}"', fix)
        if entry.instead_of and entry.instead_of not in {other.id for other in care}:
            fix = did_you_mean(entry.instead_of, [other.id for other in care])
            raise DataError(entry.at.file, entry.at.line, f'"{entry.id}": no care "{entry.instead_of}"', fix)
    return cast(tuple[Promise, ...], tables["promise"]), stages, care


@cache
def published_guide() -> Guide:
    """The published 14-day guide with the cautious layer and the activities beside it.

    Days are base 1. Raises: DataError when the shipped data is broken. Source: guide/data/*.toml.

    >>> [stage.name for stage in published_guide().stages]
    ['Calm', 'Restart', 'Rebuild', 'Renew']
    """
    promises, stages, care = read_course(*_data("guide.toml"))
    guide = Guide(
        id="published-guide",
        version=_VERSION,
        promises=promises,
        stages=stages,
        care=care,
        windows=read_windows(*_data("windows.toml"), Layer.GUIDE),
        cautious=read_windows(*_data("cautious.toml"), Layer.CAUTIOUS),
        activities=read_activities(*_data("activities.toml")),
    )
    refuse_repeated((rule.id, rule.at) for rule in _rules_of(guide))
    _refuse_starts_with_nothing(guide)
    return guide


def _refuse_starts_with_nothing(guide: Guide) -> None:
    """Raises: DataError for a window that starts with a care that does not exist."""
    care = [entry.id for entry in guide.care]
    for window in guide.windows:
        if window.starts_with and window.starts_with not in care:
            fix = did_you_mean(window.starts_with, care)
            what = f'"{window.id}": no care "{window.starts_with}"'
            raise DataError(window.at.file, window.at.line, what, fix)


def all_rules() -> tuple[Rule, ...]:
    """Every rule of the published guide, whatever its table, in the order of the files."""
    return _rules_of(published_guide())


def rule(rule_id: str) -> Rule:
    """The rule with that id, from any table of the guide; a person's modifiers are in `person`.

    Raises: UsageError when there is none, with the nearest id.

    >>> rule("retinoid-returns").at.file
    'guide/data/windows.toml'
    """
    entry = _by_id().get(rule_id)
    if entry is None:
        raise UsageError(f'there is no rule "{rule_id}" in the guide', did_you_mean(rule_id, _by_id()))
    return entry


@cache
def _by_id() -> Mapping[str, Rule]:
    return MappingProxyType({all_rule.id: all_rule for all_rule in all_rules()})


def _rules_of(guide: Guide) -> tuple[Rule, ...]:
    return (
        *guide.promises,
        *guide.stages,
        *guide.care,
        *guide.windows,
        *guide.cautious,
        *guide.activities,
    )


def _data(name: str) -> tuple[str, str]:
    file = f"guide/data/{name}"
    return shipped(file), file


def _days(row: Row, key: str) -> Span:
    days = span(row, key)
    if days is None:
        row.fail(f'missing key "{key}"', f"Add {key} = [first, last].")
    return days


def _promise(row: Row) -> Rule:
    return Promise(**rule_facts(row))


def _stage(row: Row) -> Rule:
    return Stage(**rule_facts(row), name=row.text("name"), days=_days(row, "days"))


def _care(row: Row) -> Rule:
    spf_min = row.number("spf_min")
    if spf_min is not None and not 2 <= spf_min <= 100:
        row.fail(f"spf_min = {spf_min} is not an SPF", "Write the number on a label, such as 30.")
    row.text("why")
    return Care(
        **rule_facts(row),
        stage=row.text("stage"),
        days=_days(row, "days"),
        times=row.choices("times", Time),
        often=row.text("often"),
        daily=row.flag("daily"),
        duty=row.choice("duty", Duty),
        kinds=row.choices("kinds", Kind),
        shows=row.choices("shows", Trait),
        spf_min=spf_min,
        without=row.choices("without", Trait),
        named=row.texts("named"),
        instead_of=row.text("instead_of", ""),
    )


def _window(row: Row, layer: Layer) -> Window:
    window = Window(
        **rule_facts(row),
        layer=layer,
        shows=_mark(row, "shows"),
        unless=_mark(row, "unless"),
        kinds=row.choices("kinds", Kind),
        where=row.choice("where", Where, Where.ANYWHERE),
        spf_below=row.number("spf_below"),
        refuse=span(row, "refuse"),
        careful=span(row, "careful"),
        active=row.flag("active"),
        always=row.flag("always"),
        starts_with=row.text("starts_with", ""),
        closed=row.text("closed", ""),
    )
    if (window.shows is None) == (not window.kinds):
        row.fail("needs exactly one of shows and kinds", "Give it either shows or kinds.")
    if window.shows is None and (window.unless or window.where is not Where.ANYWHERE):
        row.fail("unless and where belong to shows", "Leave them out, or give it shows.")
    if window.spf_below is not None and not window.kinds:
        row.fail("spf_below says not for which products", 'Add kinds, such as kinds = ["sunscreen"].')
    _apart(row, window.refuse, window.careful)
    return window


def _activity(row: Row) -> Activity:
    activity = Activity(
        **rule_facts(row),
        name=row.text("name"),
        also=row.words("also"),
        refuse=span(row, "refuse"),
        careful=span(row, "careful"),
        from_day=row.number("from_day"),
        group=row.text("group", "") or None,
        deep_days=row.number("deep_days") or 0,
        tone_days=row.number("tone_days") or 0,
        unknown=row.flag("unknown"),
        contains=row.texts("contains"),
        shows=_mark(row, "shows"),
    )
    _apart(row, activity.refuse, activity.careful)
    _sound(row, activity)
    return activity


def _sound(row: Row, activity: Activity) -> None:
    """Refuse an activity whose facts contradict each other."""
    for word in activity.also:
        if word != word.casefold():
            row.fail(f'also holds "{word}"', f'Write it in small letters: "{word.casefold()}".')
    days = activity.refuse or activity.careful
    if activity.unknown and (days or activity.from_day):
        row.fail("it is marked unknown but has days", "Leave out either unknown or the days.")
    if activity.from_day is not None and (
        activity.from_day <= LAST_DAY or activity.refuse is None or activity.refuse.last != LAST_DAY
    ):
        row.fail(
            f"from_day is for what stays closed up to day {LAST_DAY}",
            f"Write refuse = [1, {LAST_DAY}], or leave it out.",
        )
    if not (0 <= activity.deep_days <= LAST_DAY and 0 <= activity.tone_days <= LAST_DAY):
        row.fail(
            "deep_days and tone_days are not valid numbers of days",
            f"Write days from 0 to {LAST_DAY}; a rule only gets stricter.",
        )


def _mark(row: Row, key: str) -> Mark | None:
    """The trait or the detail under `key`, or nothing."""
    return cast(Mark | None, row.any_choice(key, Trait, Detail))


def _apart(row: Row, refuse: Span | None, careful: Span | None) -> None:
    """Refuse days that want care before, or on, days that are refused."""
    if refuse and careful and careful.first <= refuse.last:
        fix = f"Let careful start on day {refuse.last + 1} or later."
        row.fail(f"careful {careful.text} starts before refuse {refuse.text} is over", fix)

"""A clinic's own guide: the published one with its changes, each of which says what it was before.

`apply` is strict: an id that is not there, a table that does not fit, an activity that nobody knows is a `DataError`
with the line. `holding` is for versions that were published once: the guide may have moved on since, so a change of a
rule that is gone is left out and reported, and one that nobody has signed is never milder than what is published now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NoReturn, TypeVar

from fortnight.errors import DataError, did_you_mean
from fortnight.guide.changes import ChangedDays, GuideChange, Table
from fortnight.guide.model import Activity, Care, ChangedRule, Guide, Layer, Protocol, Rule, Span, Window
from fortnight.guide.standing import RuleStanding, standing, strictest
from fortnight.wording.dates import said_span
from fortnight.wording.load import LANGUAGE, LANGUAGES, say
from fortnight.wording.rule_words import told
from fortnight.wording.states import said_state_on

R = TypeVar("R", bound=Rule)
SOURCE = "clinic-protocol"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedVersion:
    """A published version on the guide of now, and the changes that could not be kept, each with the reason."""

    guide: Guide
    left_out: tuple[tuple[GuideChange, str], ...]


def apply(guide: Guide, changes: Iterable[GuideChange], protocol: Protocol) -> Guide:
    """The guide with the changes. Nothing of the guide is lost, and every changed rule keeps what it was before.

    Raises: DataError at the first change that does not fit.
    """
    ours: dict[str, Rule] = {}
    windows: list[Window] = []
    beside: list[Activity] = []
    for change in changes:
        if change.id in ours:
            _fail(change, "it is changed twice", "Keep one of the two.")
        rule = ours[change.id] = changed_rule(guide, change, protocol)
        if change.table is Table.OWN and isinstance(rule, Window):
            windows.append(rule)
        elif change.table is Table.OWN and isinstance(rule, Activity):
            beside.append(rule)
    return _with(guide, ours, windows, beside, protocol)


def changed_rule(guide: Guide, change: GuideChange, protocol: Protocol) -> Rule:
    """One rule of the guide as a change makes it, or the rule that a clinic adds. Raises: DataError."""
    if change.table is Table.OWN:
        return _own(guide, change, protocol)
    published_rules: Mapping[str, Rule] = {entry.id: entry for entry in _table(guide, change.table)}
    published = published_rules.get(change.id)
    if published is None:
        _fail(
            change,
            f'there is no such {change.table} in the guide: "{change.id}"',
            did_you_mean(change.id, published_rules),
        )
    rule = _with_days(published, change)
    moved = _days_of(rule) != _days_of(published)
    if isinstance(rule, Care) and change.named is not None:
        rule = replace(rule, named=change.named)
    return _marked(rule, published, change, protocol, moved=moved)


def _with_days(published: Rule, change: GuideChange) -> Rule:
    """The rule on the days of a change; as it is where the change names none."""
    days = change.days
    if isinstance(published, Window) and days:
        return replace(published, refuse=days.refuse, careful=days.careful)
    if isinstance(published, Activity) and days:
        return replace(published, refuse=days.refuse, careful=days.careful, from_day=days.from_day, unknown=False)
    if isinstance(published, Care) and change.span:
        return replace(published, days=change.span)
    return published


def _days_of(rule: Rule) -> tuple[object, ...]:
    """Everything about a rule that says when it holds."""
    match rule:
        case Window():
            return rule.refuse, rule.careful
        case Activity():
            return rule.refuse, rule.careful, rule.from_day, rule.unknown
        case Care():
            return (rule.days,)
        case _:
            return ()


def unsigned(guide: Guide) -> tuple[Rule, ...]:
    """The rules of a clinic's guide that are milder than published and that nobody has signed."""
    return tuple(
        rule
        for rule in changed_in(guide)
        if standing(rule) is RuleStanding.MILDER and rule.changed and rule.changed.signed is None
    )


def changed_in(guide: Guide) -> tuple[Rule, ...]:
    """Every rule that a clinic changed or added, in the order of the tables."""
    rules: tuple[Rule, ...] = (*guide.stages, *guide.care, *guide.windows, *guide.activities, *guide.beside)
    return tuple(rule for rule in rules if rule.changed)


def holding(guide: Guide, changes: Iterable[GuideChange], protocol: Protocol) -> CarriedVersion:
    """A published version on the guide of now. Never raises for what the guide has moved on from."""
    fitting_changes, left_out = fitting(guide, changes, protocol)
    ours = apply(guide, fitting_changes, protocol)
    milder = {rule.id: strictest(rule) for rule in unsigned(ours)}
    return CarriedVersion(guide=_with(ours, milder, (), (), protocol), left_out=left_out)


def fitting(
    guide: Guide, changes: Iterable[GuideChange], protocol: Protocol
) -> tuple[tuple[GuideChange, ...], tuple[tuple[GuideChange, str], ...]]:
    """The changes that fit the guide, and those that do not, each with the reason."""
    fits, left_out = [], []
    for change in changes:
        try:
            changed_rule(guide, change, protocol)
        except DataError as error:
            left_out.append((change, error.what))
        else:
            fits.append(change)
    return tuple(fits), tuple(left_out)


def rule_in(guide: Guide, rule_id: str) -> Rule | None:
    """The rule of a guide with that id, from any of its tables, or None."""
    rules: tuple[Rule, ...] = (
        *guide.promises, *guide.stages, *guide.care, *guide.windows, *guide.cautious, *guide.activities, *guide.beside
    )  # fmt: skip
    return next((rule for rule in rules if rule.id == rule_id), None)


def _with(
    guide: Guide, ours: Mapping[str, Rule], windows: Iterable[Window], beside: Iterable[Activity], protocol: Protocol
) -> Guide:
    return replace(
        guide,
        stages=_now(guide.stages, ours),
        care=_now(guide.care, ours),
        windows=(*_now(guide.windows, ours), *windows),
        activities=_now(guide.activities, ours),
        beside=(*_now(guide.beside, ours), *beside),
        protocol=protocol,
    )


def _now(rules: tuple[R, ...], ours: Mapping[str, Rule]) -> tuple[R, ...]:
    """Each rule in the clinic's version, where the clinic has one."""
    changed = ((rule, ours.get(rule.id)) for rule in rules)
    return tuple(rule if isinstance(rule, type(now)) else now for now, rule in changed)


def _table(guide: Guide, table: Table) -> tuple[Rule, ...]:
    match table:
        case Table.STAGE:
            return guide.stages
        case Table.CARE:
            return guide.care
        case Table.WINDOW:
            return guide.windows
        case Table.ACTIVITY:
            return guide.activities
        case Table.OWN:
            return ()


def _own(guide: Guide, change: GuideChange, protocol: Protocol) -> Rule:
    """A rule that the clinic adds. An active stays one: what a person's facts delay, they delay here as well."""
    about, days = change.about, change.days or ChangedDays()
    if about is None:
        _fail(change, "it says not what it is about", "Give it one of shows, kinds and activity.")
    if about.activity:
        activities = {activity.id: activity for activity in guide.activities}
        if about.activity not in activities:
            fix = did_you_mean(about.activity, activities)
            _fail(change, f'there is no such activity in the guide: "{about.activity}"', fix)
        beside = replace(
            activities[about.activity],
            id=change.id,
            refuse=days.refuse,
            careful=days.careful,
            from_day=None,
            unknown=False,
            changed=None,
        )
        return _marked(beside, None, change, protocol, moved=True)
    actives = (entry for entry in guide.windows if entry.active)
    window = Window(
        id=change.id,
        says="",
        sources=(SOURCE,),
        place="",
        reviewed=protocol.date,
        at=change.at,
        layer=Layer.CLINIC,
        shows=about.shows,
        kinds=about.kinds,
        where=about.where,
        refuse=days.refuse,
        careful=days.careful,
        active=any(
            (about.shows is not None and entry.shows == about.shows) or set(about.kinds) & set(entry.kinds)
            for entry in actives
        ),
    )
    return _marked(window, None, change, protocol, moved=True)


def _marked(rule: Rule, published: Rule | None, change: GuideChange, protocol: Protocol, *, moved: bool) -> Rule:
    """A rule with what it was, its words in every language, and the clinic's protocol as its source."""
    words = {(part, language): text for part, language, text in change.words}
    dated = moved and isinstance(rule, Window | Activity)
    for language in LANGUAGES:
        if dated:
            words.setdefault(("says", language), _days_in_words(rule, language))
        if isinstance(rule, Activity) and published is None:
            words["name", language] = told(change.about.activity, "name", language) or rule.name if change.about else ""
        words["place", language] = place_of(protocol, language)
    if isinstance(rule, Care):
        rule = _reasoned(rule, words)
    elif dated:
        rule = replace(rule, why="", why_sources=(), why_place="")
    return replace(
        rule,
        says=words.get(("says", LANGUAGE), rule.says),
        place=words["place", LANGUAGE],
        sources=(SOURCE,) if moved or published is None else (SOURCE, *published.sources),
        reviewed=protocol.date,
        changed=ChangedRule(
            protocol=protocol,
            published=published,
            moved=moved,
            words=tuple((part, language, text) for (part, language), text in sorted(words.items())),
            signed=change.signed,
            named=change.named is not None,
        ),
    )


def place_of(protocol: Protocol, language: str) -> str:
    """Where in a clinic's protocol a rule stands: its version, or the draft of it."""
    if protocol.number == 0:
        return say("own-draft", language)
    return say("own-version", language, number=protocol.number)


def _reasoned(care: Care, words: Mapping[tuple[str, str], str]) -> Care:
    """A care with the clinic's reason for it, or with the published one and its sources."""
    often = words.get(("often", LANGUAGE), care.often)
    care = replace(care, often=often, daily=care.daily and often == care.often)
    if ("why", LANGUAGE) in words:
        return replace(care, why=words["why", LANGUAGE], why_sources=(SOURCE,), why_place="")
    sources = care.why_sources or care.sources
    return replace(care, why_sources=sources, why_place=care.why_place or care.place)


def _days_in_words(rule: Rule, language: str) -> str:
    """The days of a rule in a sentence, for a language in which the clinic wrote none of its own."""
    if not isinstance(rule, Window | Activity):
        return rule.says
    parts = []
    if rule.refuse and isinstance(rule, Activity) and rule.from_day:
        parts.append(say("own-until", language, day=rule.from_day))
    elif rule.refuse:
        parts.append(_span_in_words("x", rule.refuse, rule, language))
    if rule.careful:
        parts.append(_span_in_words("c", rule.careful, rule, language))
    if not parts:
        parts.append(say("own-open", language))
    return say("own-days", language, days="; ".join(parts))


def _span_in_words(mark: str, span: Span, rule: Rule, language: str) -> str:
    """What holds on the days of a span, in a phrase."""
    days = said_span(span.first, span.last, language)
    return said_state_on(mark, days, language, doing=isinstance(rule, Activity))


def _fail(change: GuideChange, what: str, fix: str) -> NoReturn:
    raise DataError(change.at.file, change.at.line, f'"{change.id}": {what}', fix)

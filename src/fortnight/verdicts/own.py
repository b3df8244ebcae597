"""A clinic's own guide as people see it: its steps follow its windows, and what is milder carries its signature.

A step never begins on a day on which the guide itself closes every product that could fill it: where a clinic closes
something for longer, the step moves with it. The published guide already does this.
"""

from collections.abc import Iterable
from dataclasses import replace

from fortnight.guide.changes import GuideChange
from fortnight.guide.model import LAST_DAY, Activity, Care, ChangedRule, Guide, Protocol, Rule, Span, Window
from fortnight.guide.own import SOURCE, CarriedVersion, apply, holding, place_of
from fortnight.guide.standing import milder_days, protects
from fortnight.person.model import Profile
from fortnight.verdicts.model import ALL_DAYS, Verdict
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.sentence import days_in_words
from fortnight.verdicts.timing import starts
from fortnight.wording.load import LANGUAGE, LANGUAGES, say


def own_guide(guide: Guide, changes: Iterable[GuideChange], protocol: Protocol) -> Guide:
    r"""The guide with a clinic's changes, its steps after its windows. Raises: DataError.

    >>> import datetime as dt
    >>> from fortnight.guide import published_guide
    >>> from fortnight.guide.changes import read_changes
    >>> later = read_changes('[[window]]\nid = "retinoid-returns"\nrefuse = [1, 8]\ncareful = [9, 14]', "ours.toml")
    >>> protocol = Protocol(house="Harley Rooms", number=4, date=dt.date(2026, 11, 23))
    >>> ours = own_guide(published_guide(), later, protocol)
    >>> next(care.days.text for care in ours.care if care.id == "retinol")
    '9-14'
    """
    return _settled(apply(guide, changes, protocol), protocol)


def own_guide_kept(guide: Guide, changes: Iterable[GuideChange], protocol: Protocol) -> CarriedVersion:
    """The same for a version that was published once, on the guide of now. Never raises for what has moved on."""
    carried = holding(guide, changes, protocol)
    return replace(carried, guide=_settled(carried.guide, protocol))


def signed_words(rule: Rule, language: str = LANGUAGE) -> str:
    """Who signed for a rule that is milder than published, what both say, and why; empty for any other rule."""
    changed = rule.changed
    if changed is None or changed.signed is None or changed.published is None:
        return ""
    if not milder_days(changed.published, rule):
        return ""
    signature = {"by": changed.signed.by, "reason": changed.signed.reason}
    ours, published = _first_open(rule), _first_open(changed.published)
    if ours is not None and published is None:
        return say("own-signed-never", language, day=ours, **signature)
    if ours is not None and published is not None and ours < published:
        return say("own-signed", language, day=ours, published=published, **signature)
    days, before = days_told(rule, language), days_told(changed.published, language)
    return say("own-signed-days", language, days=days, published=before, **signature)


def signed_in(verdict: Verdict) -> tuple[Rule, ...]:
    """The signed rules of a clinic that make a verdict milder on some day than it would be by what is published."""
    signed = {rule.id: rule for rule, *_ in verdict.spoken if _makes_milder(rule, verdict)}
    return tuple(signed.values())


def _makes_milder(rule: Rule, verdict: Verdict) -> bool:
    """Whether a day that the published rule closes is open, or one on which it wants care is a plain yes."""
    published = rule.changed.published if rule.changed and rule.changed.signed else None
    if not isinstance(published, Window | Activity) or not milder_days(published, rule):
        return False
    alone = verdict_alone(published)
    opened = (alone.refused | alone.untold) & ~(verdict.refused | verdict.untold)
    return bool((opened | (alone.careful & ~(verdict.refused | verdict.untold | verdict.careful))) & ALL_DAYS)


def days_told(rule: Rule, language: str = LANGUAGE) -> str:
    """The days of a rule in words, without a full stop; empty for a rule that has none.

    >>> from fortnight.guide.load import rule
    >>> days_told(rule("retinoid-returns"))
    'do not use on days 1 to 6; with care on days 7 to 14'
    """
    match rule:
        case Window() | Activity():
            words = days_in_words(verdict_alone(rule), language, doing=isinstance(rule, Activity)).rstrip(".")
            return words[:1].lower() + words[1:]
        case Care():
            return say("span-one" if rule.days.first == rule.days.last else "span-many", language, **_ends(rule.days))
        case _:
            return ""


def verdict_alone(rule: Window | Activity) -> Verdict:
    """The fourteen answers that a rule alone would give, where nothing else speaks."""
    untold = ALL_DAYS if isinstance(rule, Activity) and rule.unknown else 0
    refused = rule.refuse.mask if rule.refuse else 0
    careful = rule.careful.mask if rule.careful else 0
    return Verdict(label=None, refused=refused, untold=untold, careful=careful, spoken=())


def _ends(span: Span) -> dict[str, int]:
    return {"day": span.first, "first": span.first, "last": span.last}


def _first_open(rule: Rule) -> int | None:
    """The first day that a rule lets something be, or on which a step begins; None where that is not in 14 days."""
    match rule:
        case Activity() if rule.from_day:
            return rule.from_day
        case Window() | Activity():
            last = rule.refuse.last if rule.refuse else 0
            first = 1 if rule.refuse is None or rule.refuse.first > 1 else last + 1
            return first if first <= LAST_DAY else None
        case Care():
            return rule.days.first
        case _:
            return None


def _settled(guide: Guide, protocol: Protocol) -> Guide:
    book = rulebook(guide, Profile())
    care = tuple(_after_its_windows(entry, starts(entry, book), protocol) for entry in guide.care)
    return replace(guide, care=care)


def _after_its_windows(care: Care, first: int | None, protocol: Protocol) -> Care:
    """A step that begins when the first product for it is open; one that protects, or never begins, stays and waits."""
    if first is None or first <= care.days.first or protects(care.changed.published if care.changed else care):
        return care
    place = tuple(("place", language, place_of(protocol, language)) for language in LANGUAGES)
    changed = care.changed or ChangedRule(protocol=protocol, published=care, words=place)
    return replace(
        care,
        days=Span(first=first, last=care.days.last),
        sources=(SOURCE, *(source for source in care.sources if source != SOURCE)),
        place=place_of(protocol, LANGUAGE),
        changed=replace(changed, moved=True),
    )

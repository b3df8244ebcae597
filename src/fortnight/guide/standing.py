"""How a rule of a clinic compares with the published one: the same, only worded differently, stricter, or milder.

A rule is a set of refused days and a set of days that want care, so the two are compared day by day, exactly: a rule is
milder as soon as one day loses something, however much the others gain. Every window of the guide goes on being asked
about the same labels, and answers combine by the strictest; so where no single rule is milder, no answer is.

A step of the plan has no answer of its own. What is to be left alone, and what the guide begins on day 1 (washing,
moisture, sunscreen), protects: it is milder to take days from it. Any later step is something more on new skin: it is
milder to begin it earlier, and stricter to begin it later.
"""

from dataclasses import replace
from enum import StrEnum

from fortnight.guide.model import LAST_DAY, Activity, Care, Duty, Rule, Span, Window

_FORTNIGHT = Span(first=1, last=LAST_DAY).mask


class RuleStanding(StrEnum):
    """How a changed rule compares with the published one."""

    SAME = "same"
    WORDS = "words"
    STRICTER = "stricter"
    MILDER = "milder"


def standing(rule: Rule) -> RuleStanding:
    """How a rule compares with what is published. One that a clinic added is stricter than having none."""
    if rule.changed is None:
        return RuleStanding.SAME
    published = rule.changed.published
    if published is None:
        return RuleStanding.STRICTER
    if milder_days(published, rule):
        return RuleStanding.MILDER
    if stricter_days(published, rule):
        return RuleStanding.STRICTER
    reworded = any(part != "place" for part, _, _ in rule.changed.words)
    return RuleStanding.WORDS if reworded or rule.changed.named else RuleStanding.SAME


def milder_days(published: Rule, ours: Rule) -> int:
    """The days (bit n is day n) that lose something by our rule; a bit above 14 is a day after the fortnight."""
    return _lost(published, ours, protects=protects(published))


def stricter_days(published: Rule, ours: Rule) -> int:
    """The days (bit n is day n) that gain something by our rule."""
    return _lost(ours, published, protects=protects(published))


def strictest(rule: Rule) -> Rule:
    """A changed rule made as strict as the published one on every day; itself where it is not milder.

    For a version whose guide has become stricter since: what nobody has signed may not be milder.
    """
    published = rule.changed.published if rule.changed else None
    if published is None or not milder_days(published, rule):
        return rule
    if isinstance(published, Window) and isinstance(rule, Window):
        refuse, careful = _joined(published, rule)
        return replace(rule, refuse=refuse, careful=careful)
    if isinstance(published, Activity) and isinstance(rule, Activity):
        refuse, careful = _joined(published, rule)
        later = max(published.from_day or 0, rule.from_day or 0) or None
        return replace(rule, refuse=refuse, careful=careful, from_day=later, unknown=published.unknown)
    if isinstance(published, Care) and isinstance(rule, Care):
        return replace(rule, days=published.days)
    return rule


def _joined(*rules: Window | Activity) -> tuple[Span | None, Span | None]:
    """The refused days of both and those that want care; what lies between them counts as the stricter."""
    refuse = _hull(tuple(rule.refuse for rule in rules))
    careful = _hull(tuple(rule.careful for rule in rules))
    if refuse and careful:
        refuse = Span(first=min(refuse.first, careful.first), last=refuse.last)
        first = refuse.last + 1
        careful = Span(first=first, last=careful.last) if first <= careful.last else None
    return refuse, careful


def _hull(spans: tuple[Span | None, ...]) -> Span | None:
    present = [span for span in spans if span]
    return Span(first=min(span.first for span in present), last=max(span.last for span in present)) if present else None


def protects(published: Rule | None) -> bool:
    """Whether a published rule is a step whose days must not shrink: something to leave alone, or there from day 1."""
    return isinstance(published, Care) and (published.duty is Duty.AVOID or published.days.first == 1)


def _lost(before: Rule, after: Rule, *, protects: bool) -> int:
    if isinstance(before, Care) and isinstance(after, Care):
        days, now = before.days.mask, after.days.mask
        return days & ~now if protects else now & ~days
    if isinstance(before, Window | Activity) and isinstance(after, Window | Activity):
        refused, untold, cared = _sets(before)
        refused_now, untold_now, cared_now = _sets(after)
        lost = (refused & ~refused_now) | (untold & ~(refused_now | untold_now))
        return lost | ((refused | untold | cared) & ~(refused_now | untold_now | cared_now))
    return 0


def _sets(rule: Window | Activity) -> tuple[int, int, int]:
    """The refused days, those after the fortnight with them, the days nobody can tell, those that want care."""
    refused = rule.refuse.mask if rule.refuse else 0
    if isinstance(rule, Activity) and rule.from_day and rule.from_day > LAST_DAY + 1:
        refused |= Span(first=LAST_DAY + 1, last=rule.from_day - 1).mask
    untold = _FORTNIGHT if isinstance(rule, Activity) and rule.unknown else 0
    return refused, untold, rule.careful.mask if rule.careful else 0

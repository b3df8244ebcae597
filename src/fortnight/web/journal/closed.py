"""What a person leaves alone on a day, in groups by the day it comes back; and the layers side by side."""

from dataclasses import dataclass, replace

from django.utils.translation import override

from fortnight.guide.load import published_guide
from fortnight.guide.model import Protocol, Rule, Window
from fortnight.guide.own import changed_in
from fortnight.verdicts.own import signed_words
from fortnight.web.accounts.convert import Rules, book_with, by_rules, guide_with, rules_of
from fortnight.web.accounts.models import Person
from fortnight.web.answers.changes import Days, comes_back, day_order, days_of
from fortnight.web.words.rules import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Something to leave alone, in a word or two, and the rule that closes it."""

    words: str
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedGroup:
    """What comes back on the same day (base 1); None is not in this fortnight."""

    from_day: int | None
    things: tuple[Closed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where the published guide, the clinic's own and the cautious layer part: from which day each lets something be.

    Days are base 1, None is not in this fortnight. The cautious layer stands on the clinic's guide. `rules` are those
    that make the difference.
    """

    words: str
    guide_day: int | None
    clinic_day: int | None
    cautious_day: int | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Whose advice a plan is. `protocol` is None where the clinic has no guide of its own for this person."""

    protocol: Protocol | None
    differences: tuple[Difference, ...]
    signed: tuple[Rule, ...]


def leave_alone(person: Person, day: int) -> list[ClosedGroup]:
    """What is closed for a person on a day (base 1), what comes back soonest first."""
    groups = _groups(rules_of(person), language())
    return [group for group in groups if group.from_day is None or group.from_day > day]


@by_rules(512)
def _groups(rules: Rules, reader: str) -> tuple[ClosedGroup, ...]:
    """Everything that is closed by some rules and when it comes back, in the words of a language."""
    groups: dict[int | None, list[Closed]] = {}
    with override(reader):
        for words, (from_day, rule) in comes_back(book_with(rules)).items():
            groups.setdefault(from_day, []).append(Closed(words=words, rule=rule))
    ordered = sorted(groups, key=day_order)
    return tuple(ClosedGroup(from_day=from_day, things=tuple(groups[from_day])) for from_day in ordered)


def advice(person: Person) -> Advice:
    """Whose advice a person's plan is: where the layers part, the earliest first, and who signed for what is milder."""
    return _advice(rules_of(person), language())


@by_rules(512)
def _advice(rules: Rules, reader: str) -> Advice:
    """The same by the rules that hold for somebody, in the words of a language."""
    guide = guide_with(rules.guide, rules.house)
    with override(reader):
        published = days_of(book_with(replace(rules, cautious=False, guide="", house="")))
        clinics = days_of(book_with(replace(rules, cautious=False)))
        careful = days_of(book_with(replace(rules, cautious=True)))
    differences = [_difference(words, published, clinics, careful) for words in {**published, **clinics, **careful}]
    return Advice(
        protocol=guide.protocol,
        differences=tuple(
            sorted(
                (difference for difference in differences if difference),
                key=lambda difference: (day_order(difference.guide_day), difference.words),
            )
        ),
        signed=tuple(rule for rule in changed_in(guide) if signed_words(rule)),
    )


def _turn(rule: Rule) -> int:
    """The day (base 1) on which the guide has what a rule closes and the guide does not: with its care, else day 1."""
    if not isinstance(rule, Window):
        return 1
    guide = published_guide()
    with_it = {window.starts_with for window in guide.windows if rule.shows and window.shows == rule.shows}
    return max((care.days.first for care in guide.care if care.id in with_it), default=1)


def _difference(words: str, published: Days, clinics: Days, careful: Days) -> Difference | None:
    """Where the three part about one thing; None where they agree. What one of them does not close has its turn."""
    layers = (published, clinics, careful)
    open_from = min(_turn(layer[words][1]) for layer in layers if words in layer)
    days = [layer[words][0] if words in layer else open_from for layer in layers]
    if days[0] == days[1] == days[2]:
        return None
    rules = [clinics[words][1]] if days[1] != days[0] and words in clinics else []
    rules += [careful[words][1]] if days[2] != days[1] and words in careful else []
    return Difference(
        words=words,
        guide_day=days[0],
        clinic_day=days[1],
        cautious_day=days[2],
        rules=tuple({rule.id: rule for rule in rules}.values()),
    )

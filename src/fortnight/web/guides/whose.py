"""Whose answers another guide would change: everybody whose fortnight is not over, their shelves, and activities.

A product is only read again where it has to be: its row tells which rules spoke, and a rule speaks about the same
labels in every version, so a product of which no changed rule speaks keeps its answer. Rules that a clinic adds about
what a label shows are the exception; for them every label is read, each text once.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from fortnight.guide.model import Guide, Window
from fortnight.labels.model import Label
from fortnight.verdicts.activities import weigh_activity
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.rulebook import Rulebook, rulebook
from fortnight.web.accounts.convert import Rules, book_with, guide_with, rules_of
from fortnight.web.accounts.models import Clinic, Person
from fortnight.web.guides.queries import lines_between, under_way
from fortnight.web.shelf.convert import label_of
from fortnight.web.shelf.models import Product
from fortnight.web.words.strip import marks_of

MOST_PEOPLE = 60
"""Of how many people a page shows the strips."""
MOST_LOOKED_AT = 600
"""How many people are looked at for a page, so that it comes within seconds; the others are counted and said."""
_AT_ONCE = 400
_READ = ("person_id", "name", "kind", "guessed", "label", "source", "rules")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAnswer:
    """An answer that would be another one: what it is about, the fourteen marks before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """Somebody with answers on their shelf that would be others."""

    person: Person
    answers: tuple[ChangedAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What would be another answer for whom. `activities` are answers with the number of people they are others for."""

    people: int
    not_looked_at: int
    affected: tuple[Affected, ...]
    activities: tuple[tuple[ChangedAnswer, int], ...]

    @property
    def products(self) -> int:
        """How many answers about products would be others."""
        return sum(len(affected.answers) for affected in self.affected)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Difference:
    """What two guides have otherwise: ids of windows, kinds of product that new windows are about, activities.

    `labels`: a new window is about what a label shows, so every label has to be read.
    """

    windows: frozenset[str]
    kinds: frozenset[str]
    labels: bool
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """The rules of before and after for people with the same facts."""

    before: Rulebook
    after: Rulebook
    difference: _Difference
    activities: tuple[ChangedAnswer, ...]


def whose(clinic: Clinic, guide: Guide, only: Iterable[Person] | None = None) -> Impact:
    """What would change if everybody whose fortnight is not over (or only these) went by a guide."""
    everybody = list(only) if only is not None else under_way(clinic)
    people = everybody[:MOST_LOOKED_AT]
    differences: dict[str, _Difference] = {}
    pairs: dict[Rules, _Pair] = {}
    of: dict[int, _Pair] = {}
    activities: Counter[ChangedAnswer] = Counter()
    for person in people:
        rules = rules_of(person)
        if rules.guide not in differences:
            differences[rules.guide] = _difference(guide_with(rules.guide, rules.house), guide)
        if rules not in pairs:
            pairs[rules] = _pair(rules, guide, differences[rules.guide])
        of[person.pk] = pairs[rules]
        activities.update(pairs[rules].activities)
    answers = _answers(people, of)
    return Impact(
        people=len(everybody),
        not_looked_at=len(everybody) - len(people),
        affected=tuple(
            Affected(person=person, answers=tuple(answers[person.pk])) for person in people if person.pk in answers
        ),
        activities=tuple(sorted(activities.items(), key=lambda pair: pair[0].name)),
    )


def _difference(before: Guide, after: Guide) -> _Difference:
    lines = [line for line in lines_between(before, after) if _days(line.before) != _days(line.after)]
    new = [line.after for line in lines if line.before is None and isinstance(line.after, Window)]
    others = {line.id for line in lines if not isinstance(line.rule, Window)}
    return _Difference(
        windows=frozenset(line.id for line in lines if isinstance(line.rule, Window)),
        kinds=frozenset(kind.value for window in new for kind in window.kinds),
        labels=any(window.shows is not None for window in new),
        activities=tuple(sorted(_activity_ids(before, after, others))),
    )


def _activity_ids(before: Guide, after: Guide, changed: set[str]) -> set[str]:
    """The activities whose own rule, or a rule beside it, is another one."""
    names = {activity.name for guide in (before, after) for activity in guide.beside if activity.id in changed}
    return {activity.id for activity in after.activities if activity.id in changed or activity.name in names}


def _days(rule: object) -> tuple[object, ...]:
    return tuple(getattr(rule, name, None) for name in ("refuse", "careful", "from_day", "unknown"))


def _pair(rules: Rules, guide: Guide, difference: _Difference) -> _Pair:
    before, after = book_with(rules), rulebook(guide, rules.profile, cautious=rules.cautious)
    answers = tuple(_activity_answers(difference.activities, before, after))
    return _Pair(before=before, after=after, difference=difference, activities=answers)


def _activity_answers(ids: tuple[str, ...], before: Rulebook, after: Rulebook) -> Iterable[ChangedAnswer]:
    for activity_id in ids:
        marks = []
        for book in (before, after):
            activity = next(own for own in book.guide.activities if own.id == activity_id)
            marks.append(marks_of(weigh_activity(activity, book).rulings))
        if marks[0] != marks[1]:
            yield ChangedAnswer(name=activity_id, before=marks[0], after=marks[1])


def _answers(people: list[Person], of: dict[int, _Pair]) -> dict[int, list[ChangedAnswer]]:
    """By person: the answers about products on their shelves that would be others."""
    answers: dict[int, list[ChangedAnswer]] = {}
    labels: dict[tuple[str, ...], Label] = {}
    for start in range(0, len(people), _AT_ONCE):
        some = [person.pk for person in people[start : start + _AT_ONCE]]
        shelves = Product.objects.filter(person__in=some, removed=None, on_shelf__isnull=False)
        for product in shelves.only(*_READ).order_by("name", "pk").iterator(chunk_size=2000):
            pair = of[product.person_id]
            if _spoken_of(product, pair.difference) and (answer := _answer(product, pair, labels)):
                answers.setdefault(product.person_id, []).append(answer)
    return answers


def _spoken_of(product: Product, difference: _Difference) -> bool:
    if difference.labels or not difference.windows.isdisjoint(product.rules):
        return True
    return (product.kind or product.guessed) in difference.kinds


def _answer(product: Product, pair: _Pair, labels: dict[tuple[str, ...], Label]) -> ChangedAnswer | None:
    text = (product.name, product.kind, product.label, product.source)
    if text not in labels:
        labels[text] = label_of(product)
    before, after = (marks_of(weigh(labels[text], book).rulings) for book in (pair.before, pair.after))
    if before == after:
        return None
    return ChangedAnswer(name=product.name or product.begins, before=before, after=after)

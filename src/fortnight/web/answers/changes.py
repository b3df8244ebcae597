"""What a new fact about a person changes: what comes back on another day, what is done on another day, which answers.

Two rulebooks are compared, the one before and the one after, so that whatever the rules do is told, with the rule that
makes the difference. A person only gets stricter by telling more; taking an answer back makes it milder again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fortnight.guide.model import LAST_DAY, Activity, Rule
from fortnight.person.modifiers import speaking
from fortnight.verdicts.activities import weigh_activity
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.timing import closing_longest, returns
from fortnight.web.words.naming import closed_words
from fortnight.web.words.rules import told

Days = dict[str, tuple[int | None, Rule]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """What may be used or done from another day (base 1; None is not in this fortnight) than before, and by which rule.

    `because` is None where it is earlier than before, since a fact was taken back.
    """

    words: str
    before: int | None
    after: int | None
    because: Rule | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """Everything that is different: days, rules that hold now, rules that do no longer, answers on the shelf."""

    days: tuple[DayChange, ...]
    now: tuple[Rule, ...]
    no_longer: tuple[Rule, ...]
    answers: tuple[tuple[str, str, str], ...]

    @property
    def by_rule(self) -> tuple[tuple[Rule | None, tuple[DayChange, ...]], ...]:
        """The days under the rule that made them, in the order of the days; None is what became earlier."""
        by_id: dict[str, list[DayChange]] = {}
        for change in self.days:
            by_id.setdefault(change.because.id if change.because else "", []).append(change)
        return tuple((some[0].because, tuple(some)) for some in by_id.values())

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.days or self.now or self.no_longer or self.answers)


def changed(
    before: Rulebook, after: Rulebook, *, shelf: tuple[Mapping[str, tuple[str, str]], Mapping[str, tuple[str, str]]]
) -> ChangeSet:
    """What is different between two rulebooks of a person, and between the answers kept before and after."""
    old, new = set(speaking(before.person)), set(speaking(after.person))
    days = (*_days(comes_back(before), comes_back(after)), *_days(_activities(before), _activities(after)))
    named = {change.because.id for change in days if change.because}
    stored, fresh = shelf
    return ChangeSet(
        days=days,
        now=tuple(modifier for modifier in speaking(after.person) if modifier not in old and modifier.id not in named),
        no_longer=tuple(modifier for modifier in speaking(before.person) if modifier not in new),
        answers=tuple(
            (words, stored[key][1], marks)
            for key, (words, marks) in fresh.items()
            if key in stored and stored[key][1] != marks
        ),
    )


def day_order(day: int | None) -> int:
    """A day (base 1) as it is sorted: what is not in this fortnight comes last."""
    return 1000 if day is None else day


def comes_back(book: Rulebook) -> Days:
    """By its words: the day that a thing the guide closes comes back, and the rule that closes it longest."""
    coming: Days = {}
    for from_day, things in sorted(returns(book).items(), key=lambda pair: day_order(pair[0]), reverse=True):
        for thing in things:
            words = closed_words(thing)
            if words not in coming:
                coming[words] = (from_day, closing_longest(thing, book))
    return coming


def days_of(book: Rulebook) -> Days:
    """By its words: the day that whatever is closed may come back, products and activities."""
    return comes_back(book) | _activities(book)


def _activities(book: Rulebook) -> Days:
    """By its name: the day that an activity is open again, and the rule that closes it longest."""
    return {told(activity, "name"): _open_again(activity, book) for activity in book.guide.activities}


def _open_again(activity: Activity, book: Rulebook) -> tuple[int | None, Rule]:
    last, rule = max(
        ((_last(entry, refused), entry) for entry, _, refused, _, _ in weigh_activity(activity, book).spoken),
        key=lambda pair: pair[0],
    )
    return None if last == LAST_DAY else last + 1, rule


def _last(rule: Rule, refused: int) -> int:
    """The last day (base 1) that a rule refuses, or 0."""
    later = rule.from_day if isinstance(rule, Activity) else None
    return max(refused.bit_length() - 1, (later or 0) - 1, 0)


def _days(before: Days, after: Days) -> tuple[DayChange, ...]:
    changes = []
    for words, (day, rule) in after.items():
        was = before.get(words, (1, rule))[0]
        if day != was:
            later = day_order(day) > day_order(was)
            changes.append(DayChange(words=words, before=was, after=day, because=rule if later else None))
    return tuple(sorted(changes, key=lambda change: (day_order(change.after), change.words)))

"""Every activity that the guide has a rule for, with the answers that hold for one person, in groups.

The fourteen answers of all activities are worked out once for each rulebook and remembered with it.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortnight.asking.reply import may_typed, weigh_typed
from fortnight.guide.model import LAST_DAY, Activity
from fortnight.verdicts.activities import may, weigh_activity
from fortnight.verdicts.model import Answer, Ruling, Verdict
from fortnight.verdicts.rulebook import Rulebook
from fortnight.web.accounts.convert import Rules, book_of, book_with, by_rules, rules_of
from fortnight.web.accounts.models import Person
from fortnight.web.words.strip import MARKS, marks_of

GROUPS: dict[str, Promise] = {
    "movement": _("Movement"),
    "sun": _("Sun and weather"),
    "heat": _("Heat"),
    "water": _("Water"),
    "skin": _("On your skin"),
    "hair": _("Hair"),
    "friction": _("What touches the area"),
    "night": _("At night"),
    "food": _("Food, drink, smoking"),
    "medicine": _("Medicines"),
    "treatment": _("Other treatments"),
    "daily": _("Everyday life"),
    "body": _("Body care"),
    "remedy": _("From the kitchen"),
    "household": _("Not for the face at all"),
    "travel": _("Travel"),
    "eyes": _("Eyes"),
    "health": _("Your body"),
}
_OTHERS = _("Other things")
MOST_ASKED = (
    "make-up",
    "vigorous-exercise",
    "hot-shower",
    "washing-hair",
    "direct-sun",
    "swimming-pool",
    "sauna",
    "alcohol-drink",
    "going-to-work",
    "shaving",
    "ibuprofen",
    "flying",
)
"""Ids of what is asked most often, the first first: the page shows these and folds the rest by topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """An activity on a day: its fourteen marks, the day's own, and the first open day from it on (base 1) or None."""

    activity: Activity
    marks: str
    mark: str
    from_day: int | None
    cared: bool


def grouped(person: Person, day: int) -> list[tuple[str, list[ActivityLine]]]:
    """Every activity on a day (base 1), in groups with their headings."""
    groups: dict[str, list[ActivityLine]] = {}
    for line in _lines(person, day):
        groups.setdefault(group_of(line.activity), []).append(line)
    order = [str(words) for words in (*GROUPS.values(), _OTHERS)]
    return sorted(groups.items(), key=lambda pair: order.index(pair[0]))


def most_asked(person: Person, day: int) -> list[ActivityLine]:
    """What is asked most often, on a day (base 1)."""
    lines = {line.activity.id: line for line in _lines(person, day)}
    return [lines[activity_id] for activity_id in MOST_ASKED if activity_id in lines]


def group_of(activity: Activity) -> str:
    """The heading that an activity stands under."""
    return str(GROUPS.get(activity.group or "", _OTHERS))


def find(person: Person, activity_id: str) -> Activity | None:
    """The activity with that id, or None."""
    return next((activity for activity in book_of(person).guide.activities if activity.id == activity_id), None)


def verdict_of(person: Person, activity: Activity, day: int, words: str = "") -> tuple[Verdict, Answer]:
    """The answers for an activity, asked for in those words, and the one of a day (base 1) spelled out."""
    book = book_of(person)
    return weigh_typed(activity, book, words), may_typed(activity, book, day, words)


def _lines(person: Person, day: int) -> tuple[ActivityLine, ...]:
    return _worked_out(rules_of(person), day)


@by_rules(256)
def _worked_out(rules: Rules, day: int) -> tuple[ActivityLine, ...]:
    book = book_with(rules)
    return tuple(_line(activity, book, day) for activity in book.guide.activities)


def _line(activity: Activity, book: Rulebook, day: int) -> ActivityLine:
    verdict, answer = weigh_activity(activity, book), may(activity, book, day)
    first = answer.from_day
    cared = first is not None and first <= LAST_DAY and verdict.rulings[first - 1] is Ruling.CAREFUL
    return ActivityLine(
        activity=activity, marks=marks_of(verdict.rulings), mark=MARKS[answer.ruling], from_day=first, cared=cared
    )

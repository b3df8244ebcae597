"""May I do it? Activities are judged like products: same rulings, same reasons, the strictest wins.

A person's words are matched to an activity by its name, its other words, then by the clearly nearest of them. An
activity that nobody knows, and one about which nothing was found, is "cannot tell", never a yes. What a person reacts
to is refused on every day where the activity contains it, or where they asked for it by that name.
"""

from dataclasses import replace
from functools import cache

from fortnight.errors import UsageError, did_you_mean
from fortnight.guide.model import LAST_DAY, Activity
from fortnight.labels.folding import fold
from fortnight.verdicts.judge import Spoken, answer_on
from fortnight.verdicts.model import ALL_DAYS, Answer, Ruling, Verdict
from fortnight.verdicts.rulebook import ALWAYS, Rulebook, reading_rules
from fortnight.wording.rule_words import asked_by

_NEAR = 84.0
_MANY_THINGS = frozenset({"remedy"})
_NOTHING_USED = frozenset({"health", "travel", "movement", "sun", "heat", None})
"""Groups of which nothing is taken or put on, so that an allergy in the words is what is asked about, and no reason."""


def find_activity(said: str, activities: tuple[Activity, ...]) -> Activity:
    """The activity that a person's words name.

    Raises:
        UsageError: nothing like it is known; the message offers the nearest words.
    """
    word = fold(said)
    words = {other: activity for activity in activities for other in words_for(activity)}
    if word in words:
        return words[word]
    within = {activity.id: activity for other, activity in words.items() if word and f" {other} " in f" {word} "}
    if len(within) == 1:
        return next(iter(within.values()))
    from rapidfuzz.fuzz import ratio

    near = sorted(((ratio(word, other), other) for other in words), reverse=True)[:1]
    if near and near[0][0] >= _NEAR:
        return words[near[0][1]]
    raise UsageError(f'we have no rule for "{said}"', did_you_mean(word, words))


@cache
def words_for(activity: Activity) -> frozenset[str]:
    """Every word or phrase, folded, by which somebody asks for an activity, in whichever language."""
    return frozenset(fold(one) for one in (activity.id, activity.name, *activity.also, *asked_by(activity.id)))


def _beside(activity: Activity, book: Rulebook) -> tuple[Activity, ...]:
    """The activity with everything that the person adds beside it."""
    return tuple(one for one in book.activities if one.name == activity.name)


@cache
def _holds(activity: Activity) -> str:
    """Everything that an activity contains, folded, a line each."""
    return "\n".join(fold(one) for one in activity.contains)


def reacts_to(activity: Activity, book: Rulebook, words: str = "") -> bool:
    """Whether the person reacts to something that an activity contains, or that they named when they asked for it.

    `words` are theirs, or empty. A remedy of the kitchen stands for many, so their words alone tell which is meant.
    """
    asked = fold(words)
    general = not asked or asked in (fold(activity.id), fold(activity.name))
    held = _holds(activity) if general or activity.group not in _MANY_THINGS else ""
    named = asked if activity.group not in _NOTHING_USED else ""
    return any(wanted.finds(text) for wanted in book.allergies for text in (held, named) if text)


def weigh_activity(activity: Activity, book: Rulebook, words: str = "") -> Verdict:
    """All fourteen answers for an activity; every rule of the person that delays it speaks as well.

    `words` are those in which it was asked for, where somebody typed them: an allergy may be named in them.
    """
    refused = careful = untold = 0
    spoken: list[Spoken] = []
    for one in _beside(activity, book):
        off = ALWAYS if one.always else one.refuse.mask if one.refuse else 0
        care = one.careful.mask if one.careful else 0
        blind = ALL_DAYS if one.unknown else 0
        refused, careful, untold = refused | off, careful | care, untold | blind
        spoken.append((one, (), off, blind, care))
    if book.allergies and reacts_to(activity, book, words):
        refused = ALWAYS
        spoken.append((reading_rules()["your-allergy"], (), ALWAYS, 0, 0))
    return Verdict(
        label=None,
        refused=refused,
        untold=untold,
        careful=careful,
        spoken=tuple(spoken),
        unlooked=book.unlooked,
    )


def may(said: str, book: Rulebook, day: int) -> Answer:
    """The answer about an activity for one day (base 1). An activity closed beyond day 14 names its day in `from_day`.

    Raises:
        UsageError: nothing like it is known.
    """
    activity = find_activity(said, book.guide.activities)
    verdict = weigh_activity(activity, book, said)
    answer = answer_on(verdict, day)
    if verdict.refused == ALWAYS:
        return answer
    if activity.unknown and not verdict.refused >> max(day, 0) & 1:
        return replace(answer, ruling=Ruling.CANNOT_TELL, from_day=None)
    later = max((one.from_day or 0 for one in _beside(activity, book)), default=0)
    if 1 <= day < later and later > LAST_DAY:
        return replace(answer, ruling=Ruling.NOT_YET, from_day=later)
    return answer

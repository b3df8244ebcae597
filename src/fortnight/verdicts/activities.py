"""May I do it? Activities are judged like products: same rulings, same reasons, the strictest wins.

An activity about which nothing was found is "cannot tell", never a yes. What a person reacts to is refused on every day
where the activity contains it, or where they asked for it by that name. Which activity a person's words mean is asked
in `asking`.
"""

from dataclasses import replace
from functools import cache

from fortnight.guide.model import LAST_DAY, Activity
from fortnight.labels.folding import fold
from fortnight.verdicts.judge import Spoken, answer_on
from fortnight.verdicts.model import ALL_DAYS, Answer, Ruling, Verdict
from fortnight.verdicts.reading import reading_rules
from fortnight.verdicts.rulebook import ALWAYS, Rulebook

_MANY_THINGS = frozenset({"remedy"})
_NOTHING_USED = frozenset({"health", "travel", "movement", "sun", "heat", None})
"""Groups of which nothing is taken or put on, so that an allergy in the words is what is asked about, and no reason."""


def _beside(activity: Activity, book: Rulebook) -> tuple[Activity, ...]:
    """The activity with everything that the person adds beside it."""
    return tuple(other for other in book.activities if other.name == activity.name)


@cache
def _holds(activity: Activity) -> str:
    """Everything that an activity contains, folded, a line each."""
    return "\n".join(fold(contain) for contain in activity.contains)


def reacts_to(activity: Activity, book: Rulebook, words: str = "") -> bool:
    """Whether the person reacts to something that an activity contains, or that they named when they asked for it.

    `words` are theirs, or empty. A kitchen remedy stands for many things, so only their words say which one is meant.
    """
    query = fold(words)
    general = not query or query in (fold(activity.id), fold(activity.name))
    held = _holds(activity) if general or activity.group not in _MANY_THINGS else ""
    named = query if activity.group not in _NOTHING_USED else ""
    return any(allergy.finds(text) for allergy in book.allergies for text in (held, named) if text)


def weigh_activity(activity: Activity, book: Rulebook, words: str = "") -> Verdict:
    """All fourteen answers for an activity; every rule of the person that delays it speaks as well.

    `words` are those in which it was asked for, where somebody typed them: an allergy may be named in them.
    """
    refused = careful = untold = 0
    spoken: list[Spoken] = []
    for entry in _beside(activity, book):
        off = ALWAYS if entry.always else entry.refuse.mask if entry.refuse else 0
        care = entry.careful.mask if entry.careful else 0
        blind = ALL_DAYS if entry.unknown else 0
        refused, careful, untold = refused | off, careful | care, untold | blind
        spoken.append((entry, (), off, blind, care))
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


def may(activity: Activity, book: Rulebook, day: int, words: str = "") -> Answer:
    """The answer about an activity for one day (base 1), by the guide of the book, whichever guide it was taken from.

    One that is closed beyond day 14 names its day in `from_day`.
    """
    activity = next((own for own in book.guide.activities if own.id == activity.id), activity)
    verdict = weigh_activity(activity, book, words)
    answer = answer_on(verdict, day)
    if verdict.refused == ALWAYS:
        return answer
    if activity.unknown and not verdict.refused >> max(day, 0) & 1:
        return replace(answer, ruling=Ruling.CANNOT_TELL, from_day=None)
    later = max((entry.from_day or 0 for entry in _beside(activity, book)), default=0)
    if 1 <= day < later and later > LAST_DAY:
        return replace(answer, ruling=Ruling.NOT_YET, from_day=later)
    return answer

"""May I do it? Activities are judged like products: same rulings, same reasons, the strictest wins.

An activity about which nothing was found is "cannot tell", never a yes. Which activity a person's words mean is asked
in `asking`.
"""

from dataclasses import replace

from fortnight.guide.model import LAST_DAY, Activity
from fortnight.verdicts.judge import answer_on
from fortnight.verdicts.model import ALL_DAYS, Answer, Ruling, Verdict
from fortnight.verdicts.rulebook import Rulebook


def _beside(activity: Activity, book: Rulebook) -> tuple[Activity, ...]:
    """The activity with everything that the person adds beside it."""
    return tuple(one for one in book.activities if one.name == activity.name)


def weigh_activity(activity: Activity, book: Rulebook) -> Verdict:
    """All fourteen answers for an activity; every rule of the person that delays it speaks as well."""
    refused = careful = untold = 0
    spoken = []
    for one in _beside(activity, book):
        off = one.refuse.mask if one.refuse else 0
        care = one.careful.mask if one.careful else 0
        blind = ALL_DAYS if one.unknown else 0
        refused, careful, untold = refused | off, careful | care, untold | blind
        spoken.append((one, (), off, blind, care))
    return Verdict(label=None, refused=refused, untold=untold, careful=careful, spoken=tuple(spoken))


def may(activity: Activity, book: Rulebook, day: int) -> Answer:
    """The answer about an activity for one day (base 1), by the guide of the book, whichever guide it was taken from.

    One that is closed beyond day 14 names its day in `from_day`.
    """
    activity = next((own for own in book.guide.activities if own.id == activity.id), activity)
    verdict = weigh_activity(activity, book)
    answer = answer_on(verdict, day)
    if activity.unknown and not verdict.refused >> max(day, 0) & 1:
        return replace(answer, ruling=Ruling.CANNOT_TELL, from_day=None)
    later = max((one.from_day or 0 for one in _beside(activity, book)), default=0)
    if 1 <= day < later and later > LAST_DAY:
        return replace(answer, ruling=Ruling.NOT_YET, from_day=later)
    return answer

"""What a person's skin reacted to in earlier courses, and what every later answer about it says.

After the fourteen days of the current course, what reacted in it is remembered as well; within them the plan itself
says that it rests. A product is known again by its key, so that another name for it changes nothing.
"""

from collections.abc import Iterator, Mapping

from fortnight.guide.model import LAST_DAY
from fortnight.healing.ladder_model import Reaction
from fortnight.healing.suspects import caution_about
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person, Treatment
from fortnight.web.checkins.convert import reactions_in
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.words.rules import language


def caution_words(person: Person, things: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """By key: what is said of those of some things that a person reacted to in an earlier course."""
    reactions = remembered(person) if things else ()
    if not reactions:
        return {}
    cautions = {key: caution_about(about, reactions, language()) for key, about in things.items()}
    return {key: caution.says for key, caution in cautions.items() if caution}


def remembered(person: Person) -> tuple[Reaction, ...]:
    """What a person's skin reacted to in the courses that are over, the latest first; one query where there is none."""
    return tuple(_remembered(person))


def _remembered(person: Person) -> Iterator[Reaction]:
    over = Treatment.objects.filter(person=person, checked_in=True)
    if person.current_id and day_for(person, today_for(person)) <= LAST_DAY:
        over = over.exclude(pk=person.current_id)
    latest_first = over.order_by("-date", "-pk").prefetch_related("checkins", "trials")
    for ago, treatment in enumerate(latest_first, 1):
        yield from reactions_in(treatment, _rows(treatment), [*treatment.trials.all()], ago)


def _rows(treatment: Treatment) -> list[SkinCheckIn]:
    return sorted(treatment.checkins.all(), key=lambda row: (row.day, row.at))

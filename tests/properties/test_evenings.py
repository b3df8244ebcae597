"""Laws of the evenings: what happened never brings one forward, and none lies before the day that opens it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide.load import published_guide
from fortnight.guide.model import Duty
from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.ladder_load import rungs
from fortnight.healing.ladder_model import History, Reaction, SkinUse, Unease
from fortnight.person.model import Profile, SkinTone
from fortnight.routine.model.evenings import EveningPlan, evening_plan, is_sparse
from fortnight.verdicts.rulebook import rulebook
from fortnight.verdicts.timing import is_open, starts
from tests.examples import examples

GUIDE = published_guide()
NAMES = [rung.id for rung in rungs()]
OPTIONAL = [care for care in GUIDE.care if is_sparse(care) and care.duty is Duty.MAY]
DAYS = st.integers(1, 14)
PEOPLE = st.builds(
    Profile,
    skin_tone=st.none() | st.sampled_from(SkinTone),
    needle_mm=st.sampled_from([None, 0.5, 2.0]),
    pregnant=st.sampled_from([None, True]),
    sensitive=st.sampled_from([None, True]),
)
PAUSES = st.builds(Unease, day=DAYS, level=st.sampled_from([CheckInLevel.KEEP_AN_EYE, CheckInLevel.PAUSE]))
USES = st.builds(SkinUse, day=DAYS, thing=st.sampled_from(NAMES))
HISTORIES = st.builds(
    History,
    uses=st.lists(USES, max_size=3).map(tuple),
    unease=st.lists(PAUSES, max_size=2).map(tuple),
    agreed=st.lists(DAYS, max_size=2).map(tuple),
)
OWNED = st.frozensets(st.sampled_from(NAMES), max_size=4)
FIXED = st.dictionaries(st.sampled_from([care.id for care in OPTIONAL]), st.frozensets(DAYS, max_size=3), max_size=1)


def moved_forward(before: EveningPlan, after: EveningPlan) -> dict[str, tuple[list[int], list[int]]]:
    """The steps of which some evening, the first, the second and so on, comes earlier than it did."""
    pairs = {care.id: (sorted(before.turns[care.id]), sorted(after.turns[care.id])) for care in OPTIONAL}
    return {
        care: (was, now)
        for care, (was, now) in pairs.items()
        if any(later < day for day, later in zip(was, now, strict=False))
    }


@given(person=PEOPLE, history=HISTORIES, day=DAYS, owned=OWNED, fixed=FIXED, cautious=st.booleans(), at=DAYS)
@examples(150)
def test_a_pause_brings_no_evening_forward(
    person: Profile,
    history: History,
    day: int,
    owned: frozenset[str],
    fixed: dict[str, frozenset[int]],
    cautious: bool,
    at: int,
) -> None:
    book = rulebook(GUIDE, person, cautious=cautious)
    paused = replace(history, unease=(*history.unease, Unease(day=at, level=CheckInLevel.PAUSE)))
    before = evening_plan(book, history=history, day=day, owned=owned, fixed=fixed)
    assert moved_forward(before, evening_plan(book, history=paused, day=day, owned=owned, fixed=fixed)) == {}


@given(person=PEOPLE, history=HISTORIES.filter(lambda history: history.uses), day=DAYS, owned=OWNED)
@examples(100)
def test_a_reaction_brings_no_evening_forward(
    person: Profile, history: History, day: int, owned: frozenset[str]
) -> None:
    book, use = rulebook(GUIDE, person), history.uses[0]
    sting = Reaction(day=use.day, thing=use.thing)
    reacted = replace(
        history, reactions=(sting,), unease=(*history.unease, Unease(day=use.day, level=CheckInLevel.PAUSE))
    )
    before = evening_plan(book, history=history, day=day, owned=owned)
    assert moved_forward(before, evening_plan(book, history=reacted, day=day, owned=owned)) == {}


@given(person=PEOPLE, history=HISTORIES, day=DAYS, owned=OWNED, cautious=st.booleans())
@examples(100)
def test_no_evening_lies_before_the_day_that_opens_it(
    person: Profile, history: History, day: int, owned: frozenset[str], cautious: bool
) -> None:
    book = rulebook(GUIDE, person, cautious=cautious)
    plan = evening_plan(book, history=history, day=day, owned=owned)
    first_uses = {use.day for use in history.uses}
    for care in OPTIONAL:
        ahead = [turn for turn in plan.turns[care.id] if turn not in first_uses]
        assert all(is_open(care, turn, book) and turn >= (starts(care, book) or 15) for turn in ahead)

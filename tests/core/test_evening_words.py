"""What a plan says of something that was asked about, beside from when it is open."""

from dataclasses import replace

import pytest

from fortnight.asking.general import weigh_general
from fortnight.asking.understand import in_general
from fortnight.guide.load import published_guide
from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.ladder_model import History, Reaction, SkinUse, Unease
from fortnight.person.model import Profile
from fortnight.routine.explain.evening_words import planned_turn, turn_sentences
from fortnight.routine.model.evenings import evening_plan
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
USED = SkinUse(day=7, thing="rung-retinoid", first=True)
STUNG = History(
    uses=(USED,),
    unease=(Unease(day=8, level=CheckInLevel.PAUSE),),
    reactions=(Reaction(day=8, thing="rung-retinoid"),),
)


def says(about: str, day: int, history: History | None = None, language: str = "en") -> str:
    plan = evening_plan(BOOK, day=day, history=history or History())
    turn = planned_turn(weigh_general(in_general(about, None), BOOK), plan, day)
    return " ".join(turn_sentences(turn, plan, day, None, language)) if turn else ""


@pytest.mark.parametrize(
    ("about", "day", "words"),
    [
        ("retinol", 5, "It opens on day 7. Your plan gives it its first evening on day 7."),
        ("retinol", 7, "It has been open since day 7. Your plan gives it its first evening today."),
        ("retinol", 8, "Your plan had its first evening on day 7; its next one is on day 9."),
        ("retinol", 9, "Your plan gives it this evening as well, after its first one on day 7."),
        ("retinol", 10, "Your plan had its first evening on day 7 and has no other for it in these 14 days."),
        ("scrub", 8, "Before it comes “Exfoliating cleanser”, on day 11"),
        ("scrub", 8, "You may begin it sooner, from day 10."),
        ("vitamin c", 5, "Your plan has it every day from day 3."),
    ],
)
def test_it_says_when_its_turn_is_why_then_and_from_when_one_may_begin_sooner(about: str, day: int, words: str) -> None:
    assert words in says(about, day)


def test_it_says_nothing_of_what_is_no_step_or_never_open() -> None:
    assert says("tretinoin", 8) == ""
    assert says("ceramides", 8) == ""


def test_a_pause_and_a_reaction_are_said_first_and_nothing_sooner_is_offered() -> None:
    assert says("retinol", 9, STUNG).startswith("You reacted to it")
    paused = says("scrub", 9, STUNG)
    assert paused.startswith("Your skin was uneasy")
    assert "sooner" not in paused
    assert says("scrub", 12, STUNG).startswith("Is your skin calm again?")
    calm = says("exfoliating cleanser", 12, replace(STUNG, agreed=(12,)))
    assert "Your plan gives it its first evening today." in calm


def test_it_says_the_same_in_spanish() -> None:
    assert "Tu plan le da hoy su primera noche." in says("retinol", 7, language="es")

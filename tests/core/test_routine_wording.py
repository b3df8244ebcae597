"""A routine in words: nothing that it can say is without a sentence, in any language."""

import pytest

from fortnight.guide.load import published_guide
from fortnight.guide.model import Span
from fortnight.person.model import Profile
from fortnight.routine.choose import choose_by
from fortnight.routine.explain.reasons import Behind, explain
from fortnight.routine.explain.wording import headline, helps, why
from fortnight.routine.model.values import Help
from fortnight.verdicts.rulebook import rulebook
from fortnight.wording.load import LANGUAGES, sentences
from tests.core.test_routine_choose import CREAM, HYDRO, SUN, WASH, thing

BOOK = rulebook(published_guide(), Profile())
DAYS = Span(first=1, last=2)


def money(amount: int, currency: str) -> str:
    return f"{currency} {amount / 100:.2f}"


def test_what_is_needed_is_said_with_its_price() -> None:
    full = choose_by((WASH, HYDRO, CREAM, SUN), (), BOOK, DAYS)
    assert headline(full, money) == "You have all you need."
    sun = thing("sun-2", "sunscreen;50;+9/9;uv_mineral@2", 2900)
    lacks_sun = choose_by((WASH, HYDRO, CREAM), [sun], BOOK, DAYS)
    assert headline(lacks_sun, money) == "You need 1 more product, for EUR 29.00."
    lacks_two = choose_by((HYDRO, CREAM), [sun, thing("w", "cleanser;;+5/5;", 1000)], BOOK, DAYS)
    assert headline(lacks_two, money) == "You need 2 more products, EUR 39.00 in total."
    lacking = choose_by((WASH, HYDRO, CREAM), (), BOOK, DAYS)
    assert headline(lacking, money) == "You have no product for 1 step yet."
    assert list(helps(lacking.gaps[0], "EUR", money)) == ["Search the catalogue too.", "Ask the skin advisor."]


def test_a_choice_says_why_it_and_not_the_next() -> None:
    shelf = (WASH, HYDRO, SUN)
    catalogue = [
        thing("rich", "moisturiser;;+9/9;ceramide@2", 900),
        thing("dear", "moisturiser;;+9/9;ceramide@3", 1200),
    ]
    routine = choose_by(shelf, catalogue, BOOK, DAYS)
    (choice,) = explain(routine, shelf, catalogue, BOOK, step="ceramide-moisturiser")
    sentences_of_choice = list(why(choice, money))
    assert sentences_of_choice[0] == "It costs EUR 9.00 at Corner."
    assert sentences_of_choice[-1] == "Dear was next, but it costs EUR 3.00 more."
    assert list(why(choice, money, "es"))[-1] == "Después venía Dear: cuesta EUR 3.00 más."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_and_every_reason_has_its_sentence(language: str) -> None:
    parts = ("shows", "early", "kind", "welcome", "plain", "active", "read")
    ids = {f"help-{part}" for part in Help} | {f"behind-{part}" for part in Behind} | {f"fit-{part}" for part in parts}
    assert ids <= set(sentences(language))

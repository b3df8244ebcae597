"""What is told stays told: adding words never takes an emergency back, and nothing that people write breaks hearing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.healing.hearing import hear
from fortnight.healing.hearing.folding import words_of
from fortnight.healing.model import Urgency
from tests.examples import examples

TOLD = (
    "I can't breathe",
    "my lips are swelling",
    "no puedo respirar",
    "one side of my face droops",
    "I want to die",
    "me quiero matar",
    "my son swallowed the serum",
    "it won't stop bleeding",
)
ASIDES = (
    "Thanks for the lovely session",
    "May I use retinol on day 7",
    "No fever",
    "The redness is gone",
    "I had a cold sore last year",
    "How do I avoid an infection",
    "Gracias por todo",
    "Sin fiebre",
    "Me muero de risa",
    "Aqua, Glycerin, Rosa Canina Fruit Oil, Sucrose, Parfum, Linalool, Tocopherol, Citric Acid",
)


@pytest.mark.parametrize("plea", TOLD)
@given(before=st.lists(st.sampled_from(ASIDES), max_size=4), behind=st.lists(st.sampled_from(ASIDES), max_size=4))
@examples(60)
def test_adding_sentences_never_takes_back_what_calls_for_help(plea: str, before: list[str], behind: list[str]) -> None:
    alone = {sign.id for sign in hear(plea).signs if sign.urgency.calls_now}
    heard = {sign.id for sign in hear(". ".join([*before, plea, *behind])).signs}
    assert alone
    assert alone <= heard


@given(text=st.text(max_size=400))
@examples(150)
def test_any_text_is_heard_without_an_error(text: str) -> None:
    heard = hear(text)
    assert heard.urgency is (heard.signs[0].urgency if heard.signs else None)
    assert [sign.urgency for sign in heard.signs] == sorted((s.urgency for s in heard.signs), key=list(Urgency).index)
    assert all(text[because.start : because.end] == because.words for because in heard.because)
    assert 0 <= heard.sure <= 1


@given(text=st.text(max_size=200))
@examples(150)
def test_every_word_has_its_place_in_the_text(text: str) -> None:
    words = words_of(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)

"""Laws of the one door for words: what nobody understands never helps a yes, and nothing that is typed ever raises."""

import csv

from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.asking import Sense, understand
from fortnight.asking.load import everyday
from fortnight.asking.model import MOST_CHOICES
from fortnight.asking.reply import reply
from fortnight.guide import published_guide
from fortnight.person import Profile
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.repo.listing import ROOT

BOOK = rulebook(published_guide(), Profile())
OPEN = (Ruling.YES, Ruling.CAREFUL)
SENTENCES = [
    row["text"] for row in csv.DictReader((ROOT / "tests/cases/sentences.csv").read_text("utf-8").splitlines())
]
PHRASES = sorted({phrase for entry in everyday() for spoken in entry.phrases.values() for phrase in spoken})
NOBODYS = ("zxqvk", "qwrtzu", "vuxaqq")
unhurried = settings(deadline=None)
DAYS = st.integers(min_value=1, max_value=20)


@unhurried
@given(text=st.sampled_from(SENTENCES), word=st.sampled_from(NOBODYS), place=st.integers(0, 30), day=DAYS)
def test_a_word_that_nobody_knows_never_makes_a_yes(text: str, word: str, place: int, day: int) -> None:
    words = text.split()
    words.insert(place % (len(words) + 1), word)
    assert reply(understand(" ".join(words)), BOOK, day).ruling not in OPEN


@unhurried
@given(text=st.text(max_size=200), day=st.integers(-5, 40))
def test_nothing_that_is_typed_raises_and_choices_are_few(text: str, day: int) -> None:
    answer = reply(understand(text, language="es"), BOOK, day)
    assert len(answer.meant.choices) <= MOST_CHOICES
    assert answer.meant.topic is None or not answer.meant.choices


@unhurried
@given(text=st.sampled_from(PHRASES), day=DAYS)
def test_the_language_of_the_page_changes_no_ruling_of_an_exact_phrase(text: str, day: int) -> None:
    english, spanish = (reply(understand(text, language=language), BOOK, day) for language in ("en", "es"))
    if english.ruling and spanish.ruling:
        assert english.ruling is spanish.ruling


@unhurried
@given(text=st.sampled_from(SENTENCES))
def test_a_sign_has_no_ruling_beside_it(text: str) -> None:
    answer = reply(understand(text), BOOK, 1)
    assert answer.meant.sense is not Sense.SIGN or answer.ruling is None

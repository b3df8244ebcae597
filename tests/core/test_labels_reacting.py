"""What somebody reacts to, out of their own sentence: every part is looked for, and none is lost in silence."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from fortnight.errors import DataError
from fortnight.guide import published_guide
from fortnight.labels.allergies import allergies, read_allergies
from fortnight.labels.likeness import holding
from fortnight.labels.reacting import reacting_to
from fortnight.labels.read import read_label
from fortnight.labels.shown import may_hold, searchable, shown_of
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.rulebook import ALWAYS, rulebook

CASES = Path(__file__).resolve().parents[1] / "cases" / "allergies.toml"
LEAST_PAIRS = 300


def cases() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    return read


def pairs() -> list[tuple[str, str, bool]]:
    """Each phrase with each name of its case, and whether it is refused."""
    return [
        (said, name, key == "refused")
        for case in cases()
        for said in case["writes"]
        for key in ("refused", "kept")
        for name in case.get(key, ())
    ]


def refuses(said: str, name: str) -> bool:
    label = read_label(f"Aqua, Glycerin, {name}, Xanthan Gum")
    return any(holding(label, one) for one in reacting_to(said))


def parts(said: str) -> list[str]:
    return [one.said for one in reacting_to(said)]


def unknown(said: str) -> list[str]:
    return [one.said for one in reacting_to(said) if not one.known]


def test_each_pair_of_what_people_write_and_a_name_is_answered_as_reviewed() -> None:
    wrong = [(said, name, refused) for said, name, refused in pairs() if refuses(said, name) is not refused]
    assert len(pairs()) >= LEAST_PAIRS
    assert not wrong


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("I react to lanolin and perfume", ["lanolin", "perfume"]),
        ("allergic to tree nuts, dairy and bee stings", ["tree nuts", "dairy", "bee stings"]),
        ("alergia a los frutos secos y al níquel", ["frutos secos", "níquel"]),
        ("soy alérgica a la soja y al marisco", ["soja", "marisco"]),
        ("Mi hijo es alérgico al huevo; también a las nueces", ["huevo", "nueces"]),
        ("parabens (methylparaben) & Kathon CG", ["parabens", "methylparaben", "Kathon CG"]),
        ("1,2-Hexanediol, nickel", ["1,2-Hexanediol", "nickel"]),
        ("soy, wheat / eggs", ["soy", "wheat", "eggs"]),
        ("MI", ["MI"]),
        ("vitamin a and vitamin e", ["vitamin a", "vitamin e"]),
        ("peanuts\nlatex", ["peanuts", "latex"]),
        ("Milk thistle", ["Milk thistle"]),
        ("CI 42090 and carmine", ["CI 42090", "carmine"]),
        ("MI ALERGIA ES AL NÍQUEL", ["NÍQUEL"]),
        ("MI sensitivity", ["MI"]),
        ("1) nuts 2) eggs", ["nuts", "eggs"]),
    ],
)
def test_a_sentence_is_taken_apart_into_everything_that_it_names(said: str, expected: list[str]) -> None:
    assert parts(said) == expected
    assert not unknown(said)


@pytest.mark.parametrize(
    ("said", "strange"),
    [
        ("zumbolin", ["zumbolin"]),
        ("nuts and zumbolin", ["zumbolin"]),
        ("soy alérgica al zumbolín y a la leche", ["zumbolín"]),
        ("Zumbolin stuffium, perfume", ["Zumbolin stuffium"]),
        ("I am allergic", ["I am allergic"]),
        ("productos", ["productos"]),
    ],
)
def test_what_we_do_not_know_is_kept_as_it_was_written(said: str, strange: list[str]) -> None:
    assert unknown(said) == strange


def test_what_we_do_not_know_is_looked_for_all_the_same() -> None:
    assert refuses("nuts and zumbolin", "Zumbolin Extract")


@pytest.mark.parametrize("said", ["none", "No known allergies", "ninguna", "nothing", "n/a", ""])
def test_whoever_has_no_allergy_is_understood(said: str) -> None:
    assert parts(said) == []


@pytest.mark.parametrize(
    ("said", "family"), [("fragance", "fragrance"), ("penicilin", "penicillin"), ("lanoline", "lanolin")]
)
def test_a_slip_of_the_pen_stands_for_the_allergy(said: str, family: str) -> None:
    assert family in reacting_to(said)[0].families


def test_what_is_no_ingredient_is_known_and_not_looked_for() -> None:
    (cats,) = reacting_to("cats")
    assert cats.known
    assert not refuses("cats", "Catalase")


def test_every_allergy_is_understood_by_each_of_its_own_words() -> None:
    lost = [(one.id, word) for one in allergies().values() for word in one.words if not _understood(word, one.id)]
    assert not lost


def _understood(word: str, allergy_id: str) -> bool:
    meant = reacting_to(word)
    return len(meant) == 1 and meant[0].known and allergy_id in meant[0].families


def test_no_word_for_an_allergy_is_a_word_around_it() -> None:
    sentences = [f"I am very allergic to {one.words[0]} since 2019" for one in allergies().values()]
    assert not [said for said in sentences if len(reacting_to(said)) != 1 or unknown(said)]


def test_an_answer_says_what_it_could_not_look_for() -> None:
    book = rulebook(published_guide(), Profile(allergies=("nuts and zumbolin", "cats")))
    assert weigh(read_label("Aqua, Glycerin"), book).unlooked == ("zumbolin",)


def test_names_that_were_met_are_judged_the_same_again() -> None:
    book = rulebook(published_guide(), Profile(allergies=("nuts", "perfume")))
    labels = [read_label(text) for text in ("Aqua, Prunus Amygdalus Dulcis Oil", "Aqua, Glycerin", "Aqua, Linalool")]
    for _ in range(2):
        assert [weigh(label, book).refused == ALWAYS for label in labels] == [True, False, True]


ENTRY = '[[allergy]]\nid = "zum"\nen = "zum"\nes = "zum"\nsource = ["our-judgement"]\nreviewed = 2026-11-29\n'


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("", "it can be looked for nowhere"),
        ('names = "zum"\nelsewhere = true\n', "it can be looked for nowhere"),
        ('covers = ["zam"]\n', 'it covers "zam"'),
    ],
)
def test_an_entry_that_cannot_be_looked_for_is_refused(more: str, what: str) -> None:
    with pytest.raises(DataError, match=what):
        read_allergies(ENTRY + more, "allergies.toml")


def test_an_entry_without_an_english_word_is_refused() -> None:
    with pytest.raises(DataError, match="it has no word in English"):
        read_allergies(re.sub(r'en = ".*"\n', "", ENTRY) + 'names = "zum"\n', "allergies.toml")


@pytest.mark.parametrize(
    "text",
    [
        "Our cream with real honey. Ingredients: Aqua, Glycerin",
        "Ingredients: Aqua, Glycerin, Xanthan Gum. May contain traces of honey.",
        "Aqua, Glycerin, Xanthan Gum. Contains: honey.",
    ],
)
def test_what_a_label_says_beside_its_names_is_looked_at_too(text: str) -> None:
    label = read_label(text)
    assert any(holding(label, one) for one in reacting_to("honey"))
    assert any(may_hold(searchable(label), shown_of(label), one) for one in reacting_to("honey"))


def test_what_a_label_denies_is_no_allergen() -> None:
    label = read_label("Without lanolin. Ingredients: Aqua, Glycerin")
    assert not any(holding(label, one) for one in reacting_to("lanolin"))

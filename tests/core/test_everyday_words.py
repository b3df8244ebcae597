"""What people say every day: each word leads to one thing, both languages to the same, and every question to an answer.

`tests/cases/everyday-questions.csv` holds questions as people type them, each with the ids of what may be meant. Here
they are looked up by the longest words alone; how a sentence is understood stands with the tests of the door.
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from fortnight.guide import Activity, Window, published_guide, rule
from fortnight.healing.load import all_rules as all_signs
from fortnight.labels.folding import fold
from fortnight.labels.model import Detail, Kind, Trait
from fortnight.labels.vocabulary import vocabulary
from fortnight.sources import shipped, sources
from fortnight.tables import parse
from fortnight.wording.rule_words import asked_by, read_rule_words
from tests.each import each

EVERYDAY = "asking/data/everyday.toml"
FEELINGS = "asking/data/feelings.toml"
FEELINGS_IN_SPANISH = "wording/rules/es/feelings.toml"
QUESTIONS = Path(__file__).parents[1] / "cases" / "everyday-questions.csv"
NUMBER = re.compile(r"\d+(?:\.\d+)?")

PAIRS: tuple[tuple[str, str], ...] = (
    ("olive oil", "aceite de oliva"),
    ("almond oil", "aceite de almendras"),
    ("jojoba oil", "aceite de jojoba"),
    ("rosehip oil", "aceite de rosa mosqueta"),
    ("coconut oil", "aceite de coco"),
    ("argan oil", "aceite de argán"),
    ("castor oil", "aceite de ricino"),
    ("sunflower oil", "aceite de girasol"),
    ("avocado oil", "aceite de aguacate"),
    ("hemp seed oil", "aceite de cáñamo"),
    ("baby oil", "aceite de bebé"),
    ("tea tree oil", "aceite de árbol de té"),
    ("lavender oil", "aceite de lavanda"),
    ("rosemary oil", "aceite de romero"),
    ("fish oil", "aceite de pescado"),
    ("cooking oil", "aceite de cocina"),
    ("hair oil", "aceite para el pelo"),
    ("foaming cleanser", "espuma limpiadora"),
    ("soap", "jabón"),
    ("hydrogen peroxide", "agua oxigenada"),
    ("rubbing alcohol", "alcohol de farmacia"),
    ("vinegar", "vinagre"),
    ("lemon juice", "jugo de limón"),
    ("baking soda", "bicarbonato"),
    ("honey", "miel"),
    ("toothpaste", "pasta de dientes"),
    ("bleach", "lejía"),
    ("tretinoin", "tretinoína"),
    ("retin-a", "retin-a crema"),
    ("isotretinoin", "isotretinoína"),
    ("accutane", "roacután"),
    ("blood thinner", "anticoagulante"),
    ("antihistamine", "antihistamínico"),
    ("antibiotics", "antibióticos"),
    ("steroid cream", "crema de corticoides"),
    ("numbing cream", "crema anestésica"),
    ("vitamin c", "vitamina c"),
    ("glycolic acid", "ácido glicólico"),
    ("saline", "suero fisiológico"),
    ("shampoo", "champú"),
    ("deodorant", "desodorante"),
    ("tattoo", "tatuaje"),
    ("sex", "sexo"),
    ("pregnant", "embarazada"),
    ("itchy", "me pica"),
    ("my skin is peeling", "se me pela la piel"),
)


def entries(file: str, table: str) -> list[dict[str, object]]:
    rows = parse(shipped(file), file)[table]
    assert isinstance(rows, list)
    return rows


def parted(text: object) -> list[str]:
    return [word.strip() for word in str(text or "").split(",") if word.strip()]


def every_word() -> Iterator[tuple[str, str]]:
    """Each word of either language, folded, with what it means."""
    for activity in published_guide().activities:
        for word in {fold(name) for name in (activity.name, *activity.also, *asked_by(activity.id))}:
            yield word, activity.id
    for file, table, key in ((EVERYDAY, "everyday", "means"), (FEELINGS, "feeling", "id")):
        for entry in entries(file, table):
            for word in {fold(name) for language in ("en", "es") for name in parted(entry.get(language))}:
                yield word, str(entry[key]).removeprefix("activity:")


@cache
def meanings() -> dict[tuple[str, ...], set[str]]:
    by_words: dict[tuple[str, ...], set[str]] = {}
    for word, means in every_word():
        by_words.setdefault(words_of(word), set()).add(means)
    return by_words


def words_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9']+", fold(text)))


def meant_by(text: str) -> set[str]:
    """What the longest known words of a text mean; a word within a longer one says nothing."""
    words = words_of(text)
    spans = [
        (start, end)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if words[start:end] in meanings()
    ]
    longest = [
        span
        for span in spans
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    ]
    return {means for start, end in longest for means in meanings()[words[start:end]]}


def questions() -> list[tuple[str, str]]:
    with QUESTIONS.open(encoding="utf-8", newline="") as rows:
        return [(row["question"], row["meant"]) for row in csv.DictReader(rows)]


@each(("question", "meant"), questions())
def test_an_everyday_question_has_an_answer(question: str, meant: str) -> None:
    assert meant_by(question) & set(meant.split("|"))


def test_there_are_at_least_two_hundred_everyday_questions_in_two_languages() -> None:
    assert len(questions()) >= 200


@pytest.mark.parametrize(("english", "spanish"), PAIRS)
def test_both_languages_mean_the_same(english: str, spanish: str) -> None:
    assert meant_by(english) == meant_by(spanish) != set()


def test_only_everyday_names_may_mean_two_things() -> None:
    asked_back = {
        fold(word)
        for entry in entries(EVERYDAY, "everyday")
        for lang in ("en", "es")
        for word in parted(entry.get(lang))
    }
    by_word: dict[str, set[str]] = {}
    for word, means in every_word():
        by_word.setdefault(word, set()).add(means)
    assert {word: means for word, means in by_word.items() if len(means) > 1 and word not in asked_back} == {}


@pytest.mark.parametrize("word", ["tan", "mask", "cat nap", "tea tree", "dry ice", "hot dog", "drink water", "leg wax"])
def test_a_short_word_does_not_swallow_what_it_stands_in(word: str) -> None:
    alone = {"tan": {"direct-sun", "self-tan"}, "mask": {"kind:mask", "face-covering"}}
    longer = {
        "cat nap": {"sleeping-on-face"},
        "tea tree": {"trait:essential_oil"},
        "dry ice": {"dry-ice"},
        "hot dog": {"eating"},
        "drink water": {"drinks-without-alcohol"},
        "leg wax": {"body-hair-removal"},
    }
    assert meant_by(word) == {**alone, **longer}[word]


@each("entry", entries(EVERYDAY, "everyday"), ids=lambda entry: str(entry["means"]))
def test_what_an_everyday_name_means_is_there(entry: dict[str, object]) -> None:
    what, _, value = str(entry["means"]).partition(":")
    valid = {
        "kind": set(Kind),
        "trait": {*Trait, *Detail},
        "ingredient": {value} if fold(value) in vocabulary().known else set(),
        "activity": {activity.id for activity in published_guide().activities},
        "nothing": {"figure-of-speech"},
    }
    assert value in valid[what]
    assert set(entry) <= {"means", "asks", "en", "es"}
    assert any(parted(entry.get(language)) for language in ("en", "es"))


@pytest.mark.parametrize("entry", entries(FEELINGS, "feeling"), ids=lambda entry: str(entry["id"]))
def test_a_feeling_is_told_in_both_languages_with_its_sources_and_signs(entry: dict[str, object]) -> None:
    spanish = read_rule_words(shipped(FEELINGS_IN_SPANISH), FEELINGS_IN_SPANISH)[str(entry["id"])]
    assert sorted(NUMBER.findall(str(entry["says"]))) == sorted(NUMBER.findall(spanish["says"]))
    assert set(spanish) == {"says", "place"}
    assert parted(entry["en"])
    assert parted(entry["es"])
    cited, signs = entry["source"], entry.get("signs", [])
    assert isinstance(cited, list)
    assert isinstance(signs, list)
    assert set(cited) <= set(sources())
    assert set(signs) <= {sign.id for sign in all_signs()}


def test_no_feeling_is_told_in_spanish_alone() -> None:
    spanish = read_rule_words(shipped(FEELINGS_IN_SPANISH), FEELINGS_IN_SPANISH)
    assert set(spanish) == {str(entry["id"]) for entry in entries(FEELINGS, "feeling")}


@pytest.mark.parametrize(
    "activity_id",
    [
        "anticoagulants",
        "isotretinoin-capsules",
        "antibiotics-by-mouth",
        "antivirals",
        "prescribed-medicines",
        "antihistamines",
        "other-painkillers",
    ],
)
def test_a_medicine_that_is_swallowed_is_never_refused(activity_id: str) -> None:
    medicine = rule(activity_id)
    assert isinstance(medicine, Activity)
    assert medicine.refuse is None
    assert medicine.group == "medicine"


@pytest.mark.parametrize("group", ["remedy", "household"])
def test_nothing_from_the_kitchen_or_the_workshop_is_allowed_on_any_day(group: str) -> None:
    forbidden = [activity for activity in published_guide().activities if activity.group == group]
    assert forbidden
    assert all(activity.refuse and (activity.refuse.first, activity.refuse.last) == (1, 14) for activity in forbidden)


@pytest.mark.parametrize(
    ("activity_id", "window_id"),
    [
        ("foaming-face-wash", "foaming-cleanser"),
        ("hair-colour", "hair-dye-not-for-this"),
        ("toothpaste", "oral-care-not-for-this"),
        ("antiseptics", "antiseptic-not-for-this"),
        ("household-chemicals", "household-not-for-this"),
        ("kitchen-acids", "kitchen-not-for-this"),
        ("kitchen-powders", "kitchen-not-for-this"),
        ("kitchen-foods", "kitchen-not-for-this"),
        ("medicated-skin-products", "antifungal-not-for-this"),
        ("prescribed-creams", "medicine-not-for-this"),
        ("lightening-creams", "bleaching-not-for-this"),
        ("exosomes", "spicules-not-for-this"),
    ],
)
def test_what_is_asked_and_what_a_label_shows_have_the_same_days(activity_id: str, window_id: str) -> None:
    activity, window = rule(activity_id), rule(window_id)
    assert isinstance(activity, Activity)
    assert isinstance(window, Window)
    assert activity.refuse == window.refuse

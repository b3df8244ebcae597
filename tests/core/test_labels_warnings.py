"""What a law has printed on packs is no name and no doubt; what it says is inside counts."""

import tomllib
from collections.abc import Iterator

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from fortnight.labels.warnings import warnings_in, without_warnings
from fortnight.person import Profile
from fortnight.sources import shipped, sources
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Caprylic/Capric Triglyceride, Cetearyl Alcohol, Panthenol, Xanthan Gum, Phenoxyethanol"
OPEN = {Ruling.YES, Ruling.CAREFUL}

NEUTRAL = [
    "Do not apply to broken, irritated or sunburnt skin",
    "Keep away from heat, sparks, open flames and hot surfaces",
    "Over-exposure to the sun is a serious threat to your health",
    "Use a water resistant sunscreen if swimming or sweating, reapply at least every 2 hours",
    "Éviter le contact avec les yeux, rincer abondamment en cas de contact",
    "Auch mit Sonnenschutzmitteln nicht zu lange in der Sonne bleiben",
    "No permanezca mucho tiempo expuesto al sol, aunque utilice un producto de protección solar",
    "Este produto não oferece nenhuma proteção contra insolação",
    "Non usare in gravidanza e allattamento",
    "Nie stosować na uszkodzoną, podrażnioną skórę",
    "Gebelik ve emzirme döneminde doktorunuza danışınız",
    "Blijf niet te lang in de zon, ook al gebruikt u een zonnebrandmiddel",
    "孕妇及哺乳期妇女慎用",
    "상처가 있는 부위 등에는 사용을 자제할 것",
    (
        "WARNING: This product can expose you to chemicals including titanium dioxide, which is known to the State of "
        "California to cause cancer"
    ),
    "Do not use with retinol or other exfoliating products",
    "Do not combine with retinol, benzoyl peroxide, or other acids",
]
VITAMIN_A = [
    "Contains Vitamin A. Consider your daily intake before use",
    "Contient de la vitamine A. Tenir compte de votre apport journalier avant utilisation",
    "Enthält Vitamin A. Berücksichtigen Sie vor der Anwendung Ihre tägliche Aufnahme",
    "Contiene vitamina A. Prima dell'uso tenere conto dell'assunzione giornaliera",
    "Zawiera witaminę A. Przed użyciem należy uwzględnić dzienne spożycie",
    "Sisältää A-vitamiinia. Ota huomioon päivittäinen saantisi ennen käyttöä",
    "A-vitamint tartalmaz. Használat előtt vegye figyelembe napi beviteli értékét",
    "Satur A vitamīnu. Pirms lietošanas ņemiet vērā ikdienas uzņemto daudzumu",
    "Съдържа витамин А. Преди употреба вземете предвид дневния си прием",
    "Περιέχει βιταμίνη Α. Λάβετε υπόψη την ημερήσια πρόσληψή σας πριν από τη χρήση",
    "Vitimín A ann. Smaoinigh ar d'iontógáil laethúil roimh úsáid",
]


def places(warning: str, names: str) -> Iterator[str]:
    yield f"Ingredients: {names}. {warning}."
    yield f"{warning}.\nIngredients: {names}"
    yield f"{names}\n{warning}."
    yield f"{names}, {warning}"


@each("warning", NEUTRAL)
def test_a_warning_of_law_changes_no_answer_wherever_it_stands(warning: str) -> None:
    plain = read_label(LIST, name="Face Cream")
    for text in places(warning, LIST):
        label = read_label(text, name="Face Cream")
        assert set(label.traits) == set(plain.traits), text
        assert label.unrecognised == (), text
        assert weigh(label, BOOK).rulings == weigh(plain, BOOK).rulings, text


@each("statement", VITAMIN_A)
def test_the_statement_of_vitamin_a_adds_nothing_to_a_list_with_it_and_is_no_yes_on_one_without(statement: str) -> None:
    names = LIST.replace("Panthenol", "Retinol, Panthenol")
    plain = weigh(read_label(names, name="Face Cream"), BOOK).rulings
    for text in places(statement, names):
        label = read_label(text, name="Face Cream")
        assert label.unrecognised == (), text
        assert weigh(label, BOOK).rulings == plain, text
    for text in places(statement, LIST):
        assert weigh(read_label(text, name="Face Cream"), BOOK).rulings[0] not in OPEN, text


@pytest.mark.parametrize(
    "contents", ["thioglycolate", "phenylenediamines (toluenediamines)", "ammonia", "hydrogen peroxide", "hydroquinone"]
)
def test_what_a_warning_says_is_inside_counts(contents: str) -> None:
    for text in places(f"Contains {contents}. Keep out of reach of children", LIST):
        assert weigh(read_label(text, name="Face Cream"), BOOK).rulings[0] not in OPEN, text


def test_fragrance_allergens_behind_contains_are_fragrance() -> None:
    label = read_label(f"{LIST}. Contains: benzyl salicylate, linalool. May cause an allergic reaction.")
    assert [item.inci for item in label.traits[Trait.FRAGRANCE]] == ["Benzyl Salicylate", "Linalool"]


def test_the_sunburn_alert_is_met_by_an_acid_of_the_list_and_by_nothing_else() -> None:
    alert = (
        "Sunburn Alert: This product contains an alpha hydroxy acid (AHA) that may increase your skin's sensitivity to "
        "the sun. Use a sunscreen, wear protective clothing, and limit sun exposure for a week afterwards"
    )
    acid = LIST.replace("Glycerin", "Glycolic Acid, Glycerin")
    plain = weigh(read_label(acid, name="Toner"), BOOK).rulings
    for text in places(alert, acid):
        assert weigh(read_label(text, name="Toner"), BOOK).rulings == plain, text
    for text in places(alert, LIST):
        assert weigh(read_label(text, name="Toner"), BOOK).rulings[0] not in OPEN, text


@pytest.mark.parametrize(
    "text",
    [
        "Aqua, Avoid contact with eyes, Zentoria, Glycerin",
        "Aqua, Glycerin, Avoid contact with eyes Retinol, Panthenol",
        "Aqua, Glycerin, Keep away from heat, Blorptine",
        "Aqua, Glycerin. Do not use with retinol 1 %",
    ],
)
def test_no_warning_swallows_what_could_be_a_name(text: str) -> None:
    assert weigh(read_label(text), BOOK).rulings[0] not in OPEN


def test_a_text_without_its_warnings_is_as_long_as_it_was() -> None:
    text = "Aqua, Glycerin.\nAvoid contact with eyes.\nNo usar en niños, salvo indicación."
    warnings = warnings_in(text)
    work = without_warnings(text, warnings.spans)
    assert len(work) == len(text)
    assert work.split()[:4] == ["Aqua,", "Glycerin.", ";", "."]
    assert "contact" not in work
    assert work.count("\n") == text.count("\n")


def test_a_warning_is_shown_as_left_out() -> None:
    text = f"{LIST}, Do not apply to broken, irritated or sunburnt skin"
    label = read_label(text)
    assert [text[part.start : part.end] for part in label.left_out] == [
        "Do not apply to broken, irritated or sunburnt skin"
    ]


def test_each_group_of_warnings_cites_a_law_of_the_register() -> None:
    groups = tomllib.loads(shipped("labels/data/warnings.toml"))["warning"]
    assert {group["source"] for group in groups} <= sources().keys()
    assert all(group["place"] and group["reviewed"] for group in groups)

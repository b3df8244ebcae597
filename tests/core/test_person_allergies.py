"""What a person reacts to, told in words or by a yes, holds for activities and medicines as for labels."""

import pytest

from fortnight.asking import understand
from fortnight.asking.reply import reply
from fortnight.guide import Activity, published_guide
from fortnight.labels.read import read_label
from fortnight.labels.shown import searchable, shown_of
from fortnight.person import Profile, clinician_flags, speaking
from fortnight.verdicts.activities import weigh_activity
from fortnight.verdicts.judge import reasons_of, weigh
from fortnight.verdicts.model import ALL_DAYS, Ruling
from fortnight.verdicts.rulebook import ALWAYS, rulebook
from fortnight.verdicts.screening import difference
from fortnight.verdicts.stored import Screen
from tests.each import each

GUIDE = published_guide()


def verdict_for(words: str, person: Profile, day: int = 9) -> tuple[Ruling, list[str]]:
    answer = reply(understand(words), rulebook(GUIDE, person), day).answer
    assert answer is not None
    return answer.ruling, [reason.rule.id for reason in answer.reasons]


def activity_called(activity_id: str) -> Activity:
    return next(activity for activity in GUIDE.activities if activity.id == activity_id)


@each(
    ("allergy", "activity"),
    [
        ("ibuprofen", "ibuprofen"),
        ("aspirina", "aspirin"),
        ("salicylates", "aspirin"),
        ("NSAIDs", "nurofen"),
        ("paracetamol", "tylenol"),
        ("neomycin", "antibiotic ointment"),
        ("antibióticos", "antibiotic ointment"),
        ("lidocaína", "numbing cream"),
        ("cortisone", "hydrocortisone"),
        ("daisies", "arnica"),
        ("margaritas", "arnica"),
        ("vaseline", "petroleum jelly"),
        ("chlorine", "swimming"),
        ("vitamin E", "vitamin e capsules"),
    ],
)
@each("day", [-3, 1, 9, 14, 40])
def test_an_activity_with_what_somebody_reacts_to_is_refused_on_every_day(
    allergy: str, activity: str, day: int
) -> None:
    ruling, rules = verdict_for(activity, Profile(allergies=(allergy,)), day)
    assert ruling is Ruling.NOT_THIS_TIME
    assert "your-allergy" in rules


@pytest.mark.parametrize(
    ("allergy", "activity"),
    [("nuts", "walking"), ("perfume", "paracetamol"), ("grapes", "sunbed"), ("lanolin", "sauna")],
)
def test_an_activity_with_nothing_of_it_stays_as_it_was(allergy: str, activity: str) -> None:
    activity_of = activity_called(activity)
    plain, theirs = (
        weigh_activity(activity_of, rulebook(GUIDE, person)) for person in (Profile(), Profile(allergies=(allergy,)))
    )
    assert (plain.refused, plain.careful) == (theirs.refused, theirs.careful)


def test_an_activity_says_what_could_not_be_looked_for() -> None:
    book = rulebook(GUIDE, Profile(allergies=("zumbolin",)))
    assert weigh_activity(activity_called("vigorous-exercise"), book).unlooked == ("zumbolin",)


@pytest.mark.parametrize(
    ("person", "activity", "rule"),
    [
        (Profile(anticoagulant=True), "ibuprofen", "anticoagulant-and-painkillers"),
        (Profile(anticoagulant=True), "aspirin", "anticoagulant-and-painkillers"),
        (Profile(pregnant=True), "ibuprofen", "pregnant-and-painkillers"),
        (Profile(pregnant=True), "aspirin", "pregnant-and-painkillers"),
        (Profile(breastfeeding=True), "aspirin", "breastfeeding-and-aspirin"),
        (Profile(allergies=("aspirin",)), "ibuprofen", "painkiller-allergy"),
        (Profile(allergies=("soy alérgica al ibuprofeno",)), "aspirin", "painkiller-allergy"),
    ],
)
@pytest.mark.parametrize("day", [1, 9, 30])
def test_a_painkiller_is_not_taken_without_asking(person: Profile, activity: str, rule: str, day: int) -> None:
    ruling, rules = verdict_for(activity, person, day)
    assert ruling is Ruling.NOT_THIS_TIME
    assert rule in rules


@pytest.mark.parametrize("person", [Profile(anticoagulant=True), Profile(pregnant=True), Profile(breastfeeding=True)])
def test_paracetamol_stays_possible(person: Profile) -> None:
    assert verdict_for("paracetamol", person)[0] is Ruling.YES


def test_an_anaesthetic_allergy_refuses_lidocaine_on_labels_and_as_an_activity() -> None:
    person = Profile(anaesthetic_allergy=True)
    assert weigh(read_label("Aqua, Glycerin, Lidocaine"), rulebook(GUIDE, person)).refused == ALWAYS
    assert "your-allergy" in verdict_for("lidocaine", person)[1]


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("nickel", "metal-allergy"),
        ("alergia al níquel", "metal-allergy"),
        ("stainless steel", "metal-allergy"),
        ("bisutería", "metal-allergy"),
        ("lidocaine", "anaesthetic-allergy"),
        ("anestesia local", "anaesthetic-allergy"),
    ],
)
def test_an_allergy_in_words_answers_the_question_that_asks_for_it(words: str, flag: str) -> None:
    assert flag in [entry.id for entry in clinician_flags(Profile(allergies=(words,)))]


@pytest.mark.parametrize("words", ["fragrance", "perfume", "Fragancias", "I cannot stand scented products"])
def test_an_allergy_to_scent_in_any_words_refuses_essential_oils(words: str) -> None:
    assert "fragrance-allergy-and-oils" in [modifier.id for modifier in speaking(Profile(allergies=(words,)))]


SALICYLIC = "Aqua, Salicylic Acid, Glycerin, Butylene Glycol, Phenoxyethanol, Xanthan Gum"


def test_salicylic_acid_that_stays_on_waits_while_pregnant() -> None:
    book = rulebook(GUIDE, Profile(pregnant=True))
    verdict = weigh(read_label(SALICYLIC, name="Linden Blemish Serum"), book)
    assert verdict.refused & ALL_DAYS == ALL_DAYS
    assert "pregnant-and-salicylic-acid" in [reason.rule.id for reason in reasons_of(verdict)]


@pytest.mark.parametrize(
    "text", ["Aqua, Glycerin, Phenoxyethanol, Salicylic Acid", "Aqua, Lactic Acid, Phenoxyethanol"]
)
def test_a_trace_of_it_and_another_acid_are_judged_as_before(text: str) -> None:
    verdict = weigh(read_label(text, name="Linden Serum"), rulebook(GUIDE, Profile(pregnant=True)))
    assert "pregnant-and-salicylic-acid" not in [reason.rule.id for reason in reasons_of(verdict)]


def test_a_yes_to_the_numbing_question_has_every_product_judged_again() -> None:
    plain, theirs = rulebook(GUIDE, Profile()), rulebook(GUIDE, Profile(anaesthetic_allergy=True))
    assert difference(plain, theirs).everything
    assert not difference(plain, rulebook(GUIDE, Profile(age=30))).everything


def test_a_stored_product_is_judged_like_its_label() -> None:
    book = rulebook(GUIDE, Profile(allergies=("dairy and tree nuts",), anaesthetic_allergy=True))
    screen = Screen(book)
    names = ("Cocos Nucifera (Coconut) Milk", "Lac Powder", "Corylus Avellana Seed Oil", "Lidocaine", "Caffeine")
    for name in names:
        label = read_label(f"Aqua, Glycerin, {name}")
        stored = screen.days(shown_of(label), searchable(label))
        assert (weigh(label, book).refused == ALWAYS) == (stored.refused == ALWAYS), name


@pytest.mark.parametrize(
    ("allergy", "words"),
    [
        ("frutos secos", "aceite de almendras en la cara"),
        ("coconut", "coconut oil on my face"),
        ("tea tree", "tea tree oil"),
        ("bee stings", "can I put honey on my face"),
        ("penicillin", "can I take amoxicillin"),
        ("shellfish", "can I eat prawns"),
        ("aspirin", "can I take advil"),
        ("lanolin", "lanolin"),
        ("vitamin c", "vitamin c serum"),
        ("sulphites", "a glass of wine"),
    ],
)
@pytest.mark.parametrize("day", [1, 12])
def test_a_question_that_names_what_somebody_reacts_to_is_a_no(allergy: str, words: str, day: int) -> None:
    ruling, rules = verdict_for(words, Profile(allergies=(allergy,)), day)
    assert ruling is Ruling.NOT_THIS_TIME
    assert {"your-allergy", "painkiller-allergy"} & set(rules)


@pytest.mark.parametrize(
    ("allergy", "words"),
    [
        ("bee stings", "can I eat cheese"),
        ("hay fever", "hay fever tablets"),
        ("nickel", "nickel allergy"),
        ("parabens", "moisturiser"),
        ("coconut", "olive oil on my face"),
        ("penicillin", "can I take ibuprofen"),
        ("perfume", "fragrance-free moisturiser"),
        ("lanolin", "lanolin free moisturiser"),
    ],
)
def test_a_question_about_something_else_is_answered_as_for_everybody(allergy: str, words: str) -> None:
    plain, theirs = verdict_for(words, Profile(), 12), verdict_for(words, Profile(allergies=(allergy,)), 12)
    assert plain == theirs

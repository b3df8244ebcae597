"""What does somebody mean who types this? Whole sentences and single words, in both languages."""

import time
from statistics import median

import pytest

from fortnight.asking import Sense, Understanding, understand
from fortnight.asking.model import MOST_CHOICES
from fortnight.asking.reply import QuestionReply, reply
from fortnight.guide import Activity, published_guide
from fortnight.person import Profile
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

GUIDE = published_guide()
BOOK = rulebook(GUIDE, Profile())
OPEN = {Ruling.YES, Ruling.CAREFUL}


def topic(text: str, language: str | None = None) -> str:
    meant = understand(text, language=language)
    return meant.topic.id if meant.topic else f"{meant.sense}?"


def choices(meant: Understanding) -> list[str]:
    return [choice.id for choice in meant.choices]


def answered(text: str, day: int = 1) -> QuestionReply:
    return reply(understand(text), BOOK, day)


@each("activity", GUIDE.activities, ids=lambda activity: activity.id)
def test_an_activity_is_understood_by_its_name(activity: Activity) -> None:
    meant = understand(activity.name)
    assert activity.id in [topic.id for topic in (meant.topic, *meant.choices) if topic] or meant.signs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can i go to the gym tomorow", "vigorous-exercise"),
        ("hiya just wondering is it ok to go for a swim with the kids on saturday", "swimming-pool"),
        ("my hen do is on friday am i allowed a glass of prosecco or two", "alcohol-drink"),
        ("I had microneedling yesterday and my flight home is in three days can I fly", "flying"),
        ("doctor said nothing about it but can i take paracetamol for it please", "paracetamol"),
        ("since the treatment was yesterday is a hot shower okay", "hot-shower"),
        ("can we go beach this weekend lah", "direct-sun"),
        ("abeg i fit go gym today", "vigorous-exercise"),
        ("oye y mañana me puedo maquillar para la boda de mi prima", "make-up"),
        ("ayer me hice el dermapen y quería saber si puedo ir a la alberca con los niños", "swimming-pool"),
        ("che puedo tomar mate o mejor espero unos días", "caffeine"),
        ("buenas doctora me puedo echar protector solar ya", "protector solar"),
        ("disculpe señorita ya puedo hacer ejercicio", "vigorous-exercise"),
    ],
)
def test_a_whole_sentence_is_understood(text: str, expected: str) -> None:
    assert topic(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "beer shampoo",
        "leg wax",
        "foot massage",
        "massage on my back",
        "cat nap",
        "dry ice",
        "viaje a chile",
        "cera para el pelo",
        "depilarme las piernas",
        "coffee table",
        "sun hat",
    ],
)
def test_a_word_beside_a_topic_makes_another_thing_of_it(text: str) -> None:
    answer = answered(text)
    assert answer.ruling not in OPEN or answer.meant.sense is not Sense.UNKNOWN
    assert answer.meant.topic is None or answer.meant.topic.id not in (
        "pets",
        "facial",
        "waxing",
        "spicy-food",
        "caffeine",
    )


@pytest.mark.parametrize("text", ["paracetamool", "saunna", "tretinoína o tretinoyna", "maquilaje", "retinoll"])
def test_a_slip_in_the_topic_proposes_and_never_decides(text: str) -> None:
    answer = answered(text)
    assert answer.ruling not in OPEN


@pytest.mark.parametrize(
    ("text", "id_"), [("paracetamool", "paracetamol"), ("saunna", "sauna"), ("maquilaje", "make-up")]
)
def test_a_slip_is_offered_with_what_it_may_mean(text: str, id_: str) -> None:
    meant = understand(text)
    assert (meant.topic, meant.sense) == (None, Sense.UNKNOWN)
    assert id_ in choices(meant)
    assert len(meant.choices) <= MOST_CHOICES


@pytest.mark.parametrize(
    ("text", "rulings"),
    [
        ("lactic acid serum", {Ruling.NOT_YET}),
        ("alcohol toner", {Ruling.NOT_THIS_TIME}),
        ("toner with alcohol", {Ruling.NOT_THIS_TIME}),
        ("lidocaine cream", {Ruling.NOT_THIS_TIME}),
        ("lidocaine serum", {Ruling.NOT_THIS_TIME}),
        ("hydrocortisone 2%", {Ruling.NOT_THIS_TIME}),
        ("foaming cleanser", {Ruling.NOT_YET}),
        ("can i use a cleansing foam", {Ruling.NOT_YET}),
        ("retinol moisturiser", {Ruling.NOT_YET}),
        ("crema hidratante con retinol", {Ruling.NOT_YET}),
        ("retin a cream", {Ruling.NOT_THIS_TIME}),
        ("may I put on Retin A tonight", {Ruling.NOT_THIS_TIME}),
    ],
)
def test_a_kind_hides_no_ingredient(text: str, rulings: set[Ruling]) -> None:
    assert answered(text).ruling in rulings


@pytest.mark.parametrize(
    "text", ["hyaluronic acid", "ceramides", "glycerin", "moisturiser", "sunscreen", "crema hidratante"]
)
def test_what_the_guide_welcomes_is_a_yes_in_general(text: str) -> None:
    assert answered(text).ruling is Ruling.YES


@pytest.mark.parametrize("text", ["niacinamide", "zarnox moisturiser", "tatcha", "rutin", "hyaluronic acid zarnox"])
def test_what_no_rule_welcomes_is_never_a_yes_in_general(text: str) -> None:
    assert answered(text).ruling not in OPEN


@each("day", range(1, 15))
@each("text", ["zarnox gym", "quuxine retinol", "moisturiser zarnox", "coffee quuxine"])
def test_a_word_that_nobody_knows_never_helps_a_yes(text: str, day: int) -> None:
    assert answered(text, day).ruling not in OPEN


@pytest.mark.parametrize("day", [-3, 0, 15, 40])
@pytest.mark.parametrize("text", ["tretinoin", "retin a cream", "adapalene", "tatcha", "zarnox moisturiser"])
def test_outside_of_the_fortnight_a_prescription_and_a_mere_name_are_no_yes(text: str, day: int) -> None:
    assert answered(text, day).ruling is Ruling.CANNOT_TELL


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("can I swim tomorrow", 2),
        ("the day after tomorrow can I run", 3),
        ("can I have wine in three days", 4),
        ("gym next week", 8),
        ("May I use retinol on day 9?", 9),
        ("puedo nadar mañana", 2),
        ("pasado mañana puedo correr", 3),
        ("el día 5 puedo usar exfoliante", 5),
        ("la semana que viene puedo ir al gimnasio", 8),
        ("dentro de cuatro días puedo maquillarme", 5),
        ("puedo correr por la mañana", 1),
        ("I was treated three days ago can I run", 1),
        ("can I run today", 1),
        ("can I drink in 48 hours", 3),
        ("can I drink after 48 hours", 2),
        ("I had it done two hours ago can I run", 1),
    ],
)
def test_the_day_in_the_question_is_the_day_that_is_answered(text: str, day: int) -> None:
    assert answered(text).day == day


@pytest.mark.parametrize("text", ["I have a fever, may I take ibuprofen?", "tengo fiebre puedo ir al gimnasio"])
def test_danger_is_heard_before_anything_else(text: str) -> None:
    answer = answered(text)
    assert answer.meant.sense is Sense.SIGN
    assert answer.meant.signs
    assert answer.ruling is None


@pytest.mark.parametrize(
    "text", ["is it normal that my skin is red", "por qué tengo la piel seca", "es normal que me pique"]
)
def test_a_feeling_is_a_feeling(text: str) -> None:
    assert understand(text).sense is Sense.FEELING


def test_a_list_is_a_list_and_a_long_plea_is_none() -> None:
    assert understand("Aqua, Glycerin, Retinol, Phenoxyethanol").sense is Sense.LABEL
    assert understand("Ingredients: Water, Butylene Glycol, Niacinamide").sense is Sense.LABEL
    plea = "I was needled yesterday, and now it burns so much, I cried, I cannot sleep, please tell me what I should do"
    assert understand(plea).sense is not Sense.LABEL


def test_the_names_of_a_list_tell_of_no_sign_and_what_is_said_around_it_does() -> None:
    label = "Water, Sodium Methyl Cocoyl Taurate, Cocamidopropyl Betaine, Glycerin, Kaolin, Bentonite"
    assert understand(label).sense is Sense.LABEL
    text = f"my lips are swelling up and I cannot breathe, I used this: {label}"
    assert understand(text).sense is Sense.SIGN


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("can I eat pineapple", "eating"),
        ("puedo comer aguacate", "eating"),
        ("can I drink milk", "drinks-without-alcohol"),
        ("can I put milk on my face", "kitchen-foods"),
        ("honey", "kitchen-foods"),
        ("puedo ponerme miel en la cara", "kitchen-foods"),
    ],
)
def test_what_is_eaten_is_no_remedy_and_what_is_put_on_is(text: str, id_: str) -> None:
    assert topic(text) == id_


@pytest.mark.parametrize("text", ["hyaluronic acid tablets", "ácido hialurónico en cápsulas", "vitamin c injection"])
def test_what_is_swallowed_is_no_product_for_the_skin(text: str) -> None:
    assert answered(text).ruling not in OPEN


def test_two_things_at_once_are_asked_about() -> None:
    assert choices(understand("gym, sauna")) == ["vigorous-exercise", "sauna"]


def test_ones_own_product_comes_first() -> None:
    shelf = [("key-1", "Luminous Night Oil"), ("key-2", "Gym Balm")]
    assert understand("luminous night oil", shelf=shelf).topic == understand("Luminous Night Oil", shelf=shelf).topic
    assert "key-1" in choices(understand("night oil", shelf=shelf))
    assert understand("can I use my luminous night oil", shelf=shelf).sense is Sense.PRODUCT
    assert understand("gym", shelf=shelf).topic is None


@pytest.mark.parametrize("text", ["", " ", "?", "\x00", "😀", "a" * 30_000, "،؛", "123", "the the the"])
def test_what_says_nothing_is_not_understood_and_never_raises(text: str) -> None:
    answer = answered(text)
    assert answer.ruling not in OPEN
    assert answer.meant.sense is Sense.UNKNOWN


def test_a_text_is_understood_in_a_few_thousandths_of_a_second() -> None:
    text = "hi just wondering if i can go swimming with my kids tomorrow or is it better to wait number %d"
    understand(text)
    taken = []
    for number in range(60):
        began = time.process_time()
        understand(text % number)
        taken.append(time.process_time() - began)
    assert median(taken) < 0.01


@pytest.mark.parametrize(
    "text",
    [
        "can I shave my face with an electric razor tomorrow",
        "cooking",
        "when can I start lifting weights",
        "can I use a velo facial tonight",
    ],
)
def test_the_name_of_what_is_asked_about_is_no_sign(text: str) -> None:
    assert understand(text).sense is not Sense.SIGN


@pytest.mark.parametrize(
    "text",
    [
        "my lips are swelling up, can I take an antihistamine",
        "he swallowed the serum, can he drink milk",
        "I took 20 paracetamol",
        "estoy embarazada y uso tretinoína",
        "my cheek will not stop bleeding and I am on warfarin",
    ],
)
def test_danger_beside_what_is_asked_about_is_heard(text: str) -> None:
    assert understand(text).sense is Sense.SIGN


@pytest.mark.parametrize("text", ["retinol", "retinol cream", "retinol night cream", "crema con retinol"])
def test_a_cream_named_by_its_ingredient_is_answered_as_the_ingredient(text: str) -> None:
    assert [answered(text, day).ruling for day in (6, 8)] == [Ruling.NOT_YET, Ruling.CAREFUL]


@pytest.mark.parametrize("text", ["glycolic acid", "salicylic acid", "lactic acid", "mandelic", "ácido láctico"])
def test_an_acid_as_such_is_no_peel(text: str) -> None:
    assert [answered(text, day).ruling for day in (6, 8)] == [Ruling.NOT_YET, Ruling.CAREFUL]


def test_where_there_is_no_list_nothing_is_said_about_one() -> None:
    answer = answered("retinol cream", 8).answer
    assert answer
    assert "promised-not-listed" not in [reason.rule.id for reason in answer.reasons]


@pytest.mark.parametrize(
    "text",
    ["tengo ampollas", "me salieron ampollas", "me salieron ampollas en el labio", "hoy me han salido unas ampollas"],
)
def test_blisters_that_came_up_are_no_ampoules(text: str) -> None:
    assert understand(text).signs


@pytest.mark.parametrize("text", ["ampollas", "puedo usar ampollas", "tengo ampollas de vitamina c", "i have a cream"])
def test_ampoules_that_somebody_has_are_a_product(text: str) -> None:
    assert not understand(text).signs


@pytest.mark.parametrize("text", ["I feel no pain", "there is no pain", "no siento dolor", "sin dolor"])
def test_who_feels_no_pain_sees_no_card(text: str) -> None:
    assert not understand(text).signs


@pytest.mark.parametrize("text", ["can I go outside", "salir a la calle"])
def test_going_outside_is_a_walk_and_no_sunbath(text: str) -> None:
    topic = understand(text).topic
    assert topic
    assert topic.id == "walking"

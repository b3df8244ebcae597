"""Several topics in one question: grammar decides which is asked about, and nothing that is put on is overheard."""

import pytest

from fortnight.asking import Sense, understand
from fortnight.asking.reply import QuestionReply, reply
from fortnight.guide import published_guide
from fortnight.person import Profile
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
OPEN = {Ruling.YES, Ruling.CAREFUL}


def topic(text: str) -> str:
    meant = understand(text)
    return meant.topic.id if meant.topic else f"{meant.sense}?"


def answered(text: str, day: int = 1) -> QuestionReply:
    return reply(understand(text), BOOK, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("frozen sweetcorn wrapped in a tea towel", "cool-compress"),
        ("rum and ginger at my cousins barbecue", "alcohol-drink"),
        ("the spa does a gua sha thing at bedtime", "facial"),
        ("tan drops in my moisturiser", "self-tan"),
        ("make-up for the gym", "make-up"),
        ("depilarme el bozo con cera", "waxing"),
        ("chícharos congelados en una toalla", "cool-compress"),
        ("walk or run", "vigorous-exercise"),
        ("ducha o bañera caliente", "hot-shower"),
        ("netflix in the hot tub", "sauna"),
        ("read on the beach", "direct-sun"),
        ("cup of tea with whisky", "alcohol-drink"),
    ],
)
def test_the_head_of_a_question_is_asked_about_and_the_stricter_place(text: str, expected: str) -> None:
    assert topic(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "hot bath with vinegar",
        "wash my face with milk",
        "wash my face with quuxine",
        "lavarme la cara con agua de arroz",
        "can I walk with retinol on",
        "sit on the sofa with a clay mask",
        "gel nails and facial",
        "vaseline or retinol",
        "brush my teeth with bicarb",
        "eat honey and put it on my face",
        "comer aguacate y ponerme un poco",
        "vinagre de manzana con agua",
        "cup of vinegar in water",
        "jugo de limón",
        "papa cruda",
        "honey for breakfast on my spots",
        "café con miel",
        "massage with quuxine",
        "use zarnox after a walk",
        "deodorant on my face",
        "shave my legs and face",
        "rasurarme las piernas y el bigote",
        "colutorio en la cara",
    ],
)
def test_what_is_put_on_beside_something_harmless_is_never_a_yes(text: str) -> None:
    assert answered(text).ruling not in OPEN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fruit and yoghurt for breakfast", "eating"),
        ("peanut butter and banana on toast", "eating"),
        ("arroz con huevo para cenar", "eating"),
        ("oat flat white", "caffeine"),
        ("un cortado con leche", "caffeine"),
        ("matcha latte", "caffeine"),
    ],
)
def test_a_meal_is_no_remedy(text: str, expected: str) -> None:
    assert topic(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can I just peel it off", "picking"),
        ("quitarme la piel con pinzas", "picking"),
        ("is it normal that my nose is peeling", "feels-peeling-skin"),
        ("book a peel", "chemical-peel"),
        ("cada cuánto se repite", "repeat-needling"),
        ("when is my next one", "repeat-needling"),
        ("duermo boca abajo", "sleeping-on-face"),
        ("stay under a parasol", "direct-sun"),
    ],
)
def test_the_verb_decides_the_sense(text: str, expected: str) -> None:
    assert topic(text) == expected


@pytest.mark.parametrize(
    "text", ["I'm running late", "I can't make up my mind", "it was a walk in the park", "voy tarde", "pan comido"]
)
def test_a_figure_of_speech_is_no_topic(text: str) -> None:
    meant = understand(text)
    assert (meant.sense, meant.topic, meant.choices) == (Sense.UNKNOWN, None, ())


def test_a_slip_beside_a_kind_proposes_and_is_not_judged_as_the_kind() -> None:
    meant = understand("hyaluranic acid")
    assert meant.topic is None
    assert "hyaluronic acid" in [choice.words for choice in meant.choices]


@pytest.mark.parametrize("text", ["jojoba oil or argan oil", "aceite de coco o de oliva"])
def test_one_or_the_other_is_no_list(text: str) -> None:
    answer = answered(text)
    assert answer.meant.sense is not Sense.LABEL
    assert answer.ruling not in OPEN


@pytest.mark.parametrize(
    "text",
    [
        "raw honey",
        "raw shea butter",
        "is a hot flush a problem",
        "im going mad waiting",
        "green juice",
        "desmaquillador",
        "grape seed oil",
        "milky cleanser",
        "blood thinner",
        "cooking",
        "clase de zumba",
        "avocado and a poached egg for lunch",
        "my toddler keeps grabbing my face",
    ],
)
def test_a_harmless_question_raises_no_card(text: str) -> None:
    assert understand(text).signs == ()


@pytest.mark.parametrize(
    "text",
    [
        "blood keeps running down my cheek, I take apixaban",
        "goodbye and thank you for being kind",
        "no me deja de sangrar desde hace una hora",
        "I am 6 weeks pregnant and on roaccutane",
    ],
)
def test_an_alarming_text_raises_one_whatever_else_it_names(text: str) -> None:
    assert understand(text).sense is Sense.SIGN

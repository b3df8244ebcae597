"""Letters that stand apart are read as the word they are, in the heading too."""

from fortnight.guide import published_guide
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
OPEN = (Ruling.YES, Ruling.CAREFUL)
NAMES = ("Aqua", "Glycerin", "Cetearyl Alcohol", "Panthenol", "Carbomer", "Sodium Hydroxide")
HEADS = (
    "", "INGREDIENTS: ", "I N G R E D I E N T S : ", "I n g r e d i e n t s: ", "I N G R E D I E N T S\n", "I N C I : ",
    "I N H A L T S S T O F F E : ", "S K Ł A D N I K I : ", "N I G H T  C R E A M\nI N G R E D I E N T S : ",
)  # fmt: skip


def first_day(text: str) -> Ruling:
    return weigh(read_label(text, name="Night Cream"), BOOK).rulings[0]


def spaced(name: str, gap: str) -> str:
    return gap.join(" ".join(word) for word in name.split(" "))


@each("head", HEADS)
@each("gap", [" ", "  "])
@each("joint", [", ", ",", " • "])
def test_letters_that_stand_apart_are_read(head: str, gap: str, joint: str) -> None:
    names = joint.join(spaced(name, gap) for name in NAMES)
    assert first_day(head + names) in OPEN
    assert first_day(head + names.upper()) in OPEN
    for strict in ("Retinol", "Parfum", "Alcohol Denat", "Limonene", "Quorbitane"):
        assert first_day(f"{head}{names}{joint}{spaced(strict, gap)}") not in OPEN


def test_a_name_whose_letters_stand_apart_is_shown_as_printed() -> None:
    assert [item.printed for item in read_label("A q u a, R e t i n o l").items] == ["A q u a", "R e t i n o l"]

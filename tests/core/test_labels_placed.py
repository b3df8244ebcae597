"""What counts only by its place: the quick no for names far down a list hides no mark."""

from itertools import product

from fortnight.labels.cues import Cue
from fortnight.labels.model import How, Name
from fortnight.labels.placed import may_be_marked, placed_marks

PLACED = (Cue.IF_MAIN | Cue.CAUSTIC, Cue.GRAIN, Cue.PETROLATUM, Cue.ANTIOXIDANT)
TEXT = "Sucrose, Squalane, Tocopherol"


def test_a_quick_no_about_a_place_hides_no_mark() -> None:
    marked = 0
    for held, rank, antioxidant, declared in product(
        product((False, True), repeat=len(PLACED)), range(9), (False, True), (False, True)
    ):
        cues = sum(int(cue) for cue, holds in zip(PLACED, held, strict=True) if holds)
        name = Name(printed="Sucrose", inci="Sucrose", how=How.VOCABULARY, function="", cues=cues)
        marks = placed_marks(name, 0, rank, text=TEXT, antioxidant=antioxidant, declared=declared)
        assert may_be_marked(name, rank, antioxidant=antioxidant) or not marks
        marked += bool(marks)
    assert marked > 100


def test_an_antioxidant_far_down_the_list_is_not_asked_for_its_place() -> None:
    name = Name(printed="Tocopherol", inci="Tocopherol", how=How.VOCABULARY, function="", cues=int(Cue.ANTIOXIDANT))
    assert not may_be_marked(name, 12, antioxidant=False)
    assert may_be_marked(name, 12, antioxidant=True)

"""No text costs more than it may: the longest that a form takes, made of whatever repeats, is read in under a second.

Every part is read at an eighth of that length (in `make fuzz` at a quarter), the costliest two at the whole; that the
cost grows no faster than the text is held in `test_hostile_inputs.py`. The time is that of the processor for this
process, so a busy machine changes nothing.
"""

import time
from collections.abc import Callable

import pytest

from fortnight.asking import understand
from fortnight.healing.hearing import hear
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from tests.examples import TIMES

LONGEST = 24_000
FRACTION = 8 if TIMES == 1 else 4
MOST_SECONDS = 4.0  # It takes a tenth of that on a quiet machine, and 70 s before it was bounded.
PARTS = (
    *" \t\n\r\u00a0.,;:*()[]{}/\\|-_'\"1a%•=+&<>é香#@~^",
    *(" \t", " \n", "* ", "( ", ") ", "[ ", "a ", "1 ", ". ", ": ", "- ", "/ ", "a-", "a.", "1,", "a/"),
    *("<a ", "<!--", "</x>", "&amp;"),
    *("Contains: ", "Aqua ", "aqua, ", "(and) ", "no fever ", "without ", "Retinol-", "1%", "may contain ", "* from "),
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Tables are loaded and patterns compiled before anything is measured."""
    for text in ("Aqua, Glycerin, Retinol*. *organic", "no fever, may I use it"):
        read_label(text), hear(text), understand(text)


def seconds(reader: Callable[[str], object], part: str, length: int) -> float:
    """What a text of so many characters costs that is nothing but a part, repeated between two names."""
    text = "Aqua, Glycerin, x" + part * (length // len(part)) + "x"
    began = time.process_time()
    reader(text)
    return time.process_time() - began


@pytest.mark.parametrize("reader", [read_label, hear, understand], ids=["label", "danger", "box"])
def test_what_repeats_is_read_in_bounded_time(reader: Callable[[str], object]) -> None:
    spent = {part: seconds(reader, part, LONGEST // FRACTION) for part in PARTS}
    assert {part: cost for part, cost in spent.items() if cost >= MOST_SECONDS / FRACTION} == {}
    for costliest in sorted(spent, key=spent.__getitem__)[-2:]:
        assert seconds(reader, costliest, LONGEST) < MOST_SECONDS, costliest


def test_a_long_run_of_blanks_hides_nothing() -> None:
    """What stands behind it is read, and the positions are those of the text that the label holds."""
    label = read_label("INGREDIENTS: Aqua, Glycerin" + " " * 3000 + ", Retinol" + "." * 900)
    (item,) = label.traits[Trait.RETINOID]
    assert label.text[item.start : item.end] == item.printed == "Retinol"

"""No text costs more than it may: the longest that a form takes, made of whatever repeats, is read in under a second.

That is on a quiet machine (`python -m bench.hostile` prints it); here three times as much is let through. Every part is
read at an eighth of that length (in `make fuzz` at a quarter), the costliest two at the whole; that the cost grows no
faster than the text is held in `test_hostile_inputs.py`, and below by counting calls. The time is that of the processor
for this process, which a busy machine lengthens at most twofold.
"""

import sys
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
MOST_SECONDS = 3.0
PARTS = (
    *" \t\n\r\u00a0.,;:*()[]{}/\\|-_'\"1a%•=+&<>é香#@~^",
    *(" \t", " \n", "* ", "( ", ") ", "[ ", "a ", "1 ", ". ", ": ", "- ", "/ ", "a-", "a.", "1,", "a/"),
    *("<a ", "<!--", "</x>", "&amp;"),
    *("Contains: ", "Aqua ", "aqua, ", "(and) ", "no fever ", "without ", "Retinol-", "1%", "may contain ", "* from "),
    *("I itch. ", "I itch ", "if you itch. ", "my ", "de "),
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


def calls(reader: Callable[[str], object], text: str) -> int:
    """How many functions are called to read a text: the same number on every machine."""
    count = 0

    def counted(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        reader(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("part", ["I itch. ", "I itch ", "if you itch. ", "my ", "de ", "gym sauna "])
def test_a_question_of_twice_the_length_takes_twice_the_calls(part: str) -> None:
    shorter, longer = (calls(understand, part * (length // len(part))) for length in (1_900, 3_800))
    assert longer < 2.25 * shorter


def test_a_long_run_of_blanks_hides_nothing() -> None:
    """What stands behind it is read, and the positions are those of the text that the label holds."""
    label = read_label("INGREDIENTS: Aqua, Glycerin" + " " * 3000 + ", Retinol" + "." * 900)
    (item,) = label.traits[Trait.RETINOID]
    assert label.text[item.start : item.end] == item.printed == "Retinol"

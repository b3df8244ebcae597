"""What a parser of foreign text costs grows with the size of its input and no faster, however the input is made.

Each shape is measured at the first size that takes long enough to be told, and at eight times that. Whatever looks
steep there, and the steepest shape of each parser in any case, is followed towards the largest size that is let in, and
has to be linear there: a step at one size is no growth. The time is that of the processor, and what seems too steep is
measured again, so a busy machine changes little. `make fuzz` begins at twice the time, goes to sixteen times the size
and follows further; `bench/hostile.py` prints what each costs, and takes every shape to the largest size.
"""

import re

import pytest

from tests.examples import TIMES
from tests.hostile import PARSERS, Parser, cost, made_of, warm

SMALLEST = 250
LONG_ENOUGH_SECONDS, FACTOR = (0.001, 8) if TIMES == 1 else (0.002, 16)
# How many times as much a character may cost in the longer text. A quadratic parser comes to the first factor over it,
# and to 4 over the last; one that is quadratic to a sixth at the smaller size is steep.
STEEP = 2.0 if TIMES == 1 else 3.0
LAST_FACTOR = 4
STEEPEST = 2.25
SECONDS = 0.15 if TIMES == 1 else 0.5
TOO_LONG_SECONDS = 10.0


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm()


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
def test_the_cost_of_a_parser_grows_with_its_input_and_no_faster(parser: Parser) -> None:
    assert too_steep(parser) == {}


def test_a_quadratic_parser_is_told() -> None:
    parser = Parser(name="quadratic", read=re.compile("a*b").search, shapes=("c", "a", "d"), most=16_000)
    assert list(too_steep(parser)) == ["a"]


def test_a_step_is_no_growth() -> None:
    table = list(range(200_000))
    parser = Parser(
        name="step", read=lambda text: (sorted(text), sorted(table) if len(text) > 3_000 else ()), shapes=("a",)
    )
    assert too_steep(parser) == {}


def too_steep(parser: Parser) -> dict[str, float]:
    """The shapes for which a parser is not linear, and how many times as much a character costs."""
    sizes = {shape: size_that_takes_long_enough(parser, shape) for shape in parser.shapes}
    first = {shape: steepness(parser, shape, size, FACTOR) for shape, size in sizes.items()}
    followed = {max(first, key=first.__getitem__), *(shape for shape, steep in first.items() if steep > STEEP)}
    last = {shape: steepness_at_the_largest_size(parser, shape, sizes[shape] * FACTOR) for shape in followed}
    return {shape: steep for shape, steep in last.items() if steep > STEEPEST}


def size_that_takes_long_enough(parser: Parser, shape: str) -> int:
    """The first size whose time can be told, or the largest whose multiple by the factor is let in."""
    largest = parser.most // FACTOR
    size = min(SMALLEST, largest)
    while cost(parser, made_of(shape, size)) < LONG_ENOUGH_SECONDS and 2 * size <= largest:
        size *= 2
    return size


def steepness_at_the_largest_size(parser: Parser, shape: str, size: int) -> float:
    """How many times as much a character costs as at a quarter of the largest size, or of the first that takes long.

    As long as it is steep it is followed further, until it takes far too long: behind a step it is not steep any more.
    """
    longer = 0.0
    while True:
        shorter = longer if longer and size * LAST_FACTOR <= parser.most else 0.0
        size = min(size * LAST_FACTOR, parser.most)
        shorter = shorter or cost(parser, made_of(shape, size // LAST_FACTOR))
        longer = cost(parser, made_of(shape, size))
        steep = _times_as_much(shorter, longer, LAST_FACTOR)
        if steep > STEEPEST:
            steep = steepness(parser, shape, size // LAST_FACTOR, LAST_FACTOR, times=3)
        if size == parser.most or longer > (TOO_LONG_SECONDS if steep > STEEPEST else SECONDS):
            return steep


def steepness(parser: Parser, shape: str, size: int, factor: int, times: int = 1) -> float:
    """How many times as much a character costs in a text that is so many times as long, by the least of some runs."""
    texts = made_of(shape, size), made_of(shape, size * factor)
    shorter, longer = (min(cost(parser, text) for _ in range(times)) for text in texts)
    return _times_as_much(shorter, longer, factor)


def _times_as_much(shorter: float, longer: float, factor: int) -> float:
    return longer / max(shorter, LONG_ENOUGH_SECONDS / 2) / factor

"""What a parser of foreign text costs grows with the size of its input and no faster, however the input is made.

The time is that of the processor, and a growth that looks too fast is measured again, so a busy machine changes little.
What each costs stands in `bench/hostile.py`.
"""

import pytest

from tests.hostile import PARSERS, Parser, cost, made_of, warm

SMALLEST = 4_000
# Four times the text may take so many times as long: four where it is linear, sixteen where it is quadratic.
MOST_GROWTH = 9.0
LONG_ENOUGH_SECONDS = 0.02
SECONDS = 2.0


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm()


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
def test_the_cost_of_a_parser_grows_with_its_input_and_no_faster(parser: Parser) -> None:
    grown = {shape: growth for shape in parser.shapes if (growth := worst_growth(parser, shape)) > MOST_GROWTH}
    assert grown == {}


def worst_growth(parser: Parser, shape: str) -> float:
    """How many times as long a text of four times the size takes, at the first size where that can be told.

    What seems to grow too fast there is looked at again at four times the size, until it costs seconds or no longer
    text is let in: a step at one size is no growth.
    """
    size = min(SMALLEST, parser.most // 4)
    while cost(parser, made_of(shape, size)) < LONG_ENOUGH_SECONDS and 8 * size <= parser.most:
        size *= 2
    growth = _growth(cost(parser, made_of(shape, 4 * size)), cost(parser, made_of(shape, size)))
    while growth > MOST_GROWTH:
        after = least(parser, shape, 4 * size)
        growth = _growth(after, least(parser, shape, size))
        if after > SECONDS or 16 * size > parser.most:
            break
        size *= 4
    return growth


def _growth(after: float, before: float) -> float:
    return after / max(before, LONG_ENOUGH_SECONDS / 2)


def least(parser: Parser, shape: str, size: int) -> float:
    """The least of some measurements: what else the machine does only ever adds."""
    text = made_of(shape, size)
    return min(cost(parser, text) for _ in range(3))

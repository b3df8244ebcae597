"""What a parser of foreign text costs grows with the size of its input and no faster, however the input is made.

The time is that of the processor, and a growth that looks too fast is measured again, so a busy machine changes little.
What each costs stands in `bench/hostile.py`.
"""

import pytest

from tests.hostile import PARSERS, Parser, cost, made_of, warm

SMALLEST = 8_000
# Twice the text may take this many times as long: twice where it is linear, four times where it is quadratic.
MOST_GROWTH = 3.0
TOO_SHORT_SECONDS = 0.02
LONG_ENOUGH_SECONDS = 0.06


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm()


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.name)
def test_the_cost_of_a_parser_grows_with_its_input_and_no_faster(parser: Parser) -> None:
    grown = {shape: growth for shape in parser.shapes if (growth := worst_growth(parser, shape)) > MOST_GROWTH}
    assert grown == {}


def worst_growth(parser: Parser, shape: str) -> float:
    """How many times as long the text of twice the size takes, at the first size where that can be told."""
    size = min(SMALLEST, parser.most // 2)
    before = cost(parser, made_of(shape, size))
    while before < LONG_ENOUGH_SECONDS and 2 * size <= parser.most:
        size *= 2
        spent = cost(parser, made_of(shape, size))
        if spent > TOO_SHORT_SECONDS and spent > MOST_GROWTH * max(before, TOO_SHORT_SECONDS / 2):
            spent, before = least(parser, shape, size), least(parser, shape, size // 2)
            if spent > MOST_GROWTH * max(before, TOO_SHORT_SECONDS / 2):
                return spent / before
        before = spent
    return 0.0


def least(parser: Parser, shape: str, size: int) -> float:
    """The least of some measurements: what else the machine does only ever adds."""
    text = made_of(shape, size)
    return min(cost(parser, text) for _ in range(3))

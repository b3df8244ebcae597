"""No parser of foreign text raises, whatever it is given: texts drawn from what their grammars are made of.

In the suite each has a fixed, small number of examples; `make fuzz SECONDS=600` goes on for as long as one likes.
"""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import TARGETS, Target

FEW = settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_parser_of_foreign_text_never_raises(target: Target) -> None:
    @FEW
    @given(target.texts)
    def reads(text: str) -> None:
        target.read(text)

    reads()

"""No parser of foreign text raises, whatever it is given: texts drawn from what their grammars are made of.

In the suite each has a fixed, small number of examples, and what was found before; `make test` draws others for a
minute beside it, and `make fuzz SECONDS=600` goes on for as long as one likes.
"""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import TARGETS, Target, findings

FEW = settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_parser_of_foreign_text_never_raises(target: Target) -> None:
    @FEW
    @given(target.texts)
    def reads(text: str) -> None:
        target.read(text)

    reads()


@pytest.mark.parametrize(("name", "text"), findings(), ids=lambda value: value[:30])
def test_what_once_made_a_parser_raise_does_so_no_more(name: str, text: str) -> None:
    (target,) = [target for target in TARGETS if target.name == name]
    target.read(text)

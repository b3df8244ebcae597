"""The conversation under faults, with real processes, a bad line and a server that is killed: the short run."""

import os

import pytest

from tests.faults.run import run


@pytest.mark.xdist_group("faults")
def test_nothing_is_lost_doubled_or_out_of_order() -> None:
    found = run(240, conversations=3, kills=1, database=os.environ.get("FORTNIGHT_TEST_SERVED", ""))
    assert found.of == 240
    assert found.well, (found.line, found.wrong)

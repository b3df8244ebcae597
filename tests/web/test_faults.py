"""The conversation under faults, with real processes, a bad line and servers that are killed: the short run."""

import os

import pytest

from tests.faults.run import run
from tests.installed import shared


def test_nothing_is_lost_doubled_or_out_of_order(tmp_path_factory: pytest.TempPathFactory) -> None:
    on_postgres = bool(os.environ.get("FORTNIGHT_TEST_DATABASE"))
    outcome = run(
        240, conversations=2, kills=3 if on_postgres else 1, postgres=on_postgres, run_folder=shared(tmp_path_factory)
    )
    assert outcome.of == 242
    assert outcome.well, (outcome.line, outcome.wrong)

"""How many examples a law is tried with: few in each run of the suite, ten times as many in `make fuzz`.

The suite tries the same ones each time (see conftest.py); `make fuzz` draws them anew.
"""

import os

from hypothesis import settings

TIMES = int(os.environ.get("EXAMPLES_TIMES", "1"))


def examples(number: int) -> settings:
    """Settings for so many examples; a slow example is no fault."""
    return settings(max_examples=number * TIMES, deadline=None, database=None)

"""How many examples a law is tried with: half of them in each run of the suite, ten times as many in `make fuzz`.

The suite tries the same ones each time (see conftest.py), so that more of them find nothing; `make fuzz` draws them
anew.
"""

import os

from hypothesis import settings

TIMES = int(os.environ.get("EXAMPLES_TIMES", "1"))


def examples(number: int) -> settings:
    """Settings for so many examples; a slow example is no fault."""
    return settings(max_examples=number * TIMES if TIMES > 1 else (number + 1) // 2, deadline=None, database=None)

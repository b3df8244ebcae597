"""Every scenario on both databases, one line each, and then the messages over bad lines: `make faults`.

What each does and what has to hold stands in its module. A scenario that cannot be done on this machine says why.
"""

import sys

from tests.faults import archive, clock, disk, importing, migrating
from tests.faults.installation import Outcome
from tests.faults.run import main as messages

_SCENARIOS = (importing.run, archive.run, migrating.run, disk.run, clock.run)


def main() -> int:
    """Run everything; 1 when anything was lost, doubled or otherwise wrong."""
    outcomes: list[Outcome] = []
    for scenario in _SCENARIOS:
        for postgres in (False, True):
            outcomes.append(scenario(postgres=postgres))
            sys.stdout.write(f"{outcomes[-1].line}\n")
            sys.stdout.flush()
    well = messages() == 0
    return 0 if well and not any(outcome.wrong for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())

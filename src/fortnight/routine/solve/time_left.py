"""How long a choice may still take: one deadline, handed down to every search and every run of the solver.

Nothing here reads a clock, so that the same choice goes the same way: the search counts its effort, and the solver says
by its own clock how long it ran. What one of them leaves, the next may use.
"""

from dataclasses import dataclass

EFFORT_A_SECOND = 25_000
"""How much the search looks at in a second."""
MOST_EFFORT = 150_000
"""What the search does not find with so much, it does not find: the rest of the time is the solver's."""
_SEARCH_SHARE = 0.6


@dataclass(slots=True)
class TimeLeft:
    """The seconds that are left of those a choice may take; what is spent of a share is spent of the `whole`."""

    seconds: float
    whole: "TimeLeft | None" = None

    def spend(self, seconds: float) -> None:
        """Count what was used."""
        self.seconds = max(0.0, self.seconds - seconds)
        if self.whole:
            self.whole.spend(seconds)

    def share(self, of: int) -> "TimeLeft":
        """What one of several may use: half of what is left, and all of it where it is the last."""
        return TimeLeft(self.seconds if of <= 1 else self.seconds / 2, self)

    def effort(self) -> int:
        """How much the search may look at, so that time is left for the solver."""
        return min(MOST_EFFORT, int(self.seconds * _SEARCH_SHARE * EFFORT_A_SECOND))

"""The signs for the red-flag card, by how soon somebody has to look."""

from fortnight.healing.load import signs
from fortnight.healing.model import Sign, Urgency


def signs_by_urgency() -> dict[str, tuple[Sign, ...]]:
    """The signs under each urgency, the most urgent first."""
    return {urgency.value: tuple(sign for sign in signs() if sign.urgency is urgency) for urgency in Urgency}

"""Words of which the recogniser is not sure: the journeys that ask about them do not hang on one of its thresholds."""

from fortnight.asking import understand
from fortnight.healing.hearing import hear
from fortnight.healing.model import Urgency

_CANDIDATES = (
    "My cheek is a bit warm",
    "There is a small spot that feels warm",
    "There are little red dots on my cheeks",
    "I am scared about my cheek",
    "I look awful and I regret it",
)


def _is_unclear(words: str) -> bool:
    """Whether no sign is told to the conversation or the box, and both ask about one that must not wait."""
    heard, meant = hear(words), understand(words)
    asks = heard.ask and meant.ask and heard.ask[0].urgency is not Urgency.CLINIC
    return bool(asks) and not heard.signs and not meant.signs


UNCLEAR = next(words for words in _CANDIDATES if _is_unclear(words))

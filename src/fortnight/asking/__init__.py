"""What is meant: one door for words. See `understand`; `reply` gives the answer to what was understood."""

from fortnight.asking.model import Feeling, General, Sense, Topic, Understanding, When
from fortnight.asking.understand import understand

__all__ = ["Feeling", "General", "Sense", "Topic", "Understanding", "When", "understand"]

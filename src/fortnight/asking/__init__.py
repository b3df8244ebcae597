"""What is meant: one door for words. See `understand`; `reply` gives the answer to what was understood."""

from fortnight.asking.model import Feeling, General, QuestionTopic, Sense, Understanding, When
from fortnight.asking.understand import understand

__all__ = ["Feeling", "General", "QuestionTopic", "Sense", "Understanding", "When", "understand"]

"""Danger is heard wherever it is said: `hear(text)` gives the signs, how urgent, by which words, how sure."""

from fortnight.healing.hearing.listen import hear
from fortnight.healing.hearing.model import Because, Heard

__all__ = ["Because", "Heard", "hear"]

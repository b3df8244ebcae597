"""What is heard in a message: the signs, how urgent, by which words, how sure, and what to ask where it is unclear."""

from dataclasses import dataclass

from fortnight.healing.model import Sign, Urgency

ALWAYS_SURE = 1.0
"""How sure it is that a sign is told where plain words tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Words of the message that tell of something: their places in the text (base 0, the end not included)."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a message tells of.

    `signs`: the most urgent first; empty does not mean that all is well. `urgency`: that of the first sign. `because`:
    the words that tell it, empty where only the recogniser by likeness hears it. `sure`: from 0 to 1, how likely
    anything is told at all. `ask`: signs to ask about with one question before the message goes; empty where there are
    signs, and where there is nothing to ask.
    """

    signs: tuple[Sign, ...] = ()
    because: tuple[Because, ...] = ()
    sure: float = 0.0
    ask: tuple[Sign, ...] = ()

    @property
    def urgency(self) -> Urgency | None:
        """How long the most urgent sign may wait, or None where no sign is told."""
        return self.signs[0].urgency if self.signs else None

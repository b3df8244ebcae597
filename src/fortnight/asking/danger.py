"""What must not wait, heard before anything else is read: the one place where this package asks for signs."""

from fortnight.healing.hearing import Heard, hear


def danger_in(text: str) -> Heard:
    """What a text tells that must not wait: the signs, the most urgent first. Never raises for what people write."""
    return hear(text)

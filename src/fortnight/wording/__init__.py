"""The sentences that people read, each under an id, a file a language."""

from fortnight.wording.load import say

__all__ = ["say"]

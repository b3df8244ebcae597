"""The sentences that people read, each under an id, a file a language."""

from fortnight.wording.dates import said_date
from fortnight.wording.load import LANGUAGES, known_language, say
from fortnight.wording.rule_words import told

__all__ = ["LANGUAGES", "known_language", "said_date", "say", "told"]

"""What is loaded before the first person asks: rules, names and the search for near-misses take a quarter of a second.

Each of them is loaded where it is first needed. In a server that moment would be somebody's first answer, so it is
brought forward to the start.
"""

from fortnight.asking import understand
from fortnight.guide.load import published_guide
from fortnight.labels.read import read_label
from fortnight.person.model import Profile
from fortnight.verdicts.judge import reasons_of, weigh
from fortnight.verdicts.rulebook import rulebook
from fortnight.web.answers.edition import edition

# A slip, a row without commas and a name that nobody knows: each calls another part of the reading.
_ASKS_FOR_ALL = ("Aqua, Glycerinn, Zarnoxin Quuxate", "Aqua Glycerin Cetearyl Alcohol Retinol Tocopherol", "gymm")


def warm_up() -> None:
    """Load what answers are made of. Run again, it does nothing new."""
    book = rulebook(published_guide(), Profile())
    for text in _ASKS_FOR_ALL:
        reasons_of(weigh(read_label(text), book))
        understand(text)
    edition()

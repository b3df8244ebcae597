"""What hangs on a sign or says only where an ingredient comes from: "*from organic farming", "plant origin".

Words alone make no footnote where they tell of something that restricts ("fragrance of natural origin" is a name).
"""

import re

from fortnight.labels.cues import RESTRICTED, bits_of
from fortnight.labels.folding import fold
from fortnight.labels.forms import whole
from fortnight.labels.inside import cues_inside
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose

_RESTRICTED = int(RESTRICTED)
_FOOTNOTE = pattern(
    r"(from )?(certified |100% |usda )?(organic|natural|naturally|vegan|fair trade|biodynamic|"
    r"wildcrafted|plant|clinical grade|sustainabl[ey]|ecocert)"
    r"( ?(certified|grown|ingredients?|origin|farming|agriculture|sourced|derived|content|extract))*"
    r"|(ingredients? |component )?(from|of|issued from|de) (organic|natural|certified|plant|controlled)\b.*"
    r"|\d+ mpa\.?s( at( \d+%?)?)?"
    r"|plant origin|ingredients?|inci|may contain|peut contenir|active|inactive|usp|nf|w/w|w/v|v/v"
    r"|(in )?(each|per|every) (gram|g|ml|millilit(er|re))( contains?)?|gmo[- ]free|vegan|kosher|"
    r"(ingredients? )?(issus? de l'agriculture biologique|d'origine naturelle|de origen natural|de cultivo ecologico|"
    r"aus (kontrolliert )?biologischem anbau|naturlichen ursprungs|da agricoltura biologica|di origine naturale|"
    r"de origem natural|pochodzenia naturalnego|z upraw ekologicznych|van biologische teelt|van natuurlijke oorsprong)"
)
_TAIL = pattern(r"(?:\.\s*|\s+)[*+†‡]+\s*(?P<note>[A-Za-z(][^,]*)$", re.DOTALL)


def is_footnote(folded: str) -> bool:
    """Whether a folded stretch is a footnote by its words.

    >>> is_footnote("from organic farming"), is_footnote("fragrance of natural origin")
    (True, False)
    """
    return bool(_FOOTNOTE.fullmatch(folded)) and not (bits_of(folded) & _RESTRICTED or cues_inside(folded))


def footnote_at(core: str) -> int:
    """Where a footnote begins that hangs on a sign at the end of a stretch; 0 where there is none."""
    tail = _TAIL.search(core)
    return tail.start() if tail and tail.start() and _is_note(tail["note"]) else 0


def _is_note(note: str) -> bool:
    """Whether what hangs on a sign reads as a footnote and tells of no name."""
    folded = fold(note)
    if bits_of(folded) & _RESTRICTED or cues_inside(folded) or whole(note, folded):
        return False
    return is_footnote(folded) or looks_like_prose(note)

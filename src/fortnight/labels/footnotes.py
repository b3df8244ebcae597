"""What hangs on a sign or says only where an ingredient comes from: "*from organic farming", "plant origin".

Words alone make no footnote where they tell of something that restricts ("fragrance of natural origin" is a name).
"""

import re
from functools import cache

from fortnight.labels.cues import RESTRICTED, bits_of
from fortnight.labels.folding import fold
from fortnight.labels.forms import whole
from fortnight.labels.inside import cues_inside
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose
from fortnight.sources import shipped

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
_SIGN = pattern(r"(?:[*+†‡°§#¹²³⁴]+|\(\d\)|⁽[¹²³⁴]⁾|\^\d|\d(?<![\w.,-]\d)\)?(?=\s))[:=]?\s*(?=[^\W\d_]|\d+ ?%)")
"""What a footnote hangs on: a star, a small number, a number in brackets."""
_SIGNS = pattern(r"[*+†‡°§#¹²³⁴⁽(^\d]")
"""How such a sign begins."""
_NOTE_WORD = pattern(r"[^\W\d_]+|\d+(?:[.,]\d+)?\s?%")
_NOTE_END = pattern(r"\s*(?:[.;,\n|]|$)")
_BETWEEN = " \t'’-:()/%"


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


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that say how an ingredient was won, and all that may stand in such a note."""
    import tomllib

    table = tomllib.loads(shipped("labels/data/footnotes.toml"))
    telling = frozenset(table["telling"].split())
    return telling, telling | frozenset(table["joining"].split())


@cache
def _scent() -> tuple[frozenset[str], re.Pattern[str]]:
    """The words of notes on the oils that a scent is from, and what shows on a list that it has one."""
    import tomllib

    table = tomllib.loads(shipped("labels/data/footnotes.toml"))["scent"]
    return frozenset(table["oils"].split()), re.compile(rf"\b(?:{'|'.join(table['shown'].split())})\b", re.IGNORECASE)


def reads_as_a_note(words: str) -> bool:
    """Whether words without a sign say only how an ingredient was won.

    >>> reads_as_a_note("z ekologického zemědělství"), reads_as_a_note("organic lavender oil")
    (True, False)
    """
    return 0 < _note_end(words, 0) == len(words.rstrip(" \t.;,"))


def without_footnotes(work: str) -> str:
    """The text with the notes blanked out that hang on a sign and say only how an ingredient was won.

    >>> without_footnotes("Aqua, Tocopherol ¹ from organic agriculture").rstrip()
    'Aqua, Tocopherol'
    >>> without_footnotes("Aqua, Tocopherol * organic lavender oil")
    'Aqua, Tocopherol * organic lavender oil'

    What a scent is from is such a note only where the list shows the scent itself.

    >>> without_footnotes("Aqua, Limonene* *from essential oils").rstrip()
    'Aqua, Limonene*'
    """
    for sign in reversed(list(_SIGN.finditer(work))):
        end = _note_end(work, sign.end())
        if end:
            work = work[: sign.start()] + " " * (end - sign.start()) + work[end:]
    return work


def may_note(piece: str) -> bool:
    """Whether a note may hang on a sign in what stands between two commas; a number may go on behind the comma."""
    if not _SIGNS.search(piece) or not _SIGN.search(piece):
        return False
    return piece[-1:].isdigit() or any(_note_end(piece, sign.end(), with_scent=True) for sign in _SIGN.finditer(piece))


def _note_end(work: str, start: int, *, with_scent: bool = False) -> int:
    """Where a note ends that begins here; 0 where not every word of it is of such notes.

    `with_scent` is whether a scent stands in front, for who has not the whole text.
    """
    telling, every = _words()
    oils, scents = _scent()
    tells = scented = joined = False
    end = start
    for word in _NOTE_WORD.finditer(work, start):
        if work[end : word.start()].strip(_BETWEEN) or "\n" in work[end : word.start()]:
            break
        folded = fold(word[0])
        of_oils = folded in oils and (with_scent or scents.search(work, 0, start) is not None)
        if folded not in every and not (of_oils or folded[:1].isdigit()):
            return 0
        tells, end = tells or folded in telling, word.end()
        scented, joined = scented or of_oils, joined or not of_oils
    return end if (tells or (scented and joined)) and _NOTE_END.match(work, end) else 0

"""What a piece of a text between two commas may bear beside a name: a mark of the pack, an amount, a maker, a denial.

Every pass of `parse` that looks for something beside the names asks the text as a whole. Nearly no piece bears anything
and pieces come again in other labels, so each is asked once for all passes and what it may bear is remembered, as bits.
A text whose pieces bear nothing, or nothing but words of foods, is one list of names, exactly as it was given. A bit
may be set for nothing, since its pass looks itself; a bit that is not set means that the pass would change nothing.
Whatever a pass asks of a text has to be asked here of a piece.
"""

from fortnight.labels.chat import SIGNS, TOPIC
from fortnight.labels.claims import may_deny
from fortnight.labels.cut_short import may_be_cut_short
from fortnight.labels.declared import may_trace
from fortnight.labels.fields import may_be_fields
from fortnight.labels.food import may_tell_of_food
from fortnight.labels.footnotes import may_note
from fortnight.labels.functions import may_tell_functions
from fortnight.labels.headings import BARE, has_bracketed, has_drug_facts
from fortnight.labels.imprint import may_tell_its_maker
from fortnight.labels.malay import may_be_malay_water
from fortnight.labels.marks import may_be_amount, may_be_mark, may_be_whole_mark
from fortnight.labels.markup import may_be_html
from fortnight.labels.numbering import may_be_numbered
from fortnight.labels.parted import may_be_parted
from fortnight.labels.patterns import pattern
from fortnight.labels.scripts import may_boast
from fortnight.labels.spaced import SPACED
from fortnight.labels.telling import ANYTHING, telling
from fortnight.labels.telling import CUT_SHORT as CUTTING
from fortnight.labels.vocabulary import vocabulary

LINES = 1
MARKUP = 2
SPACING = 4
NOTE = 8
MAKER = 16
MARK = 32
AMOUNT = 64
TRACE = 128
NUMBERING = 256
DRUG_FACTS = 512
DENIAL = 1024
HEADING = 2048
FUNCTION = 4096
FIELDS = 8192
MALAY_WATER = 16384
CUT_SHORT = 32768
FOOD = 65536
LAYOUT = FOOD - 1
"""All that a text may bear beside its names; what may tell of food asks nothing of the layout."""

_LINES = pattern(rf"[\n\r:：{SIGNS}]|\w\?\s|{TOPIC}")
_NUMBERED = pattern(
    r"(?<!\S)\(?(?:1[.)]|[aA]\))|①|(?<!\S)1\s[^\W\d_][^,;\d]{2,60}\s2\s|(?i:\b(?:step|part|phase|schritt|étape|etape|paso|passo|krok|stap|steg|шаг)\s?1\b)"
)
_LETTERS = pattern(r"[A-Za-z]+(?:[ /'-][A-Za-z]+)*")
_LEAST_BLANKS = 3
_MOST = 40_000
_LONGEST = 1500
remembered: dict[str, int] = {}
"""What each piece met before may bear."""


def borne_by(text: str, parts: list[str] | None = None) -> int:
    """What the pieces of a text may bear beside names, as bits; 0 for a text that is one list and nothing else.

    `parts` are its pieces, for who has cut it already.

    >>> borne_by("Aqua, Glycerin, Zyrmolin"), borne_by("Aqua, no parabens, Retinol") == DENIAL
    (0, True)
    """
    pieces = parts or text.split(",")
    sets = set(map(remembered.get, pieces))
    if None in sets:
        if len(remembered) > _MOST:
            remembered.clear()
        sets = {_borne(piece) for piece in pieces}
    bits = 0
    for some in sets:
        bits |= some or 0
    return bits & ~NUMBERING if bits & NUMBERING and not may_be_numbered(text) else bits


def _borne(piece: str) -> int:
    """What one piece may bear, from now on by heart; a long one is none that comes again."""
    bits = remembered.get(piece)
    if bits is None:
        bits = _bits_of(piece)
        if len(piece) <= _LONGEST:
            remembered[piece] = bits
    return bits


def _bits_of(piece: str) -> int:
    food = FOOD * may_tell_of_food(piece)
    name = piece.strip(" ")
    if _LETTERS.fullmatch(name) and (name := name.lower()) in vocabulary().known:
        # A name that we know has no letter for a mark; a few hold a word that denies, or one of a heading or a maker.
        if not telling(piece) & ANYTHING:
            return food
        named = DENIAL * may_deny(name) | HEADING * (BARE.match(name) is not None) | MAKER * may_tell_its_maker(name)
        return named | food
    return food | MALAY_WATER * may_be_malay_water(name) | _other_bits(piece)


def _other_bits(piece: str) -> int:
    """What a piece may bear that is no known name."""
    tells = telling(piece)
    spaced = SPACING * (piece.count(" ") >= _LEAST_BLANKS and SPACED.search(piece) is not None)
    if (tells & CUTTING or "..." in piece) and may_be_cut_short(piece):
        spaced |= CUT_SHORT
    if not tells & ~CUTTING:
        return spaced | MARK * may_be_whole_mark(piece)
    numbered = (
        MARK * may_be_mark(piece)
        | NOTE * may_note(piece)
        | AMOUNT * may_be_amount(piece)
        | NUMBERING
        * (("1" in piece or "a)" in piece or "A)" in piece or "①" in piece) and _NUMBERED.search(piece) is not None)
        | DENIAL * ((bool(tells & ANYTHING) and may_deny(piece)) or may_boast(piece))
    )
    if tells & ANYTHING:
        return spaced | numbered | _hinted_bits(piece) | CUT_SHORT * may_be_cut_short(piece)
    return spaced | numbered


def _hinted_bits(piece: str) -> int:
    """What a piece with a hint or a sign may bear beside amounts, notes and marks."""
    return (
        LINES * (_LINES.search(piece) is not None or has_bracketed(piece))
        | MARKUP * (may_be_html(piece) or may_be_parted(piece))
        | MAKER * may_tell_its_maker(piece)
        | TRACE * may_trace(piece)
        | DRUG_FACTS * has_drug_facts(piece)
        | HEADING * (BARE.match(piece) is not None)
        | FUNCTION * may_tell_functions(piece)
        | FIELDS * may_be_fields(piece)
    )

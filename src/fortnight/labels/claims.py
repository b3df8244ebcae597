"""What a label says is NOT in the product, in eight languages, and how far each such claim reaches.

A claim begins with a denying word ("without", "free from", "sans", "ohne") and reaches over one thing, and over
further things only while all of them are what packs boast of lacking ("parabens, sulfates and dyes"). It never
reaches over the end of its sentence or bracket, over "with" or "but", nor over a comma behind which the list goes on.
"""

import re
from functools import lru_cache

from fortnight.labels.folding import fold
from fortnight.labels.inside import cues_told, words_of
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import vocabulary

DENIAL = pattern(
    r"\b(?:(?:do|does|did)(?: not|n['’]t) (?:use|contain|include|have)|(?:is |are )?free (?:of|from)|(?:formulated |made |"
    r"developed )?without(?: (?:any|added))?|contains? no|no added|no(?![. ]*\d)|non(?!-)|zero|never|not tested on|sans|ne contient (?:pas|aucun)(?: de)?|exempt de|"
    r"sin|libre de|no contiene|exento de|ohne|frei von|enth[äa]lt kein\w*|senza|privo di|non contiene|sem|livre de|n[ãa]o cont[ée]m|isento de|"
    r"bez(?: dodatku)?|woln[yea] od|nie zawiera|zonder|vrij van|bevat geen)\b\s*:?|\b0 ?%(?=\s*[A-Za-z])",
    re.IGNORECASE,
)
FREE = pattern(
    r"\b(?!of\b|from\b|and\b|or\b)[\w'’]+(?: (?:oil|oils|alcohol|acid|acids|benzoate|urea))?[- ](?:free|frei)\b(?! (?:from|of)\b)",
    re.IGNORECASE,
)
_TURN = pattern(
    r"\b(?:with|but|contains?|containing|plus|enriched|includes?|now|mit|aber|enth[äa]lt|avec|mais|contient|con|pero|contiene|ma|"
    r"com|mas|cont[ée]m|z|ze|ale|zawiera|met|maar|bevat)\b",
    re.IGNORECASE,
)
_END = pattern(r"[.!?;:\n•|]|$")
_BRACKET = pattern(r"[()\[\]]")
_PART = pattern(r",")
_BOAST = pattern(
    r"\b(?:parab\w*|sulfat\w*|sulphat\w*|sulfit\w*|solfat\w*|siarcz\w*|silic?on\w*|silik\w*|phthalat\w*|ftalat\w*|phtalat\w*|mineral\w*|mineral\w* oils?|petrol\w*|"
    r"gluten\w*|soj?a|nut\w*|lactose|dyes?|colou?r\w*|coloran\w*|farbstoff\w*|barwnik\w*|kleurstof\w*|fragran\w*|parf\w*|perfum\w*|"
    r"profum\w*|duftstoff\w*|alco\w*|alkohol\w*|pegs?|sls|sles|gmo\w*|ogm|animal\w*|cruel\w*|soap\w*|sapone|savon|jab[oó]n|seife\w*|toxin\w*|"
    r"chem\w*|qu[ií]mic\w*|preserv\w*|conserv\w*|konserv\w*|formald\w*|palm\w*|lanolin\w*|talc\w*|bpa|triclosan|mit|mci|microplast\w*|"
    r"artificial|synthetic\w*|harsh|added|any|essential oils?|tensides?|tensioact\w*|huiles? min[ée]rales?|aceites? minerales?|"
    r"huiles? essentielles?|aceites? esenciales?|aluminium|aluminum|hormon\w*|allerg\w*|latex|sugar|salt|steroids?|cortisone|hydroquinone|bleach)\b",
    re.IGNORECASE,
)
_JOINED = pattern(r"\b(?:and|or|nor|und|oder|et|ou|ni|y|o|e|i|en|of)\b", re.IGNORECASE)
_LIST_WORDS = frozenset(
    {"fragrance", "fragrances", "perfume", "perfumes", "alcohol", "parfum", "mineral oil", "lanolin", "talc", "gluten"}
)
_QUICK = (
    "free", "without", "0%", "0 %", "libre de", "frei", "privo", "livre", "woln", "zonder", "vrij", "geen", "kein", "zawiera", "exen",
    "exempt", "isento", "contiene", "aucun", " no ", " not ", " non ", " zero ", " never ", " sans ", " sin ", " ohne ", " senza ", " sem ",
    " bez ",
)  # fmt: skip


def may_deny(text: str) -> bool:
    """A quick no before the slow question whether a text says what it is free of, since every label is asked."""
    lower = " " + text.lower().replace("(", " ").replace("\n", " ")
    for word in _QUICK:
        if word in lower:
            return True
    return False


def is_claim(stretch: str) -> bool:
    """Whether a stretch is nothing but such a claim: "paraben-free", "sin perfume", "0% alcohol".

    >>> is_claim("Fragrance-free"), is_claim("No parabens"), is_claim("Fragrance free blend of essential oils")
    (True, True, False)
    """
    words = stretch.strip(" .*()[]")
    if FREE.fullmatch(words):
        return True
    denial = DENIAL.match(words)
    return denial is not None and denial.end() < len(words) and claim_end(words, denial) >= len(words)


def claim_end(text: str, denial: re.Match[str], end: int | None = None) -> int:
    """Where a claim ends that begins with a denying word; at the latest at `end`. Within a list, at the next comma."""
    begin = denial.end()
    within = text[max(0, denial.start() - 3) : denial.start()].rstrip().endswith(",")
    stop = len(text) if end is None else end
    for expression in (_END, _TURN):
        match = expression.search(text, begin, stop)
        stop = match.start() if match else stop
    stop = min(stop, _unopened(text, begin, stop))
    commas = [match.start() for match in _PART.finditer(text, begin, stop)]
    if not commas:
        return stop
    pieces = [text[at + 1 : end] for at, end in zip(commas, [*commas[1:], stop], strict=True)]
    if within:
        return commas[0]
    surely = text[begin - 1 : begin] == ":" or _JOINED.search(pieces[-1])
    joined = bool(surely) and not any(_is_of_a_list(piece) for piece in pieces)
    for comma, piece in zip(commas, pieces, strict=True):
        if not joined and not _boasts(piece):
            return comma
    return stop


def _unopened(text: str, begin: int, stop: int) -> int:
    """The first bracket behind `begin` that closes one opened before it, or `stop`."""
    depth = 0
    for match in _BRACKET.finditer(text, begin, stop):
        depth += 1 if match[0] in "([" else -1
        if depth < 0:
            return match.start()
    return stop


def _boasts(piece: str) -> bool:
    """Whether a piece behind a comma is only what packs boast of lacking; a printed name of a list is none."""
    folded = fold(piece)
    if not folded:
        return True
    name = vocabulary().known.get(folded)
    if name is not None and folded not in _LIST_WORDS:
        return False
    return bool(_BOAST.search(folded) or DENIAL.match(folded)) and len(folded.split()) <= 6


def _is_of_a_list(piece: str) -> bool:
    """Whether a piece is a name that says nothing on its own: nobody boasts of lacking glycerin."""
    folded = fold(piece)
    name = vocabulary().known.get(folded)
    return name is not None and not cues_told(folded) and folded not in _LIST_WORDS


@lru_cache(maxsize=4096)
def cues_claimed(text: str) -> int:
    """The cues of what a text tells of, without what it says is absent.

    >>> from fortnight.labels.cues import Cue
    >>> cues_claimed("Free from retinol. Fragrance-free."), cues_claimed("Without parabens, with retinol") == Cue.RETINOID
    (0, True)
    """
    rest, at = [], 0
    plain = FREE.sub(" ", text) if "free" in text.lower() or "frei" in text.lower() else text
    while at < len(plain) and (at or may_deny(plain)):
        denial = DENIAL.search(plain, at)
        if denial is None:
            break
        rest.append(plain[at : denial.start()])
        at = max(claim_end(plain, denial), denial.end())
    rest.append(plain[at:])
    cues = 0
    for part in rest:
        for clause in re.split(r"[.,;:!?\n•|()\[\]]+", part):
            if len(words_of(folded := fold(clause[:600]))):
                cues |= cues_told(folded)
    return cues

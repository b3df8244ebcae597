"""Marks of a pack between and around names: amounts, lots, dates, countries, addresses, "Voir boîte", "PAO 12M".

They are blanked out in place before a text is laid out, so that no mark is ever taken for a name that nobody knows.
Nothing vanishes: `left_out` works on the text as it was printed, and a mark that tells of something that restricts
makes the label doubtful there. What is a mark is `data/pack.toml`; here a decimal comma becomes a decimal point too,
since "25,5 g" is one number and no place to cut.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import cast

from fortnight.labels.accents import without_accents
from fortnight.labels.amounts import DECIMAL, Edit, amounts_in, holds_amount
from fortnight.labels.cas_numbers import may_be_cas_number, named_by_cas
from fortnight.labels.declared import declares_unknown
from fortnight.labels.folding import fold
from fortnight.labels.nearest import looks_like
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import vocabulary
from fortnight.sources import shipped

_ALSO = pattern(
    r"[.,;]?\s*\b(?:also contains|autres composants|contiene también|enthält auch|also|plus|"
    r"gaz(?: propulseur)?|gas|propellant|propulsor|gas propellente|treibgas|treibmittel|gaz pędny)"
    r"\s*(?:\([^()\n]{0,40}\))?\s*:",
    re.IGNORECASE,
)
_ALSO_OPEN = pattern(r"\([^()\n]{0,40}$")
"""A bracket behind "also contains" that holds a comma."""
_NONE = pattern(r"\b(?:inactive|active|other) ingredients?\s*:?\s*none\b", re.IGNORECASE)
_ACTIVE = pattern(r"(?:^|(?<=\n))\s*active ?ingredients?\s*:?|\bpurpose\s*:?\s*skin protectant\b", re.IGNORECASE)
_OTHERS = pattern(r"\b(?:inactive|other) ingredients?|excip", re.IGNORECASE)
_PER = pattern(r"\bper \d+ ?(?:g|ml|mg)\b(?=\s*:)", re.IGNORECASE)
_GLUED = pattern(r"(?<=[a-z\d)%])(?:Inactive|Active|Other) ?Ingredients?:?")
_MONOGRAPH = pattern(
    r"(?:(?<=[^\W\d])|(?<=%))\s\(?(?:DAB|DAC|NRF|Ph\. ?Eur\.?|Ph ?Eur|PhEur|Eur\. ?Ph\.|USP(?:[/-]NF)?|"
    r"NF|BPC?|EP|JP|IP|FCC|F\.U\.|Ph\. ?Helv\.|[Cc]odex|\((?:medical|pharma|cosmetic|food|USP) grade\))\)?"
    r"(?: ?\d{1,2}\b(?! ?%))?"
    r"(?=\s*(?:\(?\d+(?:[.,]\d+)?\s?%|[,;.\n)(]|$)|\s+(?:PAO|LOT|EXP)\b)"
)
"""The book of medicines that a name is from; it is no part of the name ("Weiße Vaseline DAB")."""
_PHASE = pattern(r"(?:(?<=[\n/;,.|])|^)\s*(?:phase|fase) [a-h1-6]\d? ?[:.)-]", re.IGNORECASE | re.MULTILINE)
"""The heading of a part of a formula: "Phase B:"."""
_TAGS = "EN|FR|DE|ES|IT|PT|NL|PL|SE|DK|FI|NO|CZ|HU|RO|GR|GB|UK|ENG|FRA|DEU|ESP|ITA|POL|POR"
_LANGUAGE = pattern(rf"\[\s*[A-Za-z]{{2}}\s*\]\s?:|(?:^|(?<=[\n/|;.,])|(?<=[\n/|;.,] ))(?:{_TAGS})\s?:(?=\s)")
"""The language of what follows: "[FR]:", "/ FR:"."""
_PART = pattern(
    r"(?i:(?<!polysorbate)(?<!quaternium)(?<!peg)(?<!ppg)(?<!eth)(?<!laneth)(?<!poloxamer)(?<!nylon)(?<!blue)(?<!red)(?<!yellow)"
    r"(?<!green)(?<!ci)(?<!violet)(?<!vitamin)(?<!b))(?<=[^\W\d])\s\d{1,2}(?=\s*(?:[,;/\n]|$))"
)
"""A whole number of parts behind a name of such a formula."""
_ENOUGH = pattern(
    r"(?<=[^\W\d])[\s.…]+(?:q\.? ?s\.?(?: ?p\.?)?(?: ?f\.?)?|c\.? ?s\.?(?: ?p\.?)?|q\.? ?b\.?|ad|ana|aa|to make|to)"
    r"(?: ?(?:ad|a|to|para|pour|per|do))?(?: ?\d+(?:[.,]\d+)? ?(?:g|ml|%)?)?(?=\s*(?:[,;\n]|\.?\s*$|\.\s+[^\W\d_]))",
    re.IGNORECASE | re.MULTILINE,
)
"""As much as is enough of what holds the rest: "acqua depurata q.b. a 100 g"."""
BOOKS = (
    " USP",
    " BP",
    " Ph.",
    " Ph ",
    " PhEur",
    " DAB",
    " DAC",
    " NF",
    " NRF",
    " EP",
    " IP",
    " JP",
    " Eur.",
    "Ph Eur",
    "Ph. Eur",
    " FCC",
    " F.U.",
    " codex",
    " Codex",
    " grade)",
    " (Ph.",
    " (USP",
    " (BP",
)
_FILLERS = (
    " q.",
    " qs",
    " qb",
    " q s",
    " c.s",
    " csp",
    " cs ",
    " c. s",
    " ad ",
    " ana ",
    " to 1",
    " to make",
    ".q",
    ".c.s",
    "…q",
)
_ALSO_WORDS = ("also", "plus", "autres", "tambien", "auch:", "auch :", "gaz", "gas ", "propel", "propul", "treib")
Span = tuple[int, int]

_EDGES = " \t\x00.-*[]®©"
_LONGEST = 90
_SHORT_TEXT = 24_000
_LONGEST_PIECE = 500
_BESIDE = " ()/'-"
"""What may stand beside a word that holds no sign."""


@cache
def _table() -> dict[str, str]:
    import tomllib

    return cast(dict[str, str], tomllib.loads(shipped("labels/data/pack.toml"))["marks"])


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is a mark between two signs, and the purposes in brackets."""
    table = _table()
    words, codes, lines = (
        "|".join(line for line in table[key].splitlines() if line) for key in ("words", "codes", "lines")
    )
    code = (
        rf"(?:{codes})(?![a-z])(?:\s?(?:no|nr|n|num|number|date|rs|inr))?[\s.:°º#/-]*[a-z]{{0,4}}[ -]?\d[\w./-]*"
        r"(?: ?(?:m|months|ml|g|oz|mois|meses|mesi|monate|e)\b)?(?: ?e\b)?"
    )
    mark = rf"(?:{words})(?:[^,.;?\n|•]|[.?](?!\s)){{0,{_LONGEST}}}|(?:{code})|(?:{lines})"
    several = re.compile(rf"(?:(?>(?:{mark})(?=[\s/|.-]|$))[\s/|.-]*)+")
    purposes = "|".join(re.escape(purpose.strip()) for purpose in table["purpose"].split(";"))
    return several, re.compile(rf"\(\s*(?:{purposes})\s*\)", re.IGNORECASE)


_NUMBERS = pattern(
    r"(?:\b(?:art(?:ikel|icle|icolo|iculo|igo)?|ean|ref|sku|gtin|upc|pzn|item|barcode|asin|kod|code|codigo|codice|bestell|best|арт|артикул|"
    r"mat|prod|model)[\s.:°º#№-]{0,3}(?:no|nr|num|n|code|number|nummer|-?nr)?[\s.:°º#№-]{0,3}[a-z]{0,3}-?\d[\d./-]{2,20}[\s,;:|/-]+)+(?=[^\W\d_]{3})"
)
"""The numbers of an article in front of a list: "Art. 4012 EAN 8710000000000 Aqua"."""
_MAKER = pattern(
    r"distribu|import|made by|mfd|vertrieb|herstell|prodott|fabri[ck]|laborat|gmbh|\bltda?\b|s\.a\.|s\.r\.l|\binc\b|"
    r"apothe|pharmac|farmac|manufactured|dystryb|producent|marketed"
)
_MADE_WITH = pattern(
    r"(?:\w+ly )?(?:made|manufactured|produced|hecho|fabri\w+|elabora\w+|hergestellt|prodotto|feito|gemaakt|"
    r"wyprodukowan\w)\b"
    r".*?\b(?:with|mit|avec|con|com|met|z)\s(?P<things>.*)"
)
"""Where it was made, and with what: "Made in Italy with ..." may tell of more than the country."""
_LISTED = 2
_SHORT = 4
_STOP = pattern(r"[.?]\s")
_TAIL_WORDS = (
    *("pao", "lot", "lote", "lotto", "exp", "mhd", "batch", "ndc", "made", "hecho", "fabrique", "hergestellt"),
    *("prodotto", "feito", "cad", "venc", "vto", "net", "inhalt", "contenance", "contenido", "wyprodukowano"),
    *(
        r"ch\.?-?b\b",
        r"verw\.? bis",
        "verwendbar bis",
        "haltbar bis",
        "val/fab",
        "barcode",
        "ean",
        "gtin",
        r"t\.c\. sagl.k",
        r"m\.? ?f\.? (?:ungt|crem|sol|past|lot|emuls)",
        r"ind\.? ?bras",
        "scad",
        "utg",
        "parti",
    ),
)
_TAIL = pattern(
    rf"(?:\s|[.,;])((?:{'|'.join(_TAIL_WORDS)}|p\.a\.o|aust [lr]|best before|use by|\d+ ?(?:ml|fl\.? ?oz))\b.*)"
)
_SENTENCE = pattern(
    r"(?:(?<=[^\d\W]|[])%])|(?<=\d)(?=\.\s+[^\d\W]))(?<!\bcont)(?<!\bfl)(?<!\bno)(?<!\bnr)(?<!\bres)(?<!\bcad)(?<!\bexp)"
    r"(?<!\bvto)(?<!\bval)(?<!\breg)(?<!\btel)(?<!\bart)(?<!\bmfg)(?<!\bper)(?<!\brs)(?<!\bch)(?<!-b)(?<!verw)(?<!\bt\.c)(?<!\bsan)(?<!\bleg)(?<!\bresp)(?<!\btec)(?<!\blic)(?<!\bdist)(?<!\bmktd)(?<!\bmfd)(?<!\bmkt)"
    r"\.\s+(?=\S)|\?\s+(?=\S)"
)


def without_marks(work: str, *, marked: bool = True) -> str:
    """The text with the marks of the pack blanked out, as long as it was.

    A text of which no piece may be a mark (`marked`) is only asked for its amounts.

    >>> without_marks("Aqua, Glycerin. Made in Italy").rstrip()
    'Aqua, Glycerin.'
    >>> without_marks("Weißes Vaselin 25,5 g")
    'Weißes Vaselin 25%   '
    """
    if len(work) > _SHORT_TEXT:
        return work
    edits = [*amounts_in(work)]
    if marked:
        dotted = DECIMAL.sub(".", work)
        plain = without_accents(dotted)
        edits += _declarations(work, plain)
        edits += _pieces(_cut(dotted), plain)
    return _edited(work, edits) if edits else work


def may_be_mark(piece: str) -> bool:
    """Whether a mark may stand in what stands between two commas; a name that we know and nothing else is none."""
    return any(not _is_known(part) and _may_mark(part) for part in _cut(piece))


def _may_mark(part: str) -> bool:
    return len(part) > _LONGEST_PIECE or _declares(part) or bool(marks_in(without_accents(part)))


def may_be_amount(piece: str) -> bool:
    """Whether an amount may stand in what stands between two commas, or the half of one."""
    return any(holds_amount(part) for part in _cut(piece))


def may_be_whole_mark(piece: str) -> bool:
    """The same for a piece of letters without a sign, a digit or a hint: it is a mark as a whole or not at all."""
    if _is_known(piece):
        return False
    plain = piece.lower()
    first, last = len(plain) - len(plain.lstrip(_EDGES)), len(plain.rstrip(_EDGES))
    return first < last and _is_mark(plain, first, last)


def mark_hints() -> list[str]:
    """Letters of which some stand in every piece in plain letters that holds a mark and is none as a whole."""
    purposes = (purpose.strip() for purpose in _table()["purpose"].split(";"))
    tails = (f"{before}{word}{behind}" for word in _TAIL_WORDS for before in _BESIDE for behind in _BESIDE)
    return [
        *purposes,
        *tails,
        *("aust ", "best ", "use "),
        *_FILLERS,
        " q ",
        *_ALSO_WORDS,
        *("ctive", "other", "per ", "ase "),
    ]


def _is_known(piece: str) -> bool:
    return piece.strip(" .*").lower() in vocabulary().known


def _cut(work: str) -> list[str]:
    """The pieces between the signs that part names, also where one of these stands in a number."""
    for sign in ";\n|•":
        if sign in work:
            work = work.replace(sign, ",")
    return (work.replace(" - ", " , ") if " - " in work else work).split(",")


def _declares(piece: str) -> bool:
    """Whether a piece holds what only a declaration has; "also contains" ends in a colon."""
    plain = without_accents(piece)
    return (
        (any(map(piece.__contains__, BOOKS)) and bool(_MONOGRAPH.search(piece)))
        or (any(map(plain.__contains__, _FILLERS)) and bool(_ENOUGH.search(piece)))
        or ("none" in plain and bool(_NONE.search(piece)))
        or (("ctive" in piece or "Other" in piece) and bool(_GLUED.search(piece)))
        or ("per " in plain and bool(_PER.search(piece)))
        or ("(" in piece and bool(_marks()[1].search(piece)))
        or ("ase " in plain and bool(_PHASE.search(piece)))
        or (":" in piece and bool(_LANGUAGE.search(piece)))
        or (any(map(plain.__contains__, _ALSO_WORDS)) and bool(_ALSO.search(piece) or _ALSO_OPEN.search(piece)))
    )


def _pieces(pieces: list[str], plain: str) -> Iterator[Edit]:
    """The marks between the signs, and what stands between who makes it and the rest of an address ("Austin")."""
    placed = _placed(pieces, plain)
    maker = False
    for place, (at, piece, spans) in enumerate(placed):
        if plain[max(0, at - 1) : at] == "\n":
            maker = False
        for start, end in spans:
            yield at + start, at + end, ""
        if spans:
            maker = place >= _LISTED and (maker or bool(_MAKER.search(piece)))
        elif maker and place + 1 < len(placed):
            behind, _, address = placed[place + 1]
            maker = len(piece.split()) <= _SHORT and bool(address) and plain[behind - 1] == ","
            if maker:
                yield at, at + len(piece), ""


def _placed(pieces: list[str], plain: str) -> list[tuple[int, str, tuple[Span, ...]]]:
    """The pieces that are not empty with their offsets, in plain letters, and the marks in each."""
    placed, at = [], 0
    for given in pieces:
        if given:
            piece = plain[at : at + len(given)]
            placed.append((at, piece, () if _is_known(given) else marks_in(piece)))
        at += len(given) + 1
    return placed


def _edited(work: str, edits: list[Edit]) -> str:
    """The text with spans blanked out, but for what stands for them; line ends stay."""
    signs = list(work)
    for start, end, instead in edits:
        for at in range(start, end):
            if signs[at] != "\n":
                signs[at] = " "
        signs[start : start + len(instead)] = instead
    return "".join(signs)


def _declarations(work: str, plain: str) -> Iterator[Edit]:
    """What a drug is declared with and that is no name: its purpose, "per 100 g", glued and empty headings."""
    yield from _parted(work, plain)
    if "(" in work:
        yield from ((*match.span(), "") for match in _marks()[1].finditer(work))
    if any(book in work for book in BOOKS):
        yield from ((*match.span(), "") for match in _MONOGRAPH.finditer(work))
    if any(word in plain for word in _FILLERS):
        yield from ((*match.span(), "") for match in _ENOUGH.finditer(work))
    ours = "also contain" in plain and "active" in plain  # Two headings of a list, which `headings` reads.
    also = list(_ALSO.finditer(work)) if ":" in work and not ours and any(map(plain.__contains__, _ALSO_WORDS)) else []
    none = list(_NONE.finditer(work)) if "none" in plain else []
    glued = list(_GLUED.finditer(work)) if "ctive" in work or "Other" in work else []
    per = _PER.finditer(work) if "per " in plain else ()
    alone = bool(also) and not _OTHERS.search(work)
    gone = [*per, *none, *(_ACTIVE.finditer(work) if alone or none or glued else ())]
    yield from ((*match.span(), "") for match in gone)
    yield from ((*match.span(), ";") for match in (*also, *glued))


def _parted(work: str, plain: str) -> Iterator[Edit]:
    """The headings inside a list, of phases and languages, and the whole numbers of parts in a formula of phases."""
    if ":" in work:
        for match in _LANGUAGE.finditer(work):
            heads = work[: match.start()].rstrip()[-1:].isalpha()
            yield *match.span(), ":" if heads else ";"
    phases = list(_PHASE.finditer(work)) if "ase " in plain else []
    yield from ((*match.span(), ";") for match in phases)
    if phases:
        yield from ((*match.span(), "") for match in _PART.finditer(work))


@lru_cache(maxsize=4096)
def marks_in(piece: str) -> tuple[Span, ...]:
    """The marks of what stands between two signs: the whole of it, each sentence that is one, a code at the end."""
    first, last = len(piece) - len(piece.lstrip(_EDGES)), len(piece.rstrip(_EDGES))
    if first >= last:
        return ()
    if _is_mark(piece, first, last):
        return ((first, last),)
    numbers = _NUMBERS.match(piece, first) if any(map(str.isdigit, piece[: first + 24])) else None
    if numbers:
        return (
            (first, numbers.end()),
            *((numbers.end() + a, numbers.end() + b) for a, b in marks_in(piece[numbers.end() :])),
        )
    if not _STOP.search(piece):
        tail = _TAIL.search(piece, first, last)
        return ((tail.start(1), last),) if tail and _is_mark(piece, tail.start(1), last) else ()
    return tuple(_marks_of_sentences(piece))


def _marks_of_sentences(piece: str) -> Iterator[Span]:
    at = 0
    for stop in [*(match.start() + 1 for match in _SENTENCE.finditer(piece)), len(piece)]:
        begin = at + len(piece[at:stop]) - len(piece[at:stop].lstrip(_EDGES))
        last = at + len(piece[at:stop].rstrip(_EDGES))
        at = stop
        tail = _TAIL.search(piece, begin, last)
        for start in (begin, tail.start(1) if tail else last):
            if start < last and _is_mark(piece, start, last):
                yield start, last
                break


def _is_mark(piece: str, start: int, end: int) -> bool:
    """Whether a stretch is a mark; a name that we know never is one, however much it looks like an address."""
    if "\x00" in piece[start:end]:
        piece = piece[start:end].replace("\x00", "")
        start, end = 0, len(piece)
    if not _marks()[0].fullmatch(piece, start, end) or _is_name(piece[start:end]):
        return False
    made = _MADE_WITH.match(piece, start, end)
    return not (made and declares_unknown(f"with {made['things']}"))


def _is_name(words: str) -> bool:
    """Whether words are a name that we know, or one that a camera took for a code: "L1MONENE" is no lot."""
    folded = fold(words)
    if may_be_cas_number(words) and named_by_cas(words):
        return True
    return folded in vocabulary().known or (" " not in folded and looks_like(folded) is not None)

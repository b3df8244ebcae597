"""Who made a product and where: behind "Made by" stand a firm, streets and towns, which no list of names can know all.

An imprint begins with a maker's words, a firm, an address of the web or a telephone number, and reaches up to the next
heading of a list or to the end. It is taken for one only where nothing in it could be a name that matters: no name that
we know but one, none that shows a trait, no word that ends as substances do, nothing that is declared. Otherwise every
part of it is read as before. The words are `data/imprint.toml`.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from fortnight.labels.accents import without_accents
from fortnight.labels.cuts import parts_at
from fortnight.labels.declared import declares_unknown, ends_as_substances_do
from fortnight.labels.folding import fold
from fortnight.labels.headings import BARE, headings_in
from fortnight.labels.identify import identify
from fortnight.labels.marks import marks_in
from fortnight.labels.model import How
from fortnight.labels.patterns import any_of, pattern
from fortnight.sources import shipped

_PIECES = pattern(r"\s*[,;:|•\n()]\s*|\.(?:\s+|$)|\s[-–—/]+\s|\s(?:&|and|und|et|y|e|i|by|for|in)\s")
_LINE = pattern(r"\n")
_LATIN = pattern(r"\w{3}(?:um|mycin|statin|floxacin|caine|zol|xol|oxan|azepam)$")
_SENTENCE = pattern(r"(?<=[^\W\d_]{4})\.\s+(?=[^\W\d_])")
_NUMBER = pattern(r"\d")
_WORD = pattern(r"[^\W\d_]+")
_STOPS = frozenset({"", ".", ";", "|", "•", "—", "–", "-", "\n", ")", "*"})
_REACHED = pattern(r"https?:|www\.|\S+@", re.IGNORECASE)
_FORMS = (
    r"(?<!\w)(?:pharmac(?:ie|y)|[a-z]*apothe(?:ke|ek)|farm[aá]cia|apteka|apoteket|botica|drogister(?:ij|ie)|drogerie"
    r"|laborato(?:ire|rio|ri|ries|ry)s?|manufa[ck]tur\w*|kosmetik\w*|cosmetics?|syarikat|cty)\s+[^\W\d_]"
    r"|[^\W\d_]+ (?:apotheke|apteka|pharmacy|manufa[ck]t[uú]r\w*|laborator(?:y|ies)|cosmetics|kozmetik)(?!\w)|"
    r"(?<![\w.,])(?<!ci )(?:\d{2}-\d{3}|\d{3} \d{2}|\d{5,6}|\d{4} [a-z]{2})\s+[^\W\d_]{3,}|[^\W\d_]{3,},? \d{5,6}(?!\w)"
    r"|(?<![\w.,-])\+?\(?\d{2,4}\)?[ -]\d{2,4}[ -]\d{2,7}(?![\w,-])|(?<![\w.,])\d{8,14}(?!\w)"
    r"|[^\W\d_]{4,}(?: [^\W\d_]+)* (?:n[ro°º]?\.? ?:?)?\d{1,4}[a-z]?(?:/\d+)?,\s*(?:\d|[^\W\d_])"
)
"""What addresses look like in any language: a postcode with its town, a telephone, a long number, a street's number."""
_LONGEST = 1500
_OVER = 200
"""So far beyond the longest imprint is looked, to know that it is longer."""
_MOST_BEGINNINGS = 40
"""A pack has a maker or four; what begins like one more often is read as names."""
_MOST_KNOWN = 1
_SURE = frozenset({How.VOCABULARY, How.SYNONYM})


@dataclass(frozen=True, slots=True, kw_only=True)
class _ImprintWords:
    """The words of `imprint.toml`."""

    begins: str
    firm: str
    hints: tuple[str, ...]
    places: frozenset[str]
    place_endings: re.Pattern[str]
    abbreviations: re.Pattern[str]
    told: re.Pattern[str]


@cache
def _words() -> _ImprintWords:
    import tomllib

    table = tomllib.loads(shipped("labels/data/imprint.toml"))
    makers = "|".join(line for line in table["makers"].splitlines() if line)
    firms = "|".join(re.escape(form) for form in table["firms"].split(";"))
    return _ImprintWords(
        begins=rf"(?:^|(?<=[\s.;|•—–)*]))(?:{makers})"
        rf"|(?:^|(?<=\.\s)|(?<=[;|•—–\n]))\s*(?:[\w'’&+.-]+\s+){{1,5}}(?:{firms})(?![\w])"
        r"|(?:https?://|\bwww\.)\S+|[\w.+-]+@[\w-]+\.\w+"
        r"|(?<![\w,.-])\+?\(?\d{1,4}\)?(?:[ -]\d{2,4}){2,4}(?![\w,-])",
        # From the beginning of a word only: asked at each letter, one long run of letters would take seconds.
        firm=rf"(?<![\w'’&+./-])(?:(?=\w)[\w'’&+./-]++\s++){{1,3}}(?:{firms})(?!\w)",
        hints=tuple(hint for line in table["hints"].splitlines() for hint in line.split(";") if hint),
        places=frozenset(table["places"].split()),
        place_endings=re.compile(table["place_endings"]),
        abbreviations=re.compile(rf"(?<!\w)(?:{_any(table['abbreviations'].split())})\.", re.IGNORECASE),
        told=re.compile(
            rf"(?<![\w.])(?:{firms}|s\.(?:[a-z]\.){{1,5}}[a-z]?|pt|ud|cv|sc|fa|sas)(?!\w)|{_FORMS}"
            rf"|(?<!\w)(?:{_any(table['codes'].split())})[ .:#-]*(?:[a-z]{{1,4}}[ -]?)?\d{{3,}}"
            r"|,\s*[^\W\d_][\w'’-]+(?:[ -][\w'’-]+){0,2},?[ /]"
            rf"\(?(?:{_any(table['countries'].split())})\)?\W*$",
            re.IGNORECASE,
        ),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _begins() -> re.Pattern[str]:
    """How an imprint begins; compiled when a hint at one is first met."""
    return re.compile(_words().begins, re.IGNORECASE)


@cache
def _firm() -> re.Pattern[str]:
    """A firm with its form."""
    return re.compile(_words().firm, re.IGNORECASE)


@cache
def _hints() -> re.Pattern[str]:
    """The hints at a maker; one that needs the comma behind it is at the end of its piece, where a blank stands."""
    return re.compile(any_of(maker_hints()))


def maker_hints() -> tuple[str, ...]:
    """Letters of which some stand in every piece, with a blank behind it, that may tell its maker."""
    return tuple(f"{hint[:-1]} " if hint.endswith(",") else hint for hint in _words().hints)


def may_tell_its_maker(piece: str) -> bool:
    """Whether what stands between two commas may hold the beginning of an imprint; behind © its comma is part of it."""
    if not _hints().search(f"{piece.lower()} "):
        return False
    return "©" in piece or _begins().search(without_accents(piece)) is not None


def without_firms(words: str, instead: str = " ") -> str:
    """Words behind a list with the names of firms blanked out, or another sign in their place, as long as they were.

    >>> without_firms("Lot 12 Dermaline Sp. z o.o. Krakow").split()
    ['Krakow']
    """

    def blanked(firm: re.Match[str]) -> str:
        begin = max((stop.end() for stop in _SENTENCE.finditer(firm[0])), default=0)
        return firm[0][:begin] + instead * (len(firm[0]) - begin)

    return _firm().sub(blanked, words)


def is_a_firm(words: str) -> bool:
    """Whether words are the name of a firm with its form and nothing else.

    >>> is_a_firm("Tarn Brothers Ltd."), is_a_firm("Tarn Complex")
    (True, False)
    """
    firm = _firm().fullmatch(words.strip(" \t.*"))
    return firm is not None and words.strip(" *")[:1].isupper()


def without_abbreviations(words: str) -> str:
    """Words with the full stops of abbreviations blanked out, as long as they were: behind "ul." no sentence ends."""
    return _words().abbreviations.sub(lambda word: word[0][:-1] + " ", words)


def tells_an_address(words: str) -> bool:
    """Whether words bear the form of a firm, of an address or of a number of an authority, in any language.

    >>> tells_an_address("Tarn Natur, 99084 Erfurt"), tells_an_address("Zentoria Complex")
    (True, False)
    """
    return _words().told.search(words) is not None


def without_imprint(work: str) -> str:
    """The text with its imprints blanked out, as long as it was.

    >>> without_imprint("Aqua, Glycerin. Made by Tarn, Mill Lane, Keswick").rstrip()
    'Aqua, Glycerin.'
    >>> without_imprint("Aqua. Made by Tarn, Retinol")
    'Aqua. Made by Tarn, Retinol'
    """
    if not any(map(f"{work.lower()} ".__contains__, _words().hints)):
        return work
    plain, at = without_accents(work), 0
    for _ in range(_MOST_BEGINNINGS):
        begin = _begins().search(plain, at)
        if begin is None:
            break
        end = _sentences(plain, begin.end(), _end(work, begin.end()))
        start = begin.start()
        if _may_begin(work, start) and _is_imprint(work[start:end], work[begin.end() : end]):
            work = work[:start] + "".join("\n" if sign == "\n" else " " for sign in work[start:end]) + work[end:]
            at = end
        else:
            at = begin.end()
    return work


def _may_begin(work: str, start: int) -> bool:
    """Whether an imprint may begin here: behind a stop, with a capital letter or with a sign."""
    before = work[:start].rstrip(" \t")
    ended = before[-1:] in _STOPS or not work[start : start + 1].islower()
    return ended or _REACHED.match(work, start) is not None


def _end(work: str, start: int) -> int:
    """Where the next heading of a list begins behind a place, or the end of the text, as far as an imprint reaches."""
    reach = min(len(work), start + _LONGEST + _OVER)
    ends = [start + heading.start() for heading in headings_in(work[start:reach])[:1]]
    for line in _LINE.finditer(work, start, reach):
        bare = BARE.match(work, line.end())
        if bare and "," in work[bare.end() : bare.end() + _LONGEST].split("\n", 1)[0]:
            ends.append(line.start())
            break
    return min([reach, *ends])


def _sentences(plain: str, start: int, end: int) -> int:
    """Where the sentences of an imprint end: each behind the first bears a number, a firm, a country or a new maker."""
    stops = [stop.end() for stop in _SENTENCE.finditer(plain, start, end)]
    for stop, last in pairwise([*stops, end]):
        sentence = plain[stop:last]
        if not (_NUMBER.search(sentence) or _begins().search(sentence) or marks_in(sentence)):
            return stop
    return end


def _is_imprint(words: str, behind: str) -> bool:
    """Whether an imprint holds nothing that could be a name of the list."""
    if len(words) > _LONGEST:
        return False
    elsewhere = _WORD.sub(lambda word: " " * len(word[0]) if _is_of_a_place(word[0]) else word[0], behind)
    if declares_unknown(elsewhere) or _ends_strangely(words):
        return False
    known = 0
    for _, part in parts_at(words, _PIECES):
        for _, name in identify(part):
            if name.cues:
                return False
            known += name.how in _SURE
    return known <= _MOST_KNOWN


def _ends_strangely(words: str) -> bool:
    """Whether a word ends as substances do and is no word of addresses."""
    return any(
        (ends_as_substances_do(word) or _LATIN.search(fold(word))) and not _is_of_a_place(word)
        for word in _WORD.findall(words)
    )


def _is_of_a_place(word: str) -> bool:
    """Whether a word is one of addresses that ends as substances do."""
    folded = fold(word)
    return folded in _words().places or bool(_words().place_endings.search(folded))

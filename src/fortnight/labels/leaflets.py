"""The wording of leaflets and pharmacies as the headings of a list: "The active substance is", "Cada 100 g contiene:".

What is recognised is written over in place with a heading that every other step knows, or blanked out where it heads
nothing, so that all positions stay those of the text. `read` asks for it where something was not understood. The
words are `data/leaflets.toml`.
"""

import re
from functools import cache

from fortnight.labels.accents import without_accents
from fortnight.labels.identify import identify
from fortnight.labels.inside import drugs_in
from fortnight.labels.patterns import pattern
from fortnight.sources import shipped

_DOTS = pattern(r"(?:\.\s?){4,}|…{2,}|_{4,}|(?:…\s?\.?\s?){2,}")
"""What leads the eye to an amount: "Hidroquinona ........ 4 g"."""
_HINTS = (
    *("active sub", "active ing", "principi", "sustancia", "substanc", "wirkstoff", "werkzame", "other ingr", "demas "),
    *(
        "otros ",
        "otras ",
        "autres ",
        "altri ",
        "outros ",
        "demais ",
        "bestandteil",
        "stoffen",
        "skladnik",
        "excip",
        "eccip",
    ),
    *(
        "vehic",
        "cada ",
        "each ",
        "every ",
        "chaque ",
        "ogni ",
        "jedes ",
        "kazdy ",
        "elke ",
        "gram",
        "1 g ",
        "0 g ",
        "1 ml",
    ),
    *(" mg ", " mcg ", "(as ", "(como ", "(en forma", "(sous ", "(als ", "....", ". . .", "…", "____"),
)
"""Of these some stand in what was not understood of every text that words its headings so."""
_ALL_OF_IT = pattern(
    r"\s*(?:100 ?% (?P<behind>[^\W\d_][^.,;:\n%]{2,60})|(?P<front>[^\W\d_][^.,;:\n%]{2,60}?) 100 ?%)(?=[.;,\n]|$)"
)
_STRENGTH = pattern(
    r"\d\s?(?:mg|mcg|µg|micrograms?)\b|\bw/w\b|\d\s?%\s?(?:w/w\s?)?(?:\w+\s)?(?:cream|gel|ointment|lotion|solution|foam|crem[ae]|"
    r"pomada|ungüento|loci[oó]n|soluci[oó]n|pommade|cr[eè]me|salbe|lösung|unguento|soluzione|zalf|maść|krem|żel)\b"
    r"|(?:active|activos?|actifs?|attivi?|ativos?|wirkstoffe?)\b(?:[^.]|\.(?=\d)){0,80}\d\s?%",
    re.IGNORECASE,
)
"""The strength of a medicine."""
_NUMBER = pattern(r"\d|[wW]/")
"""A quick no before the slow question: every strength has a number, or tells of what it is one ("w/w")."""
_HEADINGS = {"active": "\nActives:", "others": "\nInactive:", "each": "\n", "alone": ";"}


@cache
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    import tomllib

    table = tomllib.loads(shipped("labels/data/leaflets.toml"))
    parts = {"AMOUNT": table["amount"], "FORM": table["form"], "HOLDS": table["holds"]}
    wordings = []
    for role in _HEADINGS:
        expression = "|".join(table[role])
        for name, part in parts.items():
            expression = expression.replace(name, part)
        wordings.append((role, re.compile(rf"(?<!\w)(?:{expression})")))
    return tuple(wordings)


def may_be_leaflet(strange: str) -> bool:
    """A quick no before the slow question, for what was not understood of a text."""
    return any(map(without_accents(strange).__contains__, _HINTS))


def with_leaflet_headings(work: str) -> str:
    """The text with the wording of leaflets as headings, as long as it was.

    >>> with_leaflet_headings("The active substance is urea.").split()
    ['Actives:', 'urea.']
    """
    plain = without_accents(work)
    for role, wording in _wordings():
        for match in wording.finditer(plain):
            heading = _HEADINGS[role]
            if len(match[0]) >= len(heading):
                work = work[: match.start()] + heading.ljust(len(match[0])) + work[match.end() :]
    return _DOTS.sub(lambda dots: " " * len(dots[0]), work)


def drugs_declared(block: str) -> list[tuple[int, int]]:
    """Where a sentence in front of a list names the drugs of a medicine with their strength.

    >>> drugs_declared("Lidocaine 4% cream. Each gram contains lidocaine 40 mg."), drugs_declared("With menthol")
    ([(0, 9), (39, 48)], [])
    """
    whole = _whole_product(block) if "100" in block else None
    if whole:
        return [whole]
    return drugs_in(block) if _NUMBER.search(block) and _STRENGTH.search(block) else []


def _whole_product(block: str) -> tuple[int, int] | None:
    """Where a text begins with the one name that is all of the product: "White soft paraffin 100%. For dry skin."."""
    match = _ALL_OF_IT.match(block)
    if match is None:
        return None
    names = identify(match["behind"] or match["front"])
    whole = len(names) == 1 and names[0][1].inci is not None
    return (match.start(match.lastgroup or 0), match.end()) if whole else None

"""From cues to traits: what the names of a label mean together.

Most cues are traits as they are. Five need the label around them, in this order: acids (active or only setting the
pH: by the product's name, by a declared percentage, by the place before the 1 % line), detergents and soaps (only
where the product is rinsed), particles that abrade only where the name says so, mineral filters (only in sun products
or when declared as active), fruit acids (only two together). Evidence keeps the order of the label.
"""

from functools import lru_cache
from typing import NamedTuple

from fortnight.labels.cues import SUBSTANCES, Cue
from fortnight.labels.declared import is_declared_behind
from fortnight.labels.kinds import is_rinsed
from fortnight.labels.model import NOT_FOR_THIS, Detail, Item, Kind, Mark, Name, Trait
from fortnight.labels.patterns import pattern
from fortnight.labels.placed import ANTIOXIDANT_NAMED, evidence_of, may_be_marked, placed_marks
from fortnight.labels.thresholds import first_names, is_early, washing_names

Cued = tuple[int, int, Name]
"""A name with a cue: its place among all names, its offset in the text, the name."""

_SIMPLE: tuple[tuple[Cue, Mark], ...] = (
    (Cue.FRAGRANCE, Trait.FRAGRANCE),
    (Cue.ESSENTIAL_OIL, Trait.ESSENTIAL_OIL),
    (Cue.DRYING_ALCOHOL, Trait.DRYING_ALCOHOL),
    (Cue.BOTANICAL_ACID, Trait.BOTANICAL_ACID),
    (Cue.RETINOID, Trait.RETINOID),
    (Cue.PRESCRIPTION_RETINOID, Detail.PRESCRIPTION_RETINOID),
    (Cue.PEROXIDE_ETC, Trait.PEROXIDE_ETC),
    (Cue.HYDROQUINONE, Detail.HYDROQUINONE),
    (Cue.COOLING, Trait.COOLING),
    (Cue.SCRUB, Trait.SCRUB),
    (Cue.ENZYME, Trait.ENZYME),
    (Cue.VITAMIN_C, Trait.VITAMIN_C),
    (Cue.ASCORBIC_ACID, Detail.ASCORBIC_ACID),
    (Cue.OMEGA3_OIL, Trait.OMEGA3_OIL),
    (Cue.PEPTIDE, Trait.PEPTIDE),
    (Cue.COPPER_PEPTIDE, Detail.COPPER_PEPTIDE),
    (Cue.CERAMIDE, Trait.CERAMIDE),
    (Cue.HYALURONIC, Trait.HYALURONIC),
    (Cue.UV_ORGANIC, Trait.UV_ORGANIC),
    (Cue.ISOTHIAZOLINONE, Trait.ISOTHIAZOLINONE),
    (Cue.FORMALDEHYDE, Trait.FORMALDEHYDE),
    (Cue.SCENTED_EXTRACT, Detail.SCENTED_EXTRACT),
    (Cue.UNJUDGED, Detail.UNJUDGED),
    *((Cue[trait.name], trait) for trait in Trait if trait in NOT_FOR_THIS),
)
_CITRIC = int(Cue.CITRIC_ACID)
_DRYING = int(Cue.DRYING_ALCOHOL)
_DETERGENT = int(Cue.DETERGENT)
_HARSH = int(Cue.HARSH_DETERGENT | Cue.SOAP)
_HARSH_DETERGENT = int(Cue.HARSH_DETERGENT)
_SOAP = int(Cue.SOAP)
_FATTY = int(Cue.FATTY_ACID)
_ALKALI = int(Cue.ALKALI)
_IF_SCRUB = int(Cue.SCRUB_IF_NAMED)
_IF_ENZYME = int(Cue.ENZYME_IF_NAMED)
_FILTER = int(Cue.MINERAL_FILTER)
_FRUIT = int(Cue.FRUIT_ACID)
_WASHING = int(Cue.DETERGENT | Cue.HARSH_DETERGENT | Cue.SOAP | Cue.FATTY_ACID)
_ACIDS = int(Cue.ACID | Cue.CITRIC_ACID)
_IF_MAIN = int(Cue.IF_MAIN)
_SUBSTANCES = int(SUBSTANCES)
_PLACED = int(Cue.IF_MAIN | Cue.GRAIN | Cue.PETROLATUM | Cue.ANTIOXIDANT)
_NAMED = int(Cue.SCRUB_IF_NAMED | Cue.ENZYME_IF_NAMED | Cue.MINERAL_FILTER | Cue.FRUIT_ACID)
_NEEDS_LABEL = _WASHING | _ALKALI | _ACIDS | _PLACED | _NAMED
_ONE_PERCENT = int(Cue.ONE_PERCENT)
_MARKER = int(Cue.ONE_PERCENT | Cue.UNJUDGED | SUBSTANCES)
"""What nobody has judged marks no line: it must not make an acid before it look harmless."""
_TOGETHER = 2
_NO_END = 1_000_000

_ACID_NAMED = pattern(
    r"\b(acids?|acidos?|acidi|acides?|\w*saure\w*|kwas\w*|aha|bha|pha|ahas|bhas|peel(s|ing|ings)?|"
    r"(exfoli|esfoli|eksfoli|zluszcz)\w*|resurfac\w*|gl[iy][ck]oli\w*|glikolow\w*|lactic|salic[iy]l\w*|"
    r"mandeli\w*|migdalow\w*|azela\w*|blackheads?|puntos negros|points noirs|mitesser|punti neri)\b"
    r"|\b(acne|akne|anti-?acne\w*|antiakne\w*|anti-?imperfec\w*)\b(?!.*\b(cleans\w+|wash|limpia\w*|nettoyant\w*)\b)"
)
_NO_EXFOLIANT = pattern(
    r"\b(hyaluron|hialuron|ialuron|ferul|amino|fatty|linol|tranexam|koji|ascorb|polyglutam|nucle|folic)\w*[- ]+acids?\b"
    r"|\b(acidos?|acidi|acides?|kwasy?|kwasem)[- ](h?ialuron|hyaluron|ferul|gras|amin|linol|tranexam|traneksam|"
    r"koji|cojic|as[ck]orb|pol[iy]glutam|nucle|folic)\w*"
    r"|\b(hyaluron|amino|ferula|fett|tranexam|ascorbin|linol|koji|fol)\w*saure\w*"
    r"|\bacid[- ]free\b|\bpeel[- ]?off\b|\b(sin|sans|ohne|senza|sem|bez) (acid|saure|kwas)\w*"
)
_ABRASIVE_NAMED = pattern(
    r"\b(scrub\w*|polish\w*|exfoli\w*|esfoli\w*|eksfoli\w*|mi[ck]ro-?derm\w*|mi[ck]ro-?p[uo]l[iv]\w*|pulido|gommage|rubbel\w*|"
    r"buff\w*)\b"
)
_ENZYME_NAMED = pattern(r"\benzym\w*\b")
_FOAM_NAMED = pattern(r"\b(foam|espum|mouss|schaum|schium|pian|lather|suds)")
_SUN_NAMED = pattern(
    r"\b(?:spf|lsf|fps)\b|\bsun(screen|block)?\b|\buv\b|\b(?:solare?s?|solari|solaires?|sonnen\w*|zonne\w*)\b|"
    r"\bprzeciwsloneczn\w*|\bbloqueador\w*|\bprote[ct]t?or solar\b"
)
_BHA = "BHA"
_SISTERS = frozenset({"aha", "ahas", "pha", "phas"})
_MUCH_PERCENT = 0.5
_AMOUNT_BEFORE = pattern(r"(\d{1,2}(?:[.,]\d+)?)\s*%\s*(?:of\s+)?$")
_AMOUNT_AFTER = pattern(r"\s*[(\[]?\s*(\d{1,2}(?:[.,]\d+)?)\s*%")
_PERCENT_AFTER = pattern(r"\s*[(\[]?\s*\d+(?:[.,]\d+)?\s*%")


class _OwnMarks(dict[int, tuple[bool, tuple[Mark, ...]]]):
    """By the cues of a name: whether its label has to be asked too, and what it shows on its own; empty for neither.

    Names share their cues, so there are a few hundred of these.
    """

    def __missing__(self, cues: int) -> tuple[bool, tuple[Mark, ...]]:
        speaking = cues & ~_SUBSTANCES if cues & _IF_MAIN else cues
        self[cues] = own = bool(cues & _NEEDS_LABEL), tuple(mark for cue, mark in _SIMPLE if speaking & cue)
        return own


_own_marks = _OwnMarks()


def gather(
    cued: list[Cued], *, text: str, said: str, category: str, kind: Kind | None, lists: list[int], active_until: int
) -> dict[Mark, tuple[Item, ...]]:
    """The evidence for each trait and detail.

    `cued` holds the items with a cue with their place among all items, `lists` the places where
    a new list of names begins (0 first), `active_until` the offset up to which names are declared drug actives.
    """
    found, asking, union = _on_their_own(cued, lists)
    if Detail.UNJUDGED in found:
        _beta_hydroxy(found, cued, text, _named_in(said))
    if asking:
        named = _named_in(said)
        if union & _ACIDS:
            _acids(found, asking, cued, text=text, named=named.acid, lists=lists, active_until=active_until)
            _little_acid(found, kind)
        if union & _WASHING:
            _washing(found, asking, rinsed=is_rinsed(kind, said), lists=lists)
            _gently(found, cued, foams=named.foam)
        if union & _PLACED:
            antioxidant = named.antioxidant
            _placed(found, asking, text=text, antioxidant=antioxidant, lists=lists, active_until=active_until)
        if union & _NAMED:
            _named(found, asking, named, union=union, category=category, kind=kind, active_until=active_until)
    return {mark: tuple(items) for mark, items in found.items()}


def _on_their_own(cued: list[Cued], lists: list[int]) -> tuple[dict[Mark, list[Item]], list[Cued], int]:
    """What the names show on their own, those whose label has to be asked too, and the cues of these together."""
    marked: dict[Mark, list[Item]] = {}
    asking: list[Cued] = []
    union = 0
    for entry in cued:
        cues = entry[2].cues
        asks, marks = _own_marks[cues]
        if asks:
            asking.append(entry)
            union |= cues
        if marks:
            place, start, name = entry
            item = Item(start, name)
            for mark in marks:
                if mark in marked:
                    marked[mark].append(item)
                else:
                    marked[mark] = [item]
            if cues & _DRYING and is_early(_rank(place, lists)):
                marked.setdefault(Detail.DRYING_ALCOHOL_EARLY, []).append(item)
    return marked, asking, union


class _Named(NamedTuple):
    """What the folded name of a product speaks of."""

    acid: bool
    abrasive: bool
    enzyme: bool
    foam: bool
    sun: bool
    antioxidant: bool


@lru_cache(maxsize=4096)
def _named_in(title: str) -> _Named:
    """What a product's name, folded, speaks of; an acid is one that exfoliates."""
    return _Named(
        acid=bool(_ACID_NAMED.search(_NO_EXFOLIANT.sub(" ", title))),
        abrasive=bool(_ABRASIVE_NAMED.search(title)),
        enzyme=bool(_ENZYME_NAMED.search(title)),
        foam=bool(_FOAM_NAMED.search(title)),
        sun=bool(_SUN_NAMED.search(title)),
        antioxidant=bool(ANTIOXIDANT_NAMED.search(title)),
    )


def _rank(place: int, lists: list[int]) -> int:
    begin = 0
    for start in lists:
        if start <= place:
            begin = start
    return place - begin


def _list_end(place: int, lists: list[int], last: int) -> int:
    return next((start for start in lists if start > place), last)


def _acids(
    found: dict[Mark, list[Item]],
    asking: list[Cued],
    cued: list[Cued],
    *,
    text: str,
    named: bool,
    lists: list[int],
    active_until: int,
) -> None:
    for place, start, name in asking:
        cues = name.cues
        if not cues & _ACIDS:
            continue
        item = Item(start, name)
        active = named or start < active_until or bool(_PERCENT_AFTER.match(text, item.end))
        if not active and not cues & _CITRIC:
            active = _before_one_percent(place, cued, lists) or is_declared_behind(text, start, item.end)
        found.setdefault(Trait.ACID_ACTIVE if active else Trait.ACID_TRACE, []).append(item)
        if active and "salicyl" in (name.inci or "").casefold():
            found.setdefault(Detail.SALICYLIC_ACTIVE, []).append(item)


def _beta_hydroxy(evidence: dict[Mark, list[Item]], cued: list[Cued], text: str, named: _Named) -> None:
    """What "BHA" is: an antioxidant in traces, or an acid where much of it, or AHA beside it, is declared."""
    for item in [item for item in evidence[Detail.UNJUDGED] if item.inci == _BHA]:
        before, after = _AMOUNT_BEFORE.search(text, 0, item.start), _AMOUNT_AFTER.match(text, item.end)
        amount = next((float(match[1].replace(",", ".")) for match in (after, before) if match), 0.0)
        sisters = any(name.printed.casefold() in _SISTERS for _, _, name in cued)
        if amount >= _MUCH_PERCENT or (not amount and (named.acid or sisters)):
            evidence[Detail.UNJUDGED].remove(item)
            for mark in (Trait.ACID_ACTIVE, Detail.SALICYLIC_ACTIVE):
                evidence.setdefault(mark, []).append(item)
    if not evidence[Detail.UNJUDGED]:
        del evidence[Detail.UNJUDGED]


def _little_acid(found: dict[Mark, list[Item]], kind: Kind | None) -> None:
    """A little of an exfoliating acid is what a toner is for; citric and lactic acid only set its pH."""
    traces = found.get(Trait.ACID_TRACE, ()) if kind is Kind.TONER else ()
    items = [item for item in traces if not item.read.cues & _CITRIC and item.inci != "Lactic Acid"]
    if items:
        found[Detail.ACID_IN_TONER] = items


def _gently(found: dict[Mark, list[Item]], cued: list[Cued], *, foams: bool) -> None:
    """Mild detergents behind the 1 % line do not make a lotion foam, unless its name says that it does."""
    items = found.get(Trait.CLEANSING_SURFACTANT)
    if not items or Trait.HARSH_SURFACTANT in found or foams:
        return
    markers = [start for _, start, name in cued if name.cues & _MARKER == _ONE_PERCENT]
    if markers and all(item.start > markers[0] for item in items):
        found[Detail.GENTLE_WASH] = list(items)


def _before_one_percent(place: int, cued: list[Cued], lists: list[int]) -> bool:
    """Whether a place of the list comes before the first name that marks the 1 % line; without one every place does.

    Nothing is one per cent of a product that has only one name before it: such a marker tells that the list has
    another order, or is no whole list, and says nothing of an acid among the first five.
    """
    rank = _rank(place, lists)
    begin, end = place - rank, _list_end(place, lists, _NO_END)
    markers = [other for other, _, name in cued if begin <= other < end and name.cues & _MARKER == _ONE_PERCENT]
    if is_early(rank):
        markers = [other for other in markers if other not in (begin, begin + 1)]
    return not markers or place < markers[0]


def _washing(found: dict[Mark, list[Item]], cued: list[Cued], *, rinsed: bool | None, lists: list[int]) -> None:
    if rinsed is False:
        _harsh_in_anything(found, cued, lists)
        return
    bulk = washing_names()
    washing = [(place, Item(start, name)) for place, start, name in cued if name.cues & (_WASHING | _ALKALI)]
    fatty = [(place, item) for place, item in washing if item.read.cues & _FATTY and _rank(place, lists) < bulk]
    amount = first_names() if rinsed is None else bulk
    washes = any(item.read.cues & (_DETERGENT | _HARSH) and _rank(place, lists) < amount for place, item in washing)
    alkali = [(place, item) for place, item in washing if item.read.cues & _ALKALI]
    soap: set[int] = set()
    if len(fatty) >= 2 and rinsed and any(_rank(place, lists) < bulk for place, _ in alkali):
        soap = {place for place, _ in fatty} | {place for place, _ in alkali if _rank(place, lists) < bulk}
    if not washes and not soap:
        return
    for place, item in washing:
        cues = item.read.cues
        harsh = bool(cues & _HARSH) or place in soap
        if harsh or cues & _DETERGENT:
            found.setdefault(Trait.CLEANSING_SURFACTANT, []).append(item)
        if harsh:
            found.setdefault(Trait.HARSH_SURFACTANT, []).append(item)


def _placed(
    found: dict[Mark, list[Item]],
    asking: list[Cued],
    *,
    text: str,
    antioxidant: bool,
    lists: list[int],
    active_until: int,
) -> None:
    """What counts only where it is a main thing."""
    for place, start, name in asking:
        if not name.cues & _PLACED:
            continue
        rank, declared = _rank(place, lists) if len(lists) > 1 else place, start < active_until
        if not may_be_marked(name, rank, antioxidant=antioxidant):
            continue
        marks = placed_marks(name, start, rank, text=text, antioxidant=antioxidant, declared=declared)
        if marks:
            evidence_of(found, Item(start, name), marks)


def _harsh_in_anything(found: dict[Mark, list[Item]], cued: list[Cued], lists: list[int]) -> None:
    """A harsh detergent near the top is harsh in whatever the product says that it is; so is a bar made of soap."""
    soaps = [(place, start, name) for place, start, name in cued if name.cues & _SOAP]
    if soaps and _rank(soaps[0][0], lists) == 0:
        found[Trait.HARSH_SURFACTANT] = [Item(start, name) for _, start, name in soaps]
        return
    for place, start, name in cued:
        if name.cues & _HARSH_DETERGENT and is_early(_rank(place, lists)):
            found.setdefault(Trait.HARSH_SURFACTANT, []).append(Item(start, name))


def _named(
    found: dict[Mark, list[Item]],
    cued: list[Cued],
    named: _Named,
    *,
    union: int,
    category: str,
    kind: Kind | None,
    active_until: int,
) -> None:
    """What counts only because the product's name says so, or because two stand together."""
    if union & _IF_SCRUB and (kind is Kind.SCRUB or named.abrasive):
        _add(found, cued, _IF_SCRUB, Trait.SCRUB)
    if union & _IF_ENZYME and named.enzyme:
        _add(found, cued, _IF_ENZYME, Trait.ENZYME)
    if union & _FRUIT and len({name.inci for _, _, name in cued if name.cues & _FRUIT}) >= _TOGETHER:
        _add(found, cued, _FRUIT, Trait.BOTANICAL_ACID)
    if union & _FILTER:
        sun = kind is Kind.SUNSCREEN or named.sun or _SUN_NAMED.search(category.casefold())
        declared = [one for one in cued if sun or one[1] < active_until]
        _add(found, declared, _FILTER, Trait.UV_MINERAL)


def _add(found: dict[Mark, list[Item]], cued: list[Cued], cue: int, mark: Mark) -> None:
    """Every item with the cue as evidence of the mark, once, in the order of the label."""
    there = found.get(mark, [])
    new = [Item(start, name) for _, start, name in cued if name.cues & cue]
    if new:
        found[mark] = sorted({*there, *new}, key=lambda item: item.start)

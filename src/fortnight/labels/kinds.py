"""Which kind of product it is, from what a person, a shop's category or the product's name says.

The rules are `data/kinds.toml`, asked in their order: the stricter reading before the milder. The name speaks first,
then the category. Where neither says anything, the kind is None: nobody knows, and no window of a kind applies.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from fortnight.labels.abroad import kind_abroad
from fortnight.labels.folding import fold
from fortnight.labels.model import Kind
from fortnight.labels.patterns import by_letter, hint_finder, pattern
from fortnight.sources import shipped

_NOT_COSMETIC = pattern(
    r"\b(supplements?|suplementos?|suplement diety|suplemento alimentar|integratore|integratori|nahrungserganzung\w*|"
    r"complements? alimentaires?|complementos? alimenticios?|voedingssupplement\w*|kosttillskott|kosttilskud|"
    r"capsules?|gummies|tablets|tea bags?|chewables?|softgels?|ingestible|powdered drink)\b"
)
_SWALLOWED = (
    *("suppl", "supl", "integrator", "nahrungserg", "complement", "voedingss", "kosttil"),
    *("caps", "gumm", "tab", "tea bag", "chew", "softgel", "ingest", "powdered"),
)
_PUT_ON = pattern(r"\b(serum|oil|cream|creme|lotion|mask|masque|gel|moisturi\w+|cleanser|bath)\b")
_LEFT_ON_MASK = pattern(r"\b(sheet|sleeping|overnight|sleep|leave-?on|hydrogel|bio-?cellulose|patch\w*|night|rubber)\b")
_SPF = pattern(r"\bspf[ :-]*(\d{1,3})\b|\b(\d{1,3})\+? ?spf\b|\b(?:lsf|fps)[ :]*(\d{1,3})\b", re.IGNORECASE)


_CREAM = pattern(r"\b(?:creams?|cremes?|cremas?|krem\w*|\w*creme|kram|balm|baume|balsam\w*|ointment|salbe|pomada)\b")
_SERUMS = (Kind.SERUM, Kind.HYDRATING_SERUM)
_SERUM_NAMED = pattern(
    r"serum|szerum|seerum|suero|siero|soro|ampo|ampull|ampulk|fial|booster|treatment|(?:reedle|needle|spicule)s? ?shot"
)
_MADE_UP = pattern(
    r"\b(?:foundation|fondotinta|fond de teint|bb|cc|dd|concealer|primer|cushion|powder|puder|poudre|polvos?|cipria|"
    r"make-?up|maqui\w+|lips?|blush|bronz\w+|correct\w*|tint|moisturi\w+|setting|beauty balm)\b"
)
"""What is make-up among sunscreens too; a tint alone makes none."""
"""What names a serum outright; drops and pads stand among toners and essences too."""
_SPECIAL: Mapping[Kind, tuple[Kind, ...]] = MappingProxyType(
    {
        Kind.MOISTURISER: (Kind.RETINOL_PRODUCT, Kind.SUNSCREEN, Kind.SELF_TAN, Kind.EYE_CREAM),
        Kind.SERUM: (Kind.RETINOL_PRODUCT, Kind.VITAMIN_C_SERUM, Kind.PEPTIDE_SERUM, Kind.HYDRATING_SERUM),
    }
)
"""What a cream or a serum may be more closely, where the rules for names tell it."""
_SHELF_DECIDES: Mapping[Kind, tuple[Kind | None, ...]] = MappingProxyType(
    {
        Kind.SELF_TAN: tuple(Kind),
        Kind.PEEL: (Kind.MASK, Kind.SERUM, Kind.TONER, Kind.MOISTURISER),
        Kind.MASK: (Kind.MAKEUP, *_SERUMS),
        Kind.EYE_CREAM: (Kind.MASK, *_SERUMS),
        Kind.TONER: (Kind.SERUM,),
        Kind.VITAMIN_C_SERUM: (Kind.SERUM,),
        Kind.PEPTIDE_SERUM: (Kind.SERUM,),
        Kind.SUNSCREEN: (Kind.MAKEUP,),
        Kind.MAKEUP: (Kind.MOISTURISER, Kind.FACE_OIL),
        Kind.RETINOL_PRODUCT: (Kind.SERUM, Kind.MOISTURISER),
    }
)
"""Shelves that say more than a word of the name: a mousse among self-tans, a "máscara" among masks."""
_ASKS_ANYWHERE = pattern(r"(?:\(\?=\.\*(?:[^()]|\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\))*\))+")
_SIZE = pattern(
    r"\s*[-–,(]?\s*\b(?:\d+ ?x ?)?\d+(?:[.,]\d+)? ?(?:ml|cl|l|g|gr|kg|mg|oz|fl\.? ?oz|ct|pcs?|stk|"
    r"szt|uds?|und|pieces|st)\b\.?\s*\)?$"
)
"""How much is in the pack, at the end of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """One rule of `kinds.toml`: the kind, and what a name has to say and must not say."""

    kind: Kind
    hints: tuple[str, ...]
    says: str
    never: str

    def speaks(self, said: str) -> bool:
        """Whether a folded name tells this kind."""
        return bool(_pattern(self.says).search(said)) and not (self.never and _pattern(self.never).search(said))


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    """The pattern of a rule: what only asks whether words stand anywhere behind a place is asked once, at the start."""
    return re.compile(rf"\A{expression}" if _ASKS_ANYWHERE.fullmatch(expression) else expression)


@cache
def _rules() -> tuple[tuple[KindRule, ...], tuple[KindRule, ...]]:
    """The rules for names and those for categories."""
    import tomllib

    tables = tomllib.loads(shipped("labels/data/kinds.toml"))

    def expanded(expression: str) -> str:
        for word, meaning in tables["words"].items():
            expression = expression.replace("{" + word + "}", meaning)
        return expression

    def read(table: str) -> tuple[KindRule, ...]:
        return tuple(
            KindRule(
                kind=Kind(row["kind"]),
                hints=tuple(row.get("hints", "").split()),
                says=expanded(row["says"]),
                never=expanded(row.get("never", "")),
            )
            for row in tables[table]
        )

    return read("name"), read("category")


@cache
def _exfoliates() -> re.Pattern[str]:
    import tomllib

    return re.compile(tomllib.loads(shipped("labels/data/kinds.toml"))["words"]["exfoliates"])


@cache
def _after_sun() -> re.Pattern[str]:
    rows = (row for row in _rules()[0] if row.kind is Kind.MOISTURISER and "aftersun" in row.hints)
    return re.compile("|".join(row.says for row in rows))


@lru_cache(maxsize=512)
def _by_category(category: str) -> Kind | None:
    shelf = fold(category)
    return next((rule.kind for rule in _rules()[1] if rule.speaks(shelf)), None)


@lru_cache(maxsize=8192)
def _hinted(word: str) -> int:
    """The rules for names, as bits, that this word of a name can make speak; words repeat, names do not."""
    return _hints()(word)


@cache
def _hints() -> Callable[[str], int]:
    return hint_finder((hint, 1 << place) for place, rule in enumerate(_rules()[0]) for hint in rule.hints)


@cache
def _more() -> tuple[re.Pattern[str], dict[str, Kind]]:
    """The beginnings of words in further languages, and the kind of each; earlier tables stand before later ones."""
    import tomllib

    kinds: dict[str, Kind] = {}
    for row in tomllib.loads(shipped("labels/data/kinds.toml"))["more"]:
        for word in row["words"].split(";"):
            kinds.setdefault(word.strip(), Kind(row["kind"]))
    ends = (f"{re.escape(word)}\\b" if " " in word else word for word in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"\b(?:{by_letter(ends)})"), kinds


def _by_name(text: str) -> Kind | None:
    words, kinds = _more()
    told = {kinds[word] for word in words.findall(text)}
    if told:
        kind = next(kind for kind in kinds.values() if kind in told)
        if kind is Kind.CLEANSER and _exfoliates().search(text):
            return Kind.EXFOLIATING_CLEANSER
        closer = _by_rules(text) if kind in _SPECIAL else None
        return closer if closer in _SPECIAL.get(kind, ()) else kind
    return _by_rules(text)


def _by_rules(text: str) -> Kind | None:
    hinted = 0
    for word in text.split(" "):
        hinted |= _hinted(word)
    rules = _rules()[0]
    while hinted:
        rule = rules[(hinted & -hinted).bit_length() - 1]
        if rule.speaks(text):
            return rule.kind
        hinted &= hinted - 1
    return None


def kind_of(name: str, category: str = "") -> Kind | None:
    """The kind that a product's name and, where given, a shop's free-text category tell; None where neither does.

    >>> kind_of("Luminous Night Oil").value, kind_of("Thing") is None
    ('face_oil', True)
    """
    return kind_of_folded(fold(name), category) or kind_in_other_letters(name, category)


def kind_in_other_letters(name: str, category: str = "") -> Kind | None:
    """The kind that a name or a category in another alphabet tells."""
    if name.isascii() and category.isascii():
        return None
    return kind_abroad(name) or kind_abroad(category)


@lru_cache(maxsize=4096)
def kind_of_folded(said: str, category: str = "") -> Kind | None:
    """The same for a name that is folded already; products come back, on other shelves and on other days."""
    said = _SIZE.sub("", said)
    by_category = (_by_category(category) or _by_name(fold(category))) if category else None
    by_name = _by_name(said) if said else None
    return by_name if by_category is None else _by_both(said, category, by_name, by_category)


def _by_both(said: str, category: str, by_name: Kind | None, by_category: Kind) -> Kind | None:
    """The kind that the folded name and the shelf tell together, of which each tells one alone."""
    if by_name in _SHELF_DECIDES.get(by_category, ()) and not _is_named_outright(said, by_category):
        return by_category
    if by_name in (None, Kind.SERUM) and by_category is Kind.SERUM and said:
        closer = _by_rules(f"{said} {fold(category)}")
        return closer if closer in _SPECIAL[Kind.SERUM] else by_category
    is_named_closer = by_name is Kind.MOISTURISER and _keeps_its_name(said, by_category)
    return by_category if by_name is None or (by_name is Kind.MOISTURISER and not is_named_closer) else by_name


def _is_named_outright(title: str, shelf: Kind) -> bool:
    """Whether a product among toners is called a serum outright, or one among sunscreens make-up."""
    if shelf is Kind.SUNSCREEN:
        return _MADE_UP.search(title) is not None
    return shelf is Kind.TONER and _SERUM_NAMED.search(title) is not None


def _keeps_its_name(text: str, shelf: Kind | None) -> bool:
    """Whether a cream stays one on this shelf: for after the sun beside sunscreens, among treatments."""
    if shelf is Kind.SUNSCREEN:
        return _after_sun().search(text) is not None or _SPF.search(text) is not None
    return shelf is Kind.SERUM and _CREAM.search(text) is not None


def as_kind(said: str | Kind | None) -> Kind | None:
    """A kind from its own value or from free words ("Face Mask"); None where the words tell nothing."""
    if said is None or isinstance(said, Kind):
        return said
    word = fold(said).replace(" ", "_").replace("-", "_")
    return Kind(word) if word in {kind.value for kind in Kind} else kind_of(said) or kind_of("", said)


def is_rinsed(kind: Kind | None, said: str) -> bool | None:
    """Whether the product with this folded name is rinsed off; None where the kind is not known."""
    if kind is None:
        return None
    if kind in (Kind.MASK, Kind.ENZYME_MASK):
        return not _LEFT_ON_MASK.search(said)
    return kind in (Kind.CLEANSER, Kind.EXFOLIATING_CLEANSER, Kind.SCRUB)


@cache
def _no_care() -> re.Pattern[str]:
    import tomllib

    return re.compile(tomllib.loads(shipped("labels/data/kinds.toml"))["no_care"]["says"])


def is_no_care(folded: str, category: str = "") -> bool:
    """Whether the folded name or the category is that of a medicine, of a hair dye or of what removes hair.

    >>> is_no_care("rosalind hair removal cream"), is_no_care("rosalind day cream")
    (True, False)
    """
    return _no_care().search(folded) is not None or (bool(category) and _no_care().search(fold(category)) is not None)


def is_not_a_cosmetic(said: str, category: str = "") -> bool:
    """Whether the folded name, or a shop's category, says that it is swallowed: then its list is no cosmetic label."""
    return _is_swallowed(said) or (bool(category) and _is_swallowed(fold(category)))


def _is_swallowed(text: str) -> bool:
    if not any(map(text.__contains__, _SWALLOWED)):
        return False
    return bool(_NOT_COSMETIC.search(text)) and not _PUT_ON.search(text)


def spf_of(text: str) -> int | None:
    """The sun protection factor that a name or a label prints, or None.

    >>> spf_of("Day Cream SPF 30"), spf_of("Sun Oil 15 SPF"), spf_of("Cream")
    (30, 15, None)
    """
    if not ("SPF" in text or "spf" in text or "LSF" in text or "FPS" in text):
        return None
    match = _SPF.search(text)
    return int(match[1] or match[2] or match[3]) if match else None

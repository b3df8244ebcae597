"""A bracket behind a name: it explains the name, or it holds names of its own.

Behind a name that we know, whatever in the bracket restricts more than the name itself is a name of its own. Behind
one that we do not know, a single known name explains it ("Pitera (Galactomyces Ferment Filtrate)") unless the words in
front say that it is a mixture or an ingredient themselves; otherwise each name in the bracket counts, and what stands
in front stays what it is.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from fortnight.labels.abroad import cues_abroad
from fortnight.labels.cues import bits_of
from fortnight.labels.folding import fold, without_brackets
from fortnight.labels.forms import named, whole
from fortnight.labels.grammar import is_colour_index
from fortnight.labels.inside import SPEAKING, cues_inside
from fortnight.labels.model import How, Name
from fortnight.labels.nearest import nearest_restricted
from fortnight.labels.patterns import pattern
from fortnight.labels.vocabulary import vocabulary

Found = tuple[tuple[int, Name], ...]
Reader = Callable[[str], Found]

_BRACKET = pattern(r"[(\[{]\s*([^()\[\]{}]{3,})[)\]}]")
_SIGNS = pattern(r"[()\[\]{},;/]|\s+(?:and|et|und|y|&|\+)\s+")
_MIXTURE = pattern(
    r"\b(complex\w*|komplex\w*|complejo|complesso|blends?|mix(?:es|ture)?|mezcla|melange|mischung|liposom\w*|systems?|technolog\w+|base|"
    r"concentrate|capsules?|cocktail|compound|matrix|formula|infusion|delivery)\b"
)
_INGREDIENT = pattern(
    r"\b(oil|oils|extract|butter|wax|powder|juice|acid|water|hydrolat\w*|ferment|huile|aceite|olio|extrakt|ol)$"
)
_DECLARES = pattern(
    r"(?:(?:contains?|containing|contient|contiene|enth[äa]lt|cont[ée]m|zawiera|bevat)\b\s*:?|"
    r"(?:\w+ )?(?:with|avec|mit|con|com|met)\b|plus\b|\+)\s*",
    re.IGNORECASE,
)
_AMOUNT = pattern(r"\d\s?%")
_FILLERS = frozenset({"Aqua", "Glycerin", "Butylene Glycol", "Propylene Glycol", "Propanediol"})
_MOST_WORDS = 4
_FEW_WORDS = 2
_LONGEST = 200
_LONGEST_SLIP = 40


def with_inside(core: str, name: Name, read: Reader) -> Found:
    """A known name with whatever its brackets hold that restricts more than the name does.

    A name that the vocabulary holds with its bracket is one name. What a bracket says is in it ("with ...") is read.
    """
    if fold(core) in vocabulary().known:
        return ((0, name),)
    more: list[tuple[int, Name]] = []
    own_cues = name.cues
    for bracket in _BRACKET.finditer(core):
        declares = _DECLARES.match(bracket[1])
        for at, part in _parts(bracket[1], bracket.start(1)):
            inner = _name_in(part)
            if not inner:
                skipped = declares.end() if declares and at == bracket.start(1) else 0
                more += _beyond(part, read(part[skipped:]), at + skipped, own_cues, declared=bool(declares))
            if inner and inner.cues & ~name.cues:
                name = replace(name, cues=name.cues | inner.cues)
            if inner and inner.cues & SPEAKING & ~own_cues:
                more.append((at, inner))
    if not more:
        return ((0, name),)
    at, printed = _outside(core, [start for start, _ in more])
    own = ((at, replace(name, printed=printed)),) if printed else ()
    return tuple(sorted((*own, *more), key=lambda part: part[0]))


def _beyond(part: str, names: Found, at: int, own_cues: int, *, declared: bool) -> Found:
    """Of the names in a part of a bracket those that say more than the name in front.

    That is what restricts more, what is printed as declared or with its amount ("contains ...", "2% BHA"), and of what
    nobody knows only what is declared or reads as a substance.
    """
    listed = declared or _AMOUNT.search(part) is not None
    strange = declared or _is_strange(part)
    return tuple(
        (at + offset, other)
        for offset, other in names
        if other.cues & SPEAKING & ~own_cues or (strange if other.inci is None else listed)
    )


def _name_in(part: str) -> Name | None:
    """The name that a part of a bracket is, or of what restricts a slip away; None for any other."""
    folded = fold(part)
    name = whole(part, folded)
    slip = None if name or len(part) > _LONGEST_SLIP else nearest_restricted(folded)
    return named(part, slip.inci, How.NEAR_MISS, slip.function, folded, int(slip.cues)) if slip else name


def _is_strange(part: str) -> bool:
    """Whether a short part of a bracket reads as a substance that nobody knows."""
    from fortnight.labels.declared import ends_as_substances_do

    return len(part.split()) <= _FEW_WORDS and part.replace(" ", "").isalpha() and ends_as_substances_do(part)


def _outside(core: str, inside: list[int]) -> tuple[int, str]:
    """What a name with names in its brackets prints itself: before the first of them, or behind its bracket."""
    printed = core[: inside[0]]
    opened = max(printed.rfind(sign) for sign in "([{")
    if opened > 0 and not any(sign in printed[opened:] for sign in ")]}"):
        # "Panthenol (contains 2%": how much of what stands inside is nothing of the name in front.
        printed = printed[:opened]
    printed = printed.rstrip(" \t\n([{,;/")
    if printed:
        return 0, printed
    closed = max(core.find(")", inside[0]), core.find("]", inside[0]), core.find("}", inside[0])) + 1
    end = next((start for start in inside if start > closed), len(core))
    behind = core[closed:end]
    return closed + len(behind) - len(behind.lstrip(" \t\n,;/")), behind.strip(" \t\n([{,;/")


def _parts(inside: str, at: int) -> list[tuple[int, str]]:
    """The names that may stand in a bracket, each with its offset: parted where no further bracket is open."""
    parts, begin, depth = [], 0, 0
    for match in _SIGNS.finditer(inside):
        if match[0] in "([{":
            depth += 1
        elif match[0] in ")]}":
            depth -= 1
        elif depth <= 0 and (match[0] != "/" or "(" not in inside):
            parts.append((begin, inside[begin : match.start()]))
            begin = match.end()
    parts.append((begin, inside[begin:]))
    return [(at + start + len(part) - len(part.lstrip()), part.strip()) for start, part in parts if part.strip()]


def _outer(core: str) -> tuple[str, int, str] | None:
    """What stands before the one bracket that closes at the end of a stretch, where it opens, and what it holds."""
    opened = next((place for place, sign in enumerate(core) if sign in "([{"), -1)
    if opened < 2 or core.rstrip()[-1:] not in tuple(")]}"):
        return None
    end, depth = len(core.rstrip()) - 1, 0
    for place in range(opened, end + 1):
        depth += (core[place] in "([{") - (core[place] in ")]}")
        if depth == 0 and place < end:
            return None
    return core[:opened].rstrip(), opened + 1, core[opened + 1 : end]


def bracketed(core: str, folded: str, read: Reader) -> Found | None:
    """The names of a stretch whose words before the bracket nobody knows; None where the bracket tells nothing."""
    outer = _outer(core)
    if outer is None:
        return _explained(core, folded)
    front, begin, inside = outer
    parts = _parts(inside, begin)
    inner = [(at + offset, name) for at, part in parts for offset, name in read(part)]
    known = [name for _, name in inner if name.inci is not None]
    before = fold(front)
    mixture = bool(_MIXTURE.search(before))
    if not known:
        return _explained(core, folded)
    own = bits_of(before) | cues_inside(before) | cues_abroad(front)
    if len(inner) == 1 and not mixture and not _INGREDIENT.search(before) and len(before.split()) <= _MOST_WORDS:
        name = known[0]
        if name.inci not in _FILLERS and not own & SPEAKING & ~name.cues:
            return ((0, named(core, str(name.inci), How.SYNONYM, name.function, folded, name.cues | own)),)
    if mixture and len(inner) > 1 and not own & SPEAKING:
        return tuple(inner)
    return (*read(front), *inner)


def _explained(core: str, folded: str) -> Found | None:
    """A colour index in a bracket tells a colour by whatever name."""
    if core[:1] in "([" or len(core) > _LONGEST or len(without_brackets(folded).split()) > _MOST_WORDS:
        return None
    for bracket in _BRACKET.finditer(folded):
        for _, part in _parts(bracket[1], 0):
            if is_colour_index(part):
                return ((0, named(core, part.upper(), How.NAMING_SYSTEM, "colourant", folded)),)
    return None

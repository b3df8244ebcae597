"""One stretch between two commas: which name or names stand in it, and where.

The stretch is tried whole before it is cut: as a name of the vocabulary, without its bracket, by its slashed parts,
by the naming system. Only then is it cut, at the signs that people use for commas, at footnotes, and last at blanks
where every word belongs to a known name (a forgotten comma). A near-miss is the last guess. What is nobody's name
stays as it is: unknown, with the cues of its words. Answers are remembered by stretch, since labels repeat.
"""

import re
from functools import cache, lru_cache

from fortnight.labels.cues import NO_CUE, cues_of
from fortnight.labels.folding import fold, open_brackets, without_brackets
from fortnight.labels.grammar import follows_naming_system, is_colour_index, naming_words
from fortnight.labels.model import How, Name
from fortnight.labels.nearest import nearest, nearest_restricted
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose
from fortnight.labels.standing import with_standing
from fortnight.labels.vocabulary import vocabulary
from fortnight.labels.words import mend_words

Found = tuple[tuple[int, Name], ...]

_JUNK = " \t\n\r\x0b\x0c\x00\xa0\u200b\ufeff*•·▪●○■◦†‡§+\"'’‘“”.:;,?!_~=<>#&–—|/\\-"
_FRONT = pattern(
    r"\d{1,2}[.)]\s+|(?:and|et|und|y|e)\s+(?=[A-Z])|[\d.,]{1,8}\s?%\s?(?:w/w\s?)?|[\[(]?\+/-[\])]?|±|[)\]]"
)
_BACK = pattern(
    r"(?:[(\[]\s?)?(?:min\.?\s?)?\d{1,3}(?:[.,]\d{1,6})?\s?%\s?(?:w/w\s?)?[)\]]?$|[(\[]\s?\+{0,2}\s?[)\]]$|[\^°¹²³⁴]$"
)
_TRIMS = 6
_HEADER = pattern(
    r"^\s*(?:may contain\s*[(\[]?\s*(?:\+/-|±)\s*[)\]]?\s*:?\s*|(?:may contain|peut contenir|"
    r"puede contener|kann enthalten|pu[oò] contenere)[/:\s-]*|(?:(?:full|other|inactive|active|"
    r"key|medicinal|non-?medicinal)\s+)*ingredients?\b\s*(?:list)?[:\s-]*)(?=\S)",
    re.IGNORECASE,
)
_CUTS = (
    pattern(
        r"\s*[;•·●▪|¦、，\t]+\s*|\s*\n\s*\n\s*|\s+[-–—]\s+(?=[A-Z])|(?<=%)(?=[A-Z])|(?<=[a-z])\.(?=Ci \d)|\s*\(and\)\s*"
    ),
    pattern(
        r"(?<=[a-zA-Z)\]*]{3})(?<!\bExt)(?<!\bEXT)\.\s+(?=[A-Z*\[(])|(?<=[a-z]{3})\.(?=[A-Z][a-z]+)|"
        r"(?<=\))\.(?=[A-Z])|\s*\*+\s+|\s+\*+\s*|(?<=\))\.\s*(?=\w)|(?<=\w{3})\*+(?=[A-Z])"
    ),
    pattern(r"\s+(?:and|et|und|&|\+|or|oder|ou)\s+|\s*\n\s*"),
    pattern(r",\s*"),
)
_FOOTNOTE = pattern(
    r"(from )?(certified |100% |usda )?(organic|natural|naturally|vegan|fair trade|biodynamic|"
    r"wildcrafted|plant|clinical grade|sustainabl[ey]|ecocert)"
    r"( ?(certified|grown|ingredients?|origin|farming|agriculture|sourced|derived|content|"
    r"extract))*|essential oils?( blend)?"
    r"|(ingredients? |component )?(from|of|issued from|de) (organic|natural|certified|essential|"
    r"plant).*|plant origin|clinical grade essential oils blend"
    r"|fragrances? of natural origin( only)?|ingredients?|eau|inci|may contain|peut contenir|"
    r"active|inactive|usp|nf|gmo[- ]free|vegan|kosher"
)
_FOOTNOTE_TAIL = pattern(r"(?:\.\s*|\s+)[*+†‡]+\s*(?P<note>[A-Za-z(][^,]*)$", re.DOTALL)
_MODIFIER = pattern(
    r"^(certified |usda )?(organic|natural|pure|purified|raw|virgin|extra virgin|cold[- ]pressed|"
    r"refined|unrefined|fermented|micronized|non[- ]nano|nano|wild|fresh|"
    r"fractionated|filtered|distilled|vegan|vegetable|plant[- ]derived|liquid|powdered|hydrolized|"
    r"stabilized|encapsulated|fair trade|ecocert|biodynamic|"
    r"sustainable|premium|activated|may contain|peut contenir|puo contenere|puede contener|"
    r"kann enthalten|contains?|l|d|dl)[ :-]+|"
    r"(?<=[a-z]{3})\d$|[ -]+(certified organic|organic|bio|usp|nf|ep|vegan|natural|nano|"
    r"non[- ]nano|complex of|sp|l|lake|and|anhydrous|monohydrate|dihydrate|solution|certified)$"
)
_VARIANT = pattern(
    r"^(extrait|proteine|huile|beurre|cire|eau|gomme|poudre|jus|cera|oleum|faex|mel|lac|sel|maris|"
    r"extract|extracto|extrakt|aceite|olio)\b"
)
_MEMORY_LIMIT = 40_000
_LONGEST_REMEMBERED = 500
_LONGEST_NAME = 200
_MOST_WORDS_CUT = 120
_LONGEST_RUN = 1200

memory: dict[str, Found] = {}
single: dict[str, tuple[int, Name, int]] = {}
"""Of those, the stretches that are one name: offset, name, and its cues with `UNREAD` where nobody knows it."""
UNREAD = 1 << 90
_doubtful: dict[str, Found] = {}
"""The stretches that `remember` leaves out, since a comma behind them may belong to the name: known, never cut by."""


def identify(stretch: str) -> Found:
    """The names in a stretch of text, each with its offset in it; nothing for footnotes and empty stretches.

    >>> [(offset, name.inci) for offset, name in identify(" Glycerin*")]
    [(1, 'Glycerin')]
    """
    remembered = memory.get(stretch)
    if remembered is None:
        remembered = _doubtful.get(stretch)
    if remembered is not None:
        return remembered
    found = with_standing(_identify(stretch))
    if len(stretch) <= _LONGEST_REMEMBERED:
        if len(memory) + len(_doubtful) >= _MEMORY_LIMIT:
            for kept in (memory, single, _doubtful):
                kept.clear()
        remember(stretch, found)
    return found


def ends_in_number(stretch: str) -> bool:
    """Whether the last word is a number of one digit, as before the comma of "1,2-Hexanediol"."""
    return stretch[-1:].isdigit() and (len(stretch) == 1 or stretch[-2] in " (,")


def may_go_on(stretch: str, found: Found) -> bool:
    """Whether a name that ends in "-1" may be the half of one that holds a comma, since no list holds it as it is."""
    tied = stretch[-1:].isdigit() and stretch[-2:-1] == "-"
    return tied and not (found and found[-1][1].how in (How.VOCABULARY, How.SYNONYM))


def remember(stretch: str, found: Found) -> None:
    """Keep what a stretch holds, so that the next label that prints it is read at once.

    A stretch that may go on behind its comma is not kept: what is remembered must not change how a label is cut.
    """
    unknown = not found or found[-1][1].inci is None
    if (
        ends_in_number(stretch)
        or (unknown and stretch[-2:-1] == "-")
        or stretch.count("(") > stretch.count(")")
        or stretch.count("[") > stretch.count("]")
    ):
        _doubtful[stretch] = found
        return
    memory[stretch] = found
    if len(found) == 1:
        offset, name = found[0]
        single[stretch] = (offset, name, name.cues if name.inci is not None else name.cues | UNREAD)


def _trimmed(stretch: str) -> tuple[int, str]:
    """The stretch without numbering, footnote signs, percentages and half brackets at its ends, and where it begins."""
    core = stretch.lstrip(_JUNK)
    start = len(stretch) - len(core)
    for trim in (_FRONT, _HEADER, _FRONT):
        front = trim.match(core)
        if front and front.end() < len(core):
            shorter = core[front.end() :].lstrip(_JUNK)
            start += len(core) - len(shorter)
            core = shorter
    core = core.rstrip(_JUNK)
    for _ in range(_TRIMS):
        shorter, skipped = _half_bracket(_BACK.sub("", core[-60:]) if len(core) > 60 else _BACK.sub("", core), core)
        start += skipped
        if shorter == core:
            break
        core = shorter
    return start, core


def _half_bracket(tail: str, core: str) -> tuple[str, int]:
    """The core with its trimmed tail put back and without a bracket that has no partner; what was cut in front."""
    core = (core[:-60] + tail if len(core) > 60 else tail).rstrip(_JUNK)
    opened, closed = core.count("(") + core.count("["), core.count(")") + core.count("]")
    if closed > opened and core[-1:] in ")]":
        return core[:-1].rstrip(_JUNK), 0
    wrapped = core[:1] in "([" and core.endswith((")", "]")) and not any(sign in core[1:-1] for sign in "()[]")
    if core[:1] and core[:1] in "([" and (opened > closed or wrapped):
        shorter = core[1:].lstrip(_JUNK)
        skipped = len(core) - len(shorter)
        return (shorter[:-1] if wrapped else shorter).rstrip(_JUNK), skipped
    return core, 0


def _identify(stretch: str) -> Found:
    start, core = _trimmed(stretch)
    if not core or not any(sign.isalpha() for sign in core):
        return ()
    folded = fold(core)
    if not folded or _FOOTNOTE.fullmatch(folded) or len(folded) == 1:
        return ()
    whole = _whole(core, folded) if len(core) <= _LONGEST_NAME else None
    if whole:
        return ((start, whole),)
    note = _FOOTNOTE_TAIL.search(core)
    if note and note.start() and not _whole(note["note"], fold(note["note"])):
        return tuple((start + offset, name) for offset, name in identify(core[: note.start()]))
    for cut in _CUTS:
        parts = _parts(core, cut)
        if len(parts) > 1:
            return tuple((start + at + offset, name) for at, part in parts for offset, name in identify(part))
    return tuple((start + offset, name) for offset, name in _last_guess(core, folded))


def _parts(core: str, cut: re.Pattern[str]) -> list[tuple[int, str]]:
    parts, at = [], 0
    for match in cut.finditer(core):
        parts.append((at, core[at : match.start()]))
        at = match.end()
    parts.append((at, core[at:]))
    return [(at, part) for at, part in parts if part.strip()]


def _named(core: str, inci: str, how: How, function: str, folded: str, cues: int | None = None) -> Name:
    return Name(
        printed=core, inci=inci, how=how, function=function, cues=int(cues_of(folded)) if cues is None else cues
    )


def _exact(core: str, folded: str) -> Name | None:
    words = vocabulary()
    known = words.known.get(folded)
    if known:
        how = How.SYNONYM if folded in words.synonyms else How.VOCABULARY
        return Name(printed=core, inci=known.inci, how=how, function=known.function, cues=int(known.cues))
    for form in (without_brackets(folded), open_brackets(folded)):
        known = words.known.get(form)
        if known:
            return _named(core, known.inci, How.VOCABULARY, known.function, folded, int(known.cues | cues_of(folded)))
    return None


def _whole(core: str, folded: str) -> Name | None:
    """The whole stretch as one name, without any guess."""
    for form in _without_modifiers(folded):
        name = _exact(core, form) or _built(core, form) or _slashed(core, form) or _bracketed(core, form)
        if name:
            return name
    return None


def _without_modifiers(folded: str) -> list[str]:
    forms = [folded]
    while len(forms) < 4:
        shorter = _MODIFIER.sub("", forms[-1]).strip()
        if shorter == forms[-1] or len(shorter) < 3:
            break
        forms.append(shorter)
    return forms


def _built(core: str, folded: str) -> Name | None:
    bare = without_brackets(folded)
    for form in dict.fromkeys((bare, open_brackets(folded))):
        if follows_naming_system(form):
            if " " in form and _falls_apart(form.split(" ")):
                return None
            strict = nearest_restricted(form)
            if strict and strict.cues & ~cues_of(folded):
                cues = int(strict.cues | cues_of(folded))
                return _named(core, strict.inci, How.NEAR_MISS, strict.function, folded, cues)
            return _named(core, core, How.NAMING_SYSTEM, "", folded)
    return None


def _falls_apart(words: list[str]) -> bool:
    """Whether a built name is only names of the vocabulary with forgotten commas: "stearic acid myristic acid"."""
    known = vocabulary().known
    if words[0] in naming_words().genera:
        return False
    reachable = [True] + [False] * len(words)
    for end in range(1, len(words) + 1):
        reachable[end] = any(
            reachable[begin] and " ".join(words[begin:end]) in known for begin in range(max(0, end - 5), end)
        )
    return reachable[-1]


def _slashed(core: str, folded: str) -> Name | None:
    if "/" not in folded or "polymer" in folded:
        return None
    parts = [without_brackets(part).strip() for part in folded.split("/")]
    if len(parts) > 6:
        return _many_organisms(core, folded, parts)
    words = vocabulary().known
    known = [words[part] for part in parts if part in words]
    neutral = sum(1 for part in parts if part not in words and (_VARIANT.match(part) or follows_naming_system(part)))
    if (known and 2 * (len(known) + neutral) > len(parts)) or neutral == len(parts):
        first = known[0] if known else None
        cues = cues_of(folded)
        for one in known:
            cues |= one.cues
        return _named(
            core, first.inci if first else core, How.SYNONYM, first.function if first else "", folded, int(cues)
        )
    return None


def _many_organisms(core: str, folded: str, parts: list[str]) -> Name | None:
    """Many organisms in one ferment, as "Lactobacillus/Honeysuckle Flower/.../Punica Granatum Fruit Ferment"."""
    lists = naming_words()
    if parts[-1].rsplit(" ", 1)[-1] not in lists.forms:
        return None
    organisms = sum(
        1 for part in parts if part.split(" ", 1)[0] in lists.genera or part.split(" ", 1)[0] in lists.common
    )
    return _named(core, core, How.NAMING_SYSTEM, "", folded) if organisms * 10 >= len(parts) * 7 else None


def _bracketed(core: str, folded: str) -> Name | None:
    """Known by what stands in the bracket: "Pitera (Galactomyces Ferment Filtrate)"."""
    inside = re.search(r"\(([^()]{3,})\)", folded)
    if not inside or len(without_brackets(folded).split()) > 4:
        return None
    words = vocabulary().known
    for part in re.split(r"[,/]| and ", inside[1]):
        known = words.get(part.strip())
        if known is None and is_colour_index(part.strip()):
            return _named(core, part.strip().upper(), How.NAMING_SYSTEM, "colourant", folded)
        if known:
            return _named(core, known.inci, How.SYNONYM, known.function, folded, int(known.cues | cues_of(folded)))
    return None


def _last_guess(core: str, folded: str) -> Found:
    if len(core) <= _LONGEST_NAME:
        near = nearest(folded) or nearest(without_brackets(folded))
        if near:
            return (
                (0, _named(core, near.inci, How.NEAR_MISS, near.function, folded, int(near.cues | cues_of(folded)))),
            )
        glued = _forgotten_commas(core)
        if glued:
            return glued
        mended = _mended_words(core, folded)
        if mended:
            return ((0, mended),)
    elif len(core) <= _LONGEST_RUN:
        glued = _forgotten_commas(core)
        if glued:
            return glued
    if looks_like_prose(core):
        return ()
    doubt = nearest_restricted(folded) if len(folded) <= _LONGEST_NAME else None
    cues = cues_of(folded[:_LONGEST_RUN]) | (doubt.cues if doubt else NO_CUE)
    return ((0, Name(printed=core, inci=None, how=How.UNKNOWN, function="", cues=int(cues))),)


def _mended_words(core: str, folded: str) -> Name | None:
    """A built name with a slip in one word: each strange word has one clear neighbour among the words of the system."""
    for form in dict.fromkeys((without_brackets(folded), open_brackets(folded))):
        mended = mend_words(form)
        strict = nearest_restricted(form)
        if strict and mended and strict.cues & ~cues_of(mended):
            return None
        if mended and mended != form:
            known = vocabulary().known.get(mended)
            cues = cues_of(mended) | cues_of(folded)
            if known:
                return _named(core, known.inci, How.NEAR_MISS, known.function, folded, int(known.cues | cues))
            if follows_naming_system(mended):
                return _named(core, mended.title(), How.NEAR_MISS, "", folded, int(cues))
    return None


@lru_cache(maxsize=16_384)
def _piece(part: str, *, alone: bool) -> Name | None:
    """A few words between forgotten commas as one name; a word alone has to be a known one."""
    folded = fold(part)
    return _exact(part, folded) or _slashed(part, folded) or (None if alone else _built(part, folded))


def _forgotten_commas(core: str) -> Found | None:
    """Names with only blanks between them, if every word belongs to one: the cut with the fewest names."""
    words = list(re.finditer(r"\([^()]*\)|[^\s()]+(?:\s*/\s*[^\s()]+)*", core))
    if not 2 <= len(words) <= _MOST_WORDS_CUT or not _all_words_known(core):
        return None
    best: list[tuple[int, Found] | None] = [(0, ())] + [None] * len(words)
    for end in range(1, len(words) + 1):
        for begin in range(max(0, end - 8), end):
            before = best[begin]
            if before is None:
                continue
            at = words[begin].start()
            name = _piece(core[at : words[end - 1].end()], alone=end - begin == 1)
            shortest = best[end]
            if name and (shortest is None or before[0] + 1 < shortest[0]):
                best[end] = (before[0] + 1, (*before[1], (at, name)))
    whole = best[-1]
    return whole[1] if whole and whole[0] > 1 else None


@cache
def _words_of_names() -> frozenset[str]:
    lists = naming_words()
    words = {word for key in vocabulary().known for word in re.findall(r"[a-z]+", key)}
    return frozenset(words | {"spp", "var"} | lists.genera | lists.stems | lists.forms | lists.common)


def _all_words_known(core: str) -> bool:
    known = _words_of_names()
    return all(word in known for word in re.findall(r"[a-z]{3,}", re.sub(r"\([^()]*\)", " ", fold(core))))

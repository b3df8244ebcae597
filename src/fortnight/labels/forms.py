"""A stretch taken whole, without any guess.

It is asked as it stands, without its bracket, as a description, in translation, by its slashed parts, by the naming
system; then the same without the words that only say how an ingredient was won ("organic").
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from fortnight.labels.abroad import name_abroad, plant_in_latin
from fortnight.labels.camera import seen_as
from fortnight.labels.cues import RESTRICTED, Cue, bits_of
from fortnight.labels.described import described
from fortnight.labels.folding import open_brackets, without_brackets
from fortnight.labels.grammar import follows_naming_system, naming_words
from fortnight.labels.inside import SPEAKING, cues_inside, hangs_on, is_plain, names_inside, words_of
from fortnight.labels.model import How, Name
from fortnight.labels.nearest import nearest_restricted
from fortnight.labels.patterns import pattern
from fortnight.labels.translated import is_the_same_abroad, translations
from fortnight.labels.vocabulary import CanonicalName, vocabulary

_MODIFIER = pattern(
    r"^(certified |usda )?(organic|natural|pure|purified|raw|virgin|extra virgin|cold[- ]pressed|refined|unrefined|"
    r"fermented|micronized|micronised|non[- ]nano|nano|wild|fresh|deionized|deionised|demineralized|demineralised|"
    r"fractionated|filtered|steam[- ]distilled|(?:hand|expeller)[- ]pressed|distilled|"
    r"vegan|vegetable|plant[- ]derived|liquid|powdered|hydrolized|light|sterile|"
    r"stabilized|encapsulated|fair trade|ecocert|biodynamic|colloidal|precipitated|medicinal|active|"
    r"sustainable|premium|activated|may contain|peut contenir|puo contenere|puede contener|"
    r"kann enthalten|contains?|l|d|dl)[ :-]+|"
    r"(?<=[a-z]{3})\d$|[ -]+(certified organic|organic|bio|usp|nf|ep|ph\.? ?eur|bp|vegan|natural|nano|non[- ]nano|"
    r"vegetale?|vegetable|purified|purificad[oa]|complex of|sp|l|lake|and|anhydrous|monohydrate|dihydrate|"
    r"solution|certified|micronized|crystals|powdered)$"
)
_VARIANT = pattern(
    r"^(extrait|proteine|huile|beurre|cire|eau|gomme|poudre|jus|cera|oleum|faex|mel|lac|sel|maris|"
    r"extract|extracto|extrakt|aceite|olio)\b"
)
_SEPARATING = str.maketrans(dict.fromkeys(" -.,_'"))
_SEPARATED = pattern(r"\s+(?:[-+*]+|e|y|i|en|and|et|und)\s+|\s*[,/]\s*")
_MOST_MODIFIERS = 3
_RESTRICTED = int(RESTRICTED)
_PEPTIDE = int(Cue.PEPTIDE)
_ALCOHOL = int(Cue.DRYING_ALCOHOL)
_SHORTEST_SQUEEZED = 6
_LONGEST_SQUEEZED = 60
_MOST_PARTS = 6
_TWO = 2


def named(core: str, inci: str, how: How, function: str, folded: str, cues: int | None = None) -> Name:
    """A name that was recognised, by default with the cues of its words."""
    return Name(printed=core, inci=inci, how=how, function=function, cues=bits_of(folded) if cues is None else cues)


@lru_cache(maxsize=512)
def whole(core: str, folded: str) -> Name | None:
    """The whole stretch as one name, without any guess."""
    if not core.isascii():
        printed_abroad = name_abroad(core)
        if printed_abroad:
            return printed_abroad
        plant = plant_in_latin(core)
        name = (exact(core, plant) or built(core, plant)) if plant else None
        if name:
            return name if name.inci != core else replace(name, inci=plant.title())
    for form in _without_modifiers(folded):
        name = exact(core, form) or built(core, form) or slashed(core, form)
        if name:
            return name
    for form in translations(folded):
        words = form.split(" ")
        built_so = words[-1] in naming_words().forms and min(map(len, words)) > 1 and follows_naming_system(form)
        if built_so and not _falls_apart(folded.split(" ")):
            return named(core, form.title(), How.NAMING_SYSTEM, "", folded, bits_of(folded) | bits_of(form))
    return None


def _without_modifiers(folded: str) -> Iterator[str]:
    """The name as it is, then without one modifier after the other; worked out only as far as it is asked."""
    yield folded
    for _ in range(_MOST_MODIFIERS):
        shorter = _MODIFIER.sub("", folded).strip()
        if shorter == folded or len(shorter) < 3:
            break
        folded = shorter
        yield folded


def exact(core: str, folded: str) -> Name | None:
    """A name of the vocabulary: as printed, without its bracket, translated, or with its blanks elsewhere."""
    words = vocabulary()
    known = words.known.get(folded)
    if known:
        return named_by_heart(core, folded, known)
    for form in (without_brackets(folded), open_brackets(folded)) if "(" in folded or ")" in folded else ():
        known = words.known.get(form)
        if known:
            return named(core, known.inci, How.VOCABULARY, known.function, folded, int(known.cues) | bits_of(folded))
    known = _described(folded) or _squeezed(folded) or _translated(folded)
    if known:
        return named(core, known.inci, How.SYNONYM, known.function, folded, int(known.cues) | bits_of(folded))
    return None


def named_by_heart(core: str, folded: str, known: CanonicalName) -> Name:
    """A name that the vocabulary holds as it is printed."""
    how = How.SYNONYM if folded in vocabulary().synonyms else How.VOCABULARY
    return Name(printed=core, inci=known.inci, how=how, function=known.function, cues=int(known.cues))


@cache
def squeezed_names() -> dict[str, CanonicalName]:
    """The names without blanks, hyphens and points; where two of them agree, the stricter."""
    squeezed: dict[str, CanonicalName] = {}
    for key, known in vocabulary().known.items():
        short = key if key.isalnum() else key.translate(_SEPARATING)
        if len(short) >= _SHORTEST_SQUEEZED and (short not in squeezed or int(known.cues) & _RESTRICTED):
            squeezed[short] = known
    return squeezed


def _squeezed(folded: str) -> CanonicalName | None:
    """A name whose blanks and hyphens stand elsewhere: "Reti - nol", "R e t i n o l", "Polysorbate60"."""
    if len(folded) > _LONGEST_SQUEEZED:
        return None
    return squeezed_names().get(folded if folded.isalnum() else folded.translate(_SEPARATING))


def _described(folded: str) -> CanonicalName | None:
    """What a description means, where no other name that restricts stands in it."""
    known = described(folded)
    return None if known is None or cues_inside(folded) & ~int(known.cues) else known


def _translated(folded: str) -> CanonicalName | None:
    """The name of the vocabulary that a name in another language means."""
    canonical_names = vocabulary().known
    return next((name for form in translations(folded) if (name := canonical_names.get(form) or _squeezed(form))), None)


def built(core: str, folded: str) -> Name | None:
    """A name that the naming system builds; with the cues of any restricted name inside it."""
    bare = without_brackets(folded)
    opened = open_brackets(folded)
    for form in (bare, opened) if opened != bare else (bare,):
        if follows_naming_system(form):
            if len([part for part in _SEPARATED.split(bare) if part in vocabulary().known]) > 1:
                return None
            words = form.split(" ")
            if len(words) > 1 and _falls_apart(words):
                return None
            strict = nearest_restricted(form)
            if strict and int(strict.cues) & ~bits_of(folded):
                cues = int(strict.cues) | bits_of(folded)
                return named(core, strict.inci, How.NEAR_MISS, strict.function, folded, cues)
            seen = seen_as(form)
            if seen:
                return named(core, seen.inci, How.NEAR_MISS, seen.function, folded, int(seen.cues) | bits_of(folded))
            return named(core, core, How.NAMING_SYSTEM, "", folded, bits_of(folded) | cues_inside(form))
    return None


def _is_built(part: str) -> bool:
    return follows_naming_system(part) and not (" " in part and _falls_apart(part.split(" ")))


def _falls_apart(words: list[str]) -> bool:
    """Whether a built name is names with forgotten commas: all of the vocabulary, or a restricted one among others."""
    canonical_names = vocabulary().known
    if words[0] in naming_words().genera:
        return _holds_restricted(words)
    reachable = [True] + [False] * len(words)
    for end in range(1, len(words) + 1):
        reachable[end] = any(
            reachable[begin] and " ".join(words[begin:end]) in canonical_names for begin in range(max(0, end - 5), end)
        )
    return reachable[-1] or _holds_restricted(words)


def _holds_restricted(words: list[str]) -> bool:
    """Whether a name that restricts wherever it stands is in a row with others: "tripeptide-1 lactic acid urea"."""
    row = words_of(" ".join(words))
    inside = names_inside(row)
    if len(inside) < 2:
        return False
    return any(
        _is_its_own(words, row, begin, end, name)
        for begin, end, name in inside
        if begin or words[0] not in naming_words().genera
    )


def _is_its_own(words: list[str], row: list[str], begin: int, end: int, name: CanonicalName) -> bool:
    """Whether a restricted name in a row is no part of a longer one."""
    if end - begin > 1:
        chained = len(words) < 4 or any("poly" in word or "ester" in word for word in words)
        return bool(int(name.cues) & _RESTRICTED) and not chained
    if int(name.cues) & _ALCOHOL:
        return (begin == 0 or len(row) > 3) and not hangs_on(row, begin, end)
    return bool(int(name.cues) & SPEAKING & ~_PEPTIDE) and is_plain(row[begin])


def slashed(core: str, folded: str) -> Name | None:
    """One ingredient in several languages or of several sources: "Aqua/Water/Eau"."""
    if "/" not in folded or "polymer" in folded or "*" in folded:
        return None
    parts = [without_brackets(part).strip() for part in folded.split("/")]
    if len(parts) > _MOST_PARTS:
        return _many_organisms(core, folded, parts)
    words = vocabulary().known
    known = [words[part] for part in parts if part in words]
    if len({name.inci for name in known}) > 1 and (len(parts) > 2 or " / " in core):
        return None
    if len(parts) == len(known) + 1 == _TWO and " / " in core:
        other = next(part for part in parts if part not in words)
        first = next(part for part in parts if part in words)
        if not bits_of(other) & ~int(known[0].cues) and is_the_same_abroad(first, other):
            return named(core, known[0].inci, How.SYNONYM, known[0].function, folded, int(known[0].cues))
    neutral = sum(1 for part in parts if part not in words and (_VARIANT.match(part) or _is_built(part)))
    told = len(known) + neutral
    if (known and 2 * told > len(parts) and (told == len(parts) or len(known) > 1)) or neutral == len(parts):
        cues = bits_of(folded)
        for name in known:
            cues |= int(name.cues)
        inci, function = (known[0].inci, known[0].function) if known else (core, "")
        return named(core, inci, How.SYNONYM, function, folded, cues)
    return None


def _many_organisms(core: str, folded: str, parts: list[str]) -> Name | None:
    """Many organisms in one ferment, as "Lactobacillus/Honeysuckle Flower/.../Punica Granatum Fruit Ferment"."""
    lists = naming_words()
    if parts[-1].rsplit(" ", 1)[-1] not in lists.forms:
        return None
    organisms = sum(
        1 for part in parts if part.split(" ", 1)[0] in lists.genera or part.split(" ", 1)[0] in lists.common
    )
    return named(core, core, How.NAMING_SYSTEM, "", folded) if organisms * 10 >= len(parts) * 7 else None

"""One stretch between two commas: which name or names stand in it, and where.

The stretch is tried whole before it is cut (`forms`): as a name of the vocabulary, a description, by its slashed parts,
by the naming system. Then by its bracket (`brackets`). Only then is it cut, at the signs and words that people use for
commas, and last at blanks (`commas`). A near-miss is the last guess. What is nobody's name stays as it is: unknown,
with the cues of its words and of the names inside it. Answers are remembered by stretch, since labels repeat.
"""

import re
from collections.abc import Iterable

from fortnight.labels.brackets import bracketed, with_inside
from fortnight.labels.claims import is_claim, may_deny
from fortnight.labels.commas import forgotten_commas, lost_among_strange
from fortnight.labels.cues import NO_CUE, RESTRICTED, cues_of
from fortnight.labels.described import described
from fortnight.labels.folding import fold, open_brackets, without_brackets
from fortnight.labels.forms import named, whole
from fortnight.labels.grammar import follows_naming_system
from fortnight.labels.inside import cues_inside, cues_near, names_inside
from fortnight.labels.model import How, Name
from fortnight.labels.nearest import nearest, nearest_restricted
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose
from fortnight.labels.standing import with_standing
from fortnight.labels.trim import trimmed
from fortnight.labels.vocabulary import Known, vocabulary
from fortnight.labels.words import mend_words

Found = tuple[tuple[int, Name], ...]

_WORDS_CUT = pattern(r"\s+(?:(?i:and/or|and|et|und|or|oder|ou|sowie)|&|\+)\s+|(?<=\w)\s*&\s*(?=[A-Z])")
_CUTS = (
    pattern(
        r"\s*[;•·●▪、，\t]+\s*|\s+[|¦]+\s*|[|¦]+(?:\s+|(?=[A-Z(]))|\s*\n\s*\n\s*|\s+[-–—]\s+(?=[A-Z])(?!(?i:one|diol|triol|isothiazolin)\b)|(?<=%)(?=[A-Z])|(?<=[a-z])\.(?=Ci \d)"
        r"|\s*\((?i:and|und|et|y|e)\)\s*"
    ),
    pattern(
        r"(?<=[a-zA-Z)\]*]{3})(?<!\bExt)(?<!\bEXT)\.\s+(?=[A-ZÀ-ÞŁŚŻŹĆŃ*\[(])|(?<=[a-z]{3})\.(?=[A-Z][a-z]+)|(?<=[A-Z]{4})\.(?=[A-Z]{3})|"
        r"(?<=[\d%])\.\s+(?=[A-ZÀ-ÞŁŚŻŹĆŃ*\[(])|"
        r"(?<=\))\.(?=[A-Z])|\s*\*+\s+|\s+\*+\s*|(?<=\))\.\s*(?=\w)|(?<=\w{3})\*+(?=[A-Z])|\s+[†‡§]+\s*"
    ),
    _WORDS_CUT,
    pattern(r",(?!(?<=\d,)\d)\s*"),
)
_LINE = pattern(r"\s*\n\s*")
_NOT_INSIDE = r"(?!(?i:one|diol|triol|isothiazolin)\b)"
_WEAK_CUTS = (
    _LINE,
    pattern(r"\s+/\s+"),
    pattern(r"\s*/\s*"),
    pattern(rf"(?:\s+[-–—]\s+|(?<=[A-Za-z])[-–—]\s+|\s+[-–—](?=[A-Za-z])){_NOT_INSIDE}"),
    pattern(r"\s+(?i:y|e|i|en|og|och|o)\s+"),
    pattern(r"\s*[\\:_~^|]\s*|\s*\.{2,}\s*|\s+\.\s*"),
)
_FOOTNOTE = pattern(
    r"(from )?(certified |100% |usda )?(organic|natural|naturally|vegan|fair trade|biodynamic|"
    r"wildcrafted|plant|clinical grade|sustainabl[ey]|ecocert)"
    r"( ?(certified|grown|ingredients?|origin|farming|agriculture|sourced|derived|content|"
    r"extract))*"
    r"|(ingredients? |component )?(from|of|issued from|de) (organic|natural|certified|plant|controlled)\b.*|plant origin"
    r"|ingredients?|inci|may contain|peut contenir|"
    r"active|inactive|usp|nf|w/w|w/v|v/v|(in )?(each|per|every) (gram|g|ml|millilit(er|re))( contains?)?|"
    r"gmo[- ]free|vegan|kosher|"
    r"(ingredients? )?(issus? de l'agriculture biologique|d'origine naturelle|de origen natural|de cultivo ecologico|"
    r"aus (kontrolliert )?biologischem anbau|naturlichen ursprungs|da agricoltura biologica|di origine naturale|"
    r"de origem natural|pochodzenia naturalnego|z upraw ekologicznych|van biologische teelt|van natuurlijke oorsprong)"
)
_FOOTNOTE_TAIL = pattern(r"(?:\.\s*|\s+)[*+†‡]+\s*(?P<note>[A-Za-z(][^,]*)$", re.DOTALL)
_DECLARING = pattern(
    r"\b(?:contains?|containing|holds?|consist(?:s|ing)? of|made (?:of|with|from)|in a base of|vehicle of|composed of|contient|contiene|enth[äa]lt|cont[ée]m|zawiera|bevat)\b",
    re.IGNORECASE,
)
_CUT_WORD = pattern(r"(?<=[a-z]{3})-(?=[a-z]{3})")
_CAMERA_I = pattern(r"(?<=[a-z])I(?=[a-z]|\b)|(?<=[A-Z])I(?=[a-z]{2})")
_WORD = pattern(r"[^\s,;()]+")
_BASES = ("in a base of", "vehicle of")
_MEMORY_LIMIT = 40_000
_LONGEST_REMEMBERED = 500
_LONGEST_NAME = 200
_LONGEST_BRACKET = 1600
_LONGEST_RUN = 4000

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


def _identify(stretch: str) -> Found:
    start, core = trimmed(stretch)
    if not core or not any(sign.isalpha() for sign in core):
        return ()
    folded = fold(_CAMERA_I.sub("l", core) if "I" in core else core)
    if not folded or len(folded) == 1:
        return ()
    if len(core) <= _LONGEST_NAME:
        if _says_no_name(core, folded):
            return ()
        name = whole(core, folded)
        if name:
            return _placed(start, with_inside(core, name) if "(" in core or "[" in core else ((0, name),))
    return _placed(start, _cut(core, folded))


def _placed(start: int, found: Iterable[tuple[int, Name]]) -> Found:
    return tuple((start + offset, name) for offset, name in found)


def _says_no_name(core: str, folded: str) -> bool:
    """Whether it is a footnote or a claim that something is absent; never where it tells of what restricts."""
    if _FOOTNOTE.fullmatch(folded):
        return not (cues_of(folded) & RESTRICTED or cues_inside(folded))
    return may_deny(core) and is_claim(core)


def _cut(core: str, folded: str) -> Found:
    note = _FOOTNOTE_TAIL.search(core)
    if note and note.start() and _is_note(note["note"]):
        return identify(core[: note.start()])
    if len(core) <= _LONGEST_BRACKET and ("(" in core or "[" in core):
        found = bracketed(core, folded, identify)
        if found:
            return found
    for cut in _CUTS:
        if cut is _WORDS_CUT and looks_like_prose(core) and "," not in core:
            declared = _DECLARING.search(core)
            return _declared(core, declared)
        parts = _parts(core, cut)
        if len(parts) > 1:
            return tuple((at + offset, name) for at, part in parts for offset, name in identify(part))
    for cut in _WEAK_CUTS:
        parts = _parts(core, cut)
        if len(parts) > 1 and _are_names(parts):
            return tuple((at + offset, name) for at, part in parts for offset, name in identify(part))
    return _last_guess(core, folded)


def _is_note(note: str) -> bool:
    """Whether what hangs on a sign at the end reads as a footnote and tells of no name."""
    folded = fold(note)
    if cues_of(folded) & RESTRICTED or cues_inside(folded) or whole(note, folded):
        return False
    return bool(_FOOTNOTE.fullmatch(folded)) or looks_like_prose(note)


def _are_names(parts: list[tuple[int, str]]) -> bool:
    """Whether most parts of a stretch are names: only then was the sign between them a comma."""
    known = sum(1 for _, part in parts if len(part) <= _LONGEST_NAME and _is_name(part))
    return known == len(parts) or (known >= 2 and 2 * known >= len(parts))


def _is_name(part: str) -> bool:
    _, core = trimmed(part)
    return len(core) > 2 and whole(core, fold(core)) is not None


def _parts(core: str, cut: re.Pattern[str]) -> list[tuple[int, str]]:
    parts, at = [], 0
    for match in cut.finditer(core):
        if "." in match[0] and _is_torn(core, match):
            continue
        parts.append((at, core[at : match.start()]))
        at = match.end()
    parts.append((at, core[at:]))
    return [(at, part) for at, part in parts if part.strip()]


def _is_torn(core: str, stop: re.Match[str]) -> bool:
    """Whether a full stop stands inside a name ("CETYL. ALCOHOL"): the words beside it are a name, the first is none."""
    first = core[max(0, stop.start() - 30) : stop.start()].rsplit(" ", 1)[-1].lower()
    second = core[stop.end() : stop.end() + 30].split(" ", 1)[0].lower().strip(".,")
    known = vocabulary().known
    return first not in known and f"{first} {second}" in known


def _last_guess(core: str, folded: str) -> Found:
    if len(core) <= _LONGEST_NAME:
        near = _near(folded)
        if near:
            return (
                (0, named(core, near.inci, How.NEAR_MISS, near.function, folded, int(near.cues | cues_of(folded)))),
            )
        glued = forgotten_commas(core)
        if glued:
            return glued
        mended = _mended_words(core, folded)
        if mended:
            return ((0, mended),)
    elif len(core) <= _LONGEST_RUN:
        glued = forgotten_commas(core)
        if glued:
            return glued
    else:
        return _windows(core)
    declared = _DECLARING.search(core)
    names = _declared(core, declared)
    if names or looks_like_prose(core):
        return names
    late = described(folded, last=True)
    if late:
        return ((0, named(core, late.inci, How.SYNONYM, late.function, folded, int(late.cues | cues_of(folded)))),)
    found = lost_among_strange(core, identify)
    if found is None and "\n" in core:
        found = tuple((at + offset, name) for at, part in _parts(core, _LINE) for offset, name in identify(part))
    return ((0, _unknown(core, folded)),) if found is None else found


def _near(folded: str) -> Known | None:
    """The one name that is a slip away: as printed, without its bracket, without the hyphens of a cut word."""
    forms = [folded, without_brackets(folded)]
    if "-" in folded:
        forms.append(_CUT_WORD.sub("", folded))
    return next((near for form in dict.fromkeys(forms) if (near := nearest(form))), None)


def _declared(core: str, declared: re.Match[str] | None) -> Found:
    """The names of a sentence that declares what is inside: "each gram contains 20 mg of ..."."""
    if declared is None:
        return ()
    begin = 0 if declared[0].lower() in _BASES else declared.end()
    found = []
    words = list(_WORD.finditer(core, begin))
    keys = [fold(word[0]) for word in words]
    for first, last, known in names_inside(keys):
        at, end = words[first].start(), words[last - 1].end()
        if end - at > 3 and (known.cues or last - first > 1 or known.function):
            found.append((at, named(core[at:end], known.inci, How.VOCABULARY, known.function, "", int(known.cues))))
    return tuple(found)


def _windows(core: str) -> Found:
    """A run that is longer than any label's line, read window by window, each cut at a blank."""
    found: list[tuple[int, Name]] = []
    at = 0
    while at < len(core):
        end = at + _LONGEST_RUN
        blank = core.rfind(" ", at, end) if end < len(core) else len(core)
        end = blank if blank > at else min(end, len(core))
        found += [(at + offset, name) for offset, name in identify(core[at:end])]
        at = end
    return tuple(found)


def _unknown(core: str, folded: str) -> Name:
    doubt = nearest_restricted(folded) if len(folded) <= _LONGEST_NAME else None
    cues = int(cues_of(folded[:_LONGEST_RUN]) | (doubt.cues if doubt else NO_CUE))
    return Name(
        printed=core,
        inci=None,
        how=How.UNKNOWN,
        function="",
        cues=cues | cues_inside(folded[:_LONGEST_RUN]) | cues_near(folded),
    )


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
                return named(core, known.inci, How.NEAR_MISS, known.function, folded, int(known.cues | cues))
            if follows_naming_system(mended):
                return named(core, mended.title(), How.NEAR_MISS, "", folded, int(cues))
    return None

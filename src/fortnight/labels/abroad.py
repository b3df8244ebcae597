"""Names printed in other alphabets (`data/synonyms_abroad.csv`): which name of the vocabulary each of them means.

The table is read when a label first holds such letters, so that it costs nobody else anything. Only what it holds
counts: no near-miss is taken in an alphabet where one stroke makes another substance. What it does not hold is
unknown, with the cues of its stems ("레티닐..." is a retinoid).
"""

import re
from functools import cache, lru_cache

from fortnight.errors import DataError
from fortnight.labels.cues import Cue, cues_of
from fortnight.labels.folding import fold
from fortnight.labels.model import How, Kind, Name
from fortnight.labels.patterns import pattern
from fortnight.labels.scripts import (
    abroad_tables,
    has_other_letters,
    is_denial_abroad,
    is_prose_abroad,
    key_of,
    stems_in,
    without_denials,
    words_in,
)
from fortnight.labels.vocabulary import CanonicalName, vocabulary
from fortnight.sources import shipped

_FILE = "labels/data/synonyms_abroad.csv"
_COLUMNS = 3
_BRACKET = pattern(r"\s*[(（\[［][^()（）\[\]［］]*[)）\]］]")
_OPENED = pattern(r"[(（\[［]")
_PLANT = pattern(r"[^()（）\w]*[^()（）]+[(（](?P<latin>[A-Za-z][A-Za-z .-]+)[)）](?P<form>[^()（）]+)")
_PERCENT = pattern(r"\s*\d{1,3}(?:[.,．]\d{1,2})?\s?[%％]$")
_BLANK = pattern(r"\s+")
_LONGEST = 120
_LONGEST_NAME = 60
_MOST_WORDS = 6
_LONGEST_RUN = 600
_STRANGE = 3
_FEWEST_GLUED = 3
"""Two names that meet may be one that nobody listed ("水|酸化亜鉛"); three are a row."""
Span = tuple[int, int]


@cache
def names_abroad() -> dict[str, CanonicalName]:
    """Key -> the name of the vocabulary.

    Raises:
        DataError: a row that is none, a name that the vocabulary lacks, one key for two names.
    """
    import csv

    canonical_names = vocabulary().known
    found: dict[str, CanonicalName] = {}
    meant: dict[str, CanonicalName | None] = {}
    for line, row in enumerate(csv.reader(shipped(_FILE).splitlines()), 1):
        if line == 1:
            continue
        inci = row[1] if len(row) == _COLUMNS else ""
        if inci not in meant:
            meant[inci] = canonical_names.get(fold(inci))
        target = meant[inci]
        if target is None:
            raise DataError(_FILE, line, f"{row} means no name", "Write printed,name,language with a name we know.")
        key = key_of(row[0])
        if found.setdefault(key, target) is not target:
            what = f'"{row[0]}" means "{found[key].inci}" already'
            raise DataError(_FILE, line, what, "Keep the one meaning.")
    return found


def name_abroad(core: str) -> Name | None:
    """The name that a stretch in another alphabet is, as it stands or without its bracket; None for any other.

    >>> name_abroad("나이아신아마이드").inci, name_abroad("Вода (Aqua)").inci
    ('Niacinamide', 'Aqua')
    """
    if len(core) > _LONGEST or not has_other_letters(core):
        return None
    names = names_abroad()
    named = _PERCENT.sub("", core)
    known, cues = names.get(key_of(named)), 0
    if known is None and _OPENED.search(core):
        outside = _PERCENT.sub("", _BRACKET.sub("", core))
        known = names.get(key_of(outside)) if has_other_letters(outside) else None
        cues = 0 if known is None else _in_brackets(core)
    if known is None:
        return None
    return Name(printed=core, inci=known.inci, how=How.SYNONYM, function=known.function, cues=int(known.cues) | cues)


def name_before_talk(core: str) -> int:
    """Where a name in another alphabet ends behind which, parted by a blank, small print stands; 0 where none does.

    >>> name_before_talk("フェノキシエタノール 無香料"), name_before_talk("水 グリセリン")
    (10, 0)
    """
    for blank in _BLANK.finditer(core) if len(core) <= _LONGEST_RUN and has_other_letters(core) else ():
        behind = core[blank.end() :]
        if is_denial_abroad(behind) or is_prose_abroad(behind):
            if name_abroad(_BLANK.split(behind, maxsplit=1)[0]):
                continue
            return blank.start() if _are_names(core[: blank.start()]) else 0
    return 0


def _are_names(front: str) -> bool:
    """Whether a stretch is one name or a row of names and nothing else."""
    if name_abroad(front):
        return True
    row = run_together(front) if _BLANK.search(front) else None
    return row is not None and all(name is not None for _, _, name in row)


def _in_brackets(core: str) -> int:
    """The cues of what stands in the brackets of a known name: it may tell of more than the name."""
    cues = 0
    for bracket in _BRACKET.findall(core):
        inside = bracket.strip(" ()（）[]［］")
        known = names_abroad().get(key_of(inside)) or vocabulary().known.get(fold(inside))
        cues |= int(known.cues) if known else _stem_cues(inside) | int(cues_of(fold(inside)))
    return cues


@cache
def _plant_forms() -> dict[str, str]:
    return {key_of(word): form for form, words in abroad_tables()["forms"].items() for word in words.split()}


def plant_in_latin(core: str) -> str:
    """The Latin name in the bracket of a plant with the form that stands behind it, folded; else nothing.

    >>> plant_in_latin("青刺果(PRINSEPIA UTILIS)油")
    'prinsepia utilis oil'
    """
    printed = _PLANT.fullmatch(core) if _OPENED.search(core) and has_other_letters(core) else None
    form = _plant_forms().get(key_of(printed["form"])) if printed else None
    return fold(f"{printed['latin']} {form}") if printed and form else ""


_EXTRACT = pattern(
    r"(?:추출물|추출액|エキス|提取物|萃取物|萃取液)$|^(?:экстракт|екстракт|εκχυλισμα|مستخلص|خلاصه|תמצית|สารสกัด)"
)


def extract_abroad(core: str, cues: int) -> Name | None:
    """An extract of a plant that we do not know, which nobody has judged for open skin; None for anything else.

    `cues` are those that its letters show. In our letters the naming system does the same.

    >>> extract_abroad("자작나무껍질추출물", 0).inci is not None, extract_abroad("레티놀", 0)
    (True, None)
    """
    if len(core) > _LONGEST_NAME or not _EXTRACT.search(key_of(core)):
        return None
    return Name(printed=core, inci=core, how=How.NAMING_SYSTEM, function="", cues=cues | int(Cue.UNJUDGED))


def cues_abroad(text: str) -> int:
    """The cues of the stems that stand in a text in another alphabet, without what it says is absent."""
    return _stem_cues(without_denials(text)) if has_other_letters(text) else 0


def _stem_cues(text: str) -> int:
    cues = 0
    for cue in stems_in(text):
        cues |= int(Cue[cue.upper()])
    return cues


def run_together(core: str) -> list[tuple[int, int, Name | None]] | None:
    """The names of a stretch without commas: known ones, and what is between them; None where it shows no row of names.

    Blanks part names only where both sides are names; letters that stand close together are parted where every one of
    them belongs to a name.
    """
    if len(core) > _LONGEST_RUN or not has_other_letters(core):
        return None
    words = [(match.start(), match.end()) for match in pattern(r"\S+").finditer(core)]
    if len(words) > 1:
        return _among_words(core, words)
    spans = _glued(core)
    if spans is None or len(spans) < _FEWEST_GLUED:
        return None
    pieces = [(start, end, name_abroad(core[start:end])) for start, end in spans]
    shown = 0
    for _, _, name in pieces:
        shown |= name.cues if name else 0
    # What the stems of the whole tell and no piece shows was cut through.
    return None if _stem_cues(core) & ~shown else pieces


def _among_words(core: str, words: list[Span]) -> list[tuple[int, int, Name | None]] | None:
    """The cheapest way to part words into names: each name one step, each strange word three."""
    best: list[tuple[int, int, Name | None]] = [(0, 0, None)]
    for last in range(1, len(words) + 1):
        cheapest: tuple[int, int, Name | None] = (best[last - 1][0] + _STRANGE, last - 1, None)
        for first in range(max(0, last - _MOST_WORDS), last):
            name = _piece(core[words[first][0] : words[last - 1][1]])
            if name and best[first][0] + 1 < cheapest[0]:
                cheapest = (best[first][0] + 1, first, name)
        best.append(cheapest)
    found: list[tuple[int, int, Name | None]] = []
    last = len(words)
    while last:
        _, first, name = best[last]
        start, end = words[first][0], words[last - 1][1]
        if name is None and found and found[-1][2] is None:
            end = found.pop()[1]
        found.append((start, end, name))
        last = first
    known = sum(name is not None for _, _, name in found)
    return found[::-1] if known > 1 and 2 * known >= len(found) else None


def _piece(part: str) -> Name | None:
    name = name_abroad(part)
    if name is not None or has_other_letters(part):
        return name
    canonical = vocabulary().known.get(fold(part))
    if canonical is None:
        return None
    return Name(
        printed=part, inci=canonical.inci, how=How.VOCABULARY, function=canonical.function, cues=int(canonical.cues)
    )


def _glued(core: str) -> list[Span] | None:
    """Where a run of letters is cut so that every piece is a name, the longest names first; None where none is."""
    names = names_abroad()
    ends = {len(core): len(core)}
    for start in range(len(core) - 1, -1, -1):
        for end in range(min(len(core), start + _LONGEST_NAME), start, -1):
            if end in ends and key_of(core[start:end]) in names:
                ends[start] = end
                break
    if 0 not in ends:
        return None
    spans: list[Span] = []
    at = 0
    while at < len(core):
        spans.append((at, ends[at]))
        at = ends[at]
    return spans


@cache
def _kinds() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((Kind(row["kind"]), words_in(row["words"])) for row in abroad_tables()["kinds"])


@cache
def _serums() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((Kind(kind), words_in(words)) for kind, words in abroad_tables()["serums"].items())


@cache
def _exfoliates() -> re.Pattern[str]:
    return words_in(abroad_tables()["exfoliates"]["words"])


@cache
def _no_exfoliation() -> re.Pattern[str]:
    """Acids that exfoliate nothing: "гиалуроновая кислота"."""
    return words_in(abroad_tables()["no_promise"]["words"])


@lru_cache(maxsize=4096)
def kind_abroad(said: str) -> Kind | None:
    """The kind of product that a name in another alphabet tells; None where it tells none.

    >>> kind_abroad("순한 선크림").value, kind_abroad("Крем").value
    ('sunscreen', 'moisturiser')
    >>> kind_abroad("펩타이드 탄력 앰플").value
    'peptide_serum'
    """
    if not has_other_letters(said):
        return None
    key = key_of(said)
    kind = next((kind for kind, words in _kinds() if words.search(key)), None)
    if kind is Kind.SERUM:
        return next((serum for serum, words in _serums() if words.search(key)), kind)
    if kind is Kind.CLEANSER and _exfoliates().search(_no_exfoliation().sub(" ", key)):
        return Kind.EXFOLIATING_CLEANSER
    return kind

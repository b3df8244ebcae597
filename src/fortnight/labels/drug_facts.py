"""US Drug Facts and pages that repeat them: which lines declare actives, which hold the list, which are told to people.

The headings cut the text into sections, wherever they stand and whether or not a colon or a line break is left of
them. A section that is told to people holds no names, but for a line that declares an active with its percentage and
for a line that reads as a list itself.
"""

from fortnight.labels.guesses import goes_on_in_prose
from fortnight.labels.headings import DrugFactsSection, sections_in
from fortnight.labels.identify import identify
from fortnight.labels.layout import Layout, LayoutDraft, known_share, parts_of
from fortnight.labels.leaflets import drugs_declared
from fortnight.labels.model import How
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import is_column, looks_like_prose

_LINE = pattern(r"[^\n]+")
_CELLS = pattern(r"[^\t\n]+?(?=\t|\s{3}|\s?(?:\.{3}|…)|$)")
_ACTIVES = pattern(r"(?:[^,;]|,(?!\s))+")
_PURPOSE = pattern(r"\s*(?:[-–—:]|\.{2,}|…)\s*(?=[^-–—:,;]{4,40}$)")
"""In front of what an active is there for: "Dimethicone 1.2% - Skin Protectant"."""
_AMOUNT = pattern(r"\d\s?%\s*(?=\w)")
_FILLER = pattern(r"[\s.…_]*")
_PERCENT = pattern(r"\d(?:[.,]\d+)?\s?(?:%|mg|g\b)|\bin each\b")
_BLOCKS = pattern(r"(?:[^\n]|\n(?!\s*\n))+")
_LISTED = 0.6
_COMMAS = 3


def drug_facts(work: str) -> Layout | None:
    """The layout of a text that declares active or inactive ingredients; None where it declares neither."""
    sections = sections_in(work)
    if not any(section is not DrugFactsSection.TOLD for _, _, section in sections):
        return None
    draft = LayoutDraft(work)
    begun = _head(draft, sections[0][0])
    section = DrugFactsSection.TOLD
    for index, (begin, end, heads) in enumerate(sections):
        stop = sections[index + 1][0] if index + 1 < len(sections) else len(work)
        beside = (
            heads is DrugFactsSection.TOLD
            and section is DrugFactsSection.ACTIVE
            and "\n" not in work[sections[index - 1][1] : begin]
        )
        section = section if beside and _is_purpose(work[begin:end]) and "\n" in work[end:stop] else heads
        behind = _unglued(work, end, stop) if section is not DrugFactsSection.TOLD else end
        draft.headings.append((begin, behind))
        begun = _section(draft, section, behind, stop, begun=begun)
    return draft.done()


def _is_purpose(heading: str) -> bool:
    return "urpose" in heading.lower()


def _unglued(work: str, end: int, stop: int) -> int:
    """Where a heading really ends that is glued to a name: "INGREDIENTSalicylic acid" has one letter of both."""
    rest = work[end:stop]
    if not rest[:1].isalpha() or work[end - 1 : end] not in ("S", "s"):
        return end
    first, longer = (part.split(",")[0].split("\n")[0] for part in (rest, work[end - 1 : stop]))
    return end if _is_listed(first) or not _is_listed(longer) else end - 1


def _is_listed(part: str) -> bool:
    return any(name.how in (How.VOCABULARY, How.SYNONYM) for _, name in identify(part))


def _is_known(part: str) -> bool:
    return any(name.inci for _, name in identify(part))


def _head(draft: LayoutDraft, stop: int) -> bool:
    """What stands in front of the first heading; whether a list began there."""
    begun = False
    for match in _LINE.finditer(draft.work, 0, stop):
        if _is_list(match[0]):
            draft.take(match.start(), match.end(), begins_list=begun)
            begun = True
        else:
            draft.leave_out(match.start(), match.end())
            for start, end in drugs_declared(match[0]):
                draft.take(match.start() + start, match.start() + end, active=True)
    return begun


def _section(draft: LayoutDraft, section: DrugFactsSection, start: int, stop: int, *, begun: bool) -> bool:
    if section is DrugFactsSection.INACTIVE:
        _inactive(draft, start, stop)
        return True
    for match in _LINE.finditer(draft.work, start, stop):
        if section is DrugFactsSection.ACTIVE or _PERCENT.search(match[0]):
            _declared(draft, match.start(), match.end(), surely=section is DrugFactsSection.ACTIVE)
        elif _is_list(match[0]):
            draft.take(match.start(), match.end(), begins_list=False)
            begun = True
    return begun


def _inactive(draft: LayoutDraft, start: int, stop: int) -> None:
    """The list: up to the first empty line behind which only prose follows."""
    for match in _BLOCKS.finditer(draft.work, start, stop):
        block = match[0]
        if not block.strip():
            continue
        if looks_like_prose(block[:400]) and not _is_list(block):
            draft.leave_out(match.start(), match.end())
        else:
            draft.take(match.start(), match.end())


def _declared(draft: LayoutDraft, start: int, end: int, *, surely: bool) -> None:
    """A line of actives: its cells, without the purpose beside them."""
    at = start
    while at < end:
        filler = _FILLER.match(draft.work, at, end)
        at = filler.end() if filler else at
        cell = _CELLS.match(draft.work, at, end)
        if cell is None or cell.end() == at:
            break
        words = cell[0]
        if not is_column(words.strip(" •*·-")) and (
            (surely and (not looks_like_prose(words) or goes_on_in_prose(words))) or _is_active(words)
        ):
            _take_actives(draft, cell.start(), cell.end())
        at = cell.end()


def _take_actives(draft: LayoutDraft, start: int, end: int) -> None:
    """The actives of a cell, each without a purpose behind its amount: "Zinc Oxide 9% Sunscreen"."""
    for active in _ACTIVES.finditer(draft.work, start, end):
        if is_column(active[0].strip(" .•*·-")):
            continue
        ends = (place.end() for place in (_AMOUNT.search(active[0]), _PURPOSE.search(active[0])) if place)
        stop = next((stop for stop in ends if is_column(active[0][stop:].strip(" .•*·-"))), len(active[0]))
        draft.take(active.start(), active.start() + stop, active=True)


def _is_active(words: str) -> bool:
    return bool(_PERCENT.search(words)) and not looks_like_prose(words) and _is_known(words)


def _is_list(block: str) -> bool:
    return len(parts_of(block)) > _COMMAS and known_share(block) >= _LISTED

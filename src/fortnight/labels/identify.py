"""One stretch between two commas: which name or names stand in it, and where.

The stretch is tried whole before it is cut (`forms`): as a name of the vocabulary, a description, by its slashed parts,
by the naming system. Then by its bracket (`brackets`). Only then is it cut, at the signs and words that people use for
commas, and last at blanks (`commas`). A near-miss is the last guess. What is nobody's name stays as it is: unknown,
with the cues of its words and of the names inside it. Answers are remembered by stretch, since labels repeat.
"""

from collections.abc import Iterable

from fortnight.labels.abroad import name_before_talk
from fortnight.labels.brackets import bracketed, with_inside
from fortnight.labels.cas_numbers import before_cas, may_be_cas_number, named_by_cas
from fortnight.labels.claims import is_claim, may_deny
from fortnight.labels.cues import RESTRICTED
from fortnight.labels.cuts import LINE, WORDS, doubtful_parts, parts_at, sure_parts
from fortnight.labels.folding import fold
from fortnight.labels.footnotes import footnote_at, is_footnote
from fortnight.labels.forms import named_by_heart, whole
from fortnight.labels.guesses import goes_on_in_prose, last_guess, told_after_a_name
from fortnight.labels.model import How, Name
from fortnight.labels.patterns import pattern
from fortnight.labels.prose import looks_like_prose
from fortnight.labels.scripts import has_other_letters, is_denial_abroad, is_prose_abroad, stems_in
from fortnight.labels.standing import with_standing
from fortnight.labels.trim import bare, trimmed
from fortnight.labels.vocabulary import vocabulary

Found = tuple[tuple[int, Name], ...]

_LETTERS = pattern(r"[A-Za-z]+(?:[ /'-][A-Za-z]+)*")
_CAMERA_I = pattern(r"(?<=[a-z])I(?=[a-z]|\b)|(?<=[A-Z])I(?=[a-z]{2})")
_LISTED = pattern(r"[,;•·●▪、，・･ㆍ‧；､。｡؛،\t|\n]")
_STOP = pattern(r"(?<=[a-z)\]]{3})[.!?]+\s+(?=[a-z]|\d+ ?°)")
"""Behind a full stop people write on in small letters: "Phenoxyethanol. thanks so much"."""
_DASH = pattern(r"\s+[-–—]\s+(?P<behind>(?!.*\s[-–—/]\s)[\u0370-\u0e7f][^-–—/]*)$")
"""Behind a dash at the end a line for people in another alphabet: "Phenoxyethanol - לשימוש חיצוני בלבד"."""
_GAP = " " * 64
_GAPS = pattern(r" {64,}")
_MEMORY_LIMIT = 40_000
_LONGEST_REMEMBERED = 1500
_LONGEST_NAME = 200
_LONGEST_BRACKET = 1600

_ENDS = ("", ".", " ", ". ", "*", "**")

memory: dict[str, Found] = {}
single: dict[str, tuple[int, Name, int, int]] = {}
"""Of those, the stretches that are one name: offset, name, its cues, how far the next stretch is behind its comma.

Beside the cues stands `UNREAD` where nobody knows the name, and `AROUND` where words stand around it.
"""
UNREAD = 1 << 90
AROUND = 1 << 91
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
    if len(stretch) > _LONGEST_NAME and _GAP in stretch:
        return _around_gaps(stretch)
    names = _remembered_beside(stretch)
    if names is None:
        names = with_standing(_by_heart(stretch) or _identify(stretch))
    if len(stretch) <= _LONGEST_REMEMBERED:
        if len(memory) + len(_doubtful) >= _MEMORY_LIMIT:
            forget()
        remember(stretch, names)
    return names


def _remembered_beside(stretch: str) -> Found | None:
    """The names of a stretch that is remembered with a blank more or less in front, which is no part of any name."""
    if len(stretch) >= _LONGEST_NAME:
        return None
    other, further = (stretch[1:], 1) if stretch[:1] == " " else (f" {stretch}", -1)
    names = memory.get(other)
    if names is None:
        names = _doubtful.get(other)
    return None if names is None else tuple((offset + further, name) for offset, name in names)


def forget() -> None:
    """Forget every stretch, as if none had been met: the next time costs more and gives the same."""
    for names_by_stretch in (memory, single, _doubtful):
        names_by_stretch.clear()


def ends_in_number(stretch: str) -> bool:
    """Whether the last word is a number of one digit, as before the comma of "1,2-Hexanediol"."""
    return stretch[-1:].isdigit() and (len(stretch) == 1 or stretch[-2] in " (,、，・;•·\n\t\x00")


def may_go_on(stretch: str) -> bool:
    """Whether a stretch that ends in "-1" may end in the half of a name that holds a comma.

    Only what the vocabulary holds just so is surely whole: "Gum/Toluene-2" is a name of two parts, and half of another.
    """
    tied = stretch[-1:].isdigit() and stretch[-2:-1] == "-"
    return tied and fold(stretch) not in vocabulary().known


def is_one_number(last: str, first: str, following: str) -> bool:
    """Whether the comma between two pieces is one of a number: "Toluene-2,5-Diamine", also in a list with bullets.

    With a blank behind the comma only what the vocabulary holds as one name is one.
    """
    if not may_go_on(last):
        return False
    whole = identify(f"{last},{first}")
    if len(whole) != 1 or whole[0][1].inci is None:
        return False
    return following[:1].isdigit() or whole[0][1].how in (How.VOCABULARY, How.SYNONYM)


def remember(stretch: str, found: Found) -> None:
    """Keep what a stretch holds, so that the next label that prints it is read at once.

    A stretch that may go on behind its comma is not kept: what is remembered must not change how a label is cut.
    """
    unknown = not found or found[-1][1].inci is None
    if (
        ends_in_number(stretch)
        or may_go_on(stretch)
        or (unknown and stretch[-2:-1] == "-")
        or stretch.count("(") > stretch.count(")")
        or stretch.count("[") > stretch.count("]")
    ):
        _doubtful[stretch] = found
        return
    memory[stretch] = found
    if len(found) == 1:
        offset, name = found[0]
        bare = stretch[:offset] in ("", " ") and stretch[offset + len(name.printed) :] in _ENDS
        cues = (name.cues if name.inci is not None else name.cues | UNREAD) | (0 if bare else AROUND)
        single[stretch] = (offset, name, cues, len(stretch) + 1)


def _by_heart(stretch: str) -> Found:
    """The one name of a stretch of plain letters that the vocabulary holds as it stands, as most new stretches are."""
    core = stretch.lstrip(" ")
    if not _LETTERS.fullmatch(core):
        return ()
    folded = core.lower()
    entry = vocabulary().known.get(folded)
    if entry is None or ("I" in core and _CAMERA_I.search(core)) or len(core) > _LONGEST_NAME or not bare(folded):
        return ()
    return ((len(stretch) - len(core), named_by_heart(core, folded, entry)),)


def _identify(stretch: str) -> Found:
    start, core = trimmed(stretch)
    numbered = _numbered(core) if may_be_cas_number(core) else ()
    if numbered:
        return _placed(start, numbered)
    if not core and "?" in stretch:
        return _illegible(stretch)
    return _in_words(start, core)


def _numbered(core: str) -> Found:
    """The name of a CAS number, alone or behind the name that it belongs to; nothing where no number stands there."""
    number = named_by_cas(core)
    if number:
        return ((0, number),)
    begin = before_cas(core)
    return _with_its_number(core, begin) if begin else ()


def _illegible(stretch: str) -> Found:
    """An unknown name where somebody put nothing but question marks for a name that they could not read."""
    printed = stretch.strip()
    if printed.strip("?"):
        return ()
    return ((stretch.index(printed), Name(printed=printed, inci=None, how=How.UNKNOWN, function="", cues=0)),)


def _in_words(start: int, core: str) -> Found:
    """The names of a stretch without what stood around it."""
    if not core or not any(sign.isalpha() for sign in core):
        return ()
    folded = fold(_CAMERA_I.sub("l", core) if "I" in core else core)
    if not folded or (len(folded) == 1 and folded.isascii()):
        return ()
    entry = vocabulary().known.get(folded)
    if entry is not None and core.isascii() and len(core) <= _LONGEST_NAME and not ("(" in core or "[" in core):
        # Most new stretches are these; no name of the vocabulary reads as a footnote or says what is absent.
        return ((start, named_by_heart(core, folded, entry)),)
    if len(core) <= _LONGEST_NAME:
        if is_footnote(folded) or (may_deny(core) and is_claim(core)) or _is_absent_abroad(core):
            return ()
        name = whole(core, folded)
        if name:
            return _placed(start, with_inside(core, name, identify) if "(" in core or "[" in core else ((0, name),))
    return _placed(start, _cut(core, folded))


def _with_its_number(core: str, begin: int) -> Found:
    """The names in front of a CAS number, and the number's own where it restricts what they do not."""
    names = identify(core[:begin])
    number = named_by_cas(core[begin:])
    cues = 0
    for _, name in names:
        cues |= name.cues
    if number is None or not number.cues & ~cues & int(RESTRICTED):
        return names
    return (*names, (begin, number))


def _around_gaps(stretch: str) -> Found:
    """The names on both sides of what was blanked out: no name goes on behind so many blanks."""
    parts, at = [], 0
    for gap in _GAPS.finditer(stretch):
        parts.append((at, stretch[at : gap.start()]))
        at = gap.end()
    return tuple((at + offset, name) for at, part in [*parts, (at, stretch[at:])] for offset, name in identify(part))


def _is_absent_abroad(core: str) -> bool:
    return not core.isascii() and has_other_letters(core) and is_denial_abroad(core)


def _placed(start: int, found: Iterable[tuple[int, Name]]) -> Found:
    return tuple((start + offset, name) for offset, name in found)


def _cut(core: str, folded: str) -> Found:
    """The names of a stretch that is not one name as it stands."""
    end = footnote_at(core) or _talk_at(core)
    if end:
        return identify(core[:end])
    if len(core) <= _LONGEST_BRACKET and ("(" in core or "[" in core):
        found = bracketed(core, folded, identify)
        if found:
            return found
    parts = _parts(core)
    if len(parts) > 1:
        return tuple((at + offset, name) for at, part in parts for offset, name in identify(part))
    if not parts:
        return told_after_a_name(core)
    guess = last_guess(core, folded, identify)
    lines = parts_at(core, LINE) if "\n" in core and len(guess) == 1 and guess[0][1].inci is None else []
    return tuple((at + offset, name) for at, line in lines for offset, name in identify(line)) or guess


def _talk_at(core: str) -> int:
    """Where a name ends behind which people write on; 0 where none does."""
    stop = _STOP.search(core)
    if stop and looks_like_prose(core[stop.end() :]):
        return stop.start()
    dash = None if core.isascii() else _DASH.search(core)
    if dash and is_prose_abroad(dash["behind"]) and not stems_in(dash["behind"]):
        return dash.start()
    return 0 if core.isascii() or _LISTED.search(core) else name_before_talk(core)


def _parts(core: str) -> list[tuple[int, str]]:
    """The parts of a stretch at the first cut that parts it; one part where none does, none where it is a sentence."""
    for cut, parts in sure_parts(core):
        if cut is WORDS and "," not in core and looks_like_prose(core) and not goes_on_in_prose(core):
            return []
        if len(parts) > 1:
            return parts
    return next(doubtful_parts(core), [(0, core)])

"""The list of ingredients that a shop's description holds: the whole list, or none.

Every list with a heading is looked at before one is taken. A list of key ingredients is never the label, actives and
inactives are one label together, and a full list goes before a plain one. Lists of several products, a list that
breaks off, one without an active that the description tells of (`beyond`), and anything else in doubt give no label,
with the reason: a label that is cut in front of its retinol is worse than none.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from fortnight.labels.read import read_label
from fortnight.web.catalogue.intake.beyond import tells_more

_TABLES = tomllib.loads(files("fortnight.web.catalogue").joinpath("data/descriptions.toml").read_text("utf-8"))


def _alternatives(words: str) -> str:
    """The alternatives of a table as one expression, each a whole word."""
    return rf"\b(?:{''.join(words.split(chr(10)))})\b"


_WORD = _alternatives(_TABLES["heading"])
_REST = r"[^:：,.!?\n]"
_HEADING = re.compile(
    rf"^{_REST}{{0,40}}?{_WORD}{_REST}{{0,40}}?(?:[ \t]*[:：][ \t]*|[ \t]*[-–—]+[ \t]+|[ \t]*$)", re.IGNORECASE
)
_BARE_HEADING = re.compile(rf"^(?:full |all |complete )?{_WORD}[ \t]+(?=\S)", re.IGNORECASE)
# A heading inside a line begins a line of its own: behind the end of a sentence, or behind the names of another list.
_BEHIND_SENTENCE = re.compile(
    rf"(?<=[.;!?)])[ \t]+(?=(?i:(?:[^\W\d_][\w'’-]*[ \t]+){{0,4}}?{_WORD}{_REST}{{0,24}}(?:[:：]|[ \t]*$)))",
    re.MULTILINE,
)
_BEHIND_NAMES = re.compile(
    r"(?<=\w)[ \t]+(?=(?:(?:Key|Hero|Star|Main|Full|All|Active|Inactive|Other|Complete|KEY|HERO|FULL|ALL|ACTIVE|"
    r"INACTIVE|OTHER)[ \t]+)?(?:Ingredients?|INGREDIENTS?|INCI|Ingredientes|INGREDIENTES|Inhaltsstoffe|Ingr[ée]dients|"
    rf"Ingredienti)\b{_REST}{{0,24}}[:：])"
)
_LABELLED = re.compile(r"^[^\n:：,]{1,60}[:：]")
_BULLET = re.compile(r"^[•*·▪‣–-][ \t]+")
_CUT = re.compile(
    r"(?:[,/(\[&+-]|\.{3}|…|\b(?:and|und|y|et|e|\d+) (?:more|others?|otros|autres|andere)|\bentre otros|\bamong others|"
    r"\betc\.?)\s*$",
    re.IGNORECASE,
)
_FEW_WORDS = re.compile(r"^[^,\n]{2,60}(?:,[^,\n]{2,60})?$")
_KIT = re.compile(_alternatives(_TABLES["kit"]), re.IGNORECASE)
_FILLERS = re.compile(rf"{_alternatives(_TABLES['fillers'])}|[()/&*#\[\]-]", re.IGNORECASE)
_FEWEST_NAMES = 3
_LONGEST_NAME = 8
_LONGEST_LOOK = 200
_HALF = 0.5


class Which(StrEnum):
    """Which list a heading speaks of."""

    FULL = "full"
    PLAIN = "plain"
    ACTIVE = "active"
    INACTIVE = "inactive"
    KEY = "key"
    ABSENT = "absent"
    PRODUCT = "product"


_QUALIFIERS = tuple(
    (Which(which), re.compile(_alternatives(words), re.IGNORECASE)) for which, words in _TABLES["which"].items()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The label that a description holds, or none with the code of the oddity that says why (see `intake.told`)."""

    label: str = ""
    oddity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """A list under its heading."""

    which: Which
    heading: str
    names: str


def described(text: str, *, name: str = "") -> Described:
    r"""The label that a description in plain text holds; none where it holds no list, or where there is a doubt.

    `name` is the product's: one list of a kit is not the list of all that is in it.

    >>> described("Key ingredients: Panthenol, Betaine, Aloe\nIngredients: Aqua, Glycerin, Retinol").label
    'Aqua, Glycerin, Retinol'
    >>> described("Key ingredients: Hyaluronic Acid, Panthenol, Squalane").oddity
    'list-key'
    """
    sections = list(_sections(text))
    lists = {section.names: section for section in sections if section.which is not Which.ABSENT}
    if not lists:
        return Described()
    chosen = _chosen(tuple(lists.values()))
    if chosen.label and _KIT.search(name):
        return Described(oddity="list-kit")
    absent = tuple(section.names for section in sections if section.which is Which.ABSENT)
    if chosen.label and tells_more(text, chosen.label, absent=absent, name=name):
        return Described(oddity="list-lacks")
    return chosen


def _chosen(sections: tuple[_Section, ...]) -> Described:
    def of(*which: Which) -> list[_Section]:
        return [section for section in sections if section.which in which]

    whole = of(Which.FULL) or of(Which.PLAIN)
    actives, inactives = of(Which.ACTIVE), of(Which.INACTIVE)
    if len(of(Which.PRODUCT)) + bool(whole) > 1 or max(len(whole), len(actives), len(inactives)) > 1:
        return Described(oddity="list-several")
    if whole and any(_names_known(section.names) - _names_known(whole[0].names) for section in of(Which.PLAIN)):
        return Described(oddity="list-several")
    whole = whole or of(Which.PRODUCT)
    if any(_CUT.search(section.names) for section in (*whole, *actives, *inactives)):
        return Described(oddity="list-cut")
    if inactives:
        # "Other ingredients" behind a plain list and without actives is the rest of it.
        return _joined([*(actives or whole), *inactives])
    if whole:
        lacking = [section for section in actives if _names_known(section.names) - _names_known(whole[0].names)]
        return _joined([*lacking, *whole])
    return Described(oddity="list-key" if of(Which.KEY) else "list-half")


def _joined(sections: list[_Section]) -> Described:
    """One label of one list, or of actives and the rest under their headings."""
    if len(sections) == 1:
        alone = sections[0]
        return Described(oddity="list-half") if alone.which is Which.INACTIVE else _checked(alone.names)
    heads = {Which.ACTIVE: "Active ingredients", Which.INACTIVE: "Inactive ingredients"}
    lines = [f"{heads.get(section.which, 'Ingredients')}: {section.names}" for section in sections]
    return _checked("\n".join(lines))


def _checked(label: str) -> Described:
    """The label, if it reads as a list of ingredients."""
    read = read_label(label)
    return Described(label=label) if read.readable and read.of >= _FEWEST_NAMES else Described(oddity="list-doubt")


def _names_known(names: str) -> set[str]:
    return {item.inci for item in read_label(names).items if item.inci}


def _sections(text: str) -> Iterator[_Section]:
    parted = _BEHIND_NAMES.sub(_parting, _BEHIND_SENTENCE.sub("\n", text))
    lines = [line.strip() for line in parted.splitlines()]
    at = 0
    while at < len(lines):
        heading = _HEADING.match(lines[at]) or _bare(lines[at])
        at += 1
        if heading is None:
            continue
        rest = lines[at - 1][heading.end() :].strip()
        names, at = _names(rest, lines, at)
        if names:
            words = heading[0].strip(" :：\t")
            yield _Section(which=_which(words), heading=words, names=names)


def _parting(gap: re.Match[str]) -> str:
    """A line end in place of a gap before a heading, where names stand in front of it."""
    before = gap.string[max(0, gap.start() - _LONGEST_LOOK) : gap.start()].rpartition("\n")[2]
    return "\n" if "," in before else gap[0]


def _bare(line: str) -> re.Match[str] | None:
    """A heading that runs on into its list without a colon: "INGREDIENTS Aqua, Glycerin, Retinol"."""
    heading = _BARE_HEADING.match(line)
    return heading if heading and _is_list(line[heading.end() :]) else None


def _which(heading: str) -> Which:
    for which, words in _QUALIFIERS:
        if words.search(heading):
            return which
    rest = re.sub(_WORD, " ", _FILLERS.sub(" ", heading), flags=re.IGNORECASE)
    return Which.PRODUCT if re.search(r"\w", rest) else Which.PLAIN


def _names(rest: str, lines: list[str], at: int) -> tuple[str, int]:
    """The names behind a heading, over as many lines as the list goes on, and the line behind it."""
    names = [rest] if rest else []
    bullets = False
    while at < len(lines):
        line = lines[at]
        if line and not _goes_on(line, names, bullets=bullets):
            break
        if line:
            bullets = bullets or bool(_BULLET.match(line))
            names.append(_BULLET.sub("", line))
        at += 1
    joined = ""
    for part in names:
        joined += part if not joined else f" {part}" if _CUT.search(joined) else f", {part}"
    return (joined, at) if _is_list(joined) or _FEW_WORDS.search(joined) else ("", at)


def _goes_on(line: str, names: list[str], *, bullets: bool) -> bool:
    if _HEADING.match(line) or _bare(line):
        return False
    if bullet := _BULLET.match(line):
        return bullets or not names or (len(line.split()) <= _LONGEST_NAME and _is_list(line[bullet.end() :], fewest=1))
    if bullets:
        return False
    if not names or names[-1].endswith((",", "/", "-", "(")):
        return not _LABELLED.match(line)
    if _LABELLED.match(line) or names[-1].endswith("."):
        return False
    return _is_list(line, fewest=1) and ("," in line or len(line.split()) <= _LONGEST_NAME)


def _is_list(text: str, *, fewest: int = _FEWEST_NAMES) -> bool:
    """Whether a text is names that are parted, of which at least half are known."""
    label = read_label(text)
    return label.of >= fewest and label.read >= _HALF * label.of

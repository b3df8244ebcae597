"""May I use such a thing, in general? A kind of product or an ingredient, without anybody's label.

Its parts are judged as a label would be, each kind with every name and mark, and by the rules of the activities that
are about the same thing: all that is refused or with care stays so, the strictest wins. What is left is a yes only
where every part is welcome that day: a kind about which the guide speaks, an ingredient of `data/welcome.toml` or one
whose rule has opened. Anything else depends on a list that nobody has shown. There is no label in such an answer, so
nothing is ever said about one.
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import reduce

from fortnight.asking.load import Welcome, welcomes
from fortnight.asking.model import General
from fortnight.guide.model import LAST_DAY, Rule
from fortnight.labels.kinds import kind_of
from fortnight.labels.model import NOT_FOR_THIS, Detail, Item, Kind, Label, Mark, PromisedMark, Trait
from fortnight.labels.read import read_label
from fortnight.verdicts.activities import weigh_activity
from fortnight.verdicts.judge import allergic_to_words, weigh
from fortnight.verdicts.model import ALL_DAYS, Verdict
from fortnight.verdicts.reading import reading_rules
from fortnight.verdicts.rulebook import Rulebook

_OPENS = frozenset({Trait.VITAMIN_C, Trait.PEPTIDE, Trait.OMEGA3_OIL, Trait.CLEANSING_SURFACTANT})
"""Marks that are a plain yes from a day of the guide on. Those that come back with care say so in their windows."""
_MADE_FOR: dict[Mark, Kind] = {
    Trait.PEPTIDE: Kind.PEPTIDE_SERUM,
    Detail.COPPER_PEPTIDE: Kind.PEPTIDE_SERUM,
    Trait.VITAMIN_C: Kind.VITAMIN_C_SERUM,
    Detail.ASCORBIC_ACID: Kind.VITAMIN_C_SERUM,
    Trait.RETINOID: Kind.RETINOL_PRODUCT,
    Trait.SCRUB: Kind.SCRUB,
}
"""Who asks about peptides as such means a product that is made for them, and the guide has a day for it."""
_MADE_OF: dict[Kind, Mark] = {
    Kind.RETINOL_PRODUCT: Trait.RETINOID,
    Kind.SCRUB: Trait.SCRUB,
    Kind.ENZYME_MASK: Trait.ENZYME,
}
"""A kind that is named by what is in it shows it, so that "retinol cream" is answered as "retinol" is."""
_REFINES: dict[Kind, Kind] = {Kind.EXFOLIATING_CLEANSER: Kind.CLEANSER}
"""A kind that the words tell as a whole is what is meant, not what it is a kind of: "face wash with salicylic acid"."""
Spoken = tuple[Rule, tuple[Item, ...], int, int, int]


def weigh_general(general: General, book: Rulebook) -> Verdict:
    """All fourteen answers about something in general. Never a yes for what no rule welcomes."""
    kinds = _kinds(general)
    labels = [_label(general, kind) for kind in kinds]
    verdicts = [weigh(label, book) for label in labels]
    same = (activity for activity in book.guide.activities if activity.id in general.activities)
    verdicts.extend(weigh_activity(activity, book, general.words) for activity in same)
    joined = allergic_to_words(reduce(_stricter, verdicts), book, general.words)
    welcome = _welcome(labels[0])
    spoken = (*joined.spoken, *((rule, labels[0].items, 0, 0, 0) for rule in welcome))
    untold = joined.untold
    opened = _OPENS | {mark for mark in labels[0].evidence if _comes_back(mark, book, kinds[0])}
    opened |= {mark for mark in labels[0].evidence if kinds[0] in _REFINES and _opens(mark, book, kinds[0])}
    if not _may_be_yes(general, labels[0], welcome, opened, kinded=kinds != (None,)):
        rule = reading_rules()["depends-on-its-list" if general.pure else "name-tells-too-little"]
        untold |= ALL_DAYS
        spoken = (*spoken, (rule, (), 0, ALL_DAYS & ~max(joined.refused, 0), 0))
    return held_back(replace(joined, label=None, untold=untold, spoken=_unique(spoken)), general.held)


def held_back(verdict: Verdict, rules: tuple[str, ...]) -> Verdict:
    """A verdict that is never a yes, for what the rules say: it is another's or for another, old, without a label."""
    if not rules:
        return verdict
    off = ALL_DAYS & ~max(verdict.refused, 0)
    spoken: tuple[Spoken, ...] = tuple((reading_rules()[rule], (), 0, off, 0) for rule in rules)
    return replace(verdict, untold=verdict.untold | ALL_DAYS, spoken=(*verdict.spoken, *spoken))


def _kinds(general: General) -> tuple[Kind | None, ...]:
    """The kinds that are named, and the one that the words tell besides; None where neither tells one."""
    by_words = kind_of(general.words)
    refined = _REFINES.get(by_words) if by_words else None
    named = (*(kind for kind in general.kinds if kind is not refined), *((by_words,) if by_words else ()))
    made_for = () if general.kinds else tuple(_MADE_FOR[mark] for mark in general.marks if mark in _MADE_FOR)
    return tuple(dict.fromkeys((*named, *made_for))) or (None,)


def _label(general: General, kind: Kind | None) -> Label:
    """What the words say as the label that they would be on; nothing in it is unread, since nothing was shown.

    What the words promise is what is asked about, as if a list held it. An acid as such is no peel: nobody said so.
    """
    label = read_label(", ".join(general.names), name=general.words, kind=kind)
    from_names: dict[Mark, tuple[Item, ...]] = {_asked_about(mark): items for mark, items in label.evidence.items()}
    made_of = (_MADE_OF[kind],) if kind in _MADE_OF else ()
    evidence: dict[Mark, tuple[Item, ...]] = {**dict.fromkeys((*general.marks, *made_of), ()), **from_names}
    of_list = None if kind is None and label.kind is Kind.PEEL else label.kind
    return replace(label, kind=of_list, evidence=evidence, readable=True, read=label.of, unread_early=False, beside=0)


def _asked_about(mark: Mark) -> Mark:
    """What is asked about where a name promises it; what is not for open skin at all stays a promise."""
    if isinstance(mark, PromisedMark) and mark.mark not in NOT_FOR_THIS:
        return mark.mark
    return mark


def _stricter(verdict: Verdict, other: Verdict) -> Verdict:
    return replace(
        verdict,
        refused=verdict.refused | other.refused,
        untold=verdict.untold | other.untold,
        careful=verdict.careful | other.careful,
        spoken=(*verdict.spoken, *other.spoken),
    )


def _unique(spoken: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    return tuple({(entry[0].id, entry[2:]): entry for entry in spoken}.values())


def _welcome(label: Label) -> tuple[Welcome, ...]:
    names = {item.inci for item in label.items}
    return tuple(rule for rule in welcomes() if names & rule.names or rule.traits & label.evidence.keys())


def _comes_back(mark: Mark, book: Rulebook, kind: Kind | None) -> bool:
    """Whether a rule brings a mark back with care for the last days."""
    entries = book.sheet(kind).by_mark.get(mark, ())
    return any(entry.careful >> LAST_DAY & 1 for entry in entries)


def _opens(mark: Mark, book: Rulebook, kind: Kind | None) -> bool:
    """Whether a rule closes a mark on the first days only."""
    closed = [entry.refused for entry in book.sheet(kind).by_mark.get(mark, ()) if entry.refused]
    return bool(closed) and not any(days >> LAST_DAY & 1 for days in closed)


def _may_be_yes(
    general: General, label: Label, welcome: tuple[Welcome, ...], opened: AbstractSet[Mark], *, kinded: bool
) -> bool:
    """Whether every part is exactly something that the rules welcome, or bring back on a day."""
    if not general.pure:
        return False
    names = {name for rule in welcome for name in rule.names}
    marks = {mark for rule in welcome for mark in rule.traits} | opened
    marked = {item.inci for mark in marks for item in label.evidence.get(mark, ())}
    if not all(item.inci in names | marked for item in label.items):
        return False
    open_marks = all(mark in marks or kinded for mark in general.marks)
    return open_marks and bool(general.kinds or label.items or general.marks)

"""Reading a label: from the text as given to items, traits, coverage and problems.

The steps: lay out the text (`parse`), cut each stretch at commas that part names, identify each part (`identify`,
remembered), then look at all names together (`traits`). Where something was not understood and sentences that a law has
printed on packs stand in the text, it is read once more without these (`warnings`). Never raises on text; a text longer
than any label is read up to a limit and then called unreadable, which no rule takes for a yes.
"""

from dataclasses import replace

from fortnight.labels.cut_short import sure_cuts
from fortnight.labels.draft import LabelDraft
from fortnight.labels.food import is_food
from fortnight.labels.kinds import as_kind, spf_of
from fortnight.labels.kinds_by_list import kind_by_list
from fortnight.labels.layout import Layout
from fortnight.labels.leaflets import may_be_leaflet, with_leaflet_headings
from fortnight.labels.left_out import left_out_of
from fortnight.labels.model import CLEANSERS, Detail, Item, Kind, Label, LeftOut, Mark, Problem, ProblemKind
from fortnight.labels.parse import lay_out
from fortnight.labels.pieces import FOOD, borne_by
from fortnight.labels.product import ProductWords, words_of_product
from fortnight.labels.promises import broken_promises
from fortnight.labels.repaired import may_be_misread, with_letters, with_lines_joined
from fortnight.labels.rows import cut_at_commas, may_be_plain, plain_row
from fortnight.labels.runs import shortened
from fortnight.labels.styled import in_plain_letters
from fortnight.labels.tail import with_the_end_marked
from fortnight.labels.thresholds import is_a_list
from fortnight.labels.traits import gather
from fortnight.labels.warnings import Warnings, may_warn, warnings_in, with_warnings, without_warnings

Evidence = dict[Mark, tuple[Item, ...]]

_LONGEST_TEXT = 24_000
_PROMISED = "promised_"
_MAY_SCREEN = frozenset(
    {None, Kind.SUNSCREEN, Kind.MAKEUP, Kind.MOISTURISER, Kind.EYE_CREAM, Kind.FACE_OIL, Kind.SELF_TAN, Kind.MASK}
)
"""On the label of anything else an SPF is that of the sunscreen which it tells people to wear."""


def read_label(text: str, *, name: str = "", kind: Kind | str | None = None, category: str = "") -> Label:
    """Everything that the text of a label shows.

    `name` is the product's name, `category` a shop's free words; they help to tell the kind where `kind` is not given.
    The same text, name and kind give an equal label. Never raises on text. Long runs of blanks or of
    one sign are cut to a few: all positions are those in `Label.text`.

    >>> from fortnight.labels.model import Trait
    >>> label = read_label("Aqua, Glycerin, Retinol", name="Night Oil")
    >>> label.read, label.of, [item.printed for item in label.traits[Trait.RETINOID]]
    (3, 3, ['Retinol'])
    """
    text = in_plain_letters(shortened(text))
    product = words_of_product(name, category)
    known_kind = as_kind(kind) or product.kind
    label = _read(text, name, known_kind, category, product)
    if label.read == label.of and not (label.left_out and label.doubtful):
        return label
    return _read_again(label, known_kind, category, product)


def _read_again(label: Label, known_kind: Kind | None, category: str, product: ProductWords) -> Label:
    """A label of which something was not understood, without warnings and with the wording of leaflets as headings."""
    text = label.text
    strange = [(start, start + len(name.printed)) for start, name in label.found if name.inci is None]
    places = [*strange, *((part.start, part.end) for part in label.left_out)]
    strange += [(part.start, part.end) for part in label.left_out if part.doubtful]
    warnings = warnings_in(text) if may_warn(text, places) else Warnings(spans=(), silent=())
    work = without_warnings(text, warnings.spans)
    if work != text:
        label = _read(text, label.name, known_kind, category, product, work, warnings)
    if _is_understood(label):
        return label
    headed = work
    if may_be_leaflet("\n".join(text[start:end] for start, end in strange)):
        headed = with_leaflet_headings(work)
    if headed != work:
        other = _read(text, label.name, known_kind, category, product, headed, warnings)
        if label.evidence.keys() <= other.evidence.keys() and _strange(other) <= _strange(label):
            return other
    for repaired in dict.fromkeys(_repaired(work, strange)):
        other = (
            _read(text, label.name, known_kind, category, product, repaired, warnings) if repaired != work else label
        )
        if _strange(other) < _strange(label) and _shows_as_much(other, label):
            label = other
    return label


def _repaired(work: str, strange: list[tuple[int, int]]) -> tuple[str, ...]:
    """The text as a camera may have misread it, with lines joined beside what nobody knows, and with its end marked."""
    letters = with_letters(work) if may_be_misread(work, strange) else work
    return letters, with_lines_joined(letters, strange), with_the_end_marked(letters, strange)


def _shows_as_much(other: Label, label: Label) -> bool:
    """Whether another reading of a text shows everything that a label shows: it never makes an answer milder.

    Of halves of names nobody can judge, and a promise that they break is met where the other reading shows the thing.
    """
    marks = {mark for mark in label.evidence if mark is not Detail.UNJUDGED}
    met = {mark for mark in marks if mark.removeprefix(_PROMISED) in other.evidence}
    return marks - met <= other.evidence.keys() and (other.readable or not label.readable)


def _strange(label: Label) -> int:
    """How much of a label was not understood."""
    return label.of - label.read + len(label.doubtful)


def _is_understood(label: Label) -> bool:
    return not _strange(label)


def _read(
    text: str, name: str, known_kind: Kind | None, category: str, product: ProductWords, work: str = "",
    warnings: Warnings | None = None,
) -> Label:  # fmt: skip
    """The label of a text as it stands, or with `work` in its place: the same without its warnings."""
    layout, draft, bears = _collected(work or text, product)
    if warnings:
        draft.print_as_given(text)
        layout = replace(layout, printed=with_warnings(layout.printed or layout.work, text, warnings.spans))
    problems = draft.problems
    evidence = _evidence_of(draft, layout, product, known_kind)
    shelf = kind_by_list(known_kind, draft.found, evidence, title=product.title, category=category)
    if shelf is not known_kind and shelf in CLEANSERS:
        evidence = {**_evidence_of(draft, layout, product, shelf), **evidence}
    left_out = _left_out(draft, layout, product, evidence, warnings)
    if product.promises:
        evidence |= broken_promises(product.title, evidence, kind=known_kind, category=category, name=name)
    swallowed = product.is_swallowed or (bool(problems) and bool(bears & FOOD) and is_food(text))
    readable = _is_readable(draft, problems, swallowed=swallowed)
    praised = sum(part.strange for part in left_out)
    of = len(draft.found) + praised
    return Label(
        text=text,
        name=name,
        kind=shelf,
        found=tuple(draft.found),
        evidence={} if swallowed or draft.only_praises() else evidence,
        spf=spf_of(text) if product.spf is None and shelf in _MAY_SCREEN else product.spf,
        problems=tuple(problems),
        readable=readable,
        read=len(draft.found) - draft.unknown,
        of=of,
        unread_early=draft.unread_early,
        headings=layout.headings,
        left_out=left_out,
        beside=draft.beside + praised,
    )


def _collected(text: str, product: ProductWords) -> tuple[Layout, LabelDraft, int]:
    """The layout of a text, the names that stand in it, and what else its pieces may bear, as bits."""
    too_long = len(text) > _LONGEST_TEXT
    cut = cut_at_commas(text) if not too_long and may_be_plain(text) else None
    row = plain_row(cut) if cut else None
    if row:
        layout = Layout(work=text, stretches=())
        draft = LabelDraft(layout)
        draft.take(row)
        return layout, draft, 0
    bears = borne_by(text, cut.parts if cut else None)
    layout = lay_out(text[:_LONGEST_TEXT]) if too_long else lay_out(text, bears)
    draft = LabelDraft(layout, cut if layout.is_one_list and layout.work is text else None)
    draft.leave_out_around()
    if draft.unknown and product.title:
        draft.leave_out_the_title(product.title)
    if layout.work is not text:
        draft.print_as_given(text)
    if too_long or draft.gave_up:
        reached = min(draft.reached, len(text))
        draft.problems.append(Problem(kind=ProblemKind.TOO_LONG, start=reached, end=len(text)))
    return layout, draft, bears


def _evidence_of(draft: LabelDraft, layout: Layout, product: ProductWords, kind: Kind | None) -> Evidence:
    if not draft.cued:
        return {}
    return gather(
        draft.cued,
        text=layout.work,
        said=product.title,
        category=product.category,
        kind=kind,
        lists=draft.lists,
        active_until=draft.active_until,
    )


def _left_out(
    draft: LabelDraft, layout: Layout, product: ProductWords, evidence: Evidence, warnings: Warnings | None
) -> tuple[LeftOut, ...]:
    if not draft.parted:
        return ()
    printed = layout.printed or layout.work
    return left_out_of(
        printed,
        draft.found,
        layout.headings,
        evidence=evidence,
        marketing=layout.marketing,
        unmarked=layout.work,
        claimed=without_warnings(printed, warnings.silent) if warnings else "",
        said=product.title,
        cuts=sure_cuts(layout.printed, layout.cuts, draft.found, layout.headings) if layout.cuts else (),
    )


def _is_readable(draft: LabelDraft, problems: list[Problem], *, swallowed: bool) -> bool:
    if swallowed:
        problems.append(Problem(kind=ProblemKind.NOT_A_COSMETIC, start=0, end=0))
        return False
    of = len(draft.found)
    read = of - draft.unknown
    no_list = (problems and problems[-1].kind is ProblemKind.TOO_LONG) or draft.is_a_scrap_abroad()
    if no_list or draft.only_praises() or not is_a_list(read, of) or not (draft.listed or draft.is_all_active()):
        problems.append(Problem(kind=ProblemKind.NO_LIST, start=0, end=len(draft.work)))
        return False
    return True

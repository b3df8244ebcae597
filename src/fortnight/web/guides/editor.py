"""The guide as the editor shows it: stage by stage what is done and what comes back, then activities, then own rules.

A rule stands where it stands as published, so that nothing jumps away under the hand that changes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Activity, Care, Guide, Layer, Rule, Stage, Window
from fortnight.guide.standing import RuleStanding, standing
from fortnight.verdicts.own import verdict_alone
from fortnight.web.activities.queries import group_of
from fortnight.web.guides.queries import Drafted
from fortnight.web.words.strip import marks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorRow:
    """A rule in the editor: as it is in the draft, its fourteen marks, how it stands, whether somebody signed."""

    rule: Rule
    marks: str
    standing: RuleStanding
    signed: bool
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorSection:
    """A part of the editor. `stage` is the stage's own row, None for what belongs to no stage."""

    name: str
    stage: EditorRow | None
    steps: tuple[EditorRow, ...]
    windows: tuple[EditorRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Everything on the page of the editor, and what is still in need of a signature."""

    sections: tuple[EditorSection, ...]
    activities: tuple[tuple[str, tuple[EditorRow, ...]], ...]
    own: tuple[EditorRow, ...]
    changed: int
    unsigned: int


def editor(draft: Drafted) -> Editor:
    """The draft, laid out."""
    rows = {rule.id: row(rule, draft) for rule in _rules(draft.guide)}
    published = published_guide()
    own = tuple(entry for entry in rows.values() if entry.rule.id.startswith("own-"))
    return Editor(
        sections=(*(_section(stage, published, rows) for stage in published.stages), *_beyond(published, rows)),
        activities=tuple(_activities(published, rows)),
        own=own,
        changed=len(draft.changes),
        unsigned=sum(entry.standing is RuleStanding.MILDER and not entry.signed for entry in rows.values()),
    )


def row(rule: Rule, draft: Drafted) -> EditorRow:
    """One rule of the draft."""
    return EditorRow(
        rule=rule,
        marks=rule_marks(rule),
        standing=standing(rule),
        signed=bool(rule.changed and rule.changed.signed),
        changed=draft.change(rule.id) is not None,
    )


def rule_marks(rule: Rule) -> str:
    """The fourteen marks that a rule alone would give; of a step, the days on which it holds."""
    if isinstance(rule, Window | Activity):
        return marks_of(verdict_alone(rule).rulings)
    if isinstance(rule, Care):
        return "".join("o" if day in rule.days else "x" for day in range(1, LAST_DAY + 1))
    return ""


def beside(rule: Rule, draft: Drafted) -> list[EditorRow]:
    """What goes with a rule: the steps that its products fill, and the other rules about the same products."""
    guide = draft.guide
    cares = [other for other in guide.care if other.id == rule.id or _goes_with(other, rule)]
    rules: list[Rule] = [
        *cares,
        *(window for window in guide.windows if any(_goes_with(care, window) for care in cares)),
    ]
    return [row(other, draft) for other in rules if other.id != rule.id]


def _goes_with(care: Care, rule: Rule) -> bool:
    """Whether a window speaks about the products that fill a step which is not one of every day."""
    if not isinstance(rule, Window) or care.days.first == 1 or rule.spf_below:
        return False
    return bool(set(rule.kinds) & set(care.kinds)) or rule.shows in care.shows


def _rules(guide: Guide) -> Iterable[Rule]:
    yield from (*guide.stages, *guide.care, *guide.windows, *guide.activities, *guide.beside)


def _section(stage: Stage, published: Guide, rows: dict[str, EditorRow]) -> EditorSection:
    windows = (window for window in published.windows if _returns(window, published) == stage.id)
    return EditorSection(
        name=stage.id,
        stage=rows[stage.id],
        steps=tuple(rows[care.id] for care in published.care if care.stage == stage.id),
        windows=tuple(rows[window.id] for window in windows),
    )


def _beyond(published: Guide, rows: dict[str, EditorRow]) -> Iterable[EditorSection]:
    for name in ("never", "welcome"):
        windows = tuple(rows[window.id] for window in published.windows if _returns(window, published) == name)
        yield EditorSection(name=name, stage=None, steps=(), windows=windows)


def _returns(window: Window, published: Guide) -> str:
    """The stage in which something comes back, `never` within the fortnight, or `welcome` on every day."""
    if window.layer is not Layer.GUIDE or not (window.refuse or window.careful):
        return "welcome"
    last = window.refuse.last if window.refuse else 0
    if last == LAST_DAY:
        return "never"
    return [stage.id for stage in published.stages if last + 1 in stage.days][-1]


def _activities(published: Guide, rows: dict[str, EditorRow]) -> Iterable[tuple[str, tuple[EditorRow, ...]]]:
    groups: dict[str, list[EditorRow]] = {}
    for activity in published.activities:
        groups.setdefault(group_of(activity), []).append(rows[activity.id])
    return ((name, tuple(group)) for name, group in groups.items())

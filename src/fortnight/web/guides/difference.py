"""A rule in two guides, made ready to be shown side by side: its days, its words, its standing."""

from dataclasses import dataclass

from fortnight.guide.model import Care, Rule
from fortnight.guide.standing import RuleStanding, standing
from fortnight.verdicts.own import days_told
from fortnight.web.guides.editor import rule_marks
from fortnight.web.guides.queries import RuleChangeLine
from fortnight.web.words.rules import language, told


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSide:
    """A rule in one of the two guides."""

    rule: Rule
    marks: str
    days: str
    says: str
    why: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleComparison:
    """A rule that two guides have otherwise. A side is None where that guide does not have it."""

    id: str
    rule: Rule
    before: RuleSide | None
    after: RuleSide | None
    standing: RuleStanding
    days: bool
    words: bool

    @property
    def signed(self) -> bool:
        """Whether somebody has signed the rule as it is after."""
        return bool(self.rule.changed and self.rule.changed.signed)


def shown(line: RuleChangeLine) -> RuleComparison:
    """A line as a page shows it, in the reader's language."""
    before, after = (_side(rule) if rule else None for rule in (line.before, line.after))
    return RuleComparison(
        id=line.id,
        rule=line.rule,
        before=before,
        after=after,
        standing=standing(line.rule),
        days=_days(before) != _days(after),
        words=_words(before) != _words(after),
    )


def _side(rule: Rule) -> RuleSide:
    care = isinstance(rule, Care)
    return RuleSide(
        rule=rule,
        marks=rule_marks(rule),
        days=days_told(rule, language()),
        says=told(rule),
        why=told(rule, "why") if care else "",
        named=rule.named if isinstance(rule, Care) else (),
    )


def _days(side: RuleSide | None) -> tuple[str, str] | None:
    return (side.marks, side.days) if side else None


def _words(side: RuleSide | None) -> tuple[str, str, tuple[str, ...]] | None:
    return (side.says, side.why, side.named) if side else None

"""What the pages about the clinic's guide read: the draft, the versions, two guides side by side, who goes by which."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from fortnight.guide.changes import OWN, GuideChange, read_changes
from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Guide, Protocol, Rule
from fortnight.guide.own import CarriedVersion, fitting, rule_in
from fortnight.verdicts.own import own_guide
from fortnight.web.accounts.convert import compiled, guide_with
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Clinic, GuideVersion, Person
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.accounts.queries import current_guide, guide_version, guide_versions
from fortnight.web.guides.models import Draft

DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The draft as a guide. `revision` is 0 where nobody has begun one; it holds the current version's changes then."""

    clinic: Clinic
    row: Draft
    current: GuideVersion | None
    changes: tuple[GuideChange, ...]
    guide: Guide
    left_out: tuple[tuple[GuideChange, str], ...]

    @property
    def revision(self) -> int:
        """The number that a change of this draft has to name."""
        return self.row.revision

    @property
    def differs(self) -> bool:
        """Whether publishing would change anything."""
        return self.row.changes != (self.current.changes if self.current else "")

    def change(self, rule_id: str) -> GuideChange | None:
        """The change of a rule, or None where it is as published."""
        return next((change for change in self.changes if change.id == rule_id), None)


def drafted(clinic: Clinic) -> Drafted:
    """The clinic's draft, or what a new one would begin with."""
    current = current_guide(clinic)
    row = Draft.objects.filter(clinic=clinic).select_related("by").first()
    row = row or Draft(clinic=clinic, changes=current.changes if current else "")
    return read_draft(clinic, row, current)


def read_draft(clinic: Clinic, row: Draft, current: GuideVersion | None) -> Drafted:
    """A draft's row as a guide. A change of a rule that is no longer in the guide is left aside, and shown as such."""
    changes, left = fitting(published_guide(), read_changes(row.changes, DRAFT), protocol_of(clinic))
    guide = draft_guide(clinic, changes)
    return Drafted(clinic=clinic, row=row, current=current, changes=changes, guide=guide, left_out=left)


def draft_guide(clinic: Clinic, changes: Iterable[GuideChange]) -> Guide:
    """The guide that some changes would make. Raises: DataError for one that does not fit."""
    return own_guide(published_guide(), changes, protocol_of(clinic))


def protocol_of(clinic: Clinic) -> Protocol:
    """Whose guide a draft is."""
    return Protocol(house=clinic.name, number=0, date=timezone.now().date())


def version_now(version: GuideVersion, clinic: Clinic) -> CarriedVersion:
    """A published version on the guide of now, with the changes that could not be kept."""
    return compiled(version, clinic.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChangeLine:
    """A rule that two guides have otherwise; None where one of them does not have it."""

    id: str
    before: Rule | None
    after: Rule | None

    @property
    def rule(self) -> Rule:
        """The rule as it is now, or as it was where it is no more. Raises: ValueError for a line about nothing."""
        rule = self.after or self.before
        if rule is None:
            raise ValueError("a line is about a rule")
        return rule


def lines_between(before: Guide, after: Guide) -> list[RuleChangeLine]:
    """Every rule that the two have otherwise, in the order of the tables."""
    old, new = _noticeable(before), _noticeable(after)
    return [
        RuleChangeLine(id=rule_id, before=rule_in(before, rule_id), after=rule_in(after, rule_id))
        for rule_id in dict.fromkeys((*new, *old))
        if old.get(rule_id) != new.get(rule_id)
    ]


def _noticeable(guide: Guide) -> dict[str, tuple[object, ...]]:
    """What of each rule a person could notice. The version that a rule was changed in is not part of it."""
    rules: tuple[Rule, ...] = (*guide.stages, *guide.care, *guide.windows, *guide.activities, *guide.beside)
    return {rule.id: _noticed(rule) for rule in rules}


def _noticed(rule: Rule) -> tuple[object, ...]:
    days = tuple(getattr(rule, name, None) for name in ("refuse", "careful", "from_day", "days", "named"))
    own = rule.changed.words if rule.changed else ()
    words = tuple(word for word in own if word[0] != "place")
    return (*days, rule.says, getattr(rule, "why", ""), getattr(rule, "often", ""), words)


def current_of(draft: Drafted) -> Guide:
    """The guide that whoever begins now goes by."""
    return guide_with(draft.current.key, draft.clinic.name) if draft.current else published_guide()


def next_own(draft: Drafted) -> str:
    """An id for one more rule of the clinic's own: never one that a version or the draft had."""
    texts = [draft.row.changes, *guide_versions(draft.clinic).values_list("changes", flat=True)]
    used = (change.id.removeprefix(OWN) for text in texts for change in read_changes(text, DRAFT))
    return f"{OWN}{max(map(whole_number, used), default=0) + 1}"


def side(clinic: Clinic, name: str, draft: Drafted) -> tuple[str, Guide] | None:
    """One side of a comparison by what an address says: the draft, the number of a version, or the published guide."""
    if name == DRAFT:
        return DRAFT, draft.guide
    if name == "published":
        return "published", published_guide()
    version = guide_version(clinic, whole_number(name))
    return (str(version.number), guide_with(version.key, clinic.name)) if version else None


def versions(clinic: Clinic) -> QuerySet[GuideVersion]:
    """Every version of a clinic, the latest first."""
    return guide_versions(clinic)


def counted(clinic: Clinic) -> dict[str, int]:
    """By the key of a version: how many whose treatment is not over go by it. Empty key: the published guide."""
    rows = _under_way(clinic).values("current__guide").annotate(count=Count("pk")).order_by()
    return {row["current__guide"] or "": row["count"] for row in rows}


def under_way(clinic: Clinic) -> list[Person]:
    """Everybody of a clinic whose fortnight is not over, those who have not begun with them, by name."""
    people = _under_way(clinic).select_related("current", "clinic", "conversation").order_by("name", "pk")
    return [person for person in people if day_for(person, today_for(person)) <= LAST_DAY]


def _under_way(clinic: Clinic) -> QuerySet[Person]:
    """A date is enough to ask the database: a day of grace for those who are in another zone."""
    first = timezone.now().date() - dt.timedelta(days=LAST_DAY + 1)
    return Person.objects.filter(clinic=clinic, current__date__gte=first)

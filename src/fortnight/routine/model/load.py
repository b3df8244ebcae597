"""Reading the tables of the routine: steps, rules between products, what fits whom; strictly, once."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from fortnight.errors import UsageError, did_you_mean
from fortnight.guide.load import published_guide, rule_facts
from fortnight.guide.model import Duty, Rule, Time
from fortnight.labels.model import Detail, Kind, Mark, Trait
from fortnight.routine.model.values import Concern, Fit, RoutineStep, Skin, Together
from fortnight.sources import shipped
from fortnight.tables import Row, read_tables

_STEPS = "routine/data/steps.toml"
_TOGETHER = "routine/data/together.toml"
_FIT = "routine/data/fit.toml"


@cache
def steps() -> Mapping[str, RoutineStep]:
    """The steps by the id of their care. Raises: DataError, also for a care that products fill and no step."""
    by_care = {step.care: step for step in read_tables(shipped(_STEPS), _STEPS, {"step": _step})["step"]}
    return MappingProxyType(by_care)


@cache
def together() -> tuple[Together, ...]:
    """The rules between products. Raises: DataError."""
    return read_tables(shipped(_TOGETHER), _TOGETHER, {"together": _together})["together"]


@cache
def fits() -> tuple[Fit, ...]:
    """What fits whom. Raises: DataError."""
    return read_tables(shipped(_FIT), _FIT, {"fit": _fit})["fit"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of this package, in the order of the files."""
    return (*steps().values(), *together(), *fits())


def step_of(care: str) -> RoutineStep:
    """The step of a care. Raises: UsageError for a care that no product fills.

    >>> step_of("daily-sunscreen").layer
    90
    """
    if care not in steps():
        raise UsageError(f'no step of a routine is called "{care}"', did_you_mean(care, steps()))
    return steps()[care]


def may_steps() -> tuple[str, ...]:
    """The ids of the steps that the published guide leaves to the person, in its order."""
    return tuple(care.id for care in published_guide().care if care.duty is Duty.MAY and care.id in steps())


def _marks(row: Row, key: str) -> tuple[Mark, ...]:
    return tuple(
        Trait(choice) if choice in set(Trait) else Detail(choice) for choice in row.any_choices(key, Trait, Detail)
    )


def _step(row: Row) -> RoutineStep:
    care = row.text("care")
    cares = {entry.id: entry for entry in published_guide().care if entry.kinds and entry.duty is not Duty.AVOID}
    replaces = row.text("replaces", "")
    for care_id in filter(None, (care, replaces)):
        if care_id not in cares:
            row.fail(f'"{care_id}" is not a care that a product can do', did_you_mean(care_id, cares))
    near, near_shows = row.choices("near", Kind), _marks(row, "near_shows")
    if bool(near) != bool(near_shows):
        row.fail("near and near_shows go together", "Give both or neither.")
    return RoutineStep(
        **rule_facts(row),
        care=care,
        layer=row.number("layer") or 0,
        per_week=row.number("per_week") or 0,
        apart=row.number("apart") or 1,
        near=near,
        near_shows=near_shows,
        stand_in=row.flag("stand_in"),
        replaces=replaces,
        welcome=_marks(row, "welcome"),
    )


def _together(row: Row) -> Together:
    only = row.choice("only", Time) if row.has("only") else None
    rule = Together(
        **rule_facts(row), one=_marks(row, "one"), other=_marks(row, "other"), only=only,
        new_apart=row.number("new_apart") or 0,
    )  # fmt: skip
    if not rule.one or sum((bool(rule.other), rule.only is not None, bool(rule.new_apart))) != 1:
        row.fail("it has to say one thing", "Give one and exactly one of other, only, new_apart.")
    return rule


def _fit(row: Row) -> Fit:
    return Fit(
        **rule_facts(row),
        skin=row.choices("skin", Skin),
        concerns=row.choices("concerns", Concern),
        shows=_marks(row, "shows"),
        points=row.number("points") or 0,
    )

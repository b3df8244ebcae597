"""Solving a program level by level with HiGHS: each objective as small as the ones before it allow, proven or bounded.

One thread and one seed, so the same program has the same outcome. A level that is done stays as a row; where time is up
the best found so far counts, with the share by which something better may exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fortnight.routine.program import Level, Program

if TYPE_CHECKING:
    import highspy


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Which unknowns are 1. Where not `proven`, `level` names what was being made smaller, to `within` per cent."""

    ones: frozenset[int]
    proven: bool
    level: str
    within: float


def solve(program: Program, seconds: float) -> Solution:
    """The best solution of a program, found in at most so many seconds. Taking nothing is always a solution."""
    if not program.size:
        return Solution(ones=frozenset(), proven=True, level="", within=0.0)
    import highspy

    model = _model(program, seconds)
    values = [0.0] * program.size
    for level in program.levels:
        costs = _costs(level)
        if not costs:
            continue
        if level.settled:
            _settle(model, program, values)
        model.changeColsCost(
            program.size, list(range(program.size)), [float(costs.get(at, 0)) for at in range(program.size)]
        )
        start = highspy.HighsSolution()
        start.col_value = values
        model.setSolution(start)
        model.run()
        info = model.getInfo()
        found = list(model.getSolution().col_value)
        if info.primal_solution_status == 2 and found:
            values = [float(round(one)) for one in found]
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            name = level.parts[0][0]
            return Solution(ones=_ones(values), proven=False, level=name, within=min(100.0, info.mip_gap * 100))
        best = sum(cost * values[at] for at, cost in costs.items())
        model.addRow(
            -highspy.kHighsInf, round(best) + 0.25, len(costs), list(costs), [float(one) for one in costs.values()]
        )
    return Solution(ones=_ones(values), proven=True, level="", within=0.0)


def _settle(model: "highspy.Highs", program: Program, values: Sequence[float]) -> None:
    """From here on nothing else is bought than is bought now."""
    for at in program.bought:
        model.changeColBounds(at, values[at], values[at])


def _model(program: Program, seconds: float) -> "highspy.Highs":
    import highspy
    import numpy as np

    model = highspy.Highs()
    options: Sequence[tuple[str, Any]] = (
        ("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5),
        ("time_limit", seconds),
    )  # fmt: skip
    for name, value in options:
        model.setOptionValue(name, value)
    size = program.size
    starts, index, value = [0], list[int](), list[int]()
    for row in program.rows:
        index += row.terms.keys()
        value += row.terms.values()
        starts.append(len(index))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = size, len(program.rows)
    lp.col_cost_ = np.zeros(size)
    lp.col_lower_, lp.col_upper_ = np.zeros(size), np.ones(size)
    lp.row_lower_ = np.full(len(program.rows), -highspy.kHighsInf)
    lp.row_upper_ = np.array([float(row.most) for row in program.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(value, dtype=np.float64)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * size
    model.passModel(lp)
    return model


def _costs(level: Level) -> dict[int, int]:
    """The parts of a level as one objective: an earlier part weighs more than all of the later."""
    costs: dict[int, int] = {}
    for place, (_, terms, _) in enumerate(level.parts):
        weight = level.base ** (len(level.parts) - 1 - place)
        for at, number in terms.items():
            costs[at] = costs.get(at, 0) + weight * number
    return {at: cost for at, cost in costs.items() if cost}


def _ones(values: Sequence[float]) -> frozenset[int]:
    return frozenset(at for at, value in enumerate(values) if value > 0.5)

"""Solving a program level by level with HiGHS: each objective as small as the ones before it allow, proven or bounded.

One thread and one seed, so the same program has the same outcome. A level that is done stays as a row; where time is up
the best found so far counts, with the share by which something better may exist.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fortnight.routine.solve.program import Constraint, Objective, Program
from fortnight.routine.solve.time_left import TimeLeft

if TYPE_CHECKING:
    import highspy

_FEASIBLE = 2
_HALF = 0.5
_MOST_WEIGHT = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Which unknowns are 1. Where not `proven`, `level` names what was being made smaller, to `within` per cent."""

    ones: frozenset[int]
    proven: bool = True
    level: str = ""
    within: float = 0.0


def solve(program: Program, left: TimeLeft, ones: frozenset[int] = frozenset()) -> Solution:
    """The best solution of a program, found in the time that is left for all levels.

    `ones` is a solution to begin with, and what comes back where no better one is found; taking nothing is always one.
    """
    if not program.size:
        return Solution(ones=frozenset())
    model = model_of(program)
    rows = list(program.rows)
    for levels in _together(program.levels):
        costs = _costs(levels)
        if not costs:
            continue
        if levels[0].settled:
            _settle(model, program, ones)
        model.changeColsCost(program.size, list(range(program.size)), _filled(costs, program.size))
        better = _run(model, costs, rows, left)
        if better is None or _cost(costs, better) <= _cost(costs, ones):
            ones = better if better is not None else ones
        if better is None or not _is_optimal(model):
            within = min(100.0, 100 * model.getInfo().mip_gap)
            return Solution(ones=ones, proven=False, level=levels[0].name, within=within)
        best = Constraint(costs, _cost(costs, ones))
        rows.append(best)
        _add(model, best)
    return Solution(ones=ones)


def keeps(program: Program, ones: frozenset[int]) -> bool:
    """Whether some unknowns keep every row of a program."""
    return all(_keeps(row, ones) for row in program.rows)


def _together(levels: Sequence[Objective]) -> list[list[Objective]]:
    """The levels that can be one objective: an earlier one weighs more than all that the later can come to.

    Only as long as the weights stay small beside the tolerances of the solver.
    """
    groups: list[list[Objective]] = []
    worth = 1
    for level in levels:
        if not any(level.terms.values()):
            continue
        size = level.most + 1
        if groups and not level.settled and worth * size <= _MOST_WEIGHT:
            groups[-1].append(level)
            worth *= size
        else:
            groups.append([level])
            worth = size
    return groups


def _costs(levels: Sequence[Objective]) -> dict[int, int]:
    """Some levels as one objective."""
    costs: dict[int, int] = {}
    weight = 1
    for level in reversed(levels):
        for at, number in level.terms.items():
            costs[at] = costs.get(at, 0) + weight * number
        weight *= level.most + 1
    return {at: cost for at, cost in costs.items() if cost}


def _run(
    model: "highspy.Highs", costs: Mapping[int, int], rows: Sequence[Constraint], left: TimeLeft
) -> frozenset[int] | None:
    """The solver's solution, or None. It counts only if it keeps every row and costs what the solver reports.

    A wrong answer is rare, but there was one: the program is then solved again without presolve. The solver's limit
    holds for each run anew, and its clock goes on over all runs of a model.
    """
    for presolve in ("choose", "off"):
        model.setOptionValue("presolve", presolve)
        model.setOptionValue("time_limit", left.seconds)
        began = model.getRunTime()
        model.run()
        left.spend(model.getRunTime() - began)
        info = model.getInfo()
        if info.primal_solution_status != _FEASIBLE:
            continue
        solution = _ones(list(model.getSolution().col_value))
        reported = info.objective_function_value
        if abs(_cost(costs, solution) - reported) < _HALF and all(_keeps(row, solution) for row in rows):
            return solution
    return None


def _is_optimal(model: "highspy.Highs") -> bool:
    import highspy

    return bool(model.getModelStatus() == highspy.HighsModelStatus.kOptimal)


def _cost(costs: Mapping[int, int], ones: frozenset[int]) -> int:
    return sum(cost for at, cost in costs.items() if at in ones)


def _keeps(row: Constraint, ones: frozenset[int]) -> bool:
    return _cost(row.terms, ones) <= row.most


def _filled(costs: Mapping[int, int], size: int) -> list[float]:
    return [float(costs.get(at, 0)) for at in range(size)]


def _add(model: "highspy.Highs", row: Constraint) -> None:
    import highspy

    # Everything is whole: a quarter more lets in nothing else, and rounding shuts nothing out.
    terms = [float(term) for term in row.terms.values()]
    model.addRow(-highspy.kHighsInf, row.most + 0.25, len(terms), list(row.terms), terms)


def _settle(model: "highspy.Highs", program: Program, ones: frozenset[int]) -> None:
    """From here on, buy exactly what is bought now."""
    for at in program.bought:
        model.changeColBounds(at, float(at in ones), float(at in ones))


def model_of(program: Program) -> "highspy.Highs":
    """The program as the solver takes it, without an objective."""
    import highspy
    import numpy as np

    # Not its wrapper, which prints a line wherever it is made.
    model: highspy.Highs = vars(highspy)["_Highs"]()
    options: Sequence[tuple[str, Any]] = (
        ("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5),
        ("mip_feasibility_tolerance", 1e-9), ("primal_feasibility_tolerance", 1e-9),
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


def _ones(values: Sequence[float]) -> frozenset[int]:
    return frozenset(at for at, value in enumerate(values) if value > _HALF)

"""A program as its steps, and ways of its steps as unknowns again: what the search takes and gives back."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

from fortnight.guide.model import LAST_DAY
from fortnight.routine.model.load import together
from fortnight.routine.solve.options import StepOption
from fortnight.routine.solve.program import Cell, Program
from fortnight.routine.solve.slots import Key, Means, SlottedStep, StepSlot, begin_of, settled

BITS = LAST_DAY + 1
"""How many bits a product takes that several steps ask for: one for each day on which it may begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A program as its steps. Costs and prices are multiplied by one number, so that the steps can share them.

    `apart` is how many days are between actives that begin. Where there is no budget, it and all prices are 0.
    """

    program: Program
    parts: tuple[SlottedStep, ...]
    shared: tuple[Means, ...]
    budget: int
    apart: int


def task_of(program: Program) -> Task:
    """A program as its steps."""
    slots: dict[int, dict[tuple[Cell, ...], StepSlot]] = {}
    steps: dict[Key, set[int]] = defaultdict(set)
    days: dict[Key, set[int]] = defaultdict(set)
    for filling in program.fillings:
        key = (filling.candidate.own, filling.candidate.place)
        steps[key].add(filling.role.demand.place)
        days[key].add(filling.cells[0][0])
    scale = lcm(*(len(places) for places in steps.values()))
    costs = _weighed(program, scale)
    demands = {}
    for unknown, filling in enumerate(program.fillings):
        demands[filling.role.demand.place] = filling.role.demand
        here = slots.setdefault(filling.role.demand.place, {})
        slot = here.setdefault(filling.cells, StepSlot(filling.cells[0][0]))
        slot.uses[filling.candidate.own, filling.candidate.place] = (unknown, costs[unknown])
    means = _means(program, costs, scale, {key: (len(steps[key]), tuple(sorted(days[key]))) for key in steps})
    parts = []
    for place, step_slots in slots.items():
        keys = sorted({key for slot in step_slots.values() for key in slot.uses})
        demand = demands[place]
        parts.append(
            SlottedStep(
                place=place, slots=sorted(step_slots.values(), key=lambda slot: slot.day),
                means=[means[key] for key in keys if key in means], free=[key for key in keys if key not in means],
                weeks=demand.weeks, apart=demand.step.apart,
            )
        )  # fmt: skip
    return Task(
        program=program, parts=tuple(parts), shared=tuple(mean for mean in means.values() if mean.shared),
        budget=(program.budget or 0) * scale, apart=max((rule.new_apart for rule in together()), default=0),
    )  # fmt: skip


def _weighed(program: Program, scale: int) -> list[int]:
    """The whole score as one number an unknown: an earlier level weighs more than all later ones can come to."""
    costs = [0] * program.size
    weight = scale
    for level in reversed(program.levels):
        for at, number in level.terms.items():
            costs[at] += weight * number
        weight *= level.most + 1
    return costs


def _means(
    program: Program, costs: Sequence[int], scale: int, steps_and_days: dict[Key, tuple[int, tuple[int, ...]]]
) -> dict[Key, Means]:
    """What is not always at hand: what would be bought, and every active; from how many steps ask for it, and when."""
    bought = {(False, candidate.place): at for at, candidate in program.bought.items()}
    priced = program.budget is not None
    prices = {(False, candidate.place): candidate.price * scale * priced for candidate in program.bought.values()}
    actives = {
        (filling.candidate.own, filling.candidate.place) for filling in program.fillings if filling.candidate.active
    }
    means: dict[Key, Means] = {}
    bit = BITS
    for key in sorted(bought.keys() | actives):
        cost, price = costs[bought[key]] if key in bought else 0, prices.get(key, 0)
        steps, days = steps_and_days[key]
        means[key] = Means(
            key=key, active=key in actives, cost=cost, price=price, shared=steps > 1, bit=bit, days=days,
            share=cost // steps, share_of_price=price // steps,
        )  # fmt: skip
        bit += BITS if steps > 1 else 0
    return means


def ones_of(task: Task, parts: Sequence[SlottedStep], chosen: Sequence[StepOption]) -> frozenset[int]:
    """The unknowns that some ways come to, one a step."""
    ones: set[int] = set()
    for part, way in zip(parts, chosen, strict=True):
        ones |= _uses(part, way)
    return frozenset(ones | _with_them(task.program, ones))


def _uses(part: SlottedStep, way: StepOption) -> set[int]:
    """The uses of a step in some way: in each slot the best of what is at hand, and what begins on its first day."""
    had = [*((key, 0) for key in part.free), *((means.key, day) for means, day in way.means)]
    best: list[tuple[int, int]] = []
    for slot in part.slots:
        able = [(*slot.uses[key][::-1], key) for key, day in had if key in slot.uses and slot.day >= day]
        cost, unknown, _ = min(able, default=(0, -1, None), key=lambda use: (use[0], use[2]))
        best.append((min(0, cost), unknown))
    first = [(means, begin_of(part, means, day)) for means, day in way.means if means.active and not means.shared]
    settlement = settled(part, [cost for cost, _ in best], [begin for _, begin in first])
    if settlement is None:
        return set()
    uses = {at: best[at][1] for at in settlement.slots}
    uses |= {at: part.slots[at].uses[means.key][0] for at, (means, _) in zip(settlement.begins, first, strict=True)}
    return set(uses.values())


def _with_them(program: Program, ones: set[int]) -> set[int]:
    """What is bought for some uses, and by when each active has begun with them."""
    fillings = [program.fillings[at] for at in ones]
    used = {(filling.candidate.own, filling.candidate.place) for filling in fillings}
    first: dict[Key, int] = {}
    for filling in fillings:
        key = (filling.candidate.own, filling.candidate.place)
        first[key] = min(filling.cells[0][0], first.get(key, LAST_DAY))
    bought = {at for at, candidate in program.bought.items() if (False, candidate.place) in used}
    return bought | {at for at, (key, day) in program.begun.items() if first.get(key, LAST_DAY + 1) <= day}

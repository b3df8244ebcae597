"""The choice as an integer program: which uses there are, what binds them, and the score as a row of objectives.

A use is a product in a block of cells: a cell is one morning or evening of one day in one step. Where nothing ties
single days to one another, cells in which the same products come in with the same points are one block; steps that are
not done every day and steps that an active could do have a block a day, and where a pick or an earlier routine ties a
step to a product it has a block a cell. A second set of unknowns says what is bought, a third by which day each active
has begun. Everything is whole numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise, product

from fortnight.guide.model import LAST_DAY, Time
from fortnight.routine.model.load import together
from fortnight.routine.model.values import Use, Wishes
from fortnight.routine.prepare.candidates import Candidate, Demand, StepRole
from fortnight.routine.score.scoring import BEST

Cell = tuple[int, Time]
"""A day (base 1) and a time of it."""

Terms = dict[int, int]
"""Numbers by the unknown that they go with."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What has to hold: the sum of the terms is at most `most`."""

    terms: Terms
    most: int


@dataclass(frozen=True, slots=True)
class Objective:
    """One objective, to be made as small as can be: what of the score it is, its terms, and what it begins with.

    What its terms come to differs by `most` at the most. Where it is `settled` what is bought is decided before.
    """

    name: str
    terms: Terms
    base: int
    most: int
    settled: bool = False


@dataclass(slots=True)
class Filling:
    """One unknown use: a candidate in a role, in the cells of a block."""

    candidate: Candidate
    role: StepRole
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Program:
    """The unknowns (each 0 or 1), in the order fillings, purchases, beginnings; the rows; the levels.

    `begun` says of the last kind which product (on the shelf or not, its place) has begun by which day.
    """

    fillings: list[Filling] = field(default_factory=list)
    bought: dict[int, Candidate] = field(default_factory=dict)
    begun: dict[int, tuple[tuple[bool, int], int]] = field(default_factory=dict)
    budget: int | None = None
    rows: list[Constraint] = field(default_factory=list)
    levels: list[Objective] = field(default_factory=list)
    size: int = 0

    def unknown(self) -> int:
        """A new unknown."""
        self.size += 1
        return self.size - 1


def program_of(
    demands: Sequence[Demand], candidates: Sequence[Candidate], wishes: Wishes, keep: Sequence[Use] | None
) -> Program:
    """The program for some demands and candidates; `keep` are the uses of an earlier routine to stay near to."""
    program = Program()
    roles: dict[int, list[tuple[Candidate, StepRole]]] = defaultdict(list)
    for candidate in candidates:
        for role in candidate.roles:
            roles[role.demand.place].append((candidate, role))
    for demand in demands:
        _fill(program, demand, roles[demand.place], loose=keep is None and demand.care.id not in wishes.picked)
    _buy(program, wishes)
    _begin(program)
    _not_together(program)
    before = None if keep is None else {(use.day, use.time, use.step): use.key for use in keep}
    program.levels = list(_levels(program, demands, wishes, before))
    return program


def _fill(program: Program, demand: Demand, roles: list[tuple[Candidate, StepRole]], *, loose: bool) -> None:
    """The uses of one step: at most one product a cell, and no more uses than each week wants, far enough apart.

    `loose`: neither a pick nor an earlier routine ties the step to a product.
    """
    by_day: dict[int, list[int]] = defaultdict(list)
    for cells, here in _blocks(demand, roles, loose=loose):
        unknowns = []
        for candidate, role in here:
            unknowns.append(program.unknown())
            program.fillings.append(Filling(candidate, role, tuple(cells)))
        program.rows.append(Constraint(dict.fromkeys(unknowns, 1), 1))
        by_day[cells[0][0]] += unknowns
    for week, most in demand.weeks:
        _at_most(program, (unknown for day, of_day in by_day.items() if week >> day & 1 for unknown in of_day), most)
    if demand.weeks:
        for first in range(1, LAST_DAY + 1):
            near = range(first, first + demand.step.apart)
            _at_most(program, (unknown for day in near for unknown in by_day.get(day, ())), 1)


def _blocks(
    demand: Demand, roles: list[tuple[Candidate, StepRole]], *, loose: bool
) -> Iterable[tuple[list[Cell], list[tuple[Candidate, StepRole]]]]:
    """The cells of a step in blocks, each with the candidates that may be in it."""
    single = bool(demand.weeks) or any(candidate.bound for candidate, _ in roles)
    blocks: dict[object, tuple[list[Cell], list[tuple[Candidate, StepRole]]]] = {}
    for day, time in product(range(1, LAST_DAY + 1), demand.care.times):
        here = [(candidate, role) for candidate, role in roles if role.days >> day & 1 and time in role.times]
        if loose:
            here = _contenders(here, day)
        same = tuple((candidate.place, candidate.points_on(role, day)) for candidate, role in here)
        if here:
            key = (day, time) if not loose else (day, same) if single else same
            blocks.setdefault(key, ([], here))[0].append((day, time))
    return blocks.values()


def _contenders(here: list[tuple[Candidate, StepRole]], day: int) -> list[tuple[Candidate, StepRole]]:
    """Who may be in a best routine in one cell.

    Where something on the shelf can do it that no rule binds, nothing is bought for the cell, and of the shelf only the
    best such product and what earns more points can be in it.
    """
    free = [(candidate, role) for candidate, role in here if candidate.own and not candidate.bound]
    if not free:
        return here
    best = max(free, key=lambda each: (each[0].points_on(each[1], day), -each[0].place))
    most = best[0].points_on(best[1], day)
    return [
        best,
        *(
            (candidate, role)
            for candidate, role in here
            if candidate.own and candidate.bound and candidate.points_on(role, day) > most
        ),
    ]


def _at_most(program: Program, unknowns: Iterable[int], most: int) -> None:
    terms = dict.fromkeys(unknowns, 1)
    if len(terms) > most:
        program.rows.append(Constraint(terms, most))


def _buy(program: Program, wishes: Wishes) -> None:
    """A new product that is used is bought, once; all together within the budget."""
    bought: dict[int, int] = {}
    for unknown, filling in enumerate(program.fillings):
        candidate = filling.candidate
        if not candidate.own:
            if candidate.place not in bought:
                bought[candidate.place] = program.unknown()
                program.bought[bought[candidate.place]] = candidate
            program.rows.append(Constraint({unknown: 1, bought[candidate.place]: -1}, 0))
    if wishes.budget is not None:
        program.budget = wishes.budget
        program.rows.append(
            Constraint({unknown: candidate.price for unknown, candidate in program.bought.items()}, wishes.budget)
        )


def _begin(program: Program) -> None:
    """An active is used from the day on which it begins, and no other begins within the days that part them."""
    parted = max((rule.new_apart for rule in together()), default=0)
    uses: dict[tuple[bool, int], list[tuple[int, int]]] = defaultdict(list)
    for unknown, filling in enumerate(program.fillings):
        if filling.candidate.active:
            uses[filling.candidate.own, filling.candidate.place].append((filling.cells[0][0], unknown))
    actives: list[dict[int, int]] = []
    for key, days in uses.items():
        begun = {day: program.unknown() for day in sorted({day for day, _ in days})}
        program.begun |= {at: (key, day) for day, at in begun.items()}
        program.rows += [Constraint({begun[day]: 1, begun[later]: -1}, 0) for day, later in pairwise(begun)]
        program.rows += [Constraint({unknown: 1, begun[day]: -1}, 0) for day, unknown in days]
        program.rows += _begun_by_use(begun, days)
        actives.append(begun)
    for last in range(1, LAST_DAY + 1):
        # How many have begun by this day less how many had begun before the days that part them: at most one is new.
        terms: Terms = {}
        for begun in actives:
            now, before = _latest(begun, last), _latest(begun, last - parted)
            if now is not None and now != before:
                terms |= {now: 1} | ({before: -1} if before is not None else {})
        if len(terms) > 1:
            program.rows.append(Constraint(terms, 1))


def _begun_by_use(begun: Mapping[int, int], days: Sequence[tuple[int, int]]) -> Iterable[Constraint]:
    """What begins on a day is used that day: begun but not in use, it would make room for others."""
    earlier: int | None = None
    for day, unknown_begin in begun.items():
        before = {} if earlier is None else {earlier: -1}
        yield Constraint({unknown_begin: 1} | before | {unknown: -1 for on, unknown in days if on == day}, 0)
        earlier = unknown_begin


def _latest(begun: Mapping[int, int], day: int) -> int | None:
    """The unknown that says whether something has begun by a day, or None before its first day."""
    return next((begun[start] for start in sorted(begun, reverse=True) if start <= day), None)


def _not_together(program: Program) -> None:
    """What does not share a morning or an evening: in no cell of one step together with a cell of another."""
    sides: dict[tuple[int, Cell], tuple[dict[int, list[int]], dict[int, list[int]]]] = {}
    for unknown, filling in enumerate(program.fillings):
        bonds = ((0, place) for place in filling.candidate.one), ((1, place) for place in filling.candidate.other)
        for (side, place), cell in product(chain(*bonds), filling.cells):
            pair = sides.setdefault((place, cell), (defaultdict(list), defaultdict(list)))
            pair[side][filling.role.demand.place].append(unknown)
    for one_side, other_side in sides.values():
        for step, another in product(one_side, other_side):
            if step != another:
                _at_most(program, (*one_side[step], *other_side[another]), 1)


def _levels(
    program: Program, demands: Sequence[Demand], wishes: Wishes, before: Mapping[tuple[int, Time, str], str] | None
) -> Iterable[Objective]:
    """The score, level by level; what cannot differ is left out by whoever solves."""
    uses = list(enumerate(program.fillings))
    sizes = {unknown: len(filling.cells) for unknown, filling in uses}
    cells = _cells_of(program, sizes)
    picks = wishes.picked
    picked = {
        at: sizes[at] for at, filling in uses if picks.get(filling.role.demand.care.id) == filling.candidate.product.key
    }
    yield Objective("unpicked", _less(picked), _cells_of(program, picked), cells)
    for name, must in (("uncovered", True), ("unfilled", False)):
        terms = {at: sizes[at] for at, filling in uses if filling.role.demand.must is must}
        uses_asked = sum(_uses_asked(demand) for demand in demands if demand.must is must)
        yield Objective(name, _less(terms), uses_asked, uses_asked)
    if before is not None:
        yield _changed(uses, demands, before)
    yield Objective("bought", {at: sizes[at] for at, filling in uses if not filling.candidate.own}, 0, cells)
    yield Objective("new", dict.fromkeys(program.bought, 1), 0, len(program.bought))
    unfit = {at: _unfit(filling) for at, filling in uses}
    # A use can lack more than the best has: what stands against a product takes points away.
    worst = max((-(-number // sizes[at]) for at, number in unfit.items()), default=0)
    yield Objective("unfit", unfit, 0, cells * worst)
    prices = {at: candidate.price for at, candidate in program.bought.items()}
    yield Objective("price", prices, 0, sum(prices.values()))
    waiting = {at: filling.cells[0][0] - 1 for at, filling in uses if filling.role.demand.weeks}
    yield Objective("waiting", waiting, 0, cells * LAST_DAY, settled=True)


def _changed(
    uses: list[tuple[int, Filling]], demands: Sequence[Demand], before: Mapping[tuple[int, Time, str], str]
) -> Objective:
    """How many cells have another product than before, or one where there was none."""
    terms: Terms = {}
    for at, filling in uses:
        was = before.get((*filling.cells[0], filling.role.demand.care.id))
        if was is None:
            terms[at] = 1
        elif was == filling.candidate.product.key:
            terms[at] = -1
    here = {demand.care.id for demand in demands}
    count = sum(1 for *_, step in before if step in here)
    return Objective("changed", terms, count, count + len(uses))


def _uses_asked(demand: Demand) -> int:
    """How many uses a step asks for."""
    return sum(most for _, most in demand.weeks) or demand.days.bit_count() * len(demand.care.times)


def _less(terms: Terms) -> Terms:
    return {unknown: -number for unknown, number in terms.items()}


def _cells_of(program: Program, unknowns: Iterable[int]) -> int:
    """How many cells some uses are in, each once."""
    fillings = (program.fillings[at] for at in unknowns)
    return len({(*cell, filling.role.demand.place) for filling in fillings for cell in filling.cells})


def _unfit(filling: Filling) -> int:
    """The points that a use lacks, over all of its cells; the days of one block have the same."""
    return sum(BEST - filling.candidate.points_on(filling.role, day) for day, _ in filling.cells)

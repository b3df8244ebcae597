"""Which steps nothing fills, and what would help: say more about what is there, raise the budget, drop a wish, ask.

Only what really helps is named: a wish where without it something could do the step on one of the days, the budget
where without a limit something could.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fortnight.labels.model import Kind
from fortnight.routine.model.values import Gap, Help, Routine, RoutineProduct, Wishes
from fortnight.routine.prepare.candidates import Assignment, Demand, can_do
from fortnight.routine.prepare.prefilter import prefiltered
from fortnight.routine.prepare.product_index import ProductIndex
from fortnight.verdicts.rulebook import Rulebook


def gaps_of(
    routine: Routine,
    demands: Sequence[Demand],
    shelf: Sequence[RoutineProduct],
    catalogue: ProductIndex,
    book: Rulebook,
    wishes: Wishes,
    ample: Routine | None = None,
) -> tuple[Gap, ...]:
    """The steps that have to be done and lack a product, in the order of the guide, each with what would help.

    `ample` is the best routine without a limit, where there is one and it was too expensive: what it costs would help.
    """
    lacking = [(demand, days) for demand in demands if demand.must and (days := _lacking(routine, demand))]
    if not lacking:
        return ()
    able = {help_: _places(catalogue, book, less, demands) for help_, less in _with_less(wishes) if less != wishes}
    gaps = []
    for demand, days in lacking:
        helps = list(_tell(demand, shelf))
        helps += [help_ for help_, places in able.items() if places.get(demand.place, 0) & days]
        if not catalogue:
            helps.append(Help.CATALOGUE)
        enough = ample.price if ample and Help.BUDGET in helps and not _lacking(ample, demand) else None
        gaps.append(Gap(step=demand.care.id, days=days, helps=(*helps, Help.ADVISOR), amount=enough))
    return tuple(gaps)


def _with_less(wishes: Wishes) -> tuple[tuple[Help, Wishes], ...]:
    """The wishes with one of them dropped."""
    return (
        (Help.BUDGET, replace(wishes, budget=None)),
        (Help.VEGAN, replace(wishes, vegan=False)),
        (Help.FRAGRANCE_FREE, replace(wishes, fragrance_free=False)),
        (Help.MINERAL, replace(wishes, mineral=False)),
        (Help.BRANDS, replace(wishes, brands=())),
        (Help.SHOPS, replace(wishes, shops=())),
        (Help.COUNTRY, replace(wishes, country="")),
    )


def _lacking(routine: Routine, demand: Demand) -> int:
    """The days (bits) on which a step wants a use that it does not have."""
    uses = [use for use in routine.uses if use.step == demand.care.id]
    if demand.weeks:
        return sum(days for days, most in demand.weeks if sum(1 for use in uses if days >> use.day & 1) < most)
    filled = {(use.day, use.time) for use in uses}
    days = [day for day in range(demand.days.bit_length()) if demand.days >> day & 1]
    return sum(1 << day for day in days if any((day, time) not in filled for time in demand.care.times))


def _tell(demand: Demand, shelf: Sequence[RoutineProduct]) -> Iterable[Help]:
    """What the person could add about something on the shelf so that it might do the step."""
    alike = [product.shown for product in shelf if product.shown and product.shown.kind in demand.care.kinds]
    if any(not reading.readable for reading in alike):
        yield Help.PHOTOGRAPH
    if demand.care.spf_min and any(reading.kind is Kind.SUNSCREEN and reading.spf is None for reading in alike):
        yield Help.TELL_SPF
    unknown = [
        product.shown for product in shelf if product.shown and product.shown.kind is None and product.shown.readable
    ]
    for kind in demand.care.kinds:
        readings = (replace(reading, kind=kind) for reading in unknown)
        if any(can_do(demand, reading, frozenset(mark for mark, _ in reading.marks)) for reading in readings):
            yield Help.TELL_KIND
            return


def _places(catalogue: ProductIndex, book: Rulebook, wishes: Wishes, demands: Sequence[Demand]) -> dict[int, int]:
    """For each demand the days on which something new could do it."""
    days_by_place: dict[int, int] = {}
    for candidate in prefiltered(Assignment(book, wishes, tuple(demands)), catalogue):
        for role in candidate.roles:
            days_by_place[role.demand.place] = days_by_place.get(role.demand.place, 0) | role.days
    return days_by_place

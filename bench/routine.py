"""Choosing a routine: how long for 10,000 and 100,000 products, beside the same program given to the solver whole.

Catalogues are made up, with the shares of kinds and of what labels show that real ones have; prices are spread evenly.
Each person has thirty products of such a catalogue on the shelf and wishes of their own. The catalogue is made ready
once for all of them; what that takes, and what a choice takes from a catalogue that is not, stands beside it.
The peer is the same program without leaving anything out, parting it or searching, given to the solver in the same run
with a time limit. `--curve FILE` draws how the time grows and prints the table that goes with it.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bench.curve import drawn
from fortnight.guide.load import published_guide
from fortnight.labels.model import Detail, Kind, Mark, Trait
from fortnight.labels.shown import Shown
from fortnight.person.model import Profile, SkinTone
from fortnight.routine.choose import choose_by
from fortnight.routine.model.load import may_steps
from fortnight.routine.model.values import WHOLE, Concern, RoutineProduct, ShopOffer, Skin, Wishes
from fortnight.routine.prepare.product_index import indexed
from fortnight.routine.solve.time_left import TimeLeft
from fortnight.verdicts.rulebook import rulebook

_PEOPLE = 25
_PEERS = 3
_SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
_LIMITS = {10_000: 300, 100_000: 1500}
_TIMES = 20
_PLAIN = 5
_PEER_SECONDS = 60.0
_MIDDLE_BUDGETS = tuple(range(5_000, 15_000, 1_000))
_SITE_SECONDS = 2.5
_NEWCOMER_LIMIT = 1_000
# How often, in a thousand products, a kind comes, and how often, in a hundred of it, its label shows something.
_KINDS: dict[Kind, int] = {
    Kind.MASK: 150, Kind.MOISTURISER: 150, Kind.EYE_CREAM: 110, Kind.CLEANSER: 120, Kind.SERUM: 120, Kind.TONER: 50,
    Kind.SUNSCREEN: 100, Kind.FACE_OIL: 30, Kind.PEEL: 20, Kind.HYDRATING_SERUM: 40, Kind.RETINOL_PRODUCT: 25,
    Kind.SCRUB: 20,
    Kind.EXFOLIATING_CLEANSER: 15, Kind.VITAMIN_C_SERUM: 25, Kind.ENZYME_MASK: 10, Kind.PEPTIDE_SERUM: 15,
}  # fmt: skip
_ANY: dict[Mark, int] = {
    Trait.FRAGRANCE: 50, Trait.ESSENTIAL_OIL: 25, Trait.HYALURONIC: 45, Trait.VITAMIN_C: 25, Trait.PEPTIDE: 15,
    Trait.DRYING_ALCOHOL: 15, Trait.CERAMIDE: 8, Trait.OMEGA3_OIL: 10, Trait.ACID_TRACE: 30, Trait.ACID_ACTIVE: 8,
    Trait.RETINOID: 4, Trait.COOLING: 5, Detail.ASCORBIC_ACID: 3, Trait.BOTANICAL_ACID: 6,
}  # fmt: skip
_OWN: dict[Kind, dict[Mark, int]] = {
    Kind.CLEANSER: {Trait.CLEANSING_SURFACTANT: 59, Trait.HARSH_SURFACTANT: 30},
    Kind.EXFOLIATING_CLEANSER: {Trait.CLEANSING_SURFACTANT: 90, Trait.ACID_ACTIVE: 70, Trait.HARSH_SURFACTANT: 40},
    Kind.MOISTURISER: {Trait.CERAMIDE: 20, Trait.PEPTIDE: 30},
    Kind.SUNSCREEN: {Trait.UV_MINERAL: 45, Trait.UV_ORGANIC: 55},
    Kind.RETINOL_PRODUCT: {Trait.RETINOID: 90},
    Kind.VITAMIN_C_SERUM: {Trait.VITAMIN_C: 90, Detail.ASCORBIC_ACID: 30},
    Kind.HYDRATING_SERUM: {Trait.HYALURONIC: 80},
    Kind.PEPTIDE_SERUM: {Trait.PEPTIDE: 100},
    Kind.SCRUB: {Trait.SCRUB: 95},
    Kind.ENZYME_MASK: {Trait.ENZYME: 60},
    Kind.PEEL: {Trait.ACID_ACTIVE: 85},
    Kind.EYE_CREAM: {Trait.PEPTIDE: 45, Trait.RETINOID: 14},
}
_PERSONS = (
    Profile(),
    Profile(sensitive=True, skin_tone=SkinTone.TYPE_V),
    Profile(needle_mm=2.0),
    Profile(pregnant=True),
    Profile(fragrance_free=True),
)


def catalogue(count: int, chance: Random) -> list[RoutineProduct]:
    """So many made-up products; every product has a label of its own."""
    kinds = chance.choices(list(_KINDS), list(_KINDS.values()), k=count)
    return [_product(str(at), kind, chance) for at, kind in enumerate(kinds)]


def _product(key: str, kind: Kind, chance: Random) -> RoutineProduct:
    of = chance.randint(8, 45)
    odds = _ANY | _OWN.get(kind, {})
    marks = {mark: chance.randint(1, of) for mark, share in odds.items() if chance.random() * 100 < share}
    unread = chance.random() < 0.1
    reading = Shown(
        kind=kind, spf=chance.choice((15, 30, 50, 50)) if kind is Kind.SUNSCREEN else None, readable=True,
        read=of - unread, of=of, unread_early=unread and chance.random() < 0.3,
        marks=tuple(sorted(marks.items(), key=lambda pair: (pair[1], str(pair[0])))),
    )  # fmt: skip
    offer = ShopOffer(shop=chance.choice("ABC"), price=chance.randrange(500, 9000), currency="EUR")
    return RoutineProduct(key=key, name=key, brand=chance.choice("KLMN"), shown=reading, offers=(offer,))


def _people(products: list[RoutineProduct], chance: Random) -> list[tuple[Profile, list[RoutineProduct], Wishes]]:
    """People with thirty products each and wishes: half with a budget, from tight to ample, half of them tight."""
    people = []
    for at in range(_PEOPLE):
        shelf = [
            replace(product, own=True, key=f"own-{product.key}", offers=()) for product in chance.sample(products, 30)
        ]
        budget = chance.choice((2500, 5000, 10_000, 20_000)) if at % 2 else None
        wishes = Wishes(
            may=chance.choice(((), (), ("retinol",), may_steps())), skin=chance.choice((None, *Skin)),
            concerns=tuple(chance.sample(list(Concern), chance.randint(0, 2))), budget=budget, currency="EUR",
        )  # fmt: skip
        people.append((_PERSONS[at % len(_PERSONS)], shelf, wishes))
    return people


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How long choosing from a catalogue takes, in milliseconds: in the middle, for nine of ten, and not made ready."""

    count: int
    ready: float
    middle: float
    most: float
    plain: float


def _timed(
    products: Sequence[RoutineProduct], people: list[tuple[Profile, list[RoutineProduct], Wishes]], *, say: bool
) -> list[float]:
    took = []
    for person, shelf, wishes in people:
        book = rulebook(published_guide(), person)
        began = time.perf_counter()
        routine = choose_by(shelf, products, book, WHOLE, wishes)
        took.append((time.perf_counter() - began) * 1000)
        if say:
            print(f"    {took[-1]:8.0f} ms, {len(routine.new)} new, budget {wishes.budget}, proven {routine.proven}")
    return took


def _measured(count: int, *, say: bool) -> Measured:
    chance = Random(count)
    products = catalogue(count, chance)
    people = _people(products, chance)
    began = time.perf_counter()
    ready = indexed(products)
    ready.prepare()
    preparation = (time.perf_counter() - began) * 1000
    took = sorted(_timed(ready, people, say=say))
    plain = statistics.median(_timed(products, people[:_PLAIN], say=False))
    measured = Measured(count=count, ready=preparation, middle=statistics.median(took), most=took[-3], plain=plain)
    limit = f", at most {_LIMITS[count]}" if count in _LIMITS else ""
    print(
        f"  {count:7,} products {measured.middle:8.0f} in the middle{limit}; 9 of 10 within {measured.most:.0f};"
        f" made ready in {preparation:.0f}; not made ready {plain:.0f}"
    )
    if count == 10_000:
        _newcomers(ready)
        _beside(products, people[:_PEERS], measured.middle)
    return measured


def _newcomers(ready: Sequence[RoutineProduct]) -> None:
    """People with nothing on the shelf, all options and budgets in the middle: the hardest choice that there is."""
    people = [
        (_PERSONS[at % len(_PERSONS)], list[RoutineProduct](), Wishes(may=may_steps(), budget=budget, currency="EUR"))
        for at, budget in enumerate(_MIDDLE_BUDGETS)
    ]
    for seconds in (None, _SITE_SECONDS):
        took, proven, covered = [], 0, 0
        for person, shelf, wishes in people:
            book, left = rulebook(published_guide(), person), TimeLeft(seconds) if seconds else None
            began = time.perf_counter()
            routine = choose_by(shelf, ready, book, WHOLE, wishes, left=left)
            took.append((time.perf_counter() - began) * 1000)
            proven, covered = proven + routine.proven, covered + (not routine.score.uncovered)
        took.sort()
        within = "10 s" if seconds is None else f"{seconds} s, as on the site"
        print(
            f"  {'':16} {statistics.median(took):8.0f} a newcomer with an empty shelf, within {within}; 9 of 10 within"
            f" {took[-2]:.0f}, at most {_NEWCOMER_LIMIT}; {proven} of {len(took)} proven, {covered} with every step"
        )


def _beside(
    products: list[RoutineProduct], people: list[tuple[Profile, list[RoutineProduct], Wishes]], ours: float
) -> None:
    """The same program whole: nothing left out, nothing parted, nothing searched."""
    took, proven = [], []
    for person, shelf, wishes in people:
        began = time.perf_counter()
        book = rulebook(published_guide(), person)
        routine = choose_by(shelf, products, book, WHOLE, wishes, prune=False, left=TimeLeft(_PEER_SECONDS))
        took.append((time.perf_counter() - began) * 1000)
        proven.append(routine.proven)
    middle = statistics.median(took)
    done = "" if all(proven) else f" (cut off at {_PEER_SECONDS:.0f} s, so at least)"
    print(f"  {'':16} {middle:8.0f} given to the solver whole{done}: {middle / ours:.0f} x, at least {_TIMES}")


def main(*, say: bool = False, curve: Path | None = None) -> None:
    """Print the figures, and draw the curve where a file is named."""
    choose_by((), catalogue(50, Random(0)), rulebook(published_guide(), Profile()))
    print("\nchoosing a routine: 14 days, 30 products on the shelf, milliseconds")
    rows = [_measured(count, say=say) for count in _SIZES]
    if curve:
        points = [(row.count, row.middle, row.most) for row in rows]
        curve.write_text(drawn(points, _LIMITS), "utf-8")
        print("\n| products | in the middle | 9 of 10 within | made ready in | not made ready |")
        print("| -------: | ------------: | -------------: | ------------: | -------------: |")
        for row in rows:
            print(
                f"| {row.count:8,} | {row.middle:10.0f} ms | {row.most:11.0f} ms | {row.ready:10.0f} ms"
                f" | {row.plain:11.0f} ms |"
            )


if __name__ == "__main__":
    named = sys.argv.index("--curve") + 1 if "--curve" in sys.argv else 0
    main(say="--say" in sys.argv, curve=Path(sys.argv[named]) if named else None)

"""A catalogue made ready: what is left of it is what judging every product by itself leaves."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.guide.load import published_guide
from fortnight.labels.model import Kind, Trait
from fortnight.labels.shown import Shown
from fortnight.person.model import Profile
from fortnight.routine.choose import choose
from fortnight.routine.model.load import may_steps
from fortnight.routine.model.values import WHOLE, Concern, RoutineProduct, ShopOffer, Skin, Wishes
from fortnight.routine.prepare.candidates import Assignment, Candidate, demands_of, new_candidates
from fortnight.routine.prepare.prefilter import prefiltered
from fortnight.routine.prepare.product_index import ProductIndex, indexed
from fortnight.routine.prepare.pruning import undominated
from fortnight.verdicts.rulebook import rulebook
from tests.examples import examples

GUIDE = published_guide()
KINDS = (Kind.SERUM, Kind.MOISTURISER, Kind.SUNSCREEN, Kind.CLEANSER, Kind.MASK, None)
MARKS = (
    Trait.CERAMIDE, Trait.HYALURONIC, Trait.VITAMIN_C, Trait.PEPTIDE, Trait.RETINOID, Trait.FRAGRANCE, Trait.OMEGA3_OIL,
    Trait.UV_MINERAL, Trait.UV_ORGANIC, Trait.ACID_ACTIVE,
)  # fmt: skip

readings = st.builds(
    lambda kind, marks, spf, unread, readable: Shown(
        kind=kind, spf=spf, readable=readable, read=20 - unread, of=20, unread_early=unread == 1,
        marks=tuple(sorted(marks.items(), key=lambda pair: (pair[1], str(pair[0])))),
    ),
    st.sampled_from(KINDS),
    st.dictionaries(st.sampled_from(MARKS), st.sampled_from((1, 6, 11, 20)), max_size=4),
    st.sampled_from((None, 20, 50)),
    st.sampled_from((0, 0, 0, 1, 2, 9)),
    st.sampled_from((True, True, True, False)),
)  # fmt: skip
offer = st.builds(
    ShopOffer,
    shop=st.sampled_from(("Corner", "corner", "Market")),
    price=st.sampled_from((None, 100, 100, 200, 900)),
    currency=st.sampled_from(("EUR", "EUR", "USD")),
    stock=st.sampled_from((None, True, False)),
    countries=st.sampled_from(((), ("DE",), ("DE", "FR"))),
)
product = st.builds(
    lambda reading, offers, brand, names, vegan: RoutineProduct(
        key="", name="", shown=reading, offers=tuple(offers), brand=brand, names=names, vegan=vegan
    ),
    st.one_of(readings, readings, readings, st.none()),
    st.lists(offer, max_size=2),
    st.sampled_from(("Linden", "Other")),
    st.sampled_from(("aqua", "aqua\nlanolin", "mel\nhoney")),
    st.sampled_from((None, True, False)),
)
catalogues = st.lists(product, max_size=40).map(
    lambda products: [replace(product, key=str(at)) for at, product in enumerate(products)]
)
wishes = st.builds(
    Wishes,
    may=st.sampled_from(((), may_steps())),
    skin=st.sampled_from((None, Skin.DRY)),
    concerns=st.sampled_from(((), (Concern.FINE_LINES, Concern.REDNESS))),
    vegan=st.sampled_from((False, False, True)),
    fragrance_free=st.booleans(),
    mineral=st.booleans(),
    brands=st.sampled_from(((), (), ("linden",), ("nobody",))),
    shops=st.sampled_from(((), (), ("CORNER",), ("nowhere",))),
    country=st.sampled_from(("", "", "FR", "PE")),
    budget=st.sampled_from((None, 150, 1000)),
    currency=st.just("EUR"),
    without=st.sampled_from((frozenset[str](), frozenset({"0", "3", "not there"}))),
)
people = st.sampled_from((Profile(), Profile(pregnant=True), Profile(allergies=("lanolin",))))


def essentials(candidates: list[Candidate]) -> list[tuple[object, ...]]:
    """What matters of candidates: all but which of two it is that are alike in everything."""
    return sorted(
        (
            candidate.price, candidate.careful, candidate.active, sorted(candidate.one), sorted(candidate.other),
            *((role.demand.place, role.days, role.times, role.points) for role in candidate.roles),
        )
        for candidate in candidates
    )  # fmt: skip


@given(catalogues, wishes, people, st.booleans())
@examples(60)
def test_sifting_columns_leaves_what_judging_each_leaves(
    catalogue: list[RoutineProduct], wished: Wishes, person: Profile, budget: bool
) -> None:
    book = rulebook(GUIDE, person)
    assignment = Assignment(book, wished, demands_of(book, WHOLE, wished))
    quick = undominated(prefiltered(assignment, indexed(catalogue)), budget=budget)
    assert essentials(quick) == essentials(undominated(new_candidates(assignment, catalogue), budget=budget))


@given(catalogues, wishes, people)
@examples(40)
def test_what_is_kept_stays_where_it_is_wanted(
    catalogue: list[RoutineProduct], wished: Wishes, person: Profile
) -> None:
    book = rulebook(GUIDE, person)
    assignment = Assignment(book, wished, demands_of(book, WHOLE, wished))
    pinned_keys = frozenset({"0", "1", "2"})
    quick, slow = (
        prefiltered(assignment, indexed(catalogue), pinned_keys),
        new_candidates(assignment, catalogue, pinned_keys),
    )
    assert {candidate.product.key for candidate in quick} & pinned_keys == {
        candidate.product.key for candidate in slow
    } & pinned_keys


def test_a_stock_is_the_sequence_that_it_was_made_of() -> None:
    products = [RoutineProduct(key=str(at), name="", shown=None) for at in range(3)]
    ready = indexed(products)
    assert isinstance(ready, ProductIndex)
    assert list(ready) == products
    assert (len(ready), ready[1], list(ready[1:])) == (3, products[1], products[1:])
    assert not indexed(())


@pytest.mark.parametrize("swapped", [False, True])
def test_the_same_marks_in_other_places_are_not_alike(swapped: bool) -> None:
    early, late = ("peptide@3,hyaluronic@7", "hyaluronic@3,peptide@7")
    cheap, dear = (late, early) if swapped else (early, late)
    catalogue = [
        RoutineProduct(
            key=str(price), name="", shown=Shown.from_text(f"serum;;+9/9;{marks}"),
            offers=(ShopOffer(shop="Corner", price=price, currency="EUR"),),
        )
        for price, marks in ((100, cheap), (200, dear))
    ]  # fmt: skip
    guide = replace(GUIDE, care=tuple(entry for entry in GUIDE.care if entry.id == "hydrating-serum"))
    assert choose((), catalogue, guide, Profile()).new == (("100",) if swapped else ("200",))

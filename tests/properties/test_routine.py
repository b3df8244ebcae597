"""The laws of the routine: it is the best there is, holds nothing refused, and depends on nothing that is not asked."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fortnight.guide.load import published_guide
from fortnight.guide.model import Guide, Span
from fortnight.labels.model import Detail, Kind, Trait
from fortnight.labels.shown import Shown
from fortnight.person.model import Profile, SkinTone
from fortnight.routine.choose import choose_by
from fortnight.routine.model.load import may_steps, steps
from fortnight.routine.model.values import WHOLE, Concern, Routine, RoutineProduct, ShopOffer, Skin, Wishes
from fortnight.routine.score.scoring import parts, points
from fortnight.verdicts.rulebook import Rulebook, rulebook
from fortnight.verdicts.stored import Screen
from tests.core.routine_oracle import best, how_many
from tests.examples import examples

GUIDE = published_guide()
# More ways than these are not tried: it would take minutes.
ENOUGH = 20_000
PEOPLE = (Profile(), Profile(needle_mm=2.0), Profile(skin_tone=SkinTone.TYPE_V, pregnant=True))
KINDS = (
    Kind.CLEANSER, Kind.EXFOLIATING_CLEANSER, Kind.SERUM, Kind.HYDRATING_SERUM, Kind.VITAMIN_C_SERUM, Kind.MOISTURISER,
    Kind.SUNSCREEN, Kind.MASK, Kind.RETINOL_PRODUCT, Kind.SCRUB, Kind.ENZYME_MASK, Kind.PEPTIDE_SERUM, Kind.EYE_CREAM,
)  # fmt: skip
MARKS = (
    Trait.CERAMIDE, Trait.HYALURONIC, Trait.OMEGA3_OIL, Trait.VITAMIN_C, Detail.ASCORBIC_ACID, Trait.RETINOID,
    Trait.ACID_ACTIVE, Trait.ENZYME, Trait.SCRUB, Trait.PEPTIDE, Trait.FRAGRANCE, Trait.UV_MINERAL,
)  # fmt: skip

quick = examples(25)
few = examples(8)


def shows(*kinds: Kind) -> st.SearchStrategy[Shown]:
    return st.builds(
        lambda kind, marks, spf, unread: Shown(
            kind=kind, spf=spf, readable=True, read=9 - unread, of=9, unread_early=False,
            marks=tuple(sorted(marks.items(), key=lambda pair: (pair[1], str(pair[0])))),
        ),
        st.sampled_from(kinds),
        st.dictionaries(st.sampled_from(MARKS), st.integers(1, 9), max_size=3),
        st.sampled_from((None, 20, 50)),
        st.sampled_from((0, 0, 0, 1)),
    )  # fmt: skip


readings = shows(*KINDS)


def products(
    most: int, *, owned: bool, of: st.SearchStrategy[Shown] = readings
) -> st.SearchStrategy[list[RoutineProduct]]:
    return st.lists(st.tuples(of, st.integers(1, 4)), max_size=most).map(
        lambda rows: [
            RoutineProduct(
                key=f"{'own' if owned else 'new'}-{at}", name=str(at), shown=reading, own=owned,
                offers=() if owned else (ShopOffer(shop="Corner", price=price * 100, currency="EUR"),),
            )
            for at, (reading, price) in enumerate(rows)
        ]
    )  # fmt: skip


wishes = st.builds(
    lambda may, skin, budget: Wishes(may=may, skin=skin, budget=budget, currency="EUR"),
    st.sampled_from(((), may_steps())),
    st.sampled_from((None, Skin.DRY, Skin.SENSITIVE)),
    st.sampled_from((None, None, 300, 700)),
)
people = st.sampled_from(PEOPLE)


def best_of(routine: Routine) -> tuple[int, ...]:
    return routine.score.values[:-1]


def small(*care: str) -> Guide:
    """The guide with a few steps only, so that everything can be tried."""
    return replace(GUIDE, care=tuple(entry for entry in GUIDE.care if entry.id in care))


CUTS = (
    (("gentle-cleanse", "daily-sunscreen"), Span(first=2, last=4)),
    (("hydrating-serum", "peptide-serum"), Span(first=4, last=6)),
    (("omega-3-mask", "exfoliating-cleanser"), Span(first=5, last=9)),
    (("retinol", "scrub-or-enzyme-mask", "exfoliating-cleanser"), Span(first=7, last=9)),
    (("antioxidant-serum", "retinol", "scrub-or-enzyme-mask"), Span(first=7, last=9)),
    (("ceramide-moisturiser", "nourishing-cream-or-oil"), Span(first=6, last=7)),
)


@given(st.sampled_from(CUTS), products(3, owned=True), products(4, owned=False), wishes, people, st.booleans())
@quick
def test_nothing_better_exists(
    cut: tuple[tuple[str, ...], Span], shelf: list[RoutineProduct], catalogue: list[RoutineProduct], wish: Wishes,
    person: Profile, pick: bool,
) -> None:  # fmt: skip
    book = rulebook(small(*cut[0]), person)
    if pick and catalogue:
        wish = replace(wish, picked={cut[0][0]: catalogue[0].key})
    assume(how_many(shelf, catalogue, book, cut[1], wish) <= ENOUGH)
    routine = choose_by(shelf, catalogue, book, cut[1], wish)
    score, soonest = best(shelf, catalogue, book, cut[1], wish)
    assert routine.proven
    assert best_of(routine) == score
    assert routine.score.waiting == soonest[frozenset(routine.new)]


RIVALS = (
    (("ceramide-moisturiser", "antioxidant-serum"), (Kind.MOISTURISER, Kind.VITAMIN_C_SERUM)),
    (("hydrating-serum", "peptide-serum", "antioxidant-serum"), (Kind.SERUM, Kind.HYDRATING_SERUM)),
    (("retinol", "eye-cream", "scrub-or-enzyme-mask"), (Kind.RETINOL_PRODUCT, Kind.EYE_CREAM, Kind.ENZYME_MASK)),
)


@pytest.mark.parametrize(("care", "kinds"), RIVALS, ids=["cream", "serums", "evening"])
@given(st.data(), wishes)
@quick
def test_leaving_out_and_parting_change_nothing(
    care: tuple[str, ...], kinds: tuple[Kind, ...], data: st.DataObject, wish: Wishes
) -> None:
    book = rulebook(small(*care), Profile())
    shelf = data.draw(products(1, owned=True, of=shows(*kinds)))
    catalogue = data.draw(products(7, owned=False, of=shows(*kinds)))
    whole = choose_by(shelf, catalogue, book, WHOLE, wish, prune=False)
    assert best_of(choose_by(shelf, catalogue, book, WHOLE, wish)) == best_of(whole)


@given(products(5, owned=True), products(10, owned=False), wishes, people, st.integers(1, 11))
@few
def test_staying_near_a_routine_is_as_good_with_everything_left_in(
    shelf: list[RoutineProduct], catalogue: list[RoutineProduct], wish: Wishes, person: Profile, first: int
) -> None:
    book = rulebook(GUIDE, person)
    days = Span(first=first, last=first + 3)
    keep = choose_by(shelf, catalogue[: len(catalogue) // 2], book, days, wish)
    wish = replace(wish, without=frozenset(keep.keys()[:1]))
    whole = choose_by(shelf, catalogue, book, days, wish, keep=keep, prune=False)
    assert best_of(choose_by(shelf, catalogue, book, days, wish, keep=keep)) == best_of(whole)


@given(products(6, owned=True), products(12, owned=False), wishes, people)
@few
def test_no_use_is_on_a_day_that_its_answer_refuses(
    shelf: list[RoutineProduct], catalogue: list[RoutineProduct], wish: Wishes, person: Profile
) -> None:
    book = rulebook(GUIDE, person, cautious=True)
    screen = Screen(book)
    readings_by_key = {product.key: product.shown for product in (*shelf, *catalogue)}
    for use in choose_by(shelf, catalogue, book, WHOLE, wish).uses:
        reading = readings_by_key[use.key]
        assert reading is not None
        assert screen.days(reading).open >> use.day & 1


@given(products(4, owned=True), products(8, owned=False), wishes, people, readings, st.booleans())
@few
def test_one_more_product_never_makes_it_worse(
    shelf: list[RoutineProduct], catalogue: list[RoutineProduct], wish: Wishes, person: Profile, more: Shown,
    own: bool,
) -> None:  # fmt: skip
    book = rulebook(GUIDE, person)
    product = RoutineProduct(
        key="more",
        name="more",
        shown=more,
        own=own,
        offers=() if own else (ShopOffer(shop="x", price=150, currency="EUR"),),
    )
    before = choose_by(shelf, catalogue, book, WHOLE, wish)
    after = choose_by(
        [*shelf, product] if own else shelf, catalogue if own else [*catalogue, product], book, WHOLE, wish
    )
    assert best_of(after) <= best_of(before)


@given(products(4, owned=True), products(8, owned=False), wishes, st.randoms(use_true_random=False))
@few
def test_order_names_brands_and_shops_do_not_matter(
    shelf: list[RoutineProduct], catalogue: list[RoutineProduct], wish: Wishes, chance: Random
) -> None:
    book = rulebook(GUIDE, Profile())

    def other(product: RoutineProduct) -> RoutineProduct:
        offers = tuple(replace(offer, shop=f"Shop {chance.random()}") for offer in product.offers)
        return replace(product, name="other", brand=f"Brand {chance.random()}", offers=offers)

    again = [other(product) for product in chance.sample(catalogue, len(catalogue))]
    first = choose_by(shelf, catalogue, book, WHOLE, wish)
    assert choose_by(shelf[::-1], again, book, WHOLE, wish) == first


@given(products(6, owned=False), wishes, st.randoms(use_true_random=False))
@few
def test_other_keys_give_the_same_routine(catalogue: list[RoutineProduct], wish: Wishes, chance: Random) -> None:
    book: Rulebook = rulebook(GUIDE, Profile())
    unlike = list({(product.shown, product.offers): product for product in catalogue}.values())
    numbers = chance.sample(range(1000), len(unlike))
    names = {product.key: f"k{number}" for product, number in zip(unlike, numbers, strict=True)}
    first = choose_by((), unlike, book, WHOLE, wish)
    again = choose_by((), [replace(product, key=names[product.key]) for product in unlike], book, WHOLE, wish)
    assert [replace(use, key=names[use.key]) for use in first.uses] == list(again.uses)


@given(readings, st.sampled_from((None, *Skin)), st.lists(st.sampled_from(tuple(Concern)), unique=True))
@quick
def test_the_points_are_the_sum_of_their_reasons(reading: Shown, skin: Skin | None, concerns: list[Concern]) -> None:
    profile_wishes = Wishes(skin=skin, concerns=tuple(concerns))
    for care in GUIDE.care:
        if care.id in steps():
            step = steps()[care.id]
            assert points(care, step, reading, profile_wishes) == sum(
                part.points for part in parts(care, step, reading, profile_wishes)
            )

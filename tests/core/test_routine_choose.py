"""What a routine is made of: each rule of the choice on a few products that anybody can follow."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from fortnight.guide.load import published_guide
from fortnight.guide.model import Span, Time
from fortnight.labels.shown import Shown
from fortnight.person.model import Profile
from fortnight.routine.choose import choose, choose_by
from fortnight.routine.explain.reasons import Behind, explain
from fortnight.routine.model.values import Concern, Help, Routine, RoutineProduct, ShopOffer, Skin, Wishes
from fortnight.routine.solve.program import Program
from fortnight.routine.solve.search import Searched
from fortnight.routine.solve.solver import model_of
from fortnight.routine.solve.time_left import TimeLeft
from fortnight.verdicts.rulebook import rulebook

GUIDE = published_guide()
NOBODY = Profile()


def thing(key: str, reading: str, price: int | None = None, **more: Any) -> RoutineProduct:
    """A product by what it shows, such as `cleanser;;+5/5;`; with a price it is one of the catalogue."""
    offers = () if price is None else (ShopOffer(shop="Corner", price=price, currency="EUR"),)
    return replace(
        RoutineProduct(key=key, name=key.title(), shown=Shown.from_text(reading), own=price is None, offers=offers),
        **more,
    )


WASH = thing("wash", "cleanser;;+5/5;")
HYDRO = thing("hydro", "hydrating_serum;;+5/5;hyaluronic@2")
CREAM = thing("cream", "moisturiser;;+9/9;ceramide@4")
SUN = thing("sun", "sunscreen;50;+9/9;uv_mineral@2")
SHELF = (WASH, HYDRO, CREAM, SUN)
FIRST_DAYS = Span(first=1, last=2)


def used(routine: Routine, step: str) -> dict[tuple[int, str], str]:
    return {(use.day, str(use.time)): use.key for use in routine.uses if use.step == step}


def days_of(routine: Routine, key: str) -> list[int]:
    return sorted({use.day for use in routine.uses if use.key == key})


def test_the_shelf_alone_is_enough_where_it_has_everything() -> None:
    routine = choose(SHELF, [thing("other", "cleanser;;+5/5;hyaluronic@2", 100)], GUIDE, NOBODY, FIRST_DAYS)
    assert not routine.gaps
    assert not routine.new
    assert routine.proven
    assert [use.key for use in routine.on(1, Time.MORNING)] == ["wash", "hydro", "cream", "sun"]
    assert [use.key for use in routine.on(1, Time.EVENING)] == ["wash", "hydro", "cream"]


def test_only_what_is_missing_is_bought_and_of_equal_things_the_cheaper() -> None:
    catalogue = [
        thing("dear", "sunscreen;50;+9/9;uv_mineral@2", 2000),
        thing("fair", "sunscreen;50;+9/9;uv_mineral@2", 900),
    ]
    routine = choose(SHELF[:3], catalogue, GUIDE, NOBODY, FIRST_DAYS)
    assert routine.new == ("fair",)
    assert (routine.price, routine.currency) == (900, "EUR")


def test_a_better_fit_goes_before_a_lower_price() -> None:
    catalogue = [thing("plain", "moisturiser;;+9/9;", 500), thing("rich", "moisturiser;;+9/9;ceramide@2", 900)]
    assert choose((WASH, HYDRO, SUN), catalogue, GUIDE, NOBODY, FIRST_DAYS).new == ("rich",)


def test_an_own_product_goes_before_a_better_new_one() -> None:
    own = thing("own", "moisturiser;;+9/9;")
    routine = choose(
        (WASH, HYDRO, own, SUN), [thing("rich", "moisturiser;;+9/9;ceramide@2", 1)], GUIDE, NOBODY, FIRST_DAYS
    )
    assert not routine.new


def test_one_thing_that_does_for_all_days_goes_before_two() -> None:
    early = thing("early", "cleanser;;+5/5;hyaluronic@1,ceramide@2", 100)
    foam = thing("foam", "cleanser;;+5/5;cleansing_surfactant@2,hyaluronic@1,ceramide@3", 100)
    routine = choose(SHELF[1:], [foam, early], GUIDE, NOBODY, Span(first=1, last=4))
    assert routine.new == ("early",)


def test_what_an_answer_refuses_is_never_used() -> None:
    foam = thing("foam", "cleanser;;+5/5;cleansing_surfactant@2")
    routine = choose((foam, *SHELF[1:]), [], GUIDE, NOBODY, Span(first=1, last=4))
    assert days_of(routine, "foam") == [3, 4]
    assert [gap.days for gap in routine.gaps if gap.step == "gentle-cleanse"] == [0b110]


def test_what_cannot_be_told_is_never_used() -> None:
    unread = thing("unread", "cleanser;;-0/0;")
    half = thing("half", "cleanser;;+4/5;")
    routine = choose((unread, half, *SHELF[1:]), [], GUIDE, NOBODY, FIRST_DAYS)
    assert [gap.step for gap in routine.gaps] == ["gentle-cleanse"]
    assert Help.PHOTOGRAPH in routine.gaps[0].helps


def test_a_sunscreen_counts_from_spf_30_and_only_where_it_is_known() -> None:
    for reading, helped in (("sunscreen;20;+9/9;uv_mineral@2", False), ("sunscreen;;+9/9;uv_mineral@2", True)):
        routine = choose((*SHELF[:3], thing("low", reading)), [], GUIDE, NOBODY, FIRST_DAYS)
        assert [gap.step for gap in routine.gaps] == ["daily-sunscreen"]
        assert (Help.TELL_SPF in routine.gaps[0].helps) is helped


def test_a_mask_without_the_oil_that_the_guide_asks_for_does_not_do() -> None:
    clay, hemp = thing("clay", "mask;;+9/9;"), thing("hemp", "mask;;+9/9;omega3_oil@2")
    routine = choose((*SHELF, clay, hemp), [], GUIDE, NOBODY, Span(first=3, last=4))
    assert set(used(routine, "omega-3-mask").values()) == {"hemp"}


def test_the_mask_comes_twice_a_week_with_a_day_between() -> None:
    routine = choose((*SHELF, thing("hemp", "mask;;+9/9;omega3_oil@2")), [], GUIDE, NOBODY)
    assert days_of(routine, "hemp") == [3, 5, 8, 10]


def test_actives_begin_one_at_a_time_with_two_days_between() -> None:
    shelf = (
        *SHELF,
        thing("vitamin", "vitamin_c_serum;;+9/9;vitamin_c@3"),
        thing("acid", "exfoliating_cleanser;;+9/9;acid_active@4"),
        thing("night", "retinol_product;;+9/9;retinoid@5"),
        thing("enzyme", "enzyme_mask;;+9/9;enzyme@3"),
    )
    routine = choose(shelf, [], GUIDE, NOBODY)
    begins = sorted(days_of(routine, key)[0] for key in ("vitamin", "acid", "night", "enzyme"))
    assert begins[0] == 3
    assert all(later - earlier >= 3 for earlier, later in pairwise(begins))
    evenings = {use.day for use in routine.uses if use.key == "night"}
    assert not evenings & {use.day for use in routine.uses if use.key in ("acid", "enzyme")}


def test_ascorbic_acid_stays_in_the_morning_and_a_retinoid_in_the_evening() -> None:
    eyes = thing("eyes", "eye_cream;;+9/9;vitamin_c@2,ascorbic_acid@2")
    routine = choose((*SHELF, eyes), [], GUIDE, NOBODY, Span(first=8, last=9))
    assert {time for _, time in used(routine, "eye-cream")} == {"morning"}


def test_the_exfoliating_cleanser_takes_the_place_of_the_gentle_one() -> None:
    acid = thing("acid", "exfoliating_cleanser;;+9/9;acid_active@4")
    routine = choose((*SHELF, acid), [], GUIDE, NOBODY, Span(first=3, last=9))
    evening = [use.key for use in routine.on(days_of(routine, "acid")[0], Time.EVENING)]
    assert "acid" in evening
    assert "wash" not in evening


def test_for_what_may_be_left_out_nothing_is_bought_unless_wished() -> None:
    night = thing("night", "retinol_product;;+9/9;retinoid@5", 900)
    days = Span(first=7, last=14)
    assert "night" not in choose(SHELF, [night], GUIDE, NOBODY, days).new
    assert "night" in choose(SHELF, [night], GUIDE, NOBODY, days, Wishes(may=("retinol",))).new


def test_nothing_is_bought_over_the_budget_and_the_gap_says_what_helps() -> None:
    catalogue = [thing("screen", "sunscreen;50;+9/9;uv_mineral@2", 2000), thing("soap", "cleanser;;+5/5;", 800)]
    wishes = Wishes(budget=1000, currency="EUR")
    routine = choose((HYDRO, CREAM), catalogue, GUIDE, NOBODY, FIRST_DAYS, wishes)
    assert routine.new == ("soap",)
    assert [(gap.step, gap.helps[0]) for gap in routine.gaps] == [("daily-sunscreen", Help.BUDGET)]


def test_a_budget_that_is_too_small_says_what_would_do() -> None:
    catalogue = [thing("screen", "sunscreen;50;+9/9;uv_mineral@2", 2000), thing("soap", "cleanser;;+5/5;", 800)]
    wishes = Wishes(budget=2500, currency="EUR")
    (gap,) = choose((HYDRO, CREAM), catalogue, GUIDE, NOBODY, FIRST_DAYS, wishes).gaps
    assert (gap.helps[0], gap.amount) == (Help.BUDGET, 2800)
    enough = replace(wishes, budget=gap.amount)
    assert not choose((HYDRO, CREAM), catalogue, GUIDE, NOBODY, FIRST_DAYS, enough).gaps


def test_what_has_no_price_is_not_promised_within_a_budget() -> None:
    unknown = replace(thing("soap", "cleanser;;+5/5;", 1), offers=(ShopOffer(shop="x", price=None, currency="EUR"),))
    assert choose(SHELF[1:], [unknown], GUIDE, NOBODY, FIRST_DAYS).price is None
    assert not choose(SHELF[1:], [unknown], GUIDE, NOBODY, FIRST_DAYS, Wishes(budget=900, currency="EUR")).new


@pytest.mark.parametrize(
    ("wishes", "helped"),
    [
        (Wishes(vegan=True), Help.VEGAN),
        (Wishes(brands=("Linden",)), Help.BRANDS),
        (Wishes(shops=("Elsewhere",)), Help.SHOPS),
        (Wishes(country="FR"), Help.COUNTRY),
    ],
)
def test_a_wish_that_nothing_meets_leaves_a_gap_that_names_it(wishes: Wishes, helped: Help) -> None:
    offer = ShopOffer(shop="Corner", price=900, currency="EUR", countries=("DE",))
    honey = thing("honey", "cleanser;;+5/5;", 900, names="aqua\nhoney", brand="Other", offers=(offer,))
    routine = choose(SHELF[1:], [honey], GUIDE, NOBODY, FIRST_DAYS, wishes)
    assert [gap.helps for gap in routine.gaps] == [(helped, Help.ADVISOR)]
    assert choose(SHELF[1:], [honey], GUIDE, NOBODY, FIRST_DAYS).new == ("honey",)


def test_mineral_filters_are_a_wish_about_sunscreen() -> None:
    organic = thing("organic", "sunscreen;50;+9/9;uv_organic@2", 100)
    mineral = thing("mineral", "sunscreen;50;+9/9;uv_mineral@2", 900)
    routine = choose(SHELF[:3], [organic, mineral], GUIDE, NOBODY, FIRST_DAYS, Wishes(mineral=True))
    assert routine.new == ("mineral",)


def test_what_is_out_of_stock_is_not_offered() -> None:
    gone = replace(
        thing("soap", "cleanser;;+5/5;", 1), offers=(ShopOffer(shop="x", price=1, currency="EUR", stock=False),)
    )
    assert [gap.step for gap in choose(SHELF[1:], [gone], GUIDE, NOBODY, FIRST_DAYS).gaps] == ["gentle-cleanse"]


def test_skin_and_concerns_change_what_fits() -> None:
    catalogue = [
        thing("mineral", "sunscreen;50;+9/9;uv_mineral@2", 900),
        thing("light", "sunscreen;50;+9/9;uv_organic@2", 100),
    ]
    days = Span(first=3, last=4)
    dry = choose(SHELF[:3], catalogue, GUIDE, NOBODY, days, Wishes(skin=Skin.SENSITIVE, concerns=(Concern.REDNESS,)))
    assert dry.new == ("mineral",)


def test_a_pick_is_kept_wherever_it_is_open() -> None:
    plain = thing("plain", "moisturiser;;+9/9;")
    routine = choose((*SHELF, plain), [], GUIDE, NOBODY, FIRST_DAYS, Wishes(picked={"ceramide-moisturiser": "plain"}))
    assert set(used(routine, "ceramide-moisturiser").values()) == {"plain"}


def test_a_refused_product_is_replaced_with_the_fewest_changes() -> None:
    creams = [thing(f"cream-{n}", f"moisturiser;;+9/9;ceramide@{n}", 900 + n) for n in (2, 3, 30)]
    suns = [
        thing("sun-a", "sunscreen;50;+9/9;uv_mineral@2", 900),
        thing("sun-b", "sunscreen;50;+9/9;uv_mineral@2", 800),
    ]
    first = choose((WASH, HYDRO), [*creams, suns[0]], GUIDE, NOBODY, FIRST_DAYS)
    assert set(first.new) == {"cream-2", "sun-a"}
    without = Wishes(without=frozenset({"cream-2"}))
    again = choose((WASH, HYDRO), [*creams, *suns], GUIDE, NOBODY, FIRST_DAYS, without, keep=first)
    assert set(again.new) == {"cream-3", "sun-a"}
    assert again.score.changed == 4
    anew = choose((WASH, HYDRO), [*creams, *suns], GUIDE, NOBODY, FIRST_DAYS, without)
    assert set(anew.new) == {"cream-3", "sun-b"}


def test_an_allergy_closes_a_product_of_either_side() -> None:
    person = Profile(allergies=("lanolin",))
    wool = thing("wool", "moisturiser;;+9/9;ceramide@2", names="aqua\nlanolin")
    routine = choose((WASH, HYDRO, wool, SUN), [replace(wool, key="new", own=False)], GUIDE, person, FIRST_DAYS)
    assert [gap.step for gap in routine.gaps] == ["ceramide-moisturiser"]


def test_two_products_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="give each its own"):
        choose((WASH,), [thing("wash", "cleanser;;+5/5;hyaluronic@2", 5)], GUIDE, NOBODY, FIRST_DAYS)


def test_a_budget_needs_a_currency() -> None:
    with pytest.raises(ValueError, match="currency"):
        Wishes(budget=100)


def test_each_choice_says_what_came_next_and_why_it_came_behind() -> None:
    catalogue = [
        thing("rich", "moisturiser;;+9/9;ceramide@2", 900),
        thing("dear", "moisturiser;;+9/9;ceramide@3", 1200),
        thing("plain", "moisturiser;;+9/9;", 100),
    ]
    shelf = (WASH, HYDRO, SUN)
    routine = choose(shelf, catalogue, GUIDE, NOBODY, FIRST_DAYS)
    book = rulebook(GUIDE, NOBODY)
    (choice,) = explain(routine, shelf, catalogue, book, step="ceramide-moisturiser")
    assert (choice.product.key, choice.offer and choice.offer.price) == ("rich", 900)
    assert [(rival.product.key, rival.behind, rival.by) for rival in choice.rivals] == [
        ("dear", Behind.COSTS_MORE, 300),
        ("plain", Behind.FITS_LESS, 4 * 52),
    ]
    assert [part.id for part in choice.parts] == ["shows", "early", "kind", "plain", "read"]


def crowded() -> list[RoutineProduct]:
    """A catalogue with ten products for each of many kinds, so that a budget takes time to meet."""
    kinds = ("moisturiser", "vitamin_c_serum", "eye_cream", "peptide_serum", "sunscreen;50", "cleanser", "mask")
    return [
        thing(
            f"{kind}-{n}", f"{kind if ';' in kind else kind + ';'};+9/9;vitamin_c@{n},ceramide@{n}", 500 + 37 * n % 91
        )
        for kind in kinds
        for n in range(2, 12)
    ]


TIGHT = Wishes(budget=2600, currency="EUR", may=("retinol",))


def test_without_time_the_best_found_says_that_it_is_not_proven() -> None:
    routine = choose_by((), crowded(), rulebook(GUIDE, NOBODY), wishes=TIGHT, left=TimeLeft(0.001))
    assert not routine.proven
    assert routine.open_level
    assert (routine.price or 0) <= 2600


class SlowSolver:
    """The solver, but every run takes as long as it may, on a clock that goes on over all models."""

    clock = 0.0

    def __init__(self, program: Program) -> None:
        self.solver, self.limit = model_of(program), 0.0

    def __getattr__(self, name: str) -> Any:
        own = {"setOptionValue": self.set_option, "getRunTime": lambda: SlowSolver.clock}
        return own.get(name) or getattr(self.solver, name)

    def set_option(self, name: str, value: Any) -> None:
        self.limit = value if name == "time_limit" else self.limit
        self.solver.setOptionValue(name, 10.0 if name == "time_limit" else value)

    def run(self) -> None:
        SlowSolver.clock += self.limit
        self.solver.run()


def test_all_runs_of_the_solver_share_one_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fortnight.routine.solve.solver.model_of", SlowSolver)
    monkeypatch.setattr("fortnight.routine.choose.searched", lambda *_: Searched(frozenset(), proven=False))
    left = TimeLeft(3.0)
    routine = choose_by((), crowded(), rulebook(GUIDE, NOBODY), wishes=TIGHT, left=left)
    assert 0 < SlowSolver.clock <= 3.0
    assert left.seconds == pytest.approx(3.0 - SlowSolver.clock)
    assert routine.uses


def test_what_the_search_looked_at_is_taken_from_the_deadline() -> None:
    left = TimeLeft(10.0)
    choose_by((), crowded(), rulebook(GUIDE, NOBODY), left=left)
    assert 5.0 < left.seconds < 10.0


def test_an_active_does_not_stand_for_a_plain_product_that_another_active_needs() -> None:
    vitamin = thing("vitamin", "vitamin_c_serum;;+9/9;vitamin_c@3")
    plain = thing("plain", "moisturiser;;+9/9;", 100)
    rich = thing("rich", "moisturiser;;+9/9;ceramide@2,vitamin_c@5", 100)
    routine = choose((WASH, HYDRO, SUN, vitamin), [plain, rich], GUIDE, NOBODY, Span(first=7, last=9))
    assert (
        routine.score.uncovered
        == choose((WASH, HYDRO, SUN, vitamin, CREAM), [], GUIDE, NOBODY, Span(first=7, last=9)).score.uncovered
    )


def test_a_day_with_care_counts_against_a_product_that_has_more_to_show() -> None:
    scented = thing("scented", "moisturiser;;+40/40;ceramide@25,fragrance@40", 100)
    watery = thing("watery", "moisturiser;;+9/9;hyaluronic@3", 100)
    routine = choose((WASH, HYDRO, SUN), [scented, watery], GUIDE, NOBODY, Span(first=7, last=8))
    assert routine.new == ("watery",)


def test_a_budget_is_met_by_what_the_best_without_it_left_out() -> None:
    care = ("ceramide-moisturiser", "antioxidant-serum")
    guide = replace(GUIDE, care=tuple(entry for entry in GUIDE.care if entry.id in care))
    catalogue = [
        thing("acid", "moisturiser;;+9/9;acid_active@1,hyaluronic@1", 100),
        thing("serum", "vitamin_c_serum;;+9/9;", 100),
        thing("twin", "vitamin_c_serum;;+9/9;", 100),
        thing("rich", "moisturiser;;+9/9;vitamin_c@1", 300),
    ]
    routine = choose((), catalogue, guide, NOBODY, wishes=Wishes(budget=300, currency="EUR"))
    assert set(routine.new) == {"acid", "serum"}


def test_what_fits_badly_is_bought_where_nothing_else_does_the_step() -> None:
    oil = thing("oil", "face_oil;;+9/9;retinoid@7", 400)
    guide = replace(GUIDE, care=tuple(entry for entry in GUIDE.care if entry.id == "nourishing-cream-or-oil"))
    routine = choose((), [oil], guide, NOBODY, Span(first=7, last=7))
    assert routine.new == ("oil",)
    assert routine.score.unfit > 240

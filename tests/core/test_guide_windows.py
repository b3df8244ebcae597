"""The two tables of windows, row by row, and the cautious layer: each row is one entry with its days."""

import pytest

from fortnight.guide import Span, Where, Window, published_guide, rule
from fortnight.labels.model import Detail, Kind, Mark, Trait

GUIDE = published_guide()
Days = tuple[int, int] | None

ACTIVES: frozenset[str] = frozenset(
    {
        Trait.RETINOID,
        Detail.PRESCRIPTION_RETINOID,
        Trait.VITAMIN_C,
        Detail.ASCORBIC_ACID,
        Trait.ACID_ACTIVE,
        Trait.SCRUB,
        Trait.ENZYME,
        Detail.COPPER_PEPTIDE,
        Kind.EXFOLIATING_CLEANSER,
        Kind.VITAMIN_C_SERUM,
        Kind.RETINOL_PRODUCT,
        Kind.ENZYME_MASK,
    }
)

MARKS: tuple[tuple[str, Mark, Mark | None, Where, Days, Days], ...] = (
    ("retinoid-returns", Trait.RETINOID, Detail.PRESCRIPTION_RETINOID, Where.ANYWHERE, (1, 6), (7, 14)),
    ("prescription-retinoid", Detail.PRESCRIPTION_RETINOID, None, Where.ANYWHERE, (1, 14), None),
    ("vitamin-c-starts", Trait.VITAMIN_C, None, Where.ANYWHERE, (1, 2), None),
    ("ascorbic-acid-early", Detail.ASCORBIC_ACID, None, Where.LEAVE_ON, (1, 2), (3, 4)),
    ("acid-in-cleanser", Trait.ACID_ACTIVE, None, Where.CLEANSER, (1, 2), (3, 6)),
    ("acid-leave-on", Trait.ACID_ACTIVE, None, Where.NOT_CLEANSER, (1, 6), (7, 14)),
    ("acid-trace", Trait.ACID_TRACE, None, Where.ANYWHERE, None, None),
    ("botanical-acid", Trait.BOTANICAL_ACID, None, Where.ANYWHERE, None, (1, 6)),
    ("scrub-returns", Trait.SCRUB, None, Where.ANYWHERE, (1, 6), (7, 14)),
    ("enzyme-in-cleanser", Trait.ENZYME, None, Where.CLEANSER, (1, 2), (3, 6)),
    ("enzyme-returns", Trait.ENZYME, None, Where.NOT_CLEANSER, (1, 6), None),
    ("foaming-cleanser", Trait.CLEANSING_SURFACTANT, Detail.GENTLE_WASH, Where.CLEANSER, (1, 2), None),
    ("harsh-surfactant", Trait.HARSH_SURFACTANT, None, Where.ANYWHERE, (1, 14), None),
    ("alcohol-early", Detail.DRYING_ALCOHOL_EARLY, None, Where.ANYWHERE, (1, 14), None),
    ("alcohol-later", Trait.DRYING_ALCOHOL, Detail.DRYING_ALCOHOL_EARLY, Where.ANYWHERE, (1, 6), (7, 14)),
    ("fragrance-waits", Trait.FRAGRANCE, None, Where.ANYWHERE, (1, 6), (7, 14)),
    ("essential-oil-waits", Trait.ESSENTIAL_OIL, None, Where.ANYWHERE, (1, 6), (7, 14)),
    ("cooling-waits", Trait.COOLING, None, Where.ANYWHERE, (1, 6), (7, 14)),
    ("peroxide-waits", Trait.PEROXIDE_ETC, None, Where.ANYWHERE, (1, 14), None),
    ("isothiazolinone-waits", Trait.ISOTHIAZOLINONE, None, Where.ANYWHERE, (1, 6), (7, 14)),
    ("formaldehyde-waits", Trait.FORMALDEHYDE, None, Where.ANYWHERE, (1, 6), (7, 14)),
    ("copper-peptide", Detail.COPPER_PEPTIDE, None, Where.ANYWHERE, None, (1, 6)),
    ("peptide-starts", Trait.PEPTIDE, Detail.COPPER_PEPTIDE, Where.ANYWHERE, None, (1, 4)),
    ("organic-filter-early", Trait.UV_ORGANIC, None, Where.SUNSCREEN_WITHOUT_MINERAL, None, (1, 2)),
    ("welcome-ceramide", Trait.CERAMIDE, None, Where.ANYWHERE, None, None),
    ("welcome-hyaluronic", Trait.HYALURONIC, None, Where.ANYWHERE, None, None),
    ("welcome-omega3-oil", Trait.OMEGA3_OIL, None, Where.ANYWHERE, None, None),
    ("welcome-uv-mineral", Trait.UV_MINERAL, None, Where.ANYWHERE, None, None),
    ("acid-in-toner", Detail.ACID_IN_TONER, None, Where.ANYWHERE, (1, 2), None),
    ("gentle-wash", Detail.GENTLE_WASH, None, Where.ANYWHERE, None, None),
    ("scented-extract-waits", Detail.SCENTED_EXTRACT, None, Where.ANYWHERE, (1, 6), (7, 14)),
    ("antioxidant-starts", Trait.ANTIOXIDANT, None, Where.ANYWHERE, (1, 2), None),
    ("antifungal-not-for-this", Trait.ANTIFUNGAL, None, Where.ANYWHERE, (1, 14), None),
    ("antiseptic-not-for-this", Trait.ANTISEPTIC, None, Where.ANYWHERE, (1, 14), None),
    ("medicine-not-for-this", Trait.MEDICINE, None, Where.ANYWHERE, (1, 14), None),
    ("bleaching-not-for-this", Trait.BLEACHING, None, Where.ANYWHERE, (1, 14), None),
    ("caustic-not-for-this", Trait.CAUSTIC, None, Where.ANYWHERE, (1, 14), None),
    ("oxidiser-not-for-this", Trait.OXIDISER, None, Where.ANYWHERE, (1, 14), None),
    ("hair-dye-not-for-this", Trait.HAIR_DYE, None, Where.ANYWHERE, (1, 14), None),
    ("warming-not-for-this", Trait.WARMING, None, Where.ANYWHERE, (1, 14), None),
    ("spicules-not-for-this", Trait.SPICULES, None, Where.ANYWHERE, (1, 14), None),
    ("oral-care-not-for-this", Trait.ORAL_CARE, None, Where.ANYWHERE, (1, 14), None),
    ("antiperspirant-not-for-this", Trait.ANTIPERSPIRANT, None, Where.ANYWHERE, (1, 14), None),
    ("household-not-for-this", Trait.HOUSEHOLD, None, Where.ANYWHERE, (1, 14), None),
    ("kitchen-not-for-this", Trait.KITCHEN, None, Where.ANYWHERE, (1, 14), None),
    ("poison-not-for-this", Trait.POISON, None, Where.ANYWHERE, (1, 14), None),
    ("strong-urea-not-for-this", Trait.STRONG_UREA, None, Where.ANYWHERE, (1, 14), None),
    ("strong-lactate-not-for-this", Trait.STRONG_LACTATE, None, Where.ANYWHERE, (1, 14), None),
)

KINDS: tuple[tuple[str, tuple[Kind, ...], Days, Days], ...] = (
    ("kind-basics", (Kind.CLEANSER, Kind.HYDRATING_SERUM, Kind.MOISTURISER, Kind.SUNSCREEN), None, None),
    ("kind-toner", (Kind.TONER,), None, (1, 2)),
    ("kind-serum", (Kind.SERUM,), None, (1, 2)),
    ("kind-exfoliating-cleanser", (Kind.EXFOLIATING_CLEANSER,), (1, 2), None),
    ("kind-vitamin-c-serum", (Kind.VITAMIN_C_SERUM,), (1, 2), None),
    ("kind-mask", (Kind.MASK,), (1, 2), None),
    ("kind-peptide-serum", (Kind.PEPTIDE_SERUM,), (1, 4), None),
    ("kind-eye-cream", (Kind.EYE_CREAM,), (1, 4), None),
    ("kind-face-oil", (Kind.FACE_OIL,), (1, 6), None),
    ("kind-retinol-product", (Kind.RETINOL_PRODUCT,), (1, 6), None),
    ("kind-scrub", (Kind.SCRUB,), (1, 6), None),
    ("kind-enzyme-mask", (Kind.ENZYME_MASK,), (1, 6), None),
    ("kind-peel", (Kind.PEEL,), (1, 14), None),
    ("kind-makeup", (Kind.MAKEUP,), (1, 1), (2, 2)),
    ("kind-self-tan", (Kind.SELF_TAN,), (1, 14), None),
)

CAUTIOUS: tuple[tuple[str, str, int], ...] = (
    ("cautious-ascorbic-acid", "ascorbic_acid", 6),
    ("cautious-vitamin-c", "vitamin_c", 4),
    ("cautious-kind-vitamin-c-serum", "vitamin_c_serum", 4),
    ("cautious-acid", "acid_active", 8),
    ("cautious-exfoliating-cleanser", "exfoliating_cleanser", 8),
    ("cautious-enzyme-in-cleanser", "enzyme", 8),
    ("cautious-foaming-cleanser", "cleansing_surfactant", 8),
    ("cautious-retinoid", "retinoid", 11),
    ("cautious-retinol-product", "retinol_product", 11),
    ("cautious-scrub", "scrub", 11),
    ("cautious-kind-scrub", "scrub", 11),
    ("cautious-enzyme", "enzyme", 11),
    ("cautious-enzyme-mask", "enzyme_mask", 11),
    ("cautious-copper-peptide", "copper_peptide", 8),
    ("cautious-fragrance", "fragrance", 8),
    ("cautious-alcohol", "drying_alcohol", 8),
    ("cautious-cooling", "cooling", 8),
    ("cautious-sunscreen-first-day", "sunscreen", 2),
)


def span(days: Days) -> Span | None:
    return Span(first=days[0], last=days[1]) if days else None


def window(window_id: str) -> Window:
    found = rule(window_id)
    assert isinstance(found, Window)
    return found


@pytest.mark.parametrize("row", MARKS, ids=lambda row: row[0])
def test_what_a_label_shows_has_the_days_of_its_row(
    row: tuple[str, Mark, Mark | None, Where, Days, Days],
) -> None:
    window_id, shows, unless, where, refuse, careful = row
    found = window(window_id)
    assert (found.shows, found.unless, found.where) == (shows, unless, where)
    assert (found.refuse, found.careful) == (span(refuse), span(careful))
    assert found.kinds == ()


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row[0])
def test_a_kind_of_product_has_the_days_of_its_row(row: tuple[str, tuple[Kind, ...], Days, Days]) -> None:
    window_id, kinds, refuse, careful = row
    found = window(window_id)
    assert (found.kinds, found.shows, found.spf_below) == (kinds, None, None)
    assert (found.refuse, found.careful) == (span(refuse), span(careful))


def test_an_spf_below_thirty_wants_care_on_every_day() -> None:
    found = window("spf-below-30")
    assert (found.spf_below, found.kinds) == (30, (Kind.SUNSCREEN, Kind.MOISTURISER))
    assert (found.refuse, found.careful) == (None, Span(first=1, last=14))


def test_the_tables_hold_no_other_row() -> None:
    listed = {row[0] for row in MARKS} | {row[0] for row in KINDS} | {"spf-below-30"}
    assert {one.id for one in GUIDE.windows} == listed


def test_every_trait_and_every_kind_has_a_window() -> None:
    shown = {one.shows for one in GUIDE.windows} | {one.shows for one in GUIDE.activities}
    assert shown >= set(Trait)
    assert {kind for one in GUIDE.windows for kind in one.kinds} == set(Kind)


@pytest.mark.parametrize("one", [*GUIDE.windows, *GUIDE.cautious], ids=lambda one: one.id)
def test_the_actives_are_those_of_the_rules(one: Window) -> None:
    named = {one.shows} if one.shows else set(one.kinds)
    assert one.active == bool(named & ACTIVES)


@pytest.mark.parametrize(("window_id", "named", "first_day"), CAUTIOUS, ids=[row[0] for row in CAUTIOUS])
def test_the_cautious_layer_waits_until_its_day(window_id: str, named: str, first_day: int) -> None:
    found = window(window_id)
    assert named in {found.shows, *found.kinds}
    assert found.refuse == Span(first=1, last=first_day - 1)


def test_the_cautious_layer_holds_no_other_window() -> None:
    assert {one.id for one in GUIDE.cautious} == {row[0] for row in CAUTIOUS}


def test_no_window_of_the_guide_holds_outside_the_fortnight() -> None:
    assert not any(one.always for one in (*GUIDE.windows, *GUIDE.cautious))


@pytest.mark.parametrize("one", GUIDE.windows, ids=lambda one: one.id)
def test_a_reason_says_the_day_on_which_it_comes_back(one: Window) -> None:
    if one.refuse and one.refuse.last < 14:
        assert f"day {one.refuse.last + 1}" in one.says

"""Which kind of product a name or a category tells: the stricter reading first, and nothing where nobody knows."""

import pytest

from fortnight.labels.folding import fold
from fortnight.labels.kinds import as_kind, is_not_a_cosmetic, is_rinsed, kind_of
from fortnight.labels.model import Kind

NAMES = [
    ("Linden Milk Cleanser", Kind.CLEANSER),
    ("Micellar Water", Kind.CLEANSER),
    ("Makeup Remover Balm", Kind.CLEANSER),
    ("Gel Nettoyant Doux", Kind.CLEANSER),
    ("Glycolic Cleansing Foam", Kind.EXFOLIATING_CLEANSER),
    ("Exfoliating Face Wash", Kind.EXFOLIATING_CLEANSER),
    ("Rose Toner", Kind.TONER),
    ("Calming Essence", Kind.TONER),
    ("Face Mist", Kind.TONER),
    ("Niacinamide Serum", Kind.SERUM),
    ("Blemish Treatment", Kind.SERUM),
    ("Hyaluronic Acid Serum", Kind.HYDRATING_SERUM),
    ("Vitamin C Serum", Kind.VITAMIN_C_SERUM),
    ("Antioxidant Booster", Kind.VITAMIN_C_SERUM),
    ("Multi-Peptide Serum", Kind.PEPTIDE_SERUM),
    ("Barrier Cream", Kind.MOISTURISER),
    ("Feuchtigkeitscreme", Kind.MOISTURISER),
    ("Feuchtigkeitsserum", Kind.HYDRATING_SERUM),
    ("Hyaluronserum", Kind.HYDRATING_SERUM),
    ("Pflegeserum", Kind.SERUM),
    ("Sun Fluid SPF 50", Kind.SUNSCREEN),
    ("Sonnenmilch", Kind.SUNSCREEN),
    ("Tagescreme LSF 30", Kind.SUNSCREEN),
    ("Crema FPS 50", Kind.SUNSCREEN),
    ("Clay Mask", Kind.MASK),
    ("Peel-Off Mask", Kind.MASK),
    ("Papaya Enzyme Mask", Kind.ENZYME_MASK),
    ("Eye Cream", Kind.EYE_CREAM),
    ("Bright Eyes", Kind.EYE_CREAM),
    ("Rosehip Face Oil", Kind.FACE_OIL),
    ("Retinol 0.3 Serum", Kind.RETINOL_PRODUCT),
    ("Walnut Scrub", Kind.SCRUB),
    ("Morning Polish", Kind.SCRUB),
    ("AHA Peel", Kind.PEEL),
    ("Mineral Foundation", Kind.MAKEUP),
    ("Gradual Tan Drops", Kind.SELF_TAN),
    ("Bakuchiol Retinol Alternative Serum", Kind.SERUM),
    ("Linden No. 4", None),
    ("", None),
]


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_the_name_tells_the_kind(name: str, kind: Kind | None) -> None:
    assert kind_of(name) is kind


def test_every_kind_can_be_told_by_a_name() -> None:
    assert {kind for _, kind in NAMES if kind} == set(Kind)


@pytest.mark.parametrize(
    ("name", "category", "kind"),
    [
        ("Linden No. 4", "Face Mask", Kind.MASK),
        ("Linden No. 4", "Sun protect", Kind.SUNSCREEN),
        ("Linden No. 4", "", None),
        ("Linden Cream", "Eye care", Kind.EYE_CREAM),
        ("Linden Serum", "Eye cream", Kind.EYE_CREAM),
        ("Linden Cleanser", "Moisturizer", Kind.CLEANSER),
    ],
)
def test_the_category_speaks_where_the_name_does_not(name: str, category: str, kind: Kind | None) -> None:
    assert kind_of(name, category) is kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("eye_cream", Kind.EYE_CREAM),
        ("Eye Cream", Kind.EYE_CREAM),
        ("hydrating-serum", Kind.HYDRATING_SERUM),
        ("Face Mask", Kind.MASK),
        (Kind.PEEL, Kind.PEEL),
        (None, None),
        ("", None),
        ("something", None),
    ],
)
def test_a_persons_own_words_tell_the_kind(said: str | Kind | None, kind: Kind | None) -> None:
    assert as_kind(said) is kind


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_is_found_by_its_own_word(kind: Kind) -> None:
    assert as_kind(kind.value) is kind
    assert as_kind(kind.value.replace("_", " ").title()) is kind


@pytest.mark.parametrize(
    ("kind", "name", "rinsed"),
    [
        (Kind.CLEANSER, "Wash", True),
        (Kind.SCRUB, "Scrub", True),
        (Kind.MASK, "Clay Mask", True),
        (Kind.MASK, "Sleeping Mask", False),
        (Kind.MASK, "Sheet Mask", False),
        (Kind.MOISTURISER, "Cream", False),
        (Kind.SERUM, "Serum", False),
        (None, "Linden", None),
    ],
)
def test_it_is_known_what_is_rinsed(kind: Kind | None, name: str, *, rinsed: bool | None) -> None:
    assert is_rinsed(kind, fold(name)) is rinsed


@pytest.mark.parametrize("name", ["Beauty Capsules", "Collagen Supplement", "Glow Gummies", "Skin Tea Bags"])
def test_what_is_swallowed_is_no_cosmetic(name: str) -> None:
    assert is_not_a_cosmetic(fold(name))


@pytest.mark.parametrize("name", ["Tea Tree Gel", "Powder Wash", "Green Tea Toner"])
def test_a_word_of_the_kitchen_alone_does_not_make_it_food(name: str) -> None:
    assert not is_not_a_cosmetic(fold(name))


@pytest.mark.parametrize("name", ["Gotas autobronceadoras", "Autobronceador facial", "Autobronceantes en crema"])
def test_a_self_tanner_is_one_in_spanish_too(name: str) -> None:
    assert kind_of(name) is Kind.SELF_TAN

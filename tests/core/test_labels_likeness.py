"""What a person names in their own words is found on a label: rather too often than too rarely."""

import pytest

from fortnight.labels.likeness import holding, meaning
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label


def found(said: str, text: str) -> list[str]:
    return [item.printed for item in holding(read_label(text), meaning(said))]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("almond", "Prunus Amygdalus Dulcis Oil"),
        ("Almonds", "Prunus Amygdalus Dulcis (Sweet Almond) Oil"),
        ("lanolin", "Lanolin Alcohol"),
        ("vitamin e", "Tocopherol"),
        ("perfume", "Linalool"),
        ("Fragrance", "Parfum"),
        ("essential oils", "Lavandula Angustifolia Oil"),
        ("retinol", "Retinyl Palmitate"),
        ("vitamin C", "Ascorbyl Glucoside"),
        ("isothiazolinone", "Methylisothiazolinone"),
        ("formaldehyde", "DMDM Hydantoin"),
        ("niacinamide", "Nicotinamide"),
        ("shea", "Butyrospermum Parkii Butter"),
        ("shea butter", "Butyrospermum Parkii Butter"),
        ("nut", "Macadamia Ternifolia Nut Oil"),
        ("Simmondsia Chinensis", "Jojoba Oil"),
        ("salicylates", "Ethylhexyl Salicylate"),
        ("benzyl alcohol", "Benzyl Alcohol"),
        ("Glowquell", "Glowquell Extract"),
    ],
)
def test_a_word_is_found_in_what_it_means(said: str, printed: str) -> None:
    assert found(said, f"Aqua, Glycerin, {printed}, Xanthan Gum") == [printed]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("peanut", "Arachis Hypogaea Oil"),
        ("hazelnut", "Corylus Avellana Seed Oil"),
        ("soy", "Glycine Soja Oil"),
        ("oats", "Avena Sativa Kernel Flour"),
        ("wheat", "Triticum Aestivum Germ Extract"),
        ("chamomile", "Chamomilla Recutita Flower Extract"),
        ("lavender", "Lavandula Hybrida Oil"),
        ("beeswax", "Cera Alba"),
        ("honey", "Mel"),
        ("parabens", "Methylparaben"),
        ("fragrance mix", "Parfum"),
        ("aroma", "Parfum"),
        ("retinoids", "Retinal"),
        ("balsam of Peru", "Myroxylon Pereirae Resin"),
        ("cinnamon", "Cinnamal"),
        ("vitamin E", "Tocopheryl Acetate"),
        ("salicylates", "Salicylic Acid"),
        ("nuts", "Juglans Regia Seed Oil"),
        ("carmine", "CI 75470"),
        ("AHA", "Glycolic Acid"),
        ("seaweed", "Fucus Vesiculosus Extract"),
    ],
)
def test_a_common_allergy_is_found_under_its_latin_or_its_family_name(said: str, printed: str) -> None:
    assert found(said, f"Aqua, Glycerin, {printed}, Xanthan Gum") == [printed]


@pytest.mark.parametrize(
    ("said", "printed"),
    [("lanolin", "Linalool"), ("rice", "Licorice Root Extract"), ("retinol", "Bakuchiol"), ("oat", "Coconut Oil")],
)
def test_a_word_is_not_found_inside_another(said: str, printed: str) -> None:
    assert not found(said, f"Aqua, Glycerin, {printed}")


def test_what_is_found_keeps_the_order_of_the_label() -> None:
    assert found("perfume", "Aqua, Linalool, Glycerin, Parfum, Citral") == ["Linalool", "Parfum", "Citral"]


@pytest.mark.parametrize("said", ["", "   ", "(", ".*", "[", "\\", "a" * 300])
def test_an_odd_word_finds_nothing_and_raises_nothing(said: str) -> None:
    assert found(said, "Aqua, Glycerin, Retinol") == []


def test_a_word_knows_its_traits() -> None:
    assert meaning("Perfume").traits == (Trait.FRAGRANCE,)
    assert meaning("zinc").traits == ()

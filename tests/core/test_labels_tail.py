"""Behind the end of a list stands talk of every kind, and it is no name; what could be a name stays one."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.cues import RESTRICTED, SUBSTANCES, bits_of
from fortnight.labels.folding import fold
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from fortnight.labels.vocabulary import vocabulary
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Squalane, Cetearyl Alcohol, Panthenol, Allantoin, Xanthan Gum, Phenoxyethanol"


def unread(label: str) -> list[str]:
    return [item.printed for item in read_label(label).unrecognised]


@pytest.mark.parametrize(
    "behind",
    [
        ". Wipe it off with a warm flannel. It will not lather.",
        ". Fläschchen mit zwei Fingern öffnen. Nicht mehr als einmal verwenden.",
        ". Dispositivo medico CE 0459. Sterile, monouso.",
        ". Haricen kullanılır.",
        ". Gratis verzending vanaf 30 euro",
        ". LOT 4417C EXP 03/2028 5 909990 123457 TARNALINE SP. Z O.O. UL. DŁUGA 3",
        " ℮30ml 1.01 fl.oz. 6M",
        ". C.N. 204511.3",
        ". PA 6M",
        ". NDC 51234-100-20  Tarnville MN",
        ". ללא בישום. לשימוש חיצוני בלבד",
        ". للاستعمال الخارجي فقط. صنع في فرنسا",
        ". Χωρίς άρωμα. Φυλάσσεται μακριά από παιδιά.",
    ],
)
def test_talk_behind_a_list_is_no_name(behind: str) -> None:
    label = read_label(LIST + behind)
    assert unread(LIST + behind) == []
    assert weigh(label, BOOK).rulings[0] in {Ruling.YES, Ruling.CAREFUL}


@pytest.mark.parametrize(
    "behind",
    [
        ". Blorptine Vexanol.",
        ". Now with Quorbitanol for your skin.",
        ". Contains Zentoria.",
        ", Zentoria Complex",
        ". Vexolate 12",
        ". Tarnamide 5 %",
    ],
)
def test_what_could_be_a_name_behind_a_list_is_no_yes(behind: str) -> None:
    assert weigh(read_label(LIST + behind), BOOK).rulings[0] is Ruling.CANNOT_TELL


@pytest.mark.parametrize(
    "label",
    [
        "Aqua – solvent; Glycerin – humectant; Squalane – emollient; Phenoxyethanol – preservative",
        "Made WITHOUT perfume, alcohol denat., essential oils or silicones. Made WITH: " + LIST,
        "Ingredients are: " + LIST,
        "Eau thermale 100 %. Gaz : azote.",
        "Active Ingredient: Zinc Oxide 20% (non-nano). Inactive Ingredients: " + LIST,
    ],
)
def test_functions_absences_and_gases_are_told_from_names(label: str) -> None:
    assert unread(label) == []
    assert weigh(read_label(label), BOOK).rulings[7] is Ruling.YES


@pytest.mark.parametrize(
    "label",
    [
        "AQUA. GLYCER1N. CETEARYL ALC0HOL. SQUALANE. XANTHAN GUM.",
        "hello, my cream has this on it: aqua, glycerin, squalane, phenoxyethanol thanks",
        "Aqua, Glycerin, Squalane, Phenoxyethanol. Kann Spuren von Nüssen und Soja enthalten.",
        "Sodium Chloride 9 mg/ml, Water for Injections",
        "Glicerolo, acqua depurata q.b. a 100 g. Dispositivo medico CE 0459",
    ],
)
def test_lists_as_people_copy_them_are_read(label: str) -> None:
    assert weigh(read_label(label, kind="moisturiser"), BOOK).rulings[0] is Ruling.YES


def test_what_a_denial_excepts_is_not_denied() -> None:
    label = f"Ingrédients : {LIST}.\n*sans parfum ajouté hors agent masquant (Parfum < 0,1 %)"
    assert weigh(read_label(label), BOOK).rulings[0] not in {Ruling.YES, Ruling.CAREFUL}


def test_an_absence_with_an_amount_is_none() -> None:
    label = f"Without parabens, Retinol 1% and dyes. Made with: {LIST}"
    assert weigh(read_label(label), BOOK).rulings[0] is not Ruling.YES


def test_a_slip_in_a_bracket_keeps_what_it_is() -> None:
    label = read_label("Cera emulsificans (Cetylstearylalkohol, Natriumlaurylsulfad), Aqua", kind="cleanser")
    assert Trait.HARSH_SURFACTANT in label.traits


def test_every_name_of_the_vocabulary_shows_what_its_letters_show() -> None:
    watched = int(RESTRICTED) & ~int(SUBSTANCES)
    hidden = {
        name.inci
        for name in vocabulary().known.values()
        if bits_of(fold(name.inci)) & watched & ~int(name.cues) and not int(name.cues) & int(SUBSTANCES)
    }
    assert hidden == set()


def test_the_sign_of_a_camera_is_no_copyright() -> None:
    assert Trait.FRAGRANCE in read_label(f"{LIST},\n© Fragrance (Natural Rose), Tocopherol").traits

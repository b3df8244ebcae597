"""A firm, a town or a note behind the last name of a list is no name, and nothing that restricts hides behind one."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.addresses import ends_in_a_place, is_firm, is_place
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from fortnight.labels.vocabulary import vocabulary
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
OPEN = (Ruling.YES, Ruling.CAREFUL)
LIST = "Aqua, Glycerin, Squalane, Cetearyl Alcohol, Panthenol, Phenoxyethanol"
STOPS = (". ", "\n", ", ", " ")
SURE = (
    "Tarnley Inc",
    "Corvane Inc",
    "Tarnley Labs, London",
    "Swiss-Baltic CMO, Dallas TX",
    "Tarnley CDMO, Quillville MN",
    "Tarnley Skincare, Melbourne VIC 3000",
    "Leeds, Surrey GU1 4AF 50 ml e",
    "Egham, Surrey KTI3 OXP  5OmI e",
    "Toronto ON M5V 2T6",
    "Maison Tarnley, Grasse, France",
    "Tarnley Group",
    "Irvine, California 92618",
    "Tarnley Paris 75008 France",
)
BEHIND_A_STOP = (
    "Lab. Tarnley S.A.I.C.I",
    "Tarnley, Paris - London - New York",
    "Tarnley Hamburg",
    "Tarnley, Miami FL",
    "Professor Tarnley London W1",
    "Tarnley & Sons Ltd Leeds",
)
DIRECTIONS = (
    "Spray 15-20 cm from face",
    "Pat until absorbed",
    "Hold bottle upright",
    "Coloque o frasco vazio no lixo",
    "Bien agiter avant usage",
    "Vor Gebrauch kräftig schütteln",
    "Da consumarsi preferibilmente entro la data indicata",
    "Hmotnost 50 g. Skladujte v suchu",
    "Registered trademark",
)
NOTES = (
    "z ekologického zemědělství",
    "z certyfikowanych upraw ekologicznych",
    "iz ekološkog uzgoja",
    "issu de l'agriculture biologique",
)
OF_OILS = (
    "*from natural essential oils",
    "*a component of natural essential oils. Tarnley AG, Basel",
    "**složka přírodních silic",
    "*aus natürlichen ätherischen Ölen",
    "*composant naturel des huiles essentielles",
    "*componente naturale degli oli essenziali",
    "*składnik naturalnych olejków eterycznych",
)
FREE = (
    "Fragrance, preservative & dye free",
    "Fragrance & dye-free.",
    "Fragrance, dye and preservative free. Tarnley Inc, Irvine CA",
    "Perfume / alcohol / paraben free",
)


def is_left_out(label: str) -> bool:
    read = read_label(label)
    return not read.unrecognised and weigh(read, BOOK).rulings[7] in OPEN


@each(("stop", "behind"), [(stop, behind) for stop in STOPS for behind in SURE])
def test_a_firm_and_its_town_are_no_names_however_they_are_parted(stop: str, behind: str) -> None:
    assert is_left_out(LIST + stop + behind)


@each("behind", BEHIND_A_STOP + DIRECTIONS + NOTES)
def test_behind_a_full_stop_words_around_an_address_are_no_names(behind: str) -> None:
    assert is_left_out(f"{LIST}. {behind}")


@each("behind", SURE + DIRECTIONS)
def test_what_is_left_out_is_shown(behind: str) -> None:
    label = read_label(f"{LIST}. {behind}")
    aside = "".join(label.text[part.start : part.end] for part in label.left_out)
    assert behind.split(maxsplit=1)[0].strip(".,") in aside


@each(
    "behind",
    [
        ". Tarn Labs, {name}, London",
        ", Tarn Labs, {name}, London",
        ". {name}, London",
        ", {name} London",
        ", {name} TX",
        ", {name} Labs",
        ". {name} Labs",
        ". {name} Paris 75008 France",
        " {name} Tarn Labs, London",
    ],
)
@pytest.mark.parametrize(
    "name", ["Retinol", "Retin0l", "Salicylic", "Lavender Oil", "Menthol", "Quorbitanol", "Blorptine Vexanol"]
)
def test_nothing_that_restricts_hides_in_an_address(behind: str, name: str) -> None:
    assert weigh(read_label(LIST + behind.format(name=name)), BOOK).rulings[0] not in OPEN


@each(
    "behind", [", Zentoria, Surrey GU1 4AF", ", Zentoria", ". Zentoria Complex", ", Zentoria NS", " Zentoria Complex"]
)
def test_a_strange_name_stays_strange(behind: str) -> None:
    assert read_label(LIST + behind).unrecognised


def test_no_name_of_a_list_is_an_address() -> None:
    names = [name.inci for name in vocabulary().known.values()]
    assert [name for name in names if is_place(name) or is_firm(name) or ends_in_a_place(name)] == []


@each("note", OF_OILS)
def test_a_note_on_the_oils_of_a_scent_that_is_listed_is_no_oil(note: str) -> None:
    label = read_label(f"Aqua, Glycerin, Cetearyl Alcohol, Parfum*, Limonene**. {note}")
    assert set(label.traits) == {Trait.FRAGRANCE}
    assert weigh(label, BOOK).rulings[7] in OPEN


def test_a_note_on_oils_beside_no_scent_is_read() -> None:
    assert Trait.ESSENTIAL_OIL in read_label("Aqua, Glycerin, Tocopherol*. *from essential oils").traits
    assert Trait.ESSENTIAL_OIL in read_label("Aqua, Parfum, Linalool*, Essential Oil").traits


@each("claim", FREE)
def test_a_row_of_what_is_absent_is_no_scent(claim: str) -> None:
    label = read_label(f"{LIST}. {claim}")
    assert Trait.FRAGRANCE not in label.traits
    assert weigh(label, BOOK).rulings[0] in OPEN


@each("label", ["Aqua, Glycerin, Fragrance, Paraben & Dye Free", "Aqua, Parfum, Alcohol Denat. Dye free"])
def test_a_scent_in_front_of_such_a_row_is_one(label: str) -> None:
    assert Trait.FRAGRANCE in read_label(label).traits

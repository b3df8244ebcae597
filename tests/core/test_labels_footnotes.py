"""A note on how an ingredient was grown is no name, whatever sign it hangs on; a name that hangs on one is read."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
OPEN = (Ruling.YES, Ruling.CAREFUL)
LIST = "Aqua, Glycerin{sign}, Cetearyl Alcohol, Panthenol, Carbomer, Tocopherol{sign}"
NOTES = (
    "ingredients from certified organic agriculture",
    "Ingredients from organic farming",
    "from organic farming",
    "issu de l'agriculture biologique",
    "Ingrédients issus de l'Agriculture Biologique",
    "ingrédient issu de l'agriculture biologique.",
    "aus kontrolliert biologischem Anbau",
    "aus kontrolliert biologischem Anbau.",
    "Rohstoffe aus kontrolliert biologischem Anbau",
    "Inhaltsstoffe aus biologischem Anbau",
    "da agricoltura biologica",
    "ingredienti da agricoltura biologica",
    "de agricultura ecológica",
    "procedente de agricultura ecológica",
    "ingredientes procedentes de agricultura ecológica",
    "de agricultura biológica",
    "proveniente da agricultura biológica",
    "z upraw ekologicznych",
    "składniki pochodzenia ekologicznego",
    "surowce z certyfikowanych upraw ekologicznych",
    "van biologische landbouw",
    "ingrediënten van biologische oorsprong",
    "från ekologiskt jordbruk",
    "ekologiskt odlad",
    "fra økologisk landbrug",
    "av økologisk opprinnelse",
    "luomu",
    "luomutuotettu raaka-aine",
    "organic",
    "certified organic",
    "certified organic ingredient",
    "Organic ingredients",
    "of natural origin",
    "d'origine naturelle",
    "naturally derived",
    "natürlichen Ursprungs",
    "Made using organic ingredients",
    "transformed from organic ingredients",
    "élaboré à partir d'ingrédients biologiques",
    "transformés à partir d'ingrédients biologiques",
    "produced from organic raw materials",
    "organically grown",
    "wild harvested",
    "from sustainable sources",
    "fair trade ingredient",
    "vegetable origin",
    "plant derived",
    "upcycled ingredient",
    "99% of natural origin",
    "COSMOS organic",
    "organic certified by Ecocert",
    "ekologicky pěstované",
    "z ekologického zemědělství",
    "ökológiai gazdálkodásból",
    "organik tarımdan",
    "organik sertifikalı",
    "din agricultură ecologică",
)
NAMES = (
    "Retinol", "organic lavender oil", "organic Quorbitane", "Quorbitane from organic farming",
    "from natural essential oils",
    "natural fragrance", "Parfum", "organic alcohol", "aus biologischem Alkohol", "de la menthe biologique", "Melvasol",
)  # fmt: skip


def first_day(text: str) -> Ruling:
    return weigh(read_label(text, name="Night Cream"), BOOK).rulings[0]


@each("note", NOTES)
@each("sign", ["¹", "*", "(1)", " ¹", "²"])
def test_a_note_on_how_it_was_grown_closes_nothing(note: str, sign: str) -> None:
    for joint in (" ", ". ", "\n"):
        for blank in ("", " "):
            assert first_day(f"{LIST.format(sign=sign)}{joint}{sign.strip()}{blank}{note}") in OPEN


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sign", ["¹", "*", "(1)", " ¹"])
def test_a_name_that_hangs_on_a_sign_is_not_lost(name: str, sign: str) -> None:
    for joint in (" ", ". ", "\n"):
        assert first_day(f"{LIST.format(sign=sign)}{joint}{sign.strip()} {name}") not in OPEN

"""The active of a medicine is read wherever a leaflet or a pharmacy's pack names it."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.leaflets import with_leaflet_headings
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())

MEDICINES = [
    (
        "Tretinoin Gel Microsphere 0.1%. Each gram of gel contains 1 mg tretinoin. Inactive ingredients: benzyl "
        "alcohol, carbomer 974P, glycerin, propylene glycol, purified water"
    ),
    (
        "Metronidazole 0.75% gel. Each gram contains: Metronidazole 7.5 mg. Excipients: carbomer 940, methylparaben, "
        "propylene glycol, sodium hydroxide, purified water."
    ),
    "PRINCIPIO ACTIVO: Betametasona dipropionato 0,05 %. EXCIPIENTES: vaselina blanca, parafina líquida, agua",
    "Lidocaine 4% cream. Each gram contains lidocaine 40 mg. Inactive ingredients: benzyl alcohol, water",
    (
        "What this medicine contains: The active substance is hydrocortisone 1% w/w. The other ingredients are white "
        "soft paraffin, liquid paraffin, chlorocresol, purified water."
    ),
    "Composición: cada 100 g contiene: Tretinoína 0,05 g. Excipientes c.b.p. 100 g",
    (
        "El principio activo es hidrocortisona. Cada gramo de crema contiene 10 mg de hidrocortisona. Los "
        "demás componentes (excipientes) son: alcohol cetílico, vaselina blanca, vaselina líquida, agua purificada."
    ),
    (
        "Ivermectina 10 mg/g crema. Un gramo de crema contiene 10 mg de ivermectina. Excipientes: glicerol, "
        "dimeticona, alcohol cetílico, agua purificada"
    ),
    "1 g di crema contiene: Principio attivo: tretinoina 0,5 mg. Eccipienti: alcool cetilico, glicerolo, acqua",
    (
        "Zusammensetzung: 1 g Creme enthält: Wirkstoff: Hydrocortison 10 mg. Sonstige Bestandteile: Kaliumsorbat, "
        "weißes Vaselin, gereinigtes Wasser"
    ),
]


@each("leaflet", MEDICINES)
def test_a_medicine_is_refused_on_every_day(leaflet: str) -> None:
    assert set(weigh(read_label(leaflet), BOOK).rulings) == {Ruling.NOT_THIS_TIME}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Cada 100 g contiene: Urea 5 g. Excipientes c.b.p. 100 g: Glicerina, Alcohol cetílico, Agua",
            ["Urea", "Glycerin", "Cetyl Alcohol", "Aqua"],
        ),
        (
            "The active substance is panthenol. The other ingredients are glycerol, lanolin, purified water",
            ["Panthenol", "Glycerin", "Lanolin", "Aqua"],
        ),
    ],
)
def test_what_a_leaflet_heads_is_a_list_without_a_strange_name(text: str, names: list[str]) -> None:
    label = read_label(text)
    assert [item.inci for item in label.items] == names


def test_the_wording_of_a_leaflet_becomes_a_heading_at_its_place() -> None:
    text = "El principio activo es urea. Los demás componentes son: agua"
    work = with_leaflet_headings(text)
    assert len(work) == len(text)
    assert work.split() == ["Actives:", "urea.", "Inactive:", "agua"]

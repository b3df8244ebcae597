"""Signs that hardly anybody uses for commas part names all the same, and so do numbers and amounts."""

import pytest

from fortnight.labels.model import Label, Trait
from fortnight.labels.read import read_label

_NAMES = ("Aqua", "Glycerin", "Squalane", "Retinol")


def _read(label: Label) -> list[str]:
    return [name.inci or "" for _, name in label.found]


@pytest.mark.parametrize("sign", ["*", "=", "—", "-", ">", "»", "¤", "⸱", "~", "::", " # ", "\\n", "\\n\\n", "✓", "🌿"])
def test_a_sign_between_names_parts_them(sign: str) -> None:
    assert _read(read_label(sign.join(_NAMES))) == list(_NAMES)


@pytest.mark.parametrize("pair", ["[]", "()", "{}", "<>"])
def test_names_each_in_a_bracket_are_parted(pair: str) -> None:
    assert _read(read_label("".join(f"{pair[0]}{name}{pair[1]}" for name in _NAMES))) == list(_NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "1.Aqua 2.Glycerin 3.Squalane 4.Retinol",
        "1)Aqua 2)Glycerin 3)Squalane 4)Retinol",
        "#Aqua #Glycerin #Squalane #Retinol",
    ],
)
def test_numbers_and_signs_that_touch_their_names_part_them(text: str) -> None:
    assert _read(read_label(text)) == list(_NAMES)


def test_a_star_parts_short_names_in_capitals_too() -> None:
    label = read_label(
        "AQUA*GLYCERIN*CETEARYL ALCOHOL*CERAMIDE NP*CERAMIDE AP*CERAMIDE EOP*CARBOMER*RETINOL*XANTHAN GUM"
    )
    assert len(label.found) == 9
    assert label.traits[Trait.RETINOID][0].printed == "RETINOL"


@pytest.mark.parametrize(
    "text",
    [
        "Glycerolmonostearat 60 4,0 / Cetylalkohol 6,0 / Weißes Vaselin 25,5 / Gereinigtes Wasser 40,0",
        "Vaselinum album 100,0 g Ch.-B. 230417 verw. bis 04.2027",
        "AGUA,GLICERINA,PANTENOL,ALANTOINA,FENOXIETANOL.VAL/FAB:VIDE EMBALAGEM.IND.BRAS.CNPJ 12.345.678/0001-90",
        "kolesterol, cetostearylalkohol, metylparahydroxibensoat, propylparahydroxibensoat, renat vatten",
        "Vesi; vaseliini; glyseroli; keteareetti-20; fenoksietanoli",
    ],
)
def test_what_a_pharmacy_prints_is_read_whole(text: str) -> None:
    label = read_label(text)
    assert label.readable
    assert label.read == label.of


def test_a_prescription_with_slashes_keeps_its_acid() -> None:
    assert Trait.ACID_ACTIVE in read_label("Acidum salicylicum 5,0 / Vaselinum album ad 100,0").traits

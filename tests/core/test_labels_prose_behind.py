"""Directions right behind the last name, without a full stop, take nothing away from what the list refuses."""

from fortnight.guide import published_guide
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Cetearyl Alcohol, Carbomer, Panthenol, "
STRICT = ("Alcohol Denat.", "Retinol", "Parfum", "Sodium Lauryl Sulfate", "Lidocaine", "Benzoyl Peroxide", "Menthol")
BEHIND = (
    "apply morning and night", "Apply every evening to the clean skin", "suitable for all skin types",
    "avoid contact with the eyes", "aplicar por la mañana y por la noche", "Evitar el contacto con los ojos",
    "appliquer matin et soir", "éviter le contact avec les yeux", "morgens und abends auftragen",
    "Kontakt mit den Augen vermeiden", "applicare mattina e sera", "evitare il contatto con gli occhi",
    "aplicar de manhã e à noite", "evitar contacto com os olhos", "stosować rano i wieczorem",
    "unikać kontaktu z oczami",
)  # fmt: skip
MERCY = [Ruling.NOT_THIS_TIME, Ruling.NOT_YET, Ruling.CANNOT_TELL, Ruling.CAREFUL, Ruling.YES]


def rulings(text: str) -> tuple[Ruling, ...]:
    return weigh(read_label(text, name="Night Cream"), BOOK).rulings


@each("strict", STRICT)
@each("behind", BEHIND)
def test_directions_behind_the_last_name_keep_its_refusal(strict: str, behind: str) -> None:
    meant = rulings(LIST + strict)
    for lost in (" ", "\n", ". ", " - "):
        got = rulings(f"{LIST}{strict}{lost}{behind}")
        assert all(MERCY.index(one) <= MERCY.index(other) for one, other in zip(got, meant, strict=True))

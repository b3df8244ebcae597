"""What a pack says behind its list is absent restricts nothing, in whatever language and form; what is inside does."""

from fortnight.guide import published_guide
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Cetearyl Alcohol, Panthenol, Carbomer, Sodium Hydroxide"
OPEN = (Ruling.YES, Ruling.CAREFUL)
ABSENT = (
    "Nie zawiera kompozycji zapachowej.",
    "Nie zawiera kompozycji zapachowych, parabenów i barwników.",
    "bez kompozycji zapachowych",
    "Bez kompozycji zapachowej i alkoholu.",
    "Bez substancji zapachowych",
    "Bez dodatku substancji zapachowych.",
    "Innehåller inte parfym",
    "Innehåller ej parfym.",
    "Innehåller inga parfymämnen.",
    "Utan parfym.",
    "Fri från parfym och parabener.",
    "Parfymfri.",
    "Oparfymerad.",
    "Enthält keine Duftstoffe.",
    "Enthält kein Parfum.",
    "Enthält keine Duft-, Farb- und Konservierungsstoffe.",
    "Ohne Parfum, ohne Alkohol.",
    "Ohne Zusatz von Duftstoffen",
    "Frei von Parfüm.",
    "Parfümfrei.",
    "Parfumfrei",
    "Duftstofffrei",
    "Unparfümiert.",
    "Alkoholfrei",
    "Ne contient pas de parfum.",
    "Ne contient aucun parfum.",
    "Sans parfum ajouté.",
    "Non parfumé.",
    "Non parfumée",
    "Exempt de parfum",
    "Inodore",
    "No contiene fragancia.",
    "No contiene perfume ni alcohol.",
    "Sin fragancia.",
    "Sin perfume añadido",
    "Libre de fragancias.",
    "Sin aroma.",
    "Non contiene profumo.",
    "Senza profumo.",
    "Privo di profumo.",
    "Senza fragranze.",
    "Non profumato.",
    "Inodoro.",
    "Sem perfume.",
    "Sem fragrância.",
    "Não contém perfume.",
    "Não contém fragrância.",
    "Isento de fragrância",
    "Sem adição de perfume",
    "Zonder parfum.",
    "Bevat geen parfum.",
    "Niet geparfumeerd.",
    "Ongeparfumeerd.",
    "Parfumvrij.",
    "Geurloos",
    "Vrij van parfum",
    "Uden parfume.",
    "Indeholder ikke parfume.",
    "Parfumefri",
    "Uparfumeret.",
    "Uten parfyme.",
    "Inneholder ikke parfyme.",
    "Uparfymert.",
    "Parfymefri",
    "Ei sisällä hajusteita.",
    "Ei sisällä hajustetta.",
    "Hajusteeton.",
    "Hajustamaton",
    "Ilman hajusteita",
    "Parfüm içermez.",
    "Parfüm ve alkol içermez.",
    "Parfümsüz.",
    "Alkolsüz, parfümsüz",
    "Kokusuz.",
    "Bezzapachowy.",
    "Bezzapachowa",
    "Produkt bezzapachowy",
    "Nieperfumowany.",
    "Neobsahuje parfém.",
    "Bez parfemace.",
    "Neparfémováno.",
    "Bez parfému",
    "Neobsahuje parfum ani alkohol",
    "Illatanyagmentes.",
    "Parfümmentes.",
    "Nem tartalmaz illatanyagot.",
    "Illatmentes",
    "Nu conține parfum.",
    "Fără parfum.",
    "Fără parfum și alcool",
    "Unscented.",
    "Fragrance free",
    "Perfume-free.",
    "No fragrance.",
    "Does not contain fragrance.",
    "Contains no perfume",
    "Unperfumed",
    "Free of fragrance.",
    "Zero fragrance.",
    "Without perfume.",
    "Formulated without fragrance.",
    "Neodišavljeno",
    "Brez dišav",
    "Bez mirisa",
    "Lõhnaainevaba",
)
INSIDE = (
    "Enthält Duftstoffe.",
    "Utan parabener, med retinol",
    "Innehåller parfym",
    "Innehåller inte parabener men retinol",
    "Uden parabener, Retinol, Menthol",
    "Hajusteeton, Alcohol Denat.",
    "Oparfymerad, Limonene",
    "Alkohol free spirit Retinol",
    "Fragrance free blend of essential oils",
    "Alkol, Parfüm",
    "Parfüm içerir",
    "Alcohol Denat. Free of parabens",
    "Nie zawiera parabenów, zawiera retinol",
    "Non contiene parabeni, Menthol",
    "Unscented, Tea Tree Oil",
    "Parfumfrei mit Retinol",
    "No parabens lidocaine",
    "Bevat parfum",
    "Ilman parabeeneja, Retinol",
    "Fără parabeni, cu retinol",
    "Not fragrance free, Fragrance",
    "Contains fragrance free radicals, Retinol",
)


def first_day(text: str) -> Ruling:
    return weigh(read_label(text, name="Night Cream"), BOOK).rulings[0]


@each("absent", ABSENT)
@each("written", ["{}. {}", "{}\n{}", "{}, {}", "{} {}", "{} ({})", "{}. * {}"])
def test_what_is_said_to_be_absent_closes_nothing(absent: str, written: str) -> None:
    assert first_day(written.format(LIST, absent)) in OPEN


@each("inside", INSIDE)
@each("joint", [". ", "\n", ", ", " ", ". * "])
def test_what_is_inside_is_not_taken_for_absent(inside: str, joint: str) -> None:
    assert first_day(f"{LIST}{joint}{inside}") not in OPEN

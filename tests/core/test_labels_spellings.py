"""What rules speak about is read in the spellings of many countries, and under the headings of their packs."""

from fortnight.guide import published_guide
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Cetearyl Alcohol, Panthenol, Carbomer, Phenoxyethanol"

SPELLINGS = {
    Trait.FRAGRANCE: [
        "cytronellol",
        "geraniyol",
        "öjenol",
        "salicylan benzylu",
        "benzil-szalicilát",
        "เจรานิออล",
        "जेरानियोल",
        "compoziție parfumantă",
        "hexylzimtaldehyd",
        "คูมาริน",
    ],
    Trait.ACID_ACTIVE: [
        "süt asidi",
        "axit mandelic",
        "axit azelaic",
        "حمض اللوز",
        "kyselina laktobionová",
        "laktobiyonik asit",
        "laktobionsyra",
    ],
    Trait.RETINOID: [
        "रेटिनल",
        "retinoato de hidroxipinacolona",
        "hidroksipinakolon retinoat",
        "retinian hydroksypinakolonu",
    ],
    Trait.VITAMIN_C: ["glukozyd askorbylu", "palmitynian askorbylu", "aszkorbil-glükozid", "एस्कॉर्बिल पामिटेट"],
    Trait.DRYING_ALCOHOL: ["cồn khô", "denaturierter alkohol", "변성 에탄올", "كحول مغير"],
    Trait.ESSENTIAL_OIL: [
        "narancsolaj",
        "ıtır yağı",
        "ulei de portocale",
        "apelsinolja",
        "óleo de alfazema",
        "tinh dầu oải hương",
        "टी ट्री ऑयल",
        "玫瑰花油",
    ],
    Trait.COOLING: ["gáfor", "bạc hà não", "tinh dầu bạc hà", "पेपरमिंट ऑयल", "胡椒薄荷油"],
    Trait.SCRUB: [
        "walnootdoppoeder",
        "aprikosenkernpulver",
        "pó de casca de noz",
        "valnötsskalspulver",
        "pulbere de coji de nucă",
    ],
}
HEADINGS = [
    "Bileşim:",
    "Összetétel:",
    "Ingredience:",
    "Innehållsförteckning:",
    "Bestanddelen:",
    "Koostumus:",
    "Sastāvdaļas:",
    "Sudedamosios dalys:",
    "Thành phần đầy đủ:",
    "Komposisi produk:",
    "产品成分：",
    "모든 성분:",
    "Skład:",
    "Složení:",
    "Compoziție:",
]


@each(("trait", "name"), [(trait, name) for trait, names in SPELLINGS.items() for name in names])
def test_a_name_in_the_spelling_of_a_country_shows_its_trait(trait: Trait, name: str) -> None:
    label = read_label(f"Aqua, {name}, Glycerin, Cetearyl Alcohol, Panthenol, Carbomer", name="Cream")
    assert trait in label.traits
    assert label.unrecognised == ()


@each("heading", HEADINGS)
def test_a_heading_of_a_country_is_none_of_the_names(heading: str) -> None:
    for text in (f"{heading} {LIST}", f"Krem 50 ml\n{heading} {LIST}"):
        label = read_label(text, name="Cream")
        assert label.unrecognised == (), text
        assert weigh(label, BOOK).rulings[0] in {Ruling.YES, Ruling.CAREFUL}

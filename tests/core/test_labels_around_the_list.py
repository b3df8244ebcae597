"""What stands around a list and between its names: tables, kits, pictures, numbers, twins in further languages."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Kind, Trait
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
LIST = "Water, Glycerin, Petrolatum, Dimethicone, Panthenol, Phenoxyethanol"
NAMES = LIST.split(", ")
FORMS = {
    "numbers alone": " ".join(f"{place} {name}" for place, name in enumerate(NAMES, 1)),
    "numbers in brackets": " ".join(f"({place}) {name}" for place, name in enumerate(NAMES, 1)),
    "percentages": "Water 70% Glycerin 12% Petrolatum 10% Dimethicone 5% Panthenol 2% Phenoxyethanol 1%",
    "percentages in front": "70% Water 12% Glycerin 10% Petrolatum 5% Dimethicone 2% Panthenol 1% Phenoxyethanol",
    "full stops": ". ".join(NAMES).upper() + ". 40 ML E 1.3 FL.OZ.",
    "a spaced heading": f"I N H A L T S S T O F F E : {LIST}",
    "a spaced heading of one word": f"I N C I : {LIST}",
    "a table of functions": "no;name;function\n"
    + "\n".join(f"{place};{name};humectant" for place, name in enumerate(NAMES, 1)),
    "a table in German": "Nr|Stoff|Funktion\n"
    + "\n".join(f"{place}|{name}|Konsistenzgeber" for place, name in enumerate(NAMES, 1)),
    "a table with amounts": "#;inci name;%;function\n"
    + "\n".join(f"{place};{name};{place}.5;emulsion stabiliser" for place, name in enumerate(NAMES, 1)),
    "a table without a head": "\n".join(f"{place};{name};emollient" for place, name in enumerate(NAMES, 1)),
    "a kit with letters": f"Contenido: (a) limpiador: {LIST} (b) crema: {LIST}",
    "a kit with letters and one bracket": f"A) Serum: {LIST} B) Creme: {LIST}",
    "a kit with rings": f"① クリーム：{LIST} ② 美容液：{LIST}",
    "an entity in the heading": f"<b>Composici&oacute;n&nbsp;:</b> {LIST}<br><i>&reg; 40&nbsp;ml</i>",
    "an entity in a German heading": f"<h3>&Uuml;bersicht</h3><p>Inhaltsstoffe&#58; {LIST}</p>",
    "pictures": f"\U0001f495 my new one, all ings \U0001f447 {LIST} \U0001f64f",
    "pictures for bullets": "\n".join(f"\u2705 {name}" for name in NAMES),
    "topics": f"{LIST} #microneedling #day1",
    "numbers of an article": f"Art.-Nr. 55120 EAN 4009000000001 {LIST}",
    "a reference": f"REF 88-1204 {LIST} 40 ml ℮ 12M",
    "twins": "FR: eau, glycérine, vaseline, diméthicone. NL: water, glycerine, vaseline, dimethicon. Lot 7B1",
    "twins in brackets": "[DE] Wasser, Glycerin, Vaselin, Dimeticon [DA] vand, glycerin, vaselin, dimethicone",
    "one name": "Ingredients: Petrolatum 100% (50 g)",
    "one name in Japanese": "成分：黄色ワセリン１００％（内容量２０ｇ） 直射日光を避けて保存",
    "one name in Russian": "Состав: вазелин медицинский 100%",
    "one name in Korean": "전성분: 백색바셀린",
    "footnotes": f"{LIST}. *by fermentation **plant origin",
    "a batch in Italian": f"{LIST}. Conservare al fresco; lotto sul fondo",
    "a batch in German": f"{LIST}. Nicht ueber 25 Grad lagern. Ch.-B. 12908",
    "storage in Finnish": f"{LIST}. Säilytys alle 25 °C. Erä 1124",
    "storage in Turkish": "su, gliserin, vazelin, dimetikon, pantenol. 25°C'nin altında saklayınız. Parti No: dipte",
    "a question in Russian": "вчера был дермароллер, на тюбике: вода, глицерин, вазелин, сквалан, пантенол. можно",
    "a run in Thai": "ส่วนประกอบสำคัญ: น้ำ กลีเซอรีน วาสลีน ไดเมทิโคน แพนทีนอล เลขที่ใบรับจดแจ้ง 10-1-6300012345",
    "a heading in Hebrew": f"הרכב - {LIST.replace(', ', ' / ')} - לשימוש חיצוני בלבד",
    "two headings": f"Ingredients / सामग्री: {LIST}. भारत में निर्मित",
}
SIGNS = ["Retinol", "Salicylic Acid", "Parfum"]


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_around_a_plain_list_takes_nothing_from_its_answer(form: str) -> None:
    read = read_label(FORMS[form], name="Plain cream")
    assert read.readable
    assert [item.printed for item in read.unrecognised] == []
    assert weigh(read, BOOK).rulings[0] in {Ruling.YES, Ruling.CAREFUL}


@each("sign", SIGNS)
@each("form", [form for form in FORMS if "Glycerin" in FORMS[form]])
def test_a_name_that_waits_is_read_in_every_such_form(form: str, sign: str) -> None:
    read = read_label(FORMS[form].replace("Glycerin", sign), name="Plain cream")
    assert weigh(read, BOOK).rulings[0] not in {Ruling.YES, Ruling.CAREFUL}


@pytest.mark.parametrize("form", [form for form in FORMS if "Glycerin" in FORMS[form]])
def test_a_strange_name_is_never_dropped_in_such_a_form(form: str) -> None:
    read = read_label(FORMS[form].replace("Glycerin", "Blorptine"), name="Plain cream")
    assert weigh(read, BOOK).rulings[0] not in {Ruling.YES, Ruling.CAREFUL}


LOCAL = {
    "el": "νερό, γλυκερίνη, λευκή βαζελίνη, κητοστεαρυλική αλκοόλη, διμεθικόνη, φαινοξυαιθανόλη",
    "he": "מים, גליצרין, וזלין לבן, צטוסטאריל אלכוהול, דימתיקון, פנוקסיאתנול",
    "ru": "вода очищенная, глицерин, вазелин белый, цетостеариловый спирт, диметикон, феноксиэтанол",
    "uk": "вода очищена, гліцерин, вазелін білий, цетостеариловий спирт, диметикон, феноксіетанол",
    "bg": "пречистена вода, глицерин, бял вазелин, цетостеарилов алкохол, диметикон, феноксиетанол",
    "sr": "пречишћена вода, глицерол, бели вазелин, цетостеарил алкохол, диметикон, феноксиетанол",
    "th": "น้ำบริสุทธิ์, กลีเซอรีน, ปิโตรลาทัม, เซทีริลแอลกอฮอล์, ไดเมทิโคน, ฟีนอกซีเอทานอล",
    "hi": "शुद्ध जल, ग्लिसरीन, पेट्रोलियम जेली, सेटोस्टेराइल अल्कोहल, डाइमेथिकोन, फेनोक्सीएथेनॉल",
    "fa": "آب مقطر, گلیسیرین, وازلین سفید, ستواستئاریل الکل, دایمتیکون, فنوکسی اتانول",
    "tr": "arıtılmış su, gliserin, beyaz vazelin, setostearil alkol, dimetikon, fenoksietanol",
    "fi": "puhdistettu vesi, glyseroli, valkovaseliini, setostearyylialkoholi, dimetikoni, fenoksietanoli",
    "it": "acqua depurata, glicerolo, vaselina bianca, alcol cetostearilico, dimeticone, fenossietanolo",
    "nl": "gezuiverd water, glycerol, witte vaseline, cetostearylalcohol, dimethicon, microkristallijne was",
    "de": "gereinigtes Wasser, Glycerol 85 %, weisses Vaselin, Cetylstearylalkohol, duennfluessiges Paraffin",
    "da": "renset vand, glycerol, hvid vaselin, cetostearylalkohol, flydende paraffin, bivoks",
    "no": "renset vann, glyserol, hvit vaselin, cetostearylalkohol, dimetikon, fenoksyetanol",
    "sv": "renat vatten, glycerol, vitt vaselin, cetostearylalkohol, mikrokristallint vax, fenoxietanol",
    "cs": "čištěná voda, glycerol, bílá vazelína, cetylstearylalkohol, dimetikon, mikrokrystalický vosk",
    "sk": "čistená voda, glycerín, biela vazelína, cetostearylalkohol, dimetikón, fenoxyetanol",
    "hu": "tisztított víz, glicerin, fehér vazelin, cetosztearil-alkohol, dimetikon, fenoxietanol",
    "ro": "apă purificată, glicerină, vaselină albă, alcool cetostearilic, dimeticonă, fenoxietanol",
    "hr": "pročišćena voda, glicerol, bijeli vazelin, cetostearilni alkohol, dimetikon, fenoksietanol",
    "sl": "prečiščena voda, glicerol, beli vazelin, cetostearilalkohol, dimetikon, fenoksietanol",
    "lt": "išgrynintas vanduo, glicerolis, baltasis vazelinas, cetostearilo alkoholis, dimetikonas, fenoksietanolis",
    "lv": "attīrīts ūdens, glicerīns, baltais vazelīns, cetostearilspirts, dimetikons, fenoksietanols",
    "et": "puhastatud vesi, glütserool, valge vaseliin, tsetostearüülalkohol, dimetikoon, fenoksüetanool",
    "vi": "nước tinh khiết, glycerin, sáp dầu khoáng, cồn cetearyl, dimethicone, sáp vi tinh thể",
    "id": "air murni, gliserin, vaselin putih, setostearil alkohol, dimetikon, fenoksietanol",
}


@pytest.mark.parametrize("language", LOCAL)
def test_the_local_names_of_plain_ingredients_are_read(language: str) -> None:
    read = read_label(LOCAL[language], name="Plain cream")
    assert [item.printed for item in read.unrecognised] == []
    assert weigh(read, BOOK).rulings[0] in {Ruling.YES, Ruling.CAREFUL}


ACIDS = {
    "bg": "салицилова киселина",
    "lt": "salicilo rūgštis",
    "lv": "salicilskābe",
    "et": "salitsüülhape",
    "sl": "salicilna kislina",
    "sr": "салицилна киселина",
    "hi": "सेलिसिलिक एसिड",
    "de": "Salicylsaeure",
}


@pytest.mark.parametrize("language", ACIDS)
def test_the_local_name_of_an_acid_shows_the_acid(language: str) -> None:
    first, rest = LOCAL[language].split(", ", 1)
    assert Trait.ACID_ACTIVE in read_label(f"{first}, {ACIDS[language]}, {rest}").traits


@pytest.mark.parametrize(
    "label",
    [
        "名称：果汁入り飲料　原材料名：りんご果汁、果糖ぶどう糖液糖、香料、ビタミンC",
        "Ingredients: water, sugar, lemon juice, citric acid, natural flavouring. Energy 180 kJ / 43 kcal",
        "Zutaten: Wasser, Glukosesirup, Zucker, Kollagen, Säuerungsmittel Citronensäure",
        "Complément alimentaire. Ingrédients: collagène, acide hyaluronique, vitamine C, arôme naturel",
    ],
)
def test_the_list_of_a_food_is_no_label_of_a_cosmetic(label: str) -> None:
    read = read_label(label, name="Beauty collagen")
    assert not read.readable
    assert read.traits == {}
    assert weigh(read, BOOK).rulings[0] is Ruling.CANNOT_TELL


@pytest.mark.parametrize(
    "text",
    [
        "Une crème d'exception enrichie en rétinol et en céramides, pour une peau lissée dès le premier soir.",
        "Our best night ritual with a touch of retinol that is made for your skin and that helps it to glow.",
    ],
)
def test_sentences_about_a_product_are_no_list(text: str) -> None:
    read = read_label(text, name="Elixir")
    assert not read.readable
    assert weigh(read, BOOK).rulings[0] is Ruling.CANNOT_TELL


def test_sugar_in_a_cream_makes_no_food_of_it() -> None:
    assert read_label(f"{LIST}, Sucrose, Citric Acid. Made in Italy, see box").readable


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Näokoorija aprikoosiga", Kind.SCRUB),
        ("Piling za lice s koščicama", Kind.SCRUB),
        ("Hemijski piling 10%", Kind.PEEL),
        ("Ööseerum C-vitamiiniga", Kind.VITAMIN_C_SERUM),
        ("Serumas su peptidais ir variu", Kind.PEPTIDE_SERUM),
        ("Naktinis kremas su retinoliu", Kind.RETINOL_PRODUCT),
        ("Päevakreem kuivale nahale", Kind.MOISTURISER),
        ("Veido prausiklis", Kind.CLEANSER),
        ("Sejas maska ar mālu", Kind.MASK),
        ("Krema za sunčanje SPF 30", Kind.SUNSCREEN),
        ("Silmakreem", Kind.EYE_CREAM),
        ("Tonik za obraz", Kind.TONER),
        ("מסכת חימר", Kind.MASK),
        ("Слънцезащитен крем", Kind.SUNSCREEN),
        ("Измиващ гел за лице", Kind.CLEANSER),
        ("Пенка для умывания с гиалуроновой кислотой", Kind.CLEANSER),
    ],
)
def test_the_kind_is_told_in_further_languages(name: str, kind: Kind) -> None:
    assert read_label(LIST, name=name).kind is kind


def test_hyaluronic_acid_in_a_name_promises_no_acid() -> None:
    read = read_label("вода, глицерин, сквалан, гиалуронат натрия, пантенол", name="Крем с гиалуроновой кислотой")
    assert weigh(read, BOOK).rulings[0] is Ruling.YES

"""Names of ordinary creams, scrubs and sunscreens in alphabets and languages that had few: all read, none guessed."""

import csv

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Trait
from fortnight.labels.read import read_label
from fortnight.labels.scripts import is_denial_abroad, is_prose_abroad
from fortnight.person import Profile
from fortnight.sources import shipped
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
CREAMS = [
    "المكونات: ماء، غليسيرين، فازلين أبيض، زيت البرافين، كحول سيتيل ستيريل، ستيرات الجليسريل، بانثينول",
    "רכיבים: מים, גליצרין, וזלין, שמן מינרלי, צטאריל אלכוהול, דימתיקון, פנטנול, קרבומר, פנוקסיאתנול",
    "ترکیبات: آب، گلیسیرین، وازلین، ستئاریل الکل، دایمتیکون، پانتنول، کربومر، فنوکسی اتانول",
    "ส่วนประกอบ: น้ำ, กลีเซอรีน, มิเนอรัลออยล์, ซีทิลแอลกอฮอล์, ไดเมทิโคน, แพนธีนอล, ฟีนอกซีเอทานอล",
    "सामग्री: जल, ग्लिसरीन, लिक्विड पैराफिन, सीटाइल अल्कोहल, डाइमेथिकोन, कार्बोमर, फेनोक्सीएथेनॉल",
    "İçindekiler: Su, Gliserin, Vazelin, Setearil Alkol, Gliseril Stearat, Dimetikon, Pantenol, Ksantan Gam",
    "Komposisi: Air, Gliserin, Minyak Mineral, Asam Stearat, Setil Alkohol, Dimetikon, Pantenol, Fenoksietanol",
    "Thành phần: Nước, Glycerin, Dầu khoáng, Cetearyl Alcohol, Dimethicone, Panthenol, Phenoxyethanol",
    "Склад: вода, гліцерин, вазелін, цетеариловий спирт, диметикон, пантенол, карбомер, феноксіетанол",
]
TRAITS = {
    "فيتامين أ بالميتات": Trait.RETINOID,
    "ретинілу пальмітат": Trait.RETINOID,
    "רטיניל פלמיטט": Trait.RETINOID,
    "رتینیل پالمیتات": Trait.RETINOID,
    "เรตินิลพาลมิเตต": Trait.RETINOID,
    "retinil palmitat": Trait.RETINOID,
    "масло грецкого ореха": Trait.OMEGA3_OIL,
    "زيت الجوز": Trait.OMEGA3_OIL,
    "ceviz yağı": Trait.OMEGA3_OIL,
    "порошок абрикосовой косточки": Trait.SCRUB,
    "살구씨가루": Trait.SCRUB,
    "ceviz kabuğu tozu": Trait.SCRUB,
    "维生素C棕榈酸酯": Trait.VITAMIN_C,
    "hương liệu": Trait.FRAGRANCE,
    "cồn khô": Trait.DRYING_ALCOHOL,
    "पुदीना तेल": Trait.COOLING,
    "minyak lavender": Trait.ESSENTIAL_OIL,
    "asam salisilat": Trait.ACID_ACTIVE,
}


@pytest.mark.parametrize("label", CREAMS)
def test_a_bland_cream_is_read_in_any_language(label: str) -> None:
    read = read_label(label)
    assert [item.printed for item in read.unrecognised] == []
    assert read.of >= 7
    assert weigh(read, BOOK).rulings[0] in {Ruling.YES, Ruling.CAREFUL}


@pytest.mark.parametrize(("name", "trait"), TRAITS.items())
def test_what_restricts_is_told_in_any_language(name: str, trait: Trait) -> None:
    read = read_label(f"Aqua, {name}, Glycerin, Sucrose", name="Scrub")
    assert trait in read.traits
    assert name in [item.printed for item in read.traits[trait]]


def test_no_name_of_the_table_reads_like_a_sentence_or_like_what_is_absent() -> None:
    names = [row[0] for row in csv.reader(shipped("labels/data/synonyms_abroad.csv").splitlines())]
    assert [name for name in names if is_prose_abroad(name) or is_denial_abroad(name)] == []


def test_a_latin_name_in_brackets_makes_no_acid() -> None:
    read = read_label("水、甘油、薄荷(MENTHA ARVENSIS HAPLOCALYX)油、丁二醇、泛醇、AHA复合物")
    assert [item.printed for item in read.traits[Trait.ACID_ACTIVE]] == ["AHA复合物"]


@pytest.mark.parametrize("behind", ["بدون عطر", "صنع في تونس", "للاستعمال الخارجي فقط"])
def test_small_print_behind_swallows_no_list(behind: str) -> None:
    names = "ماء نقي، جليسرين، فازلين، كحول سيتيل، بانثينول"
    assert read_label(f"المكونات: {names}. {behind}").of == 5


def test_a_row_of_known_names_is_not_left_out_in_silence() -> None:
    label = read_label("使用方法:水、甘油、泛醇、视黄醇、丁二醇\n成分:水、甘油、泛醇、丁二醇、卡波姆")
    assert weigh(label, BOOK).rulings[0] not in {Ruling.YES, Ruling.CAREFUL}


USUAL = {
    "ja": "加水分解水添デンプン、ヒドロキシプロピルセルロース、グルコシルトレハロース、ジメチコン共重合体、"
    "硬化ヒマシ油、異性化糖、塩化Mg、アルミナ、酸化スズ、エルゴチオネイン、スクレロチウムガム、"
    "マルチトール、水溶性コラーゲン液、"
    "イソプレングリコール、",
    "ko": "메틸프로판다이올, 파이토스핑고신, 알루미나, 틴옥사이드, 네오펜틸글라이콜다이헵타노에이트, "
    "부틸옥틸살리실레이트, 사카로마이세스발효여과물",
    "zh": "甲基丙二醇、磷脂、氨甲基丙醇、小核菌胶、糖类同分异构体、氧化锡、氧化铝、卡波姆钠、新戊二醇二庚酸酯",
    "ru": "полиметилсилсесквиоксан, фосфолипиды, изомерат сахарида, глицерет-26, оксид олова, триэтилгексаноин",
    "th": "โพรเพนไดออล, คลอร์เฟเนซิน, โทรเมทามีน, กรดลอริก, ซิงค์พีซีเอ, โซเดียมแลคเตต, เซลลูโลสกัม",
    "ar": "بروبانديول، فوسفوليبيدات، دكسترين، إينوسيتول، أوكتيل دوديكانول، تورين، بولولان",
}
ACTIVE_AND_OTHERS = (
    "有効成分:グリチルリチン酸ジカリウム その他の成分:水、濃グリセリン、BG、フェノキシエタノール",
    "有效成份：水杨酸 2%。其他成分：水、甘油、丁二醇、卡波姆",
)


@pytest.mark.parametrize("names", USUAL.values(), ids=USUAL)
def test_the_most_usual_names_are_known_in_their_usual_writing(names: str) -> None:
    label = read_label(names)
    assert [item.printed for item in label.unrecognised] == []
    assert label.of >= 6


@pytest.mark.parametrize("text", ACTIVE_AND_OTHERS)
def test_what_is_active_and_what_else_is_inside_are_headings(text: str) -> None:
    label = read_label(text)
    assert label.read == label.of
    assert len(label.headings) == 2


def test_a_base_of_soap_is_soap() -> None:
    soap = read_label("石ケン素地、香料、水、グリセリン、酸化チタン", name="石鹸")
    assert {Trait.CLEANSING_SURFACTANT, Trait.HARSH_SURFACTANT} <= soap.traits.keys()


@pytest.mark.parametrize("note", ["品名:菜瓜水 容量:300ml 無酒精、無香料", "無人工色素、無防腐劑"])
def test_what_a_pack_boasts_of_lacking_leaves_no_doubt(note: str) -> None:
    assert not read_label(f"成份:菜瓜水、甘油、丁二醇\n{note}").doubtful

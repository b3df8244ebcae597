"""Labels in other alphabets are read name by name; what is not known there is never guessed."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.abroad import kind_abroad, name_abroad, names_abroad
from fortnight.labels.cues import Cue
from fortnight.labels.model import Kind, PromisedMark, Trait
from fortnight.labels.read import read_label
from fortnight.labels.scripts import stems_in
from fortnight.labels.vocabulary import vocabulary
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
OPEN = (Ruling.YES, Ruling.CAREFUL)
PLAIN = [
    (
        "수분 크림",
        "전성분: 정제수, 글리세린, 프로판다이올, 스쿠알란, 세테아릴알코올, 카보머, 알란토인, 에틸헥실글리세린",
    ),
    (
        "진정 크림",
        "정제수,부틸렌글리콜,글리세린,1,2-헥산디올,병풀추출물,판테놀,소듐하이알루로네이트,잔탄검,디소듐이디티에이",
    ),
    (
        "しっとりクリーム",
        "全成分：水、グリセリン、BG、スクワラン、ベヘニルアルコール、パンテノール、キサンタンガム、フェノキシエタノール",
    ),
    ("クリーム", "【全成分】水・DPG・グリセリン・ヒアルロン酸Na・アラントイン・カルボマー・水酸化K・EDTA-2Na"),
    ("수분젤", "정제수,글리세린,판테놀,메칠파라벤,에칠헥실글리세린,디소듐이디티에이"),
    ("乳液", "精製水、濃グリセリン、1,3-ブチレングリコール、スクワラン、ポリソルベート60、水酸化ナトリウム"),
    ("舒缓面霜", "成分：水、甘油、丁二醇、角鲨烷、鲸蜡硬脂醇、泛醇、尿囊素、卡波姆、苯氧乙醇、透明质酸钠"),
    ("舒緩面霜", "全成分:水,甘油,丙二醇,角鯊烷,泛醇,尿囊素,神經醯胺NP,三仙膠,苯氧乙醇"),
    (
        "Крем для лица",
        "Состав: вода, глицерин, масло ши, цетеариловый спирт, пантенол, аллантоин, феноксиэтанол, токоферол",
    ),
    ("Крем для обличчя", "Склад: вода, гліцерин, пантенол, олія ши, цетеариловий спирт, алантоїн, феноксіетанол"),
    ("Κρέμα", "Συστατικά: Νερό, Γλυκερίνη, Σκουαλάνιο, Πανθενόλη, Κητυλική αλκοόλη, Φαινοξυαιθανόλη, Τοκοφερόλη"),
    ("كريم مرطب", "المكونات: ماء، جليسرين، زبدة الشيا، بانثينول، كحول سيتيل، ألانتوين، فينوكسي إيثانول"),
]
STRICT = [
    ("레티닐팔미테이트", Trait.RETINOID), ("글라이콜릭애씨드", Trait.ACID_ACTIVE), ("변성알코올", Trait.DRYING_ALCOHOL),
    ("レチノール", Trait.RETINOID), ("香料", Trait.FRAGRANCE), ("サリチル酸", Trait.ACID_ACTIVE),
    ("ティーツリー油", Trait.ESSENTIAL_OIL), ("過酸化ベンゾイル", Trait.PEROXIDE_ETC),
    ("抗坏血酸", Trait.VITAMIN_C), ("視黃醛", Trait.RETINOID), ("月桂醇硫酸酯钠", Trait.HARSH_SURFACTANT),
    ("молочная кислота", Trait.ACID_ACTIVE), ("отдушка", Trait.FRAGRANCE), ("гидрохинон", Trait.PEROXIDE_ETC),
    ("сироватка з ретинолом", Trait.RETINOID), ("ефірна олія лаванди", Trait.ESSENTIAL_OIL),
    ("άρωμα", Trait.FRAGRANCE), ("ρετινόλη", Trait.RETINOID), ("ασκορβικό οξύ", Trait.VITAMIN_C),
    ("ريتينول", Trait.RETINOID), ("عطر", Trait.FRAGRANCE), ("حمض الساليسيليك", Trait.ACID_ACTIVE),
    ("เรตินอล", Trait.RETINOID), ("רטינול", Trait.RETINOID), ("멘톨", Trait.COOLING), ("リモネン", Trait.FRAGRANCE),
]  # fmt: skip


def rulings(text: str, name: str) -> tuple[Ruling, ...]:
    return weigh(read_label(text, name=name), BOOK).rulings


@pytest.mark.parametrize(("name", "text"), PLAIN)
def test_a_plain_list_opens_on_day_1_in_whatever_alphabet(name: str, text: str) -> None:
    label = read_label(text, name=name)
    assert (label.read, label.kind) == (label.of, Kind.MOISTURISER)
    assert weigh(label, BOOK).rulings[0] in OPEN


@each(("name", "text"), PLAIN)
@each(("strict", "trait"), STRICT)
def test_what_restricts_is_found_among_plain_names(name: str, text: str, strict: str, trait: Trait) -> None:
    comma = next(sign for sign in "、،・," if sign in text)
    label = read_label(text.replace(comma, f"{comma}{strict}{comma}", 1), name=name)
    assert trait in label.traits
    assert weigh(label, BOOK).rulings[0] not in OPEN


@each(("name", "text"), PLAIN)
@each("strange", ["쿼르비탄", "ゾルバタン", "佐尔班酮", "Зорбатан", "Ζορμπατάν", "زوربتان"])
def test_an_unknown_name_leaves_the_first_days_untold(name: str, text: str, strange: str) -> None:
    comma = next(sign for sign in "、،・," if sign in text)
    assert rulings(f"{text}{comma}{strange}", name)[0] not in OPEN


@pytest.mark.parametrize(
    ("strange", "cue"),
    [
        ("레티닐쿼르베이트", "retinoid"),
        ("レチニル複合体", "retinoid"),
        ("新视黄衍生物", "retinoid"),
        ("Комплекс аскорбилов", "vitamin_c"),
    ],
)
def test_the_stem_of_an_unknown_name_tells_its_cue(strange: str, cue: str) -> None:
    assert name_abroad(strange) is None
    assert cue in stems_in(strange)
    (_, name), *_ = read_label(strange).found
    assert name.cues & Cue[cue.upper()]


@pytest.mark.parametrize(
    "text",
    [
        "정제수 글리세린 부틸렌글라이콜 판테놀 카보머 알란토인",
        "水甘油丁二醇角鲨烷泛醇卡波姆尿囊素",
        "水グリセリンスクワランパンテノールカルボマー",
        "вода глицерин масло ши цетеариловый спирт пантенол аллантоин",
    ],
)
def test_a_row_without_commas_is_read_where_every_piece_is_a_name(text: str) -> None:
    label = read_label(text, name="크림")
    assert label.of > 4
    assert label.read == label.of
    for plain, strict in (
        ("泛醇", "视黄醇"),
        ("판테놀", "레티놀"),
        ("パンテノール", "レチノール"),
        ("пантенол", "ретинол"),
    ):
        text = text.replace(plain, strict)
    assert rulings(text, "크림")[0] not in OPEN


@pytest.mark.parametrize(
    ("name", "promised"),
    [
        ("레티놀 프리미엄 크림", True),
        ("レチノールフリー クリーム", False),
        ("Крем без ретинола", False),
        ("Крем без отдушки с ретинолом", True),
    ],
)
def test_only_what_a_name_denies_is_no_promise(name: str, promised: bool) -> None:
    assert (PromisedMark.RETINOID in read_label("Aqua, Glycerin, Carbomer, Panthenol", name=name).promised) is promised


@pytest.mark.parametrize(
    "text",
    [
        "Без отдушки и красителей. Состав: вода, глицерин, пантенол, карбомер, аллантоин",
        "無香料・無着色・アルコールフリー。全成分：水、グリセリン、パンテノール、カルボマー、アラントイン",
        "무향료, 무알콜. 전성분: 정제수, 글리세린, 판테놀, 카보머, 알란토인",
        "不含酒精。成分：水、甘油、泛醇、卡波姆、尿囊素。使用方法：取适量涂抹于面部。",
        "Χωρίς άρωμα. Συστατικά: νερό, γλυκερίνη, πανθενόλη, σκουαλάνιο. Χρήση: εφαρμόστε πρωί και βράδυ.",
        "بدون عطر. المكونات: ماء، جليسرين، بانثينول، سكوالان. يحفظ بعيدا عن متناول الأطفال",
    ],
)
def test_what_packs_deny_and_direct_in_other_alphabets_closes_no_list(text: str) -> None:
    label = read_label(text, name="Cream")
    assert label.read == label.of
    assert weigh(label, BOOK).rulings[0] in OPEN


@pytest.mark.parametrize("item", ["без отдушки ретинол", "不含酒精视黄醇", "без отдушки с ретинолом"])
def test_a_denial_hides_nothing_behind_it(item: str) -> None:
    assert rulings(f"вода, глицерин, пантенол, сквалан, {item}, аллантоин", "Крем")[0] not in OPEN


def test_two_names_that_meet_may_be_another_and_stay_unknown() -> None:
    assert [name.inci for _, name in read_label("水、グリセリン、水酸化亜鉛、パンテノール").found][2] is None


def test_prose_behind_a_list_is_left_out_and_what_it_tells_is_heard() -> None:
    text = "전성분: 정제수, 글리세린, 판테놀, 카보머, 알란토인. 사용법: 아침 저녁으로 얼굴에 바르세요."
    label = read_label(text, name="크림")
    assert (label.read, label.of) == (5, 5)
    assert weigh(label, BOOK).rulings[0] in OPEN
    assert rulings(text.replace("아침", "레티놀 함유. 아침"), "크림")[0] not in OPEN
    assert rulings(text.replace("정제수,", "정제수, 무향료,"), "크림")[0] in OPEN


def test_what_packs_print_in_their_own_ways_is_read() -> None:
    label = read_label(
        "有効成分：アラントイン※ その他の成分：水、グリセリン、BG、パンテノール、パラベン", name="クリーム"
    )
    assert (label.read, label.of) == (6, 6)
    plant = read_label("水、甘油、青刺果（PRINSEPIA UTILIS）油、积雪草（CENTELLA ASIATICA）提取物、泛醇", name="面霜")
    assert (plant.read, plant.of) == (5, 5)
    text = "Состав: вода, глицерин, пантенол, сквалан, токоферол. Изготовитель: ООО «Роса», г. Тверь, ул. Мира, 5."
    russian = read_label(text, name="Крем")
    assert (russian.read, russian.of) == (5, 5)


def test_three_words_in_another_alphabet_are_no_whole_list_unless_they_say_so() -> None:
    assert not read_label("вода, глицерин, ланолин").readable
    assert read_label("масло жожоба, масло ши, токоферол").readable
    assert read_label("Состав: вода, глицерин, ланолин").readable
    assert read_label("ワセリン").readable


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            Kind.SUNSCREEN,
            "데일리 선크림 SPF50|日焼け止めジェル|防晒霜|Αντηλιακό γαλάκτωμα|واقي شمس|Солнцезащитный крем",
        ),
        (Kind.CLEANSER, "약산성 클렌징폼|洗顔料|氨基酸洁面乳|Пенка для умывания|غسول للوجه"),
        (Kind.TONER, "수분 토너|薬用化粧水|保濕爽膚水|Тоник для лица"),
        (Kind.SERUM, "시카 앰플|美容液|精华液|Сыворотка для лица|Ορός προσώπου|سيروم"),
        (Kind.EYE_CREAM, "아이크림|アイクリーム|眼霜|Крем для век"),
        (Kind.MASK, "수면 마스크|フェイスマスク|面膜|Маска для лица"),
        (Kind.MOISTURISER, "수분 크림|保湿クリーム|修護面霜|NOVIA крем|Κρέμα ημέρας|كريم مرطب"),
    ],
)
def test_kinds_are_told_in_other_alphabets(kind: Kind, names: str) -> None:
    for name in names.split("|"):
        assert read_label("Aqua, Glycerin", name=name).kind is kind
        assert kind_abroad(name) is kind


@pytest.mark.parametrize(
    ("promise", "names"),
    [
        (
            PromisedMark.RETINOID,
            "레티놀 크림|レチノールクリーム|视黄醇精华|Крем с ретинолом|Κρέμα με ρετινόλη|كريم الريتينول",
        ),
        (PromisedMark.VITAMIN_C, "비타민C 세럼|ビタミンC美容液|维生素C精华|Сыворотка с витамином С"),
        (PromisedMark.ACID_ACTIVE, "살리실산 토너|サリチル酸ジェル|水杨酸精华|Пилинг с кислотами"),
        (PromisedMark.SCRUB, "스크럽|Скраб для лица"),
    ],
)
def test_a_name_in_another_alphabet_is_believed_too(promise: PromisedMark, names: str) -> None:
    for name in names.split("|"):
        assert promise in read_label("Aqua, Glycerin, Carbomer, Panthenol", name=name).promised


def test_a_name_abroad_says_what_its_stems_say_or_more() -> None:
    known = vocabulary().known
    assert {name.inci for name in names_abroad().values()} <= {name.inci for name in known.values()}
    for printed in ("レチノール", "ретинол", "视黄醇", "레티놀", "ρετινόλη", "ريتينول"):
        name = name_abroad(printed)
        assert name is not None
        assert name.cues & Cue.RETINOID

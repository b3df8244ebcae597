"""What a pack declares beside its list and nobody knows leaves the label untold; milk, wipes and goodness do not."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Detail, Trait
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
LIST = "INGREDIENTS: Aqua, Glycerin, Caprylic/Capric Triglyceride, Cetearyl Alcohol, Panthenol, Phenoxyethanol"
HEADS = (
    "Contains: ", "Key ingredients: ", "Key ingredient: ", "Active ingredient: ", "Hero ingredient: ", "Actives: ",
    "Powered by ", "With ", "Enriched with ", "Infused with ", "Formulated with ", "Featuring ", "Our secret: ",
    "Enthält ", "Enthält: ", "Mit ", "Angereichert mit ", "Wirkstoff: ", "Contient ", "Contient : ", "Avec ",
    "Enrichi en ", "Actif : ", "Contiene ", "Contiene: ", "Con ", "Enriquecido con ", "Principio activo: ",
    "Arricchito con ", "Principio attivo: ", "Contém ", "Com ", "Ativo: ", "Zawiera ", "Zawiera: ", "Wzbogacony o ",
    "Składnik aktywny: ", "Bevat ", "Verrijkt met ",
)  # fmt: skip


def first_day(text: str) -> Ruling:
    return weigh(read_label(text, name="Night Cream"), BOOK).rulings[0]


@each("head", HEADS)
@each("thing", ["Quorbitane Melvasol", "quorbitane", "Panthenol and Melvasol", "Melvasol 3%"])
@each("written", ["{head}{thing}. {list}", "{head}{thing}\n{list}", "{list}\n{head}{thing}"])
def test_an_unknown_name_that_a_pack_declares_is_no_yes(head: str, thing: str, written: str) -> None:
    assert first_day(written.format(head=head, thing=thing, list=LIST)) not in (Ruling.YES, Ruling.CAREFUL)


@pytest.mark.parametrize(
    "text",
    [
        "핵심 성분: 쿼르비탄. 전성분: 정제수, 글리세린, 판테놀, 카보머, 알란토인",
        "保湿成分：ゾルバタン。全成分：水、グリセリン、パンテノール、カルボマー、アラントイン",
        "核心成分：佐尔班酮。成分：水、甘油、泛醇、卡波姆、尿囊素",
        "Содержит: зорбатан. Состав: вода, глицерин, пантенол, карбомер, аллантоин",
        "Περιέχει: ζορμπατάν. Συστατικά: νερό, γλυκερίνη, πανθενόλη, σκουαλάνιο",
    ],
)
def test_an_unknown_name_that_a_pack_declares_in_another_alphabet_is_no_yes(text: str) -> None:
    known = {
        "쿼르비탄": "판테놀",
        "ゾルバタン": "グリセリン",
        "佐尔班酮": "甘油",
        "зорбатан": "пантенол",
        "ζορμπατάν": "γλυκερίνη",
    }
    assert first_day(text) not in (Ruling.YES, Ruling.CAREFUL)
    for strange, plain in known.items():
        text = text.replace(strange, plain)
    assert first_day(text) in (Ruling.YES, Ruling.CAREFUL)


@pytest.mark.parametrize(
    "text",
    [
        "Aqua (contains Quorbitane), Glycerin, Cetearyl Alcohol, Panthenol",
        "Aqua, Glycerin, Cetearyl Alcohol, Panthenol (enriched with Quorbitane Melvasol)",
        f"{LIST}\nMay contain: Quorbitane",
        f"{LIST}* with Quorbitane Melvasol",
        f"{LIST}. *Quorbitane Melvasol",
        f"{LIST}\n\n{LIST.replace('Panthenol', 'Betaine, Quorbitane')}",
        f"Quorbitane 5%. {LIST}",
        f"Panthenol, Quorbitane, Glycerin. {LIST}",
        f"This cream has our Quorbitanol in it. {LIST}",
        f"The secret is Quorbitane. {LIST}",
        f"- Quorbitane Melvasol: soothes the skin\n{LIST}",
        f"{LIST}\n• Quorbitanol",
        f"Free from parabens, with Quorbitane. {LIST}",
        f"Step 1: {LIST}\nStep 2: Quorbitane Melvasol",
        "Aqua (Quorbitane), Glycerin, Cetearyl Alcohol, Panthenol",
        f"Our technology: Quorbitane. {LIST}",
        f"Featuring our Quorbitane-7 technology. {LIST}",
        f"Night Balm with Quorbitane\n{LIST}",
        f"{LIST}. Quorbitane Melvasol. {LIST}",
    ],
)
def test_an_unknown_name_in_a_bracket_a_footnote_or_a_second_list_is_no_yes(text: str) -> None:
    assert first_day(text) not in (Ruling.YES, Ruling.CAREFUL)


@each(
    "beside",
    [
        "Contains: milk.", "Contains milk and nuts.", "contains 50 ml", "Contains: 30 wipes.", "contains no parabens.",
        "Contains shea butter and panthenol.", "Key ingredients: Panthenol, Glycerin.", "With love from Spain.",
        "Enriched with natural goodness.", "Enthält natürliche Öle.", "Contient 40 lingettes.", "Con aceite de oliva.",
        "Contains less than 1% of fine minerals.", "95% of natural origin.", "Enriched with vitamins to soothe skin.",
        "Made in Italy.", "With a light texture that the skin loves.",
    ],
)  # fmt: skip
@each("written", ["{beside} {list}", "{beside}\n{list}", "{list}\n{beside}"])
def test_what_packs_say_of_plain_things_closes_no_list(beside: str, written: str) -> None:
    assert first_day(written.format(beside=beside, list=LIST)) in (Ruling.YES, Ruling.CAREFUL)


@pytest.mark.parametrize(
    "traces",
    [
        "Contains: nuts, milk. May contain traces of soy.", "Allergens: milk, egg.", "Contient: lait et soja.",
        "Enthält: Milch und Soja.", "Contiene leche, huevo y soja.", "May contain traces of tree nuts.",
        "Contains nuts",
    ],
)  # fmt: skip
def test_traces_of_food_behind_a_list_are_no_names_of_it(traces: str) -> None:
    for text in (f"{LIST}. {traces}", f"{LIST}\n{traces}", f"{traces} {LIST}"):
        label = read_label(text, name="Night Cream")
        assert (label.read, label.of) == (6, 6)
        assert first_day(text) in (Ruling.YES, Ruling.CAREFUL)
    assert first_day(f"{LIST}. {traces.rstrip('.')}, quorbitane.") not in (Ruling.YES, Ruling.CAREFUL)
    assert first_day(f"{LIST}. {traces.rstrip('.')}, retinol.") not in (Ruling.YES, Ruling.CAREFUL)


@pytest.mark.parametrize(
    ("text", "inci"),
    [
        ("White soft paraffin 100%. Emollient for dry skin. Fire hazard: keep away from flames.", "Petrolatum"),
        ("100% squalane. Directions: a few drops for the face.", "Squalane"),
        ("Glycolic acid 100%. For peels. Note: professional use.", "Glycolic Acid"),
    ],
)
def test_what_is_all_of_a_product_is_its_list(text: str, inci: str) -> None:
    label = read_label(text)
    assert label.readable
    assert [name.inci for _, name in label.found] == [inci]


LONG = (
    "Aqua, Glycerin, Cetearyl Alcohol, Squalane, Panthenol, Niacinamide, Carbomer, Phenoxyethanol, "
    "Ethylhexylglycerin, Tocopherol, Sodium Hydroxide"
)


@pytest.mark.parametrize(
    "declared",
    [
        ". Contains salicylic acid", " (contains salicylic acid)", ". With 2% salicylic acid", ". Contains lactic acid",
        ". Contiene ácido salicílico", ". Enthält Salicylsäure", " - contains salicylic acid",
        ". Enriched with glycolic acid", ". Contains niacinamide and glycolic acid",
    ],
)  # fmt: skip
def test_an_acid_that_is_declared_behind_a_list_is_no_trace(declared: str) -> None:
    rulings = weigh(read_label(f"{LONG}{declared}"), BOOK).rulings
    assert set(rulings[:6]) == {Ruling.NOT_YET}
    assert rulings[7] is Ruling.CAREFUL


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}, Salicylic Acid", f"Contains: {LONG}, Lactic Acid", f"{LONG}. Contains less than 1% salicylic acid",
        f"{LONG}. Contains citric acid", f"{LONG}. May contain lactic acid",
    ],
)  # fmt: skip
def test_a_trace_in_the_list_stays_a_trace(text: str) -> None:
    assert first_day(text) is Ruling.YES


@pytest.mark.parametrize(
    "text",
    [
        "2% BHA",
        "Aqua, Glycerin, 2% BHA",
        "Aqua, Glycerin, BHA 2%",
        "Aqua, BHA (0,5 %)",
        "Aqua, 2 % of BHA",
    ],
)
def test_bha_by_its_amount_has_the_days_of_an_acid(text: str) -> None:
    label = read_label(text)
    assert Detail.SALICYLIC_ACTIVE in label.evidence
    rulings = weigh(label, BOOK).rulings
    assert set(rulings[:6]) == {Ruling.NOT_YET}
    assert Ruling.YES not in rulings


def test_bha_beside_its_sister_is_an_acid() -> None:
    assert Detail.SALICYLIC_ACTIVE in read_label("AHA, BHA, Aqua").evidence


@pytest.mark.parametrize("text", ["Aqua, Glycerin, BHA", "Aqua, Glycerin, BHA 0.02%", f"{LONG}, BHA, BHT"])
def test_bha_as_an_antioxidant_stays_what_it_is(text: str) -> None:
    label = read_label(text)
    assert Trait.ACID_ACTIVE not in label.evidence
    assert Detail.UNJUDGED in label.evidence

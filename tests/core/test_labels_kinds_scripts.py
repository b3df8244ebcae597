"""Kinds of product named in other alphabets, and kinds that a name mixes: after the sun, low SPF, sugar."""

import pytest

from fortnight.labels.kinds import kind_of
from fortnight.labels.read import read_label

NAMED = {
    "Сыворотка с гиалуроновой кислотой": "hydrating_serum",
    "Сыворотка для лица витамин С 15%": "vitamin_c_serum",
    "Пептидная сыворотка": "peptide_serum",
    "Сироватка з гіалуроновою кислотою": "hydrating_serum",
    "히알루론산 워터 앰플": "hydrating_serum",
    "펩타이드 탄력 세럼": "peptide_serum",
    "비타민C 브라이트닝 세럼": "vitamin_c_serum",
    "高保湿ヒアルロン酸美容液": "hydrating_serum",
    "ペプチド配合美容液": "peptide_serum",
    "玻尿酸补水精华液": "hydrating_serum",
    "多肽紧致精华": "peptide_serum",
    "เซรั่มไฮยาลูรอน": "hydrating_serum",
    "เซรั่มวิตามินซีเข้มข้น": "vitamin_c_serum",
    "سيروم الهيالورونيك": "hydrating_serum",
    "سيروم فيتامين سي": "vitamin_c_serum",
    "סרום ויטמין C": "vitamin_c_serum",
    "סרום חומצה היאלורונית": "hydrating_serum",
    "विटामिन सी सीरम": "vitamin_c_serum",
    "سرم ویتامین سی": "vitamin_c_serum",
    "سرم آبرسان": "hydrating_serum",
    "Ορός υαλουρονικού": "hydrating_serum",
    "Гидрогелевые патчи для глаз": "eye_cream",
    "아이패치 60매": "eye_cream",
    "Сахарный пилинг для лица": "scrub",
    "Пилинг с кислотами": "peel",
    "Крем после загара": "moisturiser",
    "晒后修护霜": "moisturiser",
    "Крем для век": "eye_cream",
    "Гель для умывания с салициловой кислотой": "exfoliating_cleanser",
    "BHA 클렌징 폼": "exfoliating_cleanser",
    "غسول بحمض الجليكوليك": "exfoliating_cleanser",
    "โฟมล้างหน้า": "cleanser",
    "کرم مرطوب کننده": "moisturiser",
    "ضد آفتاب": "sunscreen",
    "मॉइस्चराइजर क्रीम": "moisturiser",
    "सनस्क्रीन": "sunscreen",
    "Слънцезащитен крем": "sunscreen",
    "Yüz temizleme jeli salisilik AHA": "exfoliating_cleanser",
    "Peeling kawowy do ciała": "scrub",
    "Peeling kwasowy": "peel",
    "Krem z witaminą A+E": "moisturiser",
    "Serum z witaminą A": "retinol_product",
    "Lactic Acid 5% + HA Serum": "serum",
    "Hyaluronic HA Serum": "hydrating_serum",
    "Tagescreme LSF 15": "moisturiser",
    "Day Cream SPF 20": "moisturiser",
    "Sun Cream SPF 20": "sunscreen",
    "Day Cream SPF 50": "sunscreen",
}


@pytest.mark.parametrize(("name", "kind"), NAMED.items())
def test_a_name_tells_its_kind_in_any_alphabet(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "category", "kind"),
    [
        ("Doposole rinfrescante", "Solari", "moisturiser"),
        ("After Sun Balm", "Sun care", "moisturiser"),
        ("Crema all'acido mandelico", "Trattamenti", "moisturiser"),
        ("Fluid Solare", "Solari", "sunscreen"),
        ("Body Lotion", "Sun care", "sunscreen"),
    ],
)
def test_a_cream_for_after_the_sun_is_no_sunscreen(name: str, category: str, kind: str) -> None:
    assert kind_of(name, category) == kind


def test_the_spf_that_a_toner_tells_people_to_wear_is_not_its_own() -> None:
    text = "Aqua, Glycerin, Mandelic Acid. Use sunscreen SPF 50 during the day."
    assert read_label(text, name="Acid toner").spf is None
    assert read_label("Aqua, Zinc Oxide, Glycerin. SPF 50", name="Sun cream").spf == 50

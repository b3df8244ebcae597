"""Kinds of product named in other languages, by shops' categories, and pads that stay on the skin."""

import pytest

from fortnight.labels.kinds import kind_of
from tests.each import each

NAMED = {
    "Gel nettoyant doux": "cleanser",
    "Mousse nettoyante visage": "cleanser",
    "Eau micellaire peaux sensibles": "cleanser",
    "Lait démaquillant": "cleanser",
    "Pain dermatologique surgras": "cleanser",
    "Savon de Marseille": "cleanser",
    "Huile lavante": "cleanser",
    "Gel de limpieza facial": "cleanser",
    "Espuma limpiadora": "cleanser",
    "Agua micelar": "cleanser",
    "Jabón de avena": "cleanser",
    "Leche desmaquillante": "cleanser",
    "Milde Waschlotion": "cleanser",
    "Reinigungsschaum": "cleanser",
    "Waschgel für das Gesicht": "cleanser",
    "Mizellenwasser": "cleanser",
    "Duschgel sensitiv": "cleanser",
    "Detergente viso delicato": "cleanser",
    "Acqua micellare": "cleanser",
    "Latte struccante": "cleanser",
    "Sapone all'olio d'oliva": "cleanser",
    "Sabonete facial": "cleanser",
    "Espuma de limpeza": "cleanser",
    "Żel do mycia twarzy": "cleanser",
    "Płyn micelarny": "cleanser",
    "Mydło naturalne": "cleanser",
    "Pianka oczyszczająca": "cleanser",
    "Reinigingsgel": "cleanser",
    "Gel nettoyant à l'acide salicylique": "exfoliating_cleanser",
    "Limpiador con ácido glicólico": "exfoliating_cleanser",
    "Baume réparateur": "moisturiser",
    "Soin apaisant": "moisturiser",
    "Crème de jour": "moisturiser",
    "Lait corporel": "moisturiser",
    "Crema hidratante": "moisturiser",
    "Bálsamo reparador": "moisturiser",
    "Loción corporal": "moisturiser",
    "Tagespflege": "moisturiser",
    "Feuchtigkeitscreme": "moisturiser",
    "Nachtcreme": "moisturiser",
    "Wundsalbe": "moisturiser",
    "Crema viso idratante": "moisturiser",
    "Balsamo lenitivo": "moisturiser",
    "Creme facial hidratante": "moisturiser",
    "Krem nawilżający": "moisturiser",
    "Maść ochronna": "moisturiser",
    "Dagcrème": "moisturiser",
    "Suero facial": "serum",
    "Siero viso": "serum",
    "Sérum éclat": "serum",
    "Ampolla antiedad": "serum",
    "Serum z witaminą C": "vitamin_c_serum",
    "Siero alla vitamina C": "vitamin_c_serum",
    "Sérum vitamine C": "vitamin_c_serum",
    "Suero de ácido hialurónico": "hydrating_serum",
    "Siero all'acido ialuronico": "hydrating_serum",
    "Hyaluron Serum": "hydrating_serum",
    "Suero con péptidos": "peptide_serum",
    "Lotion tonique": "toner",
    "Eau florale de rose": "toner",
    "Agua de rosas": "toner",
    "Bruma facial": "toner",
    "Gesichtswasser": "toner",
    "Tonico viso": "toner",
    "Hydrolat z róży": "toner",
    "Tonik do twarzy": "toner",
    "Medicated Skin Lotion": "toner",
    "Crème solaire SPF 50": "sunscreen",
    "Protector solar": "sunscreen",
    "Sonnencreme": "sunscreen",
    "Latte solare": "sunscreen",
    "Protetor solar facial": "sunscreen",
    "Krem przeciwsłoneczny": "sunscreen",
    "Masque apaisant": "mask",
    "Mascarilla de arcilla": "mask",
    "Gesichtsmaske": "mask",
    "Maschera purificante": "mask",
    "Maska nawilżająca": "mask",
    "Contour des yeux": "eye_cream",
    "Contorno de ojos": "eye_cream",
    "Augencreme": "eye_cream",
    "Contorno occhi": "eye_cream",
    "Krem pod oczy": "eye_cream",
    "Huile visage": "face_oil",
    "Aceite facial": "face_oil",
    "Gesichtsöl": "face_oil",
    "Olio viso": "face_oil",
    "Gommage doux": "scrub",
    "Exfoliante corporal": "scrub",
    "Fond de teint": "makeup",
    "Base de maquillaje": "makeup",
    "Selbstbräuner": "self_tan",
    "Crema de retinol": "retinol_product",
    "Acne Cleansing Pads": "serum",
    "Daily Toning Pads": "serum",
    "Kleansing lotion": "cleanser",
    "Make-up remover pads": "cleanser",
}
BY_CATEGORY = {
    "soin visage": "moisturiser",
    "crème": "moisturiser",
    "Gel-cream": "moisturiser",
    "Gesichtspflege": "moisturiser",
    "Limpieza facial": "cleanser",
    "Nettoyants": "cleanser",
    "Reinigung": "cleanser",
    "Sunblock": "sunscreen",
    "Protection solaire": "sunscreen",
    "Sonnenschutz": "sunscreen",
    "protetor solar": "sunscreen",
    "Sérums": "serum",
    "Sueros": "serum",
    "Tónicos": "toner",
    "Mascarillas": "mask",
    "Contorno de ojos": "eye_cream",
    "Aceites": "face_oil",
    "Maquillaje": "makeup",
}


@each("name", NAMED)
def test_a_name_in_another_language_tells_the_kind(name: str) -> None:
    assert str(kind_of(name)) == NAMED[name]


@pytest.mark.parametrize("category", BY_CATEGORY)
def test_a_shops_category_in_another_language_tells_the_kind(category: str) -> None:
    assert str(kind_of("Linden House No. 4", category)) == BY_CATEGORY[category]


def test_a_drying_lotion_is_no_moisturiser() -> None:
    assert kind_of("Drying Lotion") is None


MORE = {
    "moisturiser": "Ansiktskräm|Kosteusvoide|Noční krém|Nappali arckrém|Nemlendirici|Kem dưỡng ẩm|Pelembab wajah",
    "cleanser": "Rengöringsgel|Ansigtsrens|Puhdistusmaito|Arctisztító|Gel de curățare|Yüz yıkama jeli|Sabun",
    "sunscreen": "Solkräm|Aurinkovoide|Opalovací krém|Napvédő krém|Cremă cu protecție solară|Güneş kremi|Tabir surya",
    "serum": "Seerumi|Szérum|Ser facial|Yüz serumu|Tinh chất",
    "toner": "Ansiktsvatten|Kasvovesi|Pleťové tonikum|Loțiune tonică|Nước hoa hồng",
    "mask": "Ansiktsmask|Kasvonaamio|Pleťová maska|Arcmaszk|Mască de față|Mặt nạ",
    "eye_cream": "Ögonkräm|Øjencreme|Silmänympärysvoide|Oční krém|Göz kremi|Kem mắt",
    "scrub": "Ansiktsskrubb|Kuorintavoide|Bőrradír",
    "face_oil": "Ansiktsolja|Kasvoöljy|Pleťový olej|Yüz yağı",
}


@pytest.mark.parametrize(("kind", "names"), MORE.items())
def test_kinds_are_told_in_languages_of_the_north_and_the_east(kind: str, names: str) -> None:
    assert {name: kind_of(name) for name in names.split("|")} == dict.fromkeys(names.split("|"), kind)


def test_a_mascara_is_no_mask() -> None:
    assert kind_of("Mascara remover cleansing oil") == "cleanser"

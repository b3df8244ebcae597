"""What stands on a pack around a plain list keeps nobody from an answer, in the languages of many countries."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Kind
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Caprylic/Capric Triglyceride, Cetearyl Alcohol, Panthenol, Phenoxyethanol."
PACKS = (
    "Ingredienser: {list} Tillverkad i Sverige. Förvaras oåtkomligt för barn. Granhult AB, 169 03 Solna",
    "Ingredienser: {list} Fremstillet i Danmark. Opbevares utilgængeligt for børn. Lindegaard A/S, 3450 Allerød",
    "Ingredienser: {list} Produsert i Norge. Oppbevares tørt og kjølig.",
    "Ainesosat: {list} Valmistettu Suomessa. Säilytä huoneenlämmössä.",
    "Složení: {list} Použití: naneste na čistou pleť. Vyrobeno v ČR. Uchovávejte mimo dosah dětí.",
    "Összetevők: {list} Használat: vigye fel a tiszta bőrre. Gyártó: Harmat Kft., Budapest.",
    "Ingrediente: {list} Mod de utilizare: se aplică dimineața. Produs în România.",
    "İçindekiler: {list} Kullanım: temiz cilde uygulayın. Üretim yeri: Türkiye.",
    "Komposisi: {list} Cara pakai: oleskan pada wajah. Diproduksi oleh PT Melati Indah, Bandung, Indonesia.",
    "Ingredientes: {list} Hecho en México. Distribuido por Lago Azul S.A. de C.V., Av. Central 120, CDMX.",
    "Ingredientes: {list} Indústria Brasileira. Resp. Téc.: CRQ 04123456. SAC 0800 123 4567.",
    "Ingredients: {list} Mfd. by: Lotus Pvt. Ltd., Plot 12, Baddi, H.P. 173205. Mfg. Lic. No.: COS/18/123.",
    "Bestandteile: {list} Arzneimittel für Kinder unzugänglich aufbewahren! Verwendbar bis: siehe Falz. Zul.-Nr. 6139",
    "Excipients: {list} PL 12345/0001. MA holder: Linden Ltd, Hitchin SG4 7QR, UK.",
    "Ingrédients: {list} Déconseillé aux personnes allergiques. Testé sous contrôle dermatologique. 40 ml ℮",
    "INCI: {list} Hergestellt für Linde Handels GmbH & Co. KG, 89081 Ulm. Art.-Nr. 123456",
    "Ingredients: {list} © Lagoon USA, Inc. New York, NY 10001. All rights reserved.",
    "Ingredients: {list} Manufactured under licence by Fynbos Ltd, South Africa. Batch/Expiry: see crimp.",
    "Ingredientes: {list} Elab. por Lab. Nro 2345. Res. 155/98. Industria Argentina. Venc. y lote ver pie de envase.",
    "Ingredients: {list} Barcode 5012345678900 Best before end: 10/26 Recycle: tube, cap - recyclable",
    "Ingredients: {list} Ethically made in Bulgaria. Shake well. 100% recycled bottle.",
)  # fmt: skip


@pytest.mark.parametrize("pack", PACKS)
def test_what_a_pack_prints_around_a_plain_list_closes_nothing(pack: str) -> None:
    rulings = weigh(read_label(pack.replace("{list}", LIST), name="Cream"), BOOK).rulings
    assert {rulings[0], rulings[7]} <= {Ruling.YES, Ruling.CAREFUL}


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("strange", ["Quorbitane", "Quorbitane Melvasol"])
def test_a_strange_name_behind_it_is_not_lost(pack: str, strange: str) -> None:
    for text in (pack.replace("{list}", LIST[:-1] + f", {strange}."), pack.replace("{list}", LIST) + f". {strange}."):
        ruling = weigh(read_label(text, name="Cream"), BOOK).rulings[0]
        assert ruling not in (Ruling.YES, Ruling.CAREFUL)


@pytest.mark.parametrize(
    "behind", [". Made in Italy. Zervax Quorb", ". Made in Italy, Zervax Quorb, Lot 12345", ",         Zervax Quorb"]
)
def test_a_mark_of_the_pack_hides_no_strange_name(behind: str) -> None:
    ruling = weigh(read_label(LIST[:-1] + behind, name="Cream"), BOOK).rulings[0]
    assert ruling not in (Ruling.YES, Ruling.CAREFUL)


@pytest.mark.parametrize(
    "name", ["Ansiktskräm", "Fuktighetskrem", "Kosteusvoide", "Krim pelembap", "Kem dưỡng ẩm", "Heilsalbe"]
)
def test_creams_of_more_countries_are_told(name: str) -> None:
    assert read_label(LIST, name=name).kind is Kind.MOISTURISER

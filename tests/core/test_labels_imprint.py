"""Who made a product and where, behind its list, are no strange names; a name of the list behind them still counts."""

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
IMPRINTS = (
    "Made by Nordlys Care AB, Storgatan 14, 111 23 Stockholm, Sweden. www.nordlyscare.se",
    "Dist. by Harbor & Pine LLC, Portland, OR 97209. Made in USA. Questions? 1-800-555-0199",
    "Distributed by: Willow Peak Inc., 220 Marsh Lane, Suite 4, Boulder, Colorado 80301, United States",
    "Manufactured for Foxglove Ltd, 4 Mill Yard, Bristol, BS1 4QA, United Kingdom",
    "Manufactured by Quiet Sea Cosmetics Pvt. Ltd., Plot 14, Phase II, Baddi, Himachal Pradesh, India",
    "Hergestellt von Lindenhof Kosmetik GmbH, Am Anger 3, 80331 München, Deutschland",
    "Hergestellt in Deutschland. Vertrieb: Lindenhof, Am Anger 3, München",
    "Vertrieb durch Steinbach Naturkosmetik e.K., Postfach 1203, Graz, Österreich",
    "Fabriqué par Maison Clairval, 12 rue des Tilleuls, 69003 Lyon, France",
    "Distribué par Clairval SAS, ZI des Saules, Vienne, France",
    "Fabricado por Laboratorios Olmeda S.L., Polígono Norte, Nave 7, Getafe, Madrid, España",
    "Distribuido por Olmeda, Calle Mayor 3, Bogotá, Colombia",
    "Prodotto da Erbolina S.r.l., Via dei Pioppi 8, Borgo San Lorenzo, Firenze, Italia",
    "Distribuito da Erbolina, Strada Statale 11, Cernusco sul Naviglio, MI",
    "Wyprodukowano przez Brzozowa Sp. z o.o., ul. Leśna 5, 00-950 Warszawa, Polska",
    "Dystrybutor: Brzozowa, Leśna 5, Piaseczno, Polska",
    "Producent: Brzozowa Polana, Kraków, Polska",
    "Geproduceerd door Duinroos BV, Havenkade 12, 1015 AB Amsterdam, Nederland",
    "Verdeeld door Duinroos, Kerkstraat 9, Gent, België",
    "Tillverkare: Björkdal AB, Norra Vägen 2, Umeå, Sverige",
    "Tillverkad av Björkdal AB, Box 112, Umeå",
    "Valmistaja: Kuusikko Oy, Metsätie 4, 00100 Helsinki, Suomi",
    "Valmistuttaja Kuusikko Oy, Tampere",
    "Vyrobeno v ČR. Výrobce: Lipovka s.r.o., Dlouhá 12, Brno, Česká republika",
    "Vyrobeno společností Lipovka, Olomouc",
    "Üretici: Ihlamur Kozmetik A.Ş., Atatürk Caddesi 5, Kadıköy, İstanbul, Türkiye",
    "Üretici firma: Ihlamur Kozmetik, Bornova, İzmir",
    "Importer: Kalevi Trade, Tartu, Estonia",
    "Importador: Belas Rosas Ltda, Rua das Flores 33, Curitiba, PR",
    "Importado por Belas Rosas, Av. Paulista 100, São Paulo, Brasil",
    "Importeur: Duinroos, Antwerpen, België",
    "Imported by Sakura Trading, Kuala Lumpur, Malaysia",
    "Responsible person: Obelis s.a., Bd. Général Wahis 53, Brussels, Belgium",
    "Registered office: 4 Mill Yard, Bristol, Avon",
    "EU RP: Lumen Consult, Rathmines, Dublin 6, Ireland",
    "www.willowpeak.com, Boulder, Colorado",
    "hello@willowpeak.com, Boulder, Colorado",
    "Tel. +49 89 123456, München, Bayern",
    "Gyártó: Hársfa Kft., Fő utca 3, Szeged, Magyarország",
    "Forgalmazza: Hársfa Kft., Debrecen, Magyarország",
    "Producător: Teiul SRL, Str. Florilor 4, Cluj-Napoca, România",
    "Distribuit de Teiul SRL, Timișoara, România",
    "Produsert av Fjellbjørk AS, Storgata 5, Tromsø, Norge",
    "Fremstillet af Bøgeskov ApS, Strandvejen 8, Aarhus, Danmark",
    "Produceret for Bøgeskov ApS, Odense, Danmark",
    "Made by Willow Peak",
    "Made with love by Willow Peak, Boulder",
    "Produced by Kiwi & Fern Ltd, Takapuna, Auckland, New Zealand",
    "Marketed by Sundara Wellness, Andheri East, Mumbai, Maharashtra",
    "Packed for Daffodil Stores, Cardiff, Wales",
    "Made in Sweden for Nordlys Care, Malmö",
    "Hecho en México por Agave Azul, Zapopan, Jalisco, México",
    "Elaborado por Agave Azul SA de CV, Colonia Roma, Ciudad de México",
    "Feito por Mar Aberto Lda, Estrada da Luz 90, Lisboa, Portugal",
    "Distribuído por Mar Aberto, Vila Nova de Gaia, Portugal",
    "Sold by Willow Peak, Portland, Oregon",
    "Head office: Willow Peak, Portland, Oregon",
    "Customer service: Willow Peak, Portland, Oregon",
    "Made by: Nordlys Care AB, Kungsholmen, Stockholm",
    "Manufactured in Korea by Haneul Cosmetics Co., Ltd., Gangnam-gu, Seoul",
    "Mfd. by Haneul, Seongnam-si, Gyeonggi-do, Korea",
    "Mfg. by: Sundara, Gala No. 3, Bhiwandi, Thane",
)
STRANGE = (
    "Made by Tarn, Retinol", "Distributed by Tarn, Alcohol Denat., Parfum", "Made by Tarn. Quorbitane Melvasol",
    "Made by Tarn, Quorbitanol", "Made by Tarn, Keswick. Contains: Blorptan", "Made by Tarn with Quorbitane",
    "Made in Italy with Blorptan Vexor", "Manufactured by Tarn, Keswick. Active: Melvasol 3%",
    "www.tarn.com, Lidocaine",
    "Hergestellt von Tarn, Menthol", "Made by Tarn, Tea Tree Oil", "Made by Tarn, Keswick\nIngredients: Aqua, Retinol",
    "Made by Tarn, Keswick\nSerum: Aqua, Glycerin, Retinol", "Made by Tarn, Limonene", "Importer: Tarn, Blorptan 5%",
    "Made by Tarn, Keswick. Blorptan, Glycerin, Betaine", "Dist. by Tarn. Zervax Quorb", "Hecho por Tarn, Xyzolum",
)  # fmt: skip


def first_day(text: str) -> Ruling:
    return weigh(read_label(text, name="Night Cream"), BOOK).rulings[0]


@each("imprint", IMPRINTS)
@each("joint", [". ", "\n", "\n\n", " — ", " "])
def test_who_made_it_and_where_is_no_strange_name(imprint: str, joint: str) -> None:
    assert first_day(f"{LIST}{joint}{imprint}") in OPEN


@each("strange", STRANGE)
@each("joint", [". ", "\n", " ", " — ", ", "])
def test_a_name_behind_the_maker_is_not_lost(strange: str, joint: str) -> None:
    assert first_day(f"{LIST}{joint}{strange}") not in OPEN


def test_a_list_behind_the_maker_is_read() -> None:
    label = read_label("Made by Tarn, Mill Lane, Keswick. Ingredients: Aqua, Glycerin, Retinol", name="Night Cream")
    assert [item.printed for item in label.items] == ["Aqua", "Glycerin", "Retinol"]

"""What packs print around a list, by language: directions, storage, makers, numbers, claims. None of it is a name."""

import pytest

from fortnight.guide import published_guide
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each

BOOK = rulebook(published_guide(), Profile())
LIST = "Aqua, Glycerin, Squalane, Cetearyl Alcohol, Panthenol, Xanthan Gum, Phenoxyethanol"
OPEN = {Ruling.YES, Ruling.CAREFUL}

BEHIND = {
    "el": [
        "Κατασκευαστής: ΚΟΣΜΕΤΙΚΑ ΒΟΡΡΑ Α.Ε., Οδός Ερμού 45, 54630 Θεσσαλονίκη",
        "Να φυλάσσεται μακριά από παιδιά. Μόνο για εξωτερική χρήση.",
        "Χωρίς άρωμα. Δερματολογικά ελεγμένο.",
        "Διατηρείται σε δροσερό και ξηρό μέρος, κάτω από 25°C.",
        "Αρ. παρτίδας και ημ. λήξης: βλέπε συσκευασία. Τηλ. 210 1234567",
        "Χρησιμοποιήστε εντός 12 μηνών από το άνοιγμα",
    ],
    "ar": [
        "الشركة المصنعة: مصنع النور لمستحضرات التجميل، المنطقة الصناعية، جدة، المملكة العربية السعودية",
        "يحفظ بعيدا عن متناول الأطفال. للاستعمال الخارجي فقط.",
        "خال من العطور والبارابين. تم اختباره من قبل أطباء الجلدية",
        "رقم التشغيلة: 4471 تاريخ الانتهاء: 09/2027",
        "يستعمل خلال 12 شهرا من الفتح. تجنب ملامسة العينين.",
        "شركة الواحة ذ.م.م، ص.ب 1234، دبي",
        "إنتاج: مختبرات الندى، تونس. هاتف: 71 000 000",
    ],
    "he": [
        'מיוצר ע"י מעבדות גליל בע"מ, רח\' האורן 12, כרמיאל',
        "לשימוש חיצוני בלבד. יש להרחיק מהישג ידם של ילדים.",
        "ללא בושם. נבדק דרמטולוגית. מתאים לעור רגיש",
        "יש לאחסן במקום קריר ויבש. מס' אצווה ותאריך תפוגה על גבי האריזה.",
        "לשימוש תוך 12 חודשים מיום הפתיחה. טל' 03-1234567",
    ],
    "ko": [
        "제조업자: (주)푸른코스메틱 경기도 화성시 동탄대로 12, 책임판매업자: 주식회사 솔빛",
        "사용할 때의 주의사항: 상처가 있는 부위 등에는 사용을 자제할 것. 어린이의 손이 닿지 않는 곳에 보관할 것.",
        "기능성화장품(미백, 주름개선)",
        "본 제품은 기능성화장품으로 심사필 유무: 해당 있음",
        "무향료, 무색소, 무알코올. 피부 자극 테스트 완료",
        "소비자상담실 080-000-1234. 개봉 후 12개월 이내 사용 권장",
        "식품의약품안전처 심사를 필함",
    ],
    "ja": [
        "無香料、無着色、無鉱物油。弱酸性",
        "製造販売元:株式会社はなみ 東京都港区芝1-2-3",
        "お肌に異常が生じていないかよく注意して使用してください。乳幼児の手の届かないところに保管してください。",
        "アレルギーテスト済み（すべての方にアレルギーが起こらないということではありません）",
        "日本製 内容量50g ロット番号は底面に記載",
        "フリーダイヤル 0120-000-000 受付時間 平日9:00-17:00",
    ],
    "zh": [
        "备案人:广州某某化妆品有限公司 地址:广州市白云区鹤龙街8号",
        "生产许可证编号:粤妆20200000 执行标准:QB/T 1857",
        "请置于儿童触及不到的地方。避免阳光直射。",
        "白天使用请注意防晒,避免接触眼睛。",
        "不含香精、酒精、色素。",
        "限期使用日期及批号见包装。开封后请于12个月内使用",
        "客服热线:400-000-0000 净含量:50ml 产地:上海",
        "國妝特字G20200001 原產地:台灣 保存期限:三年",
        "早晚洁面后取适量涂抹于面部,轻柔按摩至吸收。",
    ],
    "th": [
        "เลขที่จดแจ้ง 10-2-6400012345 ผลิตโดย บริษัท ดอกไม้ไทย จำกัด 99/1 ถ.พระราม 2 กรุงเทพฯ 10150",
        "วิธีใช้: ทาให้ทั่วใบหน้า เช้าและเย็น คำเตือน: หากเกิดอาการแพ้ควรหยุดใช้และปรึกษาแพทย์",
        "เก็บในที่แห้งและเย็น ห้ามเก็บในที่ร้อนหรือถูกแสงแดด เก็บให้พ้นมือเด็ก",
        "ปราศจากน้ำหอม ปราศจากพาราเบน",
        "ปริมาณสุทธิ 30 มล. วันที่ผลิต/วันหมดอายุ ดูที่ก้นขวด",
    ],
    "tr": [
        "Üretici firma: Nergis Kozmetik San. ve Tic. A.Ş., Organize Sanayi Bölgesi 4. Cadde No:12, Kocaeli",
        "Serin ve kuru yerde muhafaza ediniz. Çocukların ulaşamayacağı yerlerde saklayınız.",
        "Paraben ve koruyucu içermez. Dermatolojik olarak test edilmiştir.",
        "Buzdolabında muhafaza edilmesi önerilir. Açıldıktan sonra 6 ay içinde tüketiniz",
        "Menşei: Türkiye. Parti no ve son kullanma tarihi ambalaj üzerindedir.",
        "Göz ile temasından kaçınınız. Gözle temasında bol su ile durulayınız.",
    ],
    "ru": [
        "Изготовитель: ООО «Лесная Поляна», 143000, Московская обл., г. Одинцово, ул. Садовая, д. 3",
        "ГОСТ 31460-2012. Срок годности 24 месяца. Номер партии и дата изготовления указаны на упаковке.",
        "Хранить при температуре от +5 до +25 °С в недоступном для детей месте.",
        "Без отдушек и красителей. Дерматологически протестировано.",
        "Декларация о соответствии ЕАЭС N RU Д-RU.РА01.В.00000/23",
        "Удаляет омертвевшие клетки. Массировать, затем смыть водой.",
        "Днём используйте солнцезащитный крем",
        "Произведено в Беларуси. ИП Петрова А.А., тел. 8-800-000-00-00",
    ],
    "uk": [
        "Виробник: ТОВ «Біла Вишня», 03150, Україна, м. Київ, вул. Велика Васильківська, 72",
        "Зберігати в сухому прохолодному місці, недоступному для дітей.",
        "Не містить барвників. Тільки для зовнішнього застосування.",
        "Номер партії та термін придатності вказано на упаковці. ТУ У 20.4-00000000-001:2015",
    ],
    "bg": [
        "Производител: Роза Дерм ООД, гр. Пловдив, ул. Иван Вазов 12",
        "Да се съхранява на сухо и хладно място, далеч от деца.",
        "Без парфюм. Дерматологично тествано. Само за външна употреба.",
        "Най-добър до и партиден номер: виж опаковката",
    ],
    "sr": ["Произвођач: Лана Козметик д.о.о., Београд. Чувати ван домашаја деце."],
    "pl": [
        "Wytwórca: Zielony Las Sp. z o.o. sp.k., ul. Polna 3/5, 05-500 Piaseczno, tel. 22 000 00 00",
        "Przechowywać w suchym i chłodnym miejscu, chronić przed światłem. Trzymać z dala od dzieci.",
        "Najlepiej zużyć przed: data na opakowaniu. Po otwarciu zużyć w ciągu 6 miesięcy.",
        "Nie zawiera barwników ani substancji zapachowych. Przebadano dermatologicznie.",
        "Tylko do użytku zewnętrznego. Unikać kontaktu z oczami, w razie kontaktu przemyć wodą.",
    ],
    "cs": [
        "Výrobce: Bylinka s.r.o., Dlouhá 15, 602 00 Brno. Distributor pro SR: Bylinka SK, Žilina",
        "CZ Uchovávejte mimo dosah dětí. SK Uchovávajte mimo dosahu detí. HU Gyermekektől elzárva tartandó.",
        "Skladujte v suchu a chladu při teplotě do 25 °C. Chraňte před světlem.",
        "Pouze pro vnější použití. Zamezte kontaktu s očima.",
        "Neobsahuje parfém ani barviva. Dermatologicky testováno.",
        "Spotřebujte do: viz obal. Po otevření spotřebujte do 12 měsíců.",
    ],
    "sk": [
        "Výrobca: Lúčna, spol. s r.o., Hlavná 8, 010 01 Žilina",
        "Skladujte na suchom a chladnom mieste. Len na vonkajšie použitie. Zabráňte kontaktu s očami.",
        "Bez parfumácie. Dermatologicky testované. Minimálna trvanlivosť: pozri obal.",
    ],
    "hu": [
        "Gyártja és forgalmazza: Rozmaring Kft., 6720 Szeged, Tisza u. 4.",
        "Száraz, hűvös helyen tárolandó. Gyermekek elől elzárva tartandó. Csak külsőleg alkalmazható.",
        "Illatanyagot nem tartalmaz. Bőrgyógyászatilag tesztelt.",
        "Felbontás után 12 hónapig használható fel. Minőségét megőrzi: lásd a csomagoláson",
    ],
    "ro": [
        "Producător: SC Flori de Câmp SRL, Str. Lungă nr. 20, Brașov, România",
        "A se păstra la loc uscat și răcoros. A nu se lăsa la îndemâna copiilor. Numai pentru uz extern.",
        "Nu conține parfum. Testat dermatologic. A se consuma de preferință înainte de: vezi ambalajul",
        "Evitați contactul cu ochii. În caz de contact, clătiți cu multă apă.",
    ],
    "nl": [
        "Huismerk, Nijkerk NL",
        "Buiten bereik van kinderen houden. Koel en droog bewaren. Alleen voor uitwendig gebruik.",
        "Geproduceerd voor: Puur Verzorging B.V., Postbus 12, 3800 AB Amersfoort",
        "Zonder parfum. Dermatologisch getest. Vermijd contact met de ogen, bij contact goed uitspoelen.",
        "Ten minste houdbaar tot: zie bodem. Na openen 12 maanden houdbaar.",
    ],
    "sv": [
        "Oparfymerad. Dermatologiskt testad. Förvaras oåtkomligt för barn.",
        "Undvik kontakt med ögonen. Endast för utvärtes bruk. Förvaras svalt och torrt.",
        "Tillverkad i Sverige av Björkskogen AB, Storgatan 4, 903 26 Umeå",
        "Bäst före: se förpackningen. Öppnad förpackning håller 12 månader.",
    ],
    "da": [
        "Uden parfume. Dermatologisk testet. Opbevares utilgængeligt for børn.",
        "Undgå kontakt med øjnene. Kun til udvortes brug. Opbevares køligt og tørt.",
        "Mindst holdbar til: se emballagen. Produceret af Havbris ApS, Vestergade 3, 8000 Aarhus C",
    ],
    "no": [
        "Uten parfyme. Dermatologisk testet. Oppbevares utilgjengelig for barn.",
        "Unngå kontakt med øynene. Kun til utvortes bruk. Oppbevares kjølig og tørt.",
        "Best før: se emballasjen. Produsert av Fjellro AS, Kirkegata 5, 0153 Oslo",
    ],
    "fi": [
        "Hajusteeton. Dermatologisesti testattu. Säilytä lasten ulottumattomissa.",
        "Vältä aineen joutumista silmiin. Vain ulkoiseen käyttöön. Säilytetään viileässä ja kuivassa.",
        "Parasta ennen: katso pakkaus. Avattuna säilyy 12 kuukautta.",
        "Valmistaja: Pihlaja Oy, Satamakatu 2, 33200 Tampere",
    ],
    "pt": [
        "Fabricado por: Flor do Campo Cosméticos Ltda., Rua das Acácias 120, Campinas/SP. CNPJ 00.000.000/0001-00",
        "Manter fora do alcance das crianças. Conservar em local fresco e seco, ao abrigo da luz.",
        "Sem perfume. Testado oftalmologicamente. Durante o dia, use protetor solar.",
        "Validade e lote: ver embalagem. Em caso de irritação, suspenda o uso e procure orientação médica.",
        "Somente para uso externo. Não aplicar sobre a pele irritada ou lesionada.",
    ],
    "es": [
        "Fabricado por Laboratorios Encina, S.L., C/ Mayor 14, 28013 Madrid. Reg. San. 0000-CS",
        "Mantener fuera del alcance de los niños. Conservar en lugar fresco y seco, protegido de la luz.",
        "Sin perfume. Oftalmológicamente testado. Apto para pieles sensibles.",
        "Elimina las células muertas. Masajear y aclarar con abundante agua.",
        "Durante el día usar protector solar. Uso externo. Consumir preferentemente antes de: ver envase",
    ],
    "fr": [
        "Sans parfum. Testé sous contrôle ophtalmologique. Tenir hors de portée des enfants.",
        "Élimine les cellules mortes. Masser délicatement puis rincer à l'eau claire.",
        "À conserver à l'abri de la chaleur. À utiliser de préférence avant fin : voir tube.",
        "SAS Les Tilleuls, 4 rue du Moulin, 26000 Valence. Fabriqué en France.",
        "En journée, utilisez une protection solaire.",
    ],
    "it": [
        "Senza profumo. Testato oftalmologicamente. Tenere fuori dalla portata dei bambini.",
        "Rimuove le cellule morte. Massaggiare e risciacquare con cura.",
        "Prodotto da: Erboristeria Monte Rosa S.r.l., Via Garibaldi 21, 10122 Torino",
        "Conservare in luogo fresco e asciutto, al riparo dalla luce. Usare entro 12 mesi dall'apertura.",
        "Di giorno utilizzare una protezione solare. PAO 12M",
    ],
    "de": [
        "Ohne Parfüm. Augenärztlich getestet. Für Kinder unzugänglich aufbewahren.",
        "Intensive Mittagssonne meiden. Tagsüber Sonnenschutz verwenden.",
        "Entfernt abgestorbene Hautschüppchen. Einmassieren und gründlich abspülen.",
        "Klärt und erfrischt. Mit einem Wattepad auftragen.",
        "Hersteller: Waldrand Naturkosmetik GmbH & Co. KG, Am Anger 3, 99084 Erfurt",
        "Kühl und trocken lagern, vor Licht schützen. Nach dem Öffnen innerhalb von 6 Monaten verbrauchen.",
        "Eigenmarke, Gotha DE",
    ],
    "id": [
        "BPOM NA 18230100000. PT Kencana Sehat, Surabaya - Indonesia",
        "Simpan di tempat sejuk dan kering, hindarkan dari sinar matahari langsung.",
        "Jauhkan dari jangkauan anak-anak. Hanya untuk pemakaian luar.",
        "Tanpa pewangi. Teruji secara dermatologis. Hentikan pemakaian bila terjadi iritasi.",
        "Diproduksi oleh: PT Mekar Abadi, Bekasi. Netto 30 ml. Kode produksi dan tanggal kedaluwarsa: lihat kemasan",
        "Gunakan tabir surya pada siang hari.",
    ],
    "ms": [
        "Dikilang oleh Seri Mawar Sdn. Bhd., Shah Alam, Selangor. NOT 200000000K",
        "Simpan di tempat yang sejuk dan kering. Jauhkan daripada kanak-kanak.",
    ],
    "vi": [
        "Sản xuất tại: Công ty TNHH Mỹ phẩm Hoa Sen, KCN Tân Bình, TP. Hồ Chí Minh",
        "Bảo quản nơi khô ráo, thoáng mát, tránh ánh nắng trực tiếp. Để xa tầm tay trẻ em.",
        "Không chứa hương liệu. Chỉ dùng ngoài da. Tránh tiếp xúc với mắt.",
        "Số lô, NSX, HSD: xem trên bao bì. Số công bố: 12345/21/CBMP-HCM",
    ],
    "hi": [
        "निर्माता: कमल हर्बल प्राइवेट लिमिटेड, प्लॉट 12, हरिद्वार, उत्तराखंड",
        "बच्चों की पहुँच से दूर रखें। केवल बाहरी उपयोग के लिए। ठंडी और सूखी जगह पर रखें।",
    ],
    "fa": [
        "سازنده: شرکت گل یاس، شهرک صنعتی، تهران. پروانه ساخت 56/12345",
        "دور از دسترس کودکان نگهداری شود. فقط برای استعمال خارجی.",
        "فاقد عطر و پارابن. در جای خشک و خنک نگهداری کنید.",
    ],
    "en": [
        "AUST L 123456. Use sunscreen during the day.",
        "Gently removes dead cells: massage, then rinse.",
        "Own brand, Leeds UK",
        "Is it ok to put this on tonight?",
        "thanks so much!!",
        "and then LOT 88412 EXP 01/28",
        "that's all it says on the back",
        "Ophthalmologist tested. Suitable for contact lens wearers.",
    ],
}

BEFORE = {
    "fr": [
        "Démaquille, nettoie et adoucit en un seul geste, sans frotter.\n{}",
        "Apaise, protège et répare les peaux les plus fragiles.\n{}",
    ],
    "de": ["Reinigt mild, beruhigt und schützt die Haut vor dem Austrocknen.\n{}"],
    "es": ["Limpia, calma y repara la piel, día tras día.\n{}"],
    "it": ["Deterge, lenisce e protegge la pelle del viso, senza ungere.\n{}"],
    "pt": ["Limpa, acalma e protege a pele do rosto, dia após dia.\n{}"],
    "pl": ["Łagodzi, nawilża i chroni skórę twarzy, także zimą.\n{}"],
    "nl": ["Reinigt, verzacht en beschermt de huid, elke dag weer.\n{}"],
    "sv": ["Rengör, mjukgör och skyddar huden, dag efter dag.\n{}"],
    "cs": ["Čistí, zklidňuje a chrání pleť, den za dnem.\n{}"],
    "hu": ["Tisztít, nyugtat és védi a bőrt, nap mint nap.\n{}"],
    "ro": ["Curăță, calmează și protejează pielea, zi de zi.\n{}"],
    "tr": ["Temizler, yatıştırır ve cildi korur, her gün.\n{}"],
    "id": ["Membersihkan, menenangkan dan melindungi kulit, setiap hari.\n{}"],
    "en": [
        "It cleans, softens and calms the skin, without tugging.\n{}",
        "ok so I copied this from the tube, sorry for typos: {}",
    ],
    "ru": ["Очищает, успокаивает и защищает кожу лица.\n{}"],
    "el": ["Καθαρίζει, καταπραΰνει και προστατεύει το δέρμα.\n{}"],
    "ar": ["ينظف البشرة، يهدئها ويحميها طوال اليوم.\n{}"],
}
CASES_BEHIND = [(language, text) for language, texts in BEHIND.items() for text in texts]
CASES_BEFORE = [(language, text) for language, texts in BEFORE.items() for text in texts]


def doubts(label: str) -> list[str]:
    """What keeps a label from a yes: names that nobody knows, and doubtful text."""
    read = read_label(label)
    return [item.printed for item in read.unrecognised] + [
        read.text[part.start : part.end] for part in read.left_out if part.doubtful
    ]


@each(("language", "text"), CASES_BEHIND)
@each("joint", [". ", "\n"])
def test_the_small_print_behind_a_list_is_no_name(language: str, text: str, joint: str) -> None:
    label = LIST + joint + text
    assert doubts(label) == []
    assert weigh(read_label(label), BOOK).rulings[0] in OPEN


@pytest.mark.parametrize(("language", "text"), CASES_BEFORE)
def test_prose_in_front_of_a_list_is_no_name(language: str, text: str) -> None:
    label = text.format(LIST)
    assert doubts(label) == []
    assert weigh(read_label(label), BOOK).rulings[0] in OPEN


@each(("language", "text"), CASES_BEHIND)
def test_a_name_hidden_in_the_small_print_is_no_yes(language: str, text: str) -> None:
    for hidden in ("Retinol", "Tretinoin", "Zyrmolamide"):
        label = f"{LIST}. {text.rstrip('.')}, {hidden}"
        assert weigh(read_label(label), BOOK).rulings[0] not in OPEN


@pytest.mark.parametrize(
    "text",
    [
        f"Is this ok? {LIST}",
        f"{LIST}, can I use it?",
        f"{LIST}. Would it be fine for my skin? Day 2",
        f"¿Puedo usar esto? {LIST}",
        f"{LIST}. me sirve para hoy?",
    ],
)
def test_the_question_beside_a_pasted_list_is_no_name(text: str) -> None:
    label = read_label(text)
    assert label.read == label.of == 7


def test_a_question_takes_no_name_with_it() -> None:
    label = read_label("Is this ok? Retinol, Glycerin, Panthenol")
    assert [name.inci for _, name in label.found] == ["Retinol", "Glycerin", "Panthenol"]

"""Headings of lists in the languages of our countries, with and without a colon, and the sections of US Drug Facts.

A heading with a colon stands anywhere; one without stands at the beginning of a line and is followed by the list. The
FDA fixes the words and the order of Drug Facts (21 CFR 201.66), so those sections are told by their words alone, also
where a page has glued them to what follows ("PURPOSEAcne medication").
"""

import re
from enum import StrEnum

from fortnight.labels.patterns import pattern

_QUALIFIER = (
    r"övriga|øvrige|muut|inactive|active|non-?medicinal|medicinal|other|drug|full|complete|key|hero|star|main|highlighted|featured|aktive|sonstige|"
    r"активные|действующие|вспомогательные|"
    r"non[- ]m[ée]dicinaux|m[ée]dicinaux|"
    r"actifs?|principes actifs|activos?|inactivos?|attivi|inattivi|ativos?|inativos?|czynne"
)
_LIST = (
    r"ingredients?|ingr[ée]dients?|inhaltsstoffe|bestandteile|ingredientes|ingredienti|ingredi[eë]nten|"
    r"innehållsämnen|ämnen|apuaineet|hjelpestoffer|hjælpestoffer|zusammensetzung|zutaten|sk[łl]adniki|sk[łl]ad|inneh[åa]ll|ingredienser|bahan(?:-bahan)?|kandungan|ramuan|inci|composition|"
    r"composici[oó]n|composi[cç][aã]o|composizione|sammens[æa]tning|samenstelling|excipients?|excipientes|hilfsstoffe|"
    r"その他の成分|其他成[分份]|기타\s?성분|(?:화장품\s?)?전\s?성분|성분명?|配合成[分份]|全成[分份]表?|成[分份]表?|состав|ингредиенты|склад|інгредієнти|συστατικ[αά]|σ[υύ]νθεση|"
    r"složení|slozeni|zloženie|zlozenie|sastojci|sestavine|összetevők|osszetevok|ingrediente|compoziție|compozitie|"
    r"içindekiler|icindekiler|içeriği|icerigi|içerik|icerik|bileşenler|bilesenler|thành phần|thanh phan|komposisi|"
    r"also contains?|preserved with|preservatives?(?! free)|other ingredients|"
    r"koostisosad|koostis|sudėtis|sudetis|sastāvs|sastavs|"
    r"المكونات|مكونات|التركيب|ส่วนประกอบ(?:สำคัญ|ทั้งหมด|หลัก)?|ส่วนผสม|รายการส่วนประกอบ|רכיבים|מרכיבים|רכיבי המוצר|הרכב|"
    r"ترکیبات|ترکیب|مواد تشکیل دهنده|اجزا|съставки|състав|"
    r"састојци|састав|sastav|sestava|ainesosat|aineosat|raaka-aineet|"
    r"ingreds?|ingrds|ings|घटक|संघटक|अवयव|ingredience|bestanddelen|koostumus|sudedamosios dalys|"
    r"innehållsförteckning|innehallsforteckning|összetétele?|osszetetele?|bileşimi?|bilesimi?|"
    r"sastāvdaļas|sastavdalas|"
    r"[产產]品成[分份]|모든\s?성분"
)
_HINDI = "(?<![\u0900-\u097f])सामग्री(?![\u0900-\u097f])"
"""A word that ends in a sign which is no letter to a pattern."""
_BY_LAW = (
    r"(?:\s(?:lt\.?|laut|gem(?:äß|aess|\.)|nach|according to|as per|acc\.? to|in accordance with|selon|"
    r"conforme?(?:ément)?|según|segun|secondo|ai sensi|zgodnie z|enligt|volgens|iht\.?)\s[^:：\n,]{2,50}?)?"
)
"""The law by which the list is given: "Ingredients according to Regulation (EC) No 1223/2009:"."""
HEADING = pattern(
    rf"(?P<qualifier>\b(?:{_QUALIFIER})\b\s*)?(?:\b(?:{_LIST})\b|{_HINDI})"
    rf"(?:\s*/\s*(?:[^\W\d_]+|{_HINDI}))?\s*(?:activos?|actifs?|attivi|ativos?|inactivos?|"
    r"(?:non[- ])?m[ée]dicinaux|(?:no )?medicinales)?"
    r"[\s-]*(?:\([^()\n]{0,40}\)|"
    r"list|inci|liste|lijst|lista|đầy đủ|produk|الكاملة|are|is|son|sont|sind|sono|são|zijn)?"
    rf"{_BY_LAW}\s*[:：]\s*|"
    r"\b(?:what['’]?s (?:inside|in (?:it|this|the \w+))|was (?:ist|steckt) (?:da )?drin|(?:de )?qué (?:lleva|contiene)|"
    r"qu['’]y a[- ]t[- ]il dedans|cosa (?:c['’]è dentro|contiene)|o que (?:tem|contém)|co jest w środku|wat zit erin)"
    r"\s*[:?]\s*(?:(?:just|only|simply|nothing but|nur|solo|sólo|juste|seulement|alleen|tylko|apenas)\s+)?|"
    r"(?P<bare_active>\b(?:in)?actives?|wirkstoffe?|有効成分|有效成[分份]|活性成[分份]|유효\s?성분|주\s?성분)\s*[:：]\s*",
    re.IGNORECASE,
)
BARE = pattern(
    rf"\s*(?:[-–—•*·]\s*)?(?P<qualifier>\b(?:{_QUALIFIER})\s+)?(?P<word>(?:{_LIST}))\b(?:\s*/\s*(?:{_LIST})\b)*"
    r"\s*(?P<after>activos?|actifs?|attivi|ativos?|inactivos?)?\s*(?:\([^()\n]{0,40}\)|list\b|inci\b|liste\b)?\s*[-–—.]?\s*",
    re.IGNORECASE,
)
_OPTIONAL = r"\(\?:[^()]*\)\?|\[[^\]]*\]|.[?*]"
_IN_PLAIN_LETTERS = r"\[[^\]a-z]*([a-z])[^\]a-z]*\]"
"""A letter or what it is with an accent: plain letters spell it in one way."""
HINTS = (
    "active",
    "wirkstoff",
    *(
        "inside",
        "in it",
        "in this",
        "in the",
        " drin",
        " lleva",
        " contiene",
        "dedans",
        "dentro",
        "que tem",
        "zit erin",
    ),
    *(
        re.split(r"[a-z]?[?*]|[^a-z]", re.sub(_IN_PLAIN_LETTERS, r"\1", word), maxsplit=1)[0]
        for word in _LIST.split("|")
        if re.sub(_OPTIONAL, "", word).isascii()
    ),
)
"""How each word of a heading begins that plain letters can spell, up to what is not the same in every spelling."""
_ACTIVE_WORDS = frozenset(
    {"active", "actives", "medicinal", "drug", "actif", "actifs", "principes actifs", "aktive", "activos", "activo"}
    | {
        "有効成分",
        "有效成分",
        "有效成份",
        "活性成分",
        "活性成份",
        "유효성분",
        "주성분",
        "활성성분",
        "активные",
        "действующие",
    }
    | {"attivi", "ativos", "ativo", "czynne", "wirkstoffe", "wirkstoff"}
)
_COLON = pattern(r"[:：?]")
_BRACKETED = pattern(r"[【〔［\[]([^【】〔〕\[\]\n,、，]{1,24})[】〕］\]](?=\s*[\u1100-\uffef])")
_TOLD_ABROAD = pattern(
    r"[ \u3000](?=(?:使用上の注意|使用方法|ご使用方法|ご使用上の注意|ご注意|注意事項|注意事项|"
    r"販売名|品名|広告文責|販売元|製造販売元|発売元|製造元|内容量|保存方法|"
    r"生产厂家|生产企业|生产许可证|净含量|用法用量|"
    r"사용\s?방법|사용법|사용\s?시\s?주의\s?사항|주의\s?사항|책임\s?판매\s?업자|제조\s?업자|제조원|판매원|용량)\s?[:：])"
)
"""What stands in front of directions, warnings and makers that follow a list on its line."""
_LONGEST = 120
_LONGEST_GAP = 8


def headings_in(block: str) -> list[re.Match[str]]:
    """The headings of lists in a block, each of which ends in a colon: only there is it worth to look."""
    found: list[re.Match[str]] = []
    at = 0
    for colon in _COLON.finditer(block):
        begin, end = max(at, colon.start() - _LONGEST), colon.end() + _LONGEST_GAP
        heading = HEADING.search(block, begin, end) if _may_hold_heading(block[begin:end]) else None
        if heading and heading.end() >= colon.end():
            found.append(heading)
            at = heading.end()
    return found


def _may_hold_heading(window: str) -> bool:
    """A quick no before the slow pattern, for text in plain letters."""
    return not window.isascii() or any(map(window.lower().__contains__, HINTS))


def has_bracketed(work: str) -> bool:
    """Whether a heading in brackets ("【全成分】") stands in a text."""
    return not work.isascii() and _BRACKETED.search(work) is not None


def with_colons(work: str) -> str:
    """The text with a colon behind each heading in brackets and a line for what is told behind a list; as long.

    >>> with_colons("水、香料 使用上の注意:目").splitlines()
    ['水、香料', '使用上の注意:目']
    """
    if work.isascii():
        return work
    work = _BRACKETED.sub(r" \1:", work) if has_bracketed(work) else work
    return _TOLD_ABROAD.sub("\n", work)


def qualifier_of(heading: re.Match[str]) -> str:
    """The word that says which list it is ("active", "key"), in lower case, or nothing."""
    groups = heading.groupdict()
    return (groups.get("qualifier") or groups.get("bare_active") or groups.get("after") or "").strip().lower()


def is_active(word: str) -> bool:
    """Whether such a word declares drug actives."""
    return word in _ACTIVE_WORDS


class DrugFactsSection(StrEnum):
    """What a part of US Drug Facts holds."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    TOLD = "told"


_STARTS = r"(?:^|(?<=[\n\t.)%:;•]))[ \t\xa0*•·-]*"
_NOTE = r"(?:\s*\([^()\n]{0,60}\))?"
_TOLD = (
    r"Drug Facts(?: \(continued\))?|Purposes?|Uses?|Indications?(?: (?:&|and) Usage)?|Warnings?|Cautions?|"
    r"Directions(?: for use)?|Dosage (?:&|and) Administration|Other Information|Questions(?: or comments)?\s*\??|"
    r"Keep out of (?:the )?reach of children|Do not use|Stop use(?: and ask a doctor(?: if)?)?|When using this product|"
    r"Ask a doctor(?: before use)?(?: if)?|For external use only|Package Label[^\n]{0,60}|Principal Display Panel|"
    r"Sponsor(?=\s*:)|How supplied|Storage(?: and handling)?|Description|Other safety information|"
    r"Water[ -]Resistan(?:t|ce)(?=\s*[(\d.\n])"
)
_DRUG = pattern(
    rf"{_STARTS}(?:(?P<active>Actives?(?=\s*:)|(?:Active|Medicinal) Ingredients?|Active Substances?){_NOTE}|"
    r"(?P<inactive>(?:Inactives?|Also contains?|Preserved with|Preservatives?)(?=\s*:)|"
    r"(?:Inactive|Other|Non-?medicinal) Ingredients?|"
    rf"(?:All )?(?:Formulated )?Excipients?|Ingredients){_NOTE}|(?P<told>{_TOLD}))"
    r"(?P<end>\b|(?-i:(?=[A-Z])))[ \t]*[:.?-]*",
    re.IGNORECASE,
)
_GLUED = pattern(
    r"(?P<active>\bACTIVE INGREDIENTS?)(?=[A-Za-z])|(?P<inactive>\bINACTIVE INGREDIENTS?)(?=[A-Za-z])|"
    r"(?P<told>\b(?:PURPOSE|USES?|WARNINGS?|DIRECTIONS|INDICATIONS|QUESTIONS\??|OTHER INFORMATION))(?=[A-Z][a-z]|[a-z])"
)
_INLINE = pattern(
    r"(?P<active>\b(?:Active Ingredients?|Active ingredients?|ACTIVE INGREDIENTS?))\b|"
    r"(?P<inactive>\b(?:Inactive Ingredients?|Inactive ingredients?|INACTIVE INGREDIENTS?))\b|"
    r"(?P<told>\b(?:Drug Facts|Purpose|Uses|Warnings|Directions|Other information|Other Information|Questions|"
    r"PURPOSE|USES|WARNINGS|DIRECTIONS|OTHER INFORMATION|QUESTIONS))\b(?=[ ?:.]|$)"
)
_ANY = pattern(r"active\s+ingredient|drug facts|excipients", re.IGNORECASE)


def has_drug_facts(work: str) -> bool:
    """Whether a text declares active or inactive ingredients in words."""
    return ("ctive" in work or "CTIVE" in work or "rug " in work or "RUG " in work or "xcipient" in work) and bool(
        _ANY.search(work)
    )


def sections_in(work: str) -> list[tuple[int, int, DrugFactsSection]]:
    """The headings of Drug Facts: where each begins and ends, and what follows it; in order, none over another."""
    spans: dict[int, tuple[int, DrugFactsSection]] = {}
    for expression in (_DRUG, _GLUED, _INLINE):
        for match in expression.finditer(work):
            section = next(DrugFactsSection(name) for name in ("active", "inactive", "told") if match[name] is not None)
            begin = match.start(section.value)
            end = match.end()
            if begin not in spans or spans[begin][0] < end:
                spans[begin] = (end, section)
    headings: list[tuple[int, int, DrugFactsSection]] = []
    for begin in sorted(spans):
        end, section = spans[begin]
        if not headings or begin >= headings[-1][1]:
            headings.append((begin, end, section))
    return headings

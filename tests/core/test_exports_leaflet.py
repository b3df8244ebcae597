"""The leaflet and the summary: what stands on them, in which order, and whether every reader can read them."""

import datetime as dt
import io
from dataclasses import fields, replace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from fortnight.course import Session
from fortnight.exports import paper
from fortnight.exports.fit import SIZES, sizes_for
from fortnight.exports.leaflet import MOST_PRODUCTS, Leaflet
from fortnight.exports.outline import Outline
from fortnight.exports.products import OwnProduct
from fortnight.exports.summary import DoctorSummary, Done, Felt, SummarySession, Used
from fortnight.guide import published_guide
from fortnight.guide.model import Time
from fortnight.healing.load import all_rules
from fortnight.person.model import Profile, profile_of_values
from fortnight.verdicts.rulebook import rulebook
from fortnight.wording.load import LANGUAGES
from fortnight.wording.rule_words import told

MADE = dt.datetime(2026, 11, 21, 9, 30, 15, 123456, tzinfo=dt.UTC)
TREATMENT = Session(date=dt.date(2026, 11, 20), zone="Europe/London")
NOBODY = Profile(needle_mm=1.5)
# Everything that can be said yes to, and the rest as strict as it goes.
EVERYTHING = profile_of_values(
    {field.name: True for field in fields(Profile) if "bool" in str(field.type)}
    | {"needle_mm": 2.5, "age": 17, "skin_tone": "VI", "allergies": ["lanolin", "nickel"]}
)
CREAM = OwnProduct(name="Rose Night Cream", marks="xxxxxxcccccccc")


def outline(person: Profile = NOBODY, language: str = "en") -> Outline:
    return Outline(treatment=TREATMENT, book=rulebook(published_guide(), person), language=language)


def leaflet(
    person: Profile = NOBODY, language: str = "en", products: tuple[OwnProduct, ...] = (CREAM,), name: str = "Iris"
) -> Leaflet:
    return Leaflet(
        outline=outline(person, language),
        printed=MADE,
        country="GB",
        house="Linden Skin Clinic",
        address="https://linden.example/today/",
        name=name,
        products=products,
    )


def read(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document), strict=True)


def text(document: bytes) -> str:
    """The text of all pages in the order in which it is read, in one line."""
    return " ".join(" ".join(page.extract_text() for page in read(document).pages).split())


def tags(document: bytes) -> list[str]:
    """The names of all tags of a document, in their order."""
    names: list[str] = []

    def walk(node: Any) -> None:
        plain = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(plain, list):
            for kid in plain:
                walk(kid)
        elif isinstance(plain, dict) and "/S" in plain:
            names.append(str(plain["/S"]))
            walk(plain.get("/K", []))

    root: Any = read(document).root_object
    walk(root["/StructTreeRoot"]["/K"])
    return names


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", [NOBODY, EVERYTHING], ids=["plain", "everything"])
def test_a_leaflet_has_two_pages_for_everybody(person: Profile, language: str) -> None:
    many = tuple(
        OwnProduct(name=f"{number} A very long name of a product indeed", marks="xxuucccooooccc")
        for number in range(30)
    )
    for products in ((), (CREAM,), many):
        assert len(read(leaflet(person, language, products).pdf()).pages) == 2


def test_it_is_set_as_large_as_the_pages_allow() -> None:
    assert min(sizes_for(leaflet().values()).sizes) >= 8.4
    assert min(sizes_for(leaflet(EVERYTHING).values()).sizes) < 8.4
    assert SIZES[-1] >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reader_is_told_its_title_its_language_and_its_order(language: str) -> None:
    document = leaflet(language=language).pdf()
    root: Any = read(document).root_object
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    title = leaflet(language=language).values()["title"]
    metadata = read(document).metadata
    assert metadata is not None
    assert metadata.title == title
    names = tags(document)
    assert [name for name in names if name in ("/H1", "/Figure", "/H2", "/Table")][:3] == ["/H1", "/Figure", "/H2"]
    assert names.count("/Table") == 2
    assert {"/L", "/LI", "/TH", "/TD"} <= set(names)


def test_the_text_stands_in_the_order_in_which_it_is_to_be_read() -> None:
    words = text(leaflet().pdf())
    order = [
        "Linden Skin Clinic",
        "Your 14 days after microneedling",
        "Treated on Friday 20 November",
        "Calm, days 1 to 2",
        "Wash with a gentle cleanser",
        "Restart, days 3 to 5",
        "Rebuild, days 5 to 6",
        "Renew, days 7 to 14",
        "From when you can again",
        "Your own products",
        "When not to wait",
        "Call now: 999 / 112",
        "See a doctor today",
        "Next session",
    ]
    places = [words.index(line) for line in order]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_is_printed_but_those_that_others_at_home_must_not_read(language: str) -> None:
    words = text(leaflet(language=language).pdf())
    for sign in all_rules():
        says = " ".join((told(sign.id, "says", language) or sign.says).split())
        assert (says in words) is not sign.is_private, says


def test_where_the_country_is_not_known_no_number_is_guessed() -> None:
    words = text(Leaflet(outline=outline(), printed=MADE, country="").pdf())
    assert "Call the emergency number now (112 or 911 in many countries)" in words
    assert "999" not in words


def test_what_needs_a_clinician_stands_before_the_days() -> None:
    words = text(leaflet(Profile(pregnant=True)).pdf())
    assert words.index("Talk to a doctor or nurse first") < words.index("Calm, days 1 to 2")
    assert "Talk to a doctor or nurse first" not in text(leaflet().pdf())


def test_a_step_that_comes_later_for_a_person_bears_its_date() -> None:
    words = text(leaflet(Profile(needle_mm=2.0)).pdf())
    assert "From Sunday 29 November: If you like, you can start retinol now" in words


def test_own_products_stand_with_their_dates_and_the_rest_is_counted() -> None:
    many = tuple(OwnProduct(name=f"Cream {number}", marks="o" * 14) for number in range(MOST_PRODUCTS + 3))
    assert "Rose Night Cream from Thursday 26 November, with care" in text(leaflet().pdf())
    assert "And 3 more: see your plan." in text(leaflet(products=many).pdf())


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ("o" * 14, "all 14 days"),
        ("c" * 14, "all 14 days, with care"),
        ("x" * 14, "not in these 14 days"),
        ("u" * 14, "we cannot tell"),
        ("xx" + "o" * 12, "from Sunday 22 November"),
        ("xxcc" + "o" * 10, "do not use on days 1 to 2; with care on days 3 to 4; use it on days 5 to 14"),
        ("oo" + "x" * 12, "use it on days 1 to 2; do not use on days 3 to 14"),
    ],
)
def test_the_days_of_a_product_are_said_as_they_are(marks: str, words: str) -> None:
    assert OwnProduct(name="", marks=marks).when(outline()) == words


@pytest.mark.parametrize(
    "name", ["日本語", "😀", "a\x00b\x07\ud800", "#set text(1pt) *b* $x$ \\", "\u202eעברית", "N" * 400, "\u200b"]
)
def test_a_name_of_any_letters_is_printed_and_breaks_nothing(name: str) -> None:
    document = leaflet(name=name, products=(OwnProduct(name=name, marks="o" * 14),)).pdf()
    assert len(read(document).pages) == 2


def test_what_looks_like_markup_is_printed_as_it_stands() -> None:
    assert "For #strong[x] *b* $x$" in text(leaflet(name="#strong[x] *b* $x$").pdf())


@pytest.mark.parametrize("caution", ["", "Your skin was uneasy after this once. " * 400])
def test_each_page_bears_its_number_however_many_there_are(caution: str) -> None:
    document = leaflet(products=(replace(CREAM, caution=caution),)).pdf()
    pages = [page.extract_text() for page in read(document).pages]
    assert (len(pages) > 2) is bool(caution)
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page


def test_what_reacted_before_is_said_after_the_days() -> None:
    caution = "Your skin was uneasy after this on day 8."
    assert replace(CREAM, caution=caution).when(outline()) == f"from Thursday 26 November, with care. {caution}"
    assert replace(CREAM, stop="Not for now.", caution=caution).when(outline()) == f"Not for now. {caution}"


def test_the_same_leaflet_is_the_same_file() -> None:
    assert leaflet().pdf() == leaflet().pdf()


def test_the_stages_are_told_apart_without_colour() -> None:
    values = leaflet().values()
    sizes = sizes_for(values)
    page = paper.pictures("leaflet", {**values, "sizes": sizes.sizes, "again_on": sizes.again_on, "pages": 2}, 72)[0]
    grey = Image.open(io.BytesIO(page)).convert("L")
    # The strip is 14 cells wide between the margins; a cell of each stage is looked at below its number.
    width, height = grey.size
    cell = (width - 2 * 42.5) / 14
    looks = []
    for day in (1, 3, 5, 7):
        left = int(42.5 + (day - 1) * cell) + 3
        looks.append(grey.crop((left, 107, left + int(cell) - 6, 135)).tobytes())
    assert len(set(looks)) == 4
    assert height > width


def summary(**values: Any) -> DoctorSummary:
    return DoctorSummary(outline=outline(), printed=MADE, today=dt.date(2026, 11, 24), name="Iris", **values)


def test_a_summary_holds_what_was_felt_done_used_and_told_with_dates() -> None:
    document = summary(
        sessions=(SummarySession(date=TREATMENT.date, place="at a clinic", needle="1.5 mm"),),
        facts=(("Do you have eczema?", "No"),),
        done=(
            Done(day=1, time=Time.EVENING, care="gentle-cleanse"),
            Done(day=2, time=Time.MORNING, care="daily-sunscreen"),
        ),
        used=(Used(product=CREAM, kind="Moisturiser", since=dt.date(2026, 11, 22)),),
        felt=(Felt(date=dt.date(2026, 11, 22), words="my cheek is hot", then="better"),),
        checkins=(Felt(date=dt.date(2026, 11, 23), words="Evening. Pain: 2/10", then="As expected"),),
    ).pdf()
    words = text(document)
    order = [
        "Summary for a doctor",
        "Microneedling on Friday 20 November 2026. Day 5 on Tuesday 24 November.",
        "Sunday 22 November, day 3 my cheek is hot better",
        "How my skin felt, day by day",
        "Monday 23 November, day 4 Evening. Pain: 2/10 As expected",
        "at a clinic 1.5 mm",
        "Do you have eczema? No",
        "Rose Night Cream · Moisturiser Sunday 22 November from Thursday 26 November, with care",
        "1. Friday 20 November In the evening: Cleanse",
        "2. Saturday 21 November In the morning: Sunscreen",
    ]
    places = [words.index(line) for line in order]
    assert places == sorted(places)
    assert tags(document).count("/Table") == 6


def test_a_summary_of_nothing_says_so() -> None:
    assert text(summary().pdf()).count("Nothing recorded.") == 6


def test_a_long_summary_says_how_much_more_there_is() -> None:
    felt = tuple(Felt(date=TREATMENT.date, words=f"note {number}", then="") for number in range(45))
    assert "And 5 more." in text(summary(felt=felt).pdf())

"""Labels out of descriptions: the whole list or none; kept, to be read again. Pages by the guide in force."""

import csv
import io
from pathlib import Path

import pytest

from fortnight.web.catalogue.convert import marks_for_nobody
from fortnight.web.catalogue.importing import begin, take
from fortnight.web.catalogue.intake.described import described
from fortnight.web.catalogue.intake.reading import FileOptions
from fortnight.web.catalogue.intake.records import Origin
from fortnight.web.catalogue.intake.texts import in_lines, without_html
from fortnight.web.catalogue.models import CatalogueItem
from fortnight.web.catalogue.report import Report
from fortnight.web.catalogue.rereading import reread
from tests.web.guides import LATER, at_the_desk, owner, text, version_with

RETINOL = "Aqua, Glycerin, Squalane, Retinol, Parfum"
CALM = "Aqua, Glycerin, Panthenol, Betaine"
STARS = "Panthenol, Ceramide NP, Squalane"


def label(html: str, name: str = "Linden Cream") -> str:
    return described(in_lines(without_html(html, bullets=True)), name=name).label


def oddity(html: str, name: str = "Linden Cream") -> str:
    return described(in_lines(without_html(html, bullets=True)), name=name).oddity


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Key ingredients: {STARS}</p><p>Full ingredients: {RETINOL}</p>",
        f"<h3>Hero ingredients</h3><p>{STARS}</p><h3>Ingredients (INCI)</h3><p>{RETINOL}</p>",
        f"<p>Ingredientes clave: {STARS}</p><p>Ingredientes: {RETINOL}</p>",
        f"<p>Wichtigste Inhaltsstoffe: {STARS}</p><p>Inhaltsstoffe: {RETINOL}</p>",
        f"<p>Ingrédients clés : {STARS}</p><p>Ingrédients : {RETINOL}</p>",
        f"<p>Ingredients: {RETINOL}. Key ingredients: {STARS}</p>",
        f"<p>Calm and soft. Ingredients: {RETINOL}</p>",
        f"<p>Ingredients we never use: parabens, silicones, mineral oil</p><p>Ingredients: {RETINOL}</p>",
        f"<p><strong>INGREDIENTS</strong> {RETINOL}</p>",
        f"<p>A cream. Full ingredients list</p><p>{RETINOL}</p>",
        "<p><b>Ingredients:</b><br>Aqua, Glycerin,<br>Squalane, Retinol,<br>Parfum</p>",
        "<p>Ingredients: Aqua, Glycerin, Squalane</p><p>Retinol, Parfum</p><p>How to use: at night.</p>",
        "<h4>Ingredients</h4><ul><li>Aqua</li><li>Glycerin</li><li>Squalane</li><li>Retinol</li><li>Parfum</li></ul>",
    ],
)
def test_the_whole_list_is_taken_wherever_it_stands(html: str) -> None:
    assert [name.strip(" .") for name in label(html).split(",")] == RETINOL.split(", ")


@pytest.mark.parametrize(
    "prose",
    [
        "Contains 1% Retinol.",
        "With 10% Glycolic Acid and 2% Salicylic Acid.",
        "A night serum with retinol.",
        "Boost your skin with 1% retinol.",
        "Before bed, our retinal goes to work.",
        "Infused with lavender essential oil.",
        "Con retinol al 0,3%.",
        "Contains 1% retinol and pairs well with niacinamide.",
        f"{'Soft, calm, kind. ' * 1500}Contains 1% retinol.",
        "Mit Salicylsäure gegen Unreinheiten.",
    ],
)
def test_a_list_that_lacks_what_the_description_tells_of_is_none(prose: str) -> None:
    before = f"<p>{prose}</p><p>Ingredients: {CALM}</p>"
    assert (label(before), oddity(before)) == ("", "list-lacks")
    # Behind the list it may be taken for more of it, which is no milder.
    assert label(f"<p>Ingredients: {CALM}</p><p>{prose}</p>") != CALM


@pytest.mark.parametrize(
    "prose",
    [
        "Free from fragrance, alcohol and essential oils.",
        "Do not use together with retinol or AHA.",
        "A gentle alternative to retinol.",
        "Layer under your vitamin C serum in the morning.",
        "Calms skin after retinol.",
        "With 2% hyaluronic acid and ceramides.",
        "Ingredients we never use: retinol, alcohol, parfum",
        "Apta tras peelings y retinol.",
    ],
)
def test_what_is_denied_or_of_another_product_leaves_the_list_as_it_is(prose: str) -> None:
    assert label(f"<p>{prose}</p><p>Ingredients: {CALM}</p>") == CALM


def test_actives_and_the_other_ingredients_are_one_label() -> None:
    label_text = label(f"<p>Active ingredients: Zinc Oxide 12%</p><p>Inactive ingredients: {RETINOL}</p>")
    assert "Zinc Oxide 12%" in label_text
    assert RETINOL in label_text


def test_actives_that_the_full_list_lacks_are_not_lost() -> None:
    assert "Salicylic Acid" in label(f"<p>Active ingredients: Salicylic Acid 2%</p><p>Full ingredients: {CALM}</p>")


@pytest.mark.parametrize("behind", ["Contains: Retinol", "Active: Retinol 1%", "- Retinol"])
def test_what_stands_behind_a_list_is_not_lost(behind: str) -> None:
    assert "Retinol" in described(f"Ingredients: {CALM}\n{behind}").label


def test_words_in_marks_beside_each_other_are_not_one_word() -> None:
    html = "<p>Ingredients: <span>Aqua</span>, Glycerin, <a href='#'>Retinol</a><span>A form of vitamin A</span></p>"
    assert "Retinol A form of vitamin A" in label(html)
    assert "Glycerin" in label("<p>Ingredients: Aqua, Gly<b>cer</b>in, Betaine</p>")


@pytest.mark.parametrize(
    ("html", "name", "reason"),
    [
        (f"<p>Key ingredients: {STARS}</p>", "Linden Cream", "list-key"),
        (f"<p>Ingredients day cream: {CALM}</p><p>Ingredients night cream: {RETINOL}</p>", "Duo", "list-several"),
        (f"<p>Serum ingredients: {CALM}</p><p>Night cream ingredients: {RETINOL}</p>", "Renewal", "list-several"),
        (f"<p>Ingredients: {CALM}</p><p>Ingredients: {RETINOL}</p>", "Linden Cream", "list-several"),
        (f"<p>Full ingredients: {CALM}</p><p>Ingredients: {RETINOL}</p>", "Linden Cream", "list-several"),
        (f"<p>Ingredients: {CALM}</p>", "Recovery kit (serum + cream)", "list-kit"),
        (f"<p>Ingredients: {CALM}...</p>", "Linden Cream", "list-cut"),
        (f"<p>Ingredients: {CALM}, 12 more</p>", "Linden Cream", "list-cut"),
        (f"<p>Ingredientes: {CALM}, y otros</p>", "Linden Cream", "list-cut"),
        (f"<p>Ingredients include: {CALM}</p>", "Linden Cream", "list-key"),
        (f"<p>Ingredients: {CALM},</p><p>Directions: use daily.</p>", "Linden Cream", "list-cut"),
        (f"<p>Inactive ingredients: {CALM}</p>", "Linden Cream", "list-half"),
    ],
)
def test_a_doubt_gives_no_label_and_says_why(html: str, name: str, reason: str) -> None:
    assert (label(html, name), oddity(html, name)) == ("", reason)


@pytest.mark.parametrize(
    "html", ["", "<p>Made with clean ingredients you can trust, loved by all.</p>", "<p>Soft.</p>"]
)
def test_a_description_without_a_list_is_no_oddity(html: str) -> None:
    assert (label(html), oddity(html)) == ("", "")


def sent(tmp_path: Path, **descriptions: str) -> Report:
    """A Shopify table with a product for each description, taken in."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(["Handle", "Title", "Body (HTML)", "Vendor", "Type", "Option1 Value", "Variant Price"])
    for handle, body in descriptions.items():
        writer.writerow([handle, f"{handle.title()} cream", body, "Linden", "Moisturiser", "Default Title", "9.90"])
    file = tmp_path / "shop.csv"
    file.write_text(lines.getvalue(), "utf-8")
    return take(begin(file, FileOptions("shop", "EUR")), file, report=Report())


@pytest.mark.django_db
def test_a_doubtful_description_is_reported_and_kept_without_a_label(tmp_path: Path) -> None:
    report = sent(tmp_path, stars=f"<p>Key ingredients: {STARS}</p>", night=f"<p>Ingredients: {RETINOL}</p>")
    assert report.odd == {"list-key": 1}
    stars, night = CatalogueItem.objects.get(source_id="stars"), CatalogueItem.objects.get(source_id="night")
    assert (stars.label, stars.label_origin, stars.description) == ("", Origin.NONE, f"Key ingredients: {STARS}")
    assert not set(marks_for_nobody(stars)) & {"o", "c"}
    assert (night.label, night.label_origin) == (RETINOL, Origin.DESCRIPTION)


@pytest.mark.django_db
def test_descriptions_are_read_again_and_labels_of_their_own_stay(tmp_path: Path) -> None:
    sent(
        tmp_path,
        night=f"<p>Key ingredients: {STARS}</p><p>Ingredients: {RETINOL}</p>",
        pair=f"<p>Ingredients: {CALM}</p>",
    )
    rows = CatalogueItem.objects.exclude(description="")
    rows.filter(source_id="night").update(label=STARS)
    rows.filter(source_id="pair").update(name="Calm duo")
    CatalogueItem.objects.create(name="Own", source="shop", label=CALM, label_origin=Origin.FIELD, description=RETINOL)
    outcome = reread()
    assert (outcome.looked_at, outcome.changed, outcome.emptied) == (2, 1, 1)
    night = rows.get(source_id="night")
    assert night.label == RETINOL
    assert marks_for_nobody(night)[:6] == "xxxxxx"
    assert rows.get(source_id="pair").label == ""
    assert CatalogueItem.objects.get(name="Own").label == CALM
    assert (reread().changed, reread().emptied) == (0, 0)


@pytest.mark.django_db
def test_products_at_the_desk_answer_by_the_guide_that_holds(tmp_path: Path) -> None:
    sent(tmp_path, night="<p>Ingredients: Aqua, Glycerin, Squalane, Retinol</p>")
    number = CatalogueItem.objects.get(source_id="night").pk
    user = owner()
    browser = at_the_desk(user)
    page = f"/desk/catalogue/{number}/"
    assert "By the published guide" in text(browser, page)
    version_with(user, LATER)
    words = text(browser, page)
    assert "By your guide, version 1" in words
    assert "9" in words.partition("The published guide’s answer is different")[0]
    assert "The published guide’s answer is different" in words
    assert "by your guide, version 1" in text(browser, "/desk/catalogue/")

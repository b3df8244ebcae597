"""What is remembered of lists makes them quick to lay out and changes no layout."""

import pytest

from fortnight.labels import one_list
from fortnight.labels.claims import is_claim
from fortnight.labels.footnotes import is_footnote
from fortnight.labels.headings import HEADING, headings_in
from fortnight.labels.model import Promise
from fortnight.labels.one_list import is_one_list, quiet, remember_one_list
from fortnight.labels.parse import lay_out
from fortnight.labels.promises import broken_promises
from fortnight.labels.read import read_label
from fortnight.labels.vocabulary import vocabulary

LIST = "Aqua, Glycerin, Zyrmolin, 1,2-Hexanediol, Linalool*"


def test_a_list_of_names_is_one_list_when_it_comes_again() -> None:
    lay_out(LIST)
    assert is_one_list(LIST)
    assert is_one_list("Aqua, Zyrmolin, Linalool*")
    assert not is_one_list("Aqua, Glycerin: Zyrmolin")


@pytest.mark.parametrize(
    "text",
    [
        "Aqua, Glycerin, no parabens, Retinol",
        "Ingredients Aqua, Glycerin, Retinol",
        "Composition Parfumante, Aqua, Glycerin",
        "Aqua, Glycerin. Made in Italy",
        "1. Aqua, 2. Glycerin, 3. Retinol",
        "Aqua &amp; Glycerin, Retinol",
        "Weißes Vaselin 25,5 g, Zinkoxid 6 Teile",
        "Aqua, Glycerin, 2 Teile",
        "Aqua: Glycerin: Retinol",
        "Aqua\nGlycerin, Retinol",
    ],
)
def test_a_text_is_laid_out_the_same_whatever_was_met_before(text: str) -> None:
    quiet.clear()
    first = lay_out(text)
    for piece in text.replace("\n", ",").replace(":", ",").split(","):
        lay_out(f"Squalane, {piece}, Allantoin")
    assert lay_out(text) == first
    assert lay_out(text) == first


def test_an_amount_is_seen_where_its_halves_were_met_in_other_lists() -> None:
    for text in ("Aqua, Zinkoxid 2, Talkum", "Aqua, 5 Teile, Talkum"):
        lay_out(text)
    assert lay_out("Zinkoxid 2,5 Teile, Talkum").work != "Zinkoxid 2,5 Teile, Talkum"


def test_the_memory_of_pieces_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_list, "_MOST_QUIET", 3)
    for number in range(9):
        remember_one_list(f"Aqua, Zyrmol{'a' * number}")
    assert len(quiet) <= 5


@pytest.mark.parametrize(
    "heading",
    [
        "Ingredients", "Excipients", "Inhaltsstoffe", "Bestandteile", "Ingredientes", "Ingredienti", "Zusammensetzung",
        "Zutaten", "Skladniki", "Sklad", "Innehall", "Ingredienser", "Bahan", "INCI", "Composition", "Composicion",
        "Composizione", "Sammensatning", "Samenstelling", "Excipientes", "Hilfsstoffe", "Active", "Inactives",
        "Wirkstoff",
    ],
)  # fmt: skip
def test_the_quick_look_for_headings_misses_none(heading: str) -> None:
    text = f"Soft cream. {heading}: Aqua, Glycerin"
    slow = HEADING.search(text)
    assert slow
    assert [match.span() for match in headings_in(text)] == [slow.span()]


def test_no_name_that_we_know_reads_as_a_footnote_or_says_what_is_absent() -> None:
    assert not [name for name in vocabulary().known if is_footnote(name) or is_claim(name)]


@pytest.mark.parametrize(
    ("name", "promise"),
    [
        ("crema con retinol", Promise.RETINOID),
        ("der rasierschaum", Promise.CLEANSING_SURFACTANT),
        ("milder reinigungsschaum", Promise.CLEANSING_SURFACTANT),
        ("serum tretinoina", Promise.PRESCRIPTION_RETINOID),
        ("bananasthetic", None),
    ],
)
def test_a_promise_is_heard_where_its_table_says(name: str, promise: Promise | None) -> None:
    assert list(broken_promises(name, {}))[:1] == ([promise] if promise else [])


def test_a_label_of_pieces_met_before_is_read_as_one_met_first() -> None:
    text = "Aqua, Glycerin, Zyrmolin Complex, Retinol, Parfum"
    quiet.clear()
    first = read_label(text)
    assert read_label(text) == first

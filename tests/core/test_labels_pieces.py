"""What is remembered of the pieces of lists makes them quick to lay out and changes no layout."""

import pytest

from fortnight.labels import pieces
from fortnight.labels.claims import is_claim
from fortnight.labels.declared import may_trace
from fortnight.labels.footnotes import is_footnote, may_note
from fortnight.labels.headings import HEADING, has_drug_facts, headings_in
from fortnight.labels.marks import may_be_amount, may_be_mark
from fortnight.labels.markup import may_be_html
from fortnight.labels.model import PromisedMark
from fortnight.labels.parse import lay_out
from fortnight.labels.pieces import borne_by, remembered
from fortnight.labels.promises import broken_promises
from fortnight.labels.read import read_label
from fortnight.labels.spaced import SPACED
from fortnight.labels.vocabulary import vocabulary

LIST = "Aqua, Glycerin, Zyrmolin, 1,2-Hexanediol, Linalool*"


@pytest.mark.parametrize(
    ("text", "bears"),
    [
        ("Aqua, Zyrmolin, Linalool*", 0),
        (LIST.replace("1,2-Hexanediol", "Hexanediol"), 0),
        ("Aqua, Glycerin: Zyrmolin", pieces.LINES),
        ("Aqua, 【全成分】水", pieces.LINES),
        ("Aqua, Glycerin &amp; Zyrmolin", pieces.MARKUP),
        ("Aqua, G l y c e r i n", pieces.SPACING),
        ("Aqua, Tocopherol ¹ from organic agriculture", pieces.NOTE),
        ("Aqua, Zyrmolin. Packed for Tarn Inc", pieces.MAKER),
        ("Aqua, Zyrmolin. Lot 4455", pieces.MARK),
        ("Aqua, Zyrmolin 5 Teile", pieces.AMOUNT),
        ("Aqua, Zyrmolin. May contain traces of milk", pieces.TRACE),
        ("1. Aqua, 2. Glycerin", pieces.NUMBERING),
        ("Aqua, CI 42090 (Blue 1), Glycerin", 0),
        ("Aqua, inactive ingredients Zyrmolin", pieces.DRUG_FACTS),
        ("Aqua, Glycerin, no parabens", pieces.DENIAL),
        ("Ingredients Aqua, Glycerin", pieces.HEADING),
        ("Aqua, Zyrmolin - humectant", pieces.FUNCTION),
    ],
)
def test_what_a_piece_may_bear_is_seen_at_once_and_by_heart(text: str, bears: int) -> None:
    remembered.clear()
    first = borne_by(text)
    assert first & bears == bears
    assert bool(first) == bool(bears)
    assert borne_by(text) == first


def test_no_name_in_plain_letters_bears_what_only_a_stranger_is_asked_for() -> None:
    asked = (may_note, may_be_amount, may_trace, has_drug_facts, may_be_html, SPACED.search)
    names = [name for name in vocabulary().known if name.replace(" ", "").replace("-", "").isalpha()]
    forms = [form for name in names for form in (name, name.title(), name.upper())]
    assert not [form for form in forms if any(ask(form) for ask in asked)]
    assert not [name for name in names if may_be_mark(name)]


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
    remembered.clear()
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
    monkeypatch.setattr(pieces, "_MOST", 3)
    for number in range(9):
        borne_by(f"Aqua, Zyrmol{'a' * number}")
    assert len(remembered) <= 5


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
        ("crema con retinol", PromisedMark.RETINOID),
        ("der rasierschaum", PromisedMark.CLEANSING_SURFACTANT),
        ("milder reinigungsschaum", PromisedMark.CLEANSING_SURFACTANT),
        ("serum tretinoina", PromisedMark.PRESCRIPTION_RETINOID),
        ("bananasthetic", None),
    ],
)
def test_a_promise_is_heard_where_its_table_says(name: str, promise: PromisedMark | None) -> None:
    assert list(broken_promises(name, {}))[:1] == ([promise] if promise else [])


def test_a_label_of_pieces_met_before_is_read_as_one_met_first() -> None:
    text = "Aqua, Glycerin, Zyrmolin Complex, Retinol, Parfum"
    remembered.clear()
    first = read_label(text)
    assert read_label(text) == first

"""No name hides: in angle brackets, behind a claim, in a number, between slashes, in front of prose, in a bracket."""

from itertools import pairwise

import pytest

from fortnight.guide import published_guide
from fortnight.labels.model import Label
from fortnight.labels.read import read_label
from fortnight.person import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook

BOOK = rulebook(published_guide(), Profile())
OPEN = {Ruling.YES, Ruling.CAREFUL}


def incis(text: str) -> list[str | None]:
    return [item.inci for item in read_label(text).items]


def first_day(text: str, name: str = "") -> Ruling:
    return weigh(read_label(text, name=name), BOOK).rulings[0]


def spans_of(label: Label) -> list[tuple[int, int]]:
    return sorted(
        [(item.start, item.end) for item in label.items] + [(part.start, part.end) for part in label.left_out]
    )


@pytest.mark.parametrize(
    ("text", "inci"),
    [
        ("Water, Squalane, <Retinol>, Betaine", "Retinol"),
        ("Water <active Lidocaine 4%> Betaine", "Lidocaine"),
        ("Water, Betaine <p Menthol, Tretinoin> Squalane", "Tretinoin"),
        ("Water <b Hydroquinone>Betaine</b>", "Hydroquinone"),
        ("Water</Retinol>, Betaine", "Retinol"),
        ("Water, Betaine & Retinol, <Xanthan Gum>, Squalane", "Xanthan Gum"),
    ],
)
def test_a_name_in_angle_brackets_or_behind_an_ampersand_is_read(text: str, inci: str) -> None:
    assert inci in incis(text)


@pytest.mark.parametrize(
    "text",
    [
        '<p class="x">Water</p><br/>Betaine<br />Retinol',
        "<span data-a='1' hidden>Water</span>, Betaine&nbsp;, <a href=https://example.com/a?b=1>Retinol</a>",
        "<!-- list -->Water, <o:p>Betaine</o:p>, &nbspRetinol",
    ],
)
def test_the_tags_of_pages_are_no_words_of_the_label(text: str) -> None:
    assert incis(text) == ["Aqua", "Betaine", "Retinol"]


@pytest.mark.parametrize(
    "text", ["Water, Betaine<sup Retinol>1</sup>", "Water, Betaine &ethanol, Squalane", "Water, <Qwertium>, Betaine"]
)
def test_what_is_no_tag_and_no_entity_keeps_its_words(text: str) -> None:
    assert first_day(text) not in OPEN


def test_a_broken_entity_is_shown() -> None:
    label = read_label("Water, &ampx, Betaine")
    assert any("ampx" in label.text[start:end] for start, end in spans_of(label))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Calming Complex (Water. Betaine. Retinol)", ["Water", "Betaine", "Retinol"]),
        ("Skin Complex (Panthenol • Betaine • Lidocaine), Parfum", ["Panthenol", "Betaine", "Lidocaine", "Parfum"]),
        ("(Astaxanthin) Tretinoin, Water", ["Astaxanthin", "Tretinoin", "Water"]),
    ],
)
def test_a_name_beside_or_in_a_bracket_stands_where_it_is_printed(text: str, printed: list[str]) -> None:
    label = read_label(text)
    assert [item.printed for item in label.items] == printed
    assert [text[item.start : item.end] for item in label.items] == printed
    spans = spans_of(label)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize("sign", [" • ", "; ", " | ", " & ", " + ", "、", ". ", "\n", " - ", ", "])
@pytest.mark.parametrize("name", ["Toluene-2,5-Diamine", "2-Bromo-2-Nitropropane-1,3-Diol"])
def test_a_number_with_a_comma_is_one_name_whatever_parts_the_list(sign: str, name: str) -> None:
    for printed in (["Water", "Betaine", name, "Panthenol"], [name, "Water", "Panthenol"], ["Water", "Betaine", name]):
        assert name in [item.printed for item in read_label(sign.join(printed)).items]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Parfum + Hydroquinone/Retinol/Lactic Acid/Menthol/Squalane", "Hydroquinone"),
        ("Water / Qwertium / Betaine / Tretinoin", "Tretinoin"),
        ("Lidocaine/Qwertium/Squalane/Betaine", "Lidocaine"),
    ],
)
def test_names_parted_by_slashes_are_names_of_their_own(text: str, lost: str) -> None:
    assert lost in incis(text)


@pytest.mark.parametrize(
    "text",
    [
        "Water / Qwertium / Betaine / Panthenol",
        "Water/Qwertium/Betaine/Panthenol",
        "Squalane Qwertium / Xanthan Gum / Bornitrid Xanthan Gum",
    ],
)
def test_a_strange_name_between_slashes_stays_strange(text: str) -> None:
    assert None in incis(text)


def test_one_name_in_three_languages_is_one_name() -> None:
    text = "Aqua/Water/Eau, Butyrospermum Parkii Butter/Shea Butter/Beurre de Karité"
    assert [item.printed for item in read_label(text).items] == text.split(", ")


def test_a_known_number_may_have_a_blank_behind_its_comma() -> None:
    assert incis("Water, Toluene-2, 5-Diamine, Panthenol") == ["Aqua", "Toluene-2,5-Diamine", "Panthenol"]

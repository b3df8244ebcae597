"""The names that we know by heart, and the slips in the tables that are refused with their line."""

import pytest

from fortnight.errors import DataError
from fortnight.labels import vocabulary as module
from fortnight.labels.cues import Cue
from fortnight.labels.folding import fold
from fortnight.labels.vocabulary import Vocabulary, vocabulary

NAMES = [["inci", "function", "cues"], ["Aqua", "solvent", ""], ["Retinol", "conditioner", "retinoid"]]
SYNONYMS = [["printed", "name", "language"], ["Water", "aqua", "en"]]


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """Two small tables in place of the shipped ones; the shipped vocabulary stays in memory for the other tests."""
    small = {"names.csv": [list(row) for row in NAMES], "synonyms.csv": [list(row) for row in SYNONYMS]}
    monkeypatch.setattr(module, "_rows", small.__getitem__)
    return small


def built() -> Vocabulary:
    return vocabulary.__wrapped__()


def test_there_are_at_least_2500_names() -> None:
    assert len({known.inci for known in vocabulary().known.values()}) >= 2500


def test_every_name_has_a_function() -> None:
    assert not [known.inci for known in vocabulary().known.values() if not known.function.strip()]


def test_every_key_is_folded() -> None:
    assert not [key for key in vocabulary().known if key != fold(key)]


def test_a_synonym_is_no_canonical_name_and_means_one() -> None:
    words = vocabulary()
    canonical = {fold(known.inci) for known in words.known.values()}
    assert words.synonyms
    assert not words.synonyms & canonical
    assert canonical <= set(words.known)


@pytest.mark.parametrize(
    ("printed", "inci"),
    [
        ("water", "Aqua"),
        ("eau", "Aqua"),
        ("wasser", "Aqua"),
        ("vitamin e", "Tocopherol"),
        ("fragrance", "Parfum"),
        ("shea butter", "Butyrospermum Parkii Butter"),
    ],
)
def test_a_synonym_leads_to_its_name(printed: str, inci: str) -> None:
    assert vocabulary().known[printed].inci == inci


def test_small_tables_are_read(tables: dict[str, list[list[str]]]) -> None:
    assert tables
    words = built()
    assert words.known["water"].inci == "Aqua"
    assert words.known["retinol"].cues == Cue.RETINOID
    assert "water" in words.synonyms


def test_a_name_that_stands_twice_is_refused_with_its_line(tables: dict[str, list[list[str]]]) -> None:
    tables["names.csv"].append(["AQUA", "solvent", ""])
    with pytest.raises(DataError, match=r"names\.csv:4: \"AQUA\" is listed twice"):
        built()


def test_a_word_that_is_no_cue_is_refused_with_its_line(tables: dict[str, list[list[str]]]) -> None:
    tables["names.csv"].append(["Zinc", "conditioner", "glow"])
    with pytest.raises(DataError, match=r"names\.csv:4: 'GLOW' is not a cue"):
        built()


def test_a_synonym_of_nothing_is_refused_with_its_line(tables: dict[str, list[list[str]]]) -> None:
    tables["synonyms.csv"].append(["Eau", "aquae", "fr"])
    with pytest.raises(DataError, match=r"synonyms\.csv:3: \"aquae\" is not a name"):
        built()


@pytest.mark.parametrize(("file", "row"), [("names.csv", ["Talc"]), ("synonyms.csv", ["Eau"])])
def test_a_row_that_is_too_short_is_refused_with_its_line(
    tables: dict[str, list[list[str]]], file: str, row: list[str]
) -> None:
    tables[file].append(row)
    with pytest.raises(DataError, match=file.replace(".", r"\.")):
        built()


def test_a_synonym_that_stands_twice_with_two_meanings_is_refused(tables: dict[str, list[list[str]]]) -> None:
    tables["synonyms.csv"].append(["Water", "retinol", "en"])
    with pytest.raises(DataError, match=r"synonyms\.csv:3"):
        built()

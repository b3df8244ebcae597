"""Strict reading: each slip in a table is refused with its file, its line and the fix."""

import datetime as dt
from enum import StrEnum

import pytest

from fortnight.errors import DataError
from fortnight.sources import shipped
from fortnight.tables import Place, Row, parse, read_tables, refuse_repeated


class Colour(StrEnum):
    """Something to choose from."""

    RED = "red"
    BLUE = "blue"


class Shape(StrEnum):
    """Something else to choose from."""

    ROUND = "round"


def read(text: str) -> tuple[str, ...]:
    """The names of the entries of a small table with an id, a name and an optional colour."""

    def build(row: Row) -> str:
        name = row.text("name")
        row.text("id")
        row.choice("colour", Colour, Colour.RED)
        return f"{name} {row.at.line}"

    return read_tables(text, "data/things.toml", {"thing": build})["thing"]


def row(**values: object) -> Row:
    return Row({"id": "one", **values}, Place(file="data/things.toml", line=7))


def refused(text: str) -> DataError:
    with pytest.raises(DataError) as caught:
        read(text)
    return caught.value


def test_each_entry_knows_the_line_of_its_id() -> None:
    text = '# one\n[[thing]]\nid = "a"\nname = "A"\n\n[[thing]]\nname = "B"\nid = "b"\n'
    assert read(text) == ("A 3", "B 8")


def test_a_file_without_entries_gives_none() -> None:
    assert read("") == ()


def test_an_unknown_key_is_refused_with_the_nearest_one() -> None:
    error = refused('[[thing]]\nid = "a"\nname = "A"\ncolor = "red"\n')
    assert str(error) == 'data/things.toml:2: "a": unknown key "color". Did you mean "colour"?'


def test_a_missing_key_is_refused() -> None:
    assert str(refused('[[thing]]\nid = "a"\n')) == 'data/things.toml:2: "a": missing key "name". Add name = ...'


def test_a_missing_key_points_to_the_misspelt_one() -> None:
    error = refused('[[thing]]\nid = "a"\nnmae = "A"\n')
    assert str(error) == 'data/things.toml:2: "a": missing key "name". Did you mean "name" by "nmae"?'


def test_a_repeated_id_is_refused_at_its_second_place() -> None:
    error = refused('[[thing]]\nid = "a"\nname = "A"\n[[thing]]\nid = "a"\nname = "B"\n')
    assert error.line == 5
    assert '"a": this id is already used at data/things.toml:2' in str(error)


@pytest.mark.parametrize("name", ["Retinoid", "retinoid_returns", "-a", "a--b", "ä"])
def test_an_id_has_to_be_in_kebab_case(name: str) -> None:
    assert "kebab-case" in str(refused(f'[[thing]]\nid = "{name}"\nname = "A"\n'))


def test_an_entry_without_an_id_is_refused_at_its_heading() -> None:
    error = refused('[[thing]]\nid = "a"\nname = "A"\n\n[[thing]]\nname = "B"\n')
    assert error.line == 5
    assert 'missing key "id"' in str(error)


def test_an_unknown_table_is_refused() -> None:
    assert 'unknown table "think". Did you mean "thing"?' in str(refused('[[think]]\nid = "a"\n'))


@pytest.mark.parametrize("text", ['[thing]\nid = "a"\n', "thing = [1]\n", 'thing = [{ id = "a" }]\n'])
def test_entries_have_to_stand_under_their_own_headings(text: str) -> None:
    assert "Begin each entry with a line [[thing]]." in str(refused(text))


def test_a_text_that_is_no_toml_is_refused_with_its_line() -> None:
    error = refused('[[thing]]\nid = "a"\nname = \n')
    assert error.line == 3
    assert "not TOML" in str(error)


def test_a_text_that_ends_in_the_middle_is_refused_with_its_last_line() -> None:
    with pytest.raises(DataError) as caught:
        parse('a = 1\nb = """never closed\n', "x.toml")
    assert caught.value.line == 3


def test_ids_are_unique_over_files_too() -> None:
    first, second = Place(file="a.toml", line=1), Place(file="b.toml", line=9)
    with pytest.raises(DataError, match=r"b\.toml:9: .* a\.toml:1"):
        refuse_repeated([("x", first), ("x", second)])


def test_a_row_gives_what_its_keys_hold() -> None:
    entry = row(
        texts=["a", "b"],
        words="a, b c",
        yes=True,
        number=3,
        days=[1, 6],
        date=dt.date(2026, 11, 23),
        mark="round",
    )
    assert entry.texts("texts") == ("a", "b")
    assert entry.words("words") == ("a", "b c")
    assert entry.flag("yes")
    assert entry.number("number") == 3
    assert entry.days("days") == (1, 6)
    assert entry.date("date") == dt.date(2026, 11, 23)
    assert entry.any_choice("mark", Colour, Shape) is Shape.ROUND


def test_a_row_gives_nothing_where_a_key_may_be_missing() -> None:
    entry = row()
    assert entry.texts("texts") == ()
    assert entry.words("words") == ()
    assert not entry.flag("yes")
    assert entry.number("number") is None
    assert entry.days("days") is None
    assert entry.any_choice("mark", Colour) is None
    assert entry.table("when") == {}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("text", 3),
        ("text", " "),
        ("texts", "a"),
        ("texts", [""]),
        ("words", "a,,b"),
        ("flag", 1),
        ("number", "3"),
        ("number", True),
        ("days", [1]),
        ("days", [0, 6]),
        ("days", [6, 1]),
        ("days", [1, 15]),
        ("days", [True, 2]),
        ("days", "1-6"),
        ("date", "2026-11-23"),
        ("date", dt.datetime(2026, 11, 23, tzinfo=dt.UTC)),
        ("table", 1),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(key: str, value: object) -> None:
    entry = row(**{key: value})
    with pytest.raises(DataError, match=r'data/things.toml:7: "one": '):
        getattr(entry, key)(key)


def test_a_choice_that_is_none_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(DataError, match=r'colour = "rad" is unknown. Did you mean "red"'):
        row(colour="rad").choice("colour", Colour)
    with pytest.raises(DataError, match=r'mark = "rond" is unknown. Did you mean "round"'):
        row(mark="rond").any_choice("mark", Colour, Shape)


def test_a_rule_without_a_source_is_refused() -> None:
    with pytest.raises(DataError, match=r'missing key "source"'):
        row().source()


def test_an_unregistered_source_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(DataError, match=r'source "published-guid" is not in .* Did you mean "published-guide"'):
        row(source=["published-guid"]).source()


def test_a_shipped_file_is_found_by_its_path_in_the_package() -> None:
    assert "[[window]]" in shipped("guide/data/windows.toml")

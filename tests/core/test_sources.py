"""The register of sources: complete, strict, and with the guide in it."""

import pytest

from fortnight import guide, person
from fortnight.errors import DataError
from fortnight.sources import Evidence, read_sources, sources

GOOD = '[one]\ntitle = "A title"\npublisher = "Somebody"\nevidence = "study"\n'


def test_the_published_guide_is_a_source_of_its_own_kind() -> None:
    assert sources()["published-guide"].evidence is Evidence.GUIDE


def test_every_kind_of_evidence_is_in_use() -> None:
    assert {source.evidence for source in sources().values()} == set(Evidence)


def test_every_rule_cites_sources_of_the_register() -> None:
    for rule in (*guide.all_rules(), *person.all_rules()):
        assert rule.sources
        assert set(rule.sources) <= sources().keys(), rule.id


def test_every_source_has_a_title_and_a_publisher() -> None:
    for source in sources().values():
        assert source.title.strip()
        assert source.publisher.strip()
        assert source.year is None or 1900 < source.year < 2100


def test_a_year_and_an_address_may_be_unknown() -> None:
    source = read_sources(GOOD, "s.toml")["one"]
    assert source.year is None
    assert source.address == ""


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n" + GOOD + "yaer = 2020\n", 2, 'unknown key "yaer". Did you mean "year"?'),
        (GOOD.replace('title = "A title"\n', ""), 1, 'missing key "title"'),
        (GOOD + 'year = "2020"\n', 1, "year has the wrong type. Write year as a number."),
        (GOOD.replace("study", "sudy"), 1, 'unknown evidence "sudy". Did you mean "study"?'),
        (GOOD + GOOD, 5, "not TOML"),
        ('one = "study"\n', 1, "not an entry"),
    ],
    ids=["unknown key", "missing key", "wrong type", "unknown evidence", "id twice", "no entry"],
)
def test_a_broken_register_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(DataError) as caught:
        read_sources(text, "sources.toml")
    assert caught.value.line == line
    assert said in str(caught.value)

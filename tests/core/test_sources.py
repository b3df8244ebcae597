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
    ("text", "line", "message"),
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
def test_a_broken_register_is_refused_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_sources(text, "sources.toml")
    assert caught.value.line == line
    assert message in str(caught.value)


# What the guide itself says nothing of: how things work on the skin, and what is enough in their stead.
NOT_THE_GUIDE = (
    "sting",
    "strips oils",
    "still building underneath",
    "We know of nothing",
    "around the eyes will do",
    "your hydrating serum is enough",
    "tiny channels",
    "germs",
    "lasting bumps",
    "skin allerg",
    "barrier",
)


@pytest.mark.parametrize("words", NOT_THE_GUIDE)
def test_the_guide_alone_is_cited_for_nothing_that_it_does_not_say(words: str) -> None:
    rules = [rule for rule in guide.all_rules() if words in rule.says or words in rule.why]
    assert rules
    for rule in rules:
        if words in rule.says:
            assert rule.sources != ("published-guide",), rule.id
        if words in rule.why:
            assert (rule.why_sources or rule.sources) != ("published-guide",), rule.id


def test_a_reason_names_the_place_in_its_own_source() -> None:
    for rule in (*guide.all_rules(), *person.all_rules()):
        assert bool(rule.why_sources) == bool(rule.why_place), rule.id
        assert set(rule.why_sources) <= sources().keys(), rule.id


@pytest.mark.parametrize(
    ("source_id", "kind"),
    [
        ("granuloma-serum", Evidence.CASE_REPORT),
        ("arnica-reaction", Evidence.CASE_REPORT),
        ("wu-2022", Evidence.CASE_REPORT),
        ("soltani-2014", Evidence.CASE_SERIES),
        ("kalluri-2011", Evidence.LABORATORY),
        ("skinpen-label", Evidence.MANUFACTURER),
        ("nhs-cellulitis", Evidence.PUBLIC_HEALTH),
        ("nhs-anaphylaxis", Evidence.PUBLIC_HEALTH),
        ("cdc-2024", Evidence.PUBLIC_HEALTH),
        ("sps-lactation", Evidence.PUBLIC_HEALTH),
        ("dermnet-eczema-herpeticum", Evidence.REFERENCE),
        ("gilbert-2000", Evidence.TRIAL),
        ("smack-1996", Evidence.TRIAL),
        ("walgrave-2005", Evidence.REVIEW),
        ("eu-2023-1545", Evidence.LAW),
        ("cfr-878-4430", Evidence.LAW),
    ],
)
def test_a_source_is_of_the_kind_that_it_is(source_id: str, kind: Evidence) -> None:
    assert sources()[source_id].evidence is kind


def test_the_article_on_propolis_has_its_title_and_is_cited_for_no_perfume() -> None:
    article = sources()["walgrave-2005"]
    assert (article.title, article.described) == ("Allergic contact dermatitis from propolis", False)
    assert article.address == "10.2310/6620.2005.05019"
    fragrance = guide.rule("fragrance-waits")
    assert "walgrave-2005" not in (*fragrance.sources, *fragrance.why_sources)


def test_an_animal_is_named_where_the_study_was_of_animals() -> None:
    rules = [rule for rule in guide.all_rules() if "kalluri-2011" in rule.sources]
    assert rules
    assert [rule.id for rule in rules if "rats" not in rule.says] == []


def test_the_one_case_after_a_serum_is_told_with_all_that_was_in_it() -> None:
    reasons = [rule.why for rule in guide.all_rules() if "granuloma-serum" in rule.why_sources]
    assert len(reasons) == 2
    for why in reasons:
        assert "hyaluronic acid, glycerin, zinc and copper" in why
        assert "before the session" in why


def test_a_title_that_is_ours_says_so_and_ours_and_the_guides_need_not() -> None:
    described = read_sources(GOOD + "described = true\n", "s.toml")["one"]
    assert described.reworded
    assert not read_sources(GOOD, "s.toml")["one"].reworded
    assert sources()["our-judgement"].described
    assert not sources()["our-judgement"].reworded


def test_no_source_is_cited_from_a_collector_where_its_own_address_is_known() -> None:
    for source in sources().values():
        assert not any(host in source.address for host in ("innolitics", "lawstack", "qxmd", "docksci")), source.id

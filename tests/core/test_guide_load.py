"""Loading the guide: whole, findable, and strict about what single entries and files say."""

import datetime as dt

import pytest

from fortnight import guide, person
from fortnight.errors import DataError, UsageError
from fortnight.guide.load import read_activities, read_course, read_windows
from fortnight.guide.model import Guide, Layer, Span
from fortnight.labels.model import Detail, Kind, Trait
from fortnight.sources import shipped
from tests.each import each

FACTS = 'says = "A reason."\nsource = ["published-guide"]\nplace = "days 1-2"\nreviewed = 2026-11-23\n'
STAGE = f'[[stage]]\nid = "calm"\nname = "Calm"\ndays = [1, 2]\n{FACTS}'
CARE = '[[care]]\nid = "c"\nstage = "calm"\ndays = [1, 2]\noften = "daily"\nduty = "must"\nwhy = "Because."\n' + FACTS


def window(lines: str) -> str:
    return f'[[window]]\nid = "w"\n{lines}\n{FACTS}'


def activity(lines: str) -> str:
    return f'[[activity]]\nid = "a"\nname = "doing it"\n{lines}\n{FACTS}'


def test_the_guide_is_read_once() -> None:
    assert guide.published_guide() is guide.published_guide()


def test_every_rule_is_found_by_its_id_and_no_id_stands_twice() -> None:
    rules = (*guide.all_rules(), *person.all_rules())
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in guide.all_rules():
        assert guide.rule(rule.id) is rule


def test_an_unknown_rule_is_answered_with_the_nearest_id() -> None:
    with pytest.raises(UsageError, match=r'Did you mean "retinoid-returns"'):
        guide.rule("retinoid-return")


def test_every_rule_points_to_the_line_of_its_id() -> None:
    for rule in (*guide.all_rules(), *person.all_rules()):
        line = shipped(rule.at.file).splitlines()[rule.at.line - 1]
        assert line == f'id = "{rule.id}"'


@each("rule", [*guide.all_rules(), *person.all_rules()], ids=lambda rule: rule.id)
def test_every_rule_speaks_plainly_and_was_reviewed(rule: guide.Rule) -> None:
    assert rule.says.endswith((".", "?"))
    assert "!" not in rule.says
    assert "safe" not in rule.says.casefold()
    assert rule.place.strip()
    assert dt.date(2026, 11, 23) <= rule.reviewed


def test_the_cautious_layer_is_marked_as_such_and_apart_from_the_guide() -> None:
    whole = guide.published_guide()
    assert {entry.layer for entry in whole.windows} == {Layer.GUIDE}
    assert {entry.layer for entry in whole.cautious} == {Layer.CAUTIOUS}


def test_a_window_that_is_refused_days_may_want_care_later() -> None:
    (read,) = read_windows(window('shows = "retinoid"\nrefuse = [1, 6]\ncareful = [7, 14]'), "w.toml", Layer.GUIDE)
    assert (read.shows, read.refuse, read.careful) == (
        Trait.RETINOID,
        Span(first=1, last=6),
        Span(first=7, last=14),
    )


def test_a_window_may_name_a_detail_or_kinds() -> None:
    (by_shows,) = read_windows(window('shows = "ascorbic_acid"'), "w.toml", Layer.GUIDE)
    assert by_shows.shows is Detail.ASCORBIC_ACID
    (by_kinds,) = read_windows(window('kinds = ["scrub"]'), "w.toml", Layer.CAUTIOUS)
    assert by_kinds.kinds == (Kind.SCRUB,)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('shows = "retinoid"\nrefused = [1, 6]', 'unknown key "refused". Did you mean "refuse"?'),
        ('shows = "retinoids"', 'shows = "retinoids" is unknown. Did you mean "retinoid"?'),
        ("refuse = [1, 6]", "needs exactly one of shows and kinds"),
        ('shows = "retinoid"\nkinds = ["scrub"]', "needs exactly one of shows and kinds"),
        ('kinds = ["scrub"]\nwhere = "cleanser"', "unless and where belong to shows"),
        ('shows = "retinoid"\nspf_below = 30', "spf_below says not for which products"),
        (
            'shows = "retinoid"\nrefuse = [1, 6]\ncareful = [6, 14]',
            "careful 6-14 starts before refuse 1-6 is over",
        ),
        ('shows = "retinoid"\nrefuse = [0, 6]', "Write days from 1 to 14"),
        ('shows = "retinoid"\nwhere = "leaveon"', 'Did you mean "leave_on"?'),
        ('kinds = ["scrubs"]', 'Did you mean "scrub"?'),
    ],
)
def test_a_broken_window_is_refused_with_its_line_and_the_fix(lines: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_windows(window(lines), "windows.toml", Layer.GUIDE)
    assert str(caught.value).startswith('windows.toml:2: "w": ')
    assert message in str(caught.value)


@pytest.mark.parametrize("key", ["says", "source", "place", "reviewed"])
def test_no_rule_goes_without_its_facts(key: str) -> None:
    lines = [line for line in window('shows = "retinoid"').splitlines() if not line.startswith(key)]
    with pytest.raises(DataError, match=rf'windows\.toml:2: "w": missing key "{key}"'):
        read_windows("\n".join(lines), "windows.toml", Layer.GUIDE)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('also = "Gym"', 'Write it in small letters: "gym".'),
        ("unknown = true\nrefuse = [1, 2]", "Leave out either unknown or the days."),
        ("refuse = [1, 14]\nfrom_day = 14", "from_day is for what stays closed up to day 14"),
        ("refuse = [1, 3]\nfrom_day = 29", "from_day is for what stays closed up to day 14"),
        ("refuse = [1, 3]\ndeep_days = -1", "a rule only gets stricter"),
        ("refuse = [1, 3]\ncareful = [2, 5]", "starts before refuse 1-3 is over"),
    ],
)
def test_a_broken_activity_is_refused_with_its_line_and_the_fix(lines: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_activities(activity(lines), "activities.toml")
    assert str(caught.value).startswith('activities.toml:2: "a": ')
    assert message in str(caught.value)


def test_no_word_belongs_to_two_activities() -> None:
    text = activity('also = "gym"') + activity('also = "gym"').replace('"a"', '"b"').replace("doing", "leaving")
    with pytest.raises(DataError, match=r'"b": the word "gym" stands already at "a"'):
        read_activities(text, "activities.toml")


def test_care_belongs_to_a_stage() -> None:
    assert [care.id for care in read_course(STAGE + CARE, "guide.toml")[2]] == ["c"]
    with pytest.raises(DataError, match=r'"c": no stage "clam". Did you mean "calm"'):
        read_course(STAGE + CARE.replace('stage = "calm"', 'stage = "clam"'), "guide.toml")


def test_care_and_stages_need_their_days() -> None:
    for text in (STAGE.replace("days = [1, 2]\n", ""), STAGE + CARE.replace("days = [1, 2]\n", "")):
        with pytest.raises(DataError, match=r'missing key "days"'):
            read_course(text, "guide.toml")


def test_an_spf_has_to_be_one() -> None:
    with pytest.raises(DataError, match=r"spf_min = 1 is not an SPF"):
        read_course(STAGE + CARE.replace("days =", "spf_min = 1\ndays ="), "guide.toml")


def test_the_guide_says_which_it_is() -> None:
    whole: Guide = guide.published_guide()
    assert (whole.id, whole.version) == ("published-guide", "2026-11-23")

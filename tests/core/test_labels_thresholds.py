"""The numbers of reading stand once, as data: what is enough of a label, and which names are the first."""

import pytest

from fortnight.errors import DataError
from fortnight.labels.thresholds import is_a_list, is_early, is_unsure, many_unread, read_thresholds, thresholds
from fortnight.sources import shipped
from fortnight.verdicts.reading import read_reading

TABLE = shipped("labels/data/thresholds.toml")
RULES = shipped("verdicts/data/reading.toml")


def without(text: str, line: str) -> str:
    assert text.count(f"{line}\n") == 1
    return text.replace(f"{line}\n", "")


def test_just_one_name_in_ten_may_be_unread() -> None:
    assert not many_unread(90, 100)
    assert many_unread(89, 100)


def test_the_fifth_name_is_early_and_the_sixth_is_not() -> None:
    assert [is_early(rank) for rank in (0, 4, 5)] == [True, True, False]


def test_a_label_is_unsure_for_either_reason() -> None:
    assert is_unsure(19, 20, unread_early=True)
    assert is_unsure(8, 10, unread_early=False)
    assert not is_unsure(19, 20, unread_early=False)


def test_a_text_of_which_nothing_is_recognised_is_no_list() -> None:
    assert not is_a_list(0, 0)
    assert not is_a_list(2, 10)
    assert is_a_list(3, 10)


def test_every_threshold_says_what_hangs_on_it_and_where_it_comes_from() -> None:
    assert all(row.decides and row.sources and row.place for row in thresholds().values())


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (without(TABLE, "percent = 10"), r'"unread-share": percent is missing'),
        (TABLE.replace("percent = 10\n", "percent = 0\n"), r"no number of 1 to 100"),
        (TABLE.replace("percent = 10\n", "names = 10\n"), r"percent is missing"),
        (TABLE.replace('"unread-share"', '"unread-shares"'), r"nobody asks .* Did you mean .unread-share"),
        (TABLE.partition('[[threshold]]\nid = "washing-names"')[0], r'no threshold "washing-names"'),
        (TABLE.replace('place = "more than one name in ten"\n', ""), r'missing key "place"'),
    ],
)
def test_a_threshold_that_lacks_something_does_not_load(text: str, what: str) -> None:
    with pytest.raises(DataError, match=what):
        read_thresholds(text, "labels/data/thresholds.toml")


@pytest.mark.parametrize("rule", ["label-unreadable", "names-unread-many", "left-out-doubtful"])
def test_a_rule_that_closes_days_of_its_own_cannot_lose_them(rule: str) -> None:
    head, _, entry = RULES.partition(f'id = "{rule}"\n')
    assert entry.startswith("untold = ")
    with pytest.raises(DataError, match=rf'"{rule}": missing key "untold"'):
        read_reading(f'{head}id = "{rule}"\n{entry.partition(chr(10))[2]}', "verdicts/data/reading.toml")

"""Spans of days: base 1, both ends included, and as bits."""

import pytest

from fortnight.guide.model import Span


def test_both_ends_belong_to_a_span() -> None:
    span = Span(first=3, last=5)
    assert [day for day in range(20) if day in span] == [3, 4, 5]


def test_the_mask_has_one_bit_a_day() -> None:
    span = Span(first=3, last=5)
    assert [day for day in range(20) if span.mask >> day & 1] == [3, 4, 5]


@pytest.mark.parametrize(("first", "last"), [(0, 3), (4, 3), (-1, -1)])
def test_a_span_begins_at_day_one_and_ends_no_earlier(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="is not a span"):
        Span(first=first, last=last)


def test_a_span_is_written_as_people_write_it() -> None:
    assert Span(first=1, last=1).text == "1"
    assert Span(first=7, last=14).text == "7-14"

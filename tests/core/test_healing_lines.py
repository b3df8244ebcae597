"""The lines by country: only what two sources print, never another country's, and only what was checked lately."""

import datetime as dt
from collections import Counter

import pytest

from fortnight.errors import DataError
from fortnight.healing import Purpose, all_rules
from fortnight.healing.lines import FINDERS, every_line, help_for, line_sources, lines_of, read_lines
from fortnight.healing.load import emergency_numbers, unconfirmed_countries
from fortnight.healing.model import Channel, HelpLine
from tests.each import each

TODAY = dt.date(2026, 12, 1)
HEAD = (
    "country,purpose,name,printed,number,channel,then,area,hours,languages,sources,seen,checked,expires\n"
    "FR,crisis,,3114,3114,call,,,24/7,,wikipedia-lists findahelpline,2026,2026-11-29,2027-11-29\n"
)
ROW = "GB,poison,Centre,0800 12 34,08001234,call,,,24/7,en,aidlines akana,2026,2026-11-29,2027-11-29"


def printed(country: str, purpose: Purpose, day: dt.date = TODAY) -> list[str]:
    return [line.printed for line in lines_of(country, purpose, day)]


@pytest.mark.parametrize(
    ("country", "purpose", "first"),
    [
        ("GB", Purpose.CRISIS, "116 123"),
        ("US", Purpose.CRISIS, "988"),
        ("MX", Purpose.CRISIS, "800 911 2000"),
        ("ES", Purpose.CRISIS, "024"),
        ("CL", Purpose.CRISIS, "*4141"),
        ("US", Purpose.POISON, "1-800-222-1222"),
        ("ES", Purpose.POISON, "91 562 04 20"),
        ("CH", Purpose.POISON, "145"),
        ("ES", Purpose.VIOLENCE, "016"),
        ("AU", Purpose.VIOLENCE, "1800 737 732"),
    ],
)
def test_a_country_has_its_own_line(country: str, purpose: Purpose, first: str) -> None:
    assert printed(country, purpose)[0] == first


# What one list alone prints, or what two print against each other; each of these was shown by some product.
@pytest.mark.parametrize(
    ("country", "purpose"),
    [
        ("MA", Purpose.CRISIS),
        ("GE", Purpose.CRISIS),
        ("SV", Purpose.CRISIS),
        ("TR", Purpose.CRISIS),
        ("VE", Purpose.CRISIS),
        ("MX", Purpose.POISON),
        ("JM", Purpose.POISON),
        ("KR", Purpose.POISON),
        ("NL", Purpose.POISON),
        ("CH", Purpose.VIOLENCE),
        ("CA", Purpose.VIOLENCE),
        ("EG", Purpose.VIOLENCE),
    ],
)
def test_what_no_two_sources_agree_on_is_not_shown(country: str, purpose: Purpose) -> None:
    contacts = help_for(country, purpose, TODAY)
    assert (contacts.lines, contacts.finder) == ((), FINDERS.get(purpose, ""))
    assert contacts.emergency.known


@pytest.mark.parametrize("country", ["", "XX", "AQ", "DE-BE", "💥"])
@pytest.mark.parametrize("purpose", Purpose)
def test_nobody_is_given_the_line_of_another_country(country: str, purpose: Purpose) -> None:
    contacts = help_for(country, purpose, TODAY)
    assert (contacts.lines, contacts.more, contacts.finder) == ((), (), FINDERS.get(purpose, ""))


@each("country", sorted({line.country for line in every_line()}))
@each("purpose", Purpose)
def test_at_most_two_lines_stand_under_the_number_and_all_are_of_that_country(country: str, purpose: Purpose) -> None:
    contacts = help_for(country.lower(), purpose, TODAY)
    assert len(contacts.lines) <= 2
    assert {(line.country, line.purpose) for line in (*contacts.lines, *contacts.more)} <= {(country, purpose)}
    assert contacts.emergency.numbers == emergency_numbers()[country]


def test_a_number_serves_one_purpose_in_a_country() -> None:
    purposes = Counter((line.country, line.number) for line in every_line())
    assert [key for key, times in purposes.items() if times > 1] == []


@each("line", every_line(), ids=lambda line: f"{line.country}-{line.purpose}-{line.number}")
def test_a_line_is_printed_by_two_sources_and_drops_out_a_year_after_its_check(line: HelpLine) -> None:
    assert len(set(line.sources) & set(line_sources())) >= 2
    assert line in lines_of(line.country, line.purpose, line.expires)
    assert line not in lines_of(line.country, line.purpose, line.expires + dt.timedelta(days=1))
    assert dt.timedelta() < line.expires - line.checked <= dt.timedelta(days=366)


def test_every_source_of_a_line_is_used() -> None:
    assert set(line_sources()) == {name for line in every_line() for name in line.sources}


def test_a_year_without_a_check_leaves_the_emergency_number_and_the_directory() -> None:
    late = help_for("GB", Purpose.CRISIS, dt.date(2028, 1, 1))
    assert (late.emergency.numbers[0], late.lines, late.finder) == ("999", (), "https://findahelpline.com")


def test_a_line_that_is_silent_at_night_says_so() -> None:
    hours = {(line.country, line.hours) for line in every_line() if line.part_time}
    assert {("IE", "08-22"), ("MT", "08-20"), ("MY", "08-24"), ("RS", "14-23"), ("AM", "Mon-Fri 09-18")} <= hours


def test_a_text_names_its_word() -> None:
    (text,) = (line for line in lines_of("GB", Purpose.CRISIS, TODAY) if line.channel is Channel.TEXT)
    assert (text.number, text.then, text.all_day) == ("85258", "SHOUT", True)


def test_each_sign_of_a_crisis_or_a_poisoning_has_its_kind_of_line() -> None:
    kinds = {sign.id: sign.line for sign in all_rules() if sign.line or sign.urgency in ("crisis", "poison")}
    assert kinds == {
        "sign-thoughts-of-harm": Purpose.CRISIS,
        "sign-picking-crisis": Purpose.CRISIS,
        "sign-violence-at-home": Purpose.VIOLENCE,
        "sign-swallowed": Purpose.POISON,
        "sign-too-much-medicine": Purpose.POISON,
    }
    assert [sign.id for sign in all_rules() if sign.is_private] == ["sign-violence-at-home"]


def test_no_country_is_both_confirmed_and_unconfirmed() -> None:
    assert not unconfirmed_countries() & set(emergency_numbers())


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("GB,", "GBR,", "is not a country"),
        ("poison", "venom", '"venom" is unknown'),
        ("08001234", "0800 1234", "is not how"),
        ("08001234", "08001235", "is not how"),
        ("24/7", "always", "are not valid hours"),
        ("24/7", "8-20", "are not valid hours"),
        ("call", "fax", '"fax" is unknown'),
        ("aidlines akana", "aidlines", "fewer than two sources"),
        ("aidlines akana", "aidlines aidlines", "fewer than two sources"),
        ("aidlines akana", "aidlines hearsay", "is not in line_sources.csv"),
        ("2027-11-29", "2027-11-30", "cannot count to"),
        ("2027-11-29", "2026-11-29", "cannot count to"),
        ("2026-11-29,2027", "soon,2027", "is not a valid date"),
    ],
)
def test_a_slip_in_a_line_is_refused_with_its_place_and_the_fix(before: str, after: str, what: str) -> None:
    with pytest.raises(DataError, match=what) as caught:
        read_lines(f"{HEAD}{ROW.replace(before, after)}\n", "lines.csv", line_sources())
    assert caught.value.line == 3


def test_a_number_that_stands_twice_for_a_purpose_is_refused() -> None:
    with pytest.raises(DataError, match="is listed twice"):
        read_lines(f"{HEAD}{ROW}\n{ROW}\n", "lines.csv", line_sources())

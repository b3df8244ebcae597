"""The number to call: known countries have theirs, and an unknown one is told so and gets 112 and 911."""

import pytest

from fortnight.errors import DataError
from fortnight.healing import emergency_number
from fortnight.healing.load import FALLBACK, emergency_numbers, read_numbers

IN_THE_UNION = [
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
]


@pytest.mark.parametrize(
    ("country", "number"),
    [("GB", "999"), ("US", "911"), ("AU", "000"), ("NZ", "111"), ("JP", "119"), ("IN", "112"), ("CH", "144")],
)
def test_a_country_has_its_number(country: str, number: str) -> None:
    assert emergency_number(country).numbers[0] == number
    assert emergency_number(country.lower()) == emergency_number(f" {country} ")


@pytest.mark.parametrize("country", IN_THE_UNION)
def test_112_reaches_help_all_over_the_union(country: str) -> None:
    assert "112" in emergency_number(country).numbers


@pytest.mark.parametrize(
    ("country", "numbers"),
    [
        ("SM", "118 112"),
        ("SV", "132 911"),
        ("LK", "110"),
        ("GH", "193"),
        ("TT", "811 990"),
        ("JM", "110"),
        ("HT", "116"),
    ],
)
def test_a_number_is_the_one_that_two_lists_print_for_medical_help(country: str, numbers: str) -> None:
    assert emergency_number(country).numbers == tuple(numbers.split())


@pytest.mark.parametrize("country", ["", "XX", "EU", "Spain", "1", "💥", "../"])
def test_an_unknown_country_is_not_guessed(country: str) -> None:
    emergency = emergency_number(country)
    assert (emergency.numbers, emergency.known) == (FALLBACK, False)


def test_every_number_is_short_and_every_country_two_letters() -> None:
    for country, numbers in emergency_numbers().items():
        assert len(country) == 2
        assert all(number.isdigit() and len(number) <= 5 for number in numbers)
        assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('GBR = "999"', "two capital letters"),
        ('gb = "999"', "two capital letters"),
        ("GB = 999", '"GB" has no numbers'),
        ('GB = ""', '"GB" has no numbers'),
        ('GB = "nine"', '"GB" has no numbers'),
        ('GB = "999"\nGB = "112"', "not TOML"),
        ('unconfirmed = ["FR"]', '"FR" is unconfirmed as well'),
    ],
)
def test_a_slip_in_the_numbers_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        read_numbers(f'\nFR = "112"\n{text}\n', "emergency.toml")
    assert caught.value.line >= 2

"""The profile file: what it may say, and how each slip is answered."""

import dataclasses

import pytest

from fortnight.errors import UsageError
from fortnight.person import Profile, Setting, SkinTone, read_profile


def test_an_empty_file_knows_nothing() -> None:
    assert read_profile("", "me.toml") == Profile()


def test_nothing_is_known_unless_told() -> None:
    names = {field.name for field in dataclasses.fields(Profile)} - {"allergies"}
    assert all(getattr(Profile(), name) is None for name in names)


def test_a_profile_is_read_as_it_is_written() -> None:
    text = """
    skin_tone = "IV"
    needle_mm = 2
    setting = "home"
    age = 34
    pregnant = false
    rosacea = true
    allergies = [" lanolin ", "limonene"]
    vegan = true
    """
    assert read_profile(text, "me.toml") == Profile(
        skin_tone=SkinTone.TYPE_IV,
        needle_mm=2.0,
        setting=Setting.HOME,
        age=34,
        pregnant=False,
        rosacea=True,
        allergies=("lanolin", "limonene"),
        vegan=True,
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pregnnt = true", 'me.toml:1: unknown key "pregnnt". Did you mean "pregnant"?'),
        ("\n\npregnant = 1", "me.toml:3: pregnant is neither yes nor no. Write pregnant = true or false"),
        ('pregnant = "yes"', "pregnant is neither yes nor no"),
        ("skin_tone = 4", 'skin_tone = 4 is unknown. Did you mean "IV"?'),
        ('skin_tone = "iv"', 'Did you mean "IV"?'),
        ("skin_tone = 9", "One of: I, II, III, IV, V, VI."),
        ("skin_tone = true", "One of: I, II, III, IV, V, VI."),
        ('setting = "hospital"', "One of: clinic, home."),
        ("needle_mm = 0", "needle_mm = 0 is out of range. Write it in millimetres: more than 0, at most 5."),
        ("needle_mm = 15", "needle_mm = 15 is out of range"),
        ("needle_mm = -1.5", "is out of range"),
        ("needle_mm = nan", "is out of range"),
        ("needle_mm = inf", "is out of range"),
        ('needle_mm = "1.5"', "needle_mm is not a number. Write needle_mm = 1.5."),
        ("needle_mm = true", "needle_mm is not a number"),
        ("age = 34.5", "age is not a whole number"),
        ("age = -1", "age = -1 is out of range. Write it in years: from 0, at most 120."),
        ("age = 200", "is out of range"),
        ('allergies = "lanolin"', "allergies is not a list of names"),
        ('allergies = [""]', "allergies is not a list of names"),
        ("allergies = [3]", "allergies is not a list of names"),
        ("[skin]\ntone = 4", 'me.toml:1: unknown key "skin". Did you mean "skin_tone"?'),
        ("age = 34\nage = 35", "me.toml:2: not TOML"),
        ("age 34", "me.toml:1: not TOML"),
        ("skin_tone = IV", "Write each line as key = value, texts in quotes"),
    ],
)
def test_a_slip_is_refused_with_its_line_and_what_to_write(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_profile(text, "me.toml")
    assert message in str(caught.value)

"""The red-flag card: every sign says what it is, what to do and how it shows on darker skin; no sign calms down."""

import pytest

from fortnight.errors import DataError
from fortnight.guide.load import all_rules as guide_rules
from fortnight.healing import Sign, Urgency, all_rules
from fortnight.healing.load import read_signs
from fortnight.person.load import all_rules as modifiers
from fortnight.verdicts.reading import reading_rules

SIGNS = all_rules()
COLOUR = ("red", "hives", "blister", "mark", "rash", "streak", "bump", "bruise")
ENTRY = """[[sign]]
id = "sign-of-nothing"
urgency = "today"
says = "Something."
does = "See a doctor today."
source = ["our-judgement"]
place = "nowhere"
reviewed = 2026-11-23
"""


def test_the_most_urgent_signs_come_first() -> None:
    assert [sign.urgency for sign in SIGNS] == sorted((sign.urgency for sign in SIGNS), key=list(Urgency).index)
    assert {sign.urgency for sign in SIGNS} == set(Urgency)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.id)
def test_a_sign_says_what_to_do_first_thing(sign: Sign) -> None:
    phrases = {
        Urgency.EMERGENCY: ("call now", "Call now"),
        Urgency.CRISIS: ("Call now", "Call the emergency number", "Call a crisis line"),
        Urgency.POISON: ("now",),
        Urgency.TODAY: ("today",),
        Urgency.CLINIC: ("clinic",),
    }[sign.urgency]
    assert any(word in sign.does for word in phrases) or "Press" in sign.does


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.id)
def test_no_sign_calms_down_or_names_a_diagnosis(sign: Sign) -> None:
    for text in (sign.says, sign.does, sign.on_darker_skin):
        assert "!" not in text
        assert not any(word in text.casefold() for word in ("safe", "you have an infection", "is not an infection"))


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.id)
def test_what_is_seen_by_colour_is_said_for_darker_skin_too(sign: Sign) -> None:
    words = sign.says.casefold()
    if any(f" {word}" in f" {words}" for word in COLOUR) and sign.id != "sign-white-bumps":
        assert sign.on_darker_skin


def test_a_sign_bears_an_id_that_no_other_rule_bears() -> None:
    others = {rule.id for rule in (*guide_rules(), *modifiers(), *reading_rules().values())}
    assert not others & {sign.id for sign in SIGNS}


def test_an_entry_is_read() -> None:
    (sign,) = read_signs(ENTRY, "signs.toml")
    assert (sign.urgency, sign.days, sign.on_darker_skin) == (Urgency.TODAY, None, "")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"today"', '"tody"', r'urgency = "tody" is unknown. Did you mean "today"'),
        ('does = "See a doctor today."\n', "", 'missing key "does"'),
        ('place = "nowhere"', 'place = "nowhere"\ncolour = "red"', 'unknown key "colour"'),
        ('["our-judgement"]', '["our-judgment"]', "is not in sources.toml"),
        ('place = "nowhere"', 'place = "nowhere"\ndays = [3, 15]', "is not a valid range of days"),
    ],
)
def test_a_slip_in_an_entry_is_refused_with_its_line(before: str, after: str, message: str) -> None:
    with pytest.raises(DataError, match=message) as caught:
        read_signs(ENTRY.replace(before, after), "signs.toml")
    assert caught.value.line == 2

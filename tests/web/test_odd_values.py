"""No value in an address or a field ends in an error of ours: what is no number is told, left out, or not found."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from fortnight.web.accounts.models import AuditLine, Person
from tests.web.addresses import addresses
from tests.web.test_advisor import advisor, desk
from tests.web.visitors import taken_back

Visitor = tuple[Person, Client]
__all__ = ["advisor", "desk"]
NAMES = (
    "after",
    "before",
    "by",
    "day",
    "number",
    "page",
    "q",
    "show",
    "since",
    "to",
    "upto",
    "from",
    "version",
    "card",
)
VALUES = ("²", "0001" + "9" * 5000, "-1", "٣", "1e9", "sNaN", "\x00", "½", " ", "true")
OWN = [one for one in addresses() if one.guarded or one.staff]
FIELDS = ("needle_mm", "date", "day", "number", "sense", "age", "seen", "treatment", "minutes", "hours", "revision")


@pytest.mark.parametrize("value", VALUES[:3])
def test_an_odd_value_in_an_address_is_no_error_of_ours(value: str, visitor: Visitor, desk: Client) -> None:
    person, browser = visitor
    for own_page in OWN:
        with taken_back(own_page.name, browser, desk):
            at = f"{own_page.at(person)}?{urlencode(dict.fromkeys(NAMES, value))}"
            assert (desk if own_page.staff else browser).get(at).status_code < 500


@pytest.mark.parametrize("sense", ["product", "activity", "medicine", "general", "feeling", "label", "sign", "²"])
def test_a_choice_that_was_not_offered_is_asked_about_anew(visitor: Visitor, sense: str) -> None:
    for words in ("", "retinol", "sauna", "x" * 300):
        assert visitor[1].post("/may/", {"said": words, "sense": sense, "name": "", "kind": ""}).status_code < 500


@pytest.mark.parametrize("value", VALUES)
def test_an_odd_length_of_needles_is_told_at_its_field(visitor: Visitor, value: str) -> None:
    for path in ("/me/treatments/new/", "/?again"):
        fields = dict.fromkeys(FIELDS, value) | {"when": "date", "setting": "clinic"}
        assert visitor[1].post(path, fields).status_code < 500


def test_a_nul_in_a_form_is_a_blank_and_the_words_around_it_stay(visitor: Visitor) -> None:
    person, browser = visitor
    assert browser.post("/me/flags/", {"flag": ["fever\x00chills"], "n\x00": "1"}).status_code < 500
    assert "fever chills" in "".join(AuditLine.objects.filter(person=person).values_list("about", flat=True))


def test_an_address_with_a_nul_leads_nowhere(visitor: Visitor) -> None:
    for path in ("/link/%00/", "/welcome/a%00b/"):
        assert visitor[1].get(path).status_code == 404

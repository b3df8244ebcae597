"""The clinic's guide on the desk: changed in forms, compared, published with a signature where milder, moved to."""

from collections.abc import Callable

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.actions import conversation_with
from fortnight.web.guides.models import Draft
from fortnight.web.guides.queries import drafted
from fortnight.web.shelf.actions import add
from tests.web.guides import (
    EARLIER,
    LATER,
    at_the_desk,
    draft_with,
    form_of,
    owner,
    send,
    text,
    values_in,
    version_with,
)
from tests.web.test_may import OIL, words_of

Visitor = tuple[Person, Client]
RETINOID = "/desk/guide/rule/retinoid-returns/"


@pytest.fixture
def imani(db: None) -> User:
    return owner()


@pytest.fixture
def desk(imani: User) -> Client:
    return at_the_desk(imani)


def test_the_whole_guide_is_there_stage_by_stage(desk: Client) -> None:
    page = text(desk, "/desk/guide/")
    for words in (
        "Calm",
        "Renew",
        "Retinol and other retinoids",
        "Sauna, steam room, hot tub",
        "Mild exfoliating cleanser",
    ):
        assert words in page
    assert "Everyone is on the published guide." in page
    assert "What cannot be changed here" in page


def test_other_days_and_words_are_a_change_that_can_be_undone(desk: Client) -> None:
    answer = send(desk, RETINOID, refuse_last="8", careful_first="9", says_en="Retinol waits until day 9 with us.")
    assert answer["Location"] == "/desk/guide/#retinoid-returns"
    (change,) = drafted(clinic()).changes
    assert change.id == "retinoid-returns"
    assert change.words == (("says", "en", "Retinol waits until day 9 with us."),)
    page = text(desk, "/desk/guide/")
    assert "The draft makes 1 change to the published guide." in page
    assert "stricter" in page
    assert "Imani Osei" in page
    desk.post(f"{RETINOID}undo/", {"revision": 1})
    assert drafted(clinic()).changes == ()
    assert "The draft has no changes." in text(desk, "/desk/guide/")


def test_saving_what_is_published_is_no_change_and_takes_one_back(desk: Client) -> None:
    send(desk, RETINOID)
    assert drafted(clinic()).changes == ()
    send(desk, RETINOID, refuse_last="8", careful_first="9")
    send(desk, RETINOID, refuse_last="6", careful_first="7")
    assert drafted(clinic()).changes == ()


@pytest.mark.parametrize(
    ("path", "changed", "message"),
    [
        (RETINOID, {"refuse_last": ""}, "Enter both days (to avoid), or neither."),
        (RETINOID, {"refuse_first": "9", "refuse_last": "3"}, "The last day is before the first day (to avoid)."),
        (RETINOID, {"refuse_last": "8"}, "starts before refuse 1-8 is over"),
        (RETINOID, {"refuse_last": "15"}, "15"),
        (RETINOID, {"says_en": "<b>Wait</b>"}, "contains markup"),
        (RETINOID, {"says_en": "a" * 601}, "600"),
        ("/desk/guide/rule/sauna/", {"from_day": "20"}, "closed up to day 14"),
        ("/desk/guide/rule/sauna/", {"from_day": "14"}, "15"),
        ("/desk/guide/rule/retinol/", {"days_first": "", "days_last": ""}, "no day left"),
        ("/desk/guide/rule/hydrating-serum/", {"named": "\n".join("abcdefg")}, "Name at most 6."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    desk: Client, path: str, changed: dict[str, str], message: str
) -> None:
    answer = send(desk, path, **changed)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert message in words_of(page)
    if "says_en" in changed:
        assert values_in(page)["says_en"] == changed["says_en"]
    assert not Draft.objects.exists()


def test_a_step_its_products_and_a_stage_can_be_changed(desk: Client) -> None:
    send(desk, "/desk/guide/rule/hydrating-serum/", named="House Serum\n", why_en="It drinks.", why_es="Bebe agua.")
    send(desk, "/desk/guide/rule/calm/", says_en="Rest, and keep your hands off.")
    send(desk, "/desk/guide/rule/omega-3-mask/", days_first="5")
    assert {change.id for change in drafted(clinic()).changes} == {"hydrating-serum", "calm", "omega-3-mask"}
    page = text(desk, "/desk/guide/difference/")
    assert "House Serum" in page
    assert "Rest, and keep your hands off." in page
    assert "Days 5 to 14" in page


def test_what_goes_with_a_rule_stands_beside_it(desk: Client) -> None:
    assert "Retinol product" in text(desk, RETINOID).partition("This goes with it")[2]


@pytest.mark.parametrize("rule", ["cautious-retinoid", "little-downtime", "pregnant", "nobody"])
def test_what_cannot_be_changed_has_no_form(desk: Client, rule: str) -> None:
    assert desk.get(f"/desk/guide/rule/{rule}/").status_code == 404


def test_a_rule_of_their_own_is_added_changed_and_taken_out(desk: Client) -> None:
    own = {"about": "shows:peptide", "where": "any", "refuse_first": "1", "refuse_last": "3", "says_en": "No peptides."}
    answer = send(desk, "/desk/guide/own/", **own)
    assert answer["Location"] == "/desk/guide/#own-1"
    assert "Rules of your own" in text(desk, "/desk/guide/")
    send(desk, "/desk/guide/rule/own-1/", refuse_last="4")
    (change,) = drafted(clinic()).changes
    assert change.days
    assert change.days.refuse
    assert change.days.refuse.last == 4
    send(desk, "/desk/guide/own/", **{**own, "about": "activity:sauna"})
    assert {entry.id for entry in drafted(clinic()).changes} == {"own-1", "own-2"}
    desk.post("/desk/guide/rule/own-1/undo/", {"revision": 3})
    assert {entry.id for entry in drafted(clinic()).changes} == {"own-2"}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"about": ""}, "required"),
        ({"refuse_first": "", "refuse_last": ""}, "closes nothing"),
        ({"says_en": ""}, "no words"),
    ],
)
def test_an_own_rule_that_says_nothing_is_refused(desk: Client, changed: dict[str, str], message: str) -> None:
    own = {"about": "kinds:mask", "where": "any", "refuse_first": "1", "refuse_last": "3", "says_en": "No masks."}
    answer = send(desk, "/desk/guide/own/", **{**own, **changed})
    assert answer.status_code == 400
    assert message in words_of(answer.content.decode())


def test_a_file_with_several_kinds_loses_none_of_them_in_the_form(imani: User, desk: Client) -> None:
    own = '[[own]]\nid = "own-1"\nkinds = ["mask", "peel"]\nrefuse = [1, 3]\ncareful = []\nsays = { en = "No." }\n'
    draft_with(imani, own)
    send(desk, "/desk/guide/rule/own-1/", refuse_last="5")
    (change,) = drafted(clinic()).changes
    assert change.about
    assert change.about.kinds == ("mask", "peel")


def test_a_change_on_an_older_draft_is_held_back_with_its_words(imani: User, desk: Client) -> None:
    """As with answers (chatwoot#14934): who writes in ignorance of a colleague is told, and loses nothing."""
    mine = form_of(desk, RETINOID)
    remy = at_the_desk(owner("Remy Brandt", "remy@example.org"))
    send(remy, "/desk/guide/rule/kind-mask/", refuse_last="4")
    answer = desk.post(RETINOID, {**mine, "refuse_last": "8", "careful_first": "9", "says_en": "Our words."})
    assert answer.status_code == 409
    page = words_of(answer.content.decode())
    assert "Remy Brandt changed the draft while you were editing." in page
    assert "Our words." in answer.content.decode()
    assert [change.id for change in drafted(clinic()).changes] == ["kind-mask"]
    again = values_in(answer.content.decode())["revision"]
    sent = {**mine, "revision": again, "refuse_last": "8", "careful_first": "9", "says_en": "Our words."}
    assert desk.post(RETINOID, sent).status_code == 302
    assert len(drafted(clinic()).changes) == 2


@pytest.mark.parametrize("path", ["/desk/guide/rule/kind-mask/undo/", "/desk/guide/again/"])
def test_a_button_on_an_older_draft_does_nothing(imani: User, desk: Client, path: str) -> None:
    draft_with(imani, LATER)
    for revision in ("0", "", "x"):
        page = desk.post(path, {"revision": revision}, follow=True).content.decode()
        assert "Someone else changed the draft" in page
    assert len(drafted(clinic()).changes) == 1


def test_the_draft_begins_again_from_a_version_or_from_the_published_guide(imani: User, desk: Client) -> None:
    version_with(imani, LATER)
    revision = draft_with(imani, LATER + EARLIER)
    desk.post("/desk/guide/again/", {"revision": revision, "version": "1"})
    assert [change.id for change in drafted(clinic()).changes] == ["retinoid-returns"]
    desk.post("/desk/guide/again/", {"revision": revision + 1, "version": ""})
    assert drafted(clinic()).changes == ()
    assert desk.post("/desk/guide/again/", {"revision": revision + 2, "version": "9"}).status_code == 404


def test_the_difference_stands_in_words_and_strips_and_between_any_two(imani: User, desk: Client) -> None:
    version_with(imani, LATER)
    draft_with(imani, LATER.replace("8", "9").replace("9, 14", "10, 14"))
    page = text(desk, "/desk/guide/difference/")
    assert "Do not use on days 1 to 6; with care on days 7 to 14" in page
    assert "Do not use on days 1 to 9; with care on days 10 to 14" in page
    last = text(desk, "/desk/guide/difference/?from=1&to=draft")
    assert "Do not use on days 1 to 8; with care on days 9 to 14" in last
    assert "The two are the same." in text(desk, "/desk/guide/difference/?from=1&to=1")
    assert desk.get("/desk/guide/difference/?from=7").status_code == 404
    assert desk.get("/desk/guide/difference/?from=nobody").status_code == 404


def test_whose_answers_would_change_is_told_with_their_days_before_and_after(
    imani: User, desk: Client, visitor_on: Callable[..., Visitor]
) -> None:
    person, _ = visitor_on(3)
    Person.objects.filter(pk=person.pk).update(name="Iris")
    add(person, name="Night Oil", label=OIL, kind="")
    add(person, name="Cream", label="Aqua, Glycerin", kind="")
    talk = conversation_with(person)
    over, _ = visitor_on(16)
    add(over, name="Night Oil", label=OIL, kind="")
    draft_with(imani, LATER + '[[activity]]\nid = "sauna"\nrefuse = [1, 12]\ncareful = []\n')
    page = desk.get("/desk/guide/whose/").content.decode()
    words = words_of(page)
    assert "Product answers that would change: 1, for 1 person." in words
    assert "1 person is still in their 14 days." in words
    assert "Iris" in words
    assert "Night Oil" in words
    assert "Cream" not in words.partition("Publish")[2]
    assert f"/desk/{talk.key}/" in page
    assert "Days 1 to 6: do not use. Days 7 to 14: with care." in page
    assert "Days 1 to 8: do not use. Days 9 to 14: with care." in page
    assert "Sauna, steam room, hot tub for 1 person" in words


def test_a_rule_about_what_a_label_shows_finds_the_products_that_no_rule_spoke_of(
    imani: User, desk: Client, visitor_on: Callable[..., Visitor]
) -> None:
    person, _ = visitor_on(3)
    add(person, name="Light Fluid", label="Aqua, Ethylhexyl Salicylate", kind="moisturiser")
    draft_with(
        imani,
        '[[own]]\nid = "own-1"\nshows = "uv_organic"\nrefuse = [1, 3]\ncareful = []\nsays = { en = "Not yet." }\n',
    )
    assert "Light Fluid" in text(desk, "/desk/guide/whose/")

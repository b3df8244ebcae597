"""The clinic's guide on the desk: changed in forms, compared, published with a signature where milder, moved to."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fortnight.web.accounts.models import GuideVersion, Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.actions import conversation_with
from fortnight.web.guides import actions, roles
from fortnight.web.guides.models import Draft
from fortnight.web.guides.queries import drafted
from fortnight.web.shelf.actions import add
from tests.web.guides import EARLIER, LATER, REASON, at_the_desk, draft_with, owner, version_with
from tests.web.test_may import OIL, words_of

Visitor = tuple[Person, Client]
RETINOID = "/desk/guide/rule/retinoid-returns/"


@pytest.fixture
def imani(db: None) -> User:
    return owner()


@pytest.fixture
def desk(imani: User) -> Client:
    return at_the_desk(imani)


def text(browser: Client, path: str) -> str:
    return words_of(browser.get(path).content.decode())


class _Form(HTMLParser):
    """The values of the form of a page, as a browser would send them if nothing were changed."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name not in self.values:
            self.values[name] = value
        elif tag == "textarea":
            self._area, self.values[name] = name, ""
        elif tag == "select":
            self._select, self.values[name] = name, ""
        elif tag == "option" and "selected" in given:
            self.values[self._select] = value

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def form_of(browser: Client, path: str) -> dict[str, Any]:
    """What the form of a page would send if nothing were changed."""
    return values_in(browser.get(path).content.decode())


def values_in(page: str) -> dict[str, Any]:
    form = _Form()
    form.feed(page)
    return form.values


def send(browser: Client, path: str, **changed: Any) -> Any:
    return browser.post(path, {**form_of(browser, path), **changed})


def test_the_whole_guide_is_there_stage_by_stage(desk: Client) -> None:
    page = text(desk, "/desk/guide/")
    for words in (
        "Calm",
        "Renew",
        "Retinol and its relatives",
        "Sauna, steam room, hot tub",
        "Mild exfoliating cleanser",
    ):
        assert words in page
    assert "The published guide holds for everybody." in page
    assert "What cannot be changed here" in page


def test_other_days_and_words_are_a_change_that_can_be_undone(desk: Client) -> None:
    answer = send(desk, RETINOID, refuse_last="8", careful_first="9", says_en="Retinol waits until day 9 with us.")
    assert answer["Location"] == "/desk/guide/#retinoid-returns"
    (change,) = drafted(clinic()).changes
    assert change.id == "retinoid-returns"
    assert change.words == (("says", "en", "Retinol waits until day 9 with us."),)
    page = text(desk, "/desk/guide/")
    assert "The draft has one change of the published guide." in page
    assert "stricter" in page
    assert "Imani Osei" in page
    desk.post(f"{RETINOID}undo/", {"revision": 1})
    assert drafted(clinic()).changes == ()
    assert "The draft is the same." in text(desk, "/desk/guide/")


def test_saving_what_is_published_is_no_change_and_takes_one_back(desk: Client) -> None:
    send(desk, RETINOID)
    assert drafted(clinic()).changes == ()
    send(desk, RETINOID, refuse_last="8", careful_first="9")
    send(desk, RETINOID, refuse_last="6", careful_first="7")
    assert drafted(clinic()).changes == ()


@pytest.mark.parametrize(
    ("path", "changed", "said"),
    [
        (RETINOID, {"refuse_last": ""}, "Choose both days to leave it, or neither."),
        (RETINOID, {"refuse_first": "9", "refuse_last": "3"}, "The days to leave it end before they begin."),
        (RETINOID, {"refuse_last": "8"}, "begins before refuse 1-8 is over"),
        (RETINOID, {"refuse_last": "15"}, "15"),
        (RETINOID, {"says_en": "<b>Wait</b>"}, "holds markup"),
        (RETINOID, {"says_en": "a" * 601}, "600"),
        ("/desk/guide/rule/sauna/", {"from_day": "20"}, "closed up to day 14"),
        ("/desk/guide/rule/sauna/", {"from_day": "14"}, "15"),
        ("/desk/guide/rule/retinol/", {"days_first": "", "days_last": ""}, "no day left"),
        ("/desk/guide/rule/hydrating-serum/", {"named": "\n".join("abcdefg")}, "Name 6 at the most."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    desk: Client, path: str, changed: dict[str, str], said: str
) -> None:
    answer = send(desk, path, **changed)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in words_of(page)
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
    assert "Days 5-14" in page


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
    assert {one.id for one in drafted(clinic()).changes} == {"own-1", "own-2"}
    desk.post("/desk/guide/rule/own-1/undo/", {"revision": 3})
    assert {one.id for one in drafted(clinic()).changes} == {"own-2"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"about": ""}, "required"),
        ({"refuse_first": "", "refuse_last": ""}, "closes nothing"),
        ({"says_en": ""}, "no words"),
    ],
)
def test_an_own_rule_that_says_nothing_is_refused(desk: Client, changed: dict[str, str], said: str) -> None:
    own = {"about": "kinds:mask", "where": "any", "refuse_first": "1", "refuse_last": "3", "says_en": "No masks."}
    answer = send(desk, "/desk/guide/own/", **{**own, **changed})
    assert answer.status_code == 400
    assert said in words_of(answer.content.decode())


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
    assert "Remy Brandt has changed the draft meanwhile." in page
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
        assert "Somebody has changed the draft meanwhile" in page
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
    assert "Leave it on days 1-6; with care on days 7-14" in page
    assert "Leave it on days 1-9; with care on days 10-14" in page
    last = text(desk, "/desk/guide/difference/?from=1&to=draft")
    assert "Leave it on days 1-8; with care on days 9-14" in last
    assert "The two say the same." in text(desk, "/desk/guide/difference/?from=1&to=1")
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
    assert "1 answers about products, of 1 person." in words
    assert "One person’s fortnight is not over." in words
    assert "Iris" in words
    assert "Night Oil" in words
    assert "Cream" not in words.partition("Publish")[2]
    assert f"/desk/{talk.key}/" in page
    assert "Days 1 to 6: leave it. Days 7 to 14: with care." in page
    assert "Days 1 to 8: leave it. Days 9 to 14: with care." in page
    assert "Sauna, steam room, hot tub for one person" in words


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


def test_who_publishes_says_what_is_new_and_whoever_begins_goes_by_it(
    imani: User, desk: Client, visitor_on: Callable[..., Visitor]
) -> None:
    revision = draft_with(imani, LATER)
    assert desk.post("/desk/guide/publish/", {"revision": revision, "note": ""}).status_code == 400
    answer = desk.post("/desk/guide/publish/", {"revision": revision, "note": "Retinol from day 9"})
    assert answer["Location"] == "/desk/guide/versions/1/"
    version = GuideVersion.objects.get()
    assert (version.number, version.note, version.by, version.by_name) == (1, "Retinol from day 9", imani, "Imani Osei")
    assert version.key == f"{clinic().pk}.1.{version.hash}"
    person, _ = visitor_on(3)
    assert person.current
    assert person.current.guide == version
    page = text(desk, "/desk/guide/versions/1/")
    assert "Retinol from day 9" in page
    assert "One person goes by it." in page
    assert "Version 1" in text(desk, "/desk/guide/versions/")
    assert "Nothing has been changed since." in text(desk, "/desk/guide/publish/")
    again = desk.post("/desk/guide/publish/", {"revision": revision + 1, "note": "Again"})
    assert again.status_code == 400
    assert "Nothing has been changed since." in words_of(again.content.decode())
    assert desk.get("/desk/guide/versions/2/").status_code == 404


def test_a_version_that_is_published_stays_as_it_is(imani: User, desk: Client) -> None:
    version = version_with(imani, LATER)
    version_with(imani, LATER + '[[window]]\nid = "kind-mask"\nrefuse = [1, 4]\ncareful = []\n')
    before = GuideVersion.objects.get(number=1)
    assert (before.changes, before.hash) == (version.changes, version.hash)
    assert [one.number for one in GuideVersion.objects.all()] == [2, 1]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "needs your full name under it"),
        ({"name": "Somebody Else", "reason-kind-eye-cream": REASON}, "needs your full name under it"),
        ({"name": "Imani Osei"}, "needs a reason"),
        ({"name": "Imani Osei", "reason-kind-eye-cream": "  "}, "needs a reason"),
    ],
)
def test_what_is_milder_is_not_published_without_a_name_and_a_reason(
    imani: User, desk: Client, sent: dict[str, str], said: str
) -> None:
    revision = draft_with(imani, EARLIER)
    answer = desk.post("/desk/guide/publish/", {"revision": revision, "note": "Eye cream earlier", **sent})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in words_of(page)
    assert "Eye cream earlier" in page
    assert not GuideVersion.objects.exists()


def test_what_is_milder_is_published_with_them_and_stays_signed_while_its_days_stay(imani: User, desk: Client) -> None:
    revision = draft_with(imani, EARLIER)
    sent = {"revision": revision, "note": "Earlier", "name": "imani osei", "reason-kind-eye-cream": REASON}
    assert desk.post("/desk/guide/publish/", sent).status_code == 302
    (change,) = drafted(clinic()).changes
    assert change.signed
    assert (change.signed.by, change.signed.reason) == ("Imani Osei", REASON)
    send(desk, "/desk/guide/rule/kind-eye-cream/", says_en="A plain one, from day 3.")
    (change,) = drafted(clinic()).changes
    assert change.signed
    send(desk, "/desk/guide/rule/kind-eye-cream/", refuse_first="1", refuse_last="1")
    (change,) = drafted(clinic()).changes
    assert change.signed is None
    assert "milder: needs a signature" in text(desk, "/desk/guide/")


def test_who_has_no_name_signs_nothing(db: None) -> None:
    nameless = owner("", "nobody@example.org")
    revision = draft_with(nameless, EARLIER)
    reasons = {"kind-eye-cream": REASON}
    with pytest.raises(actions.RefusedError, match="full name"):
        actions.publish(clinic(), revision=revision, by=nameless, note="x", name="", reasons=reasons)


def test_publishing_and_moving_are_for_whom_the_house_names(
    imani: User, desk: Client, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = version_with(imani, LATER)
    revision = draft_with(imani, "")
    for module in ("actions", "published"):
        monkeypatch.setattr(f"fortnight.web.guides.{module}.may_publish", lambda _user: False)
    answer = desk.post("/desk/guide/publish/", {"revision": revision, "note": "x"})
    assert answer.status_code == 400
    assert "for the owner of the clinic" in text(desk, "/desk/guide/publish/")
    page = desk.post(f"/desk/guide/versions/{version.number}/move/", {"all": "1"}, follow=True).content.decode()
    assert "for the owner of the clinic" in page
    person = Person.objects.select_related("current").get(pk=visitor[0].pk)
    assert person.current
    assert person.current.guide is None
    assert roles.may_publish(imani)


def test_a_draft_that_changed_while_the_page_of_publishing_was_open_is_looked_at_again(
    imani: User, desk: Client
) -> None:
    revision = draft_with(imani, LATER)
    draft_with(imani, LATER + '[[window]]\nid = "kind-mask"\nrefuse = [1, 4]\ncareful = []\n')
    answer = desk.post("/desk/guide/publish/", {"revision": revision, "note": "Mine"})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    assert not GuideVersion.objects.exists()


def test_people_are_moved_all_or_some_after_a_look_at_their_answers(
    imani: User, desk: Client, visitor_on: Callable[..., Visitor]
) -> None:
    first, _ = visitor_on(3)
    second, _ = visitor_on(4)
    add(first, name="Night Oil", label=OIL, kind="")
    version_with(imani, LATER)
    page = text(desk, "/desk/guide/versions/1/move/")
    assert "2 people go by another version." in page
    assert "one answer would be another" in page
    assert "no answer on the shelf would be another" in page
    answer = desk.post("/desk/guide/versions/1/move/", {"person": [str(first.key)]}, follow=True)
    assert "One person goes by version 1 now, and is told." in words_of(answer.content.decode())
    second.refresh_from_db()
    assert second.current
    assert second.current.guide is None
    answer = desk.post("/desk/guide/versions/1/move/", {"all": "1"}, follow=True)
    assert "One person goes by version 1 now" in words_of(answer.content.decode())
    assert "Everybody whose fortnight is not over goes by it already." in text(desk, "/desk/guide/versions/1/move/")
    assert desk.get("/desk/guide/versions/7/move/").status_code == 404


def test_a_version_goes_out_as_a_file_and_comes_in_again(imani: User, desk: Client) -> None:
    version = version_with(imani, LATER + EARLIER)
    answer = desk.get("/desk/guide/versions/1/file/")
    assert answer.content.decode() == version.changes
    assert answer.headers["Content-Disposition"] == 'attachment; filename="guide-version-1.toml"'
    assert desk.get("/desk/guide/file/").content.decode() == version.changes
    assert desk.get("/desk/guide/versions/7/file/").status_code == 404
    changed = version.changes.replace("refuse = [1, 8]", "refuse = [1, 9]").replace("careful = [9,", "careful = [10,")
    sent = {"revision": drafted(clinic()).revision, "file": SimpleUploadedFile("ours.toml", changed.encode())}
    assert desk.post("/desk/guide/upload/", sent)["Location"] == "/desk/guide/difference/"
    draft = drafted(clinic())
    assert {change.id: bool(change.signed) for change in draft.changes} == {
        "kind-eye-cream": True,
        "retinoid-returns": False,
    }


def test_a_signature_in_a_file_counts_only_where_it_was_given_here(imani: User, desk: Client) -> None:
    forged = EARLIER + 'signed = { by = "Dr. Nobody", reason = "Because.", on = 2026-11-01 }\n'
    sent = {"revision": 0, "file": SimpleUploadedFile("ours.toml", forged.encode())}
    desk.post("/desk/guide/upload/", sent)
    (change,) = drafted(clinic()).changes
    assert change.signed is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'[[window]]\nid = "kind-mask"\nrefuse = [1, 15]\ncareful = []\n', "line:2"),
        (b'\n\n[[window]]\nid = "kind-maks"\nrefuse = [1, 5]\ncareful = []\n', "line:4"),
        (b"[[window\n", "line:1"),
        (b"\xff\xfe", "no text in UTF-8"),
        (b"", "empty"),
        (b"# " + b"a" * 200_000, "far larger"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(desk: Client, content: bytes, said: str) -> None:
    answer = desk.post("/desk/guide/upload/", {"revision": 0, "file": SimpleUploadedFile("ours.toml", content)})
    assert answer.status_code == 400
    assert said in words_of(answer.content.decode())
    assert not Draft.objects.exists()
    assert desk.get("/desk/guide/upload/").status_code == 200
    assert desk.post("/desk/guide/upload/", {"revision": 0}).status_code == 400


def test_a_change_of_a_rule_that_the_published_guide_no_longer_has_is_shown_and_can_be_taken_out(
    imani: User, desk: Client
) -> None:
    version = version_with(imani, LATER)
    gone = '[[window]]\nid = "kind-mask-of-old"\nrefuse = [1, 4]\ncareful = []\n'
    GuideVersion.objects.filter(pk=version.pk).update(changes=gone + LATER)
    Draft.objects.update(changes=gone + LATER)
    assert "the published guide has moved on" in text(desk, "/desk/guide/")
    assert "the published guide has moved on" in text(desk, "/desk/guide/versions/1/")
    desk.post("/desk/guide/rule/kind-mask-of-old/undo/", {"revision": drafted(clinic()).revision})
    assert "the published guide has moved on" not in text(desk, "/desk/guide/")


def test_two_who_publish_the_same_draft_make_one_version(imani: User) -> None:
    revision = draft_with(imani, LATER)
    actions.publish(clinic(), revision=revision, by=imani, note="At once")
    with pytest.raises(actions.OutdatedError):
        actions.publish(clinic(), revision=revision, by=imani, note="At once")
    assert GuideVersion.objects.count() == 1

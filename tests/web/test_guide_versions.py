"""Versions of the clinic's guide on the desk: published, signed where milder, kept, moved to, as files."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fortnight.web.accounts.models import GuideVersion, Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.guides import actions, roles
from fortnight.web.guides.models import Draft
from fortnight.web.guides.queries import drafted
from fortnight.web.shelf.actions import add
from tests.web.guides import EARLIER, LATER, REASON, at_the_desk, draft_with, owner, send, text, version_with
from tests.web.test_may import OIL, words_of

Visitor = tuple[Person, Client]


@pytest.fixture
def imani(db: None) -> User:
    return owner()


@pytest.fixture
def desk(imani: User) -> Client:
    return at_the_desk(imani)


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
    assert "1 person is on this version." in page
    assert "Version 1" in text(desk, "/desk/guide/versions/")
    assert "Nothing has changed since." in text(desk, "/desk/guide/publish/")
    again = desk.post("/desk/guide/publish/", {"revision": revision + 1, "note": "Again"})
    assert again.status_code == 400
    assert "Nothing has changed since." in words_of(again.content.decode())
    assert desk.get("/desk/guide/versions/2/").status_code == 404


def test_a_version_that_is_published_stays_as_it_is(imani: User, desk: Client) -> None:
    version = version_with(imani, LATER)
    version_with(imani, LATER + '[[window]]\nid = "kind-mask"\nrefuse = [1, 4]\ncareful = []\n')
    before = GuideVersion.objects.get(number=1)
    assert (before.changes, before.hash) == (version.changes, version.hash)
    assert [row.number for row in GuideVersion.objects.all()] == [2, 1]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Enter your full name"),
        ({"name": "Somebody Else", "reason-kind-eye-cream": REASON}, "Enter your full name"),
        ({"name": "Imani Osei"}, "needs a reason"),
        ({"name": "Imani Osei", "reason-kind-eye-cream": "  "}, "needs a reason"),
    ],
)
def test_what_is_milder_is_not_published_without_a_name_and_a_reason(
    imani: User, desk: Client, sent: dict[str, str], message: str
) -> None:
    revision = draft_with(imani, EARLIER)
    answer = desk.post("/desk/guide/publish/", {"revision": revision, "note": "Eye cream earlier", **sent})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert message in words_of(page)
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
    with pytest.raises(actions.GuideRefusedError, match="full name"):
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
    assert "clinic owner" in text(desk, "/desk/guide/publish/")
    page = desk.post(f"/desk/guide/versions/{version.number}/move/", {"all": "1"}, follow=True).content.decode()
    assert "clinic owner" in page
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
    assert "2 people are on a different version." in page
    assert "1 answer would change" in page
    assert "no answers would change" in page
    answer = desk.post("/desk/guide/versions/1/move/", {"person": [str(first.key)]}, follow=True)
    assert "1 person is now on version 1 and has been told." in words_of(answer.content.decode())
    second.refresh_from_db()
    assert second.current
    assert second.current.guide is None
    answer = desk.post("/desk/guide/versions/1/move/", {"all": "1"}, follow=True)
    assert "1 person is now on version 1" in words_of(answer.content.decode())
    assert "Everyone still in their 14 days is already on this version." in text(desk, "/desk/guide/versions/1/move/")
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
    ("content", "message"),
    [
        (b'[[window]]\nid = "kind-mask"\nrefuse = [1, 15]\ncareful = []\n', "line:2"),
        (b'\n\n[[window]]\nid = "kind-maks"\nrefuse = [1, 5]\ncareful = []\n', "line:4"),
        (b"[[window\n", "line:1"),
        (b"\xff\xfe", "not UTF-8 text"),
        (b"", "empty"),
        (b"# " + b"a" * 200_000, "too large to be a guide"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(desk: Client, content: bytes, message: str) -> None:
    answer = desk.post("/desk/guide/upload/", {"revision": 0, "file": SimpleUploadedFile("ours.toml", content)})
    assert answer.status_code == 400
    assert message in words_of(answer.content.decode())
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
    assert "the published guide has changed" in text(desk, "/desk/guide/")
    assert "the published guide has changed" in text(desk, "/desk/guide/versions/1/")
    desk.post("/desk/guide/rule/kind-mask-of-old/undo/", {"revision": drafted(clinic()).revision})
    assert "the published guide has changed" not in text(desk, "/desk/guide/")


def test_two_who_publish_the_same_draft_make_one_version(imani: User) -> None:
    revision = draft_with(imani, LATER)
    actions.publish(clinic(), revision=revision, by=imani, note="At once")
    with pytest.raises(actions.OutdatedError):
        actions.publish(clinic(), revision=revision, by=imani, note="At once")
    assert GuideVersion.objects.count() == 1

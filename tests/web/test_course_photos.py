"""Photos of the course: theirs alone until shared, sealed, stripped, gone in time, judged for comparing and no more."""

import datetime as dt
import io
import json
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from fortnight.web.accounts.actions import start_treatment
from fortnight.web.accounts.models import AuditLine, Person, User
from fortnight.web.accounts.vault import unseal
from fortnight.web.chat.models import Message
from fortnight.web.course_photos import actions, queries, tickets, views
from fortnight.web.course_photos.models import CoursePhoto
from fortnight.web.ground.limits import COURSE_PHOTOS, PHOTOS
from fortnight.web.project.due import DUE
from fortnight.web.shell import offers
from fortnight.web.shell.saved import PAGES
from tests.web.conftest import TODAY
from tests.web.faces import face, photo
from tests.web.staff import one_of_staff
from tests.web.test_advisor import advisor, desk

Visitor = tuple[Person, Client]
JSON = {"Accept": "application/json"}
__all__ = ["advisor", "desk"]


@pytest.fixture(autouse=True)
def _pictures_go_again() -> Iterator[None]:
    """Pictures of a test are deleted after it; who answers is asked anew."""
    before = _names()
    offers.forget()
    yield
    offers.forget()
    for name in _names() - before:
        default_storage.delete(name)


def _names() -> set[str]:
    return (
        {f"course/{name}" for name in default_storage.listdir("course")[1]}
        if default_storage.exists("course")
        else set()
    )


def send(browser: Client, side: str = "front", image: Image.Image | None = None, **values: str) -> CoursePhoto:
    """Send a photo with the plain form, as whoever has no script does; the row."""
    answer = browser.post("/photos/take/", {"side": side, "taken": photo(image), **values})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return CoursePhoto.objects.latest("taken", "pk")


def sources(page: str) -> list[str]:
    return re.findall(r'<img[^>]* src="((?:/desk)?/photos/[^"]+)"', page)


def test_three_sides_follow_each_other_and_then_the_album(visitor: Visitor) -> None:
    ways = [
        visitor[1].post("/photos/take/", {"side": side, "chosen": photo()})["Location"]
        for side in ("front", "left", "right")
    ]
    assert [re.sub(r"&after=.*", "", way) for way in ways] == [
        "/photos/take/?side=left",
        "/photos/take/?side=right",
        "/photos/",
    ]
    assert "Front is stored" not in visitor[1].get("/photos/take/").content.decode()
    assert "Day 3, front is stored." in visitor[1].get(ways[0]).content.decode()
    page = visitor[1].get("/photos/").content.decode()
    assert [(row.day, row.side) for row in CoursePhoto.objects.order_by("pk")] == [
        (3, "front"),
        (3, "left"),
        (3, "right"),
    ]
    assert len(sources(page)) == 6, "three of today, and the same in the strip"
    assert all(visitor[1].get(at).headers["Content-Type"] == "image/jpeg" for at in sources(page))


def test_an_empty_album_says_what_photos_are_for_and_that_no_score_is_made(visitor: Visitor) -> None:
    page = visitor[1].get("/photos/").content.decode()
    assert "One minute a day" in page
    assert "No score is ever worked out" in page
    assert "<table" not in page


def test_nothing_of_place_and_camera_stays_and_a_large_photo_becomes_smaller(visitor: Visitor) -> None:
    row = send(visitor[1], image=face().resize((3000, 4000)))
    for name, longest in ((row.file, 1600), (row.small, 320)):
        data = queries.picture(name)
        assert data
        opened = Image.open(io.BytesIO(data))
        assert dict(opened.getexif()) == {}
        assert max(opened.size) == longest
    assert (row.width, row.height) == (1200, 1600)


def test_what_lies_on_the_disk_is_sealed_under_its_own_name(visitor: Visitor) -> None:
    row = send(visitor[1])
    for name in (row.file, row.small):
        raw = Path(default_storage.path(name)).read_bytes()
        assert b"JFIF" not in raw
        assert not raw.startswith(b"\xff\xd8\xff")
        assert unseal(name, raw).startswith(b"\xff\xd8\xff")


def test_a_photo_takes_the_place_of_the_one_before_and_its_files_go(
    visitor: Visitor, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    first = send(visitor[1])
    with django_capture_on_commit_callbacks(execute=True):
        second = send(visitor[1])
    assert CoursePhoto.objects.get().key == second.key != first.key
    assert [default_storage.exists(name) for name in (first.file, first.small, second.file)] == [False, False, True]


def test_an_address_of_a_picture_opens_for_its_person_alone_and_ends(
    visitor: Visitor, stranger: Visitor, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = send(visitor[1])
    at = sources(visitor[1].get(f"/photos/{row.key}/").content.decode())[0]
    assert resolve(at).url_name == "course-photo-file"
    answer = visitor[1].get(at)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert stranger[1].get(at).status_code == 404
    assert desk.get(at).status_code == 302
    assert Client().get(at).status_code == 302
    assert visitor[1].get(at[:-2] + "x/").status_code == 404
    monkeypatch.setattr(tickets, "_OPEN_SECONDS", -1)
    assert visitor[1].get(at).status_code == 404


def test_the_desk_sees_one_photo_once_it_is_shared_and_not_the_others(visitor: Visitor, desk: Client) -> None:
    person, browser = visitor
    shared, private = send(browser, "front"), send(browser, "left")
    assert sources(desk.get(f"/desk/photos/{person.key}/").content.decode()) == []
    browser.post(f"/photos/{shared.key}/share/", {"on": "1"})
    page = desk.get(f"/desk/photos/{person.key}/").content.decode()
    assert "Day 3, front" in page
    assert "left" not in page
    assert [desk.get(at).status_code for at in sources(page)] == [200]
    at = tickets.ticket(private, User.objects.get(name="Noor"))
    assert desk.get(f"/desk/photos/{person.key}/file/{at}/").status_code == 404
    assert Message.objects.get(author=Message.PERSON).card == {"kind": "course-photo", "key": str(shared.key)}
    conversation = desk.get(f"/desk/{person.conversation.key}/").content.decode()
    assert "Show 1 shared photo" in conversation
    assert f"/desk/photos/{person.key}/" in conversation


def test_what_is_taken_back_is_gone_for_the_desk_at_once(visitor: Visitor, desk: Client) -> None:
    person, browser = visitor
    row = send(browser)
    browser.post(f"/photos/{row.key}/share/", {"on": "1"})
    at = sources(desk.get(f"/desk/photos/{person.key}/").content.decode())[0]
    assert desk.get(at).status_code == 200
    browser.post(f"/photos/{row.key}/share/", {"on": "0"})
    assert desk.get(at).status_code == 404
    assert "no longer shared" in browser.get("/advisor/").content.decode()
    assert sources(desk.get(f"/desk/photos/{person.key}/").content.decode()) == []
    done = [line.action for line in AuditLine.objects.filter(person=person, action__endswith="_photo").order_by("pk")]
    assert done == ["share_photo", "take_back_photo"]


def test_sharing_twice_is_one_message(visitor: Visitor, advisor: User) -> None:
    row = send(visitor[1])
    for _ in range(2):
        visitor[1].post(f"/photos/{row.key}/share/", {"on": "1"})
    assert Message.objects.filter(author=Message.PERSON).count() == 1
    assert AuditLine.objects.filter(action="share_photo").count() == 1


def test_a_look_of_the_desk_is_written_down_for_the_person(visitor: Visitor, desk: Client) -> None:
    person, browser = visitor
    browser.post(f"/photos/{send(browser).key}/share/", {"on": "1"})
    looks = AuditLine.objects.filter(person=person, action="looked", about="course-photos")
    at = sources(desk.get(f"/desk/photos/{person.key}/").content.decode())[0]
    assert looks.count() == 1
    looks.delete()
    assert desk.get(at).status_code == 200
    assert looks.count() == 1, "the picture alone is a look as well"
    assert "opened the photos of your course that you share" in browser.get("/me/looked/").content.decode()


def test_where_nobody_answers_nothing_is_shared_and_the_page_says_so(visitor: Visitor) -> None:
    row = send(visitor[1])
    assert "so it cannot be shared" in visitor[1].get(f"/photos/{row.key}/").content.decode()
    answer = visitor[1].post(f"/photos/{row.key}/share/", {"on": "1"}, follow=True)
    assert "the photo was not shared" in answer.content.decode()
    row.refresh_from_db()
    assert row.shared is None


def test_the_file_that_the_clinic_takes_out_has_shared_photos_alone(visitor: Visitor, advisor: User) -> None:
    person, browser = visitor
    browser.post(f"/photos/{send(browser, 'front').key}/share/", {"on": "1"})
    send(browser, "left")
    owner = one_of_staff("owner")[1]
    of_clinic = json.loads(owner.get(f"/desk/clients/{person.key}/data/download/").content)
    own = json.loads(browser.get("/me/data/download/").content)
    assert [one["side"] for one in of_clinic["course photos"]] == ["front"]
    assert [one["side"] for one in own["course photos"]] == ["front", "left"]


def test_photos_go_when_their_person_says_and_the_clock_deletes_their_files(
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    browser, now = visitor[1], timezone.now()
    row = send(browser)
    assert row.expires == now + dt.timedelta(days=90)
    browser.post("/photos/term/", {"days": "30"})
    row.refresh_from_db()
    assert row.expires == now + dt.timedelta(days=30)
    assert "fortnight.web.course_photos.actions.forget" in {job.place for job in DUE}
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(days=30, seconds=-1))
    assert actions.forget() == 0
    monkeypatch.setattr(timezone, "now", lambda: now + dt.timedelta(days=30))
    assert browser.get(f"/photos/{row.key}/").status_code == 404, "its time is over before the clock comes"
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.forget() == 1
    assert not CoursePhoto.objects.exists()
    assert not default_storage.exists(row.file)
    assert not default_storage.exists(row.small)


def test_photos_can_stay_until_they_are_deleted_by_hand(
    visitor: Visitor, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    browser = visitor[1]
    browser.post("/photos/term/", {"days": "never"})
    row = send(browser)
    assert row.expires is None
    assert "They stay until you delete them." in browser.get("/photos/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(f"/photos/{row.key}/remove/").status_code == 302
    assert not default_storage.exists(row.file)


@pytest.mark.parametrize("days", ["", "7", "-1", "0", "x"])
def test_a_term_that_is_not_offered_changes_nothing(visitor: Visitor, days: str) -> None:
    row = send(visitor[1])
    visitor[1].post("/photos/term/", {"days": days})
    assert CoursePhoto.objects.get().expires == row.expires


def test_a_picture_without_a_row_is_set_aside_and_none_that_has_one(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = send(visitor[1], "front"), send(visitor[1], "left")
    CoursePhoto.objects.filter(pk=first.pk).delete()
    written = default_storage.get_modified_time(first.file)
    monkeypatch.setattr(timezone, "now", lambda: written + dt.timedelta(minutes=9))
    assert actions.forget() == 0, "whoever sends one now may still be writing its row"
    monkeypatch.setattr(timezone, "now", lambda: written + dt.timedelta(minutes=11))
    try:
        assert actions.forget() == 2
        assert default_storage.exists(second.file)
        assert default_storage.exists(f"aside/{first.file}")
    finally:
        for name in (first.file, first.small):
            default_storage.delete(f"aside/{name}")


def test_what_cannot_be_compared_is_kept_and_said(visitor: Visitor) -> None:
    answer = visitor[1].post("/photos/take/", {"side": "front", "taken": photo(face(light=0.2))}, follow=True)
    assert CoursePhoto.objects.get().remarks == ["dark"]
    assert "Too dark to compare." in answer.content.decode()


def test_further_away_than_last_time_is_said(
    visitor_on: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = visitor_on(3)[1]
    send(browser)
    CoursePhoto.objects.update(day=2)
    assert send(browser, image=face(size=0.7)).remarks == ["further"]
    page = browser.get("/photos/").content.decode()
    assert "Hard to compare:" in page
    assert "Further away than last time." in page


def test_one_that_is_taken_again_is_not_compared_with_the_one_that_it_replaces(visitor: Visitor) -> None:
    send(visitor[1])
    assert send(visitor[1], image=face(size=0.7)).remarks == []


def test_two_days_stand_beside_each_other_and_beside_the_same_day_of_last_time(visitor: Visitor) -> None:
    person, browser = visitor
    current = person.current
    rows = {}
    for day in (1, 2):
        rows[day] = send(browser, "left")
        CoursePhoto.objects.filter(pk=rows[day].pk).update(day=day)
    assert current
    last = start_treatment(person, date=TODAY - dt.timedelta(days=40), setting="clinic", needle_mm=None)
    assert not isinstance(actions.take(last, day=2, side="left", data=photo().read(), covered=False), str)
    person.current = current
    person.save()
    old = CoursePhoto.objects.get(treatment=last)
    page = browser.get(f"/photos/?side=left&first={rows[1].key}&second={rows[2].key}").content.decode()
    assert "Day 2 of last time" in page
    beside = browser.get(f"/photos/?side=left&first={old.key}&second={rows[2].key}").content.decode()
    assert re.findall(r'<option value="([^"]+)" selected', beside) == [str(old.key), str(rows[2].key)]
    assert "Wednesday 14 October 2026" in beside


def test_nothing_that_is_named_in_an_address_opens_anothers_photo(visitor: Visitor, stranger: Visitor) -> None:
    theirs, mine = send(stranger[1], "left"), send(visitor[1], "left")
    page = visitor[1].get(f"/photos/?side=left&first={theirs.key}&second=x").content.decode()
    assert f"/photos/{theirs.key}/" not in page
    assert f"/photos/{mine.key}/" in page
    assert len(sources(page)) == 2, "mine of today, and the same in the strip"
    for at in (f"/photos/{theirs.key}/", f"/photos/{uuid.uuid4()}/"):
        assert visitor[1].get(at).status_code == 404
    assert visitor[1].post(f"/photos/{theirs.key}/remove/").status_code == 404
    assert CoursePhoto.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("side", ["", "back", "front left"])
def test_a_side_that_there_is_not_is_refused_in_words(visitor: Visitor, side: str) -> None:
    answer = visitor[1].post("/photos/take/", {"side": side, "taken": photo()}, headers=JSON)
    assert (answer.status_code, CoursePhoto.objects.count()) == (400, 0)
    assert answer.json()["wrong"]


def test_what_is_no_picture_is_said_and_nothing_is_stored(visitor: Visitor) -> None:
    file = SimpleUploadedFile("a.jpg", b"no picture at all")
    answer = visitor[1].post("/photos/take/", {"side": "left", "taken": file})
    assert answer.status_code == 400
    assert "not a photo that can be read here" in answer.content.decode()
    assert "Left side" in answer.content.decode()
    assert not CoursePhoto.objects.exists()


def test_a_script_is_told_where_to_go_on(visitor: Visitor) -> None:
    answer = visitor[1].post("/photos/take/", {"side": "front", "taken": photo(), "covered": "on"}, headers=JSON)
    row = CoursePhoto.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"key": str(row.key), "path": f"/photos/take/?side=left&after={row.key}"}
    assert row.covered


@pytest.mark.parametrize(("day", "status"), [(-30, 400), (-5, 302), (20, 302), (500, 400)])
def test_photos_are_taken_around_the_treatment_and_not_years_away(
    visitor_on: Callable[..., Visitor], day: int, status: int
) -> None:
    browser = visitor_on(day)[1]
    assert browser.get("/photos/").status_code == 200
    assert browser.get("/photos/take/").status_code == 200
    if status == 302:
        assert send(browser).day == day
        assert sources(browser.get("/photos/").content.decode())
    else:
        answer = browser.post("/photos/take/", {"side": "front", "taken": photo()}, headers=JSON)
        assert (answer.status_code, CoursePhoto.objects.count()) == (400, 0)


def test_so_many_photos_are_kept_and_the_page_says_so_and_another_of_the_same_place_is_none_more(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "COURSE_PHOTOS", replace(COURSE_PHOTOS, most=1))
    send(visitor[1], "left")
    answer = visitor[1].post("/photos/take/", {"side": "right", "taken": photo()})
    assert (answer.status_code, CoursePhoto.objects.count()) == (429, 1)
    assert "reached the limit of photos of your course" in answer.content.decode()
    assert send(visitor[1], "left").side == "left"


def test_photos_in_an_hour_are_counted_those_that_are_refused_too(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PHOTOS", replace(PHOTOS, most=1))
    file = SimpleUploadedFile("a.jpg", b"no picture at all")
    sent = [visitor[1].post("/photos/take/", {"side": "left", "taken": file}, headers=JSON) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [400, 429]
    assert "a lot of photos" in sent[1].json()["wrong"]


def test_pages_of_photos_are_never_among_those_that_a_device_saves() -> None:
    assert not [name for name in PAGES if name.startswith("course-photo")]

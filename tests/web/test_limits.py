"""No input costs more than it may: each limit is met in words, and nothing that was there before is lost."""

import datetime as dt
import io
import re
import time
import uuid
from pathlib import Path

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from fortnight.web.accounts import actions, forms_sent
from fortnight.web.accounts.models import Person, Treatment, User
from fortnight.web.chat import attachments
from fortnight.web.chat.models import Attachment, Message
from fortnight.web.ground import limits
from fortnight.web.ground.counting import LimitReachedError, counted
from fortnight.web.ground.limits import LIMITS, Limit
from fortnight.web.ground.room import NoRoomError
from fortnight.web.mail.incoming import crowd
from fortnight.web.mail.incoming.inbox import raw_of, store, work
from fortnight.web.mail.models import Letter, Received
from fortnight.web.mail.outgoing import outbox as mail_outbox
from fortnight.web.me import forms
from fortnight.web.photos import queries, views
from fortnight.web.photos.models import Photo
from fortnight.web.shelf import actions as shelf_actions
from fortnight.web.shelf.models import Product
from fortnight.web.sign_in import adapter

Visitor = tuple[Person, Client]
TOO_OFTEN = 429
USERS = (actions, adapter, forms, forms_sent, queries, views, shelf_actions, mail_outbox, crowd, attachments)
WEB = Path(__file__).parents[2] / "src" / "fortnight" / "web"


def lowered(monkeypatch: pytest.MonkeyPatch, name: str, most: int) -> None:
    """A limit of the table made small, wherever it is used."""
    limit = next(entry for entry in LIMITS if entry.name == name)
    low = Limit(name=name, most=most, seconds=limit.seconds, counted_by=limit.counted_by, about=limit.about)
    for module in USERS:
        for key, value in vars(module).items():
            if value is limit:
                monkeypatch.setattr(module, key, low)


def test_a_visitor_who_sends_form_after_form_is_told_to_wait_and_nothing_more_is_written(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered(monkeypatch, "forms", 3)
    person, browser = visitor
    answers = [browser.post("/me/switch/", {"treatment": person.current_id}) for _ in range(5)]
    assert [answer.status_code == TOO_OFTEN for answer in answers] == [False, False, False, True, True]
    assert "You have sent a lot of forms in a short time" in answers[-1].content.decode()


def test_a_script_is_told_so_in_json(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    lowered(monkeypatch, "forms", 0)
    answer = visitor[1].post("/tick/", {}, headers={"Accept": "application/json"})
    assert answer.status_code == TOO_OFTEN
    assert "The last one was not saved" in answer.json()["wrong"]


def test_one_visitor_does_not_use_up_what_another_may_send(
    visitor: Visitor, stranger: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered(monkeypatch, "forms", 1)
    for _ in range(3):
        visitor[1].post("/me/switch/", {})
    assert stranger[1].post("/me/switch/", {}).status_code != TOO_OFTEN


def test_whoever_makes_up_a_cookie_for_each_form_is_counted_by_their_address(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered(monkeypatch, "forms-address", 2)
    answers = [Client().post("/signs/", {"said": "x"}).status_code for _ in range(4)]
    assert answers[-2:] == [TOO_OFTEN, TOO_OFTEN]


def test_that_somebody_is_writing_is_not_counted(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    lowered(monkeypatch, "forms", 0)
    assert visitor[1].post("/advisor/hint/", {}).status_code != TOO_OFTEN


def test_a_plan_holds_so_many_treatments_and_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    lowered(monkeypatch, "treatments", 1)
    person, browser = visitor
    form = {"when": "date", "date": "2026-11-20", "setting": "clinic", "needle_mm": "1.0", "zone": "UTC"}
    answer = browser.post("/me/treatments/new/", form)
    assert answer.status_code == TOO_OFTEN
    assert "reached its limit of treatments" in answer.content.decode()
    assert Treatment.objects.filter(person=person).count() == 1


def test_one_can_ask_about_so_many_products_and_again_about_those(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered(monkeypatch, "products", 1)
    person, browser = visitor
    for label, status in (("Aqua, Glycerin", 302), ("Aqua, Squalane", TOO_OFTEN), ("Aqua, Glycerin", 302)):
        assert browser.post("/may/", {"said": label, "name": "N"}).status_code == status
    assert Product.objects.filter(person=person).count() == 1


def test_a_picture_that_is_refused_counts_like_one_that_is_taken(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered(monkeypatch, "photos", 2)
    browser = visitor[1]

    def send() -> int:
        file = SimpleUploadedFile("a.jpg", b"no picture at all")
        return browser.post("/may/photo/", {"purpose": "label", "chosen": file}).status_code

    assert [send() for _ in range(4)] == [400, 400, TOO_OFTEN, TOO_OFTEN]
    assert not Photo.objects.exists()


def test_allergies_are_thirty_at_most_and_none_of_nothing_but_signs(visitor: Visitor) -> None:
    person, browser = visitor
    many = browser.post("/me/about/", {"allergies": ", ".join(f"plant {n}" for n in range(31))})
    signs = browser.post("/me/about/", {"allergies": "lanolin, '.;"})
    assert "at most 30 allergies" in many.content.decode()
    assert "We cannot look for" in signs.content.decode()
    person.refresh_from_db()
    assert "allergies" not in person.facts
    browser.post("/me/about/", {"allergies": ", ".join(f"plant {n}" for n in range(30))})
    person.refresh_from_db()
    assert len(person.facts["allergies"]) == 30


def test_an_address_without_an_account_gets_one_mail_a_day_however_often_somebody_types_it(db: None) -> None:
    for path, field in (("login/code", "email"), ("login", "login"), ("login/code", "email")):
        assert Client().post(f"/accounts/{path}/", {field: "nobody@example.org"}).status_code == 302
    assert len(outbox.outbox) == 1


def test_a_mailbox_gets_so_many_mails_whichever_form_they_are_asked_by(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered(monkeypatch, "mail-to", 2)
    User.objects.create_user("iris@example.org", name="Iris")
    for path in ("/accounts/signup/", "/accounts/login/code/", "/accounts/signup/", "/accounts/login/code/"):
        Client().post(path, {"email": "Iris@example.org"})
    assert len(outbox.outbox) == 2


def test_automatic_notes_to_strangers_end_at_a_limit(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    lowered(monkeypatch, "notes", 2)
    sent = [mail_outbox.automatic("stranger", to=f"a{number}@example.org") for number in range(4)]
    assert sent == [True, True, False, False]
    assert Letter.objects.count() == 2


def test_of_too_much_mail_of_strangers_the_beginning_is_kept_with_its_words_and_its_signs(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered(monkeypatch, "strangers-bytes", 100_000)
    rows = []
    for number in range(2):
        head = f"From: a@example.org\r\nMessage-ID: <{number}@x>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        words = "--x\r\n\r\nI have a fever and pus.\r\n--x\r\nContent-Type: image/jpeg\r\n\r\n"
        row, _ = store(f"{head}{words}".encode() + b"\xff\xd8\xff" + b"x" * 80_000, way="lmtp")
        work(row.pk, timezone.now())
        row.refresh_from_db()
        rows.append(row)
    first, second = rows
    assert (first.whole, second.whole) == (True, False)
    assert len(raw_of(second)) == 64 * 1024
    assert (second.state, second.red) == (Received.WAITING, True)
    assert "I have a fever" in second.begins
    assert [note["trouble"] for note in second.notes] == ["crowded"]


def test_a_sender_who_floods_is_cut_short_alone(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    lowered(monkeypatch, "strangers-mail", 1)
    now = timezone.now()
    for number in range(2):
        Received.objects.create(fingerprint=str(number), raw=b"", bytes=100_000, sender="a@example.org", at=now)
    flooding = Received(bytes=100_000, sender="a@example.org", at=now)
    assert crowd.is_crowded(flooding)
    assert not crowd.is_crowded(Received(bytes=100_000, sender="b@example.org", at=now))
    assert not crowd.is_crowded(Received(bytes=1_000, sender="a@example.org", at=now)), "small ones stay whole"
    assert not crowd.is_crowded(Received(bytes=100_000, sender="a@example.org", at=now + dt.timedelta(days=9)))


def test_each_limit_of_the_table_is_held_somewhere() -> None:
    """A limit that is in the table and nowhere else would be a promise that nobody keeps."""
    text = "\n".join(path.read_text("utf-8") for path in WEB.rglob("*.py") if path.name != "limits.py")
    names = {name: value for name, value in vars(limits).items() if isinstance(value, Limit)}
    assert len(names) == len(LIMITS)
    unused = [name for name in names if not re.search(rf"\b{name}\b", text)]
    assert unused == []


def test_a_count_is_of_one_person_and_one_period(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = Limit(name="a", most=1, seconds=60, counted_by="person", about="")
    now = float(int(time.time()))
    monkeypatch.setattr("fortnight.web.ground.counting.time.time", lambda: now)
    assert [counted(limit, "a"), counted(limit, "a"), counted(limit, "b")] == [True, False, True]
    now += 60
    assert counted(limit, "a")
    assert LimitReachedError(limit).limit is limit


@pytest.fixture
def nearly_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with less room than files have to leave."""
    monkeypatch.setattr("fortnight.web.ground.room.LEFT_FREE_BYTES", 2**62)


def photo_to(browser: Client, path: str, field: str, **values: str) -> str:
    """What the answer says to a photo."""
    file = SimpleUploadedFile("a.jpg", noisy_photo(), content_type="image/jpeg")
    return browser.post(path, {field: file, **values}, follow=True).content.decode()


def noisy_photo() -> bytes:
    """A photo of more than 64 KB."""
    file = io.BytesIO()
    Image.effect_noise((600, 600), 80).save(file, "JPEG", quality=95)
    return file.getvalue()


def test_files_leave_room_on_the_disk_for_words(visitor: Visitor, nearly_full: None) -> None:
    browser = visitor[1]
    says = "We have no room for photos at the moment"
    assert says in photo_to(browser, "/may/photo/", "chosen", purpose="label")
    assert says in photo_to(browser, "/advisor/", "photo", uid=str(uuid.uuid4()), body="A question")
    assert not Photo.objects.exists()
    assert not Attachment.objects.exists()
    browser.post("/advisor/", {"uid": str(uuid.uuid4()), "body": "My cheek is a little warm"})
    assert Message.objects.get().body == "My cheek is a little warm"


def test_on_a_disk_that_is_nearly_full_large_mail_stays_at_its_server_and_words_come_in(
    db: None, nearly_full: None
) -> None:
    head = "From: a@example.org\r\nMessage-ID: <{}@x>\r\n\r\n"
    row, new = store(f"{head.format(1)}I have a fever and pus.".encode(), way="lmtp")
    assert new
    large = head.format(2).encode() + b"x" * 80_000
    with pytest.raises(NoRoomError):
        store(large, way="lmtp")
    assert list(Received.objects.values_list("pk", flat=True)) == [row.pk]


def test_a_conversation_holds_so_many_bytes_of_a_client_s_photos(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowered(monkeypatch, "sent-bytes", 500_000)
    first, second = (
        photo_to(visitor[1], "/advisor/", "photo", uid=str(uuid.uuid4()), body=f"Photo {number}") for number in range(2)
    )
    assert "has reached its limit of photos" not in first
    assert "has reached its limit of photos" in second
    assert Attachment.objects.count() == 1

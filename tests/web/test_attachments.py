"""Photos in a conversation: clean, sealed, shown by addresses that end, claimed by one message, deleted for real."""

import datetime as dt
import io
import re
import uuid
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from fortnight.web.accounts.models import Person, User
from fortnight.web.accounts.vault import BrokenSealError, seal, unseal
from fortnight.web.chat import attachments
from fortnight.web.chat.actions import conversation_with, send, withdraw
from fortnight.web.chat.attachments import attach, content, forget_unsent, send_ahead, ticket
from fortnight.web.chat.models import Attachment, Message
from fortnight.web.photos.reading.process import prepare
from tests.web.test_advisor import advisor, desk

Visitor = tuple[Person, Client]
JSON = {"Accept": "application/json"}
__all__ = ["advisor", "desk"]


def photo(size: tuple[int, int] = (900, 600), name: str = "cheek.jpg") -> SimpleUploadedFile:
    """A photo as a telephone makes it, with the place in it."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", size, "peachpuff").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def ahead(browser: Client, key: str | None = None) -> str:
    """Send a photo ahead of its message; its key."""
    key = key or str(uuid.uuid4())
    answer = browser.post("/advisor/files/", {"key": key, "photo": photo()}, headers=JSON)
    assert (answer.status_code, answer.json()) == (201, {"key": key})
    return key


def pictures(page: str) -> list[str]:
    return re.findall(r'<img src="(/file/[^"]+)"', page)


def test_a_plain_form_takes_photos_along_and_both_sides_see_them(visitor: Visitor, desk: Client) -> None:
    page = visitor[1].post("/advisor/", {"body": "Is this normal?", "photo": photo()}, follow=True).content.decode()
    assert len(pictures(page)) == 1
    at_desk = desk.get(f"/desk/{conversation_with(visitor[0]).key}/").content.decode()
    assert len(pictures(at_desk)) == 1
    answer = desk.get(pictures(at_desk)[0])
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_photo_alone_is_a_message(visitor: Visitor) -> None:
    assert visitor[1].post("/advisor/", {"photo": photo()}).status_code == 302
    assert Message.objects.get().files.count() == 1


def test_nothing_of_place_and_camera_stays_and_a_large_photo_becomes_smaller(visitor: Visitor) -> None:
    visitor[1].post("/advisor/", {"photo": photo((4000, 3000))})
    stored = content(Attachment.objects.get())
    assert stored
    opened = Image.open(io.BytesIO(stored))
    assert dict(opened.getexif()) == {}
    assert max(opened.size) == 2400
    assert (Attachment.objects.get().width, Attachment.objects.get().height) == opened.size


def test_what_lies_on_the_disk_is_no_picture(visitor: Visitor, settings: Settings) -> None:
    visitor[1].post("/advisor/", {"photo": photo()})
    attachment = Attachment.objects.get()
    raw = Path(default_storage.path(attachment.file)).read_bytes()
    assert b"JFIF" not in raw
    with pytest.raises(BrokenSealError):
        unseal("conversations/another", raw)
    with pytest.raises(BrokenSealError):
        unseal(attachment.file, raw[:-1] + bytes([raw[-1] ^ 1]))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "y" * 60
    assert content(attachment)
    settings.SECRET_KEY_FALLBACKS = []
    assert content(attachment) is None


@pytest.mark.parametrize("length", [0, 1, 100_000])
def test_what_is_sealed_comes_back_and_never_looks_the_same(length: int) -> None:
    data = b"x" * length
    first, second = seal("a", data), seal("a", data)
    assert first != second
    assert unseal("a", first) == unseal("a", second) == data


def test_an_address_ends_after_ten_minutes_and_a_false_one_opens_nothing(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor[1].post("/advisor/", {"photo": photo()})
    at = f"/file/{ticket(Attachment.objects.get())}/"
    assert Client().get(at).status_code == 200
    assert Client().get(at[:-2] + "x/").status_code == 404
    monkeypatch.setattr(attachments, "_OPEN_SECONDS", -1)
    assert Client().get(at).status_code == 404


def test_the_way_to_a_photo_is_open_to_its_person_and_the_desk_only(
    visitor: Visitor, stranger: Visitor, desk: Client
) -> None:
    visitor[1].post("/advisor/", {"photo": photo()})
    attachment, key = Attachment.objects.get(), conversation_with(visitor[0]).key
    assert visitor[1].get(f"/advisor/files/{attachment.key}/").headers["Location"].startswith("/file/")
    assert stranger[1].get(f"/advisor/files/{attachment.key}/").status_code == 404
    visitor[0].audit.all().delete()
    assert desk.get(f"/desk/{key}/files/{attachment.key}/").headers["Location"].startswith("/file/")
    assert [line.action for line in visitor[0].audit.all()] == ["looked"]
    other = conversation_with(stranger[0]).key
    assert desk.get(f"/desk/{other}/files/{attachment.key}/").status_code == 404


def test_a_photo_sent_ahead_twice_is_one_and_goes_along_once(visitor: Visitor) -> None:
    key = ahead(visitor[1])
    ahead(visitor[1], key)
    assert visitor[1].post("/advisor/", {"body": "Look.", "ahead": key}).status_code == 302
    visitor[1].post("/advisor/", {"body": "Again.", "ahead": key})
    assert [message.files.count() for message in Message.objects.order_by("number")] == [1, 0]


def test_nobody_takes_along_what_somebody_else_sent_ahead(visitor: Visitor, stranger: Visitor, advisor: User) -> None:
    key = ahead(visitor[1])
    stranger[1].post("/advisor/", {"body": "Mine now.", "ahead": key})
    send(
        conversation_with(visitor[0]),
        author=Message.ADVISOR,
        by=advisor,
        uid=uuid.uuid4(),
        body="",
        files=[uuid.UUID(key)],
    )
    assert not Attachment.objects.exclude(message=None).exists()


def test_the_same_key_in_two_conversations_is_two_files(visitor: Visitor, stranger: Visitor) -> None:
    key = ahead(visitor[1])
    ahead(stranger[1], key)
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"not a picture", "not a photo that can be read"), (b"", ""), (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "damaged")],
)
def test_what_is_no_photo_is_refused_with_words_that_are_kept(visitor: Visitor, data: bytes, says: str) -> None:
    sent = SimpleUploadedFile("a.jpg", data, content_type="image/jpeg")
    answer = visitor[1].post("/advisor/", {"body": "My words stay.", "photo": sent})
    if data:
        assert answer.status_code == 400
        assert says in answer.content.decode()
        assert "My words stay." in answer.content.decode()
        assert not Message.objects.exists()
    sent.seek(0)
    refused = visitor[1].post("/advisor/files/", {"key": str(uuid.uuid4()), "photo": sent}, headers=JSON)
    assert refused.status_code == 400
    assert refused.json()["wrong"]


def test_a_key_that_is_none_is_refused(visitor: Visitor) -> None:
    assert visitor[1].post("/advisor/files/", {"key": "../../x", "photo": photo()}).status_code == 400
    assert visitor[1].post("/advisor/", {"body": "Words.", "ahead": "nonsense,,../x"}).status_code == 302


def test_photos_of_words_that_tell_of_a_sign_go_with_them_at_once(visitor: Visitor) -> None:
    form = {"body": "I have a fever and pus", "photo": photo()}
    assert visitor[1].post("/advisor/", form)["Location"] == "/advisor/#cannot-wait"
    message = Message.objects.get()
    assert (message.body, message.files.count()) == (form["body"], 1)


def test_a_message_taken_back_takes_its_photos_with_it(
    visitor: Visitor, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    visitor[1].post("/advisor/", {"photo": photo()})
    path = Path(default_storage.path(Attachment.objects.get().file))
    at = f"/file/{ticket(Attachment.objects.get())}/"
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(Message.objects.get(), author=Message.PERSON, by=None)
    assert not path.exists()
    assert Client().get(at).status_code == 404


def test_a_photo_whose_words_never_came_goes_after_a_day(
    visitor: Visitor, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ahead(visitor[1])
    visitor[1].post("/advisor/", {"photo": photo()})
    assert forget_unsent() == 0
    Attachment.objects.update(created=timezone.now() - dt.timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_unsent() == 1
    assert Attachment.objects.get().message


def test_too_many_photos_in_an_hour_are_refused_with_words(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "_MOST_AN_HOUR", 1)
    ahead(visitor[1])
    answer = visitor[1].post("/advisor/files/", {"key": str(uuid.uuid4()), "photo": photo()}, headers=JSON)
    assert "a lot of photos" in answer.json()["wrong"]


def test_a_file_that_is_no_picture_is_only_handed_out_to_be_saved(visitor: Visitor, advisor: User) -> None:
    message, _ = send(conversation_with(visitor[0]), author=Message.PERSON, uid=uuid.uuid4(), body="By mail.")
    attachment = attach(message, name="plan.html", kind="text/html", data=b"<script>alert(1)</script>")
    answer = visitor[1].get(visitor[1].get(f"/advisor/files/{attachment.key}/").headers["Location"])
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.html"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "plan.html" in visitor[1].get("/advisor/").content.decode()


def test_an_advisor_sends_a_photo_too(visitor: Visitor, desk: Client, advisor: User) -> None:
    key = conversation_with(visitor[0]).key
    sent = str(uuid.uuid4())
    assert desk.post(f"/desk/{key}/files/", {"key": sent, "photo": photo()}, headers=JSON).status_code == 201
    desk.post(f"/desk/{key}/", {"body": "Like this.", "ahead": sent, "seen": "0"})
    assert len(pictures(visitor[1].get("/advisor/").content.decode())) == 1


def test_two_at_once_under_one_key_are_one(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation, key, data = conversation_with(visitor[0]), uuid.uuid4(), photo().read()

    def beaten(raw: bytes) -> object:
        monkeypatch.setattr(attachments, "prepare", prepare)
        send_ahead(conversation, key=key, by=None, name="a", data=data)
        return prepare(raw)

    monkeypatch.setattr(attachments, "prepare", beaten)
    send_ahead(conversation, key=key, by=None, name="a", data=data)
    assert Attachment.objects.count() == 1
    assert content(Attachment.objects.get())

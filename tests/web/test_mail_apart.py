"""Mail is read in a process of its own: what takes too long or too much there is set aside whole, and holds up none."""

import base64
import datetime as dt
import time
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.web.ground.process import Allowance, BurstError, Worker
from fortnight.web.mail.incoming import inbox, reading
from fortnight.web.mail.incoming.inbox import raw_of, store, work, work_due
from fortnight.web.mail.incoming.reading import UnreadMailError, read_apart
from fortnight.web.mail.letters.read import read
from fortnight.web.mail.models import Received
from tests.web.mails import NAMES, mail
from tests.web.test_advisor import advisor, desk

__all__ = ["advisor", "desk"]

HEAD = b"From: iris@example.org\r\nTo: reply@clinic.example\r\nMessage-ID: <1@x>\r\n"
UTF8 = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
LARGE = UTF8 + "😀".encode() + b"It is red. " * 2_000_000
SMALL_ROOM = Allowance(cpu_seconds=20, wall_seconds=300, memory_bytes=1 << 28, idle_seconds=30)


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """A reader with memory for all but the largest mails."""
    small = Worker("fortnight.web.mail.letters", SMALL_ROOM)
    monkeypatch.setattr(inbox, "read_apart", lambda raw, **more: read_apart(raw, by=small, **more))
    yield small
    small.stop()


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_the_same_on_both_sides_of_the_process(name: str) -> None:
    assert read_apart(mail(name)) == read(mail(name))


def test_a_mail_with_photos_keeps_every_byte_of_them() -> None:
    photo = b"\xff\xd8\xff" + bytes(range(256)) * 8_000
    part = b"--x\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(photo)
    letter = read_apart(HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part + part + b"--x--\r\n")
    assert [file.data for file in letter.files] == [photo, photo]


def test_what_needs_too_much_memory_ends_its_process_and_the_next_mail_is_read(little_memory: Worker) -> None:
    with pytest.raises(UnreadMailError):
        read_apart(LARGE, by=little_memory)
    assert read_apart(HEAD + b"\r\nIt is better.", by=little_memory).said == "It is better."


def test_what_needs_too_much_of_the_processor_ends_its_process() -> None:
    """One second is left to it, for a mail that takes several, however busy the machine is."""
    impatient = Worker("fortnight.web.mail.letters", Allowance(cpu_seconds=0, wall_seconds=300, memory_bytes=1 << 30))
    long = HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\n" + b"\n" * 24_000_000
    with pytest.raises(UnreadMailError, match="ended"):
        read_often(long, impatient)
    impatient.stop()


def read_often(raw: bytes, worker: Worker) -> None:
    for _ in range(50):
        read_apart(raw, by=worker)


def test_a_process_that_has_ended_is_started_again_for_the_next_mail() -> None:
    worker = Worker("fortnight.web.mail.letters", Allowance(cpu_seconds=20, wall_seconds=300, memory_bytes=1 << 30))
    read_apart(HEAD + b"\r\nOne.", by=worker)
    worker.stop()
    assert read_apart(HEAD + b"\r\nTwo.", by=worker).said == "Two."
    worker.stop()


def test_a_mail_that_was_begun_twice_is_set_aside_whole_before_the_third(db: None, little_memory: Worker) -> None:
    row, _ = store(LARGE, way="lmtp")
    later, _ = store(HEAD.replace(b"<1@x>", b"<2@x>") + b"\r\nAnd I have a fever.", way="lmtp")
    now = timezone.now()
    for hours in range(12):
        work_due(now + dt.timedelta(hours=hours))
    row.refresh_from_db()
    later.refresh_from_db()
    assert (row.state, row.begun, row.attempts) == (Received.ASIDE, 2, 2)
    assert raw_of(row) == LARGE
    assert (later.state, later.red) == (Received.WAITING, True)


def test_a_mail_that_took_the_whole_process_with_it_twice_is_not_begun_a_third_time(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site itself was killed while it worked the mail: nothing could be noted but that it was begun."""
    row, _ = store(mail("stranger-sign"), way="lmtp")
    now = timezone.now()

    class Killed(BaseException):
        pass

    def die(*_args: object, **_more: object) -> None:
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(inbox, "read_apart", die)
        for hours in (0, 1):
            with pytest.raises(Killed):
                work_due(now + dt.timedelta(hours=hours))
    assert work_due(now + dt.timedelta(hours=2)) == 0
    row.refresh_from_db()
    assert row.state == Received.ASIDE


def test_what_was_set_aside_is_shown_at_the_desk_in_words_saved_whole_and_tried_again_by_hand(
    desk: Client, little_memory: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, _ = store(LARGE, way="lmtp")
    now = timezone.now()
    work(row.pk, now)
    work(row.pk, now)
    assert str(row.key) in desk.get("/desk/mail/?box=unread").content.decode()
    page = desk.get(f"/desk/mail/{row.key}/").content.decode()
    assert "it is set aside. It is kept as received" in page
    assert desk.get(f"/desk/mail/{row.key}/raw/").content == LARGE
    monkeypatch.setattr(inbox, "read_apart", read_apart)
    desk.post(f"/desk/mail/{row.key}/again/")
    row.refresh_from_db()
    assert (row.state, row.begun) == (Received.WAITING, 0)


def test_a_mail_that_cannot_be_read_at_the_desk_is_still_a_page(
    desk: Client, monkeypatch: pytest.MonkeyPatch, break_reader: Callable[[], None]
) -> None:
    row, _ = store(mail("stranger"), way="lmtp")
    work(row.pk, timezone.now())
    break_reader()
    assert desk.get(f"/desk/mail/{row.key}/").status_code == 200


@pytest.fixture
def break_reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def broken() -> None:
        def burst(_: object) -> None:
            raise BurstError("it took too long")

        monkeypatch.setattr(reading.desk, "ask", burst)

    return broken


@pytest.mark.parametrize(
    "head",
    [b"To: " + b'"\\' * 9_500, b"References: " + b"a" * 400_000, b"From: " + b"a" * 400_000, b"X: " + b"(" * 400_000,
     b"Subject: " + b"=?" * 200_000, b"Date: " + b"1 " * 200_000, b"X: y\r\n" * 100_000,
     b"Content-Type: a/b;" + b"a*0=" * 100_000],
    ids=lambda head: head[:12].decode(),
)  # fmt: skip
def test_a_mail_is_stored_at_once_however_its_head_is_made(db: None, head: bytes) -> None:
    """Storing reads the head in the site's own process; the time is that of the processor."""
    raw = HEAD + (head + b"\r\n") * 5 + b"\r\nI have a fever."
    began = time.process_time()
    store(raw, way="lmtp")
    assert time.process_time() - began < 2

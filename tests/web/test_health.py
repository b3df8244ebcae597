"""Full, read-only, damaged: the health check says so, pages say it kindly and give words back, nothing is lost."""

import datetime as dt
import errno
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

import fortnight.web
from fortnight.web.accounts.models import Person
from fortnight.web.chat.actions import conversation_with
from fortnight.web.chat.models import Message
from fortnight.web.mail.models import Letter
from fortnight.web.project import due
from fortnight.web.shell import trouble
from fortnight.web.shell.trouble import StorageTrouble, trouble_of

Visitor = tuple[Person, Client]
_READ_ONLY = {
    "sqlite": ("PRAGMA query_only=ON", "PRAGMA query_only=OFF"),
    # It ends with the savepoint behind which it was set.
    "postgresql": ("SET TRANSACTION READ ONLY", ""),
}
WORDS = "My left eye is swollen\nsince <b>Monday</b>"


@pytest.fixture(autouse=True)
def _nothing_met() -> Iterator[None]:
    trouble.forget()
    yield
    trouble.forget()


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no room for another message."""

    def no_room(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("fortnight.web.chat.models.Message.objects.create", no_room)
    monkeypatch.setattr("fortnight.web.chat.models.Message.save", no_room)


def _disk(monkeypatch: pytest.MonkeyPatch, **values: int) -> None:
    real = os.statvfs(".")
    about = {"f_flag": 0, "f_bavail": 10**9, "f_frsize": real.f_frsize} | values
    monkeypatch.setattr("fortnight.web.project.health.os.statvfs", lambda _: type("About", (), about))


def test_a_full_disk_is_told_to_who_watches(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _disk(monkeypatch, f_bavail=10)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": "ok", "disk": "full"})


def test_a_read_only_disk_is_told_to_who_watches(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _disk(monkeypatch, f_flag=os.ST_RDONLY)
    assert client.get("/healthz").json()["disk"] == "read-only"


def test_a_disk_that_takes_nothing_is_told_whatever_it_says_of_itself(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", no_room)
    assert client.get("/healthz").json()["disk"] == "full"


def test_a_damaged_database_is_told_until_the_site_starts_anew(db: None, client: Client) -> None:
    trouble.remember(StorageTrouble.DAMAGED)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "damaged")


def test_what_a_page_met_is_told_for_a_minute(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    trouble.remember(StorageTrouble.READ_ONLY)
    assert client.get("/healthz").json()["database"] == "read-only"
    now = time.monotonic()
    monkeypatch.setattr("fortnight.web.shell.trouble.time.monotonic", lambda: now + 61)
    assert client.get("/healthz").status_code == 200


def test_the_health_check_leaves_no_file(db: None, client: Client, settings: Settings) -> None:
    client.get("/healthz")
    assert not [*settings.DATA.glob(".probe-*")]


def test_words_that_could_not_be_saved_are_given_back(visitor: Visitor, full: None) -> None:
    browser = visitor[1]
    browser.raise_request_exception = False
    uid = "7f2c0c1e-8d1f-4a52-9f5e-0c6a1d1f7d11"
    answer = browser.post("/advisor/", {"body": WORDS, "uid": uid})
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "My left eye is swollen\nsince &lt;b&gt;Monday&lt;/b&gt;</textarea>" in page
    assert f'name="uid" value="{uid}"' in page
    assert 'action="/advisor/"' in page
    assert "When not to wait" in page
    assert browser.get("/healthz").json()["disk"] == "full"


def test_words_that_are_sent_again_are_stored_once(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    person, browser = visitor
    browser.raise_request_exception = False
    uid = "7f2c0c1e-8d1f-4a52-9f5e-0c6a1d1f7d11"
    with monkeypatch.context() as short:
        short.setattr("fortnight.web.chat.models.Message.save", _no_room)
        assert browser.post("/advisor/", {"body": "May I swim?", "uid": uid}).status_code == 503
    assert not Message.objects.filter(conversation__person=person).exists()
    for _ in range(2):
        browser.post("/advisor/", {"body": "May I swim?", "uid": uid})
    assert Message.objects.filter(conversation=conversation_with(person)).count() == 1


def _no_room(*_: object, **__: object) -> None:
    raise OperationalError("database or disk is full")


def test_a_script_is_told_in_json_and_keeps_its_words(visitor: Visitor, full: None) -> None:
    browser = visitor[1]
    browser.raise_request_exception = False
    answer = browser.post("/advisor/", {"body": "May I swim?"}, headers={"Accept": "application/json"})
    assert (answer.status_code, list(answer.json())) == (503, ["wrong"])


def test_a_code_is_never_given_back(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("allauth.account.views.RequestLoginCodeView.form_valid", _no_room)
    answer = client.post("/accounts/login/code/", {"email": "iris at example@example.org", "email_": "a b"})
    assert answer.status_code in (200, 503)
    assert "textarea" not in answer.content.decode()


def test_a_read_only_database_still_shows_the_plan_and_refuses_kindly(visitor: Visitor) -> None:
    on, off = _READ_ONLY[connection.vendor]
    browser = visitor[1]
    browser.raise_request_exception = False
    writable = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute(on)
    plan_status = browser.get("/plan/").status_code
    answer = browser.post("/me/about/", {"allergies": "lanolin and more"})
    if off:
        with connection.cursor() as cursor:
            cursor.execute(off)
    transaction.savepoint_rollback(writable)
    assert (plan_status, answer.status_code) == (200, 503)
    assert "lanolin and more</textarea>" in answer.content.decode()


def test_another_fault_is_no_trouble_with_the_disk() -> None:
    assert trouble_of(ValueError("disk is full")) is None
    assert trouble_of(OperationalError("no such table")) is None
    later = RuntimeError()
    later.__cause__ = OSError(errno.EROFS, "Read-only file system")
    assert trouble_of(later) is StorageTrouble.READ_ONLY


def test_the_operator_sees_each_part_and_nobody_else_does(
    visitor: Visitor, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = client.get("/healthz/deep").json()
    assert set(values) == {"status", "version", "database", "disk", "mail", "incoming", "queue", "clock"}
    assert values["status"] == "ok"
    monkeypatch.setenv("FORTNIGHT_HEALTH_TOKEN", "t" * 30)
    far: dict[str, Any] = {"REMOTE_ADDR": "192.0.2.1"}
    assert client.get("/healthz/deep", **far).status_code == 404
    assert client.get("/healthz/deep", HTTP_X_FORWARDED_FOR="192.0.2.1").status_code == 404
    assert client.get("/healthz/deep", HTTP_AUTHORIZATION="Bearer x", **far).status_code == 404
    assert client.get("/healthz/deep", HTTP_AUTHORIZATION=f"Bearer {'t' * 30}", **far).status_code == 200
    monkeypatch.delenv("FORTNIGHT_HEALTH_TOKEN")
    assert client.get("/healthz/deep", HTTP_AUTHORIZATION="Bearer ", **far).status_code == 404


def test_letters_that_do_not_leave_are_told_without_a_name(visitor: Visitor, client: Client) -> None:
    conversation = conversation_with(visitor[0])
    long_ago = timezone.now() - dt.timedelta(hours=2)
    Letter.objects.create(conversation=conversation, next=long_ago, to="iris@example.org", trouble="550 iris")
    answer = client.get("/healthz/deep")
    assert (answer.status_code, answer.json()["mail"]["state"], answer.json()["status"]) == (503, "late", "trouble")
    assert "iris" not in answer.content.decode()


def test_a_clock_that_stands_still_is_told(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "_beats", [time.monotonic()])
    assert client.get("/healthz/deep").json()["clock"]["state"] == "ok"
    monkeypatch.setattr(due, "_beats", [time.monotonic() - 3_600])
    assert client.get("/healthz/deep").json()["clock"]["state"] == "still"


def test_the_loop_beats_while_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[float | None] = []
    loop: due.Loop

    def turn() -> float:
        seen.append(due.quiet_seconds())
        loop.stop()
        return 0.0

    loop = due.Loop(jobs=())
    monkeypatch.setattr(loop, "turn", turn)
    loop.run()
    assert seen[0] is not None
    assert due.quiet_seconds() is None


def test_a_disk_that_fails_is_told_for_a_minute(db: None, client: Client) -> None:
    failing = trouble_of(OperationalError("disk I/O error"))
    assert failing is StorageTrouble.FAILING
    trouble.remember(failing)
    assert client.get("/healthz").json()["database"] == "failing"


AWAY = (
    'connection failed: connection to server at "127.0.0.1", port 5432 failed: Connection refused',
    "the connection is lost",
    "terminating connection due to administrator command",
)


@pytest.mark.parametrize("message", AWAY)
def test_words_are_given_back_while_the_database_is_away(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError(message)

    browser = visitor[1]
    browser.raise_request_exception = False
    monkeypatch.setattr("fortnight.web.chat.models.Message.objects.create", away)
    uid = "7f2c0c1e-8d1f-4a52-9f5e-0c6a1d1f7d11"
    answer = browser.post("/advisor/", {"body": WORDS, "uid": uid})
    assert answer.status_code == 503
    assert "since &lt;b&gt;Monday&lt;/b&gt;</textarea>" in answer.content.decode()
    scripted = browser.post("/advisor/", {"body": WORDS, "uid": uid}, headers={"accept": "application/json"})
    assert (scripted.status_code, "again" in scripted.json()["wrong"]) == (503, True)
    assert browser.get("/healthz").status_code == 200


def test_each_static_file_that_a_page_names_is_there() -> None:
    web = Path(fortnight.web.__file__).parent
    named = {
        name for page in web.rglob("*.html") for name in re.findall(r"static\('([^']+)'\)", page.read_text("utf-8"))
    }
    assert len(named) > 20
    assert [name for name in sorted(named) if not finders.find(name)] == []

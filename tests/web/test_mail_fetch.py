"""Mail fetched from a real Dovecot: every outage made good, whatever the server counts by, nothing lost or doubled."""

import dataclasses
import logging
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from fortnight.web.ground.mail import Account
from fortnight.web.mail.incoming import imap, summaries
from fortnight.web.mail.incoming.imap import FetchFailedError, fetch, fetch_due
from fortnight.web.mail.incoming.inbox import raw_of
from fortnight.web.mail.models import Mailbox, Received
from fortnight.web.project.due import DUE
from tests.web.commands import begun, command, environment, free_port, rows
from tests.web.dovecot import USER, WORD, Server, dovecot
from tests.web.mails import mail
from tests.web.test_advisor import advisor, desk

__all__ = ["advisor", "desk"]


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """A folder that the server's own user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="fortnight-dovecot-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def server(room: Path) -> Iterator[Server]:
    """A server for the tests of this module; each has a folder of its own on it."""
    with dovecot(room / "common", free_port()) as running:
        yield running


@pytest.fixture
def account(server: Server, request: pytest.FixtureRequest) -> Account:
    """A folder of a test's own."""
    folder = f"box{abs(hash(request.node.name))}"
    with server.line() as line:
        line.create(folder)
    return Account("127.0.0.1", server.port, secure=False, user=USER, password=WORD, folder=folder)


def some(first: int, last: int) -> Iterator[bytes]:
    """Mails with numbers."""
    for number in range(first, last + 1):
        yield mail("stranger").replace(b"zoe-1@", b"zoe-%d@" % number).replace(b"cleanser", b"cleanser %d" % number)


def stored() -> list[str]:
    """The ids of what is stored, in order."""
    return [row.mail_id.removeprefix("<zoe-").partition("@")[0] for row in Received.objects.order_by("pk")]


def numbers(last: int) -> list[str]:
    return [str(number) for number in range(1, last + 1)]


def test_everything_is_fetched_once_and_nothing_is_changed_on_the_server(
    db: None, server: Server, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(some(1, 3), account.folder)
    assert fetch(account) == 3
    with monkeypatch.context() as idle:
        idle.setattr(imap, "store", lambda *_a, **_k: pytest.fail("it was fetched again"))
        assert [fetch(account), fetch(account)] == [0, 0]
    server.put(some(4, 4), account.folder)
    assert fetch(account) == 1
    assert stored() == numbers(4)
    assert raw_of(Received.objects.earliest("pk")).replace(b"\r\n", b"\n") == next(some(1, 1))
    with server.line() as line:
        line.select(account.folder, readonly=True)
        assert line.search(None, "ALL")[1] == [b"1 2 3 4"]
        assert line.search(None, "SEEN")[1] == [b""]


def test_an_outage_of_two_days_is_made_good(
    db: None,
    room: Path,
    desk: Client,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """chatwoot#10429, chatwoot#6604, chatwoot#9234: older mail was never fetched, or all but ten, and nobody told."""
    port = free_port()
    settings.MAIL_BOX = Account("127.0.0.1", port, secure=False, user=USER, password=WORD, folder="INBOX")
    monkeypatch.setattr(summaries, "_MEMORY_SECONDS", -1.0)
    with dovecot(room / "outage", port) as server:
        server.put(some(1, 2))
        assert fetch_due() == 2
    caplog.set_level(logging.ERROR, "fortnight.mail")
    assert fetch_due() == 0
    assert not caplog.records
    assert "has not been fetched" not in desk.get("/desk/").content.decode()
    assert fetch_due() == 0
    assert "mail has not been fetched 2 times" in caplog.text
    assert WORD not in caplog.text
    assert "We have not been able to collect email since" in desk.get("/desk/").content.decode()
    with dovecot(room / "outage", port) as server:
        server.put(some(3, 250))
        assert fetch_due() == 248
    assert stored() == numbers(250)
    assert {row.state for row in Received.objects.all()} == {Received.WAITING}
    assert "has not been fetched" not in desk.get("/desk/").content.decode()


def counts_anew(server: Server, account: Account, mails: Iterator[bytes]) -> None:
    """The folder is made anew with these mails, so that all its numbers are others."""
    with server.line() as line:
        line.delete(account.folder)
    time.sleep(1.1)
    with server.line() as line:
        line.create(account.folder)
    server.put(mails, account.folder)


def test_a_server_that_counts_anew_loses_and_doubles_nothing(db: None, server: Server, account: Account) -> None:
    server.put(some(1, 5), account.folder)
    assert fetch(account) == 5
    before = Mailbox.objects.get().uidvalidity
    counts_anew(server, account, some(3, 8))
    assert fetch(account) == 3
    assert stored() == numbers(8)
    assert Mailbox.objects.get().uidvalidity != before


def test_what_was_deleted_here_and_lies_on_the_server_does_not_come_back(
    db: None, server: Server, account: Account
) -> None:
    """chatwoot#12054: a deleted conversation came back with the next fetch, since its mail was still on the server."""
    server.put(some(1, 3), account.folder)
    assert fetch(account) == 3
    Received.objects.exclude(mail_id__startswith="<zoe-2@").delete()
    assert fetch(account) == 0
    counts_anew(server, account, some(1, 4))
    assert fetch(account) == 1
    assert stored() == ["2", "4"]


def test_a_fetch_that_is_killed_goes_on_where_it_was(
    server: Server, account: Account, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, address = begun(tmp_path / "data", tmp_path_factory), server.address.replace("/INBOX", f"/{account.folder}")
    variables = environment(folder, FORTNIGHT_IMAP=address)
    subprocess.run(command("mail", "fetch"), env=variables, check=True, capture_output=True)
    server.put(some(1, 120), account.folder)
    with subprocess.Popen(command("mail", "fetch"), env=variables, stdout=subprocess.DEVNULL) as fetching:
        until = time.monotonic() + 60
        while rows(folder, "select count(*) from mail_received")[0][0] == 0 and time.monotonic() < until:
            time.sleep(0.01)
        fetching.kill()
    query = "select count(*), (select last_uid from mail_mailbox) from mail_received"
    cut, upto = (int(str(count)) for count in rows(folder, query)[0])
    assert 0 < cut < 120
    assert cut == upto
    done = subprocess.run(command("mail", "fetch"), env=variables, check=True, capture_output=True, text=True)
    assert done.stdout == f"{120 - cut} new.\n"
    counts = rows(folder, "select count(*), count(distinct mail_id) from mail_received where state = 'waiting'")
    assert counts == [(120, 120)]


def test_what_is_too_large_is_taken_by_its_beginning_and_said(
    db: None, server: Server, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "MOST_BYTES", 10_000)
    large = b"From: zoe@example.net\r\nSubject: large\r\n\r\n" + b"Look at this.\r\n" * 10_000
    server.put([large, next(some(1, 1))], account.folder)
    assert fetch(account) == 2
    assert [row.whole for row in Received.objects.order_by("pk")] == [False, True]
    taken = raw_of(Received.objects.earliest("pk"))
    assert large.startswith(taken)
    assert 60_000 < len(taken) < 70_000


def test_a_mailbox_that_lets_nobody_in_is_said_and_leaves_what_is_stored(
    db: None, server: Server, account: Account
) -> None:
    wrongs: tuple[dict[str, Any], ...] = ({"password": "wrong"}, {"folder": "nowhere"}, {"port": free_port()})
    for wrong in wrongs:
        with pytest.raises(FetchFailedError):
            fetch(dataclasses.replace(account, **wrong))
    assert {box.missed for box in Mailbox.objects.all()} >= {1}


def test_one_of_several_processes_fetches(db: None, server: Server, account: Account, settings: Settings) -> None:
    settings.MAIL_BOX = account
    server.put(some(1, 2), account.folder)
    assert imap.free(account, timezone.now())
    assert fetch_due() == 0
    Mailbox.objects.update(busy=None)
    assert fetch_due() == 2


def test_a_mailbox_of_years_is_taken_in_by_turns(
    db: None, server: Server, account: Account, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_BOX = account
    monkeypatch.setattr(imap, "_A_TURN", 2)
    server.put(some(1, 5), account.folder)
    assert [fetch_due() for _ in range(4)] == [2, 2, 1, 0]
    assert stored() == numbers(5)


def test_without_a_mailbox_nothing_is_fetched(db: None) -> None:
    assert fetch_due() == 0
    assert not Mailbox.objects.exists()
    assert {"mail-fetched", "mail-worked", "refused-mail"} <= {job.name for job in DUE}

"""`fortnight mail receive` and `deliver`: real processes, real LMTP, and what was said yes to is there."""

import shutil
import smtplib
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.commands import begun, command, environment, free_port, rows, running, wait_until
from tests.web.mails import mail

COUNT = "select count(*) from mail_received"
MOST = 25 * 1024 * 1024


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its tables, made once."""
    return begun(tmp_path_factory.mktemp("made") / "data", tmp_path_factory)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A data folder of a test's own."""
    return Path(shutil.copytree(made, tmp_path / "data"))


@pytest.fixture
def receiver(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """The server that takes mail, and its port."""
    port = free_port()
    with running(folder, port, "mail", "receive", "--port", str(port)) as process:
        yield process, port


def given(line: smtplib.LMTP, raw: bytes, *to: str, sender: str = "iris@example.org") -> list[tuple[int, bytes]]:
    """Hand over a mail; the answer for each recipient."""
    line.mail(sender, ["BODY=8BITMIME"])
    for recipient in to:
        assert line.rcpt(recipient)[0] == 250
    assert line.docmd("DATA")[0] == 354
    stuffed = b"\r\n".join(b"." + line if line.startswith(b".") else line for line in raw.split(b"\n"))
    line.send(stuffed + b"\r\n.\r\n")
    return [line.getreply() for _ in to]


def test_each_recipient_gets_an_answer_and_what_was_taken_is_there_even_when_it_is_killed(
    receiver: tuple["subprocess.Popen[str]", int], folder: Path
) -> None:
    process, port = receiver
    with smtplib.LMTP("127.0.0.1", port) as line:
        line.ehlo()
        assert line.esmtp_features["size"] == str(MOST)
        answers = given(line, mail("koi8-r"), "reply@clinic.example", "care@clinic.example")
        process.kill()
    assert [code for code, _ in answers] == [250, 250]
    stored = rows(folder, "select way, envelope_from, envelope_to, sender from mail_received")
    assert stored == [
        ("lmtp", "iris@example.org", '["reply@clinic.example", "care@clinic.example"]', "iris@example.org")
    ]


def test_mail_is_worked_after_the_answer_and_the_server_stops_when_asked(
    receiver: tuple["subprocess.Popen[str]", int], folder: Path
) -> None:
    process, port = receiver
    long_line = b"From: zoe@example.net\nMessage-ID: <long@example.net>\n\n" + b"word " * 40_000
    with smtplib.LMTP("127.0.0.1", port) as line:
        line.ehlo()
        for raw in (mail("stranger"), mail("stranger"), long_line, b".dots\n..\n"):
            assert given(line, raw, "reply@clinic.example")[0][0] == 250
        assert given(line, mail("bounce"), "reply@clinic.example", sender="")[0][0] == 250
    wait_until(folder, f"{COUNT} where state in ('waiting', 'worked')", 4)
    assert rows(folder, COUNT) == [(4,)]
    assert rows(folder, "select envelope_from from mail_received where sort = 'bounce'") == [("",)]
    process.terminate()
    assert process.wait(15) == 0
    assert "Traceback" not in process.communicate()[1]


def test_a_mail_over_the_limit_is_refused_with_words_for_each_recipient(
    receiver: tuple["subprocess.Popen[str]", int], folder: Path
) -> None:
    port = receiver[1]
    with smtplib.LMTP("127.0.0.1", port) as line:
        line.ehlo()
        code, says = line.mail("iris@example.org", [f"SIZE={MOST + 1}"])
        assert code == 552
        assert b"larger than 25 MB" in says
        line.rset()
        answers = given(
            line, b"From: a@b.example\n\n" + b"x" * 70 + b"\n" + b"y" * MOST, "a@clinic.example", "b@clinic.example"
        )
        assert [code for code, _ in answers] == [552, 552]
        assert given(line, mail("stranger"), "a@clinic.example")[0][0] == 250
    assert rows(folder, COUNT) == [(1,)]


def test_what_cannot_be_stored_just_now_is_asked_for_again(
    receiver: tuple["subprocess.Popen[str]", int], folder: Path
) -> None:
    file = folder / "fortnight.sqlite3"
    with sqlite3.connect(file) as away:
        away.execute("alter table mail_received rename to gone")
    with smtplib.LMTP("127.0.0.1", receiver[1]) as line:
        line.ehlo()
        assert given(line, mail("stranger"), "a@clinic.example")[0][0] == 451
        with sqlite3.connect(file) as back:
            back.execute("alter table gone rename to mail_received")
        assert given(line, mail("stranger"), "a@clinic.example")[0][0] == 250


def deliver(folder: Path, raw: bytes, *words: str) -> "subprocess.CompletedProcess[bytes]":
    """Put a mail into the pipe."""
    return subprocess.run(
        command("mail", "deliver", *words), env=environment(folder), input=raw, capture_output=True, check=False
    )


def test_a_mail_on_standard_input_is_stored_and_the_mail_server_is_told_how_it_went(folder: Path) -> None:
    done = deliver(folder, mail("stranger"), "--to", "reply@clinic.example", "--sender", "zoe@example.net")
    assert done.returncode == 0, done.stderr
    assert rows(folder, "select state, way, envelope_from from mail_received") == [
        ("waiting", "pipe", "zoe@example.net")
    ]
    assert deliver(folder, mail("stranger")).returncode == 0
    assert rows(folder, COUNT) == [(1,)]
    too_large = deliver(folder, b"x" * (MOST + 1))
    assert too_large.returncode == 65
    assert b"larger than 25 MB" in too_large.stderr
    assert deliver(folder, b"").returncode == 65


def test_a_mail_that_cannot_be_stored_is_kept_by_the_mail_server(tmp_path: Path) -> None:
    done = deliver(tmp_path / "never-made", mail("stranger"))
    assert done.returncode == 75
    assert b"Traceback" not in done.stderr

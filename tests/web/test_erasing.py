"""The clinic hands out and deletes what is kept of a client: on their word, or by the term that it has set."""

import datetime as dt
import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.cli import main
from fortnight.web.accounts.actions import begin
from fortnight.web.accounts.models import Clinic, Erasure, Person, User
from fortnight.web.accounts.queries import clinic
from fortnight.web.accounts.scrub import written_ahead
from fortnight.web.chat.actions import conversation_with
from fortnight.web.chat.models import Message
from fortnight.web.clients.models import Invitation
from fortnight.web.clinic.retention import erase_due, months_before, past_term
from fortnight.web.ground.databases import database
from fortnight.web.mail.models import Address, Letter
from tests.web.staff import one_of_staff
from tests.web.test_my_data import fill

Visitor = tuple[Person, Client]


@pytest.fixture
def owner(db: None) -> Client:
    """An owner's browser."""
    return one_of_staff("owner", "Olga Reyes")[1]


def _data(person: Person) -> str:
    return f"/desk/clients/{person.key}/data/"


@pytest.mark.parametrize("role", ["advisor", "lead"])
def test_only_an_owner_hands_out_or_deletes(visitor: Visitor, role: str) -> None:
    browser = one_of_staff(role)[1]
    assert [browser.get(_data(visitor[0]) + end).status_code for end in ("", "download/")] == [403, 403]
    assert browser.post(_data(visitor[0]), {"word": "delete"}).status_code == 403
    assert "/data/" not in browser.get(f"/desk/clients/{visitor[0].key}/").content.decode()


def test_an_owner_takes_out_a_copy_and_the_client_reads_it(visitor: Visitor, owner: Client) -> None:
    person, browser = visitor
    fill(person, browser)
    assert "/data/" in owner.get(f"/desk/clients/{person.key}/").content.decode()
    copy = owner.get(f"{_data(person)}download/")
    assert copy.headers["Content-Disposition"].startswith("attachment; ")
    assert "Iris" not in copy.headers["Content-Disposition"]
    values = json.loads(copy.content)
    assert values["desk"]["notes"][0]["body"] == "Called twice."
    assert "downloaded a copy of your data." in browser.get("/me/looked/").content.decode()


def test_an_owner_deletes_everything_only_by_the_word(visitor: Visitor, owner: Client) -> None:
    person, browser = visitor
    fill(person, browser)
    note = f"{person.pk}@example.org"
    Letter.objects.create(conversation=None, kind="signs", to=note)
    assert owner.post(_data(person), {"word": "yes"}).status_code == 400
    assert Person.objects.filter(pk=person.pk).exists()
    assert owner.post(_data(person), {"word": "delete"}).status_code == 302
    assert not Person.objects.filter(pk=person.pk).exists()
    assert not Letter.objects.exists()
    assert not Address.objects.filter(address=note).exists()
    row = Erasure.objects.get()
    assert (row.person_key, row.by, row.name) == (person.key, "staff", "Olga Reyes")
    assert "Olga Reyes" in owner.get("/desk/clinic/records/").content.decode()
    assert browser.get("/today/").status_code == 302


def test_one_of_the_team_is_not_deleted_by_another(visitor_on: Callable[..., Visitor], owner: Client) -> None:
    person, _ = visitor_on(3, user=one_of_staff("advisor")[0])
    assert owner.post(_data(person), {"word": "delete"}).status_code == 409
    assert Person.objects.filter(pk=person.pk).exists()


def test_who_deletes_themselves_leaves_only_that_it_was_done(visitor: Visitor) -> None:
    visitor[1].post("/me/data/delete/", {"word": "delete"})
    assert [(erasure.by, erasure.name, erasure.user) for erasure in Erasure.objects.all()] == [("person", "", None)]


def _aged(person: Person, days: int) -> None:
    at = timezone.now() - dt.timedelta(days=days)
    Person.objects.filter(pk=person.pk).update(created=at)
    person.treatments.update(date=at.date())
    Message.objects.filter(conversation__person=person).update(at=at)


def test_without_a_term_nobody_is_deleted(visitor: Visitor) -> None:
    _aged(visitor[0], 5_000)
    assert erase_due() == 0
    assert Person.objects.count() == 1


def test_a_term_counts_from_the_last_treatment_message_or_visit(visitor_on: Callable[..., Visitor]) -> None:
    people = {name: visitor_on(3)[0] for name in ("old", "treated", "wrote", "new")}
    for name, person in people.items():
        if name == "wrote":
            visitor = conversation_with(person)
            Message.objects.create(conversation=visitor, number=1, uid=person.key, author=Message.PERSON, body="x")
        _aged(person, 100)
    people["treated"].treatments.update(date=timezone.now().date())
    Message.objects.update(at=timezone.now())
    Person.objects.filter(pk=people["new"].pk).update(created=timezone.now())
    assert list(past_term(3, timezone.now())) == [people["old"]]
    assert not past_term(4, timezone.now()).exists()
    Clinic.objects.update(retention_months=3)
    assert erase_due() == 1
    assert not Person.objects.filter(pk=people["old"].pk).exists()
    assert Erasure.objects.get().by == "rule"


def test_a_plan_of_the_team_outlives_the_term(visitor_on: Callable[..., Visitor]) -> None:
    person, _ = visitor_on(3, user=one_of_staff("advisor")[0])
    _aged(person, 500)
    assert not past_term(1, timezone.now()).exists()


@pytest.mark.parametrize(
    ("now", "months", "before"), [("2026-03-31", 1, "2026-02-28"), ("2026-01-15", 13, "2024-12-15")]
)
def test_months_are_counted_by_the_calendar(now: str, months: int, before: str) -> None:
    at = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    assert months_before(at, months).date().isoformat() == before


def test_a_term_is_set_only_after_its_reach_was_seen(visitor: Visitor, owner: Client) -> None:
    _aged(visitor[0], 100)
    seen = owner.post("/desk/clinic/records/", {"months": "3"})
    assert (seen.status_code, "one client" in seen.content.decode()) == (409, True)
    assert clinic().retention_months is None
    assert owner.post("/desk/clinic/records/", {"months": "3", "sure": "1"}).status_code == 302
    assert clinic().retention_months == 3
    assert "3 months" in owner.get("/desk/clinic/changes/").content.decode()
    assert owner.post("/desk/clinic/records/", {"months": "0"}).status_code == 400
    assert owner.post("/desk/clinic/records/", {"months": ""}).status_code == 302
    assert clinic().retention_months is None


@pytest.fixture
def run(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """The command in this process, on the rows of the test."""
    monkeypatch.setattr("fortnight.web.project.serve.prepare", lambda: None)

    def runner(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["fortnight", "clients", *words])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return int(left.value.code or 0), " ".join((printed.out + printed.err).split())

    return runner


def test_the_operator_takes_out_and_deletes_by_address_or_key(
    run: Callable[..., tuple[int, str]], visitor: Visitor, tmp_path: Path
) -> None:
    person, browser = visitor
    fill(person, browser)
    Invitation.objects.filter(person=person).update(email="iris@example.org")
    file = tmp_path / "iris.json"
    assert run("export", "iris@example.org", str(file))[0] == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["about"]["name"] == "Iris"
    assert run("export", "iris@example.org", str(file))[0] == 3
    assert run("erase", "nobody@example.org", "--yes") == (
        3,
        "fortnight: there is no such client. Give their email address, or the key of their page at the desk.",
    )
    code, output = run("erase", str(person.key), "--yes")
    assert (code, "Iris" in output) == (0, False)
    assert Erasure.objects.get().by == "command"
    assert not Person.objects.exists()


class Own:
    """A connection to a file as the site opens it, for what asks Django's."""

    vendor = "sqlite"
    in_atomic_block = False

    def __init__(self, folder: Path) -> None:
        values = database("", folder)
        self.rows = sqlite3.connect(values["NAME"], isolation_level=None)
        self.rows.executescript(values["OPTIONS"]["init_command"])

    def cursor(self) -> Any:
        return closing(self.rows.cursor())


def test_what_is_deleted_leaves_the_files_of_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    word, own = "MARKERMARKER", Own(tmp_path)
    monkeypatch.setattr("fortnight.web.accounts.scrub.connection", own)
    with closing(own.rows) as rows:
        rows.execute("CREATE TABLE said (words TEXT)")
        rows.executemany("INSERT INTO said VALUES (?)", [(word + "x" * 2_000,)] * 300)
        assert written_ahead() == 1
        assert _times(tmp_path, word) == 300
        rows.execute("DELETE FROM said")
        assert written_ahead() == 1
        assert _times(tmp_path, word) == 0
        assert (tmp_path / "fortnight.sqlite3-wal").stat().st_size == 0


def _times(folder: Path, word: str) -> int:
    return sum(path.read_bytes().count(word.encode()) for path in folder.glob("fortnight.sqlite3*"))


def test_erasing_empties_the_file_of_changes_once_it_is_written(
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    calls: list[int] = []
    monkeypatch.setattr("fortnight.web.accounts.actions.written_ahead", lambda: calls.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        visitor[1].post("/me/data/delete/", {"word": "delete"})
    assert calls == [1]


def test_a_visitor_who_lost_the_cookie_is_past_the_term_as_well(db: None) -> None:
    person, _ = begin(clinic=clinic(), zone="UTC", language="en", country="", user=None)
    _aged(person, 100)
    assert list(past_term(3, timezone.now())) == [person]
    assert User.objects.count() == 0

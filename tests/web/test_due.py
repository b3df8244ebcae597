"""What falls due by the clock: each job at its time, one that fails does not hold up the others."""

import datetime as dt
import json
import logging

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.module_loading import import_string

from fortnight.web.accounts.actions import delete_closed_links, delete_ended_sessions, open_link, revoke_link
from fortnight.web.accounts.models import Link, Person
from fortnight.web.project import due
from fortnight.web.project.due import DUE, Due, Loop
from fortnight.web.project.log import Line

HERE = "tests.web.test_due"
calls: list[str] = []


def quick() -> int:
    calls.append("quick")
    return 1


def failing() -> int:
    calls.append("failing")
    raise ValueError("rosacea")


@pytest.fixture(autouse=True)
def _jobs_of_this_file(monkeypatch: pytest.MonkeyPatch) -> None:
    calls.clear()
    known = {f"{HERE}.quick": quick, f"{HERE}.failing": failing}
    monkeypatch.setattr(due, "import_string", known.__getitem__)
    monkeypatch.setattr(due, "close_old_connections", lambda: None)


def test_a_job_runs_at_the_start_and_then_at_its_time() -> None:
    now = 100.0
    loop = Loop([Due("quick", 10, f"{HERE}.quick")], clock=lambda: now)
    naps = [loop.turn()]
    now = 105.0
    naps.append(loop.turn())
    now = 110.0
    naps.append(loop.turn())
    assert (naps, calls) == ([10, 5, 10], ["quick", "quick"])


def test_a_job_that_fails_is_logged_without_its_words_and_the_next_one_runs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "fortnight")
    Loop([Due("failing", 10, f"{HERE}.failing"), Due("quick", 10, f"{HERE}.quick")]).turn()
    assert calls == ["failing", "quick"]
    lines = [Line().format(record) for record in caplog.records]
    assert json.loads(lines[0])["error"] == "ValueError"
    assert json.loads(lines[0])["job"] == "failing"
    assert "rosacea" not in "".join(lines)


def test_the_loop_stops_when_told() -> None:
    loop = Loop([])
    loop.start()
    loop.stop()
    assert not loop.is_alive()


def test_every_job_of_the_site_is_there() -> None:
    assert all(callable(import_string(job.place)) for job in DUE)


def test_links_that_are_closed_for_a_month_go_and_others_stay(visitor: tuple[Person, object]) -> None:
    person = visitor[0]
    revoke_link(open_link(person, purpose="own", days=3)[0])
    open_link(person, purpose="friend", days=3)
    assert delete_closed_links() == 0
    Link.objects.filter(purpose="own").update(revoked=timezone.now() - dt.timedelta(days=31))
    assert delete_closed_links() == 1
    assert [link.purpose for link in Link.objects.all()] == ["friend"]


def test_sessions_that_have_ended_go(db: None) -> None:
    now = timezone.now()
    for days in (-1, 1):
        Session.objects.create(session_key=f"k{days}", session_data="", expire_date=now + dt.timedelta(days=days))
    assert delete_ended_sessions() == 1

"""What falls due by the clock: each job at its time, one that fails does not hold up the others."""

import datetime as dt
import json
import logging
import threading

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string

from fortnight.web.accounts.actions import delete_closed_links, delete_ended_sessions, open_link, revoke_link
from fortnight.web.accounts.models import BrowserSession, Link, Person
from fortnight.web.ground.log import JsonFormatter
from fortnight.web.project import due
from fortnight.web.project.due import DUE, Due, Loop

HERE = "tests.web.test_due"
LONG_SECONDS = 120
calls: list[str] = []
hangs, goes_on = threading.Event(), threading.Event()


def quick() -> int:
    calls.append("quick")
    return 1


def idle() -> int:
    return 0


def hanging() -> int:
    calls.append("hanging")
    hangs.set()
    goes_on.wait(LONG_SECONDS)
    return 1


def failing() -> int:
    calls.append("failing")
    raise ValueError("rosacea")


def join(name: str) -> None:
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(LONG_SECONDS)


@pytest.fixture(autouse=True)
def _jobs_of_this_file(monkeypatch: pytest.MonkeyPatch) -> None:
    calls.clear()
    for event in (hangs, goes_on):
        event.clear()
    jobs = {f"{HERE}.quick": quick, f"{HERE}.idle": idle, f"{HERE}.failing": failing, f"{HERE}.hanging": hanging}
    monkeypatch.setattr(due, "import_string", jobs.__getitem__)
    monkeypatch.setattr(due, "close_old_connections", lambda: None)


def test_a_job_runs_at_the_start_and_then_at_its_time() -> None:
    now = 100.0
    loop = Loop([Due("quick", 10, f"{HERE}.quick")], clock=lambda: now)
    counts = []
    for seconds in (0.0, 5.0, 9.0, 10.0):
        now = 100.0 + seconds
        loop.turn()
        loop.wait(LONG_SECONDS)
        counts.append(len(calls))
    assert counts == [1, 1, 1, 2]


def test_the_loop_sleeps_until_the_next_job_is_due() -> None:
    now = 100.0
    loop = Loop([Due("quick", 10, f"{HERE}.quick")], clock=lambda: now)
    loop.turn()
    loop.wait(LONG_SECONDS)
    now = 105.0
    assert loop.turn() == 5


def test_a_job_that_hangs_holds_up_none_but_itself_and_is_not_begun_twice() -> None:
    """Letters leave while an import, or a mail that takes for ever, is under way."""
    now = 100.0
    loop = Loop([Due("hanging", 10, f"{HERE}.hanging"), Due("quick", 10, f"{HERE}.quick")], clock=lambda: now)
    loop.turn()
    join("due quick")
    assert hangs.wait(LONG_SECONDS), "the job was never begun"
    for turn in (1, 2, 3):
        now = 100.0 + 10 * turn
        loop.turn()
        join("due quick")
        assert calls.count("quick") == turn + 1, "the other job was held up"
    goes_on.set()
    loop.stop()
    assert calls.count("hanging") == 1


def test_a_job_that_fails_is_logged_without_its_words_and_the_next_one_runs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "fortnight")
    loop = Loop([Due("failing", 10, f"{HERE}.failing"), Due("quick", 10, f"{HERE}.quick")])
    loop.turn()
    loop.wait(LONG_SECONDS)
    assert sorted(calls) == ["failing", "quick"]
    lines = [JsonFormatter().format(record) for record in caplog.records]
    errors = [line for line in map(json.loads, lines) if "error" in line]
    assert [(line["error"], line["job"]) for line in errors] == [("ValueError", "failing")]
    assert "rosacea" not in "".join(lines)


def test_a_job_with_nothing_to_do_says_nothing_but_once_a_day(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "fortnight")
    for every in (20, 24 * 60 * 60):
        due.run(Due("idle", every, f"{HERE}.idle"))
        due.run(Due("quick", every, f"{HERE}.quick"))
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    assert [line["job"] for line in lines] == ["quick", "idle", "quick"]


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
        BrowserSession.objects.create(
            session_key=f"k{days}", session_data="", expire_date=now + dt.timedelta(days=days)
        )
    assert delete_ended_sessions() == 1

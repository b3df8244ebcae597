"""The plan and the day as they are for one person: never offering what `check` refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pregnant(tmp_path: Path) -> str:
    profile = tmp_path / "me.toml"
    profile.write_text("pregnant = true\n", "utf-8")
    return str(profile)


def test_a_plan_offers_nothing_that_check_refuses(run: Run, pregnant: str) -> None:
    _, out, _ = run("plan", "--treated", "2026-11-20", "--profile", pregnant, "--json")
    days = {day["day"]: day for day in json.loads(out)["days"]}
    assert "retinol" not in days[9]["evening"]
    assert {"care": "retinol", "kind": "retinol_product", "from_day": None, "rules": ["pregnant"]} in days[9]["later"]


def test_a_day_says_what_is_later_and_by_which_rule(run: Run, pregnant: str) -> None:
    _, out, _ = run("today", "--treated", "2026-11-20", "--on", "2026-11-28", "--profile", pregnant)
    assert "Not for you in this fortnight: retinol product (pregnant)." in out


def test_with_nothing_known_every_step_begins_as_published(run: Run) -> None:
    _, out, _ = run("plan", "--treated", "2026-11-20", "--json")
    days = {day["day"]: day for day in json.loads(out)["days"]}
    assert not any(day["later"] for day in days.values())
    assert "retinol" in days[7]["starts"]
    assert {"antioxidant-serum", "omega-3-mask", "exfoliating-cleanser"} == set(days[3]["starts"])


def test_the_cautious_layer_moves_retinol_to_day_eleven(run: Run) -> None:
    _, out, _ = run("plan", "--treated", "2026-11-20", "--cautious", "--json")
    days = {day["day"]: day for day in json.loads(out)["days"]}
    assert "retinol" in days[11]["starts"]
    assert "retinol" not in days[10]["evening"]

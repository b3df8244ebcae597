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
    text = " ".join(out.split())
    assert "Retinol product: not in these 14 days. Do not use retinol, other retinoids or hydroquinone" in text
    assert "(pregnant)" in text


def test_with_nothing_known_every_step_begins_as_published_and_one_active_at_a_time(run: Run) -> None:
    _, out, _ = run("plan", "--treated", "2026-11-20", "--json")
    days = {day["day"]: day for day in json.loads(out)["days"]}
    assert not any(day["later"] for day in days.values())
    assert "retinol" in days[7]["starts"]
    assert "exfoliating-cleanser" in days[11]["starts"]
    steps = {"antioxidant-serum", "omega-3-mask"}
    assert set(days[3]["starts"]) == {*steps, "nothing-harsh", "nothing-irritating"}


def test_the_cautious_layer_moves_retinol_to_day_eleven(run: Run) -> None:
    _, out, _ = run("plan", "--treated", "2026-11-20", "--cautious", "--json")
    days = {day["day"]: day for day in json.loads(out)["days"]}
    assert "retinol" in days[11]["starts"]
    assert "retinol" not in days[10]["evening"]


def test_a_step_that_waits_is_shown_with_its_date_its_day_and_its_reason(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "me.toml"
    profile.write_text("needle_mm = 2.0\n", "utf-8")
    _, out, _ = run("plan", "--treated", "2026-11-20", "--profile", str(profile))
    text = " ".join(out.split())
    assert "Later for you: retinol product, scrub, enzyme mask: from Sunday 29 November, day 10. Your needles" in text
    assert "New: If you like, you can start retinol now" not in text[: text.index("Day 10,")]
    assert "New: If you like, you can start retinol now" in text[text.index("Day 10,") :]


def test_what_comes_later_than_the_guide_has_it_says_why(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "me.toml"
    profile.write_text("needle_mm = 2.0\n", "utf-8")
    _, out, _ = run("today", "--treated", "2026-11-20", "--on", "2026-11-22", "--profile", str(profile))
    text = " ".join(out.split())
    waiting = "exfoliating cleanser: from Wednesday 25 November, day 6. Your needles went 2 mm"
    assert waiting in text
    assert "The guide says from day 7. It is later for you: Your needles went 2 mm or deeper" in text


def test_with_nothing_known_the_plan_says_nothing_of_waiting(run: Run) -> None:
    _, out, _ = run("plan", "--treated", "2026-11-20")
    assert "for you:" not in out
    assert "because" not in out


def test_a_clinics_day_nought_keeps_the_rules_of_day_one(run: Run) -> None:
    options = ("--treated", "2026-11-20", "--on", "2026-11-20", "--day-one", "next_day", "--json")
    day = json.loads(run("today", *options, "--cautious")[1])
    assert not any("sunscreen" in says for says in day["morning"])
    assert [(wait["care"], wait["from_day"]) for wait in day["later"]] == [("daily-sunscreen", 2)]
    assert min(step["day"] for step in json.loads(run("today", *options)[1])["coming_back"]) == 3


def test_the_plan_names_what_a_person_reacts_to(run: Run, tmp_path: Path) -> None:
    profile = tmp_path / "me.toml"
    profile.write_text('allergies = ["ceramide", "almond"]\n', "utf-8")
    _, out, _ = run("plan", "--treated", "2026-11-20", "--profile", str(profile))
    text = " ".join(out.split())
    assert "Not for you: moisturiser with ceramides: not in these 14 days." in text
    assert "You told us you react to: ceramide, almond." in text


def test_what_comes_back_is_said_in_words_and_at_the_persons_day(run: Run) -> None:
    _, out, _ = run("plan", "--treated", "2026-11-20", "--cautious")
    returns = " ".join(out[out.index("When you can use things again") :].split())
    assert "day 11: Retinol and other retinoids; Scrubs; Exfoliating enzymes." in returns
    assert "Copper peptides" in returns
    assert "_" not in returns

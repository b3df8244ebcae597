"""Every clause of the guide is said in the terminal too, in the order of the layers, with the source of each reason."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fortnight.guide import published_guide
from fortnight.guide.model import Duty

Run = Callable[..., tuple[int, str, str]]
GUIDE = published_guide()


def one_line(out: str) -> str:
    return " ".join(out.split())


def test_the_plan_says_every_clause_once(run: Run) -> None:
    plan = one_line(run("plan", "--treated", "2026-11-20")[1])
    for clause in (*GUIDE.care, *GUIDE.promises):
        assert plan.count(clause.says) == 1, clause.id


@pytest.mark.parametrize("day", range(1, 15))
def test_a_day_says_what_to_avoid_and_whom_to_ask(run: Run, day: int) -> None:
    today = one_line(run("today", "--treated", "2026-11-01", "--on", f"2026-11-{day:02}")[1])
    assert "Avoid today" in today
    for care in GUIDE.care:
        if care.duty is Duty.AVOID:
            assert (care.says in today) is (day in care.days), care.id
    assert "ask the skin advisor by chat or email" in today


def test_the_plan_names_other_antioxidants_beside_vitamin_c_and_sunscreen_last(run: Run) -> None:
    plan = one_line(run("plan", "--treated", "2026-11-20")[1])
    day = plan[plan.index("Day 3,") : plan.index("Day 4,")]
    morning = day[day.index("Morning: ") : day.index("Evening: ")]
    assert "vitamin C or other antioxidant serum" in morning
    assert morning.rstrip(" .").endswith("sunscreen SPF 30 or higher")


def test_the_mask_and_the_cleansers_come_before_what_stays_on_the_skin(run: Run) -> None:
    plan = one_line(run("plan", "--treated", "2026-11-20")[1])
    for number, extra in ((3, "mask"), (11, "exfoliating cleanser")):
        day = plan[plan.index(f"Day {number},") : plan.index(f"Day {number + 1},")]
        evening = day[day.index("Evening: ") :]
        order = [evening.index(words) for words in ("cleanser,", extra, "hydrating serum", "moistur")]
        assert order == sorted(order)


def test_one_moisturiser_is_named_on_a_late_morning(run: Run) -> None:
    plan = one_line(run("plan", "--treated", "2026-11-20")[1])
    day = plan[plan.index("Day 8,") : plan.index("Day 9,")]
    assert day[: day.index("Evening")].count("moisturiser") == 1


def test_a_reason_is_told_with_its_own_sources(run: Run, tmp_path: Path) -> None:
    label = tmp_path / "label.txt"
    label.write_text("Aqua, Glycerin, Copper Tripeptide-1", "utf-8")
    out = one_line(run("check", str(label), "--name", "Serum")[1])
    rule, why = out.index("Peptides start on day 5"), out.index("One person had lasting bumps")
    assert "(guide)" in out[rule:why]
    assert "(case report)" in out[why : out.index("Rule copper-peptide")]
    assert "(guide)" not in out[why : out.index("Rule copper-peptide")]


def test_why_tells_the_sources_of_a_rule_and_of_its_reason_apart(run: Run) -> None:
    out = one_line(run("why", "foaming-cleanser")[1])
    first, second = out.split(" why: ")
    assert "source (guide)" in first
    assert "source (our judgement)" not in first
    assert "source (our judgement)" in second
    assert "source (guide)" not in second


def test_a_title_that_nobody_published_is_said_to_be_ours(run: Run) -> None:
    assert "in hairless rats (our description)" in one_line(run("why", "petroleum-jelly")[1])

"""Check-ins against what the evidence gives, read a second time by hand: none may come out milder."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator

from fortnight.healing.checkin import assess
from fortnight.healing.checkin_model import CheckIn, CheckInLevel
from fortnight.person.model import Profile, SkinTone
from tests.core.checkin_oracle import CASES, DEPTHS, LEVELS, TABLE, expected_level, noted, person_noted

TONES = (SkinTone.TYPE_II, SkinTone.TYPE_V)
DAYS = range(1, 15)


def vignettes() -> Iterator[tuple[str, CheckIn, str, Profile]]:
    for answers in TABLE["grid"]["answers"]:
        for depth, needle_mm in DEPTHS.items():
            for tone in TONES:
                person = person_noted(answers, needle_mm, tone)
                for day in DAYS:
                    yield answers, noted(day, answers), depth, person


def test_no_vignette_comes_out_milder_than_the_evidence() -> None:
    milder, needless, doctors, counted = [], 0, 0, Counter[str]()
    for answers, checkin, depth, person in vignettes():
        expected, level = expected_level(checkin, depth, person), assess(checkin, person=person).level
        counted[level] += 1
        if level.rank < expected.rank:
            milder.append(f"day {checkin.day} {depth} {person.skin_tone} {answers}: {level}, expected {expected}")
        if level.rank >= CheckInLevel.DOCTOR_TODAY.rank:
            doctors += 1
            needless += expected.rank < CheckInLevel.DOCTOR_TODAY.rank
    total = counted.total()
    share = f"{100 * needless / total:.1f} %"
    sys.stdout.write(f"{total} vignettes: {dict(counted)}; a doctor {doctors}, needless {needless} ({share})\n")
    assert milder == []
    assert total >= 1000
    assert needless / total <= 0.02


def hand_written() -> list[dict[str, str]]:
    with (CASES / "checkins.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(row: dict[str, str]) -> CheckInLevel:
    tone = SkinTone(row["tone"]) if row["tone"] else None
    person = person_noted(row["answers"], float(row["mm"]) if row["mm"] else None, tone)
    return assess(noted(int(row["day"]), row["answers"], row["words"]), person=person).level


def test_no_hand_written_check_in_comes_out_milder() -> None:
    rows = hand_written()
    compared = [(row, judged(row), LEVELS[row["level"]]) for row in rows]
    doctor = CheckInLevel.DOCTOR_TODAY.rank
    needless = [row["words"] for row, level, expected in compared if level.rank >= doctor > expected.rank]
    higher = [f"{level} for {row}" for row, level, expected in compared if level.rank > expected.rank]
    sys.stdout.write(f"{len(rows)} by hand; needless doctor {len(needless)}: {needless}\n")
    sys.stdout.write("\n".join(["higher than written:", *higher]))
    assert [f"{level} for {row}" for row, level, expected in compared if level.rank < expected.rank] == []
    assert len(rows) >= 150
    assert len(needless) <= 5

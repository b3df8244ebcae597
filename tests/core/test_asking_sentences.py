"""Whole sentences as people of many countries type them: how many are understood, and none taken for another thing.

`means` is the id of an activity, or: `no` (something in general that is closed on day 1), `yes` (open), `cannot` (never
a yes), `feeling`, `sign`, `unknown`.
"""

import csv
from functools import cache

from fortnight.asking import Sense, understand
from fortnight.asking.reply import QuestionReply, reply
from fortnight.guide import published_guide
from fortnight.person import Profile
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import rulebook
from tests.each import each
from tests.repo.listing import ROOT

BOOK = rulebook(published_guide(), Profile())
SENTENCES = list(csv.DictReader((ROOT / "tests/cases/sentences.csv").read_text("utf-8").splitlines()))
IDS = {activity.id for activity in published_guide().activities}
CLOSED = ("no", "cannot", "unknown", "sign", "feeling")
OPEN = (Ruling.YES, Ruling.CAREFUL)


@cache
def answered(text: str) -> QuestionReply:
    return reply(understand(text), BOOK, 1)


def is_understood(row: dict[str, str]) -> bool:
    """Whether what is meant is what was understood, or is offered among at most four."""
    answer = answered(row["text"])
    meant = answer.meant
    topics = [topic.id for topic in (meant.topic, *meant.choices) if topic]
    match row["means"]:
        case "sign":
            return bool(meant.signs)
        case "feeling":
            return meant.sense is Sense.FEELING
        case "no":
            return answer.ruling in (Ruling.NOT_YET, Ruling.NOT_THIS_TIME)
        case "yes":
            return answer.ruling in OPEN
        case "cannot" | "unknown":
            return answer.ruling not in OPEN
        case _:
            return row["means"] in topics and not meant.signs


def test_nine_sentences_of_ten_are_understood() -> None:
    missed = [row["text"] for row in SENTENCES if not is_understood(row)]
    assert len(missed) * 10 <= len(SENTENCES), missed


def test_the_table_knows_only_what_there_is() -> None:
    assert {row["means"] for row in SENTENCES} <= IDS | {"yes", *CLOSED}


@each("row", [row for row in SENTENCES if row["means"] in CLOSED], ids=lambda row: row["text"])
def test_no_sentence_that_is_no_yes_gets_one(row: dict[str, str]) -> None:
    assert answered(row["text"]).ruling not in OPEN


def test_hardly_any_is_taken_for_something_else() -> None:
    wrong = []
    for row in SENTENCES:
        topic = answered(row["text"]).meant.topic
        if row["means"] in IDS and topic and topic.activity and topic.id != row["means"]:
            wrong.append((row["text"], topic.id))
    assert len(wrong) <= 3, wrong

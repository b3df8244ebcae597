"""Quick answers that save the slow questions: a hint may be there for nothing, but none may be missing."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.labels import pieces
from fortnight.labels.described import described
from fortnight.labels.promises import broken_promises
from fortnight.labels.telling import ANYTHING, NUMBER, telling
from fortnight.sources import shipped
from tests.examples import examples

PROMISES = tomllib.loads(shipped("labels/data/promises.toml"))["promise"]
DESCRIPTIONS = tomllib.loads(shipped("labels/data/described.toml"))["described"]
LABELS = [json.loads(line)["label"] for line in Path("tests/cases/labels.jsonl").read_text("utf-8").splitlines()]
TABLES = ("pack", "imprint", "declared", "footnotes", "claims")
WORDS = sorted({word for table in TABLES for word in re.findall(r"[\w'.-]+", shipped(f"labels/data/{table}.toml"))})


def bears(piece: str, question: Callable[[str], int]) -> int:
    """What a piece may bear where `question` says what its words tell."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pieces, "telling", question)
        patched.setattr(pieces, "remembered", {})
        return pieces.borne_by(piece)


def everything(_: str) -> int:
    """Save no question."""
    return ANYTHING


def test_no_piece_of_a_label_bears_more_than_its_words_tell() -> None:
    for piece in {piece for label in LABELS for piece in label.split(",")}:
        assert bears(piece, telling) == bears(piece, everything), piece


@examples(300)
@given(st.lists(st.sampled_from([*WORDS, "Oil", "(Olive)", "PEG-8", "5"]), min_size=1, max_size=5))
def test_no_words_of_our_tables_bear_more_than_they_tell(words: list[str]) -> None:
    piece = f" {' '.join(words)}"
    assert bears(piece, telling) == bears(piece, everything)


@pytest.mark.parametrize(
    ("piece", "tells"),
    [
        (" Olea Europaea (Olive) Fruit Oil*", 0),
        (" Zinc Oxide", 0),
        (" PEG-100 Stearate", NUMBER),
        (" Tarn Inc", ANYTHING),
        (" White Petrolatum USP", ANYTHING),
        (" Без отдушки", ANYTHING),
    ],
)
def test_a_word_tells_whether_a_question_is_worth_asking(piece: str, tells: int) -> None:
    assert telling(piece) == tells


@pytest.mark.parametrize("row", PROMISES, ids=lambda row: str(row["mark"]))
def test_every_name_that_promises_holds_a_hint(row: dict[str, str]) -> None:
    @examples(12)
    @given(st.one_of([st.from_regex(re.compile(words, re.ASCII)) for words in row["words"]]))
    def holds(name: str) -> None:
        assert any(hint in word for hint in row["hints"].split() for word in name.split(" ")), name

    holds()


@pytest.mark.parametrize("row", DESCRIPTIONS, ids=lambda row: str(row["hints"])[:20])
def test_every_description_holds_a_hint(row: dict[str, str]) -> None:
    expressions = [re.compile(words, re.ASCII) for words in row["patterns"]]

    @examples(16)
    @given(st.one_of([st.from_regex(words, fullmatch=True) for words in expressions]))
    def holds(name: str) -> None:
        assert any(hint in name for hint in row["hints"].split()), name

    holds()


def test_a_promise_and_a_description_are_found_by_their_hints() -> None:
    assert list(broken_promises("dutasteride and minoxidil foam", {}))
    assert not broken_promises("plain cream", {})
    assert described("acqua depurata") is not None
    assert described("sunflower seed oil") is None

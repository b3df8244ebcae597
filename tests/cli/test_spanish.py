"""The terminal in Spanish: whatever a person reads follows `--language`, and nothing of it is left in English."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fortnight.guide.load import published_guide

Run = Callable[..., tuple[int, str, str]]

# Words that stand in nearly every English sentence of ours and in no Spanish one.
ENGLISH = re.compile(
    r"\b(the|your|you|with|this|that|what|and|or|of|is|are|not|which|from|on|to|today|days?|before|after|until|use|"
    r"using|avoid|fine|rule|guide|source|study|law|case|our|practice|morning|evening|nothing|new|label|names?|type|"
    r"product|skin|higher|why|can|do|for|ask|call|now|if)\b",
    re.IGNORECASE,
)
PUBLISHED = re.compile(r'"[^"]+"')
RULE_ID = re.compile(r"\b[a-z]+(?:-[a-z0-9]+)+\b|\bRegla\s+\w+|\(\w+\)")
EXAMPLE = re.compile(r"Ejemplo de la guía:[^\n]*")

TREATED = ("--treated", "2026-11-20", "--zone", "UTC")
LABEL = (
    "Aqua, Parfum, Salicylic Acid, Retinol, Sodium Lauryl Sulfate, Alcohol Denat., Zorblaxin, Menthol, "
    "Ascorbic Acid, Lidocaine, Hydroquinone, Papain"
)
QUESTIONS = (
    "crema con retinol",
    "¿puedo ir al gimnasio mañana?",
    "ibuprofeno",
    "isotretinoína",
    "¿es normal que se pele?",
    "no puedo respirar bien",
    "me quiero morir",
    "mi hijo se tragó el tónico",
    "saunna",
    "zorblax",
    "ácido glicólico en el embarazo",
    "aceite de coco",
    "anoche tenía la cara dormida de un lado",
    LABEL,
)


def english_in(out: str) -> list[str]:
    """The English words of an output, without what publications are called, ids of rules and names of products."""
    joined = re.sub(r"\s*\n\s+", " ", EXAMPLE.sub("", out))
    own_words = RULE_ID.sub("", PUBLISHED.sub("", joined))
    return [own_words[max(0, word.start() - 40) : word.end() + 40] for word in ENGLISH.finditer(own_words)]


@pytest.fixture(name="profile")
def profile_file(tmp_path: Path) -> str:
    file = tmp_path / "yo.toml"
    file.write_text('pregnant = true\nallergies = ["propóleo", "zorblax"]\nneedle_mm = 2.5\n', "utf-8")
    return str(file)


@pytest.fixture(name="shelf")
def shelf_file(tmp_path: Path) -> str:
    rows = (
        {"name": "Crema Lino", "label": "Aqua, Glycerin, Ceramide NP, Squalane", "kind": "moisturiser"},
        {"name": "Noche", "label": "Squalane, Retinol", "kind": "retinol_product"},
        {"name": "Limpio", "label": "Aqua, Glycerin, Decyl Glucoside", "kind": "cleanser"},
    )
    file = tmp_path / "estante.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return str(file)


@pytest.fixture(name="history")
def history_file(tmp_path: Path) -> str:
    rows = ({"day": 7, "tried": "retinol"}, {"day": 8, "reacted": "retinol"})
    file = tmp_path / "paso.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return str(file)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("when", [(), ("--day", "2"), TREATED], ids=["no-day", "a-day", "a-date"])
def test_an_answer_in_spanish_has_no_english_in_it(run: Run, question: str, when: tuple[str, ...]) -> None:
    _, out, _ = run("ask", question, "--language", "es", *when)
    words = out.replace(LABEL, "").replace(question, "")
    for name in LABEL.split(", "):
        words = words.replace(name, "")
    assert english_in(words) == []


def test_every_activity_is_answered_in_spanish(run: Run) -> None:
    left = {}
    for activity in published_guide().activities:
        _, out, _ = run("may", activity.name, "--language", "es", "--day", "2")
        if words := english_in(out):
            left[activity.id] = words
    assert left == {}


def test_a_label_is_answered_in_spanish(run: Run, profile: str) -> None:
    for more in ((), ("--cautious",), ("--profile", profile)):
        _, out, _ = run("check", "--text", LABEL, "--name", "Espuma", "--language", "es", "--day", "3", *more)
        for name in LABEL.split(", "):
            out = out.replace(name, "")
        assert english_in(out) == []


def test_the_plan_and_each_of_its_days_are_in_spanish(run: Run, profile: str, history: str) -> None:
    outputs = [
        run("plan", *TREATED, "--language", "es", *more)[1] for more in ((), ("--cautious", "--profile", profile))
    ]
    ways = ((), ("--cautious", "--profile", profile), ("--history", history))
    dates = ("2026-11-18", "2026-11-20", "2026-11-24", "2026-11-28", "2026-12-20")
    outputs += [run("today", *TREATED, "--on", date, "--language", "es", *more)[1] for date in dates for more in ways]
    assert [words for out in outputs for words in english_in(out)] == []
    assert "Reinicio" in outputs[0]


def test_a_routine_and_why_it_is_so_are_in_spanish(run: Run, shelf: str, history: str) -> None:
    for more in ((), ("--why", "retinol"), ("--history", history, "--days", "9-14")):
        code, out, _ = run("routine", shelf, "--language", "es", *more)
        assert code == 0
        assert english_in(out) == []


def test_what_is_usual_and_a_check_in_are_in_spanish(run: Run, tmp_path: Path) -> None:
    for day in ("1", "4", "9", "14"):
        assert english_in(run("expected", "--day", day, "--depth", "1.5", "--tone", "V", "--language", "es")[1]) == []
    file = tmp_path / "hoy.json"
    file.write_text(json.dumps({"day": 4, "pain": 8, "redness": "strong", "compared": "spreading"}), "utf-8")
    assert english_in(run("checkin", str(file), "--language", "es")[1]) == []


def test_json_says_its_sentences_in_the_language_too(run: Run) -> None:
    _, out, _ = run("today", *TREATED, "--on", "2026-11-24", "--language", "es", "--json")
    assert [words for words in json.loads(out)["leave_alone"] if english_in(words)] == []
    _, out, _ = run("check", "--text", "Aqua, Zorblaxin", "--language", "es", "--day", "3", "--json")
    assert [words for words in json.loads(out)["would_change"] if english_in(words)] == []


def test_a_language_that_there_is_none_of_is_refused_with_the_nearest(run: Run) -> None:
    for command in (("may", "gym"), ("check", "--text", "Aqua"), ("plan", *TREATED), ("today", *TREATED)):
        code, _, errors = run(*command, "--language", "ez")
        assert code == 3
        assert "not a language of Fortnight" in errors


def test_english_stays_english(run: Run) -> None:
    _, out, _ = run("may", "sauna", "--day", "2")
    assert "avoid, days 1 to 5." in out
    assert "Rule sauna" in out

"""`fortnight ask`: one question with its answer first, a sign before everything, and many questions in a batch."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fortnight.asking import Sense, Understanding
from fortnight.asking.reply import QuestionReply
from fortnight.cli.batch import BatchBasis
from fortnight.cli.judged import DayOption
from fortnight.cli.replies import question_answer, show_reply
from fortnight.course.model import DayOne
from fortnight.guide.load import published_guide
from fortnight.healing.load import all_rules
from fortnight.healing.model import Urgency
from fortnight.person.model import Profile
from fortnight.verdicts.rulebook import rulebook
from tests.unclear import UNCLEAR

BOOK = rulebook(published_guide(), Profile())
Run = Callable[..., tuple[int, str, str]]


def lines(run: Run, folder: Path, *rows: str) -> list[dict[str, object]]:
    file = folder / "questions.jsonl"
    file.write_text("\n".join(rows), "utf-8")
    code, out, _ = run("ask", "--jsonl", str(file))
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


def test_a_sentence_is_answered_for_its_day(run: Run) -> None:
    code, out, _ = run("ask", "can I go to the gym tomorrow", "--day", "2")
    assert code == 1
    assert "Not on day 3. From day 4." in out


def test_a_question_in_general_speaks_of_no_label(run: Run) -> None:
    code, out, _ = run("ask", "glycerin", "--day", "1")
    assert (code, "Yes, on day 1." in out) == (0, True)
    assert "label" not in out
    assert "names recognised" not in out


def test_a_sign_comes_first_and_has_a_code_of_its_own(run: Run) -> None:
    code, out, _ = run("ask", "I cannot breathe well, may I use moisturiser?", "--day", "1")
    assert code == 4
    assert out.startswith("Call now")
    assert "112" in out
    assert "Yes" not in out


def test_a_crisis_names_the_lines_of_the_country_under_its_emergency_number(run: Run) -> None:
    code, out, _ = run("ask", "I want to die", "--country", "ES")
    assert code == 4
    lines = out.splitlines()
    assert lines[:2] == ["Call now", "Emergency numbers: 112"]
    assert lines[2] == "Crisis line: 024 (day and night)"
    assert "717 003 717" in lines[3]


def test_a_poisoning_without_a_country_asks_for_it_and_names_the_directory(run: Run) -> None:
    _, out, _ = run("ask", "my toddler swallowed my toner")
    assert "Give it with --country" in out
    assert "apps.who.int/poisoncentres" in out


def test_where_it_is_unclear_whether_a_sign_is_told_it_is_asked_first(run: Run) -> None:
    code, out, _ = run("ask", UNCLEAR, "--day", "3")
    assert code == 2
    assert out.startswith("Is any of this happening right now?")
    assert "\n\n" in out.strip(), "and then the answer"


def test_what_is_understood_and_speaks_of_no_harm_is_asked_nothing(run: Run) -> None:
    for words in ("can I go to the gym", "retinol", "kids want to go to the water park"):
        assert "right now" not in run("ask", words, "--day", "3")[1]


def test_a_label_that_is_a_plea_has_the_sign_first(run: Run) -> None:
    _, out, _ = run("check", "--text", "I want to die", "--day", "1")
    assert out.startswith("Call now")
    _, out, _ = run("check", "--text", "Aqua, Glycerin, Panthenol", "--name", "Soothing cream", "--day", "1")
    assert "Call now" not in out


@pytest.mark.parametrize("urgency", Urgency)
def test_every_level_of_urgency_has_its_words(urgency: Urgency, capsys: pytest.CaptureFixture[str]) -> None:
    signs = tuple(sign for sign in all_rules() if sign.urgency is urgency)[:1]
    meant = Understanding(text="words", sense=Sense.SIGN, signs=signs, urgency=urgency)
    for language in ("en", "es"):
        option = DayOption(None, "local", DayOne.TREATMENT_DAY, None)
        show_reply(QuestionReply(meant=meant, day=1), BOOK, option, language)
    out = capsys.readouterr().out
    assert ("112" in out) == urgency.calls_now
    assert signs[0].says[:30] in out


def test_what_is_not_understood_is_asked_back(run: Run) -> None:
    code, out, _ = run("ask", "zarnox quuxine")
    assert code == 2
    assert "Is it a product, something you want to do, or something you feel?" in " ".join(out.split())


def test_a_slip_is_asked_about(run: Run) -> None:
    code, out, _ = run("ask", "saunna", "--day", "14")
    assert code == 2
    assert "What do you mean?" in out


def test_an_answer_can_be_had_in_spanish(run: Run) -> None:
    code, out, _ = run("ask", "¿puedo nadar?", "--day", "2", "--language", "es")
    assert code == 1
    assert "Piscina" in out
    assert run("ask", "gym", "--language", "xx")[0] == 3


def test_an_answer_as_json_has_all_days(run: Run) -> None:
    _, out, _ = run("ask", "retinol", "--day", "8", "--json")
    answer = json.loads(out)
    assert (answer["sense"], answer["ruling"], answer["day"]) == ("general", "careful", 8)
    assert [answer["answers"][str(day)] for day in (1, 6, 7)] == ["not_yet", "not_yet", "careful"]


def test_a_profile_makes_an_answer_stricter(run: Run, tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text("pregnant = true\n")
    code, _, _ = run("ask", "retinol", "--day", "8", "--profile", str(tmp_path / "me.toml"))
    assert code == 1


def test_many_questions_are_answered_a_line_each(run: Run, tmp_path: Path) -> None:
    answers = lines(
        run,
        tmp_path,
        '{"id": 1, "text": "gym", "day": 3}',
        '{"id": "b", "text": "¿puedo ir al gimnasio mañana?", "lang": "es"}',
        '{"id": null, "text": "saunna"}',
        '{"text": "tengo fiebre"}',
        '{"text": "Aqua, Glycerin, Retinol, Squalane"}',
        '{"text": "why is my skin so dry"}',
    )
    assert [answer["sense"] for answer in answers] == ["activity", "activity", "unknown", "sign", "label", "feeling"]
    assert answers[0] == {
        "id": 1, "sense": "activity", "activity": "vigorous-exercise", "signs": [], "urgency": None,
        "ruling": "not_yet", "from_day": 4, "choices": [],
    }  # fmt: skip
    assert answers[2]["choices"] == ["sauna"]
    assert [answer["ruling"] for answer in answers[2:]] == [None, None, "not_yet", None]
    assert "sign-fever" in str(answers[3]["signs"])


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ("x", "not JSON"),
        ("[]", "not an object"),
        ("{}", 'no "text"'),
        ('{"text": 3}', '"text" is not a string'),
        ('{"text": "gym", "lang": 3}', '"lang" is not a string'),
        ('{"text": "gym", "day": 0}', '"day" is no day'),
        ('{"text": "gym", "day": true}', '"day" is no day'),
        ('{"text": "gym", "day": "3"}', '"day" is no day'),
        ('{"text": "gym", "id": []}', '"id" is neither'),
    ],
)
def test_a_line_that_cannot_be_used_says_why_and_the_next_is_answered(
    run: Run, tmp_path: Path, row: str, error: str
) -> None:
    first, second = lines(run, tmp_path, row, '{"id": 2, "text": "gym"}')
    assert first["line"] == 1
    assert error in str(first["error"])
    assert second["activity"] == "vigorous-exercise"


def test_the_codes_are_in_the_help(run: Run) -> None:
    for command in ("ask", "may"):
        assert "4: your words describe a warning sign" in " ".join(run(command, "--help")[1].split())


def test_the_one_activity_that_is_proposed_is_named_in_a_line() -> None:
    row = {"id": "1", "text": "zarnox walk in the evening with quuxine"}
    answer = question_answer(row, BatchBasis())
    assert (answer["activity"], answer["ruling"], answer["choices"]) == ("walking", None, ["walking"])


def test_an_answer_says_when_the_plan_has_its_turn(run: Run) -> None:
    opens = run("ask", "retinol", "--day", "5")[1]
    waits = " ".join(run("ask", "scrub", "--day", "8")[1].split())
    assert "It opens on day 7. Your plan gives it its first evening on day 7." in " ".join(opens.split())
    assert "It has been open since day 7. Your plan gives it its first evening on day 14." in waits
    assert "You may begin it sooner, from day 10." in waits
    assert "In your plan" not in run("ask", "gym", "--day", "8")[1]

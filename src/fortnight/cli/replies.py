"""What `ask` and `may` share: the answer on the screen and as JSON, the exit code, and a line of `ask --jsonl`."""

from functools import partial
from typing import Any

from rich.text import Text

from fortnight.asking import QuestionTopic, Sense, Understanding, understand
from fortnight.asking.reply import QuestionReply, reply
from fortnight.cli.batch import (
    BatchBasis,
    Row,
    answered,
    book_for,
    evenings_on,
    history_for,
    unlooked_values,
    wrong_history,
    wrong_text,
)
from fortnight.cli.calls import show_sign
from fortnight.cli.display import console, indented
from fortnight.cli.judged import (
    EXIT_CODES,
    STOPPED,
    DayOption,
    answer_values,
    caution_for,
    caution_in,
    rule_ids,
    show,
    stop_of,
    words_along,
)
from fortnight.cli.options import today_in
from fortnight.guide.model import LAST_DAY
from fortnight.healing.ladder_model import History
from fortnight.healing.model import Sign
from fortnight.routine.explain.evening_words import planned_turn, stop_sentence, turn_sentences
from fortnight.routine.model.evenings import evening_plan
from fortnight.verdicts.model import Verdict
from fortnight.verdicts.rulebook import Rulebook
from fortnight.wording.load import say
from fortnight.wording.rule_words import told

CANNOT_TELL = 2
SIGN = 4
"""The exit code where what was typed tells of a sign that must not wait."""


def exit_code(answer: QuestionReply, stop: str = "") -> int:
    """That of the answer, as in `check`; 4 for a sign, 2 where something has to be asked back or is only felt.

    1 where the plan has it rest (`stop`).
    """
    if answer.meant.sense is Sense.SIGN:
        return SIGN
    if answer.answer is None or answer.verdict is None:
        return CANNOT_TELL
    return STOPPED if stop else EXIT_CODES[answer.answer.ruling]


def caution_of_reply(answer: QuestionReply, day_option: DayOption, language: str) -> str:
    """What has to be said of what was asked about where it reacted after an earlier treatment; else empty."""
    return "" if answer.verdict is None else caution_for(_about(answer, answer.verdict), day_option, language)


def _about(answer: QuestionReply, verdict: Verdict) -> frozenset[str]:
    """The ids of the rules of an answer, and the words that were asked."""
    return rule_ids(verdict) | ({answer.meant.topic.words} if answer.meant.topic else set())


def question_answer(row: Row, basis: BatchBasis) -> Row:
    """The answer to a line of `ask --jsonl`."""
    book, day = book_for(basis), row.get("day") or 1
    answer = reply(understand(row["text"], language=row.get("lang") or None), book, day)
    history = history_for(row, basis)
    if answer.verdict is None or history == History():
        return {"id": row.get("id"), **facts(answer)}
    language = answer.meant.language
    stop = stop_sentence(answer.verdict, evenings_on(basis, history, day), day, language)
    caution = caution_in(_about(answer, answer.verdict), history, day, language)
    return {"id": row.get("id"), **facts(answer), **words_along(stop, caution)}


def questions_answered(number: int, line: bytes, *, basis: BatchBasis) -> bytes:
    """The answer to a line with a question."""
    return answered(number, line, partial(wrong_question, basis=basis), partial(question_answer, basis=basis))


def wrong_question(row: object, basis: BatchBasis) -> str:
    """What is wrong with a line's object, or nothing. A language, a day and a history may be missing, or null."""
    problem = wrong_text(row, "text", ("lang",), 'write {"id": ..., "text": ...}') or wrong_history(row, basis)
    if problem or not isinstance(row, dict):
        return problem
    day = row.get("day")
    if day is not None and (isinstance(day, bool) or not isinstance(day, int) or not 1 <= day <= LAST_DAY):
        return f'"day" is no day from 1 to {LAST_DAY}'
    return ""


def facts(answer: QuestionReply) -> Row:
    """What was understood and answered, as plain values."""
    meant = answer.meant
    return {
        "sense": meant.sense,
        "activity": _activity(meant),
        "signs": [sign.id for sign in meant.signs],
        "urgency": meant.urgency,
        "ruling": answer.ruling,
        "from_day": answer.answer.from_day if answer.answer else None,
        "choices": [choice.id for choice in meant.choices],
        **(unlooked_values(answer.verdict) if answer.verdict else {}),
    }


def _activity(meant: Understanding) -> str | None:
    """The id of what is to do: what is meant, or the only one that is proposed."""
    topics = (meant.topic,) if meant.topic else meant.choices
    ids = [topic.activity.id for topic in topics if topic.activity]
    return ids[0] if len(ids) == 1 else None


def reply_values(answer: QuestionReply, day_option: DayOption, language: str) -> dict[str, Any]:
    """The answer as plain values: those of a line, with the sentence, the date and all fourteen days."""
    values = facts(answer)
    if answer.verdict is None or answer.answer is None:
        return {"day": day_option.day, **values}
    rulings = {str(day): ruling for day, ruling in enumerate(answer.verdict.rulings, 1)}
    spoken = answer.answer if day_option.ruled is not None else None
    return {**values, **answer_values(spoken, answer.verdict, day_option, {"answers": rulings}, language)}


def show_planned(verdict: Verdict, book: Rulebook, day_option: DayOption, language: str) -> None:
    """What the plan has for it, where a day of the fortnight is asked for."""
    day = day_option.ruled
    if day is None or not 1 <= day <= LAST_DAY:
        return
    plan = evening_plan(book, history=day_option.history, day=day)
    turn = planned_turn(verdict, plan, day, today=day_option.today)
    if turn:
        says = " ".join(turn_sentences(turn, plan, day, day_option.treatment, language))
        indented(console(), f"{say('heading-plan', language)}: {says}", "", 0)


def show_reply(answer: QuestionReply, book: Rulebook, day_option: DayOption, language: str) -> None:
    """A sign first; then the answer, what is usual of a feeling, or what to choose from."""
    out = console()
    meant = answer.meant
    for sign in meant.signs:
        show_sign(sign, day_option.country, today_in(day_option.zone), language)
    if meant.ask:
        _show_question(meant.ask, language)
    if answer.verdict is not None and meant.topic and day_option.ruled is None:
        caution = caution_of_reply(answer, day_option, language)
        show(None, answer.verdict, day_option, _title(meant.topic, language), language, caution=caution)
    elif answer.verdict is not None and meant.topic:
        stop = stop_of(answer.verdict, book, day_option, language)
        title, caution = _title(meant.topic, language), caution_of_reply(answer, day_option, language)
        show(answer.answer, answer.verdict, day_option, title, language, stop=stop, caution=caution)
        show_planned(answer.verdict, book, day_option, language)
    elif meant.topic and meant.topic.feeling:
        feeling = meant.topic.feeling
        indented(out, told(feeling.id, "says", language) or feeling.says, "bold", 0)
        indented(out, say("ask-feeling-signs", language), "", 0)
    elif meant.choices:
        _show_choices(meant, language)
    elif not meant.signs:
        indented(out, say("ask-not-understood", language, said=meant.text.strip()[:60]), "bold", 0)
        indented(out, say("ask-which-of-three", language), "", 0)


def _show_question(signs: tuple[Sign, ...], language: str) -> None:
    """What to ask oneself first, where it is unclear whether a sign is told, and what to do if it is so."""
    out = console()
    indented(out, say("danger-ask", language), "bold", 0)
    for sign in signs:
        indented(out, told(sign.id, "says", language) or sign.says, "", 2)
        indented(out, told(sign.id, "does", language) or sign.does, "dim", 2)
    out.print()


def _show_choices(meant: Understanding, language: str) -> None:
    out = console()
    indented(out, say("ask-did-you-mean", language), "bold", 0)
    for choice in meant.choices:
        out.print(Text(f"  {_title(choice, language)}"))
    indented(out, say("ask-which-of-three", language), "dim", 0)


def _title(topic: QuestionTopic, language: str) -> str:
    activity = topic.activity
    words = (told(activity.id, "name", language) or activity.name) if activity else topic.words
    title = words[:1].upper() + words[1:]
    return say("ask-in-general", language, about=title) if topic.sense is Sense.GENERAL else title

"""What `check` and `may` share: for which day, the exit code, the answer on the screen or as JSON."""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from fortnight.cli.display import console, indented, marked_label, reasons, strip, wrapped
from fortnight.cli.options import today_in, treatment_of
from fortnight.course.days import date_of, day_of, rules_day
from fortnight.course.model import DayOne, Session
from fortnight.guide.model import LAST_DAY
from fortnight.healing.ladder_model import History
from fortnight.healing.suspects import caution_about
from fortnight.labels.model import Label
from fortnight.routine.explain.evening_words import stop_sentence
from fortnight.routine.model.evenings import evening_plan
from fortnight.verdicts.judge import reasons_of
from fortnight.verdicts.model import Answer, Ruling, Verdict
from fortnight.verdicts.rulebook import Rulebook
from fortnight.verdicts.sentence import days_in_words, is_doing, said_day, sentence
from fortnight.wording.load import LANGUAGE, say

if TYPE_CHECKING:
    from fortnight.asking import When

STOPPED = 1
"""The exit code of an answer that would be a yes while the plan has the thing rest."""
EXIT_CODES = {Ruling.YES: 0, Ruling.CAREFUL: 0, Ruling.NOT_YET: 1, Ruling.NOT_THIS_TIME: 1, Ruling.CANNOT_TELL: 2}


class DayOption:
    """The day that is asked for: `day` of the course, `ruled` the day whose rules hold, or no day at all.

    `country` is where the person is, for the numbers to call; empty where they have not said it. `history` is what
    happened since the treatment.
    """

    def __init__(self, treated: str | None, zone: str, day_one: DayOne, day: int | None, country: str = "") -> None:
        self.zone, self.country = zone, country
        self.history = History()
        self.treatment: Session | None = treatment_of(treated, zone, day_one) if treated else None
        self.today = self.treatment is not None and day is None
        self.day = day
        if self.treatment and day is None:
            self.day = day_of(self.treatment, today_in(zone))
        self.ruled = self.day
        if self.treatment and self.day is not None:
            self.ruled = rules_day(self.treatment, self.day)

    @property
    def treated(self) -> dt.date | None:
        """The date of the present treatment, or None where it is not given."""
        return self.treatment.date if self.treatment else None

    def move(self, when: "When") -> None:
        """Ask about the day that a question speaks of, where it does; without a treatment "tomorrow" is of no day."""
        if not when.moves or (when.day is None and self.day is None):
            return
        self.day = when.from_day(self.day or 1)
        self.today = False
        self.ruled = rules_day(self.treatment, self.day) if self.treatment else self.day


def answer_values(
    answer: Answer | None, verdict: Verdict, day_option: DayOption, more: dict[str, Any], language: str = LANGUAGE
) -> dict[str, Any]:
    """The answer as plain values: what `check --jsonl` gives, with the day and the date."""
    first = answer.from_day if answer else verdict.from_day
    dated = day_option.treatment is not None and first is not None
    return {
        "day": day_option.day,
        "ruling": answer.ruling if answer else None,
        "sentence": _first(answer, verdict, day_option, language),
        "from_day": first,
        "from_date": date_of(day_option.treatment, first).isoformat()
        if dated and day_option.treatment and first
        else None,
        "would_change": [change.said(language) for change in answer.would_change] if answer else [],
        **more,
    }


def stop_of(verdict: Verdict | None, book: Rulebook, day_option: DayOption, language: str = LANGUAGE) -> str:
    """What a plan says in place of a yes on the day that is asked for, while it has the thing rest; else empty."""
    day = day_option.ruled
    if verdict is None or day_option.history == History() or day is None or not 1 <= day <= LAST_DAY:
        return ""
    return stop_sentence(verdict, evening_plan(book, history=day_option.history, day=day), day, language)


def caution_for(about: Collection[str], day_option: DayOption, language: str = LANGUAGE) -> str:
    """What has to be said of something that reacted after an earlier treatment; else empty.

    `about` are the ids of the rules that speak about it, and what it is called. On the fourteen days of the present
    treatment what reacted in it rests, which is said in its place.
    """
    return caution_in(about, day_option.history, day_option.ruled, language, day_option.treated)


def caution_in(
    about: Collection[str], history: History, day: int | None, language: str = LANGUAGE, treated: dt.date | None = None
) -> str:
    """The same for a history and a day (base 1, None where none is asked for); `treated` is the present treatment."""
    rests = day is not None and day <= LAST_DAY
    reactions = [
        reaction if reaction.treatments_ago else replace(reaction, treated=treated)
        for reaction in history.reactions
        if reaction.treatments_ago or not rests
    ]
    caution = caution_about({name for name in about if name}, reactions, language)
    return caution.says if caution else ""


def rule_ids(verdict: Verdict) -> frozenset[str]:
    """The ids of the rules that a verdict rests on."""
    return frozenset(rule.id for rule, *_ in verdict.spoken)


def words_along(stop: str, caution: str) -> dict[str, str]:
    """What stands beside an answer in JSON, where there is anything: that it rests, that it reacted before."""
    return {key: words for key, words in (("stop", stop), ("caution", caution)) if words}


def show_unlooked(out: Console, unlooked: tuple[str, ...], language: str = LANGUAGE) -> None:
    """Say which allergies we do not know, where there are any."""
    if unlooked:
        indented(out, say("could-not-look-for", language, names=", ".join(unlooked)), "bold", 0)
        out.print()


def said_coverage(label: Label, language: str = LANGUAGE) -> str:
    """How much of a label was read, and how many stretches of it were left out."""
    words = say("coverage", language, read=label.read, of=label.of)
    left = len(label.left_out)
    left_out = "coverage-left-out" if left > 1 else "coverage-left-out-one"
    return f"{words} {say(left_out, language, count=left)}" if left else words


def _first(answer: Answer | None, verdict: Verdict, day_option: DayOption, language: str) -> str:
    """The answer in one sentence: of the day that is asked for, else of all fourteen."""
    if answer is None:
        return days_in_words(verdict, language)
    return sentence(answer, verdict, day_option.treatment, today=day_option.today, language=language)


def _show_first(out: Console, first: str, stop: str, caution: str, language: str) -> None:
    """The answer in a sentence, or what stands in its place; then that it reacted before."""
    indented(out, stop or first, "bold", 0)
    if stop:
        indented(out, say("evening-by-label", language, answer=first), "", 0)
    if caution:
        indented(out, caution, "bold", 0)


def show(
    answer: Answer | None,
    verdict: Verdict,
    day_option: DayOption,
    title: str,
    language: str = LANGUAGE,
    *,
    stop: str = "",
    caution: str = "",
) -> None:
    """The answer first, in a sentence; then the strip, the coverage, the reasons, the label, what would change it.

    `stop` is what stands in its place while the plan has it rest, `caution` is said of what reacted before.
    """
    out = console()
    indented(out, title, "dim", 0)
    _show_first(out, _first(answer, verdict, day_option, language), stop, caution, language)
    if day_option.today and day_option.treatment and day_option.day is not None:
        out.print(Text(say("today-is", language, day=said_day(day_option.day, day_option.treatment, language)), "dim"))
    out.print()
    out.print(strip(verdict.rulings, day_option.ruled, out.width, language, doing=is_doing(verdict)))
    out.print()
    label = verdict.label
    if label:
        out.print(Text(said_coverage(label, language)))
        out.print()
    show_unlooked(out, verdict.unlooked, language)
    spoken = answer.reasons if answer else reasons_of(verdict)
    if spoken:
        out.print(Text(say("heading-why", language), "bold"))
        reasons(out, spoken, language)
    elif answer:
        out.print(Text(say("nothing-against" if label else "nothing-in-the-guide-against", language)))
        out.print()
    if label and label.items:
        deciding = answer.deciding if answer else tuple(item for reason in spoken[:1] for item in reason.items)
        out.print(Text(say("heading-label", language), "bold"))
        wrapped(out, marked_label(label, deciding))
        out.print()
    for change in answer.would_change if answer else ():
        indented(out, change.said(language), "dim", 0)

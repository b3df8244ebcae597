"""What the terminal shows: the strip, a label with its marks, reasons. No colour when piped, and never colour alone."""

import sys
from collections.abc import Collection, Iterable
from textwrap import fill

from rich.console import Console
from rich.text import Text
from typing_extensions import override

from fortnight.cli.terminal import hush
from fortnight.guide.model import LAST_DAY, Activity, Rule, Window
from fortnight.labels.model import Item, Label, PromisedMark
from fortnight.sources import Source, sources
from fortnight.verdicts.marks import MARKS
from fortnight.verdicts.model import Effect, Reason, Ruling
from fortnight.wording.dates import said_span
from fortnight.wording.load import LANGUAGE, say
from fortnight.wording.rule_words import told
from fortnight.wording.states import said_state

_CELLS = {
    Ruling.YES: ("███", "===", "green"),
    Ruling.CAREFUL: ("•••", "...", "yellow"),
    Ruling.NOT_YET: ("╱╱╱", "///", "dim"),
    Ruling.NOT_THIS_TIME: ("╱╱╱", "///", "dim"),
    Ruling.CANNOT_TELL: (" ? ", " ? ", "cyan"),
}
_LEGEND = (Ruling.YES, Ruling.CAREFUL, Ruling.NOT_YET, Ruling.CANNOT_TELL)
_EFFECTS = {Effect.REFUSE: "x", Effect.CANNOT_TELL: "u", Effect.CAREFUL: "c"}
_PLAIN_WIDTH = 80
_DAY_WIDTH = 5


class _Screen(Console):
    """A console that goes on silently when its reader has left, so that the exit code stays the answer's."""

    @override
    def on_broken_pipe(self) -> None:
        hush()


def console() -> Console:
    """Where output goes: as wide as the terminal, 80 when piped, without colour then."""
    width = None if sys.stdout.isatty() else _PLAIN_WIDTH
    return _Screen(width=width, highlight=False, emoji=False, soft_wrap=False)


def _glyph(ruling: Ruling) -> tuple[str, str]:
    drawn, plain, style = _CELLS[ruling]
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return (drawn if encoding.startswith("utf") else plain), style


def sign(ruling: Ruling) -> tuple[str, str]:
    """A ruling as one character, and its style: for a strip with one character a day."""
    glyph, style = _glyph(ruling)
    return glyph.strip()[0], style


def signs_told(rulings: Collection[Ruling]) -> str:
    """What the signs that are shown mean."""
    return "   ".join(f"{sign(ruling)[0]} {said_state(MARKS[ruling])}" for ruling in _LEGEND if _shows(ruling, rulings))


def strip(
    rulings: Iterable[Ruling],
    ringed: int | None = None,
    width: int = _PLAIN_WIDTH,
    language: str = LANGUAGE,
    *,
    doing: bool = False,
) -> Text:
    """The fourteen days: a row of numbers, the day asked for in brackets, a row of cells, and what they mean."""
    cells, day_rulings = Text(), tuple(rulings)
    for ruling in day_rulings:
        glyph, style = _glyph(ruling)
        cells.append(f"{glyph:^4} ", style)
    meanings = (
        (ruling, said_state(MARKS[ruling], language, doing=doing)) for ruling in _LEGEND if _shows(ruling, day_rulings)
    )
    legend = "   ".join(f"{_glyph(ruling)[0].strip()} {words}" for ruling, words in meanings)
    return Text("\n").join((under_days(cells, ringed, width), Text(legend, "dim")))


def under_days(cells: Text, ringed: int | None, width: int) -> Text:
    """A row of cells, five columns a day, under the numbers of the days; folded where the screen is narrow."""
    numbers = Text()
    for day in range(1, LAST_DAY + 1):
        number = f"[{day}]" if day == ringed else str(day)
        numbers.append(f"{number:^4} ", "bold" if day == ringed else "dim")
    whole = LAST_DAY * _DAY_WIDTH
    columns = whole if width >= whole else max(width // _DAY_WIDTH, 1) * _DAY_WIDTH
    rows = [row[start : start + columns] for start in range(0, whole, columns) for row in (numbers, cells)]
    for row in rows:
        row.rstrip()
    return Text("\n").join(rows)


def wrapped(out: Console, text: Text) -> None:
    """A styled text that wraps, with no blanks at the ends of its lines and no empty lines after the last."""
    text.rstrip()
    for line in text.wrap(out, out.width):
        line.rstrip()
        out.print(line)


def _shows(ruling: Ruling, rulings: Collection[Ruling]) -> bool:
    return ruling in rulings or (ruling is Ruling.NOT_YET and Ruling.NOT_THIS_TIME in rulings)


def marked_label(label: Label, deciding: tuple[Item, ...]) -> Text:
    """The label as printed: what decided between »«, what could not be read between ‹››, what was left out in ⟨⟩."""
    decided = {item.start for item in deciding}
    text, at = Text(), 0
    for item in label.items:
        _between(text, label, at, item.start)
        if not item.recognised:
            text.append(f"‹{item.printed}?›", "cyan")
        elif item.start in decided:
            text.append(f"»{item.printed}«", "bold yellow")
        else:
            text.append(item.printed, "underline")
        at = item.end
    _between(text, label, at, len(label.text))
    return text


def _between(text: Text, label: Label, start: int, end: int) -> None:
    """What stands between two names: dim, and what was left out struck through and in brackets."""
    for part in label.left_out:
        if start <= part.start < end:
            text.append(label.text[start : part.start], "dim")
            text.append(f"⟨{label.text[part.start : min(part.end, end)]}⟩", "dim strike")
            start = min(part.end, end)
    text.append(label.text[start:end], "dim")


def indented(out: Console, words: str, style: str = "", columns: int = 2) -> None:
    """A paragraph some columns in, also where it wraps."""
    margin = " " * columns
    wrapped = fill(words, out.width, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)
    out.print(Text(wrapped, style))


def reasons(out: Console, spoken: Iterable[Reason], language: str = LANGUAGE) -> None:
    """Each rule that spoke, once: what it says, because of what and on which days, from whom, and its id."""
    by_rule: dict[str, list[Reason]] = {}
    for reason in spoken:
        by_rule.setdefault(reason.rule.id, []).append(reason)
    for rule_id, same in by_rule.items():
        rule = same[0].rule
        causes = "; ".join(dict.fromkeys(_cause(reason, language) for reason in same))
        indented(out, told(rule.id, "says", language) or rule.says)
        indented(out, f"{causes}. {_citation(rule.sources, language)}", "dim")
        if rule.why:
            indented(out, told(rule.id, "why", language) or rule.why)
            indented(out, _citation(rule.why_sources or rule.sources, language), "dim")
        indented(out, say("rule-with-id", language, id=rule_id), "dim")
        out.print()


def title_of(source: Source, language: str = LANGUAGE) -> str:
    """The title of a source: as it was published, in quotes, or our description of it in a language."""
    title = told(source.id, "title", language) or source.title
    if source.reworded:
        return say("source-reworded", language, title=title)
    return title if source.described else f'"{title}"'


def kind_of(source: Source, language: str = LANGUAGE) -> str:
    """What kind of support a source gives, in words."""
    return say(f"evidence-{source.evidence.replace('_', '-')}", language)


def _citation(cited: Iterable[str], language: str) -> str:
    register = map(sources().__getitem__, cited)
    return "; ".join(f"{title_of(source, language)} ({kind_of(source, language)})" for source in register) + "."


def _of_no_name(rule: Rule, language: str) -> str:
    """What made a rule speak where no printed name did: the kind of product, or what the product's name promises."""
    if not isinstance(rule, Window):
        return ""
    if isinstance(rule.shows, PromisedMark):
        return say("this-name", language, what=say(f"mark-{rule.shows.mark}", language))
    return say("this-kind", language)


def _cause(reason: Reason, language: str) -> str:
    days = said_span(reason.days.first, reason.days.last, language)
    because = reason.because or _of_no_name(reason.rule, language)
    mark, doing = _EFFECTS.get(reason.effect), isinstance(reason.rule, Activity)
    state = said_state(mark, language, doing=doing) if mark else say("state-note", language)
    return f"{because}: {state}, {days}" if because else f"{state}, {days}"

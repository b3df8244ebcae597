"""Every rule in the order of the reference page, and the page itself, generated from the data."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from fortnight.asking.load import feelings, welcomes
from fortnight.cli.display import console, indented, kind_of, title_of
from fortnight.course.before import before_rules
from fortnight.course.before_model import HaveRule, HomeRule, ReasonRule, StopRule
from fortnight.course.courses import PurposeRule, course_rules
from fortnight.guide.load import published_guide
from fortnight.guide.model import Activity, Care, Rule, Span, Stage, Where, Window
from fortnight.healing.checkin_load import checkin_entries
from fortnight.healing.checkin_model import CheckInRule
from fortnight.healing.expected_load import expected_entries
from fortnight.healing.expected_model import DayHeadline, MeasureBand, Sensation
from fortnight.healing.ladder_load import Rung, ladder_entries
from fortnight.healing.load import all_rules as all_signs
from fortnight.healing.model import Sign
from fortnight.labels.thresholds import Threshold, thresholds
from fortnight.person.load import all_rules
from fortnight.person.model import Modifier
from fortnight.routine.model.load import fits, steps, together
from fortnight.routine.model.values import Fit, RoutineStep, Together
from fortnight.sources import sources
from fortnight.verdicts.reading import ReadingRule, reading_rules
from fortnight.wording.states import said_state

_HEAD = """# The rules

Generated from the data by `make docs`; do not edit. A rule's id is what every answer names: `fortnight why <id>`
shows it with its sources, its file and its line. Days count from the treatment, which is day 1.
"""
_WHERE = {
    Where.ANYWHERE: "",
    Where.LEAVE_ON: ", in leave-on products",
    Where.CLEANSER: ", in a cleanser",
    Where.NOT_CLEANSER: ", in anything but a cleanser",
    Where.SUNSCREEN_WITHOUT_MINERAL: ", in a sunscreen without a mineral filter",
}


def sections() -> Iterator[tuple[str, tuple[Rule, ...]]]:
    """The headings with their rules."""
    guide = published_guide()
    yield "What the guide promises", guide.promises
    yield "Stages", guide.stages
    yield "Care", guide.care
    yield "Can I use it? By what the label contains", tuple(window for window in guide.windows if window.shows)
    yield "Can I use it? By the type of product", tuple(window for window in guide.windows if not window.shows)
    yield "The cautious plan", guide.cautious
    yield "The person", all_rules()
    yield "Activities", guide.activities
    yield "Before a session", before_rules().entries
    yield "A course of sessions", course_rules().entries
    yield "Reading a label", tuple(reading_rules().values())
    yield "Warning signs", all_signs()
    yield "What is usual on a day", expected_entries()
    yield "How a check-in is judged", checkin_entries()
    yield "How actives come back", ladder_entries()
    yield "What people feel", tuple(feeling for feeling, _ in feelings())
    yield "What is welcome in general", welcomes()
    yield "The steps of a routine", tuple(steps().values())
    yield "Between products", together()
    yield "What fits whom", fits()


def every_rule() -> tuple[Rule, ...]:
    """All rules of all tables."""
    return tuple(rule for _, rules in sections() for rule in rules)


def what_of(rule: Rule) -> str:
    """What a rule applies to, in a few words."""
    match rule:
        case Window():
            return _decided_by(rule)
        case Care():
            return f"{rule.duty}: {', '.join(rule.times) or rule.often}"
        case Modifier():
            return "; ".join(f"{condition.field}" for condition in rule.when)
        case Activity() | Stage():
            return rule.name
        case Sign():
            return rule.urgency
        case _:
            return _of_course(rule) or _of_healing(rule) or _of_routine(rule)


def _of_course(rule: Rule) -> str:
    match rule:
        case StopRule() | HaveRule() | HomeRule() | ReasonRule():
            return rule.name
        case PurposeRule():
            return rule.purpose
        case _:
            return ""


def _of_healing(rule: Rule) -> str:
    match rule:
        case DayHeadline():
            return ", ".join(rule.depths)
        case MeasureBand():
            return rule.measure
        case Sensation() | Rung():
            return rule.name
        case CheckInRule():
            return rule.level
        case _:
            return ""


def _of_routine(rule: Rule) -> str:
    match rule:
        case RoutineStep():
            return rule.care
        case Together():
            return ", ".join(rule.one)
        case Fit():
            return ", ".join((*rule.skin, *rule.concerns))
        case _:
            return ""


def _decided_by(window: Window) -> str:
    if window.shows is None:
        kinds = ", ".join(window.kinds)
        return f"{kinds} below SPF {window.spf_below}" if window.spf_below else kinds
    unless = f", unless {window.unless}" if window.unless else ""
    return f"{window.shows}{unless}{_WHERE[window.where]}"


def days_of(rule: Rule) -> str:
    """On which days a rule holds, and how."""
    match rule:
        case Window() | Activity():
            parts = [*_days("x", rule.refuse, rule), *_days("c", rule.careful, rule)]
            if isinstance(rule, Activity):
                parts += [f"back from day {rule.from_day}"] if rule.from_day else []
                parts += ["not known"] if rule.unknown else []
            return "; ".join(parts) or "only explains"
        case Stage() | Care():
            return rule.days.text
        case Modifier():
            return "; ".join(_later(rule))
        case Sign() | DayHeadline() | CheckInRule():
            return rule.days.text if rule.days else ""
        case ReadingRule():
            return f"{said_state('u')} {rule.untold.text}" if rule.untold else ""
        case _:
            return _days_before(rule)


def _days_before(rule: Rule) -> str:
    """How many days before a session something stops."""
    if not isinstance(rule, StopRule) or rule.days_before is None:
        return ""
    return f"{rule.days_before} before"


def _days(mark: str, span: Span | None, rule: Rule) -> list[str]:
    return [f"{said_state(mark, doing=isinstance(rule, Activity))} {span.text}"] if span else []


def _later(rule: Modifier) -> Iterator[str]:
    if rule.delay_days:
        yield f"{rule.delay_days} days later: {'actives' if rule.delays_actives else ', '.join(rule.delays)}"
    if rule.refuse:
        days = rule.refuse_days.text if rule.refuse_days else ""
        yield f"refused {'always' if rule.always else days}: {', '.join(rule.refuse)}"
    if rule.activities:
        yield f"activities: {', '.join(rule.activities)}"
    if rule.clinician:
        yield f"clinician: {rule.clinician}"


def page() -> str:
    """The reference page as Markdown."""
    lines = [_HEAD]
    for heading, rules in sections():
        lines += [
            f"## {heading}",
            "",
            "| rule | applies to | days | says | source | reviewed | file |",
            "|---|---|---|---|---|---|---|",
        ]
        lines += [_row(rule) for rule in rules]
        lines.append("")
    lines += [
        "## Thresholds of reading",
        "",
        "| id | number | decides | source | reviewed | file |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_threshold_row(row) for row in thresholds().values()]
    lines += ["", "## Sources", "", "| id | what | kind of evidence | where |", "|---|---|---|---|"]
    for source in sources().values():
        year = f", {source.year}" if source.year else ""
        what = f"{title_of(source)}. {source.publisher}{year}"
        lines.append(_joined((f"`{source.id}`", what, kind_of(source), source.address)))
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    cited = _cited(rule.sources, rule.place)
    says = rule.says
    if rule.why:
        says += f" Why: {rule.why}"
        cited += f"; why: {_cited(rule.why_sources, rule.why_place)}" if rule.why_sources else ""
    cells = (f"`{rule.id}`", what_of(rule), days_of(rule), says, cited, rule.reviewed.isoformat(), rule.at.file)
    return _joined(cells)


def _threshold_row(row: Threshold) -> str:
    number = f"{row.number} {row.unit}" if row.unit == "names" else f"{row.number} %"
    cited = _cited(row.sources, row.place)
    return _joined((f"`{row.id}`", number, row.decides, cited, row.reviewed.isoformat(), row.at.file))


def _cited(cited: Iterable[str], place: str) -> str:
    return ", ".join(f"`{source}`" for source in cited) + f" ({place})"


def _joined(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _show_sources(out: Console, cited: Iterable[str], place: str) -> None:
    indented(out, f"place: {place}")
    for source_id in cited:
        source = sources()[source_id]
        year = f", {source.year}" if source.year else ""
        address = f", {source.address}" if source.address else ""
        indented(out, f"source ({kind_of(source)}): {title_of(source)}, {source.publisher}{year}{address}")


def show_rule(rule: Rule) -> None:
    """One rule on the screen: its words, its days, its place, its sources, the line it stands in."""
    out = console()
    out.print(Text(rule.id, "bold"))
    indented(out, rule.says)
    out.print()
    facts = (("applies to", what_of(rule)), ("days", days_of(rule)), ("reviewed", rule.reviewed.isoformat()))
    for word, value in facts:
        if value:
            indented(out, f"{word}: {value}")
    _show_sources(out, rule.sources, rule.place)
    if rule.why:
        out.print()
        indented(out, f"why: {rule.why}")
        _show_sources(out, rule.why_sources or rule.sources, rule.why_place or rule.place)
    out.print(Text(f"  file: src/fortnight/{rule.at.text}"), soft_wrap=True)

"""`fortnight calendar`: the fourteen days as a file for any calendar program.

A file that is written again keeps its identity: what it already holds counts as the version before, so that a
calendar which has imported it moves its events instead of showing them twice.
"""

import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fortnight.cli.options import (
    LOCAL,
    Cautious,
    Count,
    HistoryFile,
    Language,
    ProfileFile,
    TreatedAlways,
    Zone,
    now,
)
from fortnight.cli.output_files import CALENDAR, outline_of, refuse_foreign, write
from fortnight.course.model import DayOne

if TYPE_CHECKING:
    from fortnight.exports.calendar import CalendarRevision

IcsFile = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The calendar file to write.")]
Halves = Annotated[bool, typer.Option("--halves", help="A morning and an evening each day, instead of whole days.")]
Alarms = Annotated[bool, typer.Option("--alarms", help="Let the calendar remind you.")]
Named = Annotated[bool, typer.Option("--named", help='Say in the titles what it is about, instead of only "Day 3".')]


def calendar(
    treated: TreatedAlways,
    output: IcsFile = Path("fortnight.ics"),
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    history: HistoryFile = None,
    cautious: Cautious = False,
    language: Language = None,
    halves: Halves = False,
    alarms: Alarms = False,
    named: Named = False,
) -> int:
    """Write your 14 days as a calendar file.

    Every day with what to do, what to avoid and what you can use again, and the date from which the next session can
    be. The titles say nothing about health unless you ask for it. Written to the same file again, it moves
    its events.
    """
    from fortnight.cli.terminal import tell
    from fortnight.exports.calendar import CalendarOptions, CourseCalendar

    refuse_foreign(output, CALENDAR)
    outline = outline_of(treated, zone, day_one, profile, history, language, cautious=cautious)
    options = CalendarOptions(discreet=not named, halves=halves, alarms=alarms, floating=zone == LOCAL)
    write(output, CourseCalendar(outline=outline, options=options).ical(_revision(output)))
    tell(str(output))
    return 0


def _revision(file: Path) -> "CalendarRevision":
    """The version after the one that stands in a file; the first of a new calendar where none does."""
    from icalendar import Calendar

    from fortnight.exports.calendar import CalendarRevision

    try:
        before = Calendar.from_ical(file.read_bytes())
        return CalendarRevision(
            key=uuid.UUID(str(before["UID"])), sequence=before.events[0].sequence + 1, modified=now()
        )
    except (FileNotFoundError, LookupError, ValueError):
        return CalendarRevision(key=uuid.uuid4(), sequence=0, modified=now())

"""The options that several commands share, and what they make: a treatment, a rulebook, today."""

import codecs
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fortnight.course.model import DayOne, Session

if TYPE_CHECKING:
    from fortnight.person.model import Profile
    from fortnight.verdicts.rulebook import Rulebook

Treated = Annotated[
    str | None, typer.Option("--treated", metavar="DATE", help="The date of the treatment, as 2026-11-20.")
]
TreatedAlways = Annotated[
    str, typer.Option("--treated", metavar="DATE", help="The date of the treatment, as 2026-11-20.")
]
Zone = Annotated[str, typer.Option("--zone", metavar="NAME", help="Your time zone, such as Europe/London.")]
Count = Annotated[DayOne, typer.Option("--day-one", help="Which calendar day your clinic counts as day 1.")]
ProfileFile = Annotated[
    Path | None, typer.Option("--profile", metavar="FILE", help="About you, as TOML; every field is optional.")
]
Cautious = Annotated[
    bool, typer.Option("--cautious", help="Add the cautious plan: later days where studies and clinics wait longer.")
]
HistoryFile = Annotated[
    Path | None,
    typer.Option(
        "--history",
        metavar="FILE",
        help="What happened since the treatment, as JSON lines: check-ins, what you tried, what reacted.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Day = Annotated[int | None, typer.Option("--day", min=1, max=14, help="The day, from 1 to 14, instead of --treated.")]
Language = Annotated[
    str | None, typer.Option("--language", metavar="CODE", help="The language of the answer: en or es.")
]
Country = Annotated[
    str, typer.Option("--country", metavar="CODE", help="Where you are, for the numbers to call: GB, ES, MX.")
]

LOCAL = "local"
"""The zone that is that of this machine."""


def now() -> dt.datetime:
    """This moment; the one place where the clock is asked."""
    return dt.datetime.now(dt.UTC)


def today_in(zone: str) -> dt.date:
    """Today's date in a zone; "local" is the zone of this machine. Raises: UsageError for an unknown zone."""
    from fortnight.course.days import local_date

    if zone == LOCAL:
        return now().astimezone().date()
    return local_date(now(), zone)


def treatment_of(treated: str, zone: str, day_one: DayOne) -> Session:
    """The treatment that the options describe. Raises: UsageError for an invalid date or zone."""
    from fortnight.course.days import parse_date

    return Session(date=parse_date(treated), zone="UTC" if zone == LOCAL else zone, day_one=day_one)


def profile_of(file: Path | None) -> "Profile":
    """The profile in a file, or one that knows nothing. Raises: UsageError for what is wrong in it."""
    from fortnight.person.model import Profile, read_profile

    return Profile() if file is None else read_profile(text_in(file), file.name)


def book_of(profile: Path | None, *, cautious: bool) -> "Rulebook":
    """The rulebook for the options. Raises: UsageError."""
    from fortnight.guide.load import published_guide
    from fortnight.verdicts.rulebook import rulebook

    return rulebook(published_guide(), profile_of(profile), cautious=cautious)


def language_of(code: str | None) -> str | None:
    """The language that is asked for, or None where the words of a question decide. Raises: UsageError."""
    from fortnight.errors import UsageError, did_you_mean
    from fortnight.wording.load import LANGUAGES

    if code is not None and code not in LANGUAGES:
        raise UsageError(f'"{code}" is not a language of Fortnight', did_you_mean(code, LANGUAGES))
    return code


def text_in(file: Path) -> str:
    """The text of a person's file, a byte order mark left out. Raises: UsageError where it is not UTF-8."""
    from fortnight.errors import UsageError

    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"{file.name} is not UTF-8 text (byte {error.start + 1})"
        raise UsageError(where, "Save it as UTF-8.") from None


def label_text(data: bytes) -> str:
    """The text that some bytes hold. It never fails: what is not Unicode is read as Western European."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")

"""What `fortnight calendar` and `fortnight leaflet` share: the outline that their options describe, and their file.

A file that is there already is written over only where it is one of the same sort that Fortnight wrote; anything else
is somebody's own. The new one replaces it in one step, so that a kill in between leaves the old one.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fortnight.cli.options import book_of, today_in, treatment_of
from fortnight.course.model import DayOne
from fortnight.errors import UsageError

if TYPE_CHECKING:
    from fortnight.exports.outline import Outline

CALENDAR, LEAFLET = b"Fortnight//", b"%PDF-"
"""What the beginning of a file of each sort holds."""
_HEAD = 400


def outline_of(
    treated: str,
    zone: str,
    day_one: DayOne,
    profile: Path | None,
    history: Path | None,
    language: str | None,
    *,
    cautious: bool,
) -> "Outline":
    """The fortnight that the options describe. Raises: UsageError."""
    from fortnight.cli.happened import history_in
    from fortnight.course.days import day_of
    from fortnight.exports.outline import Outline
    from fortnight.routine.model.evenings import evening_plan
    from fortnight.wording.load import known_language

    treatment, book = treatment_of(treated, zone, day_one), book_of(profile, cautious=cautious)
    today = max(day_of(treatment, today_in(zone)), 1)
    happened = history_in(history, book.person, treatment.date)
    return Outline(
        treatment=treatment,
        book=book,
        language=known_language(language or ""),
        evenings=evening_plan(book, history=happened, day=today) if history else None,
    )


def refuse_foreign(file: Path, mark: bytes) -> None:
    """Let a file be written over only where it bears the mark of ours. Raises: UsageError for any other."""
    if file.is_file() and file.stat().st_size and mark not in file.read_bytes()[:_HEAD]:
        raise UsageError(f"{file} is there already and is not ours to write over", "Give another name with --output.")


def write(file: Path, data: bytes) -> None:
    """Put a file in its place in one step. Raises: OSError where that cannot be."""
    if file.is_dir() or not file.parent.is_dir():
        file.write_bytes(b"")  # the system says what is wrong with the name
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as stream:
        stream.write(data)
    part = Path(stream.name)
    try:
        part.chmod(0o644)
        part.replace(file)
    except OSError:
        part.unlink()
        raise

"""`fortnight leaflet`: two pages to print, with the dates of one person."""

from pathlib import Path
from typing import Annotated

import typer

from fortnight.cli.options import (
    Cautious,
    Count,
    Country,
    HistoryFile,
    Language,
    ProfileFile,
    TreatedAlways,
    Zone,
    now,
)
from fortnight.cli.output_files import LEAFLET, outline_of, refuse_foreign, write
from fortnight.course.model import DayOne

PdfFile = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The PDF to write.")]
House = Annotated[str, typer.Option("--clinic", metavar="NAME", help="The clinic's name, for the head of the page.")]
Colour = Annotated[str | None, typer.Option("--colour", metavar="#RRGGBB", help="The clinic's colour.")]
Address = Annotated[str, typer.Option("--address", metavar="URL", help="Where the plan is; it becomes a QR code.")]
Whose = Annotated[str, typer.Option("--name", help="For whom it is.")]


def leaflet(
    treated: TreatedAlways,
    output: PdfFile = Path("leaflet.pdf"),
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    history: HistoryFile = None,
    cautious: Cautious = False,
    language: Language = None,
    country: Country = "",
    clinic: House = "",
    colour: Colour = None,
    address: Address = "",
    name: Whose = "",
) -> int:
    """Write your 14 days as a leaflet to print.

    Two A4 pages as an accessible PDF: the strip with your dates, each stage, what you can use again when, the warning
    signs and who to call (with --country), and when your next session can be.
    """
    from fortnight.cli.terminal import tell
    from fortnight.exports.leaflet import ACCENT, Leaflet

    refuse_foreign(output, LEAFLET)
    outline = outline_of(treated, zone, day_one, profile, history, language, cautious=cautious)
    page = Leaflet(
        outline=outline,
        printed=now(),
        country=country,
        house=clinic,
        accent=_colour(colour or ACCENT),
        address=address,
        name=name,
    )
    write(output, page.pdf())
    tell(str(output))
    return 0


def _colour(words: str) -> str:
    """A colour as `#rrggbb`. Raises: UsageError for anything else."""
    import re

    from fortnight.errors import UsageError

    if not re.fullmatch(r"#[0-9a-fA-F]{6}", words):
        raise UsageError(f'"{words}" is not a colour', "Write it as #9a4a30.")
    return words.lower()

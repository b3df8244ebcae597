"""`fortnight catalogue`: products taken in from a file, looked at before, listed, and an import undone."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fortnight.cli import screening
from fortnight.cli.display import console
from fortnight.errors import UsageError

if TYPE_CHECKING:
    from fortnight.web.catalogue.importing import Progress as Told
    from fortnight.web.catalogue.report import Report

app = typer.Typer(help="The product catalogue: import, list, undo.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="The file. Its format is detected from its content.")]
Source = Annotated[
    str, typer.Option("--source", help="Where the products come from: a shop, a brand. Default: the file name.")
]
Map = Annotated[list[str] | None, typer.Option("--map", help='What a column holds: --map price="Price incl.".')]
Currency = Annotated[str, typer.Option("--currency", help="The currency for prices that have none.")]
Site = Annotated[str, typer.Option("--site", help="The shop's web address, if the file has only page names.")]
Preview = Annotated[bool, typer.Option("--preview", help="Dry run: show what would happen.")]
KeepMissing = Annotated[
    bool,
    typer.Option(
        "--keep-missing",
        help="Leave products that are not in the file as they are, instead of marking them out of stock.",
    ),
]
ReportTo = Annotated[Path | None, typer.Option("--report", help="Write every problem as CSV: line, problem, fix.")]
Words = Annotated[str, typer.Argument(help="Words from the brand or the name, or a barcode.")]
Most = Annotated[int, typer.Option("--most", min=1, max=1000, help="How many at most.")]
Number = Annotated[int | None, typer.Argument(help="The number of the import. Default: the last one.")]
_LINES = 10


@app.command("import")
def take(
    file: File,
    source: Source = "",
    map_: Map = None,
    currency: Currency = "",
    site: Site = "",
    preview: Preview = False,
    keep_missing: KeepMissing = False,
    report: ReportTo = None,
) -> int:
    """Import a file of products into the catalogue.

    CSV with any headings, a Google Merchant feed, products of Shopify or WooCommerce, schema.org products in JSON-LD,
    dumps of Open Beauty Facts; gzip is fine. Importing the same file again changes nothing.
    """
    if not file.is_file():
        raise UsageError(f"there is no file {file}", "Check its name.")
    _ready()
    from fortnight.web.catalogue import importing
    from fortnight.web.catalogue.intake.formats import title_of
    from fortnight.web.catalogue.intake.reading import FileOptions, format_of
    from fortnight.web.catalogue.report import Report, oddities_in, sink_to, write_csv

    file_options = FileOptions(source or file.name.partition(".")[0][:40], currency, _columns(map_ or []), site)
    title = title_of(format_of(file))
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        intake_report = Report(sink=sink_to(lines))
        with ExitStack() as closing:
            progress = _progress(closing, file)
            if preview:
                importing.look(file, file_options, report=intake_report, progress=progress)
            else:
                begun = importing.begin(file, file_options, keep_missing=keep_missing)
                importing.take(begun, file, report=intake_report, progress=progress)
        if report:
            lines.seek(0)
            with report.open("w", encoding="utf-8", newline="") as out:
                write_csv(out, oddities_in(lines))
    _show(intake_report, file_options.source, title, preview=preview)
    if report:
        typer.echo(f"Every problem is listed in {report}.")
    return 0


def _ready() -> None:
    """The tables brought up to date, and Django loaded."""
    from fortnight.web.project.serve import prepare

    prepare()


def _columns(mappings: list[str]) -> dict[str, str]:
    headings = {}
    for mapping in mappings:
        field, equals, heading = mapping.partition("=")
        if not equals or not heading.strip():
            raise UsageError(f'"{mapping}" maps nothing', 'Write --map price="Price incl.".')
        headings[field.strip()] = heading.strip()
    return headings


def _progress(closing: ExitStack, file: Path) -> "Told":
    """A bar on standard error where that is a terminal; what moves it takes the bytes that were read."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    screen = Console(stderr=True)
    if not screen.is_terminal:
        return lambda _: None
    bar = closing.enter_context(
        Progress(
            TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(),
            console=screen, transient=True,
        )
    )  # fmt: skip
    task = bar.add_task("products", total=max(file.stat().st_size, 1))

    def move(done: int) -> None:
        bar.update(task, completed=done)

    return move


def _show(report: "Report", source: str, title: str, *, preview: bool) -> None:
    """The figures, the labels, the oddities by kind with an example of each."""
    from rich.table import Table
    from rich.text import Text

    from fortnight.web.catalogue.intake.told import fix, what

    out, counts, labels = console(), report.counts, report.labels
    head = f"{source}: nothing has been imported yet ({title})." if preview else f"{source}: imported ({title})."
    out.print(Text(head, "bold"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name in ("new", "changed", "unchanged", "refused", "missing"):
        table.add_row(name, f"{counts[name]:,}", Text(_about(name, report), "dim"))
    out.print(table)
    read = labels["readable"] + labels["unreadable"]
    out.print(
        f"Labels: {labels['readable']:,} of {read:,} readable; products with no label: {labels['without']:,}. "
        f"With no personal answers, allowed: {labels['day-one']:,} on day 1, {labels['later']:,} from a later day, "
        f"{labels['no-day']:,} not in the 14 days."
    )
    for oddity in report.first[:_LINES]:
        out.print(Text(f"line {oddity.line}: {what(oddity)} {fix(oddity)}"))
    left = sum(report.odd.values()) - min(len(report.first), _LINES)
    if left > 0:
        out.print(Text(f"and {left:,} more; --report FILE writes them all.", "dim"))


def _about(name: str, report: "Report") -> str:
    if name == "missing":
        return "in the catalogue from this source, not in the file"
    return "; ".join(report.examples.get(name, [])[:3])


@app.command("list")
def listed(words: Words = "", most: Most = 40) -> int:
    """List products with their 14 answers, without personal answers.

    o: use it, c: with care, x: do not use, u: we cannot tell.
    """
    from rich.table import Table
    from rich.text import Text

    _ready()
    from fortnight.web.catalogue.convert import marks_for_nobody
    from fortnight.web.catalogue.queries import search

    products, many = search(words, most=most)
    out = console()
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("product", "kind", "days 1-14", "source"):
        table.add_column(heading, overflow="fold")
    for product in products:
        table.add_row(
            Text(product.full_name), product.kind or product.guessed, marks_for_nobody(product), Text(product.source)
        )
    out.print(table)
    out.print(f"{len(products):,} of {many:,} products.")
    return 0


@app.command("undo")
def undone(number: Number = None) -> int:
    """Undo an import: remove what it added and restore what it changed."""
    _ready()
    from fortnight.web.catalogue.queries import import_numbered
    from fortnight.web.catalogue.undoing import undo

    importing = import_numbered(number)
    if importing is None:
        raise UsageError("there is no such import", "See fortnight catalogue imports.")
    gone, restored = undo(importing)
    typer.echo(f"{importing.source}, {importing.file}: {gone:,} products removed, {restored:,} restored.")
    return 0


@app.command("reread")
def reread() -> int:
    """Extract the labels from the stored descriptions again, by the current rules; other labels stay.

    If a description is doubtful (several products, key ingredients only, a list cut short) its label is removed.
    """
    _ready()
    from fortnight.web.catalogue import rereading

    outcome = rereading.reread()
    typer.echo(
        f"{outcome.looked_at:,} descriptions: {outcome.changed:,} labels changed, {outcome.emptied:,} taken out."
    )
    for name in outcome.examples:
        typer.echo(f"  {name}")
    if outcome.unknown:
        typer.echo(f"{outcome.unknown:,} labels are older than the stored descriptions. Import their files again to")
        typer.echo("extract them again.")
    return 0


@app.command("imports")
def imports() -> int:
    """List the imports, latest first."""
    from rich.table import Table
    from rich.text import Text

    _ready()
    from fortnight.web.catalogue.queries import imports as rows

    out = console()
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("number", "when", "source", "file", "state", "new", "changed"):
        table.add_column(heading)
    for row in rows():
        counts = row.counts
        cells = (str(row.pk), f"{row.created:%Y-%m-%d %H:%M}", row.source, row.file, row.state)
        table.add_row(*map(Text, cells), str(counts.get("new", 0)), str(counts.get("changed", 0)))
    out.print(table)
    return 0


app.command("screen")(screening.screen)

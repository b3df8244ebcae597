"""`fortnight backup` and `fortnight restore`: everything that an installation keeps, as one file."""

from pathlib import Path
from typing import Annotated

import typer

from fortnight.cli.options import now

File = Annotated[Path, typer.Argument(metavar="FILE", help="The archive, such as fortnight-2026-11-23.tar.gz.")]
Replace = Annotated[bool, typer.Option("--force", help="Replace the file when it is there already.")]
Aside = Annotated[bool, typer.Option("--force", help="Move what is in the folder aside first.")]

_PG_DUMP = 'pg_dump --format=custom --file=rows.dump "$FORTNIGHT_DATABASE"'
_PG_RESTORE = 'pg_restore --clean --if-exists --dbname="$FORTNIGHT_DATABASE" rows.dump'


def backup(file: File, force: Replace = False) -> int:
    """Keep everything in one file, while the site is served.

    The database, the uploads and the secret: the file opens everybody's plan, so
    keep it as you keep the data. On PostgreSQL the rows are left to pg_dump.
    """
    from fortnight.web.project import backup as archive
    from fortnight.web.project import environment

    rows = not environment.value("FORTNIGHT_DATABASE")
    kept = archive.backup(environment.data_folder(), file, rows=rows, force=force, now=now())
    held = f"{'the database, ' if rows else ''}{kept.uploads} upload{'' if kept.uploads == 1 else 's'} and the secret"
    typer.echo(f"{file}: {held}, {kept.bytes / 1e6:.1f} MB, read back and whole.")
    if not rows:
        typer.echo(f"The rows are in PostgreSQL and not in this file. Keep them as well:  {_PG_DUMP}")
    return 0


def restore(file: File, force: Aside = False) -> int:
    """Bring back what a backup holds.

    It goes into an empty FORTNIGHT_DATA, and the site must not be served meanwhile.
    """
    from fortnight.web.project import backup as archive
    from fortnight.web.project import environment

    back = archive.restore(environment.data_folder(), file, force=force, now=now())
    held = f"{'the database, ' if back.rows else ''}{back.uploads} upload{'' if back.uploads == 1 else 's'}"
    typer.echo(f"Restored as of {back.made[:16].replace('T', ' ')} UTC: {held}.")
    if back.aside:
        typer.echo(f"What was there before is in {back.aside}")
    if not back.rows:
        typer.echo(f"The rows are in PostgreSQL. Bring them back as well:  {_PG_RESTORE}")
    typer.echo("Start the site:  fortnight serve")
    return 0

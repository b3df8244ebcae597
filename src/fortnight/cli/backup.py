"""`fortnight backup` and `fortnight restore`: everything that an installation keeps, as one file."""

from pathlib import Path
from typing import Annotated

import typer

from fortnight.cli.options import now

File = Annotated[Path, typer.Argument(metavar="FILE", help="The archive, such as fortnight-2026-11-23.tar.gz.")]
Replace = Annotated[bool, typer.Option("--force", help="Replace the file when it is there already.")]
Encrypt = Annotated[
    bool, typer.Option("--encrypt", help="Encrypt it under FORTNIGHT_BACKUP_PASSPHRASE, or one that is asked for.")
]
NoSecret = Annotated[
    bool, typer.Option("--without-secret", help="Leave out the secret, which opens sealed files: keep it apart.")
]
Aside = Annotated[bool, typer.Option("--force", help="Move what is in the folder aside first.")]

_PG_DUMP = 'pg_dump --format=custom --file=rows.dump "$FORTNIGHT_DATABASE"'
_PG_RESTORE = 'pg_restore --clean --if-exists --dbname="$FORTNIGHT_DATABASE" rows.dump'


def backup(file: File, force: Replace = False, encrypt: Encrypt = False, without_secret: NoSecret = False) -> int:
    """Keep everything in one file, while the site is served.

    The database, the uploads and the secret: the file opens everybody's plan, so
    encrypt it, or keep it as you keep the data. Where FORTNIGHT_BACKUP_PASSPHRASE is
    set it is encrypted. On PostgreSQL the rows are left to pg_dump.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project import backup as archive

    rows = not environment.value("FORTNIGHT_DATABASE")
    passphrase = environment.value("FORTNIGHT_BACKUP_PASSPHRASE") or (_new_passphrase() if encrypt else "")
    kept = archive.backup(
        environment.data_folder(),
        file,
        rows=rows,
        force=force,
        now=now(),
        passphrase=passphrase,
        with_secret=not without_secret,
    )
    uploads = f"{kept.uploads} upload{'' if kept.uploads == 1 else 's'}"
    held = [*(["the database"] if rows else []), uploads, *([] if without_secret else ["the secret"])]
    sealed = " encrypted," if passphrase else ""
    listed = f"{', '.join(held[:-1])} and {held[-1]}" if len(held) > 1 else held[0]
    typer.echo(f"{file}: {listed}, {kept.bytes / 1e6:.1f} MB,{sealed} read back and whole.")
    if without_secret:
        typer.echo(f"Keep {environment.data_folder() / environment.KEY} apart: without it sealed files stay closed.")
    if not rows:
        typer.echo(f"The rows are in PostgreSQL and not in this file. Keep them as well:  {_PG_DUMP}")
    return 0


def _new_passphrase() -> str:
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True))


def restore(file: File, force: Aside = False) -> int:
    """Bring back what a backup holds.

    It goes into an empty FORTNIGHT_DATA, and the site must not be served meanwhile. An encrypted one is opened by
    FORTNIGHT_BACKUP_PASSPHRASE, or by the passphrase that is asked for.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project import backup as archive

    passphrase = environment.value("FORTNIGHT_BACKUP_PASSPHRASE")
    if not passphrase and archive.is_encrypted(file):
        passphrase = str(typer.prompt("Passphrase", hide_input=True, err=True))
    folder = environment.data_folder()
    back = archive.restore(folder, file, force=force, now=now(), passphrase=passphrase)
    held = f"{'the database, ' if back.rows else ''}{back.uploads} upload{'' if back.uploads == 1 else 's'}"
    typer.echo(f"Restored as of {back.made[:16].replace('T', ' ')} UTC: {held}.")
    if not back.secret:
        typer.echo(f"The secret was kept apart. Put it back before the start:  {folder / environment.KEY}")
    if back.aside:
        typer.echo(
            f"What was there before is in {back.aside}. Delete it when you do not need it: it holds people's data."
        )
    if not back.rows:
        typer.echo(f"The rows are in PostgreSQL. Bring them back as well:  {_PG_RESTORE}")
    typer.echo("Start the site:  fortnight serve")
    return 0

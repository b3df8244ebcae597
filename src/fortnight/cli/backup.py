"""`fortnight backup` and `fortnight restore`: everything that an installation keeps, as one file."""

from pathlib import Path
from typing import Annotated

import typer

from fortnight.cli.options import now

File = Annotated[Path, typer.Argument(metavar="FILE", help="The archive, such as fortnight-2026-11-23.tar.gz.")]
Replace = Annotated[bool, typer.Option("--force", help="Replace the file if it already exists.")]
Encrypt = Annotated[
    bool, typer.Option("--encrypt", help="Encrypt it with FORTNIGHT_BACKUP_PASSPHRASE, or with one you are asked for.")
]
NoSecret = Annotated[
    bool,
    typer.Option("--without-secret", help="Leave out the secret, which decrypts encrypted files: store it separately."),
]
Aside = Annotated[bool, typer.Option("--force", help="First move aside what is in the folder.")]

_PG_DUMP = 'pg_dump --format=custom --file=rows.dump "$FORTNIGHT_DATABASE"'
_PG_RESTORE = 'pg_restore --clean --if-exists --dbname="$FORTNIGHT_DATABASE" rows.dump'


def backup(file: File, force: Replace = False, encrypt: Encrypt = False, without_secret: NoSecret = False) -> int:
    """Back up everything to one file, while the site is running.

    The database, the uploads and the secret: the file gives access to every plan, so
    encrypt it, or protect it like the data itself. If FORTNIGHT_BACKUP_PASSPHRASE is
    set, it is encrypted. On PostgreSQL, back up the rows with pg_dump.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project import backup as archive

    rows = not environment.value("FORTNIGHT_DATABASE")
    passphrase = environment.value("FORTNIGHT_BACKUP_PASSPHRASE") or (_new_passphrase() if encrypt else "")
    archived = archive.backup(
        environment.data_folder(),
        file,
        rows=rows,
        force=force,
        now=now(),
        passphrase=passphrase,
        with_secret=not without_secret,
    )
    uploads = f"{archived.uploads} upload{'' if archived.uploads == 1 else 's'}"
    held = [*(["the database"] if rows else []), uploads, *([] if without_secret else ["the secret"])]
    sealed = " encrypted," if passphrase else ""
    listed = f"{', '.join(held[:-1])} and {held[-1]}" if len(held) > 1 else held[0]
    typer.echo(f"{file}: {listed}, {archived.bytes / 1e6:.1f} MB,{sealed} verified.")
    if without_secret:
        typer.echo(
            f"Keep {environment.data_folder() / environment.KEY} separately: without it, encrypted files "
            f"cannot be opened."
        )
    if not rows:
        typer.echo(f"The rows are in PostgreSQL, not in this file. Back them up too:  {_PG_DUMP}")
    return 0


def _new_passphrase() -> str:
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True))


def restore(file: File, force: Aside = False) -> int:
    """Restore a backup.

    It goes into an empty FORTNIGHT_DATA. Stop the site first. An encrypted backup is decrypted with
    FORTNIGHT_BACKUP_PASSPHRASE, or with the passphrase you are asked for.
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
        typer.echo(
            f"The secret was stored separately. Put it back before you start the site:  {folder / environment.KEY}"
        )
    if back.aside:
        typer.echo(
            f"The previous data is in {back.aside}. Delete it when you no longer need it: it contains people's data."
        )
    if not back.rows:
        typer.echo(f"The rows are in PostgreSQL. Restore them too:  {_PG_RESTORE}")
    typer.echo("Start the site:  fortnight serve")
    return 0

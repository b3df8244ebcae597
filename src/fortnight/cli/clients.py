"""`fortnight clients`: what is kept of one client, handed out or deleted on their word."""

import json
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fortnight.errors import UsageError

if TYPE_CHECKING:
    from fortnight.web.accounts.models import Person

app = typer.Typer(help="The data of one client: export, erase.", no_args_is_help=True)
Who = Annotated[str, typer.Argument(help="Their email address, or the key in the URL of their page at the desk.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")]
To = Annotated[Path, typer.Argument(help="The file to write. It must not exist yet.")]


@app.command("export")
def export(who: Who, to: To) -> int:
    """Write everything we hold about a client to a file.

    It is the file they can download themselves. They can see that it was downloaded.
    """
    person = _person(who)
    from django.core.serializers.json import DjangoJSONEncoder

    from fortnight.web.clients.actions import export as taken_out

    try:
        with to.open("x", encoding="utf-8") as file:
            to.chmod(0o600)
            json.dump(taken_out(person, by="operator"), file, indent=2, ensure_ascii=False, cls=DjangoJSONEncoder)
    except FileExistsError:
        raise UsageError(f"{to} already exists", "Name another file.") from None
    typer.echo(f"{to}: everything we hold about this client.")
    return 0


@app.command("erase")
def erase(who: Who, yes: Yes = False) -> int:
    """Delete everything about a client, for good.

    Rows, files, emails and the account. Backups keep it until they are replaced. A record that it was done stays.
    """
    person = _person(who)
    if person.user and person.user.is_staff:
        raise UsageError("this plan belongs to someone in the team", "They delete it themselves, under Me.")
    typer.echo(f"Everything about this client, who came {person.created:%Y-%m-%d}, will be deleted.")
    if not yes:
        typer.confirm("This cannot be undone. Continue?", abort=True)
    from fortnight.web.accounts.actions import erase as delete
    from fortnight.web.accounts.models import Erasure

    delete(person, by=Erasure.COMMAND)
    typer.echo("Deleted.")
    return 0


def _person(who: str) -> "Person":
    """The client with an address or a key. Raises: UsageError where there is none."""
    from fortnight.web.project.serve import prepare

    prepare()
    from fortnight.web.clients.queries import client_with, client_with_address

    try:
        person = client_with(uuid.UUID(who))
    except ValueError:
        person = client_with_address(who)
    if person is None:
        raise UsageError("there is no such client", "Give their email address, or the key of their page at the desk.")
    return person

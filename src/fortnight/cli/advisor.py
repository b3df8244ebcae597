"""`fortnight advisor`: who answers at the desk."""

from typing import Annotated

import typer

from fortnight.errors import UsageError

Email = Annotated[str, typer.Argument(help="The e-mail address they sign in with.")]
Name = Annotated[str, typer.Option("--name", help="The name that clients read beside an answer.")]
Off = Annotated[bool, typer.Option("--off", help="Take them off the staff, and end their sessions.")]


def advisor(email: Email, name: Name = "", off: Off = False) -> int:
    """Make somebody an advisor, or take them off again.

    They sign in at /accounts/login/ with a code by e-mail, and are asked for a second factor or a passkey before they
    see anything that belongs to a client. The desk is at /desk/.
    """
    from fortnight.web.project.serve import prepare

    if "@" not in email or not (name or off):
        raise UsageError("an advisor wants an e-mail address and a name", "Write: advisor noor@example.org --name Noor")
    prepare()
    from fortnight.web.accounts.actions import appoint, dismiss

    if off:
        if not dismiss(email=email):
            raise UsageError(f"{email} is not on the staff", "See that the address is spelt as they sign in with it.")
        typer.echo(f"{email} is off the staff, and signed out everywhere.")
        return 0
    user, new = appoint(email=email, name=name)
    typer.echo(
        f"{user.name} ({user.email}) answers at /desk/" + (" and signs in with a code by e-mail." if new else ".")
    )
    return 0

"""`fortnight advisor`: who answers at the desk, and in which role."""

from typing import Annotated

import typer

from fortnight.errors import UsageError
from fortnight.web.accounts.roles import Role

Email = Annotated[str, typer.Argument(help="The e-mail address they sign in with.")]
Name = Annotated[str, typer.Option("--name", help="The name that clients read beside an answer.")]
Given = Annotated[
    Role | None, typer.Option("--role", help="What they may do. Without it: as before; the first one is the owner.")
]
SignIn = Annotated[
    bool, typer.Option("--sign-in", help="Print a link that signs them in once, for when no e-mail leaves.")
]
Off = Annotated[bool, typer.Option("--off", help="Take them off the staff, and end their sessions.")]


def advisor(email: Email, name: Name = "", role: Given = None, off: Off = False, sign_in: SignIn = False) -> int:
    """Make somebody one of the staff, or take them off again.

    They sign in at /accounts/login/ with a code by e-mail, and are asked for a second factor or a passkey before they
    see anything that belongs to a client. The desk is at /desk/. An advisor answers; a lead also assigns and reads the
    figures and the access log; an owner also changes the clinic, its team and its guide.
    """
    from fortnight.web.project.serve import prepare

    if "@" not in email or not (name or off or sign_in):
        raise UsageError("an advisor wants an e-mail address and a name", "Write: advisor noor@example.org --name Noor")
    prepare()
    from fortnight.web.accounts.actions import LastOwnerError, appoint, dismiss
    from fortnight.web.sign_in.terminal import link_for

    if sign_in:
        typer.echo(f"Open within ten minutes, in one browser:  {link_for(email)}")
        return 0
    try:
        if off:
            return _taken_off(email, gone=dismiss(email=email))
        user, new = appoint(email=email, name=name, role=role)
    except LastOwnerError as error:
        fix = "Make somebody else an owner first: advisor remy@example.org --name Remy --role owner"
        raise UsageError(f"{email} is the last owner", fix) from error
    typer.echo(
        f"{user.name} ({user.email}, {user.role}) answers at /desk/"
        + (" and signs in with a code by e-mail." if new else ".")
    )
    return 0


def _taken_off(email: str, *, gone: bool) -> int:
    if not gone:
        raise UsageError(f"{email} is not on the staff", "See that the address is spelt as they sign in with it.")
    typer.echo(f"{email} is off the staff, and signed out everywhere.")
    return 0

"""`fortnight advisor`: who answers at the desk, and in which role."""

from typing import Annotated

import typer

from fortnight.errors import UsageError
from fortnight.web.accounts.roles import Role

Email = Annotated[str, typer.Argument(help="The email address they sign in with.")]
Name = Annotated[str, typer.Option("--name", help="The name clients see next to an answer.")]
Given = Annotated[
    Role | None, typer.Option("--role", help="Their role. Default: unchanged; the first one is the owner.")
]
SignIn = Annotated[
    bool, typer.Option("--sign-in", help="Print a link that signs them in once, for when email cannot be sent.")
]
Off = Annotated[bool, typer.Option("--off", help="Remove them from the staff, and sign them out.")]


def advisor(email: Email, name: Name = "", role: Given = None, off: Off = False, sign_in: SignIn = False) -> int:
    """Add someone to the staff, or remove them.

    They sign in at /accounts/login/ with a code by email, and must set up a passkey or an authenticator app before
    they see client data. The desk is at /desk/. An advisor answers. A lead also assigns, and sees the figures and
    the access log. An owner also changes the clinic, its team and its guide.
    """
    from fortnight.web.project.serve import prepare

    if "@" not in email or not (name or off or sign_in):
        raise UsageError("an advisor needs an email address and a name", "Write: advisor noor@example.org --name Noor")
    prepare()
    from fortnight.web.accounts.actions import LastOwnerError, appoint, dismiss
    from fortnight.web.sign_in.terminal import link_for

    if sign_in:
        typer.echo(f"Open within 10 minutes, in one browser:  {link_for(email)}")
        return 0
    try:
        if off:
            return _taken_off(email, gone=dismiss(email=email))
        user, new = appoint(email=email, name=name, role=role)
    except LastOwnerError as error:
        fix = "Make someone else an owner first: advisor remy@example.org --name Remy --role owner"
        raise UsageError(f"{email} is the last owner", fix) from error
    typer.echo(
        f"{user.name} ({user.email}, {user.role}) answers at /desk/"
        + (" and signs in with a code by email." if new else ".")
    )
    return 0


def _taken_off(email: str, *, gone: bool) -> int:
    if not gone:
        raise UsageError(f"{email} is not on the staff", "Check that this is the address they sign in with.")
    typer.echo(f"{email} has been removed from the staff and signed out everywhere.")
    return 0

"""`fortnight catalogue`: the products of this installation."""

import typer

from fortnight.cli import screening

app = typer.Typer(help="The products of this installation: which are open on which day.", no_args_is_help=True)
app.command("screen")(screening.screen)

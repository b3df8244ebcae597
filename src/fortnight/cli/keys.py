"""`fortnight keys`: the secret under which files are sealed and sessions signed, and its turn."""

import typer

app = typer.Typer(help="The secret of an installation: rotate, adopt.", no_args_is_help=True)


@app.command("rotate")
def rotate() -> int:
    """Give the installation a new secret, and encrypt everything again.

    Stop the site first. People with an account sign in again; a visitor's browser stays signed in. If it is
    interrupted, run the command again; until it is done, the old secret opens what it encrypted.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project.backup import unserved
    from fortnight.web.project.serve import alone, prepare

    folder = environment.data_folder()
    with unserved(folder), alone(folder):
        prepare()
        from fortnight.web.project.keys import begin_turn, finish_turn

        begin_turn(folder)
        turned = finish_turn(folder)
    typer.echo(f"The secret is new. {turned.sealed} files and emails are encrypted again.")
    if turned.broken:
        typer.echo(f"{turned.broken} were encrypted with a secret that is not here, and cannot be opened.")
    typer.echo("Take a backup: an earlier one has the earlier secret.")
    if environment.value("FORTNIGHT_SECRET_BEFORE"):
        typer.echo("FORTNIGHT_SECRET_BEFORE is no longer needed.")
    return 0


@app.command("adopt")
def adopt() -> int:
    """Use the current secret for this data, if the previous one is lost for good.

    What was encrypted with the lost one cannot be opened: photos, attachments, original emails.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project.backup import unserved
    from fortnight.web.project.serve import alone, load

    folder = environment.data_folder()
    with unserved(folder), alone(folder):
        load(any_secret=True)
        from fortnight.web.project.keys import adopt as take

        take()
    typer.echo("The data uses this secret from now on. What was encrypted with another cannot be opened.")
    return 0

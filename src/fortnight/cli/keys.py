"""`fortnight keys`: the secret under which files are sealed and sessions signed, and its turn."""

import typer

app = typer.Typer(help="The secret of an installation: rotate, adopt.", no_args_is_help=True)


@app.command("rotate")
def rotate() -> int:
    """Give the installation a new secret, and seal everything anew.

    The site must not be served meanwhile. Whoever has an account signs in again; a visitor's browser stays in. Ended in
    between, it is taken up by the same command; until it is done the old secret opens what it sealed.
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
    typer.echo(f"The secret is a new one. {turned.sealed} files and mails are sealed anew.")
    if turned.broken:
        typer.echo(f"{turned.broken} were sealed under a secret that is not here, and stay closed.")
    typer.echo("Take a backup: an earlier one has the earlier secret.")
    if environment.value("FORTNIGHT_SECRET_BEFORE"):
        typer.echo("FORTNIGHT_SECRET_BEFORE is not needed any more.")
    return 0


@app.command("adopt")
def adopt() -> int:
    """Take the secret of now for this data, where the one before is lost for good.

    What was sealed under the lost one stays closed: photos, files of conversations, mails as they came.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project.backup import unserved
    from fortnight.web.project.serve import alone, load

    folder = environment.data_folder()
    with unserved(folder), alone(folder):
        load(any_secret=True)
        from fortnight.web.project.keys import adopt as take

        take()
    typer.echo("This secret is the data's from now on. What was sealed under another stays closed.")
    return 0

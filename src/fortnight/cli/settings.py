"""`fortnight settings`: every variable of the environment that the site listens to, and the reference page of them."""

from typing import Annotated

import typer

Markdown = Annotated[bool, typer.Option("--markdown", help="Print docs/reference/settings.md.")]

_HEAD = """# Settings

Written by `make docs` from `src/fortnight/web/ground/environment.py`: change it there, not here.

The site takes its settings only from the environment. All are optional: without any, it runs on this machine at
http://localhost:8000, on SQLite, and stores everything in the folder `fortnight-data`.

"""


def settings(markdown: Markdown = False) -> int:
    """List the site's environment settings."""
    from fortnight.web.ground.environment import VARIABLES

    if markdown:
        typer.echo(_HEAD, nl=False)
        typer.echo("| variable | default | what it is for |\n|---|---|---|")
        for variable in VARIABLES:
            typer.echo(
                f"| `{variable.name}` | {f'`{variable.without}`' if variable.without else 'none'} | {variable.about} |"
            )
        return 0
    for variable in VARIABLES:
        without = f" (default: {variable.without})" if variable.without else ""
        typer.echo(f"{variable.name}{without}\n    {variable.about}")
    return 0

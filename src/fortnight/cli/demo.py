"""`fortnight demo`: a clinic, somebody on day 3 and their shelf, to look at and to try; what `make run` shows."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from fortnight.cli.serve import Host, Port

Again = Annotated[bool, typer.Option("--again", help="Recreate the demo person.")]
Force = Annotated[bool, typer.Option("--force", help="Even if the folder has real people's plans.")]
Serve = Annotated[
    bool, typer.Option("--serve", help="Then start the site, and open it in a browser if there is a screen.")
]


def demo(
    again: Again = False, force: Force = False, serve: Serve = False, port: Port = 8000, host: Host = "127.0.0.1"
) -> int:
    """Fill the data folder with a made-up clinic and a plan.

    Linden House, and Iris on day 3 with her shelf. You can run it again; it changes nobody else's data. The link it
    prints opens Iris's plan once, in one browser.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project.serve import address, alone, install, listen
    from fortnight.web.project.serve import serve as run

    environment.listen_on(port)
    with ExitStack() as closing:
        listening = closing.enter_context(listen(host, port)) if serve else None
        if serve:
            closing.enter_context(alone(environment.data_folder()))
        install()
        from fortnight.web.project.demo import fill

        filled = fill(zone=_zone(), again=again, force=force)
        link = f"{address(host, port)}/link/{filled.token}/"
        name, products = filled.person.name, filled.person.products.count()
        typer.echo(f"Linden House: {name} is on day 3, with {products} products on the shelf, all of them made up.")
        typer.echo(f"Open {name}'s plan:  {link}")
        if listening is None:
            typer.echo(f"The site:  fortnight serve --port {port}")
            return 0
        typer.echo("A plan of your own:  " + address(host, port) + "  (in a private window)\nCtrl-C stops it.")
        sys.stdout.flush()
        _show(link)
        run(listening, quiet=True)
    return 0


def _show(link: str) -> None:
    """Open the browser where there is a screen to see it on."""
    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        import webbrowser

        webbrowser.open(link)


def _zone() -> str:
    """The zone of this machine by its name, UTC where it has none."""
    from zoneinfo import available_timezones

    place = os.environ.get("TZ") or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return place if place in available_timezones() else "UTC"

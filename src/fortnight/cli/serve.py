"""`fortnight serve`: the site on this machine."""

from typing import Annotated

import typer

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]
Host = Annotated[str, typer.Option("--host", help="The address to listen on; 0.0.0.0 for all of this machine's.")]


def serve(port: Port = 8000, host: Host = "127.0.0.1") -> int:
    """Serve the site on this machine, until it is stopped.

    Pages, background work and what falls due, in one process.
    """
    from fortnight.web.project.serve import prepare
    from fortnight.web.project.serve import serve as run

    prepare()
    typer.echo(f"Fortnight is at http://{'localhost' if host == '127.0.0.1' else host}:{port}  (Ctrl-C stops it)")
    run(host, port)
    return 0

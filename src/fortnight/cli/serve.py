"""`fortnight serve`: the site on this machine."""

import sys
from typing import Annotated

import typer

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]
Host = Annotated[
    str,
    typer.Option("--host", help="The address to listen on; 0.0.0.0 for all. The public address is FORTNIGHT_ADDRESS."),
]


def serve(port: Port = 8000, host: Host = "127.0.0.1") -> int:
    """Serve the site on this machine, until it is stopped.

    Pages, background jobs and scheduled work, in one process. Everything it stores is in the folder FORTNIGHT_DATA;
    an empty folder is a new installation.
    """
    from fortnight.web.ground import environment
    from fortnight.web.project.serve import address, alone, install, listen
    from fortnight.web.project.serve import serve as run

    environment.listen_on(port)
    with listen(host, port) as listening, alone(environment.data_folder()):
        install()
        here, typed = address(host, port), environment.address()
        also = "" if here == typed else f", for people at {typed}"
        typer.echo(f"Fortnight is at {here}{also}  (Ctrl-C stops it)")
        sys.stdout.flush()
        run(listening)
    return 0

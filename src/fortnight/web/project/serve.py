"""Serving the site: tables brought up to date, static files gathered, then web and background work in one process.

A stop (Ctrl-C, SIGTERM) lets requests that are under way end, then the work under way, then leaves with 0.
"""

import logging
import os
from pathlib import Path

log = logging.getLogger("fortnight.serve")
_GRACE_SECONDS = 10


def prepare() -> None:
    """Load Django, bring the tables up to date, gather the static files. Quick when nothing is new."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortnight.web.project.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    _gather()


def _gather() -> None:
    """Copy the static files into the data folder, unless this version's are there already."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(str(settings.STATIC_ROOT)) / "gathered"
    version = _newest_static()
    if stamp.is_file() and stamp.read_text("ascii") == version:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(version, "ascii")


def _newest_static() -> str:
    """What the static files are: how many, how large, and when the newest was changed."""
    from django.contrib.staticfiles.finders import get_finders

    sizes = [
        (storage.size(path), storage.get_modified_time(path).timestamp())
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    return f"{len(sizes)} {sum(size for size, _ in sizes)} {max((when for _, when in sizes), default=0)}"


def serve(host: str, port: int) -> None:
    """Serve until stopped. Raises: OSError when the port is taken."""
    import uvicorn

    from fortnight.web.project.asgi import application

    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        proxy_headers=False,
    )
    uvicorn.Server(config).run()

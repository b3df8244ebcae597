"""Static files: a folder for each version, so that no running process ever loses what its pages name.

While one version takes over from another, a page of either may be asked of the other: what a process has not itself is
looked for in the folders beside its own.
"""

import fcntl
import hashlib
import shutil
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.http import HttpRequest
from whitenoise.middleware import WhiteNoiseMiddleware

from fortnight.web.ground.environment import STATIC

_VERSION = "v-"
_HELD = "held-"
_EARLIER = 2
_holding: list[IO[str]] = []


def gather(folder: Path) -> None:
    """Copy the static files of this version into a folder of their own, unless they are there, and hold it.

    The folders of the two versions before and of every version that runs are left alone, older ones go. Only one
    process may be here at a time.
    """
    root = folder / STATIC
    own = root / f"{_VERSION}{_version()}"
    settings.STATIC_ROOT = own
    root.mkdir(mode=0o700, exist_ok=True)
    hold(own)
    complete = root / f"complete-{own.name}"
    if not complete.exists() or not own.is_dir():
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(mode=0o700)
        call_command("collectstatic", verbosity=0, interactive=False)
        complete.touch()
    _clear(root, own)


def hold(own: Path) -> None:
    """Mark a folder as being served from, until this process ends."""
    # Kept open for as long as the process lives: closing it is what lets go of the lock.
    mark = (own.parent / f"{_HELD}{own.name}").open("a")
    fcntl.flock(mark, fcntl.LOCK_SH)
    _holding.append(mark)


def _clear(root: Path, own: Path) -> None:
    others = sorted(
        (path for path in root.glob(f"{_VERSION}*") if path != own), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for path in others[_EARLIER:]:
        with (root / f"{_HELD}{path.name}").open("a") as mark:
            try:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            (root / f"complete-{path.name}").unlink(missing_ok=True)
            shutil.rmtree(path, ignore_errors=True)
            Path(mark.name).unlink(missing_ok=True)


def _version() -> str:
    """What the static files are: how many, how large, and when the newest was changed, as twelve characters."""
    sizes = [
        (storage.size(path), storage.get_modified_time(path).timestamp())
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    newest = max((when for _, when in sizes), default=0)
    about = f"{len(sizes)} {sum(size for size, _ in sizes)} {newest} {settings.DEBUG}"
    return hashlib.sha256(about.encode()).hexdigest()[:12]


class Static(WhiteNoiseMiddleware):
    """Static files of this version, and by their full name those of the versions beside it."""

    def __call__(self, request: HttpRequest) -> Any:
        """The file, or what comes after this middleware."""
        url = request.path_info
        if not self.autorefresh and url.startswith(self.static_prefix) and url not in self.files:
            file = self._beside(url)
            if file is not None:
                return self.serve(file, request)
        return super().__call__(request)

    def _beside(self, url: str) -> Any:
        if not self.url_is_canonical(url) or url.endswith("/"):
            return None
        name = url.removeprefix(self.static_prefix)
        root = Path(str(self.static_root)).parent
        for folder in sorted(root.glob(f"{_VERSION}*")):
            if (folder / name).is_file():
                return self.get_static_file(str(folder / name), url)
        return None

"""What a command needs beyond the command line itself, and how it says that this is missing.

`pip install fortnight` brings the core and the terminal. The site, photos and routines are extras; whoever calls a
command of theirs without them reads which one to install.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from types import MappingProxyType

from fortnight.errors import UsageError
from fortnight.web.ground.photo_reader import MODULES

EXTRAS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "routine": ("highspy",),
        "site": (
            "a2wsgi",
            "aiosmtpd",
            "allauth",
            "babel",
            "cryptography",
            "csp",
            "django",
            "django_ratelimit",
            "h11",
            "httpx",
            "huey",
            "icalendar",
            "jinja2",
            "PIL",
            "psycopg",
            "segno",
            "typst",
            "uvicorn",
            "whitenoise",
        ),
        "photos": MODULES,
    }
)
"""The modules that each extra brings and that our code imports by name."""


def extra_of(module: str) -> str:
    """The extra that brings a module, or "" for one that no extra brings.

    >>> extra_of("django.db"), extra_of("numpy")
    ('site', '')
    """
    package = module.partition(".")[0]
    return next((extra for extra, modules in EXTRAS.items() if package in modules), "")


def require(extra: str) -> None:
    """Refuse to go on without an extra. Raises: UsageError, with the command that installs it."""
    for module in EXTRAS[extra]:
        if find_spec(module) is None:
            raise _missing(extra, module)


@contextmanager
def missing_in_words() -> Iterator[None]:
    """Turn the import of what an extra would have brought into a UsageError; any other error passes."""
    try:
        yield
    except ModuleNotFoundError as error:
        module = error.name or ""
        extra = extra_of(module)
        if not extra:
            raise
        raise _missing(extra, module) from error


def _missing(extra: str, module: str) -> UsageError:
    what = f'this command needs the extra "{extra}": {module.partition(".")[0]} is not installed'
    return UsageError(what, f"Run: pip install 'fortnight[{extra}]'")

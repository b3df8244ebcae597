"""What a person takes along: the fourteen days as a calendar, as a leaflet, and as a page for a doctor.

Values of the core in, bytes out. Nothing here asks a clock: what tells when something was made is given. The libraries
that write calendars and PDF come with the site; `needed` says so where they are missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from fortnight.errors import UsageError

LIBRARIES = ("icalendar", "segno", "typst")


@contextmanager
def needed() -> Iterator[None]:
    """Turn a missing library of the exports into a UsageError that says how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in LIBRARIES:
            raise
        what = f"calendars and leaflets need {error.name}, which is not installed"
        raise UsageError(what, "Run: pip install 'fortnight[site]'") from error

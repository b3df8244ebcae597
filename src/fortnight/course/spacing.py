"""When the next session may be: the earliest date, and why.

Twenty-eight days where the needles went 0.5 mm or deeper, and also where nobody knows how deep; shorter
gaps are for a clinician to plan. For shallower needles no gap is established: these fourteen days come
first. The number stands in the activity `repeat-needling`, so that both answers agree.
"""

import math

from fortnight.course.days import date_of
from fortnight.course.model import NextSession, Treatment
from fortnight.errors import DataError, UsageError
from fortnight.guide.load import rule
from fortnight.guide.model import LAST_DAY, Activity
from fortnight.wording.dates import said_date
from fortnight.wording.load import LANGUAGE, say

DEEP_ENOUGH_MM = 0.5


def earliest_next(treatment: Treatment, needle_mm: float | None, language: str = LANGUAGE) -> NextSession:
    """The first date for the next session after a treatment with needles of that length in millimetres, and why.

    `None` (not known) is counted as deep. Raises: UsageError for a length that is none.
    Source: section 6a of the evidence; our judgement.

    >>> import datetime as dt
    >>> str(earliest_next(Treatment(date=dt.date(2026, 11, 1), zone="Europe/London"), 1.5).date)
    '2026-11-29'
    """
    if needle_mm is not None and not (math.isfinite(needle_mm) and needle_mm > 0):
        raise UsageError(f"a needle of {needle_mm} mm is none", "Give the depth in millimetres, such as 0.5.")
    repeat = _repeat_needling()
    shallow = needle_mm is not None and needle_mm < DEEP_ENOUGH_MM
    day = LAST_DAY + 1 if shallow else repeat[1]
    date = date_of(treatment, day)
    between = (date - treatment.date).days
    depth = "unknown-depth" if needle_mm is None else "shallow" if shallow else "regular"
    says = say(f"next-session-{depth}", language, days=between, date=said_date(date, language, year=True))
    return NextSession(date=date, days_between=between, says=says, rule=repeat[0].id, sources=repeat[0].sources)


def _repeat_needling() -> tuple[Activity, int]:
    """The activity that says how long to wait, and its first day."""
    found = rule("repeat-needling")
    if not isinstance(found, Activity) or found.from_day is None:
        fix = "Write it in activities.toml with from_day = 29."
        raise DataError(found.at.file, found.at.line, '"repeat-needling" has no from_day', fix)
    return found, found.from_day

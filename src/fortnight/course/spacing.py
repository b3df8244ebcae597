"""When the next session may be: the earliest date, and why; whether one comes before it.

Twenty-eight days where the needles went 0.5 mm or deeper, and also where nobody knows how deep; shorter
gaps are for a clinician to plan. For shallower needles no gap is established: these fourteen days come
first. The number stands in the activity `repeat-needling`, so that both answers agree.
"""

import datetime as dt
import math
from collections.abc import Iterable

from fortnight.course.days import date_of
from fortnight.course.model import NextSession, Session, TooSoon
from fortnight.errors import DataError, UsageError
from fortnight.guide.model import LAST_DAY, Activity, Guide
from fortnight.tables import Place
from fortnight.wording.dates import said_date
from fortnight.wording.load import LANGUAGE, say

DEEP_ENOUGH_MM = 0.5


def earliest_next(treatment: Session, needle_mm: float | None, guide: Guide, language: str = LANGUAGE) -> NextSession:
    """The first date for the next session after a treatment with needles of that length in millimetres, and why.

    `None` (not known) is counted as deep. The days between are those of the guide given, a clinic's own or the
    published one. Raises: UsageError for a length that is not possible.
    Source: section 6a of the evidence; our judgement.

    >>> import datetime as dt
    >>> from fortnight.guide.load import published_guide
    >>> treatment = Session(date=dt.date(2026, 11, 1), zone="Europe/London")
    >>> str(earliest_next(treatment, 1.5, published_guide()).date)
    '2026-11-29'
    """
    if needle_mm is not None and not (math.isfinite(needle_mm) and needle_mm > 0):
        raise UsageError(
            f"a needle of {needle_mm} mm is not a valid needle length", "Give the depth in millimetres, such as 0.5."
        )
    repeat = _repeat_needling(guide)
    shallow = needle_mm is not None and needle_mm < DEEP_ENOUGH_MM
    day = LAST_DAY + 1 if shallow else repeat.from_day or LAST_DAY + 1
    date = date_of(treatment, day)
    between = (date - treatment.date).days
    depth = "unknown-depth" if needle_mm is None else "shallow" if shallow else "regular"
    says = say(f"next-session-{depth}", language, days=between, date=said_date(date, language, year=True))
    return NextSession(date=date, days_between=between, says=says, rule=repeat.id, sources=repeat.sources)


def too_soon(
    date: dt.date, earlier: Iterable[tuple[Session, float | None]], guide: Guide, language: str = LANGUAGE
) -> TooSoon | None:
    """What a session on a date comes too soon after, or None; by the last one before it or on the same date.

    `earlier` are the sessions that are known, in any order, each with the length of its needles in millimetres
    (`None`: not known). Raises: UsageError for a length that is not possible.

    >>> import datetime as dt
    >>> from fortnight.guide.load import published_guide
    >>> last = Session(date=dt.date(2026, 11, 10), zone="Europe/London")
    >>> early = too_soon(dt.date(2026, 11, 29), [(last, 1.0)], published_guide())
    >>> str(early.following.date)
    '2026-12-08'
    >>> too_soon(dt.date(2026, 12, 8), [(last, 1.0)], published_guide()) is None
    True
    """
    before = [(session, needle_mm) for session, needle_mm in earlier if session.date <= date]
    if not before:
        return None
    last, needle_mm = max(before, key=lambda pair: pair[0].date)
    following = earliest_next(last, needle_mm, guide, language)
    if date >= following.date:
        return None
    return TooSoon(last=last.date, following=following, same_day=date == last.date)


def _repeat_needling(guide: Guide) -> Activity:
    """The activity that says how long to wait. Raises: DataError where it is missing, or the published one has no day.

    A clinic that names no day after the fourteen lets the next session begin right after them.
    """
    activity = next((entry for entry in guide.activities if entry.id == "repeat-needling"), None)
    if activity is None or (activity.from_day is None and activity.changed is None):
        at = activity.at if activity else Place(file="guide/data/activities.toml", line=1)
        raise DataError(at.file, at.line, '"repeat-needling" has no from_day', "Write it with from_day = 29.")
    return activity

"""What a kept routine says about the steps of a day, to stand under each of them: the product, or when it is next."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fortnight.guide.model import Duty
from fortnight.routine.model.load import steps
from fortnight.web.routine.convert import StoredLine
from fortnight.web.routine.models import Kept
from fortnight.web.words.dates import said_date

Under = Callable[[str, str, str], SafeString]
"""From a time of day, a step (the id of a care) and its duty to what stands under it."""


def under(kept: Kept | None, day: int, dated: Callable[[int], dt.date]) -> Under | None:
    """What stands under the steps of a day (base 1), or None where no routine is followed."""
    if kept is None:
        return None

    def one(time: str, step: str, duty: str) -> SafeString:
        if step not in steps():
            return SafeString("")
        mine = [line for line in kept.lines if line["step"] == step and line["time"] == time]
        values = {"lacking": duty == Duty.MUST, **_said(mine, kept.names, day, dated)}
        return SafeString(render_to_string("routine/step.html", values).strip())

    return one


def _said(mine: list[StoredLine], names: dict[str, Any], day: int, dated: Callable[[int], dt.date]) -> dict[str, Any]:
    today = next((line for line in mine if day in line["days"]), None)
    replaced = bool(today and day in today["replaced"])
    later = min((one for line in mine for one in line["days"] if one > day), default=None)
    return {
        "use": {"key": today["key"], **names[today["key"]]} if today and not replaced else None,
        "replaced": replaced,
        "next": said_date(dated(later)) if later else "",
    }

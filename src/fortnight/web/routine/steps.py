"""What a kept routine says about the steps of a day: the product beside a step's name, and what stands below its words.

A step that the plan has every day never waits for a product: where none on the shelf is right for the day, it is done
without, and what is right later is named with its date.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fortnight.guide.model import Duty
from fortnight.routine.model.load import steps
from fortnight.web.routine.convert import StoredLine
from fortnight.web.routine.models import Kept
from fortnight.web.words.dates import said_date

Products = Callable[[str, str, str, str], SafeString]
"""From a place ("beside" or "below"), a time of day, a step (the id of a care) and its duty to what stands there."""


def products_of(row: Kept | None, day: int, dated: Callable[[int], dt.date]) -> Products:
    """What a routine says about the steps of a day (base 1); nothing where none is followed."""

    def drawn(place: str, time: str, step: str, duty: str) -> SafeString:
        if row is None or step not in steps():
            return SafeString("")
        lines = [line for line in row.lines if line["step"] == step and line["time"] == time]
        values = {"lacking": duty == Duty.MUST, **_values(lines, row.names, day, dated)}
        return SafeString(render_to_string(f"routine/{place}.html", values).strip())

    return drawn


def _values(
    lines: Sequence[StoredLine], names: dict[str, Any], day: int, dated: Callable[[int], dt.date]
) -> dict[str, Any]:
    now = next((line for line in lines if day in line["days"]), None)
    later = min(((use, line["key"]) for line in lines for use in line["days"] if use > day), default=None)
    return {
        "use": {"key": now["key"], **names[now["key"]]} if now else None,
        "replaced": now is not None and day in now["replaced"],
        "next": {"date": said_date(dated(later[0])), "name": names[later[1]]["name"]} if later else None,
    }

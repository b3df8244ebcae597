"""Which day it is, what is due on it, and when the next session may be."""

from fortnight.course.days import (
    date_of,
    day_of,
    local_date,
    parse_date,
    phase,
    rules_day,
    zone_of,
)
from fortnight.course.due import care_on, coming_back, day_plan, plan, stages_on
from fortnight.course.model import DayOne, DayPlan, NextSession, Phase, Plan, Session, TooSoon
from fortnight.course.spacing import earliest_next, too_soon

__all__ = [
    "DayOne",
    "DayPlan",
    "NextSession",
    "Phase",
    "Plan",
    "Session",
    "TooSoon",
    "care_on",
    "coming_back",
    "date_of",
    "day_of",
    "day_plan",
    "earliest_next",
    "local_date",
    "parse_date",
    "phase",
    "plan",
    "rules_day",
    "stages_on",
    "too_soon",
    "zone_of",
]

"""What the frame of every page asks the apps above it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fortnight.web.accounts.models import Person
from fortnight.web.ground.hooks import Hook


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadAnswers:
    """Answers that a person has not seen yet: how many, by whom the newest is (empty: nobody is named), since when."""

    count: int
    by: str
    at: dt.datetime


class Feature(StrEnum):
    """What an installation may have or lack."""

    ADVISOR = "advisor"
    BARCODES = "barcodes"
    CATALOGUE = "catalogue"


offered: Hook[[], set[Feature]] = Hook()
"""What each app has to offer now."""

unread_answers: Hook[[Person], UnreadAnswers | None] = Hook()
"""What nobody has read yet of what was answered to a person; asked for every page, so it takes no query."""

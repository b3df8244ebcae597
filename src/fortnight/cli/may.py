"""`fortnight may`: may I do this? Sport, make-up, sun, a drink, a product in general; one question, as `ask`."""

from typing import Annotated

import typer

from fortnight.cli.options import (
    AsJson,
    Cautious,
    Count,
    Country,
    Day,
    HistoryFile,
    Language,
    ProfileFile,
    Treated,
    Zone,
    book_of,
    language_of,
)
from fortnight.course.model import DayOne

Said = Annotated[str, typer.Argument(metavar="ACTIVITY", help='In your own words, such as gym, "hot shower", make-up.')]


def may(
    activity: Said,
    treated: Treated = None,
    day: Day = None,
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    history: HistoryFile = None,
    cautious: Cautious = False,
    country: Country = "",
    language: Language = None,
    as_json: AsJson = False,
) -> int:
    """Check whether you can do something, and from which day."""
    from fortnight.asking import understand
    from fortnight.cli.ask import answered
    from fortnight.cli.happened import history_in
    from fortnight.cli.judged import DayOption

    book = book_of(profile, cautious=cautious)
    day_option = DayOption(treated, zone, day_one, day, country)
    day_option.history = history_in(history, book.person, day_option.treated)
    spoken = language_of(language)
    return answered(understand(activity, language=spoken), book, day_option, spoken, as_json=as_json)

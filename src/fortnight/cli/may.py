"""`fortnight may`: may I do this? Sport, make-up, sun, a drink; judged like products."""

from typing import Annotated

import typer

from fortnight.cli.options import AsJson, Cautious, Count, Day, ProfileFile, Treated, Zone, book_of
from fortnight.course.model import DayOne

Said = Annotated[str, typer.Argument(metavar="ACTIVITY", help='In your own words, such as gym, "hot shower", make-up.')]
_CANNOT_TELL = 2


def may(
    activity: Said,
    treated: Treated = None,
    day: Day = None,
    zone: Zone = "local",
    day_one: Count = DayOne.TREATMENT_DAY,
    profile: ProfileFile = None,
    cautious: Cautious = False,
    as_json: AsJson = False,
) -> int:
    """Tell whether I may do this today, and if not, from which day."""
    from fortnight.cli.batch import unlooked_values
    from fortnight.cli.judged import EXIT_CODES, Asked, answer_values, show
    from fortnight.cli.terminal import tell_json
    from fortnight.errors import UsageError
    from fortnight.verdicts import activities

    book = book_of(profile, cautious=cautious)
    asked = Asked(treated, zone, day_one, day)
    try:
        found = activities.find_activity(activity, book.guide.activities)
    except UsageError as error:
        typer.echo(f"We cannot tell: {error}", err=True)
        return _CANNOT_TELL
    verdict = activities.weigh_activity(found, book, activity)
    answer = activities.may(activity, book, asked.ruled) if asked.ruled is not None else None
    if as_json:
        answers = {str(day): ruling for day, ruling in enumerate(verdict.rulings, 1)}
        more = {"activity": found.id, "answers": answers, **unlooked_values(verdict)}
        tell_json(answer_values(answer, verdict, asked, more))
    else:
        show(answer, verdict, asked, f"{found.name[0].upper()}{found.name[1:]}")
    return EXIT_CODES[answer.ruling if answer else verdict.rulings[0]]

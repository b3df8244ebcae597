"""`fortnight tour`: Fortnight in the terminal; the plan for somebody treated yesterday, and three labels answered."""

import datetime as dt

from fortnight.cli.options import book_of, today_in
from fortnight.course.model import DayOne, Session

_PRODUCTS = (
    ("moisturiser.txt", "Linden House Barrier Cream"),
    ("serum.txt", "Harbour & Vale Vitamin C Glow Serum"),
    ("oil.txt", "Linden House Night Retinol Oil"),
)


def tour() -> int:
    """Show a plan and three answers, on labels that come with it.

    The plan is for someone who was treated yesterday. It needs no input and saves nothing.
    """
    from rich.rule import Rule

    from fortnight.cli.calendar import show_plan
    from fortnight.cli.display import console, indented
    from fortnight.cli.judged import DayOption, show
    from fortnight.labels.read import read_label
    from fortnight.routine.model.evenings import evening_plan
    from fortnight.sources import shipped
    from fortnight.verdicts.judge import answer_on, weigh
    from fortnight.wording.load import say

    out = console()
    yesterday = today_in("local") - dt.timedelta(days=1)
    book = book_of(None, cautious=False)
    show_plan(Session(date=yesterday, zone="UTC"), book, 2, evening_plan(book))
    for file, name in _PRODUCTS:
        out.print()
        out.print(Rule(style="dim", characters="-"))
        day_option = DayOption(yesterday.isoformat(), "local", DayOne.TREATMENT_DAY, None)
        text = shipped(f"cli/data/{file}").strip()
        verdict = weigh(read_label(text, name=name), book)
        show(answer_on(verdict, day_option.ruled or 2), verdict, day_option, name)
    out.print(Rule(style="dim", characters="-"))
    indented(out, say("tour-next"), columns=0)
    return 0

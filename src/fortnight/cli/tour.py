"""`fortnight tour`: Fortnight in the terminal; the plan for somebody treated yesterday, and three labels answered."""

import datetime as dt

from rich.rule import Rule
from rich.text import Text

from fortnight.cli.calendar import show_plan
from fortnight.cli.judged import Asked, show
from fortnight.cli.options import book_of, today_in
from fortnight.cli.screen import console
from fortnight.course.model import DayOne, Treatment
from fortnight.labels.read import read_label
from fortnight.sources import shipped
from fortnight.verdicts.judge import answer_on, weigh
from fortnight.wording.load import say

_PRODUCTS = (
    ("moisturiser.txt", "Linden House Barrier Cream"),
    ("serum.txt", "Harbour & Vale Vitamin C Glow Serum"),
    ("oil.txt", "Linden House Night Retinol Oil"),
)


def tour() -> int:
    """The main job on real input: a plan for somebody treated yesterday, and the answers for three labels."""
    out = console()
    yesterday = today_in("local") - dt.timedelta(days=1)
    book = book_of(None, cautious=False)
    show_plan(Treatment(date=yesterday, zone="UTC"), book, 2)
    for file, name in _PRODUCTS:
        out.print()
        out.print(Rule(style="dim", characters="-"))
        asked = Asked(yesterday.isoformat(), "local", DayOne.TREATMENT_DAY, None)
        text = shipped(f"cli/data/{file}").strip()
        verdict = weigh(read_label(text, name=name), book)
        show(answer_on(verdict, asked.ruled or 2), verdict, asked, name)
    out.print(Rule(style="dim", characters="-"))
    out.print(Text(say("tour-next")))
    return 0

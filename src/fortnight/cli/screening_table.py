"""The screening on the screen: a product a line with its strip, and how many are open on each day.

Fits 40 columns and grows with the screen; a day is one character wide, and never told by its colour alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text

from fortnight.cli.display import console, sign, signs_told
from fortnight.guide.model import LAST_DAY
from fortnight.verdicts.marks import rulings_in
from fortnight.verdicts.screening import open_by_day

if TYPE_CHECKING:
    from rich.console import Console

    from fortnight.verdicts.screening import AnswerFlip

_WIDEST_TITLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenedProduct:
    """A product with its fourteen letters for somebody; `flip` where they are other than the published guide's."""

    brand: str
    name: str
    kind: str
    who: str
    marks: str
    flip: "AnswerFlip[int] | None" = None

    @property
    def title(self) -> str:
        """Brand and name, without the brand twice."""
        return (
            self.name if self.name.casefold().startswith(self.brand.casefold()) else f"{self.brand} {self.name}"
        ).strip()

    @property
    def values(self) -> dict[str, Any]:
        """The line as plain values."""
        answers = {str(day): str(ruling) for day, ruling in enumerate(rulings_in(self.marks), 1)}
        values = {"brand": self.brand, "name": self.name, "kind": self.kind or None, "profile": self.who}
        more = (
            {"before": self.flip.before, "days": list(self.flip.days), "rules": list(self.flip.rules)}
            if self.flip
            else {}
        )
        return {**values, "answers": answers, "marks": self.marks, **more}


def show(lines: "Sequence[ScreenedProduct]", day: int | None, most: int) -> None:
    """The first of the lines under the numbers of the days, what the signs mean, and how many are open on each day."""
    out = console()
    if not lines:
        out.print(Text("No products match."))
        return
    width = min(out.width - LAST_DAY - 2, _WIDEST_TITLE)
    for who in dict.fromkeys(line.who for line in lines):
        theirs = [line for line in lines if line.who == who]
        out.print(Text(f"{who}: {len(theirs)} products", "bold"))
        _heads(out, width, day)
        for line in theirs[:most]:
            _line(out, line, width)
        if len(theirs) > most:
            out.print(Text(f"and {len(theirs) - most} more: --most, or all of them by --csv", "dim"))
        _counts(out, theirs)
        out.print()
    rulings = {ruling for line in lines for ruling in rulings_in(line.marks)}
    out.print(Text(signs_told(rulings), "dim"))


def _heads(out: "Console", width: int, day: int | None) -> None:
    """The numbers of the days, from top to bottom; the day that is asked for under a sign of its own."""
    numbers = [str(number) for number in range(1, LAST_DAY + 1)]
    tens = "".join(number[:-1] or " " for number in numbers)
    out.print(Text(" " * width + "  " + tens, "dim"), soft_wrap=True)
    out.print(Text(" " * width + "  " + "".join(number[-1] for number in numbers), "dim"), soft_wrap=True)
    if day:
        out.print(Text(" " * (width + 1 + day) + "v", "bold"), soft_wrap=True)


def _line(out: "Console", line: "ScreenedProduct", width: int) -> None:
    title = Text(line.title or "(no name)")
    title.truncate(width, overflow="ellipsis", pad=True)
    title.append("  ")
    for ruling in rulings_in(line.marks):
        title.append(*sign(ruling))
    out.print(title, soft_wrap=True)
    if line.flip:
        days = ", ".join(map(str, line.flip.days))
        out.print(Text(f"  days {days}, {line.flip.before} before: {', '.join(line.flip.rules)}", "dim"))


def _counts(out: "Console", lines: "Sequence[ScreenedProduct]") -> None:
    """How many are open on each day, as many days in a row as the screen takes."""
    counts = open_by_day(Counter(line.marks for line in lines).items())
    out.print(Text(f"open of {len(lines)}:", "dim"))
    cell = max(len(f"{max(counts)}"), 2) + len("day 14 ") + 2
    cells = [f"{f'day {day}':<7}{many}".ljust(cell) for day, many in enumerate(counts, 1)]
    across = max(min(out.width // cell, 7), 1)
    for start in range(0, LAST_DAY, across):
        out.print(Text("".join(cells[start : start + across]).rstrip()), soft_wrap=True)

"""What is read against a truth, label by label: the traits, the kind of product, and whether it can be judged at all.

A trait counts once a label. An unreadable label shows nothing on either side; traits that the truth calls contested
are left out. A kind counts where the truth names one, or says "none" where nobody could tell. "Cannot tell" on day 8
is needless for every label that the truth calls readable: by then only what the label says decides, and it can be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from fortnight.guide.load import published_guide
from fortnight.labels.model import COSMETIC, Label
from fortnight.labels.read import read_label
from fortnight.person.model import Profile
from fortnight.verdicts.judge import weigh
from fortnight.verdicts.model import Ruling
from fortnight.verdicts.rulebook import Rulebook, rulebook

_DAY = 8


@dataclass(slots=True)
class LabelScore:
    """Counts by trait (found, missed, false) and one line for each thing that differs.

    `kinds` holds how many kinds are right and how many the truth names, `untold` how many readable labels get "cannot
    tell" on day 8 and how many there are.
    """

    labels: int = 0
    found: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COSMETIC, 0))
    missed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COSMETIC, 0))
    false: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COSMETIC, 0))
    kinds: list[int] = field(default_factory=lambda: [0, 0])
    untold: list[int] = field(default_factory=lambda: [0, 0])
    lines: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """How many of the traits present are found, in per cent."""
        present = sum(self.found.values()) + sum(self.missed.values())
        return 100 * sum(self.found.values()) / present if present else 100.0

    @property
    def precision(self) -> float:
        """How many of the traits reported are right, in per cent."""
        reported = sum(self.found.values()) + sum(self.false.values())
        return 100 * sum(self.found.values()) / reported if reported else 100.0

    def values(self) -> dict[str, Any]:
        """The counts as plain values."""
        traits = {
            trait: {"found": self.found[trait], "missed": self.missed[trait], "false": self.false[trait]}
            for trait in COSMETIC
        }
        return {
            "labels": self.labels,
            "recall": round(self.recall, 2),
            "precision": round(self.precision, 2),
            "kinds": {"right": self.kinds[0], "of": self.kinds[1]},
            "cannot_tell_on_day_8": {"labels": self.untold[0], "of": self.untold[1]},
            "traits": traits,
            "differences": self.lines,
        }

    def text(self) -> str:
        """The counts as a table, what differs, and the totals."""
        head = f"{'trait':<22}{'present':>8}{'found':>8}{'missed':>8}{'false':>8}"
        table = [
            f"{trait:<22}{self.found[trait] + self.missed[trait]:>8}{self.found[trait]:>8}"
            f"{self.missed[trait]:>8}{self.false[trait]:>8}"
            for trait in COSMETIC
        ]
        hits, missed, false = (sum(count.values()) for count in (self.found, self.missed, self.false))
        totals = (
            f"{self.labels} labels: found {hits} of {hits + missed} traits present ({self.recall:.1f} %); "
            f"{false} of {hits + false} reported are wrong ({100 - self.precision:.1f} %)"
        )
        kinds = f"kind of product right on {self.kinds[0]} of {self.kinds[1]}"
        untold = f'"cannot tell" on day {_DAY}: {self.untold[0]} of {self.untold[1]} readable labels'
        return "\n".join([head, *table, "", *self.lines, *([""] if self.lines else []), totals, kinds, untold])


def judged(rows: Iterable[dict[str, Any]]) -> LabelScore:
    """The score over the labels with truth. Raises: KeyError when a line has no label or no traits."""
    score, book = LabelScore(), rulebook(published_guide(), Profile())
    for row in rows:
        _judge(row, score, book)
    return score


def _judge(row: dict[str, Any], score: LabelScore, book: Rulebook) -> None:
    label = read_label(row["label"], name=row.get("name") or "", category=row.get("category") or "")
    where = f"{row.get('id')} {row.get('name', '')}"
    score.labels += 1
    truly_readable = row.get("readable", True)
    if label.readable is not truly_readable:
        score.lines.append(f"readable  {where}: the truth says {truly_readable}, read {label.read} of {label.of}")
    if "spf" in row and label.spf != row["spf"]:
        score.lines.append(f"spf       {where}: the truth says {row['spf']}, read {label.spf}")
    _judge_kind(row, label, where, score)
    if truly_readable:
        untold = weigh(label, book).rulings[_DAY - 1] is Ruling.CANNOT_TELL
        score.untold[0] += untold
        score.untold[1] += 1
        if untold:
            score.lines.append(f"untold    {where}: cannot tell on day {_DAY}")
    _judge_traits(row, label, where, score)


def _judge_kind(row: dict[str, Any], label: Label, where: str, score: LabelScore) -> None:
    if row.get("kind") is None:
        return
    right = (label.kind or "none") == row["kind"]
    score.kinds[0] += right
    score.kinds[1] += 1
    if not right:
        score.lines.append(f"kind      {where}: the truth says {row['kind']}, read {label.kind}")


def _judge_traits(row: dict[str, Any], label: Label, where: str, score: LabelScore) -> None:
    got = {str(trait): [item.printed for item in items] for trait, items in label.traits.items()}
    got = got if label.readable else {}
    expected = row["traits"] if row.get("readable", True) else {}
    for trait in sorted((set(got) | set(expected)) - set(row.get("contested") or ())):
        if trait in got and trait in expected:
            score.found[trait] += 1
        elif trait in expected:
            score.missed[trait] += 1
            score.lines.append(f"missed    {trait} in {where}: {', '.join(expected[trait])}")
        else:
            score.false[trait] += 1
            score.lines.append(f"false     {trait} in {where}: {', '.join(got[trait])}")

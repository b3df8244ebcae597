"""What a label shows, small enough for one column: a catalogue is read once and judged many times.

A `Shown` holds all that the windows of a guide can ask of a product, and no text. It is made from a label that was
read, written as one short line and read back to the same value. What an allergy is looked for in is kept beside it, as
`searchable` of the label. A reading is as old as the rules and names that made it: who keeps it keeps their edition.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fortnight.labels.likeness import WordMeaning, forms_of, left_out
from fortnight.labels.model import NOT_FOR_THIS, Detail, Kind, Label, Mark, PromisedMark, Trait

_MARKS: Mapping[str, Mark] = {str(mark): mark for mark in (*Trait, *Detail, *PromisedMark)}
_FORM = re.compile(r"(\w*);(\d*);([+-])(\d+)/(\d+)(?:~(\d+))?(!?);((?:\w+@\d+(?:,|$))*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is known of a product from its label. `marks` gives each mark its first place in the list, base 1.

    What only the product's name promises stands at place 0. `read` of `of` names were recognised; `unread_early`
    says that one of the first five was not; `beside` of the others stand around the list.
    """

    kind: Kind | None
    spf: int | None
    readable: bool
    read: int
    of: int
    unread_early: bool
    marks: tuple[tuple[Mark, int], ...]
    beside: int = 0

    @property
    def is_care(self) -> bool:
        """Whether it is care for a face: nothing in it is not for open skin, and its name promises what it shows."""
        return not any(mark in NOT_FOR_THIS or isinstance(mark, PromisedMark) for mark, _ in self.marks)

    @property
    def text(self) -> str:
        """The value as one short line, the same for equal values.

        >>> from fortnight.labels.read import read_label
        >>> shown_of(read_label("Aqua, Glycerin, Retinol", name="Night Oil")).text
        'face_oil;;+3/3;retinoid@3'
        """
        marks = ",".join(f"{mark}@{place}" for mark, place in self.marks)
        around = f"~{self.beside}" if self.beside else ""
        early = "!" if self.unread_early else ""
        sign = "+" if self.readable else "-"
        return f"{self.kind or ''};{self.spf or ''};{sign}{self.read}/{self.of}{around}{early};{marks}"

    @staticmethod
    def from_text(text: str) -> "Shown":
        """The value that a line says. Raises: ValueError for a line that no `text` has made.

        >>> Shown.from_text("sunscreen;50;+9/10!;uv_mineral@2").spf
        50
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a stored reading: read the label again")
        kind, spf, sign, read, of, around, early, marks = match.groups()
        pairs = (one.split("@") for one in marks.split(",") if one)
        return Shown(
            kind=Kind(kind) if kind else None,
            spf=int(spf) if spf else None,
            readable=sign == "+",
            read=int(read),
            of=int(of),
            unread_early=bool(early),
            marks=tuple((_mark(name, text), int(place)) for name, place in pairs),
            beside=int(around or 0),
        )


def _mark(name: str, text: str) -> Mark:
    found = _MARKS.get(name)
    if found is None:
        raise ValueError(f"{text!r} names {name}, which no rule knows: read the label again")
    return found


def shown_of(label: Label) -> Shown:
    """What a label shows, its marks in the order of the label."""
    places = {start: place for place, (start, _) in enumerate(label.found, start=1)}
    # A promise of the product's name stands nowhere in the list: its place is 0.
    first = [(mark, places[items[0].start] if items else 0) for mark, items in label.evidence.items()]
    return Shown(
        kind=label.kind,
        spf=label.spf,
        readable=label.readable and not label.doubtful,
        read=label.read,
        of=label.of,
        unread_early=label.unread_early,
        marks=tuple(sorted(first, key=lambda one: (one[1], str(one[0])))),
        beside=label.beside,
    )


def searchable(label: Label) -> str:
    """The names of a label in every form in which an allergy is looked for, a line each."""
    forms: dict[str, None] = {}
    for _, name in (*label.found, *left_out(label)):
        forms.update(dict.fromkeys(forms_of(name.printed, name.inci or "")))
    return "\n".join(forms)


def may_hold(names: str, shown: Shown, wanted: WordMeaning) -> bool:
    """Whether a product holds what a person named, from its `searchable` names: at least wherever `holding` finds it.

    >>> from fortnight.labels.likeness import meaning
    >>> from fortnight.labels.read import read_label
    >>> label = read_label("Aqua, Lanolin Alcohol")
    >>> may_hold(searchable(label), shown_of(label), meaning("lanolin"))
    True
    """
    return any(mark in wanted.traits for mark, _ in shown.marks) or wanted.finds(names)

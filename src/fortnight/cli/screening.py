"""`fortnight catalogue screen`: which product of the catalogue is open on which day, for somebody under a guide.

Judged here and now from what is stored of the labels, so any profile and any version of the guide can be asked about;
the site's own pages show the standard profiles. A row is a product with its strip, a letter's width a day.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fortnight.cli.options import AsJson, Day
from fortnight.labels.model import Kind

if TYPE_CHECKING:
    from fortnight.cli.screening_table import ScreenedProduct
    from fortnight.guide.model import Guide
    from fortnight.person.model import Profile

Profiles = Annotated[
    list[str] | None,
    typer.Option("--profile", metavar="WHO", help="A profile file, or one of: anyone, sensitive, deep."),
]
Which = Annotated[
    str,
    typer.Option("--guide", metavar="WHICH", help="own (the clinic's current guide), published, or a version number."),
]
Open = Annotated[
    bool | None,
    typer.Option("--open/--closed", help="Only what is allowed (--open) or not (--closed) on --day, or on any day."),
]
OfKind = Annotated[Kind | None, typer.Option("--kind", help="Only this type of product.")]
File = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write all of them to a CSV file.")]
Changed = Annotated[
    bool, typer.Option("--changed", help="Only answers that differ from the published guide, with the rules.")
]
Most = Annotated[int, typer.Option("--most", min=1, help="How many products to show.")]


def screen(
    profile: Profiles = None,
    guide: Which = "own",
    day: Day = None,
    open_: Open = None,
    kind: OfKind = None,
    csv: File = None,
    as_json: AsJson = False,
    changed: Changed = False,
    most: Most = 50,
) -> int:
    """Show which products in the catalogue can be used on which day.

    Without --profile, with no personal answers; repeat it to compare. The products and the clinic's guide are those of
    this installation. In the CSV and JSON: o allowed, c with care, x not allowed, u cannot tell.
    """
    from fortnight.web.project.serve import prepare

    people = dict(_person(name) for name in (profile or ["anyone"]))
    prepare()
    lines = [
        line
        for line in _judged(people, _guide(guide), changed=changed)
        if (kind is None or line.kind == kind) and _fits(line.marks, day, open_=open_)
    ]
    if csv:
        return _written(lines, csv)
    if as_json:
        from fortnight.cli.terminal import tell_json

        tell_json([line.values for line in lines])
        return 0
    from fortnight.cli.screening_table import show

    show(lines, day, most)
    return 0


def _person(text: str) -> "tuple[str, Profile]":
    """A profile by its name among the standard ones, or from a file. Raises: UsageError, OSError."""
    from fortnight.cli.options import profile_of
    from fortnight.verdicts.screening import STANDARD

    if text in STANDARD:
        return text, STANDARD[text]
    return Path(text).stem, profile_of(Path(text))


def _guide(text: str) -> "Guide":
    """The guide that a word or a number names. Raises: UsageError for a version that there is not."""
    from fortnight.errors import UsageError
    from fortnight.web.screening.queries import guide_called

    guide = guide_called(text)
    if guide is None:
        raise UsageError(f'there is no guide "{text}"', "Write own, published, or the number of a version.")
    return guide


def _fits(marks: str, day: int | None, *, open_: bool | None) -> bool:
    """Whether something is open on a day, or on any: or is not."""
    from fortnight.verdicts.marks import OPEN

    if open_ is None:
        return True
    letters = marks[day - 1] if day else marks
    return any(letter in OPEN for letter in letters) == open_


def _judged(people: "dict[str, Profile]", guide: "Guide", *, changed: bool) -> "Iterator[ScreenedProduct]":
    """Every product for everybody asked about, one person after the other, by brand and name."""
    from fortnight.cli.screening_table import ScreenedProduct
    from fortnight.guide.load import published_guide
    from fortnight.person.allergies import allergies_of
    from fortnight.verdicts.rulebook import rulebook
    from fortnight.verdicts.screening import StoredReading, difference, flips, screened
    from fortnight.web.screening.queries import stored

    products = stored(names=any(allergies_of(person) for person in people.values()))
    readings = [
        StoredReading(number, product.reading, product.names)
        for number, product in enumerate(products)
        if product.reading
    ]
    for who, person in people.items():
        before, after = rulebook(published_guide(), person), rulebook(guide, person)
        marks = screened(readings, before if changed else after)
        turned = {}
        if changed:
            turned = {flip.key: flip for flip in flips(readings, marks, after, difference(before, after))}
            marks |= {key: flip.after for key, flip in turned.items()}
        for number, product in enumerate(products):
            if number in turned or not changed:
                kind = str(product.reading.kind or "") if product.reading else ""
                line = ScreenedProduct(
                    brand=product.brand, name=product.name, kind=kind, who=who, marks=marks.get(number, "u" * 14),
                    flip=turned.get(number),
                )  # fmt: skip
                yield line


def _written(lines: "Iterable[ScreenedProduct]", file: Path) -> int:
    """Write a CSV file in which no cell is run as a formula. Raises: OSError."""
    from fortnight.cli.terminal import tell
    from fortnight.web.clients.table import spreadsheet

    head = ["brand", "name", "kind", "profile", *(f"day {day}" for day in range(1, 15)), "before", "rules"]
    rows = [
        [
            line.brand, line.name, line.kind, line.who, *line.marks,
            line.flip.before if line.flip else "", " ".join(line.flip.rules) if line.flip else "",
        ]
        for line in lines
    ]  # fmt: skip
    file.write_text(spreadsheet([head, *rows]), "utf-8", newline="")
    tell(f"{file.name}: {len(rows)} lines.")
    return 0

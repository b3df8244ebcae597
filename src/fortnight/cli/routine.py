"""`fortnight routine`: what to use, morning and evening, from a shelf and the catalogue, and why."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fortnight.cli.options import AsJson, Cautious, HistoryFile, Language, ProfileFile, book_of, language_of, text_in
from fortnight.errors import UsageError
from fortnight.routine.model.values import Concern, Skin

if TYPE_CHECKING:
    from rich.console import Console

    from fortnight.guide.model import Span
    from fortnight.healing.ladder_model import History
    from fortnight.routine.explain.reasons import Choice
    from fortnight.routine.model.values import Routine, RoutineProduct
    from fortnight.verdicts.rulebook import Rulebook

Shelf = Annotated[
    Path | None, typer.Argument(metavar="[SHELF]", help="What you own: one JSON object per line, with name and label.")
]
Site = Annotated[bool, typer.Option("--catalogue", help="Also choose from the catalogue (see catalogue import).")]
Days = Annotated[str, typer.Option("--days", metavar="1-14", help="The days, from 1 to 14.")]
Budget = Annotated[float | None, typer.Option("--budget", min=0, help="Maximum to spend on new products.")]
Currency = Annotated[str, typer.Option("--currency", help="The currency of the budget.")]
OfSkin = Annotated[Skin | None, typer.Option("--skin", help="How your skin is on most days.")]
About = Annotated[list[Concern] | None, typer.Option("--concern", help="What you would like to improve.")]
Vegan = Annotated[bool, typer.Option("--vegan", help="New products must be vegan.")]
FragranceFree = Annotated[bool, typer.Option("--fragrance-free", help="New products must be perfume-free.")]
Mineral = Annotated[bool, typer.Option("--mineral", help="A new sunscreen must have mineral filters.")]
Want = Annotated[list[str] | None, typer.Option("--want", help="An optional step you would like, such as retinol.")]
Brand = Annotated[list[str] | None, typer.Option("--brand", help="Only new products from this brand.")]
Shop = Annotated[list[str] | None, typer.Option("--shop", help="Only new products from this shop.")]
Without = Annotated[list[str] | None, typer.Option("--without", help="The name of a product you do not want.")]
Step = Annotated[str, typer.Option("--why", metavar="STEP", help="Say everything about one step.")]


def routine(
    shelf: Shelf = None,
    catalogue: Site = False,
    profile: ProfileFile = None,
    history: HistoryFile = None,
    days: Days = "1-14",
    budget: Budget = None,
    currency: Currency = "EUR",
    skin: OfSkin = None,
    concern: About = None,
    vegan: Vegan = False,
    fragrance_free: FragranceFree = False,
    mineral: Mineral = False,
    want: Want = None,
    brand: Brand = None,
    shop: Shop = None,
    without: Without = None,
    why: Step = "",
    cautious: Cautious = False,
    language: Language = None,
    as_json: AsJson = False,
) -> int:
    """Choose what to use, morning and evening.

    What you own comes first; with --catalogue only what is missing is added. Every line says why. With --history it
    says what rests on the first of the days.
    """
    from fortnight.cli.display import console
    from fortnight.cli.extras import require
    from fortnight.cli.judged import show_unlooked
    from fortnight.routine.choose import choose_by
    from fortnight.routine.explain.reasons import explain
    from fortnight.routine.model.load import step_of
    from fortnight.routine.model.values import Wishes
    from fortnight.wording.load import LANGUAGE

    # Whether the solver is needed depends on the shelf: that must not decide whether there is an answer.
    require("routine")
    spoken = language_of(language) or LANGUAGE
    for step in filter(None, (why, *(want or ()))):
        step_of(step)
    owned = list(_owned(shelf)) if shelf else []
    sold: Sequence[RoutineProduct] = _sold() if catalogue else []
    refused = {name.casefold() for name in without or ()}
    wishes = Wishes(
        may=tuple(want or ()), skin=skin, concerns=tuple(concern or ()), vegan=vegan, fragrance_free=fragrance_free,
        mineral=mineral, brands=tuple(brand or ()), shops=tuple(shop or ()),
        budget=None if budget is None else round(budget * 100), currency=currency if budget is not None else "",
        without=frozenset(product.key for product in (*owned, *sold) if product.name.casefold() in refused),
    )  # fmt: skip
    book = book_of(profile, cautious=cautious)
    chosen = choose_by(owned, sold, book, _span(days), wishes)
    choices = explain(chosen, owned, sold, book, wishes, why)
    says = _after_history(choices, book, history, chosen.days.first, spoken)
    if as_json:
        _tell(chosen, choices, {**says, "could_not_look_for": list(book.unlooked)})
    else:
        _show(chosen, choices, {product.key: product for product in (*owned, *sold)}, says, spoken, whole=not why)
        show_unlooked(console(), book.unlooked, spoken)
    return 0


def _tell(chosen: "Routine", choices: "tuple[Choice, ...]", along: "Mapping[str, object]") -> None:
    """Print a routine as JSON, with what stands along it where there is anything."""
    from fortnight.cli.terminal import tell_json

    tell_json({**_values(chosen, choices), **{key: words for key, words in along.items() if words}})


def _after_history(
    choices: "tuple[Choice, ...]", book: "Rulebook", file: Path | None, day: int, language: str
) -> dict[str, dict[str, str]]:
    """What is said of steps after what a file tells: what rests on a day (base 1), and what reacted before."""
    from fortnight.cli.happened import history_in

    history = history_in(file, book.person)
    rests = _stops(choices, book, history, day, language)
    return {"rests": rests, "cautions": _cautions(choices, book, history, language)}


def _stops(
    choices: "Iterable[Choice]", book: "Rulebook", history: "History", day: int, language: str
) -> dict[str, str]:
    """By step: what the plan says of it on a day (base 1) after what happened, where it has it rest."""
    from fortnight.routine.explain.evening_words import rules_about, stop_words
    from fortnight.routine.model.evenings import evening_plan

    plan = evening_plan(book, history=history, day=day)
    words = {
        choice.step: stop_words(rules_about(choice.step, choice.product.shown, book), plan, day, language)
        for choice in choices
    }
    return {step: stop for step, stop in words.items() if stop}


def _cautions(choices: "Iterable[Choice]", book: "Rulebook", history: "History", language: str) -> dict[str, str]:
    """By step: what has to be said of a product that reacted after an earlier treatment."""
    from fortnight.cli.judged import caution_in
    from fortnight.guide.model import LAST_DAY
    from fortnight.routine.explain.evening_words import rules_about

    things = {
        choice.step: rules_about(choice.step, choice.product.shown, book) | {choice.product.name} for choice in choices
    }
    words = {step: caution_in(about, history, LAST_DAY, language) for step, about in things.items()}
    return {step: caution for step, caution in words.items() if caution}


def _span(text: str) -> "Span":
    from fortnight.guide.model import LAST_DAY, Span

    first, _, last = text.partition("-")
    if not (first.isdigit() and (last or first).isdigit() and 1 <= int(first) <= int(last or first) <= LAST_DAY):
        raise UsageError(f'"{text}" is not a valid range of days from 1 to 14', "Write --days 1-14, or --days 3.")
    return Span(first=int(first), last=int(last or first))


def _owned(file: Path) -> "Iterator[RoutineProduct]":
    """The products of a file; a line that is not one is reported with its number, and the rest goes on."""
    from fortnight.labels.read import read_label
    from fortnight.labels.shown import searchable, shown_of
    from fortnight.routine.model.values import RoutineProduct

    if not file.is_file():
        raise UsageError(f"there is no file {file}", "Check its name.")
    for number, line in enumerate(text_in(file).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name, label, kind = row.get("name") or "", row["label"], row.get("kind")
        except (ValueError, AttributeError, KeyError):
            typer.echo(f'{file.name}:{number}: not an object with "name" and "label"; skipped', err=True)
            continue
        if not isinstance(name, str) or not isinstance(label, str):
            typer.echo(f'{file.name}:{number}: "name" or "label" is not a string; skipped', err=True)
            continue
        read = read_label(label, name=name, kind=kind if isinstance(kind, str) else None)
        yield RoutineProduct(
            key=f"own-{number}", name=name or label[:40], shown=shown_of(read), names=searchable(read), own=True
        )


def _sold() -> "Sequence[RoutineProduct]":
    """The catalogue of the site."""
    from fortnight.web.project.serve import prepare

    prepare()
    from fortnight.web.catalogue.choosing import products

    return products()


def _money(amount: int, currency: str) -> str:
    return f"{currency} {amount / 100:,.2f}".strip()


def _show(
    chosen: "Routine",
    choices: "tuple[Choice, ...]",
    products: "dict[str, RoutineProduct]",
    says: dict[str, dict[str, str]],
    language: str,
    *,
    whole: bool,
) -> None:
    from rich.text import Text

    from fortnight.cli.display import console, indented
    from fortnight.routine.explain.wording import days_told, headline, helps, why
    from fortnight.wording.load import say

    out = console()
    if whole:
        out.print(Text(headline(chosen, _money, language), "bold"))
        _show_days(out, chosen, products, language)
        for step, words in (pair for by_step in says.values() for pair in by_step.items()):
            out.print()
            indented(out, f"{say(f'step-{step}', language)}: {words}", "bold", 0)
        out.print()
    for choice in choices:
        name = choice.product.name if choice.product.own else say("routine-new", language, name=choice.product.name)
        indented(out, f"{say(f'step-{choice.step}', language)}: {name}", "bold", 0)
        first = [by_step[choice.step] for by_step in says.values() if choice.step in by_step]
        for line in (*first, *why(choice, _money, language)):
            indented(out, line, "", 2)
    for gap in chosen.gaps if whole else ():
        step, days = say(f"step-{gap.step}", language), days_told(gap.days, language)
        indented(out, f"{step}, {days}: {say('routine-nothing', language)}", "bold", 0)
        for line in helps(gap, chosen.currency, _money, language):
            indented(out, line, "", 2)
    if whole:
        out.print()
        indented(out, say("routine-order", language), "dim", 0)


def _show_days(out: "Console", chosen: "Routine", products: "dict[str, RoutineProduct]", language: str) -> None:
    """Mornings and evenings, days that are alike together."""
    from fortnight.cli.display import indented
    from fortnight.guide.model import Time
    from fortnight.wording.dates import said_span
    from fortnight.wording.load import say

    def uses(day: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((str(time), tuple(use.key for use in chosen.on(day, time))) for time in Time)

    for alike, group in groupby(range(chosen.days.first, chosen.days.last + 1), key=uses):
        days = list(group)
        out.print()
        indented(out, said_span(days[0], days[-1], language), "bold", 0)
        for time, keys in alike:
            names = (products[key].name for key in dict.fromkeys(keys))
            steps = ", ".join(f"{at} {name}" for at, name in enumerate(names, 1))
            indented(out, f"{say(f'leaflet-{time}', language)}: {steps or say('routine-nothing', language)}", "", 2)


def _values(chosen: "Routine", choices: "Iterable[Choice]") -> dict[str, Any]:
    """A routine as plain values."""
    return {
        "uses": [[use.day, use.time, use.step, use.key] for use in chosen.uses if not use.replaced],
        "new": list(chosen.new),
        "price": chosen.price,
        "currency": chosen.currency,
        "gaps": [{"step": gap.step, "days": gap.days, "helps": list(gap.helps)} for gap in chosen.gaps],
        "proven": chosen.proven,
        "within": chosen.within,
        "choices": [
            {
                "step": choice.step,
                "key": choice.product.key,
                "name": choice.product.name,
                "own": choice.product.own,
                "fits": [part.id for part in choice.parts],
                "next": [
                    {"name": rival.product.name, "behind": rival.behind, "by": rival.by} for rival in choice.rivals
                ],
            }
            for choice in choices
        ],
    }

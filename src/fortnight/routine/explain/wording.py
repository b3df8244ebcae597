"""A routine in words: what is needed, why each product is in it, what came next, what would fill a gap.

Every sentence comes from the wording files, in the language asked for. Prices are given as texts by whoever knows how
people of a language write them.
"""

from collections.abc import Callable, Iterator

from fortnight.routine.explain.reasons import Behind, Choice, spans_of
from fortnight.routine.model.values import Gap, Help, Routine
from fortnight.routine.score.scoring import PointsPart
from fortnight.wording.load import LANGUAGE, say
from fortnight.wording.rule_words import told

Money = Callable[[int, str], str]
"""How an amount in the smallest unit of a currency is written: (2490, "EUR") as EUR 24.90."""


def headline(routine: Routine, money: Money, language: str = LANGUAGE) -> str:
    """The answer in one or two sentences: whether anything is needed, what that costs, what cannot be filled."""
    count, sentences = len(routine.new), []
    if count:
        sentences.append(
            needed(count, money(routine.price, routine.currency) if routine.price is not None else "", language)
        )
    elif not routine.gaps:
        sentences.append(say("routine-all", language))
    if routine.gaps:
        lacking = "routine-lacks-one" if len(routine.gaps) == 1 else "routine-lacks"
        sentences.append(say(lacking, language, count=len(routine.gaps)))
    if not routine.proven:
        sentences.append(say("routine-unproven", language))
    return " ".join(sentences)


def needed(count: int, price: str, language: str = LANGUAGE) -> str:
    """How many things are to be bought, and for how much where that is known."""
    singular = "-one" if count == 1 else ""
    return say(f"routine-need{singular}{'-price' if price else ''}", language, count=count, price=price)


def why(choice: Choice, money: Money, language: str = LANGUAGE) -> Iterator[str]:
    """Why a product is in a step: what fits, when it is open, what it costs, what came next."""
    offer = choice.offer
    if choice.product.own:
        yield say("fit-own", language)
    elif offer and offer.price is not None:
        yield say("fit-costs", language, price=money(offer.price, offer.currency), shop=offer.shop)
    for part in choice.parts:
        yield _part(part, language)
    yield say("fit-open", language, days=days_told(choice.days.open, language))
    for rival in choice.rivals[:1]:
        more = money(rival.by, offer.currency) if rival.behind is Behind.COSTS_MORE and offer else ""
        yield say(f"behind-{rival.behind}", language, name=rival.product.called, price=more)


def days_told(days: int, language: str = LANGUAGE) -> str:
    """Days (bit n is day n) in words: "days 3 to 6, day 9"."""
    return ", ".join(
        say(
            "span-one" if span.first == span.last else "span-many",
            language,
            day=span.first,
            first=span.first,
            last=span.last,
        )
        for span in spans_of(days)
    )


def _part(part: PointsPart, language: str) -> str:
    if part.rule:
        return told(part.rule.id, "says", language) or part.rule.says
    marks = ", ".join(say(f"mark-{mark}", language) for mark in part.marks)
    return say(f"fit-{part.id}", language, marks=marks)


def helps(gap: Gap, currency: str, money: Money, language: str = LANGUAGE) -> Iterator[str]:
    """What would let a step be filled, the best first."""
    for help_ in gap.helps:
        yield helped_by(help_, gap.amount, currency, money, language)


def helped_by(help_: Help, amount: int | None, currency: str, money: Money, language: str = LANGUAGE) -> str:
    """One thing that would help; for the budget how much all new things would cost, where that is known."""
    if help_ is Help.BUDGET and amount is not None:
        return say("help-budget-amount", language, price=money(amount, currency))
    return say(f"help-{help_}", language)

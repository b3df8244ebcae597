"""A routine as a page shows it: the answer, a day in the order of the layers, why each of it, what is missing.

Every link of it goes to the page that it stands on (`base`), which may be the person's own or that of an advisor for
them; without `links` there is nothing to change in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel.numbers import format_currency
from django.http import HttpRequest
from django.urls import reverse

from fortnight.guide.model import LAST_DAY, Time
from fortnight.routine.explain.evening_words import rules_about
from fortnight.routine.explain.reasons import Choice, Rival
from fortnight.routine.explain.wording import days_told, headline, helped_by, why
from fortnight.routine.model.values import Gap, Help, ShopOffer
from fortnight.verdicts.model import rulings_of
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.catalogue.carts import Cart, CartItem, carts
from fortnight.web.routine.asked import from_catalogue, helped, leaving_out, picking, taking_back
from fortnight.web.routine.choosing import Chosen
from fortnight.web.shelf.hooks import cautions_of, stopped_of
from fortnight.web.words.rules import language
from fortnight.web.words.strip import marks_of

_TELL = frozenset({Help.TELL_SPF, Help.TELL_KIND, Help.PHOTOGRAPH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """What could stand in its place: what it is called and costs, and the address with it."""

    name: str
    price: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineLine:
    """One product in one step, with everything that is said about it.

    `stop` is what the person's plan says in its place on this day, where that has it rest; else empty. `caution` is
    said of what their skin reacted to before.
    """

    step: str
    name: str
    own: bool
    marks: str
    why: tuple[str, ...]
    swaps: tuple[Swap, ...]
    leave: str
    answer: str
    stop: str
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Buy:
    """What is to be bought: what it costs, where it is to be had."""

    key: str
    name: str
    step: str
    price: str
    shop: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A step that nothing fills, and what would help, each with an address that does it where there is one."""

    step: str
    days: str
    helps: tuple[tuple[str, str], ...]


def drawn(choice: Chosen, day: int, base: str, *, links: bool = True, answers: bool = True) -> dict[str, Any]:
    """Everything that the template of a routine shows, for a day (base 1); `answers` links to those of the person."""
    routine = choice.routine
    day = max(day, routine.days.first)
    buys, links_into_carts = _buys(choice)
    return {
        "base": base,
        "links": links,
        "form": choice.form,
        "asked": choice.asked.urlencode(),
        "head": headline(routine, money, language()),
        "day": day,
        "first": choice.routine.days.first,
        "today": day_for(choice.person, today_for(choice.person)),
        "times": [(time, _lines(choice, day, time, base, answers=answers)) for time in Time],
        "buys": buys,
        "carts": links_into_carts,
        "unlisted": bool(links_into_carts)
        and sum(len(links_into_cart.keys) for links_into_cart in links_into_carts) < len(buys),
        "lacks": [_lack(gap, choice, base) for gap in routine.gaps],
        "total": money(routine.price, routine.currency) if routine.price else "",
        "empty": not choice.shelf,
        "ways": [
            (f"{base}?{from_catalogue(choice.asked, also=also)}", also, also == ("catalogue" in choice.asked))
            for also in (False, True)
        ],
        "without": [
            (choice.known[key].called, f"{base}?{taking_back(choice.asked, key) or 'new=1'}")
            for key in sorted(choice.wishes.without)
            if key in choice.known
        ],
    }


def day_asked(request: HttpRequest, today: int | None) -> int:
    """The day that an address asks for (base 1), else the day it is, within the fortnight."""
    day = whole_number(request.GET.get("day", ""), otherwise=today or 1)
    return min(max(day, 1), LAST_DAY)


def money(amount: int, currency: str) -> str:
    """An amount in the smallest unit of a currency, as the reader writes it."""
    return format_currency(amount / 100, currency or "EUR", locale=language().replace("-", "_"))


def _lines(chosen: Chosen, day: int, time: Time, base: str, *, answers: bool) -> list[RoutineLine]:
    """The lines of one morning or evening, in the order of the layers."""
    uses = {(use.step, use.key) for use in chosen.routine.on(day, time)}
    choices = [choice for choice in chosen.choices if (choice.step, choice.product.key) in uses]
    things = {choice.step: rules_about(choice.step, choice.product.shown, chosen.book) for choice in choices}
    names = {choice.step: {choice.product.key, choice.product.called} for choice in choices}
    stops = stopped_of(chosen.person, things, day)
    cautions = cautions_of(chosen.person, {step: rules | names[step] for step, rules in things.items()})
    says = {choice.step: (stops.get(choice.step, ""), cautions.get(choice.step, "")) for choice in choices}
    return [_line(choice, chosen, base, answers=answers, says=says[choice.step]) for choice in choices]


def _line(choice: Choice, chosen: Chosen, base: str, *, answers: bool, says: tuple[str, str]) -> RoutineLine:
    """A line; `says` is what the plan says in its place, and what of it reacted before."""
    product = choice.product
    return RoutineLine(
        step=choice.step,
        name=product.called,
        own=product.own,
        marks=marks_of(rulings_of(choice.days.refused, choice.days.untold, choice.days.careful)),
        why=tuple(why(choice, money, language())),
        swaps=tuple(_swap(choice, rival, chosen, base) for rival in choice.rivals),
        leave=f"{base}?{leaving_out(chosen.asked, product.key)}",
        answer=reverse("answer", args=[product.key]) if product.own and answers else "",
        stop=says[0],
        caution=says[1],
    )


def _swap(choice: Choice, rival: Rival, chosen: Chosen, base: str) -> Swap:
    return Swap(
        name=rival.product.called,
        price=_price(rival.offer),
        href=f"{base}?{picking(chosen.asked, choice.step, rival.product.key)}",
    )


def _price(offer: ShopOffer | None) -> str:
    return money(offer.price, offer.currency) if offer and offer.price is not None else ""


def _buys(chosen: Chosen) -> tuple[list[Buy], list[Cart]]:
    """What is to be bought, and the links that put it into carts."""
    new = set(chosen.routine.new)
    firsts: dict[str, Choice] = {}
    for choice in chosen.choices:
        if choice.product.key in new:
            firsts.setdefault(choice.product.key, choice)
    buys = [
        Buy(
            key=key,
            name=choice.product.called,
            step=choice.step,
            price=_price(choice.offer),
            shop=choice.offer.shop if choice.offer else "",
            link=choice.offer.link if choice.offer else "",
        )
        for key, choice in ((key, firsts[key]) for key in chosen.routine.new if key in firsts)
    ]
    items = (
        CartItem(key=buy.key, shop=buy.shop, price=offer.price)
        for buy in buys
        if (offer := firsts[buy.key].offer) is not None
    )
    return buys, carts(items) if buys else []


def _lack(gap: Gap, chosen: Chosen, base: str) -> Lack:
    return Lack(step=gap.step, days=days_told(gap.days, language()), helps=tuple(_helps(gap, chosen, base)))


def _helps(gap: Gap, chosen: Chosen, base: str) -> Iterator[tuple[str, str]]:
    for help_ in gap.helps:
        if help_ is Help.ADVISOR:
            href = reverse("advisor")
        elif help_ in _TELL:
            href = reverse("shelf")
        else:
            changed = helped(chosen.asked, help_, gap.amount)
            href = f"{base}?{changed}" if changed else ""
        yield helped_by(help_, gap.amount, chosen.wishes.currency, money, language()), href

"""What goes along with a message: an answer, an activity, a day of the plan, the shelf, a routine, what others bring.

A card is kept as a name and looked up when it is shown. Both sides see the same, as it is now: an answer that a
correction has changed is shown changed. What is not there any more, or is not this person's, is shown as gone.
"""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from fortnight.course.days import date_of
from fortnight.guide.model import LAST_DAY
from fortnight.routine.explain.wording import needed
from fortnight.web.accounts.convert import current_treatment
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.activities.queries import find, verdict_of
from fortnight.web.answers.along import MessageCard, card_source
from fortnight.web.answers.card import AnswerCard, RequestedDay, asked_for, card_of
from fortnight.web.routine.queries import recommendation
from fortnight.web.routine.shown import money
from fortnight.web.shelf.actions import fresh_summary, product_now
from fortnight.web.shelf.convert import verdict_for
from fortnight.web.shelf.hooks import caution_of, cautions_of, planned_of, stopped_of
from fortnight.web.shelf.queries import rules_by_key
from fortnight.web.words.dates import said_date
from fortnight.web.words.rules import language, said, told


class CardKind(StrEnum):
    """What a card is of, as it is kept with its message."""

    ANSWER = "answer"
    ACTIVITY = "activity"
    DAY = "day"
    SHELF = "shelf"
    ROUTINE = "routine"


_ACTIVITY = f"{CardKind.ACTIVITY}:"
_DAY_NAMED = re.compile(r"day:(\d{1,2})")


def card_from(person: Person, spec: str) -> dict[str, Any]:
    """The card that a form names, as it is stored; empty for nothing, or for what is not this person's."""
    if spec == CardKind.SHELF:
        return {"kind": CardKind.SHELF}
    if (day := _DAY_NAMED.fullmatch(spec)) and 1 <= int(day[1]) <= LAST_DAY:
        return {"kind": CardKind.DAY, "day": int(day[1])}
    if spec.startswith(_ACTIVITY):
        activity = find(person, spec.removeprefix(_ACTIVITY))
        return {"kind": CardKind.ACTIVITY, "id": activity.id} if activity else {}
    name, _, rest = spec.partition(":")
    if source := card_source(name):
        return source.kept(person, rest)
    key = _key(spec.removeprefix("answer:"))
    return {"kind": CardKind.ANSWER, "key": str(key)} if key and product_now(person, key) else {}


def shown(person: Person, stored: Mapping[str, Any]) -> MessageCard | None:
    """A stored card as it is now, or None where there is none."""
    if stored.get("kind") and person.current_id is None:
        return MessageCard(
            title=gettext("A card"), says=gettext("There is no treatment date yet, so we cannot give answers by day.")
        )
    name = str(stored.get("kind"))
    if source := card_source(name):
        return source.shown(person, stored) or _gone()
    maker = _MAKERS.get(name)
    return maker(person, stored) if maker else None


def signs_of(person: Person, stored: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of the signs that a stored card tells of and that must not wait."""
    source = card_source(str(stored.get("kind")))
    return tuple(source.signs(person, stored)) if source else ()


def _day(person: Person, stored: Mapping[str, Any]) -> MessageCard:
    day = int(stored["day"])
    date = said_date(date_of(current_treatment(person), day))
    return MessageCard(title=gettext("Day %(day)d") % {"day": day}, says=date, path=reverse("day", args=[day]))


def _shelf(person: Person, _kept: Mapping[str, Any]) -> MessageCard:
    day = day_for(person, today_for(person))
    summary = fresh_summary(person, min(max(day, 1), LAST_DAY))
    things = {str(number): rules for number, rules in enumerate(summary.open_rules)}
    usable = len(things) - len(stopped_of(person, things, day))
    says = gettext("%(open)d of %(all)d can be used today.") % {"open": usable, "all": summary.all}
    return MessageCard(title=gettext("The shelf"), says=says, path=reverse("shelf"))


def _answer(person: Person, stored: Mapping[str, Any]) -> MessageCard:
    key = _key(str(stored.get("key")))
    product = product_now(person, key) if key else None
    if product is None:
        return _gone()
    verdict, requested_day = verdict_for(person, product), _asked(person)
    card, plan = card_of(verdict, requested_day), planned_of(person, verdict, requested_day)
    return MessageCard(
        title=product.name or product.begins[:40] or gettext("Product without a name"),
        says=says_of(card, plan.stop),
        marks=card.marks,
        ring=card.asked.ring,
        path=reverse("answer", args=[product.key]),
        lines=(*filter(None, (caution_of(person, product, verdict),)), *_unlooked(card.unlooked)),
    )


def says_of(card: AnswerCard, stop: str) -> str:
    """An answer in a card: where the plan has it rest (`stop`) that comes first, and the rules alone after it."""
    return f"{stop} {said('evening-by-label', answer=card.headline.whole)}" if stop else card.headline.whole


def _routine(person: Person, stored: Mapping[str, Any]) -> MessageCard:
    """A routine that an advisor has sent: what is in it, what would be new, whether it is followed."""
    sent = recommendation(person, _key(str(stored.get("key"))))
    if sent is None:
        return _gone()
    names = dict.fromkeys((line["step"], line["key"]) for line in sent.lines)
    new = sum(not name["own"] for name in sent.names.values())
    price = money(sent.price, sent.currency) if sent.price else ""
    says = needed(new, price, language()) if new else gettext("Everything in it is on the shelf already.")
    return MessageCard(
        title=gettext("A routine"),
        says=says + " " + gettext("This routine is in use.") if sent.accepted else says,
        path=reverse("recommended", args=[sent.key]),
        lines=tuple(_routine_lines(person, [(step, key, sent.names[key]["name"]) for step, key in names])),
    )


def _routine_lines(person: Person, products: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """The products of a routine (step, key, name) in a line each, with what the plan has rest now."""
    rules = rules_by_key(person)
    things = {step: frozenset({step}) | rules.get(key, frozenset()) for step, key, _ in products}
    stops = stopped_of(person, things, day_for(person, today_for(person)))
    cautions = cautions_of(person, {step: things[step] | {key, name} for step, key, name in products})
    for step, _, name in products:
        words = " ".join(filter(None, (stops.get(step), cautions.get(step))))
        yield f"{said(f'step-{step}')}: {name}" + (f" ({words})" if words else "")


def _activity(person: Person, stored: Mapping[str, Any]) -> MessageCard:
    activity = find(person, str(stored.get("id")))
    if activity is None:
        return _gone()
    requested_day = _asked(person)
    verdict, answer = verdict_of(person, activity, requested_day.day)
    card, name = card_of(verdict, requested_day, answer), told(activity, "name")
    return MessageCard(
        title=name[:1].upper() + name[1:],
        says=card.headline.whole,
        marks=card.marks,
        ring=requested_day.ring,
        path=reverse("activity", args=[activity.id]),
        doing=card.doing,
        lines=_unlooked(card.unlooked),
    )


def _unlooked(names: tuple[str, ...]) -> tuple[str, ...]:
    """The line that says which allergies we could not look for, where there are any."""
    return (said("could-not-look-for", names=", ".join(names)),) if names else ()


def _asked(person: Person) -> RequestedDay:
    date = today_for(person)
    return asked_for(current_treatment(person), day_for(person, date), date)


def _gone() -> MessageCard:
    return MessageCard(title=gettext("An answer"), says=gettext("It is no longer there."))


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


_MAKERS: dict[str, Callable[[Person, Mapping[str, Any]], MessageCard]] = {
    CardKind.ANSWER: _answer,
    CardKind.ACTIVITY: _activity,
    CardKind.DAY: _day,
    CardKind.SHELF: _shelf,
    CardKind.ROUTINE: _routine,
}

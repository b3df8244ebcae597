"""May I use it: the box, the answer card; and the shelf."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fortnight.asking import QuestionTopic, Sense, Understanding
from fortnight.asking.load import feelings
from fortnight.course.days import date_of
from fortnight.course.model import Phase
from fortnight.guide.model import LAST_DAY
from fortnight.healing.load import all_rules as all_signs
from fortnight.healing.model import Sign
from fortnight.labels.kinds import kind_of
from fortnight.web.accounts.client import limited
from fortnight.web.accounts.convert import book_of, current_treatment
from fortnight.web.accounts.entrance import day_for, theirs, today_for
from fortnight.web.accounts.models import Person
from fortnight.web.answers.card import RequestedDay, asked_for, card_of
from fortnight.web.healing.actions import answer as answer_question
from fortnight.web.healing.calls import step_words
from fortnight.web.healing.card import card_for
from fortnight.web.healing.models import Alarm
from fortnight.web.healing.queries import alarm_of, known_signs, question_of
from fortnight.web.healing.sensations import slug_for
from fortnight.web.shelf import actions, hooks, queries
from fortnight.web.shelf.box import FROM_CATALOGUE, named_allergy, replied, understood
from fortnight.web.shelf.convert import verdict_for
from fortnight.web.shelf.forms import AskForm, NameForm, ProductForm
from fortnight.web.shelf.known import known_products
from fortnight.web.shelf.listening import alarm_for, asked_in, heard_in, question_for, way_to
from fortnight.web.shelf.models import Product
from fortnight.web.shelf.order import in_order
from fortnight.web.shell.screen import page

# Far more than anybody owns, and for a whole waiting room behind one address.
CHECKS = "1200/h"
_MOST_SIGNS = 3
_WHAT_IS_USUAL = "feels-what-is-usual"


def _checks(group: str, request: HttpRequest) -> str:
    """How often one address may ask and put in: looked up at each request."""
    return CHECKS


@require_http_methods(["GET", "POST"])
@limited(_checks, group="checks", method="POST")
@theirs
def may(request: HttpRequest, person: Person) -> HttpResponse:
    """The box for everything; what was asked leads to its answer, or to the question of what was meant."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        lately = queries.asked_lately(person) if not form.is_bound else []
        return page(request, "shelf/may.html", person, form=form, lately=lately, status=400 if form.errors else 200)
    values = form.cleaned_data
    text, sense = values["said"], values["sense"]
    if values["name"] or sense == Sense.LABEL:
        return redirect(_ask_about_list(person, text, name=values["name"], kind=values["kind"]))
    match sense:
        case Sense.GENERAL:
            return redirect("answer", actions.ask_in_general(person, about=text, kind=values["kind"]).key)
        case Sense.PRODUCT:
            return page(request, "shelf/list.html", person, form=form, said=text, kind=kind_of(text))
        case _:
            return _led(request, person, understood(person, text))


def _ask_about_list(person: Person, text: str, *, name: str, kind: str) -> str:
    """The address of the answer for a list that was typed as one, with the name and the kind that were told."""
    meanings = heard_in(text, name)
    topic = meanings[0].topic
    read = topic.label if topic and not (name or kind) else None
    return way_to(person, actions.ask(person, name=name, label=text, kind=kind, read=read), *meanings)


def _led(request: HttpRequest, person: Person, meant: Understanding) -> HttpResponse:
    """To the card of signs, to the answer, or to the question of what was meant."""
    if meant.sense is Sense.SIGN:
        topics, moved = _topics(meant), _moved(person, meant)
        return _first(
            request, person, meant.signs, alarm_for(person, meant), typed=meant.text, topics=topics, moved=moved
        )
    meant = replied(person, meant, max(_requested_day(person).day, 1)).meant
    question = question_for(person, meant)
    address = _answered(person, meant.topic) if meant.topic else None
    if address:
        query = _with_words(person, meant.topic, _moved(person, meant))
        asking = f"{'&' if query else '?'}asked={question.key}" if question else ""
        return redirect(address + query + asking)
    values = {"meant": meant, "topics": meant.choices, "moved": _moved(person, meant)}
    return page(request, "shelf/meant.html", person, asking=question, back="", **values)


def _first(
    request: HttpRequest, person: Person, signs: tuple[Sign, ...], alarm: Alarm | None, **then: Any
) -> HttpResponse:
    """The doctor's way, with the number that can be tapped; behind it what was asked."""
    named_signs = [(sign, step_words(sign.urgency)) for sign in signs[:_MOST_SIGNS]]
    chosen = request.POST.get("country", "") or request.GET.get("country", "")
    card = card_for(person, person.clinic, chosen, timezone.localdate())
    values = {"topics": (), "moved": "", "product": None, "typed": ""} | then
    return page(request, "shelf/sign.html", person, signs=named_signs, card=card, alarm=alarm, **values)


@require_GET
@theirs
def sign(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The doctor's way for words that told of a sign, and `?product=` behind it. 404 for somebody else's."""
    alarm = alarm_of(person, key)
    if alarm is None:
        raise Http404
    product = _named(person, request.GET.get("product", ""))
    return _first(request, person, known_signs(alarm.signs), alarm, product=product)


@require_POST
@theirs
def said(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The answer to "Is any of this happening right now?" above an answer of the box. 404 for another's question."""
    question = question_of(person, key)
    if question is None or question.message_id:
        raise Http404
    alarm = answer_question(question, request.POST.get("answer", ""))
    if alarm:
        return redirect("may-sign", alarm.key)
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return _led(request, person, understood(person, question.words))


def _topics(meant: Understanding) -> tuple[QuestionTopic, ...]:
    """What was asked besides; what they feel is told by the signs already."""
    topics = (meant.topic,) if meant.topic else meant.choices
    return tuple(topic for topic in topics if topic.sense not in (Sense.FEELING, Sense.LABEL))


def _moved(person: Person, meant: Understanding) -> str:
    """What the address of an answer says of the day where the question speaks of another than today."""
    if not meant.when.moves:
        return ""
    return f"?day={max(meant.when.from_day(day_for(person, today_for(person))), 1)}"


def _with_words(person: Person, topic: QuestionTopic | None, query: str) -> str:
    """The query of an address, with the words that were typed where they name something that the person reacts to."""
    words = named_allergy(person, topic) if topic else ""
    return f"{query}{'&' if query else '?'}{urlencode({'said': words})}" if words else query


def _answered(person: Person, topic: QuestionTopic) -> str | None:
    """The address of the answer to what was meant; None for what is no longer there."""
    match topic.sense:
        case Sense.ACTIVITY | Sense.MEDICINE:
            return reverse("activity", args=[topic.id])
        case Sense.FEELING:
            return _about_feeling(topic.id)
        case Sense.PRODUCT if not topic.id.startswith(FROM_CATALOGUE):
            return reverse("answer", args=[topic.id])
        case _:
            product = _ask_about(person, topic)
            return reverse("answer", args=[product.key]) if product else None


def _about_feeling(feeling_id: str) -> str:
    """The page about a sensation for what is felt or seen on the skin; for anything else what is known of it."""
    if feeling_id == _WHAT_IS_USUAL:
        return reverse("normal")
    slug = slug_for(feeling_id)
    return reverse("sensation", args=[slug]) if slug else reverse("feeling", args=[feeling_id])


def _ask_about(person: Person, topic: QuestionTopic) -> Product | None:
    """The row of what was not asked about before: a product of the catalogue, a list, something in general."""
    if topic.sense is Sense.LABEL:
        return actions.ask(person, name="", label=topic.words, read=topic.label)
    if topic.general:
        kind = topic.general.kinds[0] if topic.general.kinds else ""
        return actions.ask_in_general(person, about=topic.words, kind=kind)
    item = next((product for product in known_products(topic.words) if FROM_CATALOGUE + product.key == topic.id), None)
    return actions.ask_known(person, item) if item else None


@require_GET
@theirs
def feeling(request: HttpRequest, person: Person, feeling_id: str = "") -> HttpResponse:
    """What is usual of something that people feel, and when it is a sign; without an id all of it."""
    by_id = {each.id: each for each, _ in feelings()}
    if feeling_id and feeling_id not in by_id:
        raise Http404
    chosen = [by_id[feeling_id]] if feeling_id else list(by_id.values())
    signs = {sign.id: sign for sign in all_signs()}
    return page(
        request,
        "shelf/feeling.html",
        person,
        feelings=chosen,
        signs=signs,
        alone=bool(feeling_id),
        card=card_for(person, person.clinic, "", timezone.localdate()),
        asking=asked_in(request, person),
        day=_requested_day(person).day,
    )


def _theirs_or_404(person: Person, key: uuid.UUID) -> Product:
    product = actions.product_now(person, key)
    if product is None:
        raise Http404
    return product


def _requested_day(person: Person, other: str = "") -> RequestedDay:
    today = today_for(person)
    return asked_for(current_treatment(person), day_for(person, today), today, other)


def _dated(person: Person) -> Callable[[int], dt.date]:
    """From a day of the person's course (base 1) to its date."""
    treatment = current_treatment(person)
    return lambda day: date_of(treatment, day)


@require_GET
@theirs
def answer(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The answer for one product, today or on the day of `?day=`. 404 for somebody else's."""
    product = _theirs_or_404(person, key)
    verdict, requested_day = verdict_for(person, product), _requested_day(person, request.GET.get("day", ""))
    card = card_of(verdict, requested_day)
    news, asking = queries.news_of(person, key), asked_in(request, person)
    form = ProductForm(initial={"name": product.name, "kind": product.kind, "label": product.label})
    plan = hooks.planned_of(person, verdict, requested_day)
    values = {"product": product, "card": card, "news": news, "asking": asking}
    values |= {"planned": plan.sentences, "stop": plan.stop, "caution": hooks.caution_of(person, product, verdict)}
    return page(request, "shelf/answer.html", person, form=form, **values)


@require_POST
@theirs
def seen(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """The person has seen that an answer has changed."""
    actions.acknowledge(_theirs_or_404(person, key))
    return redirect("today" if request.POST.get("back") == "today" else "shelf")


@require_GET
@theirs
def shelf(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything a person owns, what may be used today first. `removed` names a product that can be put back."""
    rows = actions.fresh_rows(person)
    own, requested_day = [row for row in rows if row.on_shelf], _requested_day(person)
    return page(
        request,
        "shelf/shelf.html",
        person,
        groups=in_order(own, min(requested_day.day, LAST_DAY), _resting(person, own, requested_day)),
        news=[row for row in rows if row.news],
        asked=requested_day,
        cautions=hooks.cautions_of(person, {str(row.key): row.about for row in own}),
        dated=_dated(person),
        removed=_named(person, request.GET.get("removed", "")),
        unlooked=book_of(person).unlooked,
    )


def _resting(person: Person, rows: Sequence[queries.ShelfRow], requested_day: RequestedDay) -> frozenset[uuid.UUID]:
    """The keys of the products that rest for now, by what the person's plan says; none outside the 14 days."""
    if requested_day.phase is not Phase.FORTNIGHT:
        return frozenset()
    return frozenset(
        map(uuid.UUID, hooks.stopped_of(person, {str(row.key): row.rules for row in rows}, requested_day.day))
    )


def _named(person: Person, key: str) -> Product | None:
    """The product that an address names, or None for anything else."""
    try:
        return queries.product(person, uuid.UUID(key)) if key else None
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
@limited(_checks, group="checks", method="POST")
@theirs
def add(request: HttpRequest, person: Person) -> HttpResponse:
    """Many products in a row: after one is on the shelf the form is there for the next."""
    form = ProductForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        product = actions.add(person, **form.cleaned_data)
        way = way_to(person, product, *heard_in(product.label, product.name))
        back = f"{reverse('add')}?added={product.key}"
        return redirect(back if way == reverse("answer", args=[product.key]) else way)
    added = _named(person, request.GET.get("added", "")) if not form.is_bound else None
    status = 400 if form.errors else 200
    values = {"added": added, "says": _in_short(person, added) if added else ""}
    return page(request, "shelf/add.html", person, form=form, status=status, **values)


def _in_short(person: Person, product: Product) -> str:
    """The answer for a product today: what the plan says where that has it rest, and that it reacted before."""
    verdict, requested_day = verdict_for(person, product), _requested_day(person)
    stop = hooks.planned_of(person, verdict, requested_day).stop
    says = (stop or card_of(verdict, requested_day).headline.whole, hooks.caution_of(person, product, verdict))
    return " ".join(filter(None, says))


@require_http_methods(["GET", "POST"])
@limited(_checks, group="checks", method="POST")
@theirs
def edit(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Another name, kind or list for a product."""
    product = _theirs_or_404(person, key)
    before = {"name": product.name, "kind": product.kind, "label": product.label}
    form = ProductForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        actions.change(person, product, **form.cleaned_data)
        new = [text for part, text in form.cleaned_data.items() if part != "kind" and text != before[part]]
        return redirect(way_to(person, product, *heard_in(*new)))
    return page(request, "shelf/edit.html", person, form=form, product=product, status=400 if form.errors else 200)


@require_POST
@theirs
def put(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Put a product on the shelf, or back on it."""
    product = _theirs_or_404(person, key)
    form = NameForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    name = form.cleaned_data["name"]
    actions.put_on_shelf(person, product, name=name)
    return redirect("shelf" if request.POST.get("back") == "shelf" else way_to(person, product, *heard_in(name)))


@require_POST
@theirs
def remove(request: HttpRequest, person: Person, key: uuid.UUID) -> HttpResponse:
    """Take a product off the shelf; the shelf offers to put it back."""
    actions.remove(_theirs_or_404(person, key))
    return redirect(f"{reverse('shelf')}?removed={key}")

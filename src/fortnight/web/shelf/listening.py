"""What is typed into the box, as a name or as a label, and tells of a sign: the doctor's way comes first then.

The words are told to nobody but their person: the clinic hears of them where the person sends them. What was asked is
answered as well, behind the doctor's way.
"""

import uuid

from django.http import HttpRequest
from django.urls import reverse

from fortnight.asking import Understanding, understand
from fortnight.healing.model import Sign, Urgency
from fortnight.web.accounts.models import Person
from fortnight.web.healing.actions import ask_about, raise_alarm
from fortnight.web.healing.models import Alarm
from fortnight.web.healing.queries import question_of
from fortnight.web.healing.shown import Asking, asking
from fortnight.web.shelf.models import Product
from fortnight.web.words.rules import language


def urgent(signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """The signs that must not wait for an answer of the clinic."""
    return tuple(sign for sign in signs if sign.urgency is not Urgency.CLINIC)


def alarm_for(person: Person, meant: Understanding) -> Alarm | None:
    """The alarm that was raised by what somebody typed into the box, or None where nothing must not wait."""
    signs = urgent(meant.signs)
    if any(sign.is_private for sign in signs):
        return None  # nothing of it is kept where others at home may read it
    return raise_alarm(person, signs, words=meant.text.strip(), source=Alarm.BOX) if signs else None


def heard_in(*texts: str) -> tuple[Understanding, ...]:
    """What each text means that is not empty, as a name or as a label."""
    return tuple(understand(text, language=language()) for text in texts if text)


def way_to(person: Person, product: Product, *meanings: Understanding) -> str:
    """Where a product's answer is: behind the doctor's way where what was typed of it tells of a sign."""
    answer = reverse("answer", args=[product.key])
    for meant in meanings:
        signs = urgent(meant.signs)
        if signs:
            alarm = raise_alarm(person, signs, words=meant.text.strip(), source=Alarm.NAME)
            return f"{reverse('may-sign', args=[alarm.key])}?product={product.key}"
    return answer


def question_for(person: Person, meant: Understanding) -> Asking | None:
    """What is asked above the answer, where it is unclear whether a sign is told."""
    signs = urgent(meant.ask)
    question = ask_about(person, signs, words=meant.text.strip()) if signs else None
    return asking(question) if question else None


def question_whether_now(person: Person, text: str) -> Asking | None:
    """What is asked about words that may tell of long ago, such as what an allergy did: whether it is so right now."""
    (meant,) = heard_in(text) or (None,)
    signs = urgent((*meant.signs, *meant.ask)) if meant else ()
    if not signs or any(sign.is_private for sign in signs):
        return None
    question = ask_about(person, signs, words=text.strip())
    return asking(question) if question else None


def asked_in(request: HttpRequest, person: Person) -> Asking | None:
    """The question that the address of an answer names and that nobody has answered."""
    try:
        question = question_of(person, uuid.UUID(request.GET.get("asked", "")))
    except ValueError:
        return None
    return asking(question) if question and not question.answered else None

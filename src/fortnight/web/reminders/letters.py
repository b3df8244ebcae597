"""A reminder as a mail, written when it goes: what is open then, in its person's words, with one tap to end it.

The mail program of the person offers that tap as well (RFC 2369, RFC 8058): it sends a form to the address that the
letter names, and no page has to be opened.
"""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation

from fortnight.web.exports.convert import language_of
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing import threads
from fortnight.web.mail.outgoing.writing import LOOP, rendered
from fortnight.web.reminders import queries, words
from fortnight.web.reminders.contents import ReminderContent, content_of
from fortnight.web.reminders.models import ReminderSlot, ReminderWish


def reminder_mail(letter: Letter) -> EmailMultiAlternatives | None:
    """The mail of a reminder; None where nothing is open any more, it comes too late, or its person has ended them."""
    if letter.person_id is None:
        return None
    person = queries.person_with(letter.person_id)
    wish, to = queries.chosen(person), queries.mail_address(person)
    about, now = letter.about, timezone.now()
    if wish is None or not wish.email or not to or now > dt.datetime.fromisoformat(about["until"]):
        return None
    slot = ReminderSlot(about["slot"])
    with translation.override(language_of(person)):
        content = content_of(person, wish, slot, dt.date.fromisoformat(about["date"]))
        return None if content.is_empty else _mail(letter, wish, slot, content, to)


def _mail(
    letter: Letter, wish: ReminderWish, slot: ReminderSlot, content: ReminderContent, to: str
) -> EmailMultiAlternatives:
    clinic, stop = wish.person.clinic.name, f"{settings.ADDRESS}{reverse('reminders-stop', args=[wish.stop_key])}"
    values = {
        "clinic": clinic if wish.named else words.HOUSE,
        "title": words.headline(slot, content, named=wish.named),
        "details": words.details(content) if wish.named else [],
        "sentences": words.sentences_of(content) if wish.named else [],
        "address": f"{settings.ADDRESS}{reverse('today')}",
        "wishes": f"{settings.ADDRESS}{reverse('reminders')}",
        "stop": stop,
    }
    mail = rendered("reminders/reminder", str(values["title"]), values, to, sender=str(values["clinic"]))
    mail.extra_headers |= {
        "Message-ID": threads.id_of(letter),
        "Auto-Submitted": "auto-generated",
        LOOP: letter.kind,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return mail

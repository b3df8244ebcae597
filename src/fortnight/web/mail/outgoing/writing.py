"""A letter as it is sent: text and HTML, in the language of its person, as detailed as they want it.

Without their wish nothing of skin, product or day is in it, only that somebody has answered and where to read it.
With it the strip of their fortnight heads the letter and the answers follow. Nothing in a letter is fetched from
anywhere, so nobody is told that it was opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from typing import Any

from babel.lists import format_list
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_noop

from fortnight.course.days import rules_day
from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY
from fortnight.web.accounts.convert import current_treatment
from fortnight.web.accounts.entrance import day_for, today_for
from fortnight.web.accounts.models import Clinic, Person
from fortnight.web.accounts.queries import clinic as house
from fortnight.web.answers.along import MessageCard
from fortnight.web.chat import cards
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing import signing, threads
from fortnight.web.mail.outgoing.urgency import urgent_for
from fortnight.web.mail.queries import wish_of
from fortnight.web.words.dates import said_moment
from fortnight.web.words.strip import spoken

LOOP = "X-Fortnight-Loop"
SIGNS = frozenset({"signs", "signs now"})
AUTOMATIC = frozenset({*SIGNS, "seen", "winmail", "large", "stranger"})
_SUBJECTS = {"signs": gettext_noop("Read this first"), "seen": gettext_noop("Your message has been read")}
_ANY_SUBJECT = gettext_noop("About your email")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAnswer:
    """One answer in a letter."""

    who: str
    at: str
    body: str
    card: MessageCard | None
    strip_says: str
    photos: int


def answer_mail(letter: Letter, messages: Sequence[Message], *, to: str) -> EmailMultiAlternatives:
    """The mail that tells somebody what was answered."""
    conversation = messages[0].conversation
    person = conversation.person
    with translation.override(person.language or settings.LANGUAGE_CODE):
        details = wish_of(person).details
        names = dict.fromkeys(_name(message, person.clinic) for message in messages)
        values = {
            "clinic": person.clinic.name,
            "names": format_list(list(names), locale=translation.get_language() or "en"),
            "number": len(messages),
            "said": [_answer_of(message, person) for message in messages] if details else [],
            "day": _day(person) if details else 0,
            "stages": _stages() if details else [],
            "last_day": LAST_DAY,
            "address": f"{settings.ADDRESS}{reverse('advisor')}",
            "wishes": f"{settings.ADDRESS}{reverse('mail-wishes')}",
            "may_reply": bool(signing.reply_address(conversation)),
        }
        subject = gettext("Your skin advisor has answered")
        mail = rendered("mail/answer", subject, values, to, sender=f"{values['names']}, {person.clinic.name}")
    _thread(mail, letter, conversation)
    return mail


def note_mail(letter: Letter) -> EmailMultiAlternatives:
    """An automatic note: said to be one, so that no machine answers it."""
    conversation = letter.conversation
    person = conversation.person if conversation else None
    clinic = person.clinic if person else house()
    country = (person.country if person else "") or clinic.country
    with translation.override((person.language if person else "") or settings.LANGUAGE_CODE):
        values = {
            "clinic": clinic.name,
            "kind": "signs" if letter.kind in SIGNS else letter.kind,
            "urgent": urgent_for(letter, country, timezone.now()),
            "signs": f"{settings.ADDRESS}{reverse('signs')}",
            "address": f"{settings.ADDRESS}{reverse('advisor')}",
        }
        subject = gettext(_SUBJECTS.get(str(values["kind"]), _ANY_SUBJECT))
        mail = rendered("mail/note", subject, values, letter.to, sender=clinic.name)
    mail.extra_headers |= {"Auto-Submitted": "auto-replied", LOOP: letter.kind, "Precedence": "auto_reply"}
    if conversation:
        _thread(mail, letter, conversation)
    else:
        mail.extra_headers["Message-ID"] = threads.id_of(letter)
    if letter.answers:
        mail.extra_headers["In-Reply-To"] = letter.answers
    return mail


def rendered(template: str, subject: str, values: dict[str, Any], to: str, *, sender: str) -> EmailMultiAlternatives:
    """A mail made of the two templates of a name, from the clinic's address under the name of `sender`."""
    text = render_to_string(f"{template}.txt", values)
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail = EmailMultiAlternatives(subject, text, formataddr((sender, address)), [to], headers={})
    mail.attach_alternative(render_to_string(f"{template}.html", values), "text/html")
    return mail


def _thread(mail: EmailMultiAlternatives, letter: Letter, conversation: Conversation) -> None:
    """Thread a mail into its conversation, and say where a reply goes."""
    mail_ids = threads.references(conversation)
    mail.extra_headers |= {
        "Message-ID": threads.id_of(letter),
        "In-Reply-To": mail_ids[-1],
        "References": " ".join(mail_ids),
    }
    reply = signing.reply_address(conversation)
    mail.reply_to = [reply] if reply else []


def _name(message: Message, clinic: Clinic) -> str:
    return message.by.name if message.by and message.by.name else clinic.name


def _answer_of(message: Message, person: Person) -> LetterAnswer:
    card = cards.shown(person, message.card) if message.card else None
    return LetterAnswer(
        who=_name(message, person.clinic),
        at=said_moment(message.at, person.zone),
        body=message.body,
        card=card,
        strip_says=spoken(card.marks, doing=card.doing) if card and card.marks else "",
        photos=message.files.count(),
    )


def _day(person: Person) -> int:
    """The day of the fortnight (base 1) that heads a letter, or 0 outside of it."""
    if person.current is None:
        return 0
    day = rules_day(current_treatment(person), day_for(person, today_for(person)))
    return day if 1 <= day <= LAST_DAY else 0


def _stages() -> list[str]:
    """The stage of each of the fourteen days, by its id; the later one where a day belongs to two."""
    stages = published_guide().stages
    return [
        [stage.id for stage in stages if stage.days.first <= day <= stage.days.last][-1]
        for day in range(1, LAST_DAY + 1)
    ]

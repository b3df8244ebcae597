"""What was written before in a conversation, for the reader of a mail: what we sent, in letters and on the page.

A letter is not kept, since it can be made again from its row: so a reply is held against the letter as it left.
"""

from collections.abc import Iterable, Iterator

from django.core.mail import EmailMultiAlternatives

from fortnight.web.accounts.queries import clinic
from fortnight.web.chat.models import Conversation, Message, Revision
from fortnight.web.mail.incoming.matching import our_addresses
from fortnight.web.mail.letters.html import text_of
from fortnight.web.mail.letters.sent import Sent
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing.account import account_mail
from fortnight.web.mail.outgoing.writing import answer_mail, note_mail

_MESSAGES = 200
_LETTERS = 20
_UNTRIED = (Letter.WAITING, Letter.NOT_NEEDED)


def sent_before(conversation: Conversation | None, *, to: str = "") -> Sent:
    """What was written before in a conversation, and in automatic notes to an address."""
    addresses = frozenset(our_addresses())
    letters = Letter.objects.exclude(state__in=_UNTRIED)
    if conversation is None:
        notes = letters.filter(conversation=None, to=to.lower()).order_by("-pk")[:_LETTERS] if to else ()
        return Sent(ours=tuple(_letters(notes)), addresses=addresses, names=frozenset({clinic().name}))
    messages = list(conversation.messages.order_by("-number").select_related("by")[:_MESSAGES])
    ours = [message for message in messages if _is_ours(message)]
    revised = Revision.objects.filter(message__in=ours).values_list("body", flat=True)
    left = letters.filter(conversation=conversation).order_by("-pk")[:_LETTERS]
    return Sent(
        ours=(*(our.body for our in ours), *revised, *_letters(left)),
        theirs=tuple(message.body for message in messages if message.author == Message.PERSON),
        addresses=addresses,
        names=frozenset(
            {conversation.person.clinic.name, *(answer.by.name for answer in ours if answer.by and answer.by.name)}
        ),
    )


def _is_ours(message: Message) -> bool:
    """Whether we wrote a message; what came as a mail of the person's own machine we did not."""
    return message.author != Message.PERSON and not (message.author == Message.HOUSE and message.way == Message.EMAIL)


def _letters(letters: Iterable[Letter]) -> Iterator[str]:
    """Each letter as it left: its text, and its HTML as it is read."""
    for letter in letters:
        mail = _mail(letter)
        if mail:
            yield str(mail.body)
            yield from (text_of(str(alternative[0])) for alternative in mail.alternatives)


def _mail(letter: Letter) -> EmailMultiAlternatives | None:
    if letter.kind == Letter.ACCOUNT:
        return account_mail(letter)
    if letter.kind != Letter.ANSWER:
        return note_mail(letter)
    if letter.conversation is None:
        return None
    messages = Message.objects.filter(conversation=letter.conversation, author=Message.ADVISOR, withdrawn=None)
    answers = list(
        messages.filter(number__gt=letter.after, number__lte=letter.upto).select_related("by").order_by("number")
    )
    return answer_mail(letter, answers, to=letter.to or "nobody@localhost") if answers else None

"""What became of the letter that told of a message, in words: sent, not yet, returned, refused, unwanted.

Whether a mail was opened, or a link in it followed, is not looked for: a mail that tells is a mail that watches.
"""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext

from fortnight.web.chat.hooks import LetterState
from fortnight.web.chat.models import Conversation
from fortnight.web.mail.models import Letter
from fortnight.web.mail.outgoing.schedule import TOGETHER
from fortnight.web.mail.queries import letters_about
from fortnight.web.words.dates import said_moment

# What leaves within minutes is not announced: the words would be gone before they are read.
_SOON = TOGETHER + dt.timedelta(minutes=1)


def letter_states(conversation: Conversation, numbers: Sequence[int]) -> dict[int, LetterState]:
    """What became of the last letter about each of these messages, for those that have one."""
    if not numbers:
        return {}
    states: dict[int, LetterState] = {}
    for letter in letters_about(conversation, min(numbers), max(numbers)):
        state = _state(letter, conversation)
        states |= {number: state for number in numbers if state and letter.after < number <= letter.upto}
    return states


def _state(letter: Letter, conversation: Conversation) -> LetterState | None:
    match letter.state:
        case Letter.SENT:
            return LetterState(says=gettext("sent by email"))
        case Letter.RETURNED | Letter.FAILED:
            says = gettext("could not be delivered by email: %(why)s") % {"why": letter.trouble}
            return LetterState(says=says, wrong=True)
        case Letter.WAITING if letter.trouble:
            return LetterState(says=gettext("trying the email again: %(why)s") % {"why": letter.trouble})
        case Letter.WAITING if letter.next - letter.created > _SOON:
            values = {"moment": said_moment(letter.next, conversation.person.zone)}
            return LetterState(says=gettext("will be emailed at %(moment)s unless it is read here first") % values)
        case Letter.COMPLAINED:
            return LetterState(says=gettext("the email was marked as spam, so no more are sent"), wrong=True)
        case _:
            return None

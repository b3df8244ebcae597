"""What became of the letter that told of a message, in words: sent, not yet, returned, refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from fortnight.web.chat.models import Conversation
from fortnight.web.mail.models import Letter
from fortnight.web.mail.queries import letters_about


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterState:
    """The state in words; `wrong` where the letter did not arrive."""

    says: str
    wrong: bool = False


def letter_states(conversation: Conversation, numbers: Sequence[int]) -> dict[int, LetterState]:
    """For each of these messages that a letter tells of, what became of the last such letter."""
    if not numbers:
        return {}
    found: dict[int, LetterState] = {}
    for letter in letters_about(conversation, min(numbers), max(numbers)):
        state = _state(letter)
        found |= {number: state for number in numbers if state and letter.after < number <= letter.upto}
    return found


def _state(letter: Letter) -> LetterState | None:
    match letter.state:
        case Letter.SENT:
            return LetterState(says=gettext("sent by e-mail"))
        case Letter.RETURNED | Letter.FAILED:
            says = gettext("could not be delivered by e-mail: %(why)s") % {"why": letter.trouble}
            return LetterState(says=says, wrong=True)
        case Letter.WAITING if letter.trouble:
            return LetterState(says=gettext("e-mail is being tried again: %(why)s") % {"why": letter.trouble})
        case _:
            return None

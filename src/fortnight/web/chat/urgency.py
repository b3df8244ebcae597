"""What the words of a message tell of a sign, and what that makes of its conversation.

Every message of a person is listened to when it is stored, whichever way it came. It is stored whatever is heard. A
sign that must not wait raises an alarm that belongs to the message; where it is unclear, one question is asked under
it. The conversation bears the most urgent alarm that nobody has acknowledged.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from fortnight.healing.hearing import Heard, hear
from fortnight.healing.model import Sign, Urgency
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.healing.actions import ask_about, raise_alarm
from fortnight.web.healing.models import Alarm, Question
from fortnight.web.healing.queries import known_signs

log = logging.getLogger("fortnight.urgency")
BETWEEN = " … "


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """What a message tells: signs that must not wait, the words that tell them, signs to be asked about."""

    signs: tuple[Sign, ...] = ()
    words: str = ""
    ask: tuple[Sign, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The ids of its signs."""
        return [sign.id for sign in self.signs]

    @property
    def urgency(self) -> Urgency | None:
        """How long the most urgent of its signs may wait, or nothing where none is told."""
        return min((sign.urgency for sign in self.signs), key=tuple(Urgency).index, default=None)


def listen(body: str, ids: Sequence[str] | None = None, words: str = "", more: Sequence[str] = ()) -> Listened:
    """The signs in a message. `ids`: the signs that the caller has heard in more than its body; then only these count.

    `words` are the words that tell of them where these are not in the body; `more` are signs beside those of the body.
    """
    heard = _heard(body)
    if ids is None:
        heard_ids = {sign.id for sign in heard.signs if sign.urgency is not Urgency.CLINIC}
        urgent = known_signs(heard_ids | set(more))
        asks = tuple(sign for sign in heard.ask if sign.urgency is not Urgency.CLINIC)
        return Listened(signs=urgent, words=words_of(heard), ask=asks)
    signs = known_signs(ids)
    return Listened(signs=signs, words=words or (words_of(heard) if set(signs) & set(heard.signs) else ""))


def _heard(body: str) -> Heard:
    """What the recogniser hears; a fault of its own is logged, and no message is lost for it."""
    try:
        return hear(body)
    except Exception:  # whatever is wrong with the recogniser or its data, the words have to reach somebody
        log.exception("a message could not be listened to")
        return Heard()


def words_of(heard: Heard) -> str:
    """The words that tell of the signs, in their order; empty where it is only likely."""
    return BETWEEN.join(dict.fromkeys(because.words for because in heard.because))


def note_signs(row: Conversation, message: Message, listened: Listened) -> None:
    """Raise the alarm of a message that is being stored, or ask under it. The caller stores the conversation."""
    if listened.signs:
        raise_alarm(row.person, listened.signs, words=listened.words, source=Alarm.MESSAGE, message_id=message.pk)
        mark(row)
    elif listened.ask and message.way == Message.WEB and not Question.objects.filter(message=message).exists():
        ask_about(row.person, listened.ask, words=message.body, message_id=message.pk)


def mark(row: Conversation) -> None:
    """Let a conversation bear the most urgent alarm that nobody has acknowledged, and since when it waits."""
    waiting = Alarm.objects.filter(message__conversation=row, acknowledged=None).order_by("level", "at").first()
    row.level, row.red = (waiting.level, waiting.at) if waiting else (None, None)


def hurries(row: Conversation) -> bool:
    """Whether a sign stands or waits in a conversation, so that nothing about it waits for a better hour."""
    return row.red is not None or Alarm.objects.filter(person=row.person_id, ended=None).exists()

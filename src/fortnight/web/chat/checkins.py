"""A check-in that tells of a sign that must not wait goes to the clinic by itself, as the message that rings."""

import uuid
from collections.abc import Sequence

from fortnight.healing.model import Sign
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.duty import advisors
from fortnight.web.chat.models import Message
from fortnight.web.checkins.models import SkinCheckIn
from fortnight.web.healing.models import Alarm


def tell_clinic(row: SkinCheckIn, signs: Sequence[Sign], words: str) -> bool:
    """Send a check-in with what it tells of as its person's message, once for the same words; whether it was sent.

    Nothing is sent where nobody answers, so that no page says that somebody was told.
    """
    if not advisors():
        return False
    ids = [sign.id for sign in signs]
    message, new = send(
        conversation_with(row.person),
        author=Message.PERSON,
        uid=uuid.uuid5(row.pk, f"{' '.join(sorted(ids))} {words}"),
        body="",
        card={"kind": "checkin", "key": str(row.pk)},
        signs=ids,
        words=words,
    )
    if new:
        message.alarms.update(source=Alarm.CHECKIN)
    return True

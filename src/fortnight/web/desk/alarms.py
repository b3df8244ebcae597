"""What rings at the desk: each message that tells of a sign, with its words, who has opened it, what its person says.

An advisor acknowledges one by name, with a reason that the person reads; acknowledging one does not acknowledge
another. One that stands for the person can be closed by a lead, again with a reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from fortnight.healing.model import Sign, Urgency
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.urgency import BETWEEN
from fortnight.web.healing.calls import step_words
from fortnight.web.healing.models import Alarm
from fortnight.web.healing.queries import known_signs, of_conversation
from fortnight.web.healing.shown import outcomes
from fortnight.web.words.dates import said_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAlarm:
    """An alarm at the desk. `words` are those that tell it, each apart; none where the whole message does."""

    key: str
    number: int
    urgency: Urgency
    step: str
    signs: tuple[Sign, ...]
    words: tuple[str, ...]
    asked: bool
    at: str
    opened: str
    outcome: str
    acknowledged: str
    waits: bool
    stands: bool


def shown_alarms(conversation: Conversation) -> list[ShownAlarm]:
    """The alarms of a conversation that wait or still stand, those that wait first."""
    zone = conversation.person.clinic.zone
    return [
        _shown(alarm, zone)
        for alarm in of_conversation(conversation.pk)
        if alarm.acknowledged is None or alarm.ended is None
    ]


def _shown(alarm: Alarm, zone: str) -> ShownAlarm:
    return ShownAlarm(
        key=str(alarm.key),
        number=alarm.message.number if alarm.message else 0,
        urgency=alarm.urgency,
        step=step_words(alarm.urgency),
        signs=known_signs(alarm.signs),
        words=tuple(filter(None, alarm.words.split(BETWEEN))) if alarm.source == Alarm.MESSAGE else (),
        asked=alarm.source == Alarm.ASKED,
        at=said_moment(alarm.at, zone),
        opened=_opened(alarm, zone),
        outcome=outcomes(alarm.urgency).get(alarm.outcome, ""),
        acknowledged=_acknowledged(alarm, zone),
        waits=alarm.acknowledged is None,
        stands=alarm.ended is None,
    )


def _opened(alarm: Alarm, zone: str) -> str:
    if alarm.opened is None:
        return ""
    name = (alarm.opened_by.name or alarm.opened_by.email) if alarm.opened_by else gettext("A former colleague")
    return gettext("opened by %(name)s, %(moment)s") % {"name": name, "moment": said_moment(alarm.opened, zone)}


def _acknowledged(alarm: Alarm, zone: str) -> str:
    if alarm.acknowledged is None:
        return ""
    by = alarm.acknowledged_by
    values = {
        "name": (by.name or by.email) if by else gettext("A former colleague"),
        "moment": said_moment(alarm.acknowledged, zone),
        "reason": alarm.reason,
    }
    return gettext("%(name)s, %(moment)s: %(reason)s") % values


def reasons() -> Sequence[str]:
    """What is often said to a client when a message is acknowledged, to choose from and to change."""
    return (
        gettext("We are calling you now."),
        gettext("See a doctor today. We have written to tell you how."),
        gettext("Call the emergency number now. We have written to you."),
        gettext("We have read it. What you describe is usual on this day. We have written to tell you why."),
    )

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


def shown_alarms(found: Conversation) -> list[ShownAlarm]:
    """The alarms of a conversation that wait or stand, those that wait first."""
    zone = found.person.clinic.zone
    return [_shown(one, zone) for one in of_conversation(found.pk) if one.acknowledged is None or one.ended is None]


def _shown(one: Alarm, zone: str) -> ShownAlarm:
    return ShownAlarm(
        key=str(one.key),
        number=one.message.number if one.message else 0,
        urgency=one.urgency,
        step=step_words(one.urgency),
        signs=known_signs(one.signs),
        words=tuple(filter(None, one.words.split(BETWEEN))) if one.source == Alarm.MESSAGE else (),
        asked=one.source == Alarm.ASKED,
        at=said_moment(one.at, zone),
        opened=_opened(one, zone),
        outcome=outcomes(one.urgency).get(one.outcome, ""),
        acknowledged=_acknowledged(one, zone),
        waits=one.acknowledged is None,
        stands=one.ended is None,
    )


def _opened(one: Alarm, zone: str) -> str:
    if one.opened is None:
        return ""
    name = (one.opened_by.name or one.opened_by.email) if one.opened_by else gettext("A former colleague")
    return gettext("opened by %(name)s, %(moment)s") % {"name": name, "moment": said_moment(one.opened, zone)}


def _acknowledged(one: Alarm, zone: str) -> str:
    if one.acknowledged is None:
        return ""
    by = one.acknowledged_by
    values = {
        "name": (by.name or by.email) if by else gettext("A former colleague"),
        "moment": said_moment(one.acknowledged, zone),
        "reason": one.reason,
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

"""That somebody is writing, or looks at a conversation just now: told to whom it may interest, and kept nowhere.

A hint lives for ten seconds on the page that hears it. It goes from process to process like news, but through no table
and no cache; one that comes too soon after the last is dropped. Where hints are switched off everything else works as
before. The person hears of the desk only that somebody writes to them: who looks, and who notes something for
colleagues, is told behind the conversation.
"""

import json
import threading
import time
from enum import StrEnum

from django.conf import settings

from fortnight.web.accounts.models import User
from fortnight.web.chat.models import Conversation
from fortnight.web.chat.news import behind, hint

_APART_SECONDS = 1.0
_REMEMBERED = 2_000
_last: dict[tuple[str, str, str], float] = {}
_guard = threading.Lock()


class Does(StrEnum):
    """What somebody is doing. `noting`: writing a note, which only colleagues hear of."""

    WRITING = "writing"
    LOOKING = "looking"
    NOTING = "noting"


def from_person(conversation: Conversation) -> None:
    """The person is writing: the desk hears it."""
    if settings.HINTS and _in_time(str(conversation.key), "person", Does.WRITING):
        hint(behind(conversation.key), _payload("person", "", Does.WRITING))


def from_desk(conversation: Conversation, *, user: User, does: Does) -> None:
    """One of the staff does something with a conversation: colleagues hear it, and the person what is for them."""
    if not settings.HINTS or not _in_time(str(conversation.key), str(user.pk), does):
        return
    name = user.name or user.email.partition("@")[0]
    hint(behind(conversation.key), _payload(str(user.pk), name, does))
    if does is Does.WRITING:
        hint(str(conversation.key), _payload("desk", user.name or conversation.person.clinic.name, does))


def _payload(who: str, name: str, does: Does) -> str:
    return json.dumps({"from": who, "name": name, "does": does.value}, ensure_ascii=False)


def _in_time(topic: str, who: str, does: Does) -> bool:
    """Whether it is long enough since the same was said last."""
    now, key = time.monotonic(), (topic, who, does.value)
    with _guard:
        if now - _last.get(key, -_APART_SECONDS) < _APART_SECONDS:
            return False
        if len(_last) >= _REMEMBERED:
            _last.clear()
        _last[key] = now
    return True

"""What holds a conversation together in people's mail programs: the Message-IDs of every mail in it, both ways.

Each letter names the first id of its conversation, which no mail bears, and the last few; so a program that has only
one of them, or a server that writes others in its place, still finds the thread.
"""

import uuid
from collections.abc import Iterable

from django.conf import settings

from fortnight.web.chat.models import Conversation
from fortnight.web.mail.models import Letter, ThreadId

_LONGEST = 255
_NAMED = 5


def root_of(conversation: Conversation) -> str:
    """The id that a whole conversation hangs from."""
    return f"<conversation.{conversation.key}@{settings.HOST}>"


def id_of(letter: Letter) -> str:
    """The Message-ID of a letter: always the same one."""
    return f"<{letter.key}@{settings.HOST}>"


def remember(conversation: Conversation, message_id: str, *, ours: bool) -> None:
    """Keep that a Message-ID belongs to a conversation; one that is known stays where it is."""
    if 0 < len(message_id) <= _LONGEST:
        ThreadId.objects.get_or_create(message_id=message_id, defaults={"conversation": conversation, "ours": ours})


def references(conversation: Conversation) -> list[str]:
    """What a new letter refers to, the oldest first: the root, then the last mails of either side."""
    thread_ids = ThreadId.objects.filter(conversation=conversation).order_by("-at", "-pk")
    return [root_of(conversation), *[*thread_ids.values_list("message_id", flat=True)[:_NAMED]][::-1]]


def conversation_of_ids(message_ids: Iterable[str]) -> Conversation | None:
    """The conversation of the first known id among these, or None."""
    ids = [message_id.strip() for message_id in message_ids if message_id.strip()]
    by_thread_id = {
        thread_id.message_id: thread_id.conversation for thread_id in ThreadId.objects.filter(message_id__in=ids)
    }
    roots = {
        root_of(conversation): conversation for conversation in Conversation.objects.filter(key__in=_root_keys(ids))
    }
    return next(
        (conversation for message_id in ids if (conversation := by_thread_id.get(message_id) or roots.get(message_id))),
        None,
    )


def _root_keys(ids: Iterable[str]) -> list[str]:
    begins, ends = "<conversation.", f"@{settings.HOST}>"
    keys = (
        message_id.removeprefix(begins).removesuffix(ends)
        for message_id in ids
        if message_id.startswith(begins) and message_id.endswith(ends)
    )
    return [key for key in keys if is_key(key)]


def is_key(text: str) -> bool:
    """Whether a text is the key of a row as we write it."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False

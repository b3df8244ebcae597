"""Who tells does not know who listens: a message is stored with what listens to it, or not at all."""

import uuid

import pytest
from django.test import Client

from fortnight.web.accounts.models import Person
from fortnight.web.chat import actions
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.ground.hooks import Hook

Visitor = tuple[Person, Client]


def send(person: Person) -> Message:
    """A message of a person."""
    conversation = actions.conversation_with(person)
    return actions.send(conversation, author=Message.PERSON, uid=uuid.uuid4(), body="May I swim?")[0]


def test_a_message_is_not_stored_where_a_listener_fails(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_conversation: Conversation, _message: Message) -> None:
        raise OSError("no room")

    hook: Hook[[Conversation, Message], object] = Hook()
    hook.join(fails)
    monkeypatch.setattr(actions, "message_stored", hook)
    with pytest.raises(OSError, match="no room"):
        send(visitor[0])
    assert not Message.objects.exists()


def test_a_message_is_stored_where_nobody_listens(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "message_stored", Hook())
    message = send(visitor[0])
    assert Message.objects.get() == message
    assert Conversation.objects.get().asked == message.at


def test_a_listener_hears_of_a_message_while_the_conversation_has_what_waited(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = list[object]()
    question = send(visitor[0])
    hook: Hook[[Conversation, Message], object] = Hook()
    hook.join(lambda conversation, _message: waited.append(conversation.asked))
    monkeypatch.setattr(actions, "message_stored", hook)
    conversation = Conversation.objects.get()
    actions.send(conversation, author=Message.ADVISOR, uid=uuid.uuid4(), body="From day 7.")
    assert waited == [question.at]

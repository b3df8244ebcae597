"""The desk in the tests: advisors with a second factor and their browsers, a client who writes, an answer."""

import uuid

from allauth.mfa.models import Authenticator
from django.test import Client

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.models import Conversation, Message
from tests.web.staff import signed_in

JSON = {"Accept": "application/json"}
QUESTION = "May I use my retinol on day 7?"


def advisor_called(name: str) -> tuple[User, Client]:
    """Somebody of the staff, and their browser."""
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name, is_staff=True, role="lead")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user, signed_in(user)


def write(person: Person, body: str = QUESTION, *, signs: tuple[str, ...] = ()) -> Conversation:
    """The person writes; their conversation as it is then."""
    send(conversation_with(person), author=Message.PERSON, uid=uuid.uuid4(), body=body, signs=signs)
    return Conversation.objects.get(person=person)


def write_many(person: Person, numbers: range) -> Conversation:
    """The person writes `message 2`, `message 3` and so on; their conversation as it is then.

    The last is sent, those before it are only rows: to hear each of some hundred takes seconds.
    """
    row, before = conversation_with(person), numbers[:-1]
    assert row.last + 1 == numbers.start
    Message.objects.bulk_create(
        Message(conversation=row, number=number, uid=uuid.uuid4(), author=Message.PERSON, body=f"message {number}")
        for number in before
    )
    Conversation.objects.filter(pk=row.pk).update(last=before[-1])
    return write(person, f"message {numbers[-1]}")


def answer(person: Person, user: User, body: str = "Yes.") -> Conversation:
    """An advisor answers; the conversation as it is then."""
    send(conversation_with(person), author=Message.ADVISOR, by=user, uid=uuid.uuid4(), body=body)
    return Conversation.objects.get(person=person)


def done(person: Person) -> list[tuple[str, str]]:
    """What the audit of a person says that the staff did, in order."""
    return list(person.audit.exclude(by="person").order_by("id").values_list("action", "about"))

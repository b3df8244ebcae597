"""What goes wrong in the best neighbouring systems has a test that names it: some of them, and the list of all."""

import ast
import asyncio
import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.hub import Hub, Listener, hub
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.mail.incoming.inbox import store, work_due
from fortnight.web.mail.models import Letter, Received
from fortnight.web.mail.outgoing import signing, threads
from fortnight.web.mail.outgoing.outbox import send_due
from tests.repo.listing import below, tree_of
from tests.web.mails import mail
from tests.web.test_advisor import advisor

Visitor = tuple[Person, Client]
__all__ = ["advisor"]
NAME = re.compile(r"(?<![\w/-])([a-z][\w-]*)#([\w-]+)")
JSON = {"Accept": "application/json"}
# Failures of neighbouring systems, and what is said of the best of them. What each is stands where it is tested.
NAMED = {
    "amazon-connect-chatjs": "254",
    "channels_redis": "181",
    "chattermate": "304",
    "chatwoot": "995 3868 3916 3919 4335 5182 6411 6446 6604 6889 9078 9140 9234 9464 10010 10028 10429 10750 10791"
    " 11901 12054 13502 14009 14683 14934 14993 15743",
    "django-channels": "channel_layer_spec",
    "django-helpdesk": "9 466 531 719 841 958 1104",
    "fazer-ai": "153",
    "jane": "message-log messaging-faq older-faq",
    "rocketchat": "36023 36076",
    "whazing": "397",
    "zulip": "16763 18072 35882",
    "zulip-mobile": "3120 3259",
}
# Wishes that are not met. chatwoot#9484: an answer that is sent at a later hour would be written in ignorance of what
# is said until then, which is what chatwoot#14934 is about.
LEFT = {("chatwoot", "9484")}


def test_what_fails_after_the_message_is_stored_makes_no_error_and_no_second_one(
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    """chatwoot#6446: an error was answered although the row was saved, and the same was sent again."""

    def broken(topic: str, number: int) -> None:
        raise RuntimeError(f"nobody is told of {topic} {number}")

    monkeypatch.setattr(hub, "tell", broken)
    uid = str(uuid.uuid4())
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            answer = visitor[1].post("/advisor/", {"body": "Is it stored?", "uid": uid}, headers=JSON)
        assert answer.status_code in (200, 201)
        assert answer.json() == {"number": 1}
    assert Message.objects.count() == 1


def test_who_was_deleted_does_not_come_back_by_answering_an_old_letter(
    visitor_on: Callable[..., Visitor], advisor: User
) -> None:
    """chatwoot#12054: deleted threads came back. What lies on the server is tested where mail is fetched."""
    person, _ = visitor_on(3, user=User.objects.create_user("iris@example.org"))
    send(conversation_with(person), author=Message.ADVISOR, by=advisor, uid=uuid.uuid4(), body="From day 7.")
    send_due(timezone.now() + dt.timedelta(minutes=4))
    letter = Letter.objects.get()
    assert letter.conversation
    reply = mail("gmail", answers=threads.id_of(letter), reply=signing.reply_address(letter.conversation))
    user = User.objects.get(email="iris@example.org")
    person.delete()
    user.delete()
    row, _ = store(reply, way="lmtp", sender="iris@example.org", to=(), whole=True)
    work_due()
    assert Received.objects.get(pk=row.pk).state == Received.WAITING
    assert not Message.objects.exists()
    assert not Conversation.objects.exists()


def test_a_listener_that_does_not_read_loses_no_news_and_holds_up_nobody() -> None:
    """Here what is told is only how far to look, so the newest is enough.

    channels_redis#181: sockets that nobody read filled up, and messages vanished. django-channels#channel_layer_spec:
    what is told arrives at most once.
    """

    async def told() -> tuple[int, int]:
        own = Hub()
        own.attach(asyncio.get_running_loop())
        with own.listening("one") as asleep, own.listening("one") as awake:
            for number in range(1, 1001):
                own.tell("one", number)
            await asyncio.sleep(0)
            assert await awake.wait(1)
            return asleep.number, awake.number

    assert asyncio.run(told()) == (1000, 1000)
    assert not Listener().take()[0]


def test_every_failure_is_named_by_a_test_and_no_test_names_another() -> None:
    listed = {(project, number) for project, all_of_it in NAMED.items() for number in all_of_it.split()}
    named = {name for text in docstrings() for name in NAME.findall(text)}
    assert sorted(listed - named) == [], "no test names these"
    assert sorted(named - listed - LEFT) == [], "the list does not hold these"


def test_a_failure_is_named_in_a_docstring_and_in_one_way() -> None:
    """Its project and its number with a # between, so that one search finds every test of it."""
    projects = "|".join(re.escape(project).replace("_", "[ _]").replace("-", "[ _-]") for project in NAMED)
    loose = re.compile(rf"\b(?:{projects})(?:[ _]+(?:pr|issue))?[ _#]*\d+", re.IGNORECASE)
    text = " ".join((*docstrings(), *(test.name.removeprefix("test_") for test in every_test())))
    assert loose.findall(NAME.sub("", text)) == []


def every_test() -> Iterator[ast.FunctionDef]:
    """Every test there is."""
    for path in below("tests", suffix=".py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node


def docstrings() -> Iterator[str]:
    """What each test says of itself."""
    return (text for test in every_test() if (text := ast.get_docstring(test)))

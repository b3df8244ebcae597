"""What goes wrong in the best neighbouring systems has a test that names it: the rest of them, and the whole list."""

import asyncio
import datetime as dt
import re
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone

from fortnight.web.accounts.models import Person, User
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.hub import Hub, Listener, hub
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.mail import signing, threads
from fortnight.web.mail.incoming import store, work_due
from fortnight.web.mail.models import Letter, Received
from fortnight.web.mail.outgoing import send_due
from tests.repo.listing import ROOT
from tests.web.mails import mail
from tests.web.test_advisor import advisor

Visitor = tuple[Person, Client]
__all__ = ["advisor"]
JSON = {"Accept": "application/json"}
# What they are is told where they are tested. Wishes for more (a delay of one's own, sending later) are no failures.
NAMED = {
    "chatwoot": (
        995, 3868, 3916, 3919, 4335, 5182, 6411, 6446, 6604, 6889, 9234, 9464, 10010, 10028, 10429, 10750, 10791, 11901,
        12054, 13502, 14009, 14683, 14934, 14993, 15743,
    ),
    "rocketchat": (36023,),
    "amazon connect chatjs": (254,),
    "chattermate": (304,),
    "helpdesk": (9, 466, 531, 719, 841, 958, 1104),
    "zulip": (16763, 18072),
    "fazer": (153,),
    "whazing": (397,),
    "channels redis": (181,),
    "jane": ("messaging faq", "older faq"),
    "django channels": ("at most once",),
}  # fmt: skip


def test_chatwoot_6446_what_fails_after_the_message_is_stored_makes_no_error_and_no_second_one(
    visitor: Visitor,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
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


def test_chatwoot_12054_what_was_deleted_does_not_come_back_by_mail(
    visitor_on: Callable[..., Visitor], advisor: User
) -> None:
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


def test_channels_redis_181_a_listener_that_does_not_read_loses_no_news_and_holds_up_nobody() -> None:
    """Django channels layers are at most once: here what is told is only how far to look, so the newest is enough."""

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


def test_every_named_failure_is_named_by_a_test() -> None:
    folders = ("tests/web", "tests/browser", "tests/faults")
    files = [path for folder in folders for path in (ROOT / folder).glob("test_*.py")]
    said = " ".join(path.read_text("utf-8") for path in files if path.name != "test_named_failures.py")
    own = (ROOT / "tests/web/test_named_failures.py").read_text("utf-8").partition("def test_chatwoot_6446")
    plain = " ".join(re.sub(r"[-_#,:.]", " ", said + own[1] + own[2]).casefold().split())
    lines = "(?: (?:pr|and|messaging|older|agents|saas|layers|are|[0-9]+))*"
    missing = [
        (project, number)
        for project, numbers in NAMED.items()
        for number in numbers
        if not re.search(rf"{project}{lines} {number}\b", plain)
    ]
    assert not missing

"""My data: everything in one file, and everything gone."""

import json
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db.models import Model, QuerySet
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.http import QueryDict
from django.test import Client

from fortnight.web.accounts.actions import appoint, open_link, start_treatment
from fortnight.web.accounts.entrance import COOKIE
from fortnight.web.accounts.models import Link, Person, User
from fortnight.web.chat.actions import conversation_with, send
from fortnight.web.chat.attachments import attach
from fortnight.web.chat.models import Message
from fortnight.web.checkins.models import CalmDay, RungTrial
from fortnight.web.clients.models import Invitation
from fortnight.web.clinic.models import Notice
from fortnight.web.course.actions import add_line
from fortnight.web.course_photos import actions as course_photos
from fortnight.web.course_photos.models import CoursePhoto
from fortnight.web.desk.actions import write_note
from fortnight.web.exports.models import CalendarFeed
from fortnight.web.mail.incoming.inbox import store
from fortnight.web.mail.models import Address, Letter, Received
from fortnight.web.mail.outgoing.threads import remember
from fortnight.web.photos.files import save
from fortnight.web.photos.models import Photo
from fortnight.web.reminders.actions import add_device, choose
from fortnight.web.reminders.models import PushMessage
from fortnight.web.routine.actions import recommend
from fortnight.web.routine.choosing import chosen
from fortnight.web.shelf.actions import add, ask
from fortnight.web.shelf.models import Recall
from tests.unclear import UNCLEAR
from tests.web.conftest import TODAY
from tests.web.doors import closed
from tests.web.faces import face, jpeg

Visitor = tuple[Person, Client]
LABEL = "Aqua, Glycerin, Retinol"


def fill(person: Person, browser: Client) -> str:
    """Something of every sort for a person; the name of the file of their photo."""
    browser.post("/me/about/", {"pregnant": "yes", "allergies": "lanolin", "name": "Iris"})
    browser.post("/tick/", {"day": 3, "time": "morning", "care": "gentle-cleanse", "done": "1"})
    product = ask(person, name="Night serum", label=LABEL)
    Recall.objects.create(product=product, before="x" * 14, after="o" * 14, version="1")
    open_link(person, purpose=Link.FRIEND, days=2, label="Sam")
    browser.post("/advisor/", {"body": "May I swim?"})
    browser.post("/advisor/1/", {"body": "May I swim on day 6?"})
    attach(Message.objects.filter(conversation__person=person)[0], name="a.txt", kind="text/plain", data=b"words")
    browser.post("/advisor/", {"body": "And this?", "card": f"answer:{product.key}"})
    advisor, _ = appoint(email="noor@example.org", name="Noor")
    conversation = conversation_with(person)
    write_note(conversation, by=advisor, uid=uuid.uuid4(), body="Called twice.")
    send(conversation, author=Message.ADVISOR, by=advisor, uid=uuid.uuid4(), body="From day 7.")
    Notice.objects.create(key=f"{conversation.key}", kind="unattended", user=advisor, conversation=conversation)
    browser.post("/me/mail/", {"answers": "1"})
    Address.objects.create(person=person, address=f"{person.pk}@example.org")
    Letter.objects.create(conversation=conversation)
    Invitation.objects.create(person=person)
    remember(conversation, f"<{person.pk}@example.org>", ours=False)
    mail, _ = store(b"From: %d@example.org\n\nFrom elsewhere" % person.pk, way="lmtp")
    Received.objects.filter(pk=mail.pk).update(conversation=conversation)
    store(b"From: %d@example.org\n\nA stranger's once" % person.pk, way="lmtp")
    add(person, name="Cleanser", label="Aqua, Glycerin", kind="cleanser")
    browser.post("/use/keep/")
    recommend(chosen(person, QueryDict()), by=advisor)
    browser.post("/may/", {"said": "I cannot breathe"})
    browser.post("/may/", {"said": UNCLEAR})
    browser.post("/checkin/", {"pain": "2", "used": ["rung-vitamin-c"], "new": ["new-stinging"]})
    assert person.current is not None
    RungTrial.objects.get_or_create(treatment=person.current, rung="rung-vitamin-c", defaults={"day": 3})
    add_line(person.current, words="Ask about parking")
    CalmDay.objects.create(treatment=person.current, day=3)
    CalendarFeed.objects.create(person=person)
    choose(person, email=True)
    device = add_device(person, endpoint=f"https://push.example/{person.pk}", p256dh="key", auth="secret")
    PushMessage.objects.create(to=device)
    Letter.objects.create(person=person, kind=Letter.REMINDER)
    course_photos.choose_term(person, 30)
    course_photos.take(person.current, day=3, side="left", data=jpeg(face()), covered=False)
    file = save(f"photos/{uuid.uuid4()}.jpg", b"picture")
    Photo.objects.create(person=person, product=product, file=file, kept=True, text=LABEL)
    return str(file)


def test_the_file_holds_everything(visitor: Visitor) -> None:
    person, browser = visitor
    file = fill(person, browser)
    answer = browser.get("/me/data/download/")
    assert "attachment" in answer.headers["Content-Disposition"]
    data = json.loads(answer.content)
    assert data["about"]["name"] == "Iris"
    assert data["facts"] == {"pregnant": True, "allergies": ["lanolin"]}
    assert data["treatments"][0]["date"] == "2026-11-21"
    assert data["ticks"]["2026-11-21"][0]["step"] == "gentle-cleanse"
    assert data["products"][0]["label"] == LABEL
    assert data["products"][0]["recalls"][0]["after"] == "o" * 14
    assert data["links"][0]["label"] == "Sam"
    assert data["conversation"][0]["before"][0]["body"] == "May I swim?"
    assert data["routines"]["kept"][0]["steps"][0]["name"] == "Cleanser"
    assert data["routines"]["recommended"][0]["steps"][0]["step"] == "gentle-cleanse"
    assert data["desk"]["notes"][0]["body"] == "Called twice."
    assert data["conversation"][0]["files"][0]["base64"] == "d29yZHM="
    assert data["photos"][0]["picture"] == "cGljdHVyZQ=="
    assert data["course photos"][0]["side"] == "left"
    assert data["course photos"][0]["picture"].startswith("/9j/")
    assert data["received mail"][0]["mail"].endswith("From elsewhere")
    assert data["counted"]["answers"][0]["kept"] is True
    assert data["counted"]["topics"] == [{"day": "2026-11-23", "name": "kind:serum"}]
    assert data["alarms"]["alarms"][0]["words"] == "I cannot breathe"
    assert UNCLEAR in [question["words"] for question in data["alarms"]["questions"]]
    assert "begin" in [line["action"] for line in data["audit"]]
    assert "hash" not in answer.content.decode()
    default_storage.delete(file)


def of_person() -> list[tuple[type[Model], str]]:
    """Every model that leads to a person, over however many others, with the way there."""
    ways: dict[type[Model], str] = {Person: "pk"}
    while True:
        more = {
            model: field.name if field.related_model is Person else f"{field.name}__{ways[field.related_model]}"
            for model in apps.get_models()
            for field in keys_of(model)
            if field.related_model in ways and model not in ways
        }
        if not more:
            return [(model, way) for model, way in ways.items() if model is not Person]
        ways.update(more)


def keys_of(model: type[Model]) -> list[Any]:
    """The fields of a model that lead to another row."""
    return [
        descriptor.field for descriptor in vars(model).values() if isinstance(descriptor, ForwardManyToOneDescriptor)
    ]


def test_deleting_leaves_nothing_anywhere(
    visitor: Visitor,
    stranger: Visitor,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    person, browser = visitor
    file = fill(person, browser)
    others = fill(*stranger)
    of_course = CoursePhoto.objects.get(person=person)
    of_stranger = CoursePhoto.objects.get(person=stranger[0])
    start_treatment(person, date=TODAY, setting="home", needle_mm=None)
    relations = of_person()
    assert {model.__name__ for model, _ in relations} >= {
        "TickEvent",
        "Product",
        "Recall",
        "Link",
        "Photo",
        "AuditLine",
    }
    before = {model: QuerySet(model).filter(**{way: person.pk}).count() for model, way in relations}
    assert all(before.values()), f"fill() leaves out {[model.__name__ for model, some in before.items() if not some]}"
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post("/me/data/delete/", {"word": " Delete "})
    assert answer.status_code == 200
    assert "Everything is deleted" in answer.content.decode()
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.cookies[COOKIE].value == ""
    assert not Person.objects.filter(pk=person.pk).exists()
    for model, way in relations:
        assert not QuerySet(model).filter(**{way: person.pk}).exists(), model
        assert QuerySet(model).filter(**{way: stranger[0].pk}).exists(), model
    assert not Received.objects.filter(sender=f"{person.pk}@example.org").exists()
    for name in (file, of_course.file, of_course.small):
        assert not default_storage.exists(name)
    for name in (others, of_stranger.file, of_stranger.small):
        assert default_storage.exists(name)
    assert browser.get("/me/").headers["Location"] == closed("/me/")
    for name in (others, of_stranger.file, of_stranger.small):
        default_storage.delete(name)


def test_the_account_and_its_sessions_go_as_well(visitor_on: Callable[..., Visitor]) -> None:
    user = User.objects.create_user("iris@example.org")
    _, browser = visitor_on(3, user=user)
    elsewhere = Client()
    elsewhere.force_login(user, backend="fortnight.web.accounts.backend.Backend")
    browser.post("/me/data/delete/", {"word": "delete"})
    assert not User.objects.filter(pk=user.pk).exists()
    assert not any(session.get_decoded().get("_auth_user_id") for session in Session.objects.all())
    assert elsewhere.get("/today/").headers["Location"] == closed("/today/")


def test_one_of_the_staff_keeps_their_way_in(visitor_on: Callable[..., Visitor]) -> None:
    user = User.objects.create_user("nurse@example.org", is_staff=True)
    person, browser = visitor_on(3, user=user)
    browser.post("/me/data/delete/", {"word": "delete"})
    assert User.objects.filter(pk=user.pk).exists()
    assert not Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("word", ["", "yes", "delet"])
def test_without_the_word_nothing_is_deleted(visitor: Visitor, word: str) -> None:
    answer = visitor[1].post("/me/data/delete/", {"word": word})
    assert answer.status_code == 400
    assert "Type the word" in answer.content.decode()
    assert Person.objects.filter(pk=visitor[0].pk).exists()


def test_looking_deletes_nothing(visitor: Visitor) -> None:
    assert visitor[1].get("/me/data/delete/").status_code == 405

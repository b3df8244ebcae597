"""Prepared queries: their SQL is worked out once, and they answer as the query itself would."""

import datetime as dt
import uuid
from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fortnight.web.accounts.models import Device, Person, Treatment
from fortnight.web.chat.models import Conversation, Message
from fortnight.web.ground.prepared import prepared
from tests.web.desk import write

Visitor = tuple[Person, Client]


@prepared
def people_with(key: uuid.UUID, zone: str) -> QuerySet[Person]:
    """The person with a key in a zone, with their treatment."""
    return Person.objects.filter(key=key, zone=zone).select_related("current")


@prepared
def treated_on(date: dt.date, before: dt.datetime) -> QuerySet[Treatment, tuple[int, str]]:
    """The treatments of a date that were noted before a moment."""
    treatments = Treatment.objects.filter(date=date, created__lt=before).order_by("pk")
    return treatments.annotate(whose=F("person__zone")).values_list("pk", "whose")


@prepared
def messages_of(conversation: int) -> QuerySet[Message]:
    """The messages of a conversation with their files."""
    return Message.objects.filter(conversation=conversation).prefetch_related("files")


def test_a_key_and_a_text_find_their_row_and_what_is_joined_to_it(
    visitor: Visitor, stranger: Visitor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for person in (visitor[0], stranger[0]):
        with django_assert_num_queries(1):
            answer = people_with(person.key, person.zone)
            assert [(row, row.current) for row in answer] == [(person, person.current)]
        assert people_with(person.key, "Asia/Tokyo") == []
    assert people_with.first(uuid.uuid4(), "UTC") is None


def test_dates_and_moments_are_handed_over_as_a_field_would(visitor_on: Callable[..., Visitor]) -> None:
    rows = [treatment for treatment in (visitor_on(day)[0].current for day in (3, 3, 4)) if treatment]
    later = max(row.created for row in rows) + dt.timedelta(seconds=1)
    for row in rows:
        plain = Treatment.objects.filter(date=row.date).order_by("pk").values_list("pk", "person__zone")
        assert treated_on(row.date, later) == list(plain)
        assert treated_on(row.date, min(row.created for row in rows)) == []


def test_the_sql_is_worked_out_once(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    @prepared
    def devices_of(person: int) -> QuerySet[Device]:
        return Device.objects.filter(person=person)

    worked_out: list[SQLCompiler] = []
    as_sql = SQLCompiler.as_sql

    def counted(compiler: SQLCompiler, *args: Any, **named: Any) -> Any:
        worked_out.append(compiler)
        return as_sql(compiler, *args, **named)

    monkeypatch.setattr(SQLCompiler, "as_sql", counted)
    assert [devices_of(visitor[0].pk), devices_of(visitor[0].pk)] == [[*visitor[0].devices.all()]] * 2
    # One more is that of the manager, which works it out anew.
    assert len(worked_out) == 2


def test_what_is_fetched_along_comes_along(visitor: Visitor, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    row = write(visitor[0])
    with django_assert_num_queries(2):
        assert [[*message.files.all()] for message in messages_of(row.pk)] == [[]]


@pytest.mark.parametrize("value", [None, [1, 2], 1.5, b"1"])
def test_a_value_that_would_change_the_query_is_refused(db: None, value: Any) -> None:
    with pytest.raises(TypeError, match="a prepared query takes text, numbers"):
        messages_of(value)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_on_its_own_connection(visitor: Visitor) -> None:
    key, zone = visitor[0].key, visitor[0].zone
    answers = [people_with(key, zone)]

    def ask() -> None:
        answers.append(people_with(key, zone))
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert answers == [[visitor[0]]] * 2


def test_a_conversation_that_was_seen_is_read_without_a_write(
    visitor: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = write(visitor[0])
    browser = visitor[1]
    browser.get("/advisor/")
    assert Conversation.objects.get(pk=row.pk).unread == 0
    with django_assert_max_num_queries(10) as queries:
        browser.get("/advisor/")
    asked = " ".join(query["sql"] for query in queries.captured_queries)
    assert not any(word in asked for word in ("INSERT", "UPDATE", "SAVEPOINT", "BEGIN"))

"""What an advisor sees beside a conversation: the client's day, steps, facts, flags, answers, treatments; and notes."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from fortnight.guide.model import LAST_DAY
from fortnight.person.model import Flag
from fortnight.web.accounts.convert import flags_of
from fortnight.web.accounts.models import Person, Treatment, User
from fortnight.web.accounts.numbers import whole_number
from fortnight.web.accounts.queries import courses_of
from fortnight.web.chat.models import Conversation
from fortnight.web.checkins.beside import SkinBeside, skin_beside
from fortnight.web.checkins.queries import evenings_of
from fortnight.web.course_photos.queries import shared_photos
from fortnight.web.desk.course import Course, course_of
from fortnight.web.desk.models import Note, Snippet
from fortnight.web.desk.reasons import reason_words
from fortnight.web.ground.prepared import prepared
from fortnight.web.journal.queries import DayPage, day_page
from fortnight.web.me.about import AREAS, PURPOSES, QUESTIONS, Words
from fortnight.web.shelf.actions import fresh_rows
from fortnight.web.shelf.hooks import cautions_of, stopped_of
from fortnight.web.shelf.queries import ShelfRow, asked_lately

_MOST_SNIPPETS = 200
_WITHOUT_END = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What is known of a client. `steps` are those of today, `asked` are not on the shelf, `skin` as it was told.

    `stops` is what their plan says in place of a yes, by the key of a product that it has rest; `photos` is how many
    photos of their course they share.
    """

    person: Person
    treatment: Treatment | None
    course: Course
    steps: DayPage | None
    told: list[Words]
    skin_tone: str
    age: int | None
    allergies: tuple[str, ...]
    flags: tuple[Flag, ...]
    shelf: list[ShelfRow]
    asked: list[ShelfRow]
    stops: dict[str, str]
    cautions: dict[str, str]
    skin: SkinBeside | None
    photos: int
    earlier: list[Treatment]

    @property
    def area(self) -> Words:
        """The area that was treated, in words."""
        return dict(AREAS).get(self.person.area, "") if self.person.area else ""

    @property
    def purpose(self) -> Words:
        """What it was done for, in words."""
        return dict(PURPOSES).get(self.person.purpose, "") if self.person.purpose else ""


def client(person: Person) -> Client:
    """Everything that is shown beside a client's conversation."""
    course, facts = course_of(person), person.facts
    day, begun = course.day, person.current is not None
    shelf = [row for row in fresh_rows(person) if row.on_shelf] if begun else []
    rules = frozenset(rule for row in shelf for rule in row.rules)
    asked_about = asked_lately(person) if begun else []
    return Client(
        person=person,
        treatment=person.current,
        course=course,
        steps=day_page(person, day, planned=evenings_of(person, rules=rules))
        if day is not None and 1 <= day <= LAST_DAY
        else None,
        told=[question.words for question in QUESTIONS if facts.get(question.field) is True],
        skin_tone=str(facts.get("skin_tone") or ""),
        age=facts.get("age"),
        allergies=tuple(facts.get("allergies", ())),
        flags=tuple(flags_of(person)),
        shelf=shelf,
        asked=asked_about,
        stops=stopped_of(person, {str(row.key): row.rules for row in (*shelf, *asked_about)}, day) if day else {},
        cautions=cautions_of(person, {str(row.key): row.about for row in (*shelf, *asked_about)}),
        skin=skin_beside(person),
        photos=len(shared_photos(person.pk, timezone.now())),
        earlier=[treatment for treatment in courses_of(person) if treatment.pk != person.current_id],
    )


def client_with(key: uuid.UUID) -> Person | None:
    """The client with this key, or None."""
    return Person.objects.select_related("clinic", "current").filter(key=key).first()


def advisors() -> list[User]:
    """Everybody a conversation can be given to, by name."""
    return _advisors()


@prepared
def _advisors() -> QuerySet[User]:
    return User.objects.filter(is_staff=True, is_active=True).order_by("name", "email")


def advisor_with(number: str) -> User | None:
    """One of the staff by their number, or None."""
    return User.objects.filter(is_staff=True, is_active=True, pk=whole_number(number)).first()


def notes_between(conversation: Conversation, first: int, last: int) -> list[Note]:
    """The notes of a conversation that stand between two messages, or behind the last; all where it has no message."""
    below = _WITHOUT_END if last >= conversation.last else last
    return _notes(conversation.pk, first - 1 if first > 1 else 0, below)


@prepared
def _notes(conversation: int, first: int, below: int) -> QuerySet[Note]:
    return Note.objects.filter(conversation=conversation, after__gte=first, after__lt=below).select_related("by")


def notes_after(conversation: Conversation, note_id: int) -> list[Note]:
    """The notes of a conversation that were written after one."""
    return _notes_after(conversation.pk, note_id)


@prepared
def _notes_after(conversation: int, note_id: int) -> QuerySet[Note]:
    return Note.objects.filter(conversation=conversation, pk__gt=note_id).select_related("by").order_by("pk")


def snippets() -> list[Snippet]:
    """All texts to put in, by title."""
    return _snippets()


@prepared
def _snippets() -> QuerySet[Snippet]:
    return Snippet.objects.all()[:_MOST_SNIPPETS]


def snippet_with(number: str) -> Snippet | None:
    """A snippet by its number, or None."""
    return Snippet.objects.filter(pk=whole_number(number)).first()


def snippet_called(shortcut: str) -> Snippet | None:
    """The snippet with a shortcut, or None."""
    return Snippet.objects.filter(shortcut=shortcut).first()


def noted_about(person: Person) -> dict[str, Any]:
    """What the desk wrote down about a person, ready for JSON: they may read it, as everything that is kept of them."""
    conversation = Conversation.objects.filter(person=person).first()
    if conversation is None:
        return {}
    notes = Note.objects.filter(conversation=conversation)
    return {
        "notes": [{"at": note.at, "body": note.body} for note in notes],
        "tags": conversation.tagged,
        "closed": conversation.closed,
        "because": reason_words(conversation.because, conversation.because_words),
        "opened_again": conversation.again,
        "snoozed": conversation.snoozed,
    }

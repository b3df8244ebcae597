"""Reminders by e-mail: off until chosen, one for several, only what is open, never doubled, ended by one tap."""

import datetime as dt
import re
import smtplib
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from fortnight.web.accounts.actions import change_treatment, start_treatment
from fortnight.web.accounts.models import AuditLine, Person, User
from fortnight.web.chat.actions import conversation_with, see
from fortnight.web.chat.models import Conversation
from fortnight.web.checkins.actions import keep
from fortnight.web.journal.actions import tick
from fortnight.web.journal.queries import day_page
from fortnight.web.mail.models import Letter, Wish
from fortnight.web.mail.outgoing import outbox
from fortnight.web.mail.outgoing.outbox import bounced, complained, send_due
from fortnight.web.mail.outgoing.threads import id_of
from fortnight.web.mail.queries import due_letters
from fortnight.web.reminders import actions, queries, turns
from fortnight.web.reminders.models import Reminder, ReminderWish
from fortnight.web.reminders.queries import due
from fortnight.web.reminders.turns import write_due
from tests.web.conftest import TODAY
from tests.web.reminding import came, choose
from tests.web.test_advisor import advisor, desk
from tests.web.test_away import Clock, clock
from tests.web.test_letters import answer, failing, member, words

Visitor = tuple[Person, Client]
__all__ = ["advisor", "clock", "desk", "member"]
EVENING = "2026-11-23 20:00"
MORNING = "2026-11-24 07:30"


def tick_all(person: Person, day: int, time: str) -> None:
    """Tick every step of a half of a day."""
    page = day_page(person, day)
    assert person.current
    for step in page.morning if time == "morning" else (*page.evening, *page.optional):
        at = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
        tick(person.current, event=uuid.uuid4(), day=day, time=time, care=step.care.id, done=True, at=at)


def test_nothing_is_sent_until_it_is_chosen_and_the_page_says_so(member: Visitor, clock: Clock) -> None:
    page = member[1].get("/me/reminders/").content.decode()
    assert "Nothing is sent until you choose it here." in page
    assert 'value="07:30"' in page
    assert 'value="20:00"' in page
    assert came(clock, EVENING) == []
    assert not ReminderWish.objects.exists()


def test_a_reminder_comes_in_the_evening_and_the_next_in_the_morning(member: Visitor, clock: Clock) -> None:
    assert choose(member[1]) == 302
    assert came(clock, "2026-11-23 19:59") == []
    (evening,) = came(clock, EVENING)
    assert evening.to == ["iris@example.org"]
    assert evening.subject == "Fortnight: something for this evening"
    assert came(clock, "2026-11-24 07:29") == []
    (morning,) = came(clock, MORNING)
    assert morning.subject == "Fortnight: something for this morning"


def test_without_their_wish_nothing_in_it_tells_of_skin_or_clinic(member: Visitor, clock: Clock) -> None:
    Person.objects.get().clinic.__class__.objects.update(name="Linden Skin Clinic")
    choose(member[1])
    (letter,) = came(clock, EVENING)
    text = f"{words(letter)} {letter.from_email}".lower()
    for private in ("skin", "cleanse", "moistur", "linden", "treatment", "day 3", "avoid", "check-in"):
        assert private not in text
    assert letter.from_email.startswith("Fortnight <")


def test_with_their_wish_the_open_steps_and_what_to_avoid_are_in_it(member: Visitor, clock: Clock) -> None:
    choose(member[1], named="1")
    (letter,) = came(clock, EVENING)
    text = words(letter)
    assert letter.subject.startswith("This evening: ")
    assert "Still to do" in text
    assert "Avoid today" in text
    assert "A check-in takes a minute." in text
    assert "http" not in str(letter.alternatives[0][0]).replace("http://localhost:8000", "")


def test_a_ticked_step_is_left_out_and_with_all_ticked_none_comes(member: Visitor, clock: Clock) -> None:
    person, browser = member
    choose(browser, named="1", checkins=None)
    tick_all(person, 3, "evening")
    assert came(clock, EVENING) == []
    assert Letter.objects.get().state == Letter.NOT_NEEDED
    assert len(came(clock, MORNING)) == 1


def test_what_is_ticked_between_writing_and_sending_is_left_out_too(member: Visitor, clock: Clock) -> None:
    person, browser = member
    choose(browser, checkins=None)
    now = clock.set(EVENING)
    assert write_due(now) == 1
    tick_all(person, 3, "evening")
    assert send_due(now) == 0


def test_after_a_check_in_none_is_asked_for(member: Visitor, clock: Clock) -> None:
    person, browser = member
    choose(browser, named="1", steps=None)
    assert person.current
    keep(person, person.current, key=uuid.uuid4(), at=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC), answers={"pain": 0})
    assert came(clock, EVENING) == []
    assert "how is your skin?" in came(clock, "2026-11-24 20:00")[0].subject


def test_on_the_day_something_comes_back_the_morning_says_so(visitor_on: Callable[..., Visitor], clock: Clock) -> None:
    user = User.objects.create_user("iris@example.org")
    _, browser = visitor_on(6, user=user)
    choose(browser, named="1", steps=None, checkins=None)
    assert came(clock, EVENING) == []
    (letter,) = came(clock, MORNING)
    assert letter.subject.startswith("This morning: back from today: ")
    assert "Back from today" in words(letter)


def test_an_unread_answer_is_in_it_until_it_is_read(member: Visitor, advisor: User, clock: Clock) -> None:
    person, browser = member
    choose(browser, named="1", steps=None, checkins=None, returns=None)
    answer(person, advisor)
    Letter.objects.all().delete()
    assert "an answer is waiting for you" in came(clock, EVENING)[0].subject
    conversation = Conversation.objects.get()
    see(conversation, user=None, number=conversation.last)
    assert came(clock, MORNING) == []


def test_before_a_treatment_and_when_the_next_is_possible(visitor_on: Callable[..., Visitor], clock: Clock) -> None:
    _, browser = visitor_on(-1, user=User.objects.create_user("iris@example.org"))
    choose(browser, named="1", steps=None, checkins=None, returns=None)
    assert came(clock, EVENING) == []
    (before,) = came(clock, "2026-11-24 20:00")
    assert "Your treatment is tomorrow." in before.body
    for day in range(25, 52):
        date = dt.date(2026, 10, 31) + dt.timedelta(days=day)
        assert came(clock, f"{date} 07:30") + came(clock, f"{date} 20:00") == []
    (following,) = came(clock, "2026-12-23 07:30")
    assert "you can have your next treatment" in following.body
    assert came(clock, "2026-12-23 20:00") == []
    assert set(Reminder.objects.values_list("due_at", flat=True)) == {None}


def test_after_the_14_days_the_reminders_end_by_themselves(visitor_on: Callable[..., Visitor], clock: Clock) -> None:
    _, browser = visitor_on(14, user=User.objects.create_user("iris@example.org"))
    choose(browser, sessions=None)
    assert len(came(clock, EVENING)) == 1
    assert came(clock, MORNING) == []
    assert set(Reminder.objects.values_list("due_at", flat=True)) == {None}


def test_another_treatment_begins_them_again(visitor_on: Callable[..., Visitor], clock: Clock) -> None:
    person, browser = visitor_on(20, user=User.objects.create_user("iris@example.org"))
    choose(browser, sessions=None)
    assert came(clock, EVENING) == []
    clock.set("2026-11-23 12:00")
    treatment = start_treatment(person, date=TODAY, setting="clinic", needle_mm=None)
    assert len(came(clock, EVENING)) == 1
    change_treatment(person, treatment, date=TODAY - dt.timedelta(days=30), setting="clinic", needle_mm=None)
    assert came(clock, MORNING) == []


def test_two_processes_and_a_restart_double_nothing(member: Visitor, clock: Clock) -> None:
    choose(member[1])
    now = clock.set(EVENING)
    assert (write_due(now), write_due(now)) == (1, 0)
    assert (send_due(now), send_due(now)) == (1, 0)
    assert Reminder.objects.get(slot="evening").written == 1


def test_a_fall_in_the_middle_of_a_turn_leaves_all_of_it_or_none(
    member: Visitor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(member[1])
    now, before = clock.set(EVENING), Reminder.objects.get(slot="evening").due_at

    def falls(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Reminder.objects.__class__, "bulk_update", falls)
        with pytest.raises(KeyboardInterrupt):
            write_due(now)
    assert not Letter.objects.exists()
    assert Reminder.objects.get(slot="evening").due_at == before
    assert write_due(now) == 1


def test_who_claimed_first_has_the_row(member: Visitor, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(member[1])
    now = clock.set(EVENING)
    ids = list(Reminder.objects.filter(slot="evening").values_list("id", flat=True))
    assert write_due(now) == 1
    monkeypatch.setattr(queries, "due_ids", lambda *_: ids)
    assert write_due(now) == 0


def test_one_that_cannot_be_written_holds_up_nobody(
    member: Visitor, stranger: Visitor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(member[1])
    ReminderWish.objects.create(person=stranger[0], email=True)
    now = clock.set(EVENING)
    Reminder.objects.create(person=stranger[0], slot="evening", due_at=now - dt.timedelta(minutes=1))
    whole = actions.planned

    def planned(person: Person, wish: ReminderWish, after: dt.datetime) -> dict[Any, dt.datetime | None]:
        if person == stranger[0]:
            raise RuntimeError("broken")
        return whole(person, wish, after)

    monkeypatch.setattr(turns, "planned", planned)
    assert write_due(now) == 1
    assert Letter.objects.get().person == member[0]
    broken = Reminder.objects.get(person=stranger[0])
    assert broken.due_at is not None
    assert broken.due_at > now


def test_what_nothing_ran_for_is_not_sent_hours_later(member: Visitor, clock: Clock) -> None:
    choose(member[1])
    assert came(clock, "2026-11-24 11:00") == []
    assert not Letter.objects.exists()
    assert Reminder.objects.get(slot="evening").due_at == dt.datetime(2026, 11, 24, 20, tzinfo=dt.UTC)


def test_a_mail_server_that_is_back_in_the_quiet_hours_gets_none(
    member: Visitor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(member[1], evening="21:58")
    with monkeypatch.context() as patch:
        failing(patch, ConnectionRefusedError("no mail server"))
        now = clock.set("2026-11-23 21:58")
        write_due(now)
        send_due(now)
    assert send_due(clock.set("2026-11-23 22:05")) == 0
    assert Letter.objects.get().state == Letter.NOT_NEEDED


def test_times_are_by_the_persons_own_clock_over_the_change_of_clocks(member: Visitor, clock: Clock) -> None:
    Person.objects.update(zone="America/New_York")
    clock.set("2027-03-12 12:00")
    start_treatment(Person.objects.get(), date=dt.date(2027, 3, 12), setting="clinic", needle_mm=None)
    actions.choose(Person.objects.get(), email=True, morning=dt.time(2, 30), quiet_from=None, quiet_to=None)
    assert Reminder.objects.get(slot="morning").due_at == dt.datetime(2027, 3, 13, 7, 30, tzinfo=dt.UTC)
    assert len(came(clock, "2027-03-13 07:30")) == 1
    # On 14 March half past two is left out there.
    assert len(came(clock, "2027-03-14 07:30")) == 1
    assert Reminder.objects.get(slot="morning").due_at == dt.datetime(2027, 3, 15, 6, 30, tzinfo=dt.UTC)


def test_a_person_in_a_zone_that_nobody_knows_is_not_reminded_and_harms_nobody(member: Visitor, clock: Clock) -> None:
    choose(member[1])
    Person.objects.update(zone="Mars/Olympus")
    now = clock.set(EVENING)
    assert write_due(now) == 0
    assert Reminder.objects.get(slot="evening").due_at is None


def test_the_letter_can_be_ended_by_a_mail_program_without_a_page(member: Visitor, clock: Clock) -> None:
    choose(member[1])
    (letter,) = came(clock, EVENING)
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = letter.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    program = Client(enforce_csrf_checks=True)
    gone = program.post(path, {"List-Unsubscribe": "One-Click"})
    assert gone.status_code == 200
    assert not ReminderWish.objects.get().email
    assert came(clock, MORNING) == []
    assert AuditLine.objects.filter(action="stop_reminders", about="email").count() == 1
    assert program.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_a_program_that_only_opens_the_address_ends_nothing(member: Visitor, clock: Clock) -> None:
    choose(member[1])
    (letter,) = came(clock, EVENING)
    path = re.findall(r"http://localhost:8000(/reminders/stop/[0-9a-f-]+/)", str(letter.body))[0]
    page = Client().get(path)
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert "Stop reminders by email?" in page.content.decode()
    assert ReminderWish.objects.get().email
    assert "No more reminders by email" in Client().post(path).content.decode()
    assert not ReminderWish.objects.get().email


def test_a_wrong_key_ends_nothing(member: Visitor) -> None:
    choose(member[1])
    for key in (uuid.UUID(int=0), member[0].key):
        assert Client().get(f"/reminders/stop/{key}/").status_code == 404
        assert Client().post(f"/reminders/stop/{key}/").status_code == 404
    assert ReminderWish.objects.get().email


def test_what_waits_is_not_sent_after_the_end(member: Visitor, clock: Clock) -> None:
    choose(member[1])
    now = clock.set(EVENING)
    write_due(now)
    member[1].post("/me/reminders/", {"way": "off"})
    assert send_due(now) == 0
    assert mail.outbox == []
    assert set(Reminder.objects.values_list("due_at", flat=True)) == {None}


def test_who_calls_a_reminder_unwanted_gets_no_other_but_still_their_answers(member: Visitor, clock: Clock) -> None:
    choose(member[1])
    came(clock, EVENING)
    assert complained(id_of(Letter.objects.get()))
    assert came(clock, MORNING) == []
    assert not Wish.objects.filter(answers=False).exists()


def test_an_address_that_takes_no_mail_pauses_them_and_the_page_says_so(
    member: Visitor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(member[1])
    came(clock, EVENING)
    assert bounced(id_of(Letter.objects.get()), lasting=True, says="no such mailbox")
    assert came(clock, MORNING) == []
    assert "do not get through" in member[1].get("/me/reminders/").content.decode()
    outbox.prefer(member[0], answers=True, details=False)
    with monkeypatch.context() as patch:
        failing(patch, smtplib.SMTPRecipientsRefused({"iris@example.org": (550, b"no such mailbox")}))
        assert came(clock, "2026-11-24 20:00") == []
    assert Wish.objects.get().paused


def test_answers_never_wait_behind_reminders(member: Visitor, advisor: User, clock: Clock) -> None:
    answer(member[0], advisor)
    now = clock.set("2026-11-23 20:05")
    early = now - dt.timedelta(hours=1)
    Letter.objects.bulk_create(Letter(kind=Letter.REMINDER, person=member[0], next=early) for _ in range(60))
    due = due_letters(now, most=50)
    assert due[0].kind == Letter.ANSWER
    assert len(due) == 50


def test_a_reminder_is_in_the_language_of_its_person(member: Visitor, clock: Clock) -> None:
    choose(member[1], named="1")
    Person.objects.update(language="es")
    (letter,) = came(clock, EVENING)
    assert letter.subject.startswith("Esta noche: ")
    assert 'lang="es"' in str(letter.alternatives[0][0])


def test_reminders_are_in_the_download_without_the_key_and_go_with_the_person(member: Visitor, clock: Clock) -> None:
    choose(member[1])
    came(clock, EVENING)
    held = member[1].get("/me/data/download/").content.decode()
    assert '"reminders"' in held
    assert str(ReminderWish.objects.get().stop_key) not in held
    member[1].post("/me/data/delete/", {"word": "delete"})
    assert not Person.objects.filter(pk=member[0].pk).exists()
    assert not Reminder.objects.exists()
    assert not Letter.objects.exists()


def test_conversations_of_others_are_not_read_for_a_reminder(
    member: Visitor, stranger: Visitor, advisor: User, clock: Clock
) -> None:
    choose(member[1], named="1", steps=None, checkins=None, returns=None)
    conversation_with(stranger[0])
    answer(stranger[0], advisor)
    Letter.objects.all().delete()
    assert came(clock, EVENING) == []


def test_finding_who_is_due_reads_one_index_and_no_table(member: Visitor) -> None:
    choose(member[1])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # So few rows are read quicker than any index, and a fresh index may be read alone only after a look.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    way = due(dt.datetime(2026, 11, 23, 20, tzinfo=dt.UTC)).values_list("id", flat=True)[:100].explain()
    index = {"sqlite": "USING COVERING INDEX reminder_due", "postgresql": "Index Only Scan using reminder_due"}
    assert index[connection.vendor] in way
    assert "TEMP B-TREE" not in way
    assert "Sort" not in way

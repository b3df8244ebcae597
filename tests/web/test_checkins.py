"""Is this normal, the check-in with its answer, and what comes back when, as their person meets them."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fortnight.healing.checkin_model import CheckInLevel
from fortnight.healing.expected_load import expected_rules
from fortnight.web.accounts.actions import change_person
from fortnight.web.accounts.models import Person
from fortnight.web.accounts.queries import everything
from fortnight.web.chat.models import Message
from fortnight.web.checkins.models import RungTrial, SkinCheckIn
from fortnight.web.checkins.queries import WaitingQuestion, skin_sentence, uneasy, waiting_questions
from fortnight.web.checkins.silence import follow
from fortnight.web.healing.models import Alarm
from tests.web.staff import one_of_staff

Visitor = tuple[Person, Client]
VisitorOn = Callable[..., Visitor]
JSON = {"Accept": "application/json"}
CALM = {
    "pain": "1",
    "redness": "a_little",
    "swelling": "none",
    "heat": "none",
    "itch": "none",
    "flaking": "a_little",
    "compared": "less",
    "sleep": "well",
}
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon for the check-ins as it is for every entrance."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def check_in(browser: Client, **changed: Any) -> Any:
    """Send a check-in, a calm one but for what is changed, and show its answer."""
    return browser.post("/checkin/", {**CALM, **changed}, follow=True)


def words(answer: Any) -> str:
    """A page as text, with its blanks as one."""
    return " ".join(answer.content.decode().split())


# Is this normal


def asked_today(person: Person) -> tuple[WaitingQuestion, ...]:
    """What the person is asked, as the rows say it now."""
    return waiting_questions(Person.objects.select_related("current").get(pk=person.pk))


def test_the_page_says_what_is_usual_less_usual_and_not_usual_today(visitor: Visitor) -> None:
    page = words(visitor[1].get("/normal/"))
    assert "Tight, a little rough, still pink: usual on day 3." in page
    for heading in ("Usual today", "Less usual: look again tomorrow", "Not usual today: tell someone"):
        assert heading in page
    for one in expected_rules().sensations:
        assert f'href="/normal/{one.id.removeprefix("usual-feels-")}/"' in page


@pytest.mark.parametrize("sensation", [one.id for one in expected_rules().sensations])
def test_every_sensation_has_a_page_that_says_whom_to_tell(sensation: str, visitor: Visitor) -> None:
    page = words(visitor[1].get(f"/normal/{sensation.removeprefix('usual-feels-')}/"))
    for heading in ("What helps", "Tell your advisor if", "When a doctor", "Where this comes from"):
        assert heading in page


def test_what_is_no_sensation_is_not_found(visitor: Visitor) -> None:
    assert visitor[1].get("/normal/no-such-thing/").status_code == 404


def test_the_words_for_brown_and_black_skin_come_first_for_a_darker_tone(visitor: Visitor) -> None:
    person, browser = visitor
    change_person(person, facts={"skin_tone": "V"})
    assert "Warm" in words(browser.get("/normal/"))
    page = words(browser.get("/normal/redness/"))
    assert page.index("Look for a shade darker or purple") < page.index("Even, like after too much sun")


def test_peeling_on_day_3_leads_from_the_box_to_its_page(visitor: Visitor) -> None:
    answer = visitor[1].post("/may/", {"said": "my skin is peeling, is that normal?"})
    assert answer["Location"].startswith("/normal/flaking/")
    assert "Usual on day 3." in words(visitor[1].get(answer["Location"]))


def test_before_the_treatment_the_first_day_is_shown(visitor_on: VisitorOn) -> None:
    _, browser = visitor_on(-3)
    assert "how the first day usually is" in words(browser.get("/normal/"))
    assert "Usual on the first day." in words(browser.get("/normal/redness/"))


def test_the_sentence_of_the_day_is_there_for_today(visitor: Visitor, visitor_on: VisitorOn) -> None:
    assert skin_sentence(visitor[0], 3) == "Tight, a little rough, still pink: usual on day 3."
    assert skin_sentence(visitor_on(-3)[0], -3) == ""


# The check-in


def test_a_calm_check_in_is_as_expected_and_shows_its_chart(visitor: Visitor) -> None:
    answer = check_in(visitor[1])
    page = words(answer)
    assert "As expected for day 3." in page
    assert "day 3: 1 (usual: 0 to 2)" in page
    row = SkinCheckIn.objects.get()
    assert (row.day, row.part, row.level) == (3, "morning", CheckInLevel.AS_EXPECTED)
    assert answer.request["PATH_INFO"] == reverse("checkin-answer", args=[row.pk])
    assert not Alarm.objects.exists()


def test_a_part_of_a_day_has_one_check_in_and_a_correction_keeps_what_stood(visitor: Visitor) -> None:
    check_in(visitor[1], new=["new-stinging"])
    assert 'value="1" checked' in words(visitor[1].get("/checkin/"))
    check_in(visitor[1])
    row = SkinCheckIn.objects.get()
    assert row.level is CheckInLevel.AS_EXPECTED
    assert [one["level"] for one in row.before] == ["pause"]


def test_the_same_check_in_sent_twice_counts_once(visitor: Visitor) -> None:
    sent = {**CALM, "id": str(uuid.uuid4())}
    first, second = (visitor[1].post("/checkin/", sent, headers=JSON).json() for _ in range(2))
    assert first == second
    assert SkinCheckIn.objects.get().before == []


def test_a_check_in_that_waited_counts_on_the_day_on_which_it_was_told(visitor: Visitor) -> None:
    at = (NOON - dt.timedelta(days=1) + dt.timedelta(hours=8)).isoformat()
    assert visitor[1].post("/checkin/", {**CALM, "at": at}, headers=JSON).status_code == 201
    assert list(SkinCheckIn.objects.values_list("day", "part")) == [(2, "evening")]


def test_a_check_in_of_somebody_else_is_refused_and_waits_on(visitor: Visitor) -> None:
    answer = visitor[1].post("/checkin/", CALM, headers={**JSON, "X-Fortnight-Who": "another"})
    assert answer.status_code == 409
    assert not SkinCheckIn.objects.exists()


@pytest.mark.parametrize(("name", "value"), [("pain", "11"), ("redness", "purple"), ("at", "soon"), ("course", "0")])
def test_what_is_no_check_in_is_refused_and_nothing_is_kept(name: str, value: str, visitor: Visitor) -> None:
    assert visitor[1].post("/checkin/", {**CALM, name: value}, headers=JSON).status_code == 400
    assert not SkinCheckIn.objects.exists()


def test_before_the_treatment_there_is_nothing_to_check(visitor_on: VisitorOn) -> None:
    _, browser = visitor_on(-3)
    assert "Check-ins begin on the day of your treatment" in words(browser.get("/checkin/"))
    assert browser.post("/checkin/", CALM).status_code == 400
    assert not SkinCheckIn.objects.exists()


def test_what_is_not_answered_is_never_as_expected(visitor: Visitor) -> None:
    visitor[1].post("/checkin/", {})
    assert SkinCheckIn.objects.get().level is not CheckInLevel.AS_EXPECTED


def test_a_ticked_sign_raises_an_alarm_and_its_card_comes_first(visitor: Visitor) -> None:
    page = words(check_in(visitor[1], new=["new-fever"]))
    alarm = Alarm.objects.get()
    assert (alarm.source, alarm.signs) == (Alarm.CHECKIN, ["sign-fever"])
    assert page.index("This cannot wait") < page.index('<h1 id="level">See a doctor today.')
    assert "fever" in alarm.words


def test_where_nobody_answers_no_page_says_that_the_clinic_was_told(visitor: Visitor) -> None:
    assert "gets a message at once" not in words(visitor[1].get("/checkin/"))
    page = words(check_in(visitor[1], new=["new-fever"]))
    assert not Message.objects.exists()
    assert "was sent to the clinic" not in page
    assert "Tell the clinic too" in page


def test_a_sign_in_a_check_in_is_sent_to_the_clinic_and_rings_there(visitor: Visitor) -> None:
    one_of_staff("lead")
    assert "gets a message at once" in words(visitor[1].get("/checkin/"))
    page = words(check_in(visitor[1], new=["new-fever"]))
    message, row = Message.objects.get(author=Message.PERSON), SkinCheckIn.objects.get()
    assert (message.card, message.signs) == ({"kind": "checkin", "key": str(row.pk)}, ["sign-fever"])
    assert (message.conversation.level, message.conversation.red is not None) == (Alarm.objects.get().level, True)
    assert "Your check-in was sent to the clinic, marked as urgent." in page
    assert "Show my advisor" not in page


def test_the_same_sign_told_again_is_sent_once_and_a_new_one_anew(visitor: Visitor) -> None:
    one_of_staff("lead")
    check_in(visitor[1], new=["new-fever"])
    check_in(visitor[1], new=["new-fever"], pain="2")
    assert [message.signs for message in Message.objects.filter(author=Message.PERSON)] == [["sign-fever"]]
    check_in(visitor[1], new=["new-fever"], words="my lips are swelling and I can't breathe")
    assert Message.objects.filter(author=Message.PERSON).count() == 2
    assert Alarm.objects.filter(ended=None).count() == 2


def test_a_calm_check_in_is_sent_to_nobody(visitor: Visitor) -> None:
    one_of_staff("lead")
    check_in(visitor[1])
    assert not Message.objects.exists()


def test_words_of_a_sign_raise_an_alarm_and_a_calm_correction_does_not_lower_it(visitor: Visitor) -> None:
    check_in(visitor[1], words="my lips are swelling and I can't breathe")
    assert SkinCheckIn.objects.get().level is CheckInLevel.NOW
    check_in(visitor[1])
    assert Alarm.objects.filter(ended=None).count() == 1
    assert [row.worst for row in uneasy()] == [CheckInLevel.NOW.rank]


def test_words_that_others_at_home_must_not_read_are_kept_nowhere(visitor: Visitor) -> None:
    answer = visitor[1].post("/checkin/", {**CALM, "words": "my husband hits me and I am afraid to go home"})
    assert answer["Location"] == "/signs/"
    assert "words" not in SkinCheckIn.objects.get().answers
    assert not Alarm.objects.exists()


def test_words_that_are_kept_nowhere_hide_no_other_sign(visitor: Visitor) -> None:
    visitor[1].post("/checkin/", {**CALM, "new": ["new-fever"], "words": "my husband hits me and I am afraid"})
    assert [alarm.signs for alarm in Alarm.objects.all()] == [["sign-fever"]]
    assert "husband" not in Alarm.objects.get().words


def test_pain_that_grows_is_a_doctor_today(visitor: Visitor) -> None:
    at = (NOON - dt.timedelta(days=1)).isoformat()
    visitor[1].post("/checkin/", {**CALM, "at": at}, headers=JSON)
    assert "See a doctor today." in words(check_in(visitor[1], pain="4"))


def test_show_my_advisor_sends_the_check_in_as_a_card_that_rings(visitor: Visitor) -> None:
    check_in(visitor[1], new=["new-fever"])
    row = SkinCheckIn.objects.get()
    visitor[1].post("/advisor/", {"card": f"checkin:{row.pk}", "body": ""})
    message = Message.objects.get(author=Message.PERSON)
    assert (message.card, message.signs) == ({"kind": "checkin", "key": str(row.pk)}, ["sign-fever"])
    page = words(visitor[1].get("/advisor/"))
    assert "Check-in, day 3" in page
    assert "Pain: 1/10" in page


def test_a_check_in_of_another_goes_along_with_nothing(visitor: Visitor, stranger: Visitor) -> None:
    check_in(visitor[1])
    row = SkinCheckIn.objects.get()
    answer = stranger[1].post("/advisor/", {"card": f"checkin:{row.pk}", "body": "Look."})
    assert answer.status_code == 302
    assert Message.objects.get(author=Message.PERSON).card == {}
    assert stranger[1].get(reverse("checkin-answer", args=[row.pk])).status_code == 404


def test_everything_told_is_in_the_download_and_goes_with_its_person(visitor: Visitor) -> None:
    person, browser = visitor
    check_in(browser, words="a bit tight")
    browser.post("/ladder/rung-vitamin-c/use/")
    found: Any = everything(person)["checkins"]
    assert [one["answers"]["words"] for one in found["checkins"]] == ["a bit tight"]
    assert [one["active"] for one in found["first_uses"]] == ["rung-vitamin-c"]
    person.delete()
    assert not SkinCheckIn.objects.exists()
    assert not RungTrial.objects.exists()


# What comes back when


def test_a_first_use_is_asked_about_on_the_next_day(visitor_on: VisitorOn, monkeypatch: pytest.MonkeyPatch) -> None:
    person, browser = visitor_on(8)
    assert browser.post("/ladder/rung-vitamin-c/use/").status_code == 302
    assert not asked_today(person)
    RungTrial.objects.update(day=7)
    (question,) = asked_today(person)
    assert "How is the spot where you tried it yesterday?" in question.says
    assert question.path == "/ladder/#rung-vitamin-c"
    assert "It is calm" in words(browser.get("/ladder/"))
    browser.post("/ladder/rung-vitamin-c/spot/", {"outcome": "calm"})
    assert not asked_today(person)
    assert "Its spot stayed calm." in words(browser.get("/ladder/"))


def test_a_spot_that_reacted_pauses_everything_new(visitor_on: VisitorOn) -> None:
    _, browser = visitor_on(8)
    browser.post("/ladder/rung-vitamin-c/use/")
    RungTrial.objects.update(day=7)
    answer = browser.post("/ladder/rung-vitamin-c/spot/", {"outcome": "reacted"}, follow=True)
    assert "Nothing new starts now." in words(answer)
    assert browser.post("/ladder/rung-peptide/use/").status_code == 400
    assert "Paused" in words(browser.get("/ladder/"))


def test_retinol_that_stings_on_day_8_pauses_and_is_named(visitor_on: VisitorOn) -> None:
    _, browser = visitor_on(8)
    page = words(
        check_in(browser, redness="none", flaking="none", pain="0", new=["new-stinging"], used=["rung-retinoid"])
    )
    assert "Pause what is new and let your skin rest." in page
    assert "Retinol and its relatives" in page
    assert "It fits well" in page
    ladder = words(browser.get("/ladder/"))
    assert "Paused" in ladder
    assert "You reacted to it" in ladder
    assert browser.post("/ladder/rung-acid/use/").status_code == 400


@pytest.mark.parametrize(
    ("asked_about", "headline"),
    [
        ("retinol", "Not for now: your skin reacted to it."),
        ("scrub", "Not for now: nothing new before your skin is calm."),
    ],
)
def test_an_answer_is_no_yes_while_the_skin_reacts(asked_about: str, headline: str, visitor_on: VisitorOn) -> None:
    _, browser = visitor_on(8)
    page = words(browser.post("/may/", {"said": asked_about}, follow=True))
    assert "Yes, today" in page.partition("</h1>")[0]
    check_in(browser, redness="none", flaking="none", pain="0", new=["new-stinging"], used=["rung-retinoid"])
    page = words(browser.post("/may/", {"said": asked_about}, follow=True))
    assert headline in page.partition("</h1>")[0]
    assert "By its rules alone: Yes, today" in page


def test_what_the_skin_reacted_to_rests_on_the_shelf_and_what_is_gentle_does_not(visitor_on: VisitorOn) -> None:
    _, browser = visitor_on(8)
    for name, label in (("Night serum", "Aqua, Glycerin, Retinol"), ("Barrier cream", "Aqua, Glycerin, Panthenol")):
        browser.post("/shelf/add/", {"name": name, "label": label, "kind": ""})
    assert "Resting while your skin settles" not in words(browser.get("/shelf/"))
    check_in(browser, redness="none", flaking="none", pain="0", new=["new-stinging"], used=["rung-retinoid"])
    page = words(browser.get("/shelf/"))
    today, _, resting = page.partition('id="resting"')
    assert ("Barrier cream" in today, "Night serum" in today) == (True, False)
    assert "Not for now" in resting.partition("Night serum")[2]


def test_the_skin_is_calm_again_only_after_the_days_of_rest(visitor_on: VisitorOn) -> None:
    person, browser = visitor_on(9)
    check_in(browser, new=["new-stinging"])
    SkinCheckIn.objects.update(day=7)
    browser.post("/ladder/calm/")
    assert "Paused" in words(browser.get("/ladder/"))
    SkinCheckIn.objects.update(day=5)
    assert [one.path for one in asked_today(person)] == ["/ladder/#calm-again"]
    browser.post("/ladder/calm/")
    assert "Paused" not in words(browser.get("/ladder/"))


def test_what_is_no_active_is_not_found_and_no_outcome_is_refused(visitor_on: VisitorOn) -> None:
    _, browser = visitor_on(8)
    assert browser.post("/ladder/rung-nothing/use/").status_code == 404
    assert browser.post("/ladder/rung-acid/spot/", {"outcome": "lovely"}).status_code == 400


def test_silence_after_an_uneasy_check_in_is_a_kind_question_and_then_the_desks(visitor: Visitor) -> None:
    person, browser = visitor
    check_in(browser, new=["new-stinging"])
    row = SkinCheckIn.objects.get()
    assert follow(NOON + dt.timedelta(hours=23)) == 0
    assert follow(NOON + dt.timedelta(days=1)) == 1
    assert [one.path for one in asked_today(person)] == ["/checkin/"]
    assert "your skin was not calm. How is it now?" in browser.get("/today/").content.decode()
    assert follow(NOON + dt.timedelta(days=1, hours=1)) == 0
    assert follow(NOON + dt.timedelta(days=2)) == 1
    row.refresh_from_db()
    assert row.silent == NOON + dt.timedelta(days=2)
    assert follow(NOON + dt.timedelta(days=9)) == 0


def test_the_next_check_in_ends_the_silence(visitor: Visitor) -> None:
    person, browser = visitor
    at = (NOON - dt.timedelta(days=1)).isoformat()
    browser.post("/checkin/", {**CALM, "new": ["new-stinging"], "at": at}, headers=JSON)
    follow(NOON)
    check_in(browser)
    assert asked_today(person) == ()
    assert follow(NOON + dt.timedelta(days=9)) == 0


def test_a_calm_check_in_may_be_followed_by_silence(visitor: Visitor) -> None:
    check_in(visitor[1])
    assert follow(NOON + dt.timedelta(days=9)) == 0
    assert uneasy() == []


def test_the_desks_list_has_the_last_uneasy_check_in_of_each_course_the_most_serious_first(
    visitor: Visitor, stranger: Visitor
) -> None:
    at = (NOON - dt.timedelta(days=1)).isoformat()
    visitor[1].post("/checkin/", {**CALM, "new": ["new-fever"], "at": at}, headers=JSON)
    check_in(visitor[1], new=["new-stinging"])
    check_in(stranger[1], new=["new-fever"])
    assert [(one.person, one.level.value) for one in uneasy()] == [(stranger[0], "doctor_today"), (visitor[0], "pause")]

"""The calendar, read back by the library and by rules of RFC 5545 that are written out here."""

import datetime as dt
import re
import uuid

import pytest
from icalendar import Calendar

from fortnight.course import Session
from fortnight.course.model import DayOne
from fortnight.exports.calendar import CalendarOptions, CalendarRevision, CourseCalendar
from fortnight.exports.outline import Outline
from fortnight.guide import published_guide
from fortnight.person.model import Profile
from fortnight.verdicts.rulebook import rulebook
from fortnight.wording.load import LANGUAGES

KEY = uuid.UUID(int=5)
MADE = dt.datetime(2026, 10, 21, 12, tzinfo=dt.UTC)
# The clocks of London go back on 25 October, day 6.
TREATED = dt.date(2026, 10, 20)
HALVES = CalendarOptions(halves=True, alarms=True, discreet=False)
NOBODY = Profile(needle_mm=1.0)
NEEDED = {"UID", "DTSTAMP", "DTSTART", "SUMMARY"}
HEALTH = re.compile(r"needl|aguja|skin|piel|retin|clinic|clínic|treat|session|sesión", re.IGNORECASE)


def course(
    options: CalendarOptions | None = None,
    *,
    language: str = "en",
    treated: dt.date = TREATED,
    person: Profile = NOBODY,
) -> CourseCalendar:
    book = rulebook(published_guide(), person)
    outline = Outline(treatment=Session(date=treated, zone="Europe/London"), book=book, language=language)
    return CourseCalendar(
        outline=outline,
        options=options or CalendarOptions(),
        house="Linden; Skin, Clinic\\",
        address="https://linden.example/today/",
    )


def written(calendar: CourseCalendar, sequence: int = 0) -> bytes:
    return calendar.ical(CalendarRevision(key=KEY, sequence=sequence, modified=MADE))


def unfolded(data: bytes) -> list[str]:
    """The lines of a calendar, put together again by the rule of RFC 5545, 3.1."""
    return data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def components(lines: list[str], name: str) -> list[dict[str, str]]:
    """The properties of each component of a name, without those of the components inside it."""
    blocks: list[dict[str, str]] = []
    open_ones: list[str] = []
    for line in lines:
        key, _, value = line.partition(":")
        if key == "BEGIN":
            open_ones.append(value)
            if value == name:
                blocks.append({})
        elif key == "END":
            assert open_ones.pop() == value
        elif open_ones[-1] == name:
            plain = key.partition(";")[0]
            assert plain not in blocks[-1] or plain in ("RDATE", "COMMENT"), f"{plain} stands twice"
            blocks[-1][plain] = value
    assert open_ones == []
    return blocks


def text_of(value: str) -> str:
    """A text as it was before it was escaped (3.3.11)."""
    return re.sub(r"\\(.)", lambda escape: "\n" if escape[1] in "nN" else escape[1], value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("options", [CalendarOptions(), HALVES])
def test_a_calendar_keeps_the_rules_of_the_format(options: CalendarOptions, language: str) -> None:
    data = written(course(options, language=language))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    lines = unfolded(data)
    head = components(lines, "VCALENDAR")[0]
    assert head["VERSION"] == "2.0"
    assert head["PRODID"]
    events = components(lines, "VEVENT")
    assert all(set(event) >= NEEDED for event in events)
    assert len({event["UID"] for event in events}) == len(events)
    assert {event["CLASS"] for event in events} == {"PRIVATE"}
    assert {event["TRANSP"] for event in events} == {"TRANSPARENT"}


@pytest.mark.parametrize("options", [CalendarOptions(), HALVES])
def test_the_library_reads_what_was_written(options: CalendarOptions) -> None:
    read = Calendar.from_ical(written(course(options)))
    entries = course(options).entries()
    assert [str(event["SUMMARY"]) for event in read.events] == [entry.title for entry in entries]
    assert [str(event["DESCRIPTION"]) for event in read.events] == [entry.text for entry in entries]
    assert [event.start for event in read.events] == [entry.begins for entry in entries]
    assert not any(event.errors for event in read.walk())


def test_a_name_with_commas_semicolons_and_strokes_comes_back_as_it_was() -> None:
    event = components(unfolded(written(course())), "VEVENT")[0]
    assert text_of(event["DESCRIPTION"]).endswith("\nLinden; Skin, Clinic\\")


def test_all_fourteen_days_stand_in_it_and_the_next_session() -> None:
    entries = course().entries()
    assert [entry.begins for entry in entries[:14]] == [TREATED + dt.timedelta(days=day) for day in range(14)]
    assert entries[14].begins == TREATED + dt.timedelta(days=28)
    assert "0.5 mm" in entries[14].text


def test_a_clinic_that_counts_from_the_next_day_has_day_one_on_it() -> None:
    outline = Outline(
        treatment=Session(date=TREATED, zone="Europe/London", day_one=DayOne.NEXT_DAY),
        book=rulebook(published_guide(), Profile()),
        language="en",
    )
    assert CourseCalendar(outline=outline).entries()[0].begins == TREATED + dt.timedelta(days=1)


def test_what_comes_back_stands_on_its_day_with_how_to_begin() -> None:
    day_seven = course().entries()[6]
    assert day_seven.title == "Day 7: something new"
    assert "New from today:\n" in day_seven.text
    assert "- Retinol: If you like, you can start retinol now" in day_seven.text
    assert "You can use again from today:\n- Retinol and other retinoids\n" in day_seven.text
    assert "Retinol" not in course().entries()[5].text


def test_what_waits_longer_for_a_person_stands_on_the_later_day() -> None:
    entries = course(person=Profile(eczema=True)).entries()
    first = next(number for number, entry in enumerate(entries, 1) if "- Retinol: " in entry.text)
    assert first > 7


def test_what_needs_a_clinician_stands_first_on_every_day() -> None:
    entries = course(person=Profile(pregnant=True)).entries()[:14]
    assert all(entry.text.startswith("Do not follow this plan until you have talked") for entry in entries)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("halves", [False, True])
def test_a_discreet_calendar_has_no_word_about_health_in_a_title(language: str, halves: bool) -> None:
    calendar = course(CalendarOptions(halves=halves, alarms=True), language=language)
    lines = unfolded(written(calendar))
    titles = [event["SUMMARY"] for event in components(lines, "VEVENT")]
    titles += [alarm["DESCRIPTION"] for alarm in components(lines, "VALARM")]
    titles += [components(lines, "VCALENDAR")[0][key] for key in ("NAME", "X-WR-CALNAME")]
    assert [words for words in titles if HEALTH.search(words)] == []


def test_titles_say_the_stage_and_what_is_new_where_that_is_wished() -> None:
    titles = [entry.title for entry in course(CalendarOptions(discreet=False)).entries()]
    assert titles[4] == "Day 5 of 14: Restart + Rebuild. New: Peptide serum, Eye cream"
    assert titles[14] == "Next microneedling session possible"


def test_halves_keep_their_hour_when_the_clocks_change() -> None:
    read = Calendar.from_ical(written(course(HALVES)))
    starts = [event.start for event in read.events if isinstance(event.start, dt.datetime)]
    assert len(starts) == 28
    assert {(start.hour, start.minute) for start in starts} == {(8, 0), (20, 30)}
    assert [start.utcoffset() for start in (starts[8], starts[12])] == [dt.timedelta(hours=1), dt.timedelta(0)]
    zones = components(unfolded(written(course(HALVES))), "VTIMEZONE")
    assert [zone["TZID"] for zone in zones] == ["Europe/London"]


def test_hours_that_hold_anywhere_bear_no_zone() -> None:
    lines = unfolded(written(course(CalendarOptions(halves=True, floating=True))))
    assert components(lines, "VTIMEZONE") == []
    assert components(lines, "VEVENT")[0]["DTSTART"] == "20261020T080000"


def test_alarms_ring_when_a_half_begins_and_on_whole_days_in_the_morning() -> None:
    assert components(unfolded(written(course())), "VALARM") == []
    halves = components(unfolded(written(course(HALVES))), "VALARM")
    days = components(unfolded(written(course(CalendarOptions(alarms=True)))), "VALARM")
    assert {alarm["TRIGGER"] for alarm in halves[:28]} <= {"P0D", "PT0S"}
    assert {alarm["TRIGGER"] for alarm in days} == {"PT8H"}


def test_an_event_is_the_same_one_in_the_next_version() -> None:
    before = {str(event["UID"]) for event in Calendar.from_ical(written(course())).events}
    moved = Calendar.from_ical(written(course(treated=TREATED + dt.timedelta(days=2)), sequence=1))
    assert {str(event["UID"]) for event in moved.events} == before
    assert {event.sequence for event in moved.events} == {1}
    assert written(course()) == written(course())


def test_what_identifies_an_event_tells_nothing_of_the_person() -> None:
    first, second = written(course()), course().ical(CalendarRevision(key=uuid.UUID(int=6), sequence=0, modified=MADE))
    uids = [set(re.findall(rb"UID:(\S+)", data)) for data in (first, second)]
    assert uids[0] & uids[1] == set()
    assert all(re.fullmatch(rb"[0-9a-f-]{36}", uid) for uid in uids[0])

"""The calendar and the leaflet as files: written, written again, refused in one line."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader

Run = Callable[..., tuple[int, str, str]]
TREATED = ("--treated", "2026-11-20")


def test_a_leaflet_is_two_pages_in_the_language_that_was_asked_for(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "leaflet.pdf"
    code, out, err = run(
        "leaflet", *TREATED, "-o", str(file), "--language", "es", "--country", "ES", "--clinic", "Tilo"
    )
    assert (code, out.strip(), err) == (0, str(file), "")
    read = PdfReader(file)
    assert len(read.pages) == 2
    assert "Llama ahora: 112" in " ".join(read.pages[1].extract_text().split())
    assert "Tilo" in read.pages[0].extract_text()


def test_a_leaflet_keeps_what_a_profile_makes_later(run: Run, tmp_path: Path) -> None:
    profile, file = tmp_path / "me.toml", tmp_path / "leaflet.pdf"
    profile.write_text("needle_mm = 2.0\n")
    run("leaflet", *TREATED, "--profile", str(profile), "-o", str(file))
    words = " ".join(PdfReader(file).pages[0].extract_text().split())
    assert "From Sunday 29 November: If you like, you can start retinol now" in words


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("leaflet", *TREATED, "--colour", "red"), 'fortnight: "red" is not a colour. Write it as #9a4a30.'),
        (("leaflet", "--treated", "soon"), 'fortnight: "soon" is not a valid date. Write year-month-day'),
        (("calendar", *TREATED, "-o", "/nowhere/at/all.ics"), "fortnight: /nowhere/at/all.ics: "),
        (("calendar", *TREATED, "--zone", "Mars", "--halves"), 'fortnight: there is no time zone "Mars"'),
    ],
)
def test_a_mistake_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words)
    assert (code, out) == (3, "")
    assert err.startswith(why)
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", ["calendar", "leaflet"])
def test_what_somebody_has_under_that_name_is_not_written_over(run: Run, tmp_path: Path, command: str) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("my own notes", "utf-8")
    code, out, err = run(command, *TREATED, "-o", str(file))
    assert (code, out) == (3, "")
    assert "is there already and is not ours to write over" in err
    assert file.read_text("utf-8") == "my own notes"
    assert sorted(tmp_path.iterdir()) == [file], "nothing half written is left"


def test_a_calendar_written_again_is_the_next_version_of_the_same_events(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "fortnight.ics"
    assert run("calendar", *TREATED, "-o", str(file))[0] == 0
    first = Calendar.from_ical(file.read_bytes())
    assert run("calendar", "--treated", "2026-11-22", "-o", str(file))[0] == 0
    second = Calendar.from_ical(file.read_bytes())
    assert [event["UID"] for event in second.events] == [event["UID"] for event in first.events]
    assert {event.sequence for event in first.events} == {0}
    assert {event.sequence for event in second.events} == {1}
    assert second.events[0].start > first.events[0].start


def test_two_calendars_share_no_event(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / "one.ics", tmp_path / "other.ics"]
    for file in files:
        run("calendar", *TREATED, "-o", str(file))
    first, second = ({event["UID"] for event in Calendar.from_ical(file.read_bytes()).events} for file in files)
    assert first & second == set()


def test_somebodys_own_calendar_is_not_written_over_and_an_empty_file_is(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "fortnight.ics"
    own = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//Else//EN\r\nEND:VCALENDAR\r\n"
    file.write_bytes(own)
    assert run("calendar", *TREATED, "-o", str(file))[0] == 3
    assert file.read_bytes() == own
    file.write_bytes(b"")
    assert run("calendar", *TREATED, "-o", str(file))[0] == 0
    assert len(Calendar.from_ical(file.read_bytes()).events) == 15


@pytest.mark.parametrize(("command", "library"), [("calendar", "icalendar"), ("leaflet", "typst")])
def test_without_its_library_a_command_says_how_to_install_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    for module in ("calendar", "leaflet", "paper", "summary"):
        monkeypatch.delitem(sys.modules, f"fortnight.exports.{module}", raising=False)
    code, _, err = run(command, *TREATED)
    assert code == 3
    assert f"{library} is not installed. Run: pip install 'fortnight[site]'" in err

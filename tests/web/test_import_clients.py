"""A table of clients: every delimiter, encoding and date; each line told what is wrong; imported once or not at all."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fortnight.web.accounts.models import Person, User
from fortnight.web.clients import table
from fortnight.web.clients.models import Invitation, Sheet
from fortnight.web.clients.table import UnreadableTableError
from tests.web.test_advisor import advisor, desk

__all__ = ["advisor", "desk"]
PLAIN = "Name,Treatment date,E-mail,Needle\nMara,2026-11-21,mara@example.org,1.0\nJo,2026-11-22,,\n"


def lines(text: str, order: str = "") -> list[table.ClientLine]:
    rows = table.rows_of(text)
    return table.read(rows, table.guessed(rows[0]), order)


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace(",", ";").encode("cp1252"),
        PLAIN.replace(",", "\t").encode(),
        ("sep=;\n" + PLAIN.replace(",", ";")).encode(),
        PLAIN.replace("\n", "\r\n").encode(),
    ],
)
def test_a_table_is_read_however_it_was_written(data: bytes) -> None:
    first, second = lines(table.text_of(data))
    assert (first.name, first.date, first.email) == ("Mara", dt.date(2026, 11, 21), "mara@example.org")
    assert first.needle_mm == Decimal("1.0")
    assert second.wrong == ()


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        ("Nombre;Apellidos;Fecha de tratamiento;Correo electrónico", ["first", "last", "date", "email"]),
        ("Vorname;Nachname;Datum;E-Mail;Nadel", ["first", "last", "date", "email", "needle"]),
        ("Prénom;Nom;Date;Courriel", ["first", "last", "date", "email"]),
        ("FULL NAME;treated_on;Phone;depth mm", ["name", "date", "", "needle"]),
    ],
)
def test_headings_are_known_in_four_languages(headings: str, columns: list[str]) -> None:
    assert table.guessed(headings.split(";")) == columns


@pytest.mark.parametrize(
    ("text", "order", "date"),
    [
        ("2026-11-21", "", dt.date(2026, 11, 21)),
        ("21.11.2026", "mdy", dt.date(2026, 11, 21)),
        ("21/11/2026", "", dt.date(2026, 11, 21)),
        ("11/21/2026", "", dt.date(2026, 11, 21)),
        ("03/04/2026", "dmy", dt.date(2026, 4, 3)),
        ("03/04/2026", "mdy", dt.date(2026, 3, 4)),
        ("2026-11-21T09:30:00", "", dt.date(2026, 11, 21)),
    ],
)
def test_dates(text: str, order: str, date: dt.date) -> None:
    assert lines(f"name;date\nMara;{text}\n", order)[0].date == date


def test_a_date_that_could_mean_two_days_is_asked_about() -> None:
    rows = table.rows_of("name,date\nMara,03/04/2026\n")
    assert table.asks_order(rows, table.guessed(rows[0]))
    for clear in ("13/04/2026", "04.03.2026", "2026-04-03", "04/04/2026"):
        assert not table.asks_order([["name", "date"], ["Mara", clear]], ["name", "date"])


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (",2026-11-21,,", "no name"),
        ("Mara,yesterday,,", "no date"),
        ("Mara,31.02.2026,,", "no date"),
        ("Mara,,,", "date missing"),
        ("Mara,2026-11-21,mara at example,", "no address"),
        ("Mara,2026-11-21,,deep", "no length"),
        ("Mara,2026-11-21,,NaN", "no length"),
        ("Mara,2026-11-21,,50", "no length"),
    ],
)
def test_each_line_says_what_is_wrong_with_it(line: str, wrong: str) -> None:
    row = lines(f"Name,Date,E-mail,Needle\n{line}\n")[0]
    assert [name for name, _ in row.wrong] == [wrong]
    assert row.number == 2


def test_who_stands_there_twice_is_told_of() -> None:
    text = (
        "name,date,email\nMara,2026-11-21,m@example.org\nM.,2026-11-22,M@example.org\nJo,2026-11-21,\njo,2026-11-21,\n"
    )
    assert [line.wrong for line in lines(text)] == [(), (("told twice", "2"),), (), (("told twice", "4"),)]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 a workbook", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0 an old one", "spreadsheet"),
        (b"a\x00b", "binary"),
        (b"  \n ", "empty"),
        (b"x" * (table.MOST_BYTES + 1), "large"),
    ],
)
def test_what_is_no_table_is_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableTableError, match=why):
        table.text_of(data)


def test_a_heading_alone_and_too_many_lines_are_refused() -> None:
    with pytest.raises(UnreadableTableError, match="empty"):
        table.rows_of("name,date\n")
    with pytest.raises(UnreadableTableError, match="long"):
        table.rows_of("name,date\n" + "Mara,2026-11-21\n" * (table.MOST_LINES + 2))
    assert len(table.rows_of("name," * 100_000 + "\nMara,\n")[0]) == 60


@given(st.binary(max_size=400))
def test_nothing_makes_it_fall_over(data: bytes) -> None:
    try:
        rows = table.rows_of(table.text_of(data))
    except UnreadableTableError:
        return
    read = table.read(rows, table.guessed(rows[0]), "dmy")
    assert len(read) == len(rows) - 1


def test_nothing_in_a_file_that_we_write_is_a_formula() -> None:
    assert table.spreadsheet([["=1+1", "+1", "-1", "@x", "\ty", "plain"]]) == "'=1+1,'+1,'-1,'@x,'\ty,plain\r\n"


def sent(desk: Client, text: str = PLAIN) -> str:
    """Send a table; the address of its preview."""
    answer = desk.post("/desk/clients/import/", {"file": SimpleUploadedFile("clients.csv", text.encode())})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def key_in(at: str) -> str:
    return at.strip("/").rpartition("/")[2]


def columns(*names: str) -> dict[str, str]:
    return {f"column-{place}": name for place, name in enumerate(names)}


def test_nothing_is_made_before_the_button_and_a_second_press_makes_nothing(desk: Client) -> None:
    at = sent(desk)
    page = desk.get(at).content.decode()
    assert "Import 2 clients" in page
    assert not Person.objects.exists()
    press = columns("name", "date", "email", "needle") | {"what": "import", "mailed": "1"}
    assert desk.post(at, press).headers["Location"] == at
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Jo", "Mara"]
    assert list(Invitation.objects.order_by("pk").values_list("mail", flat=True)) == ["waiting", ""]
    desk.post(at, press)
    assert Person.objects.count() == 2
    assert "2 clients are invited" in desk.get(at).content.decode()
    assert Sheet.objects.get().text == ""
    cards = desk.post(reverse("desk-import-cards", args=[key_in(at)])).content.decode()
    assert cards.count('class="square"') == 2


def test_lines_that_are_wrong_are_left_out_and_come_back_as_a_file(desk: Client) -> None:
    at = sent(desk, PLAIN + "=cmd(),never,no address,\n")
    page = desk.get(at).content.decode()
    assert "1 row is left out" in page
    assert "we cannot read the date" in page
    assert "Import 2 clients" in page
    table = desk.get(reverse("desk-import-refused", args=[key_in(at)])).content.decode()
    assert "'=cmd()" in table
    assert "“no address” is not an email address" in table


def test_a_client_who_is_known_is_left_out(desk: Client) -> None:
    desk.post(sent(desk), columns("name", "date", "email", "needle") | {"what": "import"})
    page = desk.get(sent(desk)).content.decode()
    assert "mara@example.org already belongs to a client, with this session" in page
    assert "Import 1 client" in page


@pytest.mark.parametrize(("date", "words"), [("2026-11-30", "too soon after this client"), ("2026-12-19", "further")])
def test_a_further_session_of_a_client_is_checked_and_added(desk: Client, date: str, words: str) -> None:
    desk.post(sent(desk), columns("name", "date", "email", "needle") | {"what": "import"})
    person = Person.objects.get(name="Mara")
    at = sent(desk, f"name,date,email\nMara,{date},mara@example.org\n")
    assert words in " ".join(desk.get(at).content.decode().split())
    desk.post(at, columns("name", "date", "email") | {"what": "import"})
    assert Person.objects.count() == 2
    dates = set(person.treatments.values_list("date", flat=True))
    assert (dt.date.fromisoformat(date) in dates) is (words == "further")


def test_two_meanings_of_a_date_have_to_be_chosen_first(desk: Client) -> None:
    at = sent(desk, "name,date\nMara,03/11/2026\n")
    assert "could be read in 2 ways" in desk.get(at).content.decode()
    desk.post(at, columns("name", "date") | {"what": "import"})
    assert not Person.objects.exists()
    desk.post(at, columns("name", "date") | {"what": "import", "order": "dmy"})
    person = Person.objects.get()
    assert person.current
    assert person.current.date == dt.date(2026, 11, 3)


def test_columns_can_be_told_otherwise(desk: Client) -> None:
    at = sent(desk, "A,B\nMara,2026-11-21\n")
    assert "the name is missing" in desk.get(at).content.decode()
    desk.post(at, columns("name", "date") | {"what": "again"})
    assert "Import 1 client" in desk.get(at).content.decode()


def test_a_date_that_no_plan_is_made_for_is_said(desk: Client) -> None:
    assert "more than a year ago" in desk.get(sent(desk, "name,date\nMara,2019-01-01\n")).content.decode()


@pytest.mark.parametrize("text", ["", "PK\x03\x04", "name,date\n"])
def test_what_cannot_be_imported_is_said(desk: Client, text: str) -> None:
    answer = desk.post("/desk/clients/import/", {"file": SimpleUploadedFile("a.csv", text.encode())})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_a_table_is_seen_by_who_sent_it(desk: Client, advisor: User) -> None:
    at = sent(desk)
    other = User.objects.create_user("remy@example.org", is_staff=True)
    Sheet.objects.update(by=other)
    assert desk.get(at).status_code == 404
    assert desk.get(f"{at}refused.csv").status_code == 404

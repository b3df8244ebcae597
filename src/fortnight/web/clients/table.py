"""A table of clients as a clinic's other programs write it, read line by line: who would be invited, and what is wrong.

Any delimiter, any of the usual encodings, a `sep=` line of a spreadsheet, headings in four languages. A date such as
03/04/2026 could mean two days: which is asked, never guessed. Nothing here knows the database or the clock.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

MOST_BYTES = 2 * 1024 * 1024
MOST_LINES = 5000
_MOST_COLUMNS = 60
_LONGEST_CELL = 400
_NEEDLE = (Decimal("0.05"), Decimal(5))
COLUMNS = ("name", "first", "last", "email", "date", "needle", "area")
_HEADINGS = {
    "name": ("name", "client", "patient", "nombre completo", "kunde", "nom complet", "full name", "paciente"),
    "first": ("first name", "firstname", "forename", "given name", "nombre", "vorname", "prénom", "prenom"),
    "last": ("last name", "lastname", "surname", "family name", "apellido", "apellidos", "nachname", "nom"),
    "email": (
        "email",
        "e-mail",
        "mail",
        "correo",
        "correo electrónico",
        "e-mail-adresse",
        "courriel",
        "adresse e-mail",
    ),
    "date": (
        "date",
        "treatment date",
        "treated on",
        "treated",
        "fecha",
        "fecha de tratamiento",
        "datum",
        "appointment",
    ),
    "needle": (
        "needle",
        "needle mm",
        "needle length",
        "depth",
        "depth mm",
        "mm",
        "aguja",
        "nadel",
        "profundidad",
        "tiefe",
    ),
    "area": ("area", "zone", "zona", "bereich", "región", "region"),
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_PLAIN = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T ].*)?")
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")


class UnreadableTableError(ValueError):
    """A file that is no table of text; its first argument names why: "spreadsheet", "empty", "large", "binary"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLine:
    """One line of the table. `wrong` names what stands against it, each with the value as it was given.

    `further`: it is a further session of somebody who is a client already.
    """

    number: int
    cells: tuple[str, ...]
    name: str = ""
    email: str = ""
    date: dt.date | None = None
    needle_mm: Decimal | None = None
    area: str = ""
    wrong: tuple[tuple[str, str], ...] = ()
    further: bool = False


def text_of(data: bytes) -> str:
    """The text of an uploaded file. Raises: UnreadableTableError."""
    if len(data) > MOST_BYTES:
        raise UnreadableTableError("large")
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise UnreadableTableError("spreadsheet")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data.decode("utf-16", "replace") if wide else _eight_bits(data)
    if "\x00" in text:
        raise UnreadableTableError("binary")
    if not text.strip():
        raise UnreadableTableError("empty")
    return text


def _eight_bits(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def rows_of(text: str) -> list[list[str]]:
    """The cells of every line that is not empty, the headings first. Raises: UnreadableTableError."""
    lines = text.splitlines()
    separator = re.fullmatch(r"sep=(.)", lines[0].strip().strip('"')) if lines else None
    if separator:
        text = "\n".join(lines[1:])
    reader = csv.reader(io.StringIO(text), delimiter=separator[1] if separator else _delimiter(text), strict=False)
    rows: list[list[str]] = []
    try:
        for cells in reader:
            row = [cell.strip()[:_LONGEST_CELL] for cell in cells[:_MOST_COLUMNS]]
            if any(row):
                rows.append(row)
            if len(rows) > MOST_LINES + 1:
                raise UnreadableTableError("long")
    except csv.Error as error:
        raise UnreadableTableError("binary") from error
    if len(rows) < 2:
        raise UnreadableTableError("empty")
    return rows


def _delimiter(text: str) -> str:
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t|", key=head.count)


def guessed(headings: Sequence[str]) -> list[str]:
    """What each column is, by its heading; "" for an unknown one. No two columns are guessed to be the same."""
    left = dict(_HEADINGS)
    columns = []
    for heading in headings:
        plain = re.sub(r"[\s_]+", " ", heading).strip().casefold()
        column = next((name for name, words in left.items() if plain in words), "")
        left.pop(column, None)
        columns.append(column)
    return columns


def asks_order(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> bool:
    """Whether a date in the table could mean two days, so that somebody has to say which comes first."""
    if "date" not in columns:
        return False
    place = list(columns).index("date")
    return any(_ambiguous(row[place]) for row in rows[1:] if len(row) > place)


def _ambiguous(text: str) -> bool:
    match = _PLAIN.fullmatch(text)
    if not match or match[2] == ".":
        return False
    first, second = int(match[1]), int(match[3])
    return first <= 12 and second <= 12 and first != second


def read(rows: Sequence[Sequence[str]], columns: Sequence[str], order: str) -> list[ClientLine]:
    """Every line below the headings. `order` is "dmy" or "mdy", for dates that need it."""
    lines = [_line(number, cells, columns, order) for number, cells in enumerate(rows[1:], 2)]
    return _told_twice(lines)


def _line(number: int, cells: Sequence[str], columns: Sequence[str], order: str) -> ClientLine:
    values = {column: cells[place] for place, column in enumerate(columns) if column and place < len(cells)}
    name = values.get("name") or " ".join(filter(None, (values.get("first"), values.get("last"))))
    email, date, needle = values.get("email", ""), values.get("date", ""), values.get("needle", "")
    wrong = []
    if not name:
        wrong.append(("no name", ""))
    if email and not _ADDRESS.fullmatch(email):
        wrong.append(("no address", email))
    day = _date(date, order)
    if day is None:
        wrong.append(("no date" if date else "date missing", date))
    depth = _needle(needle)
    if needle and depth is None:
        wrong.append(("no length", needle))
    return ClientLine(
        number=number,
        cells=tuple(cells),
        name=name[:80],
        email=email.lower(),
        date=day,
        needle_mm=depth,
        area=values.get("area", "")[:40],
        wrong=tuple(wrong),
    )


def _date(text: str, order: str) -> dt.date | None:
    if match := _ISO.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif match := _PLAIN.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        month_first = match[2] != "." and (second > 12 or (order == "mdy" and first <= 12))
        month, day = (first, second) if month_first else (second, first)
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _needle(text: str) -> Decimal | None:
    plain = text.casefold().removesuffix("mm").strip().replace(",", ".")
    try:
        length = Decimal(plain)
    except InvalidOperation:
        return None
    return length if length.is_finite() and _NEEDLE[0] <= length <= _NEEDLE[1] else None


def _told_twice(lines: list[ClientLine]) -> list[ClientLine]:
    """The same lines; of those that tell of the same person, by address or by name and date, the later ones wrong."""
    seen: dict[tuple[object, ...], int] = {}
    client_lines = []
    for line in lines:
        key = (line.email,) if line.email else (line.name.casefold(), line.date)
        before = seen.setdefault(key, line.number)
        if before != line.number and not line.wrong:
            client_lines.append(with_wrong(line, ("told twice", str(before))))
        else:
            client_lines.append(line)
    return client_lines


def with_wrong(line: ClientLine, wrong: tuple[str, str]) -> ClientLine:
    """The same line, with one thing more that stands against it."""
    return replace(line, wrong=(*line.wrong, wrong))


def spreadsheet(rows: Sequence[Sequence[str]]) -> str:
    """Lines as a CSV text that a spreadsheet opens as what it is: no cell of it is run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in row])
    return out.getvalue()

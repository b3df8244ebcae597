"""Inputs that are made to cost: what repeats, for each parser of foreign text, up to the size that is let in.

`tests/properties/test_hostile_inputs.py` holds their cost to the size of the input, `bench/hostile.py` prints it.
"""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fortnight.asking import understand
from fortnight.errors import FortnightError
from fortnight.healing.hearing import hear
from fortnight.labels.read import read_label
from fortnight.person.model import read_profile
from fortnight.web.catalogue.intake import texts
from fortnight.web.catalogue.intake.described import described
from fortnight.web.catalogue.intake.reading import FileOptions, read_products
from fortnight.web.clients import table
from fortnight.web.mail.letters.heads import head_of
from fortnight.web.mail.letters.parts import top_of
from fortnight.web.mail.letters.read import read
from fortnight.web.mail.letters.sender_standing import standing

MB = 1_000_000
TEXT = (
    *(" ", "\t", "\n", "\u00a0", ".", ",", "(", ")", "[", "]", "*", "/", "-", "'", '"', "a", "1", "香", "!", "@"),
    *("a ", "a\n", ">\n", "> a\n", "a:\n", "--\n", "-----\n", "( ", "* ", "a-", "On 1.1.26 a@b wrote:\n", "From: x\n"),
    *("no fever ", "Retinol-", "Contains: ", "(and) ", "https://a ", "I itch. ", "if you itch. ", "I itch ", "my "),
)
MARKUP = (
    *("<", "<a ", "</", "<!--", "<![", "<?", "<!", "<a='", '<a="', "<b>", "</b>", "<p>", "<b></x>", "&", "&#", "&#1"),
    *("&amp;", "<script>", "<style><!--", "<a href=x>", "<blockquote>", "<li>", "<pre>\n", "<td>", "<!-- x -->"),
    *("<b style='font:a a ", "<ul><li>", "<![if x]>", "<a><b>", " ", "a", "\n"),
)
HEAD = (
    *("<a@b>,", "a@b,", "a", "<a", "(", ")", '"', '"\\', "=?", "=?utf-8?q?a?=", ";a=", ";a*0=", " ", ":", ",", "<"),
    *("Re: ", "1 ", "@", "香", "[", "dkim=pass ", "=", "?", "\\"),
)
DATA = (
    *('{"a":', "[", "{", '"', "\\", "1", "<a>", "</a>", "<a b='", "<![CDATA[", "<!--", "]]>", "&lt;", ",", '""', "\n"),
    *("\t", "a", " ", "a,", "'", "<item>", "€", "null,", "[[", "= 1\n", "a=[", "#"),
)
MOST_FIELDS = (b"From: a@b.example\r\nTo: reply@clinic.example\r\nMessage-ID: <1@x>\r\n").decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parser:
    """A parser: what it does with a text, of which shapes, and how many characters are let in."""

    name: str
    read: Callable[[str], object]
    shapes: tuple[str, ...]
    most: int = MB
    kind: str = "Aqua, Glycerin, Panthenol, Squalane. It is a little red today. "


def _mail(head: str, behind: str = "") -> Callable[[str], object]:
    return lambda text: read(f"{MOST_FIELDS}{head}\r\n{text}{behind}".encode("utf-8", "replace"))


def _field(name: str) -> Callable[[str], object]:
    def head(text: str) -> object:
        field = f"{name}: " + text.replace("\n", "\n ")
        return head_of(top_of(f"{MOST_FIELDS}{field}\r\n\r\nhi".encode("utf-8", "replace")))

    return head


def _many_fields(text: str) -> object:
    fields = "".join(f"To: {text[at : at + 3_000]}\r\n" for at in range(0, len(text), 3_000))
    return head_of(top_of(f"{fields}\r\nhi".encode("utf-8", "replace")))


def _vouched(text: str) -> object:
    raw = f"Authentication-Results: mx; {text}\r\n\r\nhi".encode("utf-8", "replace")
    return standing(top_of(raw), "iris@example.org", "mx")


def _file(before: str, behind: str = "") -> Callable[[str], object]:
    def feed(text: str) -> object:
        number, name = tempfile.mkstemp()
        path = Path(name)
        try:
            with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
                file.write(before + text + behind)
            with suppress(FortnightError):
                return sum(1 for _ in read_products(path, FileOptions("shop", "EUR")))
            return 0
        finally:
            path.unlink()

    return feed


def _table(text: str) -> object:
    with suppress(table.UnreadableTableError):
        rows = table.rows_of(table.text_of(f"name,email,date\n{text}".encode("utf-8", "replace")))
        return table.read(rows, table.guessed(rows[0]), "dmy")
    return None


def _profile(text: str) -> object:
    with suppress(FortnightError):
        return read_profile(text, "profile.toml")
    return None


_HEADINGS = "name,brand,description,ingredients,price\nCream,A,"
_RSS = "<rss xmlns:g='x'><channel><item><title>Cream</title>"
_FORM = 24_000
_HEAD_SIZE = 64_000
PARSERS = (
    Parser(name="label", read=read_label, shapes=TEXT, most=_FORM),
    Parser(name="box", read=understand, shapes=TEXT, most=_FORM),
    Parser(name="danger", read=hear, shapes=TEXT, most=96_000),
    Parser(name="mail", read=_mail(""), shapes=TEXT),
    Parser(name="mail, html", read=_mail("Content-Type: text/html; charset=utf-8\r\n"), shapes=MARKUP),
    Parser(name="mail, flowed", read=_mail("Content-Type: text/plain; format=flowed\r\n"), shapes=(">", "a \n", " \n")),
    Parser(name="mail, base64", read=_mail("Content-Transfer-Encoding: base64\r\n"), shapes=("QUJD", "a\n", "=", "\n")),
    Parser(
        name="mail, quoted-printable",
        read=_mail("Content-Transfer-Encoding: quoted-printable\r\n"),
        shapes=("=", "=41", "=\n", "a "),
    ),
    Parser(
        name="mail, parts",
        read=_mail("Content-Type: multipart/mixed; boundary=a\r\n", "\r\n--a--"),
        shapes=("\n--a", "\n--a\n\nhi", "\n--a ", "--a", "\n", "\n--a\nContent-Type: text/html\n\n<b>"),
    ),
    Parser(name="mail, uuencoded", read=_mail("", "\nend\n"), shapes=("begin 644 a\n", "M\n", "begin 644 a\nM\nend\n")),
    Parser(
        name="mail, returned",
        read=_mail("Return-Path: <>\r\nContent-Type: text/plain\r\n", "undeliverable"),
        shapes=("\n", "message-id: <", "5.1.1 ", "- \n", "<a@b>", "Message-ID: <a@b>\n"),
    ),
    Parser(
        name="mail, calendar", read=_mail("Content-Type: text/calendar\r\n"), shapes=("COMMENT;", "\n ", "DTSTART:")
    ),
    *(
        Parser(name=f"head, {name}", read=_field(name), shapes=HEAD, most=_HEAD_SIZE)
        for name in ("From", "To", "Subject", "References", "Content-Type", "Date")
    ),
    Parser(name="head, many fields", read=_many_fields, shapes=HEAD),
    Parser(name="head, vouched", read=_vouched, shapes=HEAD, most=_HEAD_SIZE),
    Parser(name="html of shops", read=texts.without_html, shapes=MARKUP),
    Parser(name="description", read=described, shapes=(*TEXT, "Ingredients: a, b\n"), most=_FORM),
    Parser(name="table of products", read=_file(_HEADINGS), shapes=DATA),
    Parser(name="table of products, quoted", read=_file(f'{_HEADINGS}"', '"\n'), shapes=DATA),
    Parser(name="feed, xml", read=_file(_RSS, "</item></channel></rss>"), shapes=DATA),
    Parser(name="feed, xml comment", read=_file(f"{_RSS}<!-- ", " --></item></channel></rss>"), shapes=DATA),
    Parser(name="feed, xml attribute", read=_file(f"{_RSS}<a b='", "'/></item></channel></rss>"), shapes=DATA),
    Parser(name="feed, json", read=_file('{"products":[{"title":"a","body_html":"'), shapes=DATA),
    Parser(name="feed, json value", read=_file('{"products":['), shapes=DATA),
    Parser(name="feed, json-ld", read=_file('<html><script type="application/ld+json">'), shapes=(*DATA, "<script ")),
    Parser(name="feed, json lines", read=_file('{"code":"1","product_name":"a","ingredients_text":"'), shapes=DATA),
    Parser(name="table of clients", read=_table, shapes=DATA),
    Parser(name="profile", read=_profile, shapes=DATA, most=_FORM),
)


def made_of(shape: str, size: int) -> str:
    """A text of so many characters that is nothing but a shape, repeated."""
    return (shape * (size // len(shape) + 1))[:size]


def cost(parser: Parser, text: str) -> float:
    """Seconds of the processor that a parser takes for a text."""
    began = time.process_time()
    parser.read(text)
    return time.process_time() - began


def warm() -> None:
    """Load tables and compile patterns before anything is measured."""
    for parser in PARSERS:
        for _ in range(2):
            parser.read(parser.kind)

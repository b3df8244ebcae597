"""A mail taken apart: its fields and its parts, parts within parts, as bytes and without a loss.

What is broken is read as far as it goes: an end that is missing, a boundary that never comes, fields that are none.
Parts that are nested too deep, or too many, stay one part with everything in it.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from fortnight.web.mail.letters.charsets import charset_of, declared, decoded
from fortnight.web.mail.letters.fields import parameters, words
from fortnight.web.mail.letters.transfer import unpacked

TEXT = "text/plain"
MAIL = "message/rfc822"
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|$)")
_FOLDED = re.compile(r"[\r\n]+[ \t]*")
_KIND = re.compile(r"[\w.+-]+/[\w.+-]+")
_DEEPEST = 15
_MOST = 500
_MOST_FIELDS = 2_000
_MOST_LINES = 20_000
_MOST_MARKS = 2 * _MOST
# What is kept of one field, and of all of them; no mail that is to be read has more.
_LONGEST_FIELD = 64 * 1024
_LONGEST_HEAD = 512 * 1024


@dataclass(frozen=True, kw_only=True)
class MailPart:
    """A mail, or a part of one. `fields` have their names in lower case; `body` is as it came."""

    fields: tuple[tuple[str, str], ...]
    body: bytes
    parts: tuple["MailPart", ...] = ()
    without: str = TEXT

    def all(self, name: str) -> list[str]:
        """What the fields of this name say, not yet decoded."""
        return [value for field, value in self.fields if field == name]

    def first(self, name: str) -> str:
        """What the first field of this name says, not yet decoded, or ""."""
        return next((value for field, value in self.fields if field == name), "")

    @cached_property
    def kind(self) -> str:
        """Its content type, in lower case, such as "text/html"."""
        kind = self.first("content-type").partition(";")[0].strip().lower()
        return kind if _KIND.fullmatch(kind) else self.without

    @cached_property
    def about(self) -> dict[str, str]:
        """The parameters of what it is."""
        return parameters(self.first("content-type"))

    @cached_property
    def disposition(self) -> str:
        """How it is to be shown: "inline", "attachment", or "" where nobody says."""
        return self.first("content-disposition").partition(";")[0].strip().lower()

    @cached_property
    def name(self) -> str:
        """Its file name, without a folder, or ""."""
        filename = parameters(self.first("content-disposition")).get("filename") or self.about.get("name", "")
        return re.split(r"[/\\]", "".join(sign for sign in words(filename) if sign.isprintable()))[-1].strip()[:120]

    @cached_property
    def data(self) -> bytes:
        """What it holds, unpacked."""
        return unpacked(self.body, self._packing, is_text=self.kind.startswith("text/"))

    @cached_property
    def text(self) -> str:
        """What it says, for a part that is text."""
        label = self.about.get("charset", "")
        if not charset_of(label) and "html" in self.kind:
            label = declared(self.data)
        return decoded(self.data, label).replace("\r\n", "\n").replace("\r", "\n")

    @property
    def _packing(self) -> str:
        return self.first("content-transfer-encoding").partition(";")[0].partition("(")[0]


def top_of(raw: bytes) -> MailPart:
    """The fields of a mail, with all the rest as one body. Never raises."""
    fields, body = _head(_without_mark(raw))
    return MailPart(fields=fields, body=body)


def taken_apart(raw: bytes) -> MailPart:
    r"""A mail with its parts. Never raises.

    >>> one = taken_apart(b"Subject: hi\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nA\n--x--")
    >>> one.first("subject"), [part.text for part in one.parts]
    ('hi', ['A'])
    """
    return _Parser().part(_without_mark(raw), 0, TEXT)


def _without_mark(raw: bytes) -> bytes:
    """A mail without the line that stands before it in some mailboxes."""
    return raw.partition(b"\n")[2] if raw.startswith((b"From ", b">From ")) else raw


class _Parser:
    """Counts the parts, so that a mail made to burst the reader is read as far as is good."""

    def __init__(self) -> None:
        self._left = _MOST

    def part(self, raw: bytes, depth: int, without: str) -> MailPart:
        """One part with all below it."""
        self._left -= 1
        fields, body = _head(raw)
        mail_part = MailPart(fields=fields, body=body, without=without)
        if depth >= _DEEPEST or self._left <= 0:
            return mail_part
        below: list[MailPart] = []
        if mail_part.kind.startswith("multipart/"):
            inside = MAIL if mail_part.kind == "multipart/digest" else TEXT
            below = [self.part(piece, depth + 1, inside) for piece in self._pieces(mail_part)]
        elif mail_part.kind in (MAIL, "message/global"):
            below = [self.part(mail_part.data, depth + 1, TEXT)]
        return MailPart(fields=fields, body=body, parts=tuple(below), without=without) if below else mail_part

    def _pieces(self, mail_part: MailPart) -> list[bytes]:
        """The bytes between the boundaries. What follows on the end is left out, unless more parts follow there."""
        boundary = mail_part.about.get("boundary", "").rstrip()
        if not boundary:
            return []
        line = re.escape(boundary.encode("utf-8", "surrogatepass"))
        every = re.finditer(rb"(?:\A|\r\n|\n|\r)--" + line + rb"(--)?[ \t]*+(?=\r|\n|\Z)", mail_part.body)
        marks = [*islice(every, _MOST_MARKS)]
        ends = [mark.start() for mark in marks[1:]] + [len(mail_part.body)] * bool(marks)
        begins = [
            _LINE_END.sub(b"", mail_part.body[mark.end() : end], count=1) for mark, end in zip(marks, ends, strict=True)
        ]
        return [piece for mark, piece in zip(marks, begins, strict=True) if not mark[1]][: max(self._left, 0)]


_LINE_END = re.compile(rb"\A(?:\r\n|\n|\r)")


def _head(raw: bytes) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """The fields and the body. A line that is no field and belongs to none begins the body."""
    fields: list[tuple[str, list[bytes]]] = []
    at = 0
    for _ in range(_MOST_LINES):
        match = _LINE.match(raw, at)
        line = match[0] if match else b""
        bare = line.rstrip(b"\r\n")
        if not bare:
            return _read(fields), raw[at + len(line) :]
        field = _FIELD.fullmatch(bare)
        if bare[:1] in b" \t" and fields:
            fields[-1][1].append(line)
        elif field and len(fields) < _MOST_FIELDS:
            fields.append((field[1].decode("ascii").lower(), [field[2] + b"\n"]))
        else:
            break
        at += len(line)
    return _read(fields), raw[at:]


def _read(fields: list[tuple[str, list[bytes]]]) -> tuple[tuple[str, str], ...]:
    """The fields as text, as far as a head goes."""
    left = _LONGEST_HEAD
    read = []
    for name, lines in fields:
        value = b"".join(lines)[: min(left, _LONGEST_FIELD)]
        left -= len(value)
        read.append((name, _FOLDED.sub(" ", decoded(value)).strip()))
    return tuple(read)

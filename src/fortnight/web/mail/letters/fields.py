"""The fields at the head of a mail as text: encoded words, raw 8-bit, parameters, addresses, ids.

Programs write these in many broken ways. Each function gives what can be made of a field and never raises.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from itertools import islice
from urllib.parse import unquote_to_bytes

from fortnight.web.mail.letters.charsets import decoded
from fortnight.web.mail.letters.transfer import base64, unpacked

_LONGEST = 20_000
# As many fields of addresses as a mail has that is not made to burst its reader, and as many letters in one address.
_MOST = 50
_LONGEST_DATE = 200
_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(?<=\?=)[ \t\r\n]+(?==\?)")
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)')
_SPLIT_NAME = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
# Each begins where a word does, so that no letter of a long one is looked at twice.
_ID = re.compile(r"<[^<>\s]+>")
_BARE_ID = re.compile(r"(?<![^<>\s,;\"@])[^<>\s,;\"@]{1,320}@[^<>\s,;\"]{1,320}")
_IN_ANGLES = re.compile(r"<([^<>]*)>")
_COMMENT = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+("?)', re.DOTALL)
_ADDRESS = re.compile(r"(?<![^\s<>()@,;:\"])[^\s<>()@,;:\"]++@[^\s<>()@,;:\"]+")


def words(value: str) -> str:
    """A field with its encoded words decoded, on one line.

    >>> words("=?koi8-r?B?0NLJ18XU?= =?utf-8?Q?_caf=C3=A9?=")
    'привет café'
    """
    out, last, waiting = [], 0, _Waiting()
    value = _BETWEEN.sub("", value[:_LONGEST])
    for word in _WORD.finditer(value):
        if word.start() > last:
            out += [waiting.end(), value[last : word.start()]]
        out.append(waiting.take(word[1].lower(), _unpacked(word[2], word[3])))
        last = word.end()
    out += [waiting.end(), value[last:]]
    return " ".join("".join(out).split())


class _Waiting:
    """Encoded words of one charset that follow on each other: a sign may be cut between two of them."""

    def __init__(self) -> None:
        self._charset, self._bytes = "", b""

    def take(self, charset: str, data: bytes) -> str:
        """What is complete before this word."""
        if charset == self._charset:
            self._bytes += data
            return ""
        complete = self.end()
        self._charset, self._bytes = charset, data
        return complete

    def end(self) -> str:
        """Everything that waits."""
        text = decoded(self._bytes, self._charset) if self._bytes else ""
        self._charset, self._bytes = "", b""
        return text


def _unpacked(kind: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogatepass")
    return base64(raw) if kind in "Bb" else unpacked(raw.replace(b"_", b"=20"), "quoted-printable")


def parameters(value: str) -> dict[str, str]:
    """The parameters of a field such as Content-Type, by their names in lower case, joined and decoded.

    >>> parameters("text/plain; charset=KOI8-R; name*0*=utf-8''caf%C3; name*1*=%A9.txt")
    {'charset': 'KOI8-R', 'name': 'café.txt'}
    """
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = defaultdict(dict)
    for name, raw in _PARAMETER.findall(value[:_LONGEST]):
        text = re.sub(r"\\(.)", r"\1", raw[1:].removesuffix('"')) if raw.startswith('"') else raw.strip()
        split = _SPLIT_NAME.fullmatch(name.lower())
        if split and (split[2] or split[3]):
            pieces[split[1]].setdefault(int(split[2] or 0), (text, bool(split[3])))
        else:
            plain.setdefault(name.lower(), text)
    joined = {name: _joined([numbered[number] for number in sorted(numbered)]) for name, numbered in pieces.items()}
    return {name: words(text) for name, text in plain.items()} | joined


def _joined(pieces: Iterable[tuple[str, bool]]) -> str:
    """The pieces of one parameter (RFC 2231); the first that is encoded tells the charset."""
    charset, data = "", b""
    for number, (piece, encoded) in enumerate(pieces):
        text = piece
        if encoded and number == 0 and text.count("'") > 1:
            charset, _, text = text.split("'", 2)
        raw = text.encode("utf-8", "surrogatepass")
        data += unquote_to_bytes(raw) if encoded else raw
    return decoded(data, charset)


def ids(value: str) -> tuple[str, ...]:
    """The Message-IDs of a field, each in its angle brackets, in order and once.

    >>> ids("Your mail of Monday <a@b.example> <c@d.example>"), ids("x@y.example")
    (('<a@b.example>', '<c@d.example>'), ('<x@y.example>',))
    """
    value = value[:_LONGEST]
    mail_ids = _ID.findall(value) or [f"<{bare}>" for bare in _BARE_ID.findall(value)]
    return tuple(dict.fromkeys(mail_ids))


def addresses(values: Iterable[str]) -> tuple[str, ...]:
    """The addresses of some fields, in lower case, each once.

    >>> addresses(['"iris@clinic.example, Iris" <M@evil.example>, noor@clinic.example (Noor)'])
    ('m@evil.example', 'noor@clinic.example')
    """
    matches: list[str] = []
    for value in islice(values, _MOST):
        bare = _COMMENT.sub(" ", _QUOTED.sub(_unquoted, value[:_LONGEST]))
        for entry in bare.split(","):
            inside = _IN_ANGLES.search(entry)
            matches += (_ADDRESS.findall(inside[1]) if inside else _ADDRESS.findall(entry))[-1:]
    return tuple(dict.fromkeys(address.lower().rstrip(".") for address in matches))


def _unquoted(quoted: re.Match[str]) -> str:
    """Nothing in place of what is quoted; where no quotation mark closes it, it is not."""
    return " " if quoted[1] else quoted[0]


def name_of(value: str) -> str:
    """The name that stands before an address, or "".

    >>> name_of("=?utf-8?Q?Jos=C3=A9?= <j@example.org>"), name_of("j@example.org (Iris)")
    ('José', 'Iris')
    """
    before, angle, _ = value[:_LONGEST].rpartition("<")
    comment = "" if angle else next(iter(re.findall(r"\(([^()]*)\)", value[:_LONGEST])), "")
    name = words(before.strip().strip('"').replace('\\"', '"') if angle else comment).strip().strip("\"'")
    return "" if "@" in name else name[:80]


def moment(value: str) -> dt.datetime | None:
    """The moment in a date field, with its zone; None for a field without one."""
    try:
        date = parsedate_to_datetime(value.strip()[:_LONGEST_DATE])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=dt.UTC)

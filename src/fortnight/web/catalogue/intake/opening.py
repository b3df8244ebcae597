"""A file opened for reading: unpacked where it is packed, its lines as text with their numbers, how far it has come.

What is read is held a line or a piece at a time, so a file of any size needs the same room.
"""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from fortnight.errors import UsageError
from fortnight.web.catalogue.intake import texts

_HEAD = 256 * 1024
_LONGEST_LINE = 8 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_OTHERS = {b"PK\x03\x04": "a spreadsheet or a ZIP", b"\xd0\xcf\x11\xe0": "a spreadsheet", b"%PDF": "a PDF"}
_PIECE = 1 << 16
# A feed becomes some ten times as large by unpacking, and a file that is made to cost a thousand times.
_UNPACKED_FREELY = 64 * 1024 * 1024
_MOST_TIMES = 100


@dataclass(slots=True)
class Opened:
    """An open file. `head` is how it begins, unpacked; `encoding` what its text is in."""

    raw: IO[bytes]
    stream: IO[bytes]
    size: int
    head: bytes
    encoding: str
    mended: set[int] = field(default_factory=set)
    unpacked: int = 0

    @property
    def done(self) -> int:
        """How many bytes of the file were read."""
        return self.raw.tell()

    def lines(self) -> Iterator[str]:
        """The lines with their ends. A line that is not in the encoding is mended, and its number (base 1) kept."""
        number = 0
        if self.encoding.startswith("utf-16"):
            text = io.TextIOWrapper(self.stream, encoding="utf-16", errors="replace", newline="")
            try:
                for row in text:
                    self._count(2 * len(row))
                    yield row
            finally:
                text.detach()
            return
        while line := self.stream.readline(_LONGEST_LINE):
            self._count(len(line))
            number += 1
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            try:
                yield line.decode(self.encoding)
            except UnicodeDecodeError:
                self.mended.add(number)
                yield texts.mended(line)

    def pieces(self) -> Iterator[str]:
        """The text in pieces, for what is not made of lines; what is not in the encoding is mended without a word."""
        name = "utf-16" if self.encoding == "utf-16" else self.encoding
        decoder = codecs.getincrementaldecoder(name)("replace" if name == "utf-16" else texts.MEND)
        while piece := self.stream.read(_PIECE):
            self._count(len(piece))
            yield decoder.decode(piece).removeprefix("\ufeff")
        yield decoder.decode(b"", final=True)

    def _count(self, size: int) -> None:
        """Count what was read. Raises: UsageError where a packed file is out of all proportion to what it holds."""
        self.unpacked += size
        if self.unpacked > max(_UNPACKED_FREELY, _MOST_TIMES * self.size):
            fix = "Send it without packing it."
            raise UsageError(f"this file is more than {_MOST_TIMES} times as large when it is unpacked", fix)

    def close(self) -> None:
        """Close the file."""
        self.stream.close()
        self.raw.close()


def opened(path: Path) -> Opened:
    """Open a file of products. Raises: UsageError where it is no text; OSError."""
    raw = path.open("rb")
    try:
        stream = _unpacked(raw)
        head = stream.read(_HEAD)
        stream = _unpacked_again(raw)
        _refuse(path.name, head)
    except (OSError, EOFError, zlib.error) as error:
        raw.close()
        if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
            raise UsageError(f"{path.name} is packed and cannot be unpacked", "Send it again.") from None
        raise
    except UsageError:
        raw.close()
        raise
    return Opened(raw=raw, stream=stream, size=path.stat().st_size, head=head, encoding=_encoding(head))


def _unpacked(raw: IO[bytes]) -> IO[bytes]:
    packed = raw.read(2) == _GZIP
    raw.seek(0)
    return cast("IO[bytes]", gzip.GzipFile(fileobj=raw, mode="rb")) if packed else raw


def _unpacked_again(raw: IO[bytes]) -> IO[bytes]:
    raw.seek(0)
    return _unpacked(raw)


def _refuse(name: str, head: bytes) -> None:
    for begins, what in _OTHERS.items():
        if head.startswith(begins):
            raise UsageError(f"{name} is {what}, no table of text", "Save it as CSV, and send that.")
    if not head.strip():
        raise UsageError(f"{name} is empty", "Export it again.")
    if b"\x00" in head[:4096] and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UsageError(f"{name} is not text", "Save it as CSV in UTF-8, and upload that.")


def _encoding(head: bytes) -> str:
    """UTF-8, unless a byte order mark or most of the letters beyond ASCII say otherwise."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    text = head.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= sign <= "\udcff" for sign in text[:-4])
    whole = sum(sign > "\x7f" and not "\udc80" <= sign <= "\udcff" for sign in text)
    return "cp1252" if broken > whole else "utf-8"

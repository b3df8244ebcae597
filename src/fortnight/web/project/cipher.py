"""A file encrypted under a passphrase, written and read piece by piece: what an encrypted backup is.

A head holds the kind, the costs and the salt of scrypt, which draws the key from the passphrase. Behind it come pieces
sealed by AES-256-GCM, each bound to the head, to its place and to whether it is the last, as in the STREAM construction
(Hoang, Reyhanitabar, Rogaway and Vizár, 2015): a piece that is changed, left out, moved or cut off is noticed.
"""

import io
import secrets
import struct
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from typing_extensions import override

from fortnight.errors import UsageError

MAGIC = b"fortnight-sealed-1\n"
_HEAD = struct.Struct(">19sBBB16s7s")
_COST_LOG2, _BLOCK, _LANES = 16, 8, 1
_MOST_COST_LOG2 = 20
_PIECE = 64 * 1024
_TAG = 16
_SHORTEST = 12


def check_passphrase(passphrase: str) -> str:
    """The passphrase, if it may guard a backup. Raises: UsageError for a short one."""
    if len(passphrase) < _SHORTEST:
        raise UsageError("the passphrase is too short", f"Use {_SHORTEST} characters or more, such as five words.")
    return passphrase


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins like this is an encrypted one."""
    return head.startswith(MAGIC)


def _key(passphrase: str, salt: bytes, cost_log2: int, block: int, lanes: int) -> AESGCM:
    drawn = Scrypt(salt=salt, length=32, n=2**cost_log2, r=block, p=lanes)
    return AESGCM(drawn.derive(passphrase.encode()))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


class Sealing(io.RawIOBase):
    """Takes bytes, and writes them encrypted to a file; complete only after `close`, which leaves the file open."""

    def __init__(self, out: IO[bytes], passphrase: str) -> None:
        super().__init__()
        salt, self._prefix = secrets.token_bytes(16), secrets.token_bytes(7)
        self._head = _HEAD.pack(MAGIC, _COST_LOG2, _BLOCK, _LANES, salt, self._prefix)
        self._cipher = _key(passphrase, salt, _COST_LOG2, _BLOCK, _LANES)
        self._out, self._waiting, self._number = out, bytearray(), 0
        out.write(self._head)

    @override
    def writable(self) -> bool:
        """Yes."""
        return True

    @override
    def write(self, data: Any) -> int:
        """Take more; how many bytes that were."""
        self._waiting += data
        # The last piece has to be sealed as the last: one is always held back.
        while len(self._waiting) > _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]
        return len(data)

    @override
    def close(self) -> None:
        """Write what is held back, as the end."""
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
        super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last=last)
        self._out.write(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1


class DecryptingReader(io.RawIOBase):
    """Reads an encrypted file. Raises: UsageError for another passphrase or a damaged head, ValueError for the rest."""

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        super().__init__()
        self._head = source.read(_HEAD.size)
        if len(self._head) < _HEAD.size:
            raise ValueError("it is cut short")
        _, cost_log2, block, lanes, salt, self._prefix = _HEAD.unpack(self._head)
        if not (cost_log2 <= _MOST_COST_LOG2 and block == _BLOCK and lanes == _LANES):
            raise ValueError("its head is damaged")
        self._cipher = _key(passphrase, salt, cost_log2, block, lanes)
        self._source, self._number = source, 0
        self._next = source.read(_PIECE + _TAG)
        self._open, self._ended = b"", False
        try:
            self._advance()
        except ValueError:
            raise UsageError("the passphrase is not the right one, or the file is damaged", "Try again.") from None

    @override
    def readable(self) -> bool:
        """Yes."""
        return True

    @override
    def read(self, size: int = -1) -> bytes:
        """The next bytes, b"" at the end. Raises: ValueError where the file was changed or cut."""
        while not self._ended and (size < 0 or len(self._open) < size):
            self._advance()
        size = len(self._open) if size < 0 else size
        data, self._open = self._open[:size], self._open[size:]
        return data

    def _advance(self) -> None:
        piece, self._next = self._next, self._source.read(_PIECE + _TAG)
        last = not self._next
        try:
            self._open += self._cipher.decrypt(_nonce(self._prefix, self._number, last=last), piece, self._head)
        except InvalidTag:
            raise ValueError("it was changed or cut short") from None
        self._number += 1
        self._ended = last

"""Reading a mail where it can do no harm: in a process of its own, within limits of time and memory.

Mail that is worked and mail that an advisor looks at are read by two processes, so that nobody at the desk waits behind
a mail that takes long. Each leaves when there is nothing to do.
"""

from fortnight.web.ground.limits import MAIL_READING
from fortnight.web.ground.process import BurstError, Worker
from fortnight.web.mail.letters.model import ReadLetter
from fortnight.web.mail.letters.passing import packed_request, unpacked
from fortnight.web.mail.letters.sent import Sent

_MODULE = "fortnight.web.mail.letters"
worker = Worker(_MODULE, MAIL_READING)
desk = Worker(_MODULE, MAIL_READING)


class UnreadMailError(Exception):
    """A mail could not be read to its end: it took too much time or memory. The text says which."""


def read_apart(
    raw: bytes, *, envelope_from: str | None = None, sent: Sent | None = None, by: Worker = worker
) -> ReadLetter:
    """A mail, read as by `letters.read.read`, in a process of its own. Raises: UnreadMailError."""
    try:
        return unpacked(by.ask(packed_request(raw, envelope_from, sent or Sent())))
    except (BurstError, ValueError, KeyError) as error:
        raise UnreadMailError(str(error)) from error

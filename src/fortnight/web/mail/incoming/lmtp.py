"""The server that takes mail from the operator's own mail server, by LMTP: it says yes once a mail is stored.

Each recipient gets an answer of its own, as LMTP wants it. What is larger than the limit is refused in words that reach
who wrote it, and what cannot be stored just now is asked for again. A mail is worked after the answer, on one thread.
"""

import asyncio
import logging
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session
from typing_extensions import override

from fortnight.web.ground.queue import connected
from fortnight.web.mail.incoming.inbox import MOST_BYTES, store, work_due

log = logging.getLogger("fortnight.mail")
TOO_LARGE = "552 5.3.4 This mail is larger than 25 MB. Send it again with fewer or smaller photos"
TAKEN = "250 2.6.0 Stored"
LATER = "451 4.3.0 It cannot be stored just now. Try again"
_ALONE = ("354", "501", "503")
_PATIENCE_SECONDS = 20


class LmtpServer(LMTP):
    """One connection. Lines of any length are taken: mail has them, whatever the book says."""

    line_length_limit = MOST_BYTES
    _many = 1

    @override
    async def smtp_DATA(self, arg: str) -> None:
        """A mail comes; from here on there is an answer for each recipient."""
        self._many = len(self.envelope.rcpt_tos) if self.envelope else 1
        try:
            await super().smtp_DATA(arg)
        finally:
            self._many = 1

    @override
    async def push(self, status: Any) -> None:
        """Answer; a mail that is too large in our own words."""
        reply = str(status)
        if reply.startswith("552"):
            reply = TOO_LARGE
        for _ in range(1 if reply.startswith(_ALONE) else self._many):
            await super().push(reply)


class Handler:
    """What is done with a mail that has come."""

    def __init__(self) -> None:
        self._storing = ThreadPoolExecutor(4, "store")
        self._working = ThreadPoolExecutor(1, "work")
        self._waiting = False

    async def handle_DATA(self, _server: LMTP, _session: Session, envelope: Envelope) -> str:
        """Store a mail; the answer."""
        content = envelope.original_content or b""
        loop = asyncio.get_running_loop()
        stored = await loop.run_in_executor(
            self._storing, _stored, content, envelope.mail_from or "", tuple(envelope.rcpt_tos)
        )
        if stored and not self._waiting:
            self._waiting = True
            loop.run_in_executor(self._working, self._work)
        return TAKEN if stored else LATER

    def _work(self) -> None:
        self._waiting = False
        try:
            with connected():
                work_due()
        except Exception:  # what is stored is worked by the clock, whatever stood in the way here
            log.exception("mail could not be worked just now")

    def end(self) -> None:
        """Let what is under way end."""
        self._storing.shutdown()
        self._working.shutdown()


def _stored(content: bytes, sender: str, to: tuple[str, ...]) -> bool:
    try:
        with connected():
            store(content, way="lmtp", sender=sender, to=to)
    except Exception:  # whatever it is, the mail is not here, and the server that has it is told to keep it
        log.exception("a mail could not be stored")
        return False
    return True


def receive(listening: socket.socket) -> None:
    """Take mail until stopped (Ctrl-C, SIGTERM), on a socket that listens; what is under way is stored first."""
    asyncio.run(_receive(listening))


async def _receive(listening: socket.socket) -> None:
    loop, handler, stopped = asyncio.get_running_loop(), Handler(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)

    def line() -> LmtpServer:
        return LmtpServer(handler, data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, loop=loop, ident="Fortnight")

    server = await loop.create_server(line, sock=listening)
    log.info("taking mail", extra={"facts": {"port": listening.getsockname()[1]}})
    await stopped.wait()
    server.close()
    await asyncio.to_thread(handler.end)
    log.info("stopped")

"""A real mail server for the tests: takes what is sent over SMTP, and keeps it as messages to be looked at."""

import email
import time
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller

from tests.browser.server import free_port

_PATIENCE = 60.0


class MailServer:
    """An SMTP server on a port of this machine. `address` is what FORTNIGHT_SMTP names."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refusals: list[str] = []
        port = free_port()
        self.address = f"smtp://127.0.0.1:{port}"
        # The library calls what a message is handed to by this name.
        vars(self)["handle_DATA"] = self._taken
        self._controller = Controller(self, hostname="127.0.0.1", port=port)

    def __enter__(self) -> "MailServer":
        self._controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._controller.stop()

    async def _taken(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a message, or say the next of the refusals that were put in."""
        if self.refusals:
            return self.refusals.pop(0)
        self.messages.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 taken"

    def to(self, address: str, number: int = 1) -> list[EmailMessage]:
        """What came for an address, once there are so many."""
        until = time.monotonic() + _PATIENCE
        while len(found := [one for one in self.messages if address in str(one["To"])]) < number:
            assert time.monotonic() < until, f"only {len(found)} of {number} for {address}"
            time.sleep(0.1)
        return found

"""Letters where there is no mail server: their words are written to the terminal of whoever serves the site.

The text alone, without headers and without the same again for eyes in HTML, so that a code to sign in with is found.
"""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Writes each letter to the standard output."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the letters; how many they were."""
        for message in email_messages:
            lines = "".join(f"  | {line}".rstrip() + "\n" for line in message.body.strip().splitlines())
            sys.stdout.write(f"\nA letter to {', '.join(message.to)}: {message.subject}\n{lines}")
        sys.stdout.flush()
        return len(email_messages)

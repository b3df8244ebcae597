"""One push message on its way: encrypted, signed, handed to the push service, and what the service said."""

import base64
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from fortnight.web.accounts.numbers import whole_number
from fortnight.web.reminders.models import PushDevice
from fortnight.web.reminders.push.encryption import encrypted
from fortnight.web.reminders.push.endpoints import ForbiddenEndpointError, target
from fortnight.web.reminders.push.vapid import authorization

_SECONDS = 8.0
_GONE = (404, 410)
_BUSY = 429
_LONGEST_WAIT_SECONDS = 60 * 60


class DeliveryOutcome(StrEnum):
    """What became of a message."""

    SENT = "sent"
    AGAIN = "again"
    GONE = "gone"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceReply:
    """What a push service said: the outcome, its words for the record, and after how many seconds to come again."""

    outcome: DeliveryOutcome
    says: str = ""
    wait_seconds: int = 0


def bytes_of(text: str) -> bytes:
    """The bytes of a text in base64url, with or without padding. Raises: ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def deliver(device: PushDevice, message: bytes, *, topic: str, until: dt.datetime, now: dt.datetime) -> ServiceReply:
    """Send a message to a device. `topic`: a later one of the same takes its place while the device is away."""
    import httpx

    try:
        at = target(device.endpoint)
    except ForbiddenEndpointError as error:
        return ServiceReply(outcome=DeliveryOutcome.GONE, says=str(error))
    except OSError as error:
        return ServiceReply(outcome=DeliveryOutcome.AGAIN, says=type(error).__name__)
    headers = {
        "Host": at.host,
        "TTL": str(max(int((until - now).total_seconds()), 0)),
        "Topic": topic,
        "Urgency": "normal",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "Authorization": authorization(device.endpoint, now),
    }
    body = encrypted(message, receiver=bytes_of(device.p256dh), auth=bytes_of(device.auth))
    try:
        with httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=False) as line:
            response = line.post(at.url, content=body, headers=headers, extensions={"sni_hostname": at.name})
    except httpx.HTTPError as error:
        return ServiceReply(outcome=DeliveryOutcome.AGAIN, says=type(error).__name__)
    return _answer(response.status_code, response.headers.get("Retry-After", ""))


def _answer(status: int, retry_after: str) -> ServiceReply:
    """What a status means (RFC 8030): only what is too much for now, or a fault of theirs, is tried again."""
    if status < 300:
        return ServiceReply(outcome=DeliveryOutcome.SENT)
    if status in _GONE:
        return ServiceReply(outcome=DeliveryOutcome.GONE, says=str(status))
    if status == _BUSY or status >= 500:
        wait = min(whole_number(retry_after), _LONGEST_WAIT_SECONDS)
        return ServiceReply(outcome=DeliveryOutcome.AGAIN, says=str(status), wait_seconds=wait)
    return ServiceReply(outcome=DeliveryOutcome.REFUSED, says=str(status))
